"""The rows of "What follows" for one exercise: step down, cut, out, step up, or hold.

A move is decided when a plan is made; ``replay`` commits it with the record that follows.
Left out: the words for it (``reasons``). Source: RULES, rows 5 and 7 to 13.
"""

from collections.abc import Collection
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.dose import FLOOR_SETS, Cut, Dose, apply_cut, percent_of
from coach.domain.exercises.exercise import ExerciseKind
from coach.domain.planning.plan import Change
from coach.domain.planning.standing import ExerciseStanding, RoutineStanding, SlotStanding, Standing
from coach.domain.records.entries import Stopped
from coach.domain.rules import numbers as rules

# Module-level names, which are faster in the fold of a history: see ``rules.light``.
_SAME, _UP, _DOWN, _OUT = Change.SAME, Change.UP, Change.DOWN, Change.OUT
_TIRED, _STRETCH = Stopped.TIRED, ExerciseKind.STRETCH


class Move(Struct, frozen=True):
    """What today's plan does with one exercise.

    ``row``: the rule that decided. ``level``: the level it moves to once committed; ``level_without_gap``: the same
    without row 8. ``dose``: what is asked (None: out). ``reduced``: the dose is less than the level. ``gap_days``: days
    of a break (row 8), None: there is none. ``amber_step``: it takes the one step down of a run of ambers (row 10).
    ``cut_row``: the row that cuts it or puts it out, even if ``row`` is another (0: none).
    """

    row: int
    level: int
    level_without_gap: int
    dose: Dose | None
    change: Change
    reduced: bool = False
    gap_days: int | None = None
    amber_step: bool = False
    cut_row: int = 0


class PlanDay(Struct, frozen=True):
    """What doses depend on besides the records: the day that a plan is made for.

    ``no_rise``: nothing goes up, whatever was earned. ``halved``: rescue on a sore day (row 5). ``no_stretch``: the row
    that leaves stretches out (acute-relief on a sore day), or 0. ``acute``: the phase is acute (row 7).
    ``sorer_than``: time of the record that a sore day is compared with; empty if today's pain alone is enough.
    """

    at: datetime
    no_rise: bool = False
    halved: bool = False
    no_stretch: int = 0
    acute: bool = False
    sorer_than: tuple[datetime, ...] = ()


def decide(standing: Standing, routine: RoutineStanding, position: int, today: PlanDay) -> Move:
    """The move for the step at ``position`` of a routine in a plan made for ``today``."""
    move = _by_record(standing, routine, position, today)
    if not (today.no_stretch or today.acute or today.halved):
        return move
    slot = routine.slots[position]
    if today.no_stretch and slot.exercise.kind is _STRETCH and move.dose is not None:
        # What is out commits no step up.
        level, without_gap = min(move.level, slot.level), min(move.level_without_gap, slot.level)
        return replace(move, row=today.no_stretch, level=level, level_without_gap=without_gap, dose=None, change=_OUT)
    if move.dose is None:
        return move
    held = slot.ladder[slot.level]
    if today.acute:
        move = replace(move, row=7 if move.row == 13 else move.row)
        if move.dose and (move.dose.max or slot.ladder[move.level].max):
            move = _lowered(move, held, 7, hold_s=min(rules.ACUTE_MAX_HOLD_S, move.dose.hold_s or 999))
    if today.halved and move.dose:
        sets = max(FLOOR_SETS, percent_of(slot.ladder[move.level].sets, rules.RESCUE_SETS_PERCENT))
        if sets < move.dose.sets:
            move = _lowered(move, held, 5, sets=sets)
    return move


def _lowered(move: Move, held: Dose, row: int, *, sets: int | None = None, hold_s: int | None = None) -> Move:
    """The move with its dose lowered further, by today's check-in or phase. ``held``: the dose of the level."""
    assert move.dose is not None
    dose = replace(move.dose, sets=sets or move.dose.sets)
    if hold_s is not None:
        dose = replace(dose, hold_s=hold_s, max=False)
    change = _SAME if dose == held else _DOWN
    return replace(move, row=row, dose=dose, change=change, reduced=True)


def _by_record(standing: Standing, routine: RoutineStanding, position: int, today: PlanDay) -> Move:
    """Rows 8 to 13: what the records ask for."""
    slot = routine.slots[position]
    held = slot.ladder[slot.level]
    gap = break_of(slot.known, today.at)
    step_downs = _step_downs(standing, routine, slot, gap)
    out, cut, cut_row = _NO_CUT if standing.is_clear(slot.known) else _cut(standing, slot)
    if not (step_downs or out or cut):
        if not today.no_rise and _earned(slot) and position in turn(routine):
            level = slot.level + 1
            return Move(12, level, level, slot.ladder[level], _UP)
        return Move(13, slot.level, slot.level, held, _SAME)

    level = _down(slot, step_downs.values())
    dose = None if out else slot.ladder[level]
    if dose and cut:
        dose = _cut_of(slot, dose, cut)
    return Move(
        row=cut_row or max(step_downs, key=lambda row: (step_downs[row], -row)),
        level=level,
        level_without_gap=_down(slot, [steps for row, steps in step_downs.items() if row != 8]),
        dose=dose,
        change=_OUT if dose is None else _SAME if dose == held else _DOWN,
        reduced=cut is not None,
        gap_days=gap.days if gap else None,
        amber_step=10 in step_downs,
        cut_row=cut_row,
    )


def _cut_of(slot: SlotStanding, dose: Dose, cut: Cut) -> Dose:
    """A dose after a cut, and never more than the same cut leaves of the level held.

    A step down across a rung of resistance leads to the top of the rung below. Cut from there, the dose could come out
    above what the cut alone leaves, and a worse record would make a harder plan.
    """
    prescription, last_max_s = slot.step.prescription, slot.known.last_max_s
    held = slot.ladder[slot.level]
    after = apply_cut(prescription, dose, cut, last_max_s)
    of_held = after if dose is held else apply_cut(prescription, held, cut, last_max_s)
    if after is of_held or after.rung < of_held.rung:
        return after
    return replace(after, reps=_lower(after.reps, of_held.reps), hold_s=_lower(after.hold_s, of_held.hold_s))


def _lower(one: int | None, other: int | None) -> int | None:
    return one if one is None or other is None else min(one, other)


def _down(slot: SlotStanding, steps: Collection[int]) -> int:
    """The level after the largest of these step downs, not their sum."""
    return max(0, slot.level - max(steps)) if steps else slot.level


class Break(Struct, frozen=True):
    """Row 8: whole ``days`` since an exercise was last done, and the ``steps`` down for it (None: to the start)."""

    days: int
    steps: int | None

    def steps_from(self, level: int) -> int:
        """How many steps down it asks of this level."""
        return level if self.steps is None else min(self.steps, level)


def break_of(known: ExerciseStanding, at: datetime) -> Break | None:
    """The break that an exercise has had; None: never done, or not long enough ago to be a break."""
    last_done = known.last_done
    if last_done is None or (away := at - last_done) <= _SHORTEST_BREAK:
        return None
    return next(Break(away.days, steps) for longer_than, steps in rules.GAPS if away > longer_than)


_SHORTEST_BREAK = rules.GAPS[-1][0]


def turn(routine: RoutineStanding) -> range:
    """The positions whose turn it is to grow: two by two, the first pair after the second session (row 12)."""
    rounds = -(-len(routine.slots) // rules.STEP_UPS_AT_ONCE)
    if routine.sessions < rules.STEP_UP_RECORDS:
        return range(0)
    first = (routine.sessions - rules.STEP_UP_RECORDS) % rounds * rules.STEP_UPS_AT_ONCE
    return range(first, first + rules.STEP_UPS_AT_ONCE)


def _step_downs(standing: Standing, routine: RoutineStanding, slot: SlotStanding, gap: Break | None) -> dict[int, int]:
    """The rows that ask for steps down here, each with how many. A row may match even where no step is left to undo."""
    asked = {}
    if gap:
        asked[8] = gap.steps_from(slot.level)
    if standing.ambers >= rules.AMBERS_RUNNING_STEP_DOWN and slot.stepped_in_run != standing.amber_run:
        asked[10] = 1
    last = routine.last
    if last and last.stopped is _TIRED and last.done is not None and last.done < rules.TIRED_DONE_BELOW:
        asked[11] = 1
    return asked


_NO_CUT = (False, None, 0)


def _cut(standing: Standing, slot: SlotStanding) -> tuple[bool, Cut | None, int]:
    """Whether the exercise is out, else the largest cut that is still on it; and the row that says so (0: none)."""
    exercise, known = slot.exercise, slot.known
    if known.painful_out or standing.out_after_red(exercise):
        return True, None, 9
    if standing.red > known.relieved:
        return standing.out_after_amber(exercise), rules.RED_CUT, 9
    if standing.out_after_amber(exercise):
        return True, None, 10
    if standing.amber_cut(exercise, known):
        return False, rules.AMBER_CUT, 10
    return _NO_CUT


def _earned(slot: SlotStanding) -> bool:
    """Row 12: proven twice at this level, with a level above it; a rung of resistance only after three sessions."""
    if slot.proven < rules.STEP_UP_RECORDS or slot.level + 1 >= len(slot.ladder):
        return False
    is_rung = slot.ladder[slot.level + 1].rung > slot.ladder[slot.level].rung
    return not is_rung or slot.since_step >= rules.RUNG_SESSIONS
