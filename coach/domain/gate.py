"""Whether there is training today at all: rows 1 to 6 of the rules, the first that matches decides.

Left out: the doses of what is allowed (``moves``). Source: RULES, "What follows".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from coach.domain import rules
from coach.domain.exercise import Kind
from coach.domain.moves import Today
from coach.domain.record import Answered, CheckIn
from coach.domain.routine import Phase, Routine
from coach.domain.standing import RoutineStanding, Standing


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no training, or not this. ``instead`` names a routine; ``earliest`` is when waiting is enough.

    ``records``: when the records were that it rests on; none where today's check-in alone decides.
    """

    rule: int
    why: str
    instead: str | None = None
    earliest: datetime | None = None
    records: tuple[datetime, ...] = ()


def check_in_of(record: Answered) -> CheckIn:
    """What was answered before a record, as far as it tells."""
    return CheckIn(
        before=record.before,
        sharp=record.sharp,
        limp=record.limp,
        painkiller=record.painkiller,
        daily_life_pain_free=record.daily_life_pain_free,
        red_flags=record.red_flags,
    )


def refusal(standing: Standing, routine: RoutineStanding | None, check_in: CheckIn, at: datetime) -> Refusal | None:
    """The first of rows 1 to 6 that refuses this routine (None: a run, which knows rows 1, 2, 3 and 5)."""
    return next(_refusals(standing, routine, check_in, at), None)


def today(standing: Standing, routine: RoutineStanding, check_in: CheckIn, at: datetime) -> Today:
    """The day for a routine, as its doses see it."""
    routine_id = routine.routine.id
    acute = standing.phase is Phase.ACUTE
    halved = routine_id == rules.RESCUE and is_sore(standing, check_in)
    return Today(
        at=at,
        no_rise=bool(check_in.painkiller) or acute or halved,
        halved=halved,
        no_stretch=_no_stretch(check_in) if routine_id == rules.ACUTE_RELIEF else 0,
        acute=acute,
        sorer_than=sorer_than(standing, check_in) if halved else (),
    )


def is_sore(standing: Standing, check_in: CheckIn) -> bool:
    """Row 5: pain 4 or more, or two points above what it was before the last record."""
    before = check_in.before
    if before is None:
        return False
    last = standing.last.before if standing.last else None
    return before >= rules.RESCUE_BEFORE_FROM or (last is not None and before - last >= rules.RESCUE_BEFORE_RISE)


def sorer_than(standing: Standing, check_in: CheckIn) -> tuple[datetime, ...]:
    """The record that a sore day (row 5) is sore against; none where today's pain alone says so."""
    alone = check_in.before is not None and check_in.before >= rules.RESCUE_BEFORE_FROM
    return () if alone or standing.last is None else (standing.last.at,)


def _refusals(
    standing: Standing, routine: RoutineStanding | None, check_in: CheckIn, at: datetime
) -> Iterator[Refusal]:
    lock = standing.lock.with_flags(check_in.red_flags)
    if lock.is_on:
        yield Refusal(1, lock.notice(), records=lock.rests_on)
    if routine is None or routine.routine.id != rules.ACUTE_RELIEF:
        yield from _too_sore(check_in)
        yield from _after_red(standing, at)
        if routine:
            yield from _later_phase(standing, routine.routine)
        if routine is None or routine.routine.id != rules.RESCUE:
            yield from _sorer(standing, check_in)
    iced = check_in.iced_minutes_ago
    if iced is not None and iced < rules.ICE_WAIT_MINUTES and routine and _stretches(routine):
        wait = timedelta(minutes=rules.ICE_WAIT_MINUTES - iced)
        yield Refusal(6, "You iced a moment ago; cold tissue should not be stretched. Wait a little.", None, at + wait)


def _stretches(routine: RoutineStanding) -> bool:
    # Of the routine as written: that a sore day leaves its stretches out must not open what ice has closed.
    return any(slot.exercise.kind is Kind.STRETCH for slot in routine.slots)


def _too_sore(check_in: CheckIn) -> Iterator[Refusal]:
    instead = rules.ACUTE_RELIEF
    if check_in.sharp:
        yield Refusal(2, "Your pain is sharp today: no training, only relief.", instead)
    if check_in.limp:
        yield Refusal(2, "You are limping today: no training, only relief.", instead)
    if check_in.before is not None and check_in.before >= rules.REFUSED_BEFORE_FROM:
        yield Refusal(2, f"Pain {check_in.before} before you start: no training, only relief.", instead)


def _after_red(standing: Standing, at: datetime) -> Iterator[Refusal]:
    if standing.red_at is not None and at - standing.red_at < rules.RED_REST:
        why = "Your last red is less than 48 hours ago: let it settle first."
        yield Refusal(3, why, rules.ACUTE_RELIEF, standing.red_at + rules.RED_REST, standing.red_from)


def _later_phase(standing: Standing, routine: Routine) -> Iterator[Refusal]:
    if routine.lowest_phase.rank > standing.phase.rank:
        instead = rules.ACUTE_RELIEF if standing.phase is Phase.ACUTE else rules.REHAB_FOUNDATION
        why = f"This is for the {routine.lowest_phase} phase; you are in {standing.phase}."
        began = standing.phases.began
        yield Refusal(4, why, instead, records=(began,) if began else ())


def _sorer(standing: Standing, check_in: CheckIn) -> Iterator[Refusal]:
    if is_sore(standing, check_in):
        acute = standing.phase is Phase.ACUTE
        gentler = "relief" if acute else "the rescue routine, at half its sets"
        why = f"Pain {check_in.before} before you start is more than usual: today only {gentler}."
        yield Refusal(5, why, rules.ACUTE_RELIEF if acute else rules.RESCUE, records=sorer_than(standing, check_in))


def _no_stretch(check_in: CheckIn) -> int:
    """The row by which acute-relief leaves its stretches out, or 0."""
    if check_in.sharp or check_in.limp or (check_in.before or 0) >= rules.REFUSED_BEFORE_FROM:
        return 2
    return 5 if (check_in.before or 0) >= rules.RESCUE_BEFORE_FROM else 0
