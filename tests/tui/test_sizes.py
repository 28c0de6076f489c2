"""Every screen at every size: nothing breaks, its keys can be read, and too small a terminal is told so."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache

import pytest
from textual.color import Color
from textual.widgets import OptionList

from coach.domain.session.segments import SegmentKind
from coach.library.formats.settings.settings_file import Settings, Theme
from coach.tui.text.present import LIGHT_WORDS
from coach.tui.text.themes import THEMES, theme_name

from .conftest import Play
from .playing import Player, make

SIZES = [(40, 12), (80, 24), (160, 50)]
FEW = {"home": "Home", "ready": "Ready", "hold": "SessionScreen", "pain check": "PainCheck", "verdict": "VerdictScreen"}
"""One moment of each screen, with the screen that it is a moment of."""
MODALS = {"Ticks": ("Enter done", "Esc leave"), "Ask": ("n No more time", "i Tired", "p Pain", "Esc Go on")}


async def every_screen(player: Player, *, briefly: bool = False) -> AsyncIterator[str]:
    """Walk from Home to the verdict; the name of each screen, and (unless ``briefly``) of each moment of a session."""
    yield "home"
    await player.type("psoas care")
    yield "home, filtered"
    await player.press("enter")
    yield "ready"
    await player.press("k")
    yield "kit"
    await player.press("escape", "1")
    yield "ready, answered"
    await player.press("enter")
    yield "get ready"
    await player.wait_for(lambda state: state.segment.is_work)
    yield "hold"
    await player.wait_for(lambda state: state.segment.kind is SegmentKind.REST)
    yield "rest"  # something is done: else there would be nothing to ask about
    if not briefly:
        await player.wait_for(lambda state: state.segment.kind is SegmentKind.SWITCH)
        yield "switch"
        await player.wait_for(lambda state: state.segment.is_work and state.segment.reps is not None)
        yield "reps"
    await player.press("space")
    yield "paused"
    await player.press("q")
    yield "stop"
    await player.press("n")
    yield "pain check"
    await player.press("4", "2", "2")
    yield "pain check, half"
    await player.press("1", "enter", "6")
    yield "verdict"
    await player.press("enter")
    yield "home again"


def missing_keys(player: Player) -> list[str]:
    """The keys that this screen has and does not show whole."""
    if player.at in MODALS:
        return [text for text in MODALS[player.at] if not any(text in row for row in player.rows())]
    return player.unreadable()


@dataclass(frozen=True)
class Seen:
    """What one screen showed: its rows, the footer's keys that could be read, and those that could not."""

    at: str
    rows: list[str]
    readable: frozenset[str]
    hidden: list[str]


_WALKS: dict[tuple[int, int], dict[str, Seen]] = {}


async def walked(play: Play, size: tuple[int, int]) -> dict[str, Seen]:
    """All screens at a size. Walked once: the tests below only look."""
    if size not in _WALKS:
        seen = {}
        async with play(make.history(), size=size) as player:
            async for where in every_screen(player):
                readable = frozenset() if player.at in MODALS else frozenset(player.footer())
                seen[where] = Seen(player.at, player.rows(), readable, missing_keys(player))
        _WALKS[size] = seen
    return _WALKS[size]


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=size_name)
async def test_every_key_in_the_footer_can_be_read(play: Play, size: tuple[int, int]) -> None:
    screens = await walked(play, size)
    assert {where: screen.hidden for where, screen in screens.items() if screen.hidden} == {}


LEAST_KEYS = {
    "Home": {"↑↓", "^q"},
    "Ready": {"s", "m", "k", "Esc"},
    "SessionScreen": {"Space", "n", "q"},
    "PainCheck": {"s", "Esc"},
    "VerdictScreen": {"⏎", "c"},
}
"""What nobody can go on without knowing, besides Enter."""


async def test_the_footer_names_every_way_on_and_out(play: Play) -> None:
    screens = await walked(play, (80, 24))
    unnamed = {where: LEAST_KEYS.get(screen.at, set()) - screen.readable for where, screen in screens.items()}
    assert {where: keys for where, keys in unnamed.items() if keys} == {}


EXPECTED = {
    "home": ("Today", "▶"),
    "ready": ("Psoas care", "Psoas stretch", "Minutes today", "Kit today", "Pain now"),
    "get ready": ("GET READY", "LEFT side", "Psoas stretch", "left", "█"),
    "hold": ("HOLD", "LEFT side", "set 1 of 2", "Next:", "█"),
    "rest": ("REST", "Psoas stretch", "█"),
    "switch": ("SWITCH SIDES", "RIGHT side", "█"),
    "reps": ("MOVE", "a side", "█"),
    "paused": ("PAUSED", "█"),
    "stop": ("Stop here?",),
    "pain check": ("Worst pain during", "10"),
    "verdict": ("▲", "AMBER", "Next Psoas care"),
}


@pytest.mark.parametrize("size", SIZES, ids=size_name)
async def test_what_matters_is_in_sight_at_every_size(play: Play, size: tuple[int, int]) -> None:
    screens = await walked(play, size)
    assert screens.keys() >= EXPECTED.keys()
    short = {"Minutes today": "m all", "Kit today": "k ✓mat"} if size == (40, 12) else {}
    unseen = {
        where: [part for part in parts if short.get(part, part) not in " ".join(" ".join(screens[where].rows).split())]
        for where, parts in EXPECTED.items()
    }
    assert {where: parts for where, parts in unseen.items() if parts} == {}
    assert all(len(row) <= size[0] for screen in screens.values() for row in screen.rows)


async def test_every_screen_has_the_other_theme_and_comes_back_from_too_small(play: Play) -> None:
    changed = {}
    async with play(make.history()) as player:
        async for where in every_screen(player, briefly=True):
            if where not in FEW:
                continue
            assert player.at == FEW[where]
            body = player.rows()[:-1]
            theme = player.app.theme
            await player.press("ctrl+t")
            assert player.app.theme != theme, where
            assert player.rows()[:-1] == body, where
            for size in ((39, 24), (80, 11)):
                await player.resize(size)
                assert "too small" in player.text(), where
                assert "40 columns and 12 rows" in player.text(), where
                assert not player.screen.query_one("#body").region, where
            await player.resize((80, 24))
            assert "too small" not in player.text()
            back = player.rows()[:-1]
            if back != body:
                changed[where] = [(was, now) for was, now in zip(body, back, strict=True) if was != now]
    assert changed == {}


async def test_homes_list_is_still_walked_by_arrows_after_that(play: Play) -> None:
    async with play() as player:
        await player.resize((30, 8))
        await player.resize((80, 24))
        await player.press("down")
        assert player.highlighted() == player.listed()[1]


@pytest.mark.parametrize("screen", ["settings", "remove"])
async def test_so_are_other_lists(play: Play, screen: str) -> None:
    async with play(make.history()) as player:
        getattr(player.app.go, screen)()
        await player.pilot.pause()
        await player.resize((30, 8))
        await player.resize((80, 24))
        await player.press("down")
        assert player.screen.query_one(OptionList).highlighted == 1


async def test_the_least_size_is_not_too_small(play: Play) -> None:
    async with play(size=(40, 12)) as player:
        assert "too small" not in player.text()


async def test_a_session_goes_on_while_the_terminal_is_too_small(play: Play) -> None:
    async with play(routine="psoas-care", at="session", size=(20, 5)) as player:
        await player.wait(12)
        assert player.state.segment.is_work
        assert "Pause" in player.text(), "its keys work there"
        await player.press("space")
        await player.resize((80, 24))
        assert player.shown("headline") == "PAUSED · LEFT side · Space goes on"


async def test_a_storm_of_sizes_survives(play: Play) -> None:
    async with play(routine="psoas-care", at="session") as player:
        for size in ((1, 1), (400, 120), (40, 12), (2, 60), (200, 2), (80, 24)):
            await player.resize(size)
            await player.wait(1)
        assert "█" in player.text()


# --- light and dark -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])
async def test_the_setting_chooses_the_theme(play: Play, theme: Theme) -> None:
    async with play(settings=Settings(theme=theme)) as player:
        assert player.app.theme == theme_name(theme)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("colour", ["foreground", "primary", "accent", "success", "warning", "error"])
def test_colours_stand_out_from_the_ground(theme: object, colour: str) -> None:
    """4.5 : 1 is the least contrast for text (WCAG 2.2, 1.4.3)."""
    for ground in ("background", "surface"):
        assert contrast(getattr(theme, colour), getattr(theme, ground)) >= 4.5, ground


@cache
def contrast(shade: str, ground: str) -> float:
    """How far two colours stand apart (WCAG 2.2): 1 to 21."""
    darker, lighter = sorted(_luminance(each) + 0.05 for each in (shade, ground))
    return lighter / darker


def _luminance(shade: str) -> float:
    parts = [part / 255 for part in Color.parse(shade).rgb]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_lights_are_told_apart_without_colour() -> None:
    first_words = {words.split(" · ")[0] for words in LIGHT_WORDS.values()}
    assert first_words == {"GREEN", "AMBER", "RED", "NO LIGHT"}
