"""What a session came to: the share done, and a row for each exercise and side."""

import pytest
from msgspec.structs import replace

from coach.domain.exercises.exercise import Sides
from coach.domain.records.entries import CheckIn, Quality, Session, StepDone, Stopped
from coach.domain.session.commands import Do
from coach.domain.session.outcome import session_record, share_done, steps_done
from coach.domain.session.state import Hurt
from coach.domain.today.trim import fit

from ..builders import START, asked, exercise, hold, max_hold, plan_of, reps
from ..driving import BY_KEY, HANDS_FREE, Player, at_work, start

HOLD = asked(exercise("bridge", hold(30, sets=(2, 2), rest=20)))
ONE_EACH = asked(exercise("lunge", hold(30), sides=Sides.EACH))


def test_a_whole_session() -> None:
    state = start(HOLD, ONE_EACH).play().state
    assert share_done(state) == 1.0
    assert steps_done(state) == (
        StepDone(exercise="bridge", sets=2, hold_s=30, done=1.0),
        StepDone(exercise="lunge", side="left", sets=1, hold_s=30, done=1.0),
        StepDone(exercise="lunge", side="right", sets=1, hold_s=30, done=1.0),
    )


def test_a_session_in_which_nothing_was_done_leaves_no_record_but_one_that_hurt_does() -> None:
    player = start(HOLD).wait(4)
    assert session_record(player.state, "r", START, CheckIn(before=1), Stopped.INTERRUPTED) is None
    hurt = Hurt(step=0, set=1, side=None, second=0, pain=4, quality=Quality.DULL)
    record = session_record(replace(player.state, hurts=(hurt,)), "r", START, CheckIn(before=1), Stopped.PAIN)
    assert isinstance(record, Session)
    assert (record.before, record.worst, record.done, record.stopped) == (1, 4, 0.0, Stopped.PAIN)


def test_reps_are_per_side() -> None:
    march = asked(exercise("march", reps(10, sets=(2, 2), tempo=(1, 0, 1)), sides=Sides.ALTERNATE))
    clam = asked(exercise("clam", reps(6, tempo=(1, 0, 1)), sides=Sides.EACH))
    assert steps_done(start(march, clam).play().state) == (
        StepDone(exercise="march", sets=2, reps=10, done=1.0),
        StepDone(exercise="clam", side="left", sets=1, reps=6, done=1.0),
        StepDone(exercise="clam", side="right", sets=1, reps=6, done=1.0),
    )


def test_a_max_hold_is_measured_on_each_side() -> None:
    player = at_work(asked(exercise("plank", max_hold(), sides=Sides.EACH)))
    player.wait(47).do(Do.DONE).wait(5 + 38).do(Do.DONE)
    assert [(row.side, row.hold_s, row.done) for row in steps_done(player.state)] == [
        ("left", 47, 1.0),
        ("right", 38, 1.0),
    ]


def test_the_best_set_is_what_counts_of_a_max_hold() -> None:
    player = at_work(asked(exercise("plank", max_hold(sets=2, rest=0))))
    player.wait(30).do(Do.DONE).wait(41).do(Do.DONE)
    assert steps_done(player.state) == (StepDone(exercise="plank", sets=2, hold_s=41, done=1.0),)


STOPPED = [
    (0.0, 0.0, 0, 0.0),
    (15.0, 0.25, 0, 0.25),
    (30.0, 0.5, 1, 0.5),
    (40.0, 0.5, 1, 0.5),
    (65.0, 0.75, 1, 0.75),
]
"""Seconds into two sets of 30 s with a rest of 20 s; the share; whole sets; the exercise's share."""


@pytest.mark.parametrize(("seconds", "share", "sets", "done"), STOPPED)
def test_stopped_early(seconds: float, share: float, sets: int, done: float) -> None:
    state = at_work(HOLD).wait(seconds).do(Do.QUIT).state
    assert share_done(state) == share
    row = steps_done(state)[0]
    assert (row.sets, row.done) == (sets, done)


def test_reps_done_before_stopping_count() -> None:
    player = at_work(asked(exercise("bridge", reps(10))), pacing=BY_KEY)
    for _ in range(7):
        player.wait(2).do(Do.DONE)
    state = player.do(Do.QUIT).state
    assert share_done(state) == 0.7
    assert steps_done(state) == (StepDone(exercise="bridge", sets=0, reps=7, done=0.7),)


def test_what_was_not_reached_has_a_row_of_nothing() -> None:
    state = at_work(HOLD, ONE_EACH).wait(5).do(Do.QUIT).state
    assert steps_done(state)[1:] == (
        StepDone(exercise="lunge", side="left", sets=0, done=0.0),
        StepDone(exercise="lunge", side="right", sets=0, done=0.0),
    )


def test_a_skipped_side_counts_against_the_share() -> None:
    state = at_work(ONE_EACH, HOLD).wait(15).do(Do.SKIP).play().state
    assert share_done(state) == pytest.approx((0.5 + 0 + 2) / 4)


def test_a_set_done_again_counts_once() -> None:
    state = at_work(HOLD).wait(30).do(Do.BACK).play().state
    assert (share_done(state), len(state.results)) == (1.0, 2)


def test_trimmed_sets_are_whole_and_trimmed_steps_have_a_row() -> None:
    plan = fit(plan_of(HOLD, replace(ONE_EACH, priority=9)), HANDS_FREE, minutes=1)
    player = start(*plan.steps).play()
    assert share_done(player.state) == 1.0
    assert steps_done(player.state) == (
        StepDone(exercise="bridge", sets=1, hold_s=30, done=1.0, trimmed=True),
        StepDone(exercise="lunge", sets=0, done=0.0, trimmed=True),
    )


def test_what_is_out_by_rule_has_no_row() -> None:
    out = replace(ONE_EACH, dose=None)
    assert [row.exercise for row in steps_done(start(out, HOLD).play().state)] == ["bridge"]


def test_resistance_is_named() -> None:
    banded = asked(exercise("clam", reps(5, resistance=("no band", "light band"))))
    assert steps_done(start(banded).play().state)[0].resistance == "no band"


def eased(own: Sides, other: Sides) -> Player:
    step = asked(exercise("lunge", hold(30), sides=own), easier=exercise("easy", hold(15), sides=other))
    return at_work(step).wait(2).do(Do.EASIER)


@pytest.mark.parametrize("other", [Sides.EACH, Sides.BOTH])
@pytest.mark.parametrize("own", [Sides.EACH, Sides.BOTH])
def test_an_eased_step_names_what_was_done_and_counts_sets_per_side(own: Sides, other: Sides) -> None:
    state = eased(own, other).play().state
    assert share_done(state) == 1.0
    rows = steps_done(state)
    assert [(row.exercise, row.eased, row.sets, row.done) for row in rows] == [("lunge", "easy", 1, 1.0)] * len(rows)
    assert all(row.hold_s is None for row in rows), "the hold of another exercise is no measure of this one"


def test_both_sides_eased_to_one_at_a_time_and_stopped_after_the_first_is_half() -> None:
    player = eased(Sides.BOTH, Sides.EACH).wait(3 + 15 + 1).do(Do.QUIT)
    assert share_done(player.state) == 0.5
    assert steps_done(player.state)[0].done == 0.5
