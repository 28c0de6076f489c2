"""A session that was left in the middle: kept after every set, offered again, paused at the very step."""

import pytest

from coach.domain.records.entries import Stopped
from coach.domain.session.state import Status
from coach.services.workout import Ongoing
from coach.store.memory import MemoryStore
from coach.system.exit_codes import INTERRUPTED

from ..conftest import Play
from ..playing import Player

HOUR_S = 3600


def kept(player: Player) -> Ongoing:
    """The session as the store holds it."""
    ongoing = player.training.sessions.interrupted()
    assert ongoing
    return ongoing


async def left_after(play: Play, seconds: float, *, key: str = "ctrl+c") -> tuple[MemoryStore, float | None]:
    """A store with a session that was left so long after its start, and what was left of its segment."""
    store = MemoryStore()
    async with play(store=store, routine="psoas-care", at="session") as player:
        await player.wait(seconds)
        left = player.workout.remaining_s()
        await player.press(key)
    return store, left


async def test_every_finished_set_is_on_disk_at_once(play: Play) -> None:
    async with play(routine="psoas-care", at="session") as player:
        await player.wait(11)
        assert kept(player).state.results == ()
        await player.wait_for(lambda state: bool(state.results))
        assert kept(player).state.results == player.state.results
        assert kept(player).state.index == player.state.index


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_keeps_the_very_second(play: Play, key: str) -> None:
    store, left = await left_after(play, 47, key=key)
    async with play(store=store, later_s=60) as player:
        assert player.at == "Ask"
        assert player.shown("question") == "You stopped in the middle of Psoas care, begun 1 min ago."
        await player.press("enter")
        assert player.at == "SessionScreen"
        assert player.state.status is Status.PAUSED
        assert player.state.segment.set == 2
        assert player.workout.remaining_s() == left


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_a_session_says_so_by_its_exit_code(play: Play, key: str) -> None:
    async with play(routine="psoas-care", at="session") as player:
        await player.wait(20)
        await player.press(key)
        assert player.app.return_value == INTERRUPTED


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_without_a_session_is_no_error(play: Play, key: str) -> None:
    async with play() as player:
        await player.press(key)
        assert not player.app.is_running or player.app._exit
        assert player.app.return_value == 0


async def test_the_palettes_quit_keeps_the_very_second_too(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store, routine="psoas-care", at="session") as player:
        await player.wait(20)
        left = player.workout.remaining_s()
        await player.app.run_action("quit")
    async with play(store=store, later_s=60) as player:
        await player.press("enter")
        assert player.workout.remaining_s() == left


async def test_a_killed_app_loses_no_finished_set(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store, routine="psoas-care", at="session") as player:
        await player.wait_for(lambda state: len(state.results) == 2)
        done, segment = player.state.results, player.state.segment
    async with play(store=store, later_s=HOUR_S) as player:
        await player.press("enter")
        assert player.state.results == done
        assert player.state.segment == segment
        assert player.state.status is Status.PAUSED
        await player.press("space")
        await player.wait(3600)
        assert player.at == "PainCheck"
        assert player.last().done == 1.0


async def test_d_keeps_a_record_of_what_was_done(play: Play) -> None:
    store, _ = await left_after(play, 47)
    async with play(store=store, later_s=60) as player:
        await player.press("d")
        assert player.at == "PainCheck"
        assert player.last().stopped is Stopped.INTERRUPTED
        assert 0 < (player.last().done or 0) < 1
        assert player.training.sessions.interrupted() is None


async def test_escape_decides_later(play: Play) -> None:
    store, _ = await left_after(play, 47)
    async with play(store=store, later_s=60) as player:
        await player.press("x", "escape")
        assert player.at == "Home"
        assert player.records() == ()
    async with play(store=store, later_s=600) as player:
        assert player.at == "Ask"


async def test_after_four_hours_it_becomes_a_record(play: Play) -> None:
    store, _ = await left_after(play, 47)
    async with play(store=store, later_s=4 * HOUR_S + 60) as player:
        assert player.at == "Home"
        assert player.last().stopped is Stopped.INTERRUPTED
        assert "unanswered" in player.listed()
        assert player.training.store.checkpoints() == ()


async def test_nothing_done_leaves_no_record_after_four_hours(play: Play) -> None:
    store, _ = await left_after(play, 3)
    async with play(store=store, later_s=5 * HOUR_S) as player:
        assert player.at == "Home"
        assert player.records() == ()
        assert player.training.store.checkpoints() == ()


async def test_an_edit_of_the_routine_does_not_reach_a_session_under_way(play: Play) -> None:
    from coach.library.shelf.library import Library

    store, left = await left_after(play, 47)
    async with play(store=store, later_s=60, library=Library()) as player:
        await player.press("enter")
        assert player.state.plan.name == "Psoas care"
        assert player.workout.remaining_s() == left
