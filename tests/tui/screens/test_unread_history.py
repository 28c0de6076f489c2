"""The app while the history cannot be read: a screen of its own, no plan, no first start; and rows that are settled."""

from datetime import timedelta

import pytest

from coach.domain.records.entries import Event, EventKind, Unreadable
from coach.services.notices import SAFETY_READ
from coach.store import Store
from coach.store.guarded import RETRY_S
from coach.store.memory import MemoryStore
from coach.store.protocol import StoreError
from coach.store.resilient import ResilientStore
from coach.tui.screens.unread_history import UnreadScreen

from ..conftest import Play
from ..playing import NOW

LOCK = Event(id="e", at=NOW - timedelta(days=1), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))


class Disk:
    """A disk on which the database cannot be read while it is ``busy``."""

    def __init__(self) -> None:
        self.busy = True
        self.now = 0.0
        self.store = MemoryStore()
        self.store.add([LOCK])
        self.store.write(SAFETY_READ, "earlier")

    def open(self) -> Store:
        if self.busy:
            raise StoreError("The database is in use by [another] program.")
        return self.store

    def kept(self) -> ResilientStore:
        return ResilientStore(self.open, lambda: self.now)


async def test_it_is_neither_home_nor_a_first_start(play: Play) -> None:
    async with play(kept=Disk().kept(), is_first=True, is_new=True) as player:
        assert player.at == "UnreadScreen"
        text = player.text()
        assert "YOUR HISTORY CANNOT BE READ NOW" in text
        assert "in use by [another] program" in text
        assert "rest. Ice" in text
        assert {"Try again", "Look at it", "Leave"} <= set(player.footer().values())
        assert "Restore a copy" not in player.footer().values()
        assert "Today" not in text
        await player.press("b", "escape", "ctrl+n")
        assert player.at == "UnreadScreen"


async def test_it_makes_way_when_all_can_be_read(play: Play) -> None:
    disk = Disk()
    async with play(kept=disk.kept()) as player:
        await player.press("r")
        assert player.at == "UnreadScreen"
        disk.busy = False
        await player.press("r")
        assert player.at == "Home"
        assert "TRAINING IS LOCKED" in player.text()


async def test_it_looks_by_itself_every_few_seconds(play: Play) -> None:
    disk = Disk()
    async with play(kept=disk.kept()) as player:
        screen = player.screen
        assert isinstance(screen, UnreadScreen)
        disk.busy = False
        screen.look_again()
        assert not player.training.store.is_read  # type: ignore[attr-defined]
        disk.now += RETRY_S
        screen.look_again()
        await player.press()
        assert player.at == "Home"
        assert "TRAINING IS LOCKED" in player.text()


async def test_what_can_be_read_is_a_list(play: Play) -> None:
    async with play(kept=Disk().kept()) as player:
        await player.press("v")
        assert player.at == "Readable"
        assert "Nothing of it can be read." in player.text()
        await player.press("escape")
        assert player.at == "UnreadScreen"


async def test_a_routine_that_was_asked_for_comes_when_all_is_read(play: Play) -> None:
    disk = Disk()
    async with play(kept=disk.kept(), routine="psoas-care") as player:
        assert player.at == "UnreadScreen"
        disk.busy = False
        await player.press("r")
        await player.press()
        assert player.at == "Ready"


def _with_row(what: str) -> MemoryStore:
    store = MemoryStore()
    store.take_unreadable([Unreadable(at=NOW - timedelta(days=1), id="x", what=what, why="its text is damaged")])
    return store


async def test_one_row_is_named_on_home_and_left_aside(play: Play) -> None:
    async with play(store=_with_row("event")) as player:
        assert player.listed()[0] == "unread"
        assert "locked" not in player.listed()
        assert "TRAINING IS LOCKED" in player.text()
        assert "cannot be read" in player.shown("trouble")
        await player.press("enter", "3", "y")
        assert player.at == "Home"
        assert "unread" not in player.listed()
        assert "TRAINING IS LOCKED" not in player.text()


async def test_a_warning_sign_is_answered_anew(play: Play) -> None:
    async with play(store=_with_row("event")) as player:
        await player.press("enter", "1", "1", "1")
        assert player.at == "Home"
        assert "unread" not in player.listed()
        assert player.training.standing().lock.flags == {"saddle-numbness"}


async def test_a_session_is_logged_anew_on_its_day(play: Play) -> None:
    async with play(store=_with_row("walk")) as player:
        await player.press("enter", "1")
        assert player.at == "LogScreen"
        await player.press("3", "0", "enter", *["s"] * 9)
        assert player.at == "Home"
        assert "unread" not in player.listed()
        (walk,) = player.records()
        assert walk.at == NOW - timedelta(days=1)


async def test_a_lock_by_what_cannot_be_read_leads_to_settling_it(play: Play) -> None:
    async with play(store=_with_row("event")) as player:
        assert "BE SEEN FIRST" not in player.text()
        player.app.go.unlock()
        await player.pilot.pause()
        assert "its text is damaged" in player.text()
        assert "Leave it aside" in player.text()


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 12)])
async def test_what_to_do_meanwhile_is_read_whole(play: Play, size: tuple[int, int]) -> None:
    async with play(kept=Disk().kept(), size=size) as player:
        seen = player.text()
        for _ in range(8):
            await player.press("down")
            seen += player.text()
        assert "a leg that gives way" in " ".join(seen.split())
        assert "get help." in seen
        assert "every few seconds." in seen
