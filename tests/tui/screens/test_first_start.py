"""The first start: the safety notice before anything else, once a profile; records from the future, once each."""

import pytest

from coach.domain.records.red_flags import SAFETY_NOTICE
from coach.services.assembly import Coach
from coach.services.notices import safety_notice_is_due
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore

from ..conftest import Play
from ..playing import Player, session


def kept(store: MemoryStore) -> ResilientStore:
    return ResilientStore(lambda: store)


def notes(player: Player) -> list[str]:
    return [notification.message for notification in player.app._notifications]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_notice_is_read_before_home_can_be_used(play: Play, size: tuple[int, int]) -> None:
    store = MemoryStore()
    async with play(kept=kept(store), is_new=True, size=size) as player:
        assert player.at == "Notice"
        assert player.unreadable() == []
        assert "1 of 3" in player.text()
        await player.press("enter")
        is_wide = size == (160, 50)  # beside the words stands a figure, and all of them have room
        seen = player.shown("card") if is_wide else player.text()
        for _ in range(20):
            await player.press("space")
            seen += player.text()
        assert all(part in seen for part in (SAFETY_NOTICE[0], "your local emergency number", "do less and ask."))
        await player.press("escape", "p", "question_mark", "q")
        assert player.at == "Notice"
        await player.press("enter")
        assert "Space stops the clock" in (player.shown("card") if is_wide else player.text())
        await player.press("enter")
        assert player.at == "Home"
    async with play(kept=kept(store), is_new=True) as player:
        assert player.at == "Home"


@pytest.mark.parametrize(("hosted", "says"), [(False, "stay on this machine."), (True, "other guest can open it")])
async def test_it_says_where_the_records_stay(play: Play, *, hosted: bool, says: str) -> None:
    async with play(kept=kept(MemoryStore()), is_new=True, hosted=hosted) as player:
        assert says in " ".join(player.text().split())
        assert ("stay on this box" in player.text()) is hosted


async def test_the_palette_is_no_way_around_it(play: Play) -> None:
    async with play(kept=kept(MemoryStore()), is_new=True) as player:
        offered = {command.title for command in player.app.get_system_commands(player.screen)}
        assert offered == {"I have read this", "Leave", "Light/dark"}
        await player.press("enter", "enter", "enter")
        offered = {command.title for command in player.app.get_system_commands(player.screen)}
        assert {"Get ready: Psoas care", "Help"} <= offered


async def test_left_without_reading_it_comes_again(play: Play) -> None:
    store = MemoryStore()
    async with play(kept=kept(store), is_new=True) as player:
        await player.press("ctrl+q")
    async with play(kept=kept(store), is_new=True) as player:
        assert player.at == "Notice"


async def test_it_lies_over_the_routine_that_was_asked_for(play: Play) -> None:
    async with play(kept=kept(MemoryStore()), is_new=True, routine="desk-break") as player:
        assert player.at == "Notice"
        await player.press("enter", "enter", "enter")
        assert player.at == "Ready"


async def test_too_small_a_window_shows_nothing_that_could_be_read(play: Play) -> None:
    async with play(kept=kept(MemoryStore()), is_new=True, size=(39, 11)) as player:
        await player.press("enter")
        assert player.at == "Notice"
        await player.resize((40, 12))
        await player.press("enter", "enter", "enter")
        assert player.at == "Home"


async def test_a_rehearsal_neither_shows_it_nor_counts(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store) as player:
        assert player.at == "Home"
    async with play(kept=kept(store), is_new=True) as player:
        assert safety_notice_is_due(Coach(player.training, (), kept(store)))


async def test_records_of_the_future_are_warned_of_once(play: Play) -> None:
    store = MemoryStore()
    store.add([session(-3, worst=9), session(1)])
    async with play(kept=kept(store)) as player:
        (note,) = notes(player)
        assert note.startswith("A record lies in the future (13 Nov 2026, 18:00)")
        assert player.training.standing().last == session(1)
    async with play(kept=kept(store)) as player:
        assert notes(player) == []
