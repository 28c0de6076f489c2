"""With 256 colours and with sixteen, all that is read stands out from its ground: in xterm's palette and in VGA's.

The terminal's own palette may be any; these two are the ones that most others resemble. Where it decides the ground,
too, letters are taken to be white on black, or black on white.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color, ColorSystem, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen
from textual.theme import Theme as ColourTheme
from textual.widgets import Input, TextArea

from coach.library.formats.settings.settings_file import Settings, Theme
from coach.tui.screens.session import SessionScreen
from coach.tui.text.themes import FEW_THEMES, TERMINAL_THEMES, THEMES

from . import places
from .conftest import Play
from .places import PLACES, in_turn
from .playing import UNEXPLAINED, Player, make, playing
from .recording import MODES
from .test_contrast import is_read
from .test_sizes import contrast

_XTERM = (
    "000000 CD0000 00CD00 CDCD00 0000EE CD00CD 00CDCD E5E5E5 7F7F7F FF0000 00FF00 FFFF00 5C5CFF FF00FF 00FFFF FFFFFF"
)
_VGA = "000000 AA0000 00AA00 AA5500 0000AA AA00AA 00AAAA AAAAAA 555555 FF5555 55FF55 FFFF55 5555FF FF55FF 55FFFF FFFFFF"
PALETTES = {name: [f"#{each}" for each in colours.split()] for name, colours in (("xterm", _XTERM), ("VGA", _VGA))}
BRIGHT = 8
TEXT, SIGN = 4.5, 3.0
"""The least contrast of text and of graphic signs (WCAG 2.2, 1.4.3 and 1.4.11)."""
_MOMENTS = ("", "-ending", "-now-switch", "-now-paused")


def shown(player: Player) -> Iterator[Segment]:
    """What is drawn; over another screen, which is dimmed, what is in the dialog."""
    region = player.screen.region
    if isinstance(player.screen, ModalScreen):
        region = max((each.region for each in player.screen.children), key=lambda each: each.area)
    for strip in player.strips()[region.y : region.bottom]:
        yield from (each for each in strip.crop(region.x, region.right) if each.text.strip() and each.style)


def looks(style: Style, palette: list[str], ink: int, ground: int, *, bright: bool) -> tuple[str, str]:
    """The colours of letters and ground. ``bright``: as where bold letters have the bright colour of that name."""
    letters = _value(style.color, palette, ink, bright=bright and bool(style.bold))
    paper = _value(style.bgcolor, palette, ground, bright=False)
    return (paper, letters) if style.reverse else (letters, paper)


def _value(colour: Color | None, palette: list[str], default: int, *, bright: bool) -> str:
    if colour is None or colour.type is ColorType.DEFAULT:
        return palette[default]
    number = (colour.downgrade(ColorSystem.EIGHT_BIT) if colour.type is ColorType.TRUECOLOR else colour).number
    assert number is not None
    if number < len(palette):
        return palette[number + BRIGHT if bright and number < BRIGHT else number]
    return EIGHT_BIT_PALETTE[number].hex


def unclear(player: Player, palettes: Mapping[str, list[str]] = PALETTES) -> dict[str, float]:
    """What is read too badly, with its contrast."""
    light, ansi = not player.app.current_theme.dark, player.app.current_theme.ansi
    found = {}
    for segment in shown(player):
        style = segment.style
        assert isinstance(style, Style)
        assert not (ansi and style.dim), f"{segment.text!r}: what dim looks like nobody knows"
        least = TEXT if any(map(is_read, segment.text)) else SIGN
        if least == SIGN and not ansi:
            continue  # frames and lines behind a chart may be faint, where there are shades of grey
        for name, palette in palettes.items():
            for bright in {False, ansi}:
                pair = looks(style, palette, *((0, 15) if light else (7, 0)), bright=bright)
                stands_out = contrast(*pair)
                if stands_out < least:
                    found[f"{player.app.theme} {name} {segment.text.strip()[:20]} {style}"] = round(stands_out, 2)
    return found


_EVERY = (*THEMES, *TERMINAL_THEMES, *FEW_THEMES)
LOOKS = [_EVERY[part::3] for part in range(3)]
"""All themes in three parts, in each some of ours and some of the terminal's own colours, dark and light."""


@pytest.mark.parametrize(("place", "look"), in_turn(LOOKS))
async def test_every_word_of_every_place_can_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str, look: tuple[ColourTheme, ...]
) -> None:
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(places, "playing", partial(playing, settings=UNEXPLAINED, size=(140, 40)))
    async with PLACES[place].open(tmp_path) as player:
        PLACES[place].go(player)
        await player.pilot.pause()
        for area in player.screen.query(TextArea):
            area.action_cursor_line_end(select=True)
        for line in player.screen.query(Input):
            line.value = "typed"
            line.select_all()
        for theme in look:
            player.app.theme = theme.name
            for moment in _MOMENTS if isinstance(player.screen, SessionScreen) else ("",):
                for each in filter(None, _MOMENTS):
                    player.screen.set_class(each == moment, each)
                await player.pilot.pause()
                await player.pilot.pause()
                assert unclear(player, PALETTES) == {}, moment


async def test_what_is_said_for_a_moment_can_be_read_too(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """A toast has a ground of its own, and so has the palette."""
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with play(make.history(), settings=UNEXPLAINED, size=(140, 40)) as player:
        for severity in get_args(SeverityLevel):
            player.app.notify(f"Said as {severity}.", title="A title", severity=severity, timeout=600)
        for key in ("", "ctrl+p"):
            await player.press(*[key] if key else [])
            for theme in (*THEMES, *TERMINAL_THEMES, *FEW_THEMES):
                player.app.theme = theme.name
                await player.pilot.pause()
                await player.pilot.pause()
                assert key or all(f"Said as {severity}." in player.text() for severity in get_args(SeverityLevel))
                assert unclear(player, PALETTES) == {}


async def test_on_linux_own_console_too(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has eight colours for the ground, so that bright white is its white, a grey."""
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for theme in (Theme.LIGHT, Theme.DARK):
        async with play(make.history(), settings=Settings(explain=False, theme=theme), size=(140, 40)) as player:
            for key in ("", "f2", "escape", "f3"):
                await player.press(*[key] if key else [])
                grounds = {each.style.bgcolor for each in shown(player) if each.style}
                assert all(each is None or (each.number or 0) < BRIGHT for each in grounds), grounds
                assert unclear(player, {"VGA": PALETTES["VGA"]}) == {}


async def test_a_terminal_that_turns_out_to_be_light_gets_no_word_in_the_colours_for_dark(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two themes on the terminal's own ground no style differs."""
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    settings = Settings(explain=False, theme=Theme.TERMINAL)
    for page, *which in (("home",), ("learn",), ("learn", "in-a-stride"), ("weeks",), ("settings",)):
        async with play(make.history(), settings=settings, size=(140, 40)) as player:
            getattr(player.app.go, page)(*which)
            await player.pilot.pause()
            await player.pilot.pause()
            assert player.app.theme == "coach-terminal-dark"
            player.app.theme = "coach-terminal-light"
            await player.pilot.pause()
            await player.pilot.pause()
            assert unclear(player) == {}, page


async def test_a_theme_that_differs_in_no_style_reaches_every_word(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    settings = Settings(explain=False, theme=Theme.TERMINAL)
    async with play(make.history(), settings=settings, size=(140, 40)) as player:
        dark = player.app.current_theme
        player.app.register_theme(replace(dark, name="other", accent="ansi_magenta", warning="ansi_magenta"))
        player.app.go.learn("in-a-stride")
        await player.pilot.pause()
        await player.pilot.pause()
        assert _YELLOW in colours(player)
        player.app.theme = "other"
        await player.pilot.pause()
        await player.pilot.pause()
        assert _YELLOW not in colours(player)


_YELLOW = 11


def colours(player: Player) -> set[int | None]:
    return {each.style.color.number for each in shown(player) if each.style and each.style.color}
