"""A key that comes when the clock is ahead of what is shown: the session's timer is late, as on a busy machine."""

import pytest

from coach.domain.session.commands import Do

from ..conftest import Play
from ..playing import Player

A_MOMENT_S = 0.3


async def at_its_last_second(player: Player) -> None:
    """Let time pass up to a moment before the session ends, which is shown; and then on, unseen."""
    await player.wait_for(lambda state: state.index == len(state.segments) - 1)
    await before_the_end_of_what_is_shown(player)


async def before_the_end_of_what_is_shown(player: Player) -> None:
    left = player.workout.remaining_s()
    assert left is not None
    await player.wait(left - 1)
    player.clock.move(1 + A_MOMENT_S)


@pytest.mark.parametrize("key", ["q", "h", "n", "space"])
async def test_nothing_is_asked_about_a_session_that_is_over(play: Play, key: str) -> None:
    """Not even what hurts: it would be told of a session that takes it no more. The pain check asks for it."""
    async with play(routine="desk-break", at="session") as player:
        await at_its_last_second(player)
        await player.press(key)
        assert player.at == "PainCheck"
        assert len(player.records()) == 1


@pytest.mark.parametrize("key", ["n", "b"])
async def test_what_was_meant_for_the_part_shown_does_nothing_to_the_next(play: Play, key: str) -> None:
    async with play(at="session") as player:
        await player.wait_for(lambda state: bool(state.results) and not state.segment.is_work)
        place, results = player.state.index, player.state.results
        await before_the_end_of_what_is_shown(player)
        await player.press(key)
        assert (player.state.index, player.state.results) == (place + 1, results)


@pytest.mark.parametrize(("key", "at"), [("space", "SessionScreen"), ("h", "Hurts"), ("q", "Ask")])
async def test_to_stop_it_is_meant_at_any_moment(play: Play, key: str, at: str) -> None:
    async with play(at="session") as player:
        workout = player.workout
        await before_the_end_of_what_is_shown(player)
        await player.press(key)
        assert player.at == at
        assert Do.PAUSE in workout.legal()
        assert workout.wait_s() is None
