"""Keys in bursts on a busy machine: what they leave, on the screen and on record, is what unhurried ones would leave.

And whatever stands there is what another look would show; Home is locked exactly while training is. Left out: the
editor and the palette, which write files, or search meanwhile; the busy machine (``hurry``), places (``places``).
"""

import os
import random
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace
from textual.events import ScreenResume
from textual.widgets import OptionList, Static

from coach.domain.records.entries import Entry
from coach.tui.base.screen import CoachScreen
from coach.tui.home.home import Home

from .hurry import busy, counting, post
from .places import PLACES
from .playing import Player

SEED = os.environ.get("COACH_SEED", "20261129")
KEYS = (
    *"0123456789ts0123tsshfobndmuwkcrealgp", "enter", "enter", "enter", "enter", "escape", "up", "down", "left",
    "right", "tab", "space", "backspace", "pageup", "pagedown", "home", "end", "f2", "f3", "delete",
)  # fmt: skip
"""All but those that leave, write files or look for something."""
ALONE = ("editor", "new routine", "palette", "unread history")
FIRST = (("home", 2), ("pain check", 0), ("measure", 1), ("weeks, pain", 0), ("lock", 0))
"""Where something is answered, or drawn for its room; with a seed for each."""
IN_SOAK = 12
Burst = Sequence[str]
Size = tuple[int, int]
SIZES: tuple[Size, ...] = ((80, 24), (160, 50), (40, 12))


class Left(Struct):
    """What is left at the end: on record, the screens, what stands on the one on top, now and after other looks."""

    keys: Burst
    records: list[Entry]
    at: list[str]
    says: list[str]
    anew: list[list[str]]
    locked: bool
    home: list[str]


def said(player: Player) -> list[str]:
    """All texts of the screen on top, but for the line on what was just done; and which lines its lists have."""
    screen = player.screen
    texts = [f"{part.id}: {part.content}" for part in screen.query(Static) if part.display and part.id != "hint"]
    return texts + [str(option.id) for lines in screen.query(OptionList) for option in lines.options]


async def looks_again(player: Player) -> list[list[str]]:
    """What stands there after each way of looking again."""
    screen, anew = player.screen, []
    if isinstance(screen, CoachScreen):
        screen.library_changed()
        await player.pilot.pause()
        anew.append(said(player))
        if not isinstance(screen, Home):  # which goes to its first line when it is come back to
            screen.post_message(ScreenResume())
            await player.pilot.pause()
            anew.append(said(player))
    return anew


async def left_by(own: Path, place: str, bursts: Sequence[Burst], size: Size, *, hurry: str | None) -> Left:
    """Play these bursts. ``hurry``: the seed of a busy machine; None: each key is waited for."""
    where = PLACES[place]
    with busy(hurry) if hurry else nullcontext(), counting() as counted:
        async with where.open(own) as player:
            await player.resize(size)
            where.go(player)
            await player.pilot.pause()
            for burst in bursts:
                if hurry:
                    post(player, *burst)
                    await player.pilot.pause()
                else:
                    await player.press(*burst)
            keys, says = counted.names, said(player)
            anew = await looks_again(player)
            assert player.app.fault is None
            at = [type(screen).__name__ for screen in player.app.screen_stack]
            home: list[str] = []
            if player.app.is_between_sessions:
                player.app.go.home()
                await player.pilot.pause()
                await player.press(*["escape"] * bool(player.screen._list.filter))  # type: ignore[attr-defined]
                home = player.listed()
            records = [replace(entry, id="") for entry in player.records()]
            return Left(keys, records, at, says, anew, player.training.standing().lock.is_on, home)


async def hurried(own: Path, place: str, seed: str, size: Size = SIZES[0]) -> None:
    chance = random.Random(seed)
    bursts = [chance.choices(KEYS, k=chance.choice((1, 2, 3, 5, 8))) for _ in range(chance.choice((2, 4, 8)))]
    fast = await left_by(own, place, bursts, size, hurry=seed)
    slow = await left_by(own, place, [[key] for key in fast.keys], size, hurry=None)
    for left in (fast, slow):
        assert left.anew == [left.says] * len(left.anew), (seed, left.keys, "stands there outdated")
        assert left.locked == ("locked" in left.home) or not left.home, (seed, left.keys, left.home)
    assert fast == slow, (seed, bursts)


@pytest.mark.parametrize(("place", "number"), FIRST)
async def test_some(own: Path, place: str, number: int) -> None:
    """The same each time: chance is for the soak."""
    await hurried(own, place, f"{number} {place}")


@pytest.mark.soak
@pytest.mark.parametrize("place", [place for place in PLACES if place not in ALONE])
async def test_everywhere(own: Path, place: str) -> None:
    for number in range(IN_SOAK):
        await hurried(own, place, f"{SEED} {place} {number}", SIZES[number % len(SIZES)])
