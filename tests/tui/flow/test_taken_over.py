"""One session in two coaches: a line died, the runner came back, and the coach left behind has not noticed yet."""

from collections.abc import Callable

import pytest

from coach.domain.session.state import Status
from coach.store.memory import MemoryStore

from ..conftest import Play
from ..playing import LONGEST_LOOK_S, Player


def said(player: Player) -> str:
    """What was put up in the corner."""
    return "\n".join(note.message for note in player.app._notifications)


async def pass_by(player: Player, is_so: Callable[[Player], bool]) -> None:
    """Let time pass in an app that is not the one opened last: it looks at its clock by itself, every few seconds."""
    for _ in range(3600):
        if is_so(player):
            return
        if player.at == "SessionScreen":
            player.clock.move(LONGEST_LOOK_S)
            player.app.call_later(player.session.tick)
        await player.pilot.pause()
    raise AssertionError("never so")


OTHER_KEYS = [pytest.param(key, marks=pytest.mark.soak) for key in ("q", "h", "question_mark")]


@pytest.mark.parametrize("then", [None, "space", "ctrl+q", *OTHER_KEYS])
async def test_the_one_left_behind_says_so_and_writes_nothing(play: Play, then: str | None) -> None:
    store = MemoryStore()
    async with play(store=store, routine="psoas-care", at="session") as old:
        await old.wait_for(lambda state: len(state.results) == 1)
        async with play(store=store, later_s=30) as new:
            await new.press("enter")
            await new.press("space")
            await new.wait_for(lambda state: len(state.results) == 2)
            await new.press("space")
            kept = store.checkpoints()
            if then:
                await old.press(then)
            else:  # the end of a set is kept
                await pass_by(old, lambda player: bool(said(player)))
            assert store.checkpoints() == kept
            assert new.state.status is Status.PAUSED
            if then != "ctrl+q":
                assert old.at == "Home"
                assert "went on with this session elsewhere" in said(old)
            await new.press("space")
            await new.wait(3600)
            assert new.at == "PainCheck"
            assert len(store.history().entries) == 1


async def test_it_goes_on_from_where_it_stands_when_it_is_taken_not_when_it_was_offered(play: Play) -> None:
    store = MemoryStore()
    async with (
        play(store=store, routine="psoas-care", at="session") as old,
        play(store=store) as new,
    ):
        assert new.at == "Ask"
        await pass_by(old, lambda player: len(player.state.results) == 1)
        await new.press("enter")
        assert len(new.state.results) == 1


@pytest.mark.parametrize("key", ["enter", pytest.param("d", marks=pytest.mark.soak)])
async def test_what_was_brought_to_its_end_meanwhile_is_not_begun_again(play: Play, key: str) -> None:
    store = MemoryStore()
    async with (
        play(store=store, routine="psoas-care", at="session") as old,
        play(store=store) as new,
    ):
        assert new.at == "Ask"
        await pass_by(old, lambda player: player.at != "SessionScreen")
        assert old.at == "PainCheck"
        await new.press(key)
        assert new.at == "Home"
        assert "brought to its end elsewhere" in said(new)
    assert len(store.history().entries) == 1
    assert store.checkpoints() == ()
