"""What a runner says of running when they start: that they run already, or that their runs are their own (RULES)."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.plan import Plan
from coach.domain.planning.replay import replay
from coach.domain.records.entries import NO_CHECK_IN, CheckIn, Entry, Quality
from coach.domain.records.history import History, Start
from coach.domain.rules.stages import RunPlan
from coach.domain.rules.starting_runs import said_in_words

from ..builders import (
    activity,
    catalogue,
    detail,
    house,
    planned,
    programme,
    ready_to_run,
    reps,
    routine,
    run,
    session,
    set_phase,
    step_of,
    walk,
)

KNOWN = house(programme(), routine("strength", [("squat", reps(10))], kind=RoutineKind.STRENGTH))
OWN = Start(own_runs=True)
CALM: dict[str, Any] = {"before": 0, "worst": 0, "after": 0, "morning": 0}


def on(day: float, records: list[Entry], start: Start, check_in: CheckIn = NO_CHECK_IN) -> Plan:
    return planned(KNOWN, records, "return-to-run", day=day, start=start, check_in=check_in)


def run_on(day: float, records: list[Entry], start: Start, check_in: CheckIn = NO_CHECK_IN) -> RunPlan:
    made = on(day, records, start, check_in).run
    assert made is not None
    return made


# --- run_minutes ------------------------------------------------------------------------------------------------------

MINUTES = [(1, 1, False), (5, 1, False), (6, 1, True), (7, 1, True), (12, 4, True), (13, 4, True), (17, 8, True)]
LONG = [(18, 9, True), (19, 9, True), (20, 10, True), (29, 14, True), (30, 15, True), (600, 15, True)]


@pytest.mark.parametrize(("minutes", "stage", "allowed"), [*MINUTES, *LONG])
def test_the_highest_stage_whose_minutes_are_no_more(minutes: int, stage: int, allowed: bool) -> None:
    made = run_on(0, [], Start(run_minutes=minutes, runs_per_week=3))
    assert (made.allowed, made.stage) == (allowed, stage)


NOT_IN_FORCE: dict[str, tuple[Start, list[Entry], CheckIn]] = {
    "today's before is above 0": (Start(run_minutes=30), [], CheckIn(before=1)),
    "today's before is above 0, only a walk known": (Start(run_minutes=30), [walk(0, before=None)], CheckIn(before=1)),
    "the first before is above 0": (Start(run_minutes=30), [session(0, before=1, worst=1)], CheckIn(before=0)),
    "the first before comes later": (
        Start(run_minutes=30),
        [session(0, before=None), session(1, before=2)],
        NO_CHECK_IN,
    ),
    "the first before is a walk's": (Start(run_minutes=30), [walk(0), session(1, **CALM)], NO_CHECK_IN),
    "the first before is an activity's": (Start(run_minutes=30), [activity(0, before=1)], NO_CHECK_IN),
    "it starts in acute": (Start(Phase.ACUTE, run_minutes=30), [session(0, **CALM)], NO_CHECK_IN),
    "its first record is sharp": (Start(run_minutes=30), [session(0, **CALM, sharp=True)], NO_CHECK_IN),
}


@pytest.mark.parametrize(("start", "records", "check_in"), NOT_IN_FORCE.values(), ids=NOT_IN_FORCE)
def test_where_what_was_said_is_not_in_force(start: Start, records: list[Entry], check_in: CheckIn) -> None:
    made = run_on(2, records, start, check_in)
    assert (made.allowed, made.stage) == (False, 1)
    by_hand = [*records, set_phase(2, Phase.RECOVERY)]
    assert run_on(3, by_hand, start, check_in).entry, "the entry is asked"


IN_FORCE: dict[str, tuple[list[Entry], CheckIn]] = {
    "nothing recorded": ([], NO_CHECK_IN),
    "today's before is 0": ([], CheckIn(before=0)),
    "the first before is 0, a later one above": ([session(0, **CALM), session(1)], CheckIn(before=1)),
    "the first before is not answered": ([session(0, before=None)], NO_CHECK_IN),
}


@pytest.mark.parametrize(("records", "check_in"), IN_FORCE.values(), ids=IN_FORCE)
def test_where_it_is(records: list[Entry], check_in: CheckIn) -> None:
    made = run_on(2, records, Start(run_minutes=15, runs_per_week=3), check_in)
    assert (made.allowed, made.stage, made.entry) == (True, 6, ())


def test_what_was_said_is_a_run_for_gaps_where_the_history_begins() -> None:
    start = Start(run_minutes=15, runs_per_week=3)
    records: list[Entry] = [session(0, **CALM)]
    assert [run_on(day, records, start).stage for day in (14, 14.1, 28, 28.1)] == [6, 5, 5, 1]
    assert run_on(400, [], start).stage == 6, "while nothing is recorded, it begins today"


def test_it_is_no_run_for_the_spacing() -> None:
    start = Start(run_minutes=15, runs_per_week=3)
    assert run_on(0.1, [session(0, **CALM)], start).allowed
    assert run_on(0.1, [run(0, **CALM)], start).earliest is not None


def test_it_is_no_run_of_its_stage() -> None:
    """Two greens lead up, and the run that was said is none of them."""
    start = Start(run_minutes=15, runs_per_week=3)
    assert run_on(8, [session(0, **CALM), run(1, **CALM)], start).stage == 6
    assert run_on(8, [session(0, **CALM), run(1, **CALM), run(3, **CALM)], start).stage == 7


def test_a_week_of_so_many_runs_stands_before_the_first() -> None:
    thrice, once = (Start(run_minutes=30, runs_per_week=number) for number in (3, None))
    assert [run_on(0, [], start).run_s for start in (thrice, once)] == [1800, 540]
    assert run_on(7, [session(0, **CALM)], once).run_s == 1800


def test_a_suspension_asks_the_entry_as_for_everybody() -> None:
    start = Start(run_minutes=15, runs_per_week=3)
    records = [run(0, **{**CALM, "worst": 1}, gait_changed=True), set_phase(1, Phase.RECOVERY)]
    made = run_on(9, [*records, session(4, **CALM)], start)
    assert (made.allowed, made.stage) == (False, 5)
    assert len(made.entry) == 4


# --- own_runs ---------------------------------------------------------------------------------------------------------


def test_runs_of_ones_own_are_allowed_and_neither_planned_nor_capped() -> None:
    records: list[Entry] = [run(day, **CALM, run_s=3600, stage=15) for day in (0, 1, 1.2, 2, 3)]
    made = on(3.1, records, OWN)
    assert made.run is not None
    assert (made.run.allowed, made.run.stage, made.run.run_s, made.run.walk_s, made.run.reps) == (True, 0, 0, 0, 0)
    assert "own" in made.run.why
    assert not made.allowed, "there is no programme to follow"
    assert (made.instead, made.earliest) == (None, None)


REFUSED: dict[str, tuple[list[Entry], CheckIn]] = {
    "row 1": ([], CheckIn(red_flags=("groin-lump",))),
    "row 2": ([], CheckIn(sharp=True)),
    "row 3": ([session(1, worst=6)], NO_CHECK_IN),
    "row 5": ([], CheckIn(before=4)),
}


@pytest.mark.parametrize(("records", "check_in"), REFUSED.values(), ids=REFUSED)
def test_rows_1_to_3_and_5_refuse_them(records: list[Entry], check_in: CheckIn) -> None:
    made = run_on(2, [session(0, **CALM), *records], OWN, check_in)
    assert (made.allowed, made.stage) == (False, 0 if not records else made.stage)


ALLOWED: dict[str, tuple[list[Entry], CheckIn]] = {
    "a painkiller": ([], CheckIn(painkiller=True)),
    "no green session since a red": ([session(1, before=3, worst=5, morning=5)], NO_CHECK_IN),
    "daily life not free of pain": ([], CheckIn(daily_life_pain_free=False)),
}


@pytest.mark.parametrize(("records", "check_in"), ALLOWED.values(), ids=ALLOWED)
def test_nothing_else_does(records: list[Entry], check_in: CheckIn) -> None:
    made = run_on(9, [session(0, **CALM), *records], OWN, check_in)
    assert (made.allowed, made.stage) == (True, 0)


ENDS: dict[str, Entry] = {
    "a red run": run(1, "red", morning=0),
    "a run that changed the gait": run(1, gait_changed=True),
    "a session that changed the gait": session(1, gait_changed=True),
    "a move down to acute": session(1, quality=Quality.SHARP),
}


@pytest.mark.parametrize("ending", ENDS.values(), ids=ENDS)
def test_what_ends_them(ending: Entry) -> None:
    records = [session(0, **CALM), run(0.5, **CALM), ending, set_phase(2, Phase.RECOVERY), session(4, **CALM)]
    made = run_on(20, records, OWN)
    assert (made.allowed, made.stage) == (False, 1)
    assert len(made.entry) == 4, "as of everybody"


def test_a_run_of_ones_own_passes_no_entry() -> None:
    records = [run(-9, **CALM), run(-8, "red"), *ready_to_run()]
    made = run_on(5, records, OWN)
    assert (made.allowed, made.stage) == (True, 1)
    assert len(made.entry) == 4


def test_in_acute_from_the_start_nobody_runs() -> None:
    assert not run_on(1, [], Start(Phase.ACUTE, own_runs=True)).allowed


# --- a session of a programme is a run --------------------------------------------------------------------------------


def test_a_session_of_a_routine_of_kind_run_is_a_run() -> None:
    """However it came into the history: its band is the running one, it takes its day, and it may be red."""
    logged = session(6, name="return-to-run", before=1, worst=3, after=0)
    made = on(7, [*ready_to_run(), logged], Start())
    assert made.light == "amber"
    assert made.run is not None
    assert made.run.earliest is not None
    assert made.run.earliest - logged.at >= timedelta(hours=24)
    red = session(6, name="return-to-run", before=1, worst=4, after=0)
    assert on(7, [*ready_to_run(), red], Start()).light == "red"


def test_what_was_trained_as_a_drill_and_was_running_is_a_run() -> None:
    """Its file is an error by now, so that its routine is unknown: its steps still say what was done."""
    steps = (detail("jog", sets=1, hold_s=180), detail("stroll", sets=1, hold_s=90), detail("jog", sets=2, hold_s=90))
    logged = session(6, name="week-3", before=0, worst=2, after=0, morning=0, step=steps)
    standing = replay(KNOWN, History.of([*ready_to_run(), logged]))
    assert [done.seconds for done in standing.run.runs] == [360]
    assert standing.verdict is not None
    assert standing.verdict.light == "amber"
    made = on(7, [*ready_to_run(), logged], Start()).run
    assert made is not None
    assert made.earliest is not None


def test_running_that_was_left_out_is_none() -> None:
    steps = (detail("jog", sets=0, trimmed=True), detail("bridge"))
    assert not replay(KNOWN, History.of([session(6, step=steps)])).run.runs


def test_the_easier_key_never_leads_to_a_run() -> None:
    known = catalogue(routine("main", [("bridge", reps(10))]), programme())
    bridge = replace(known.exercises["bridge"], easier="walk-run")
    made = planned(replace(known, exercises={**known.exercises, "bridge": bridge}))
    assert step_of(made).easier is None


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (Start(own_runs=True, run_minutes=30), "your own affair: you have no complaint"),
        (Start(), ""),
        (Start(run_minutes=0), ""),
        (Start(run_minutes=1), "1 minute without this pain, 1 a week"),
        (Start(run_minutes=30, runs_per_week=3), "30 minutes without this pain, 3 a week"),
    ],
)
def test_what_was_said_in_words(start: Start, words: str) -> None:
    assert said_in_words(start) == words
