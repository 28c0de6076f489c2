"""On the grounds that show the last seconds and the change of sides, what is read is as clear as elsewhere."""

from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.style import Style
from textual.screen import ModalScreen

from coach.domain.session.segments import SegmentKind
from coach.library.formats.settings.settings_file import Contrast, Settings, Theme

from . import places
from .conftest import Play
from .places import PLACES, in_turn
from .playing import UNEXPLAINED, Player, playing
from .recording import MODES
from .test_sizes import contrast

READ = {"headline", "set", "how", "next", "routine", "total"}


def weakest(player: Player) -> float:
    """The least contrast of the texts of the session that are shown."""
    return min(contrast(*_colours(player, where)) for where in READ)


def _colours(player: Player, where: str) -> tuple[str, str]:
    region = player.session.query_one(f"#{where}").region
    styles = [
        segment.style for segment in player.strips()[region.y].crop(region.x, region.right) if segment.text.strip()
    ]
    style = styles[0]
    assert isinstance(style, Style)
    assert style.color
    assert style.bgcolor
    return style.color.name, style.bgcolor.name


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])
async def test_the_chosen_line_is_read_like_any_other(play: Play, theme: Theme) -> None:
    async with play(settings=Settings(theme=theme), size=(140, 40)) as player:
        await player.press("end", "home")  # what is due, with its mark
        assert "▶" in player.text()
        assert weakest_of_all(player) >= 4.5
        player.app.go.settings()
        await player.press("down")
        assert weakest_of_all(player) >= 4.5


def weakest_of_all(player: Player) -> float:
    """The least contrast of all letters and signs that are shown, but for pictures."""
    shown = [segment for strip in player.strips() for segment in strip if any(map(is_read, segment.text))]
    pairs = [(each.style.color.name, each.style.bgcolor.name) for each in shown if each.style and each.style.color]  # type: ignore[union-attr]
    assert len(pairs) > 20
    return min(contrast(*pair) for pair in pairs)


def is_read(char: str) -> bool:
    """Whether it is no blank, and no part of a picture, a frame or a bar."""
    return not char.isspace() and not "\u2500" <= char <= "\u259f" and not "\u2800" <= char <= "\u28ff"


ASKED = [name for name in PLACES if name not in ("session", "palette")]


@pytest.mark.parametrize(("place", "theme"), in_turn([Theme.DARK, Theme.LIGHT], ASKED))
async def test_every_word_of_every_place_can_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str, theme: Theme
) -> None:
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    settings = replace(UNEXPLAINED, theme=theme)
    monkeypatch.setattr(places, "playing", partial(playing, settings=settings, size=(120, 40)))
    async with PLACES[place].open(tmp_path) as player:
        PLACES[place].go(player)
        await player.pilot.pause()
        await player.pilot.pause()
        assert {words: how for words, how in unclear(player).items() if how < 4.5} == {}
        await player.press("s")  # a question that is left out is still read
        assert {words: how for words, how in unclear(player).items() if how < 4.5} == {}


def unclear(player: Player) -> dict[str, float]:
    """The contrast of all that is read; over another screen, which is dimmed, of that in the dialog."""
    region = player.screen.region
    if isinstance(player.screen, ModalScreen):
        region = max((each.region for each in player.screen.children), key=lambda each: each.area)
    found = {}
    for strip in player.strips()[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            style = segment.style
            if style and style.color and style.bgcolor and any(map(is_read, segment.text)):
                found[f"{segment.text.strip()} {style.color.name} {style.bgcolor.name}"] = contrast(
                    style.color.name, style.bgcolor.name
                )
    assert found
    return found


@pytest.mark.parametrize("contrasts", list(Contrast))
@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])
async def test_every_text_can_be_read_on_every_ground(play: Play, theme: Theme, contrasts: Contrast) -> None:
    settings = Settings(explain=False, theme=theme, contrast=contrasts)
    async with play(at="session", settings=settings) as player:
        await player.wait_for(lambda state: state.segment.is_work)
        assert weakest(player) >= 4.5
        await player.wait((player.workout.remaining_s() or 0) - 2)
        assert player.session.has_class("-ending")
        assert weakest(player) >= 4.5
        await player.wait_for(lambda state: state.segment.kind is SegmentKind.SWITCH)
        assert weakest(player) >= 4.5
        await player.press("space")
        assert weakest(player) >= 4.5
