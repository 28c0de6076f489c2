"""The session as a picture: the figure stands beside the clock, moves while the exercise does, and gives way."""

import pytest

from coach.tui.widgets.big_clock import BigClock
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.workout_stage import WorkoutStage

from ..conftest import Play
from ..playing import Player


def figure(player: Player) -> FigureView:
    return player.session.query_one(FigureView)


def drawn(player: Player) -> str:
    return "\n".join(figure(player).render_line(y).text for y in range(figure(player).size.height))


def moves(player: Player) -> bool:
    """Whether frames are drawn between the seconds."""
    frames = player.session.query_one(WorkoutStage)._frames
    assert frames
    return frames._active.is_set()


@pytest.mark.parametrize(
    ("size", "beside"), [((80, 24), True), ((100, 16), True), ((160, 50), True), ((200, 60), True), ((50, 40), False)]
)
async def test_the_figure_stands_beside_the_clock_or_above_it(play: Play, size: tuple[int, int], beside: bool) -> None:
    async with play(at="session", size=size) as player:
        await player.wait_for(lambda state: state.segment.is_work)
        picture, clock = figure(player).region, player.session.query_one(BigClock).region
        assert picture.area > 150
        assert picture.right <= clock.x if beside else picture.bottom <= clock.y
        assert drawn(player).strip()


async def test_where_there_is_no_room_the_clock_has_it_all(play: Play) -> None:
    async with play(at="session", size=(40, 12)) as player:
        assert not figure(player).display
        assert player.session.query_one(BigClock).region.width >= 36


async def test_it_moves_with_the_reps_freezes_in_a_hold_and_stands_in_a_pause(play: Play) -> None:
    async with play(at="session") as player:
        await player.wait_for(lambda state: state.segment.is_work)
        held = drawn(player)
        assert not moves(player)
        await player.wait(3)
        assert drawn(player) == held
        await player.wait_for(lambda state: state.segment.is_work and state.segment.reps is not None)
        assert moves(player)
        before = drawn(player)
        player.clock.move(0.5)
        player.session.query_one(WorkoutStage).move()
        assert drawn(player) != before
        await player.press("space")
        assert not moves(player)


async def test_the_other_side_is_its_mirror(play: Play) -> None:
    async with play(at="session") as player:
        await player.wait_for(lambda state: state.segment.is_work and state.segment.side == "left")
        left = drawn(player)
        await player.wait_for(lambda state: state.segment.is_work and state.segment.side == "right")
        assert drawn(player) != left


async def test_in_the_walks_of_a_run_somebody_walks(play: Play) -> None:
    from ..screens.test_return_to_run import ready_to_run

    async with play(ready_to_run(), routine="return-to-run") as player:
        await player.press("0", "enter")
        await player.wait_for(lambda state: state.segment.gait == "run")
        running = figure(player)._shown
        await player.wait_for(lambda state: state.segment.gait == "walk")
        walking = figure(player)._shown
        assert running
        assert walking
        exercises = player.training.catalogue.exercises
        assert (running.figure, walking.figure) == (exercises["walk-run"].figure, exercises["brisk-walk"].figure)
