"""Plans, steps, stages and rows that cannot be read, in words and in turn."""

import pytest
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose
from coach.domain.exercises.exercise import Side, Sides
from coach.domain.exercises.routine import Phase, Step
from coach.domain.planning.moves import turn
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.reasons import step_a_side, step_in_words
from coach.domain.planning.replay import fold, replay
from coach.domain.planning.run_steps import stage_in_words
from coach.domain.planning.standing import ExerciseStanding, RoutineStanding, SlotStanding
from coach.domain.planning.unreadable_rows import name_of
from coach.domain.records.entries import CheckIn, Entry, Event, EventKind, Unreadable
from coach.domain.records.history import NO_START, History, Start
from coach.domain.rules.stages import OWN

from ..builders import (
    START,
    asked,
    at,
    catalogue,
    exercise,
    hold,
    house,
    plan_of,
    planned,
    programme,
    ready_to_run,
    reps,
    routine,
    session,
    step_of,
)
from .test_replay_cache import picture

RUN = asked(exercise("walk-run", hold(60, sets=(6, 6))), walk_s=120)
OF_INTERVALS = replace(RUN, dose=Dose(sets=4, hold_s=90), intervals=((90, 90), (180, 180)), walk_s=270)
SIDED = asked(exercise("lunge", reps(8), sides=Sides.EACH))
BANDED = asked(exercise("clam", reps(8, resistance=("no band", "light band")), sides=Sides.EACH))

STEPS: dict[str, tuple[PlannedStep, str, str]] = {
    "out": (replace(SIDED, dose=None), "out", "out"),
    "each side": (SIDED, "1 × 8 reps", "1 × 8 reps each side"),
    "one side": (replace(SIDED, side=Side.LEFT), "1 × 8 reps left", "1 × 8 reps left"),
    "each side, with a band": (BANDED, "1 × 8 reps, no band", "1 × 8 reps each side, no band"),
    "one side, with a band": (replace(BANDED, side=Side.LEFT), *["1 × 8 reps left, no band"] * 2),
    "runs": (RUN, *["6 × run 60 s, walk 120 s"] * 2),
    "one run": (replace(RUN, dose=Dose(sets=1, hold_s=1080), walk_s=0), *["run 18 min"] * 2),
    "rounds of runs": (OF_INTERVALS, *["2 × (run 90 s, walk 90 s, run 3 min, walk 3 min)"] * 2),
    "one round, without its last walk": (
        replace(OF_INTERVALS, dose=Dose(sets=2, hold_s=90), intervals=((90, 90), (180, 0))),
        *["run 90 s, walk 90 s, run 3 min"] * 2,
    ),
}


@pytest.mark.parametrize(("step", "words", "a_side"), STEPS.values(), ids=STEPS)
def test_a_dose_in_words(step: PlannedStep, words: str, a_side: str) -> None:
    assert step_in_words(step) == words
    assert step_a_side(step) == a_side


def test_the_runs_of_a_step() -> None:
    assert RUN.strides == ((60, 120),) * 6
    assert OF_INTERVALS.strides == ((90, 90), (180, 180)) * 2
    assert replace(RUN, dose=None).strides == SIDED.strides == ()


def test_a_plan_says_its_name_once_and_what_it_is_made_of() -> None:
    made = plan_of(SIDED)
    assert made.name_with_id == "Main (main)"
    assert replace(made, name="Mine (main)").name_with_id == "Mine (main)"
    assert made.made_of == ""
    based = replace(made, extends="psoas-care")
    assert based.made_of == "Made of psoas-care. Nothing is changed."
    assert replace(based, changes=("Without Plank", "Bridge: 2 sets, not 3; 20 s rest, not 30 s")).made_of == (
        "Made of psoas-care. Without Plank. Bridge: 2 sets, not 3; 20 s rest, not 30 s."
    )
    assert replace(made, steps=(SIDED, replace(SIDED, dose=None))).asked == (SIDED,)


def test_the_checklist_is_there_where_it_is_what_refuses() -> None:
    known = house(programme())

    def run_plan(entries: list[Entry]) -> Plan:
        return planned(known, entries, "return-to-run", day=5)

    refused, open_ = run_plan([]), run_plan(ready_to_run())
    assert refused.checklist
    assert not all(need.met for need in refused.checklist)
    assert open_.allowed
    assert open_.checklist == ()


@pytest.mark.parametrize(
    ("sessions", "exercises", "positions"),
    [(0, 3, []), (1, 3, []), (2, 3, [0, 1]), (3, 3, [2, 3]), (4, 3, [0, 1]), (2, 1, [0, 1]), (3, 1, [0, 1])],
)
def test_two_by_two_from_the_second_session_on(sessions: int, exercises: int, positions: list[int]) -> None:
    made = exercise()
    slot = SlotStanding(Step(exercise="bridge", prescription=reps(10)), made, ExerciseStanding(), (Dose(sets=1),))
    of = routine("main", [])
    assert [*turn(RoutineStanding(of, (slot,) * exercises, sessions, None))] == positions


def test_a_stage_in_words() -> None:
    assert stage_in_words(OWN) == ""
    assert stage_in_words(15).startswith("Stage 15 of 15: without a break, ")


def test_a_row_that_cannot_be_read_is_named() -> None:
    row = Unreadable(at=at(1), id="a", what="run", why="damaged")
    assert name_of(row) == "A run of 3 Nov"
    assert name_of(replace(row, dated=False, what="?")) == "A record of a kind that is not known, of no known day,"
    assert name_of(replace(row, what="profile")) == "What you said of yourself"


@pytest.mark.parametrize("entry", [Entry(at=at(1)), Event(at=at(1), kind=EventKind.PHASE)])
def test_what_says_nothing_changes_nothing(entry: Entry) -> None:
    before, after = (replay(house(), History.of([session(0)])) for _ in range(2))
    fold(after, entry, NO_START)
    assert picture(after) == picture(before)


def test_a_step_that_is_earned_waits_on_a_sorer_day() -> None:
    known = catalogue(routine("rescue", [("bridge", reps(10, 20))]))
    entries = [session(day, name="rescue") for day in (0, 3)]
    made = planned(known, entries, "rescue", day=6, check_in=CheckIn(before=4), start=Start(phase=Phase.RECOVERY))
    assert step_of(made).why == "Its step is earned; on a sorer day nothing goes up."
    assert made.at > START
