"""What a session's picture shows at each moment: which figure, how far along, for which side."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from coach.domain.exercises.exercise import ExerciseKind, Sides
from coach.domain.exercises.routine import RoutineKind
from coach.domain.figures.figure import Figure, Pose
from coach.domain.session.commands import Do
from coach.domain.session.demonstration import Demonstration, demonstration
from coach.domain.session.state import begin

from ..builders import asked, exercise, hold, plan_of, reps
from ..driving import BY_KEY, Player, at_work, start
from ..figures.poses import posed

TWO_S = Figure(poses=(Pose(), Pose((("lean", 40.0),), 2.0)))
WALK = posed({"left_hip": 30}, {"left_hip": -30}, cycle=True)
HOLD = asked(exercise("lunge", hold(30, sets=(2, 2), rest=20), sides=Sides.EACH, figure=TWO_S))
REPS = asked(exercise("bridge", reps(2, sets=(2, 2), tempo=(1, 2, 4), rest=20), figure=TWO_S))
MARCH = asked(exercise("march", reps(2, tempo=(1, 0, 1)), sides=Sides.ALTERNATE, figure=TWO_S))


def shown(player: Player) -> Demonstration:
    """What is shown now; fails when nothing is."""
    got = demonstration(player.state, player.now)
    assert got is not None
    return got


def ways(player: Player, *seconds: float) -> list[float]:
    """The way after each of these waits."""
    return [round(shown(player.wait(each)).way, 3) for each in seconds]


def test_an_exercise_without_a_figure_shows_none() -> None:
    assert demonstration(start(asked(exercise())).state, 0) is None


def test_reps_move_with_the_tempo() -> None:
    assert ways(at_work(REPS), 0, 0.5, 0.5, 1, 1, 2, 2) == [0, 0.5, 1, 1, 1, 0.5, 0]


def test_a_hold_is_still() -> None:
    player = at_work(HOLD)
    assert ways(player, 0, 10, 19) == [1, 1, 1]
    assert not shown(player).moving


def test_a_walk_goes_on_through_its_hold() -> None:
    player = at_work(asked(exercise("walk", hold(60), figure=WALK)))
    assert ways(player, 0, 0.5, 0.5) == [0, 0.25, 0.5]
    assert shown(player).moving


@pytest.mark.parametrize(("step", "arrives"), [(HOLD, 1), (REPS, 0)])
def test_getting_ready_ends_in_the_pose_that_the_work_begins_in(step: object, arrives: float) -> None:
    player = start(step)  # type: ignore[arg-type]
    seen = ways(player, 0, *[0.1] * 99)
    assert seen[-1] == pytest.approx(arrives, abs=0.06)
    assert 0 in seen
    assert 1 in seen
    assert max(abs(a - b) for a, b in pairwise(seen)) <= 0.06, "and never jumps"
    assert ways(player, 0.1) == [arrives]


def test_a_rest_comes_out_of_the_hold_stands_and_goes_in_again() -> None:
    player = at_work(HOLD).wait(30)
    assert player.here == "rest 2 left"
    assert ways(player, 0, 1, 1, 8, 7) == [1, 0.5, 0, 0, 0]
    assert not shown(player).moving
    assert ways(player, 2, 0.9) == [0.5, 0.95]


def test_a_rest_between_reps_stands() -> None:
    player = at_work(REPS).wait(14)
    assert player.here == "rest 2"
    assert ways(player, 0, 1, 10) == [0, 0, 0]


def test_the_right_side_is_mirrored() -> None:
    player = at_work(HOLD)
    assert not shown(player).mirror
    player.wait(80)
    assert player.here == "switch 1 right"
    assert shown(player).mirror
    assert shown(player.wait(6)).mirror


def test_in_alternating_reps_the_sides_take_turns_before_the_same_eye() -> None:
    player = start(MARCH)
    assert shown(player).figure.turn_of == "left", "as large while one gets ready"
    seen = [shown(player.wait(each)) for each in (10, 2, 2, 2)]
    assert [each.figure.turn_of for each in seen] == ["left", "right", "left", "right"]
    assert not any(each.mirror for each in seen)


def test_reps_counted_by_key_show_the_rhythm_over_and_over() -> None:
    assert ways(at_work(REPS, pacing=BY_KEY), 0.5, 7) == [0.5, 0.5]


def test_a_pause_stands_still() -> None:
    player = at_work(REPS).wait(0.5).do(Do.PAUSE)
    assert shown(player) == Demonstration(TWO_S, 0.5, mirror=False, moving=False)
    assert ways(player, 30) == [0.5]


def test_the_easier_exercise_shows_its_own_figure() -> None:
    step = asked(exercise("plank", hold(30), figure=TWO_S), easier=exercise("walk", hold(30), figure=WALK))
    player = at_work(step).do(Do.EASIER)
    assert shown(player).figure is WALK


def test_runs_and_the_walks_between_show_their_own() -> None:
    running, walking = WALK, TWO_S
    step = asked(exercise("walk-run", hold(60), kind=ExerciseKind.RUN, figure=running), walk_s=30)
    state, _ = begin(replace(plan_of(step), kind=RoutineKind.RUN), BY_KEY, 0.0)
    player = Player(state).wait(10)
    assert player.state.segment.gait == "run"
    assert demonstration(player.state, player.now, walking) == Demonstration(running, 0.0, mirror=False, moving=True)
    player.wait(60)
    assert player.state.segment.gait == "walk"
    got = demonstration(player.state, player.now, walking)
    assert got
    assert got.figure is walking
    assert shown(player).figure is running, "where there is nothing better"
