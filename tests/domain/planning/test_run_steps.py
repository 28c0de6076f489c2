"""The return to running as a session: what is refused, its steps, its stretches of road, its record."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning import planner
from coach.domain.planning.plan import Change, Plan
from coach.domain.planning.reasons import step_in_words
from coach.domain.planning.replay import replay
from coach.domain.planning.run_gate import run_today
from coach.domain.planning.run_steps import stage_in_words
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import NO_CHECK_IN, CheckIn, Entry, Run, Stopped, Walk
from coach.domain.records.history import History, Start
from coach.domain.rules.programme import Programme
from coach.domain.rules.stages import RunPlan
from coach.domain.session.commands import Do
from coach.domain.session.layout import lay_out
from coach.domain.session.outcome import session_record
from coach.domain.session.segments import Gait, Pacing, length_s
from coach.domain.session.state import SessionState, begin
from coach.domain.today.trim import fit

from ..builders import START, at, hold, house, planned, programme, ready_to_run, routine, run, session, set_phase
from ..driving import Player
from ..strategies import CHECK_INS, whole_histories

KNOWN = house(programme(), routine("strength", [("squat", hold(30))], kind=RoutineKind.STRENGTH))
READY_AT = 5.0


def plan_on(day: float, records: list[Entry], check_in: CheckIn = NO_CHECK_IN) -> Plan:
    return planned(KNOWN, records, "return-to-run", day=day, check_in=check_in)


def ran(day: float, stage: int = 1, **answers: Any) -> Run:
    return run(day, **{"stage": stage, "before": 0, "worst": 0, "after": 0, "morning": 0, **answers})


# --- whether there is a run -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "day", "check_in", "rule", "instead", "waits"),
    [
        pytest.param([], 1, NO_CHECK_IN, 14, "rehab-foundation", False, id="the entry is open"),
        pytest.param(ready_to_run(), 5, CheckIn(painkiller=True), 14, None, False, id="a painkiller"),
        pytest.param(ready_to_run(), 5, CheckIn(limp=True), 2, "acute-relief", False, id="limping"),
        pytest.param(ready_to_run(), 5, CheckIn(before=4), 5, "rescue", False, id="sore"),
        pytest.param(ready_to_run(), 5, CheckIn(red_flags=("groin-lump",)), 1, None, False, id="a red flag"),
        pytest.param([set_phase(0, Phase.ACUTE)], 1, NO_CHECK_IN, 4, "acute-relief", False, id="acute"),
        pytest.param([*ready_to_run(), ran(5)], 6, NO_CHECK_IN, 14, None, True, id="the day after a run"),
        pytest.param([*ready_to_run(), session(4.5, "red")], 5, NO_CHECK_IN, 3, "acute-relief", True, id="after a red"),
        pytest.param(
            [*ready_to_run(), ran(5), session(6, "red")],
            9,
            NO_CHECK_IN,
            14,
            "rehab-foundation",
            False,
            id="no green",
        ),
    ],
)
def test_not_today(
    records: list[Entry], day: float, check_in: CheckIn, rule: int, instead: str | None, waits: bool
) -> None:
    made = plan_on(day, records, check_in)
    assert (made.allowed, made.rule, made.instead, made.steps) == (False, rule, instead, ())
    assert (made.earliest is not None) == waits
    assert made.reasons


@given(whole_histories(), CHECK_INS, st.integers(0, 40))
def test_the_programme_is_allowed_when_its_run_is(records: list[Entry], check_in: CheckIn, days: int) -> None:
    made = plan_on((max((e.at for e in records), default=START) - START).days + 1 + days, records, check_in)
    assert made.run is not None
    assert not made.allowed or made.run.allowed
    if made.run.allowed:  # the run knows all that refuses it, but for a phase that the routine is not for
        assert made.allowed
        _, runs, _ = made.steps
        assert runs.dose is not None
        assert (runs.dose.sets, runs.dose.hold_s, runs.walk_s) == (made.run.reps, made.run.run_s, made.run.walk_s)


@given(whole_histories(), st.sampled_from(Phase), st.booleans(), CHECK_INS, st.integers(0, 40))
def test_its_doses_are_known_whether_or_not_it_is_allowed(
    records: list[Entry], phase: Phase, own: bool, check_in: CheckIn, days: int
) -> None:
    """Law: whoever runs, and whatever refuses the run, a programme has runs of some length to show."""
    moment = max((entry.at for entry in records), default=START) + timedelta(days=1 + days)
    standing = replay(KNOWN, History.of(records, Start(phase, own_runs=own)))
    for step in planner.steps_from(KNOWN, standing, "return-to-run", check_in, at=moment):
        assert step.dose is not None
        assert step.dose.sets >= 1
        assert step.dose.hold_s is not None
        assert step.dose.hold_s >= 1


# --- its steps --------------------------------------------------------------------------------------------------------


def test_the_run_of_the_day_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime] = []

    def counted(standing: Standing, check_in: CheckIn, at: datetime, of: Programme | None) -> RunPlan:
        asked.append(at)
        return run_today(standing, check_in, at, of)

    monkeypatch.setattr(planner, "run_today", counted)
    assert plan_on(READY_AT, ready_to_run()).allowed
    assert len(asked) == 1


def test_the_first_run() -> None:
    made = plan_on(READY_AT, ready_to_run())
    assert made.allowed
    assert [step_in_words(step) for step in made.steps] == ["1 × 5 min", "6 × run 60 s, walk 120 s", "1 × 5 min"]
    assert {step.change for step in made.steps} == {Change.SAME}
    assert made.reasons[0] == "Stage 1 of 15: 6 × run 60 s, walk 120 s; 6 min of running."


@pytest.mark.parametrize(
    ("runs", "day", "stage", "change"),
    [
        ([ran(5), ran(8)], 12, 2, Change.UP),
        ([ran(5)], 8, 1, Change.SAME),
        ([ran(5, 5), ran(8, 5)], 25, 4, Change.DOWN),
    ],
)
def test_the_change_is_told_against_the_stage_entered(runs: list[Run], day: float, stage: int, change: Change) -> None:
    made = plan_on(day, [*ready_to_run(), *runs])
    assert made.run
    assert (made.run.stage, made.steps[1].change) == (stage, change)


def test_a_run_names_the_runs_that_it_rests_on() -> None:
    """Going up, the greens that earned it; else the last one. One that has to wait names what it waits after."""
    runs = [ran(5), ran(8)]
    up = plan_on(12, [*ready_to_run(), *runs])
    assert up.steps[1].records == tuple(each.at for each in runs)
    more = [*runs, ran(11, 2)]
    assert plan_on(14, [*ready_to_run(), *more]).steps[1].records == (more[-1].at,)
    waits = plan_on(11.5, [*ready_to_run(), *more])
    assert (waits.allowed, waits.records) == (False, (more[-1].at,))
    assert plan_on(READY_AT, ready_to_run()).steps[1].records == ()


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (2, "Stage 2 of 15: 6 × run 80 s, walk 100 s; 8 min of running."),
        (9, "Stage 9 of 15: without a break, 18 min of running."),
        (10, "Stage 10 of 15: without a break, 19 min 48 s of running."),
        (15, "Stage 15 of 15: without a break, 30 min of running."),
    ],
)
def test_a_stage_in_words(stage: int, words: str) -> None:
    assert stage_in_words(stage) == words


def test_no_trimming_takes_the_walks_away() -> None:
    made = plan_on(READY_AT, ready_to_run())
    assert fit(made, Pacing(), minutes=5) == made


# --- its time ---------------------------------------------------------------------------------------------------------


def session_of(stage: int = 1) -> Player:
    """A run of a stage at its first moment."""
    records = [*ready_to_run(), ran(5, stage)] if stage > 1 else ready_to_run()
    made = plan_on(13 if stage > 1 else READY_AT, records)
    state, facts = begin(made, Pacing(), 0.0)
    return Player(state, list(facts), every=4.0)


def test_walks_and_runs_follow_each_other_without_a_lead_in() -> None:
    laid_out = [(segment.gait or segment.kind, segment.length_s) for segment in session_of().state.segments]
    assert laid_out == [
        ("get-ready", 10),
        ("walk", 300),
        *[("run", 60), ("walk", 120)] * 6,
        ("walk", 300),
    ]


def test_continuous_running_has_no_walk_in_it() -> None:
    player = session_of(9)
    gaits = [(segment.gait, segment.length_s) for segment in player.state.segments if segment.gait]
    assert gaits == [(Gait.WALK, 300), (Gait.RUN, 1080), (Gait.WALK, 300)]


def test_a_run_cannot_be_made_longer_or_done_twice() -> None:
    player = session_of().until(10 + 300 + 5)
    assert player.state.segment.gait is Gait.RUN
    before = player.state
    for do in (Do.LONGER, Do.REPEAT, Do.BACK, Do.EASIER, Do.DONE):
        assert player.do(do).state == before
    player.do(Do.SKIP)  # a run that hurts is walked
    assert (player.state.segment.gait, player.state.segment.set) == (Gait.WALK, 1)


# --- its record -------------------------------------------------------------------------------------------------------


def kept(state: SessionState) -> object:
    return session_record(state, "x", at(5), CheckIn(before=1, limp=False))


def test_the_whole_run_becomes_a_run() -> None:
    player = session_of()
    record = kept(player.until(length_s(player.state.segments)).state)
    walked = 2 * 300 + 6 * 120
    assert record == Run(id="x", at=at(5), before=1, limp=False, stage=1, run_s=360, walk_s=walked, done=1.0)


def test_a_run_broken_off_tells_what_was_run() -> None:
    player = session_of().until(10 + 300 + 60 + 120 + 30).do(Do.QUIT, Stopped.TIRED)
    record = kept(player.state)
    assert isinstance(record, Run)
    assert (record.run_s, record.walk_s, record.done, record.stopped) == (90, 420, 0.25, Stopped.TIRED)


@pytest.mark.parametrize(("seconds", "minutes"), [(10 + 200, 3), (10 + 30, None)])
def test_what_ended_before_the_first_run_was_a_walk(seconds: int, minutes: int | None) -> None:
    record = kept(session_of().until(seconds).do(Do.QUIT, Stopped.TIME).state)
    assert record == (None if minutes is None else Walk(id="x", at=at(5), before=1, limp=False, minutes=minutes))


def test_the_plan_lays_out_as_it_says() -> None:
    made = plan_on(READY_AT, ready_to_run())
    assert length_s(lay_out(made, Pacing())) == 10 + 600 + 6 * 180
