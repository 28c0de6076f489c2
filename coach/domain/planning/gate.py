"""Whether there is training today at all: rows 1 to 6 of the rules, the first that matches decides.

Left out: the doses of what is allowed (``moves``). Source: RULES, "What follows".
"""

from datetime import datetime, timedelta

from msgspec import Struct

from coach.domain.exercises.exercise import ExerciseKind
from coach.domain.exercises.routine import ACUTE, Routine
from coach.domain.planning.moves import PlanDay
from coach.domain.planning.standing import RoutineStanding, Standing
from coach.domain.records.entries import CheckIn
from coach.domain.rules import numbers as rules


class Refusal(Struct, frozen=True):
    """Why a routine or run is not for today. ``instead``: a routine to offer; ``earliest``: when waiting is enough.

    ``records``: times of the records that it rests on; empty if today's check-in alone decides.
    """

    rule: int
    why: str
    instead: str | None = None
    earliest: datetime | None = None
    records: tuple[datetime, ...] = ()


def refusal(standing: Standing, routine: RoutineStanding | None, check_in: CheckIn, at: datetime) -> Refusal | None:
    """The first of rows 1 to 6 that refuses this routine (None: a run, which knows rows 1, 2, 3 and 5)."""
    routine_id = routine.routine.id if routine else None
    relief, rescue = routine_id == rules.ACUTE_RELIEF, routine_id == rules.RESCUE
    return (
        _locked(standing, check_in)
        or (None if relief else _too_sore(check_in) or _after_red(standing, at))
        or (None if relief or routine is None else _later_phase(standing, routine.routine, check_in))
        or (None if relief or rescue else _sorer(standing, check_in))
        or (None if routine is None else _iced(routine, check_in, at))
    )


def today(standing: Standing, routine: RoutineStanding, check_in: CheckIn, at: datetime) -> PlanDay:
    """What today's check-in and phase mean for the doses of a routine."""
    routine_id = routine.routine.id
    acute = standing.phase_today(check_in) is ACUTE
    halved = routine_id == rules.RESCUE and is_sore(standing, check_in)
    return PlanDay(
        at=at,
        no_rise=bool(check_in.painkiller) or acute or halved,
        halved=halved,
        no_stretch=_no_stretch(check_in) if routine_id == rules.ACUTE_RELIEF else 0,
        acute=acute,
        sorer_than=sorer_than(standing, check_in) if halved else (),
    )


def is_sore(standing: Standing, check_in: CheckIn) -> bool:
    """Whether row 5 applies: pain 4 or more, or two points above what it was before the last record."""
    before = check_in.before
    if before is None:
        return False
    last = standing.last.before if standing.last else None
    return before >= rules.RESCUE_BEFORE_FROM or (last is not None and before - last >= rules.RESCUE_BEFORE_RISE)


def sorer_than(standing: Standing, check_in: CheckIn) -> tuple[datetime, ...]:
    """Time of the record that row 5 compares a sore day with; empty if today's pain alone is enough."""
    alone = check_in.before is not None and check_in.before >= rules.RESCUE_BEFORE_FROM
    return () if alone or standing.last is None else (standing.last.at,)


def _locked(standing: Standing, check_in: CheckIn) -> Refusal | None:
    lock = standing.lock
    if check_in.red_flags:
        lock = lock.with_flags(check_in.red_flags)
    return Refusal(1, lock.notice(), records=lock.rests_on) if lock.is_on else None


def _stretches(routine: RoutineStanding) -> bool:
    # The routine as written counts: if a sore day leaves its stretches out, that must not open what ice has closed.
    return any(slot.exercise.kind is ExerciseKind.STRETCH for slot in routine.slots)


def _too_sore(check_in: CheckIn) -> Refusal | None:
    if check_in.sharp:
        why = "Your pain is sharp today: no training, only relief."
    elif check_in.limp:
        why = "You are limping today: no training, only relief."
    elif check_in.before is not None and check_in.before >= rules.REFUSED_BEFORE_FROM:
        why = f"Pain {check_in.before} before you start: no training, only relief."
    else:
        return None
    return Refusal(2, why, rules.ACUTE_RELIEF)


def rests_until(standing: Standing, at: datetime) -> datetime | None:
    """Row 3: until when a red keeps all training but acute-relief closed; None: it does not, or no longer."""
    red = standing.red_record
    return None if red is None or at - red.at >= rules.RED_REST else red.at + rules.RED_REST


def _after_red(standing: Standing, at: datetime) -> Refusal | None:
    earliest = rests_until(standing, at)
    if earliest is None:
        return None
    since = f"less than {rules.RED_REST // timedelta(hours=1)} hours ago: let it settle first."
    why = f"{standing.red_in_words()}, {since}"
    return Refusal(3, why, rules.ACUTE_RELIEF, earliest, standing.red_from)


def _later_phase(standing: Standing, routine: Routine, check_in: CheckIn) -> Refusal | None:
    phase = standing.phase_today(check_in)
    if phase in routine.phases or routine.lowest_phase.rank <= phase.rank:
        return None
    instead = rules.ACUTE_RELIEF if phase is ACUTE else rules.REHAB_FOUNDATION
    if phase is not standing.phase:
        why = f"This is for the {routine.lowest_phase} phase; with what you tell today, you begin in {phase}."
        return Refusal(4, why, instead)
    why = f"This is for the {routine.lowest_phase} phase; you are in {phase}."
    began = standing.phases.began
    return Refusal(4, why, instead, records=(began,) if began else ())


def _sorer(standing: Standing, check_in: CheckIn) -> Refusal | None:
    if not is_sore(standing, check_in):
        return None
    acute = standing.phase_today(check_in) is ACUTE
    gentler = "relief" if acute else "the rescue routine, at half its sets"
    why = f"Pain {check_in.before} before you start is more than usual: today only {gentler}."
    return Refusal(5, why, rules.ACUTE_RELIEF if acute else rules.RESCUE, records=sorer_than(standing, check_in))


def _iced(routine: RoutineStanding, check_in: CheckIn, at: datetime) -> Refusal | None:
    iced = check_in.iced_minutes_ago
    if iced is None or iced >= rules.ICE_WAIT_MINUTES or not _stretches(routine):
        return None
    wait = timedelta(minutes=rules.ICE_WAIT_MINUTES - iced)
    return Refusal(6, "You iced a moment ago; cold tissue should not be stretched. Wait a little.", None, at + wait)


def _no_stretch(check_in: CheckIn) -> int:
    """The row by which acute-relief leaves its stretches out, or 0."""
    if check_in.sharp or check_in.limp or (check_in.before or 0) >= rules.REFUSED_BEFORE_FROM:
        return 2
    return 5 if (check_in.before or 0) >= rules.RESCUE_BEFORE_FROM else 0
