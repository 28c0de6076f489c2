"""The figure's widget: what it draws, in which colours, and that only what changed is drawn anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace
from rich.color import Color
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from coach.domain.figures.canvas import Ink
from coach.domain.figures.drawing import draw_figure
from coach.domain.figures.figure import Figure, Pose
from coach.domain.session.demonstration import Demonstration
from coach.library.formats.settings.settings_file import Theme
from coach.tui.text.themes import THEMES, theme_name
from coach.tui.widgets.figure import FigureView

from ..playing import shipped

MARCH = shipped().catalogue.exercises["band-march"].figure
WALK = shipped().catalogue.exercises["brisk-walk"].figure
assert MARCH
assert WALK
START = Demonstration(MARCH, 0.0, mirror=False, moving=True)
TOP = replace(START, way=1.0)


class Demo(App[None]):
    """A figure and nothing else."""

    def __init__(self, view: FigureView, theme: Theme) -> None:
        super().__init__()
        self.view = view
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme_name(theme)

    def compose(self) -> ComposeResult:
        yield self.view


@asynccontextmanager
async def shown(
    demonstration: Demonstration | None = TOP,
    size: tuple[int, int] = (40, 16),
    theme: Theme = Theme.DARK,
    **options: bool,
) -> AsyncIterator[tuple[FigureView, Pilot[None]]]:
    """The widget on a screen of its own."""
    view = FigureView(**options)
    app = Demo(view, theme)
    async with app.run_test(size=size) as pilot:
        view.show(demonstration)
        await pilot.pause()
        yield view, pilot


def rows(view: FigureView) -> list[str]:
    return [strip.text for strip in view.screen._compositor.render_strips()]


def drawn(demonstration: Demonstration, size: tuple[int, int] = (40, 16), **options: bool) -> list[str]:
    picture = draw_figure(demonstration.figure, demonstration.way, *size, mirror=demonstration.mirror, **options)
    return ["".join(chars for chars, _ in row) for row in picture]


def alike(style: Style | None, colour: str | None) -> bool:
    """Whether a text is of a theme's colour, but for rounding."""
    assert colour
    if style is None or style.color is None or style.color.triplet is None:
        return False
    wanted = Color.parse(colour.lower()).triplet
    assert wanted
    return all(abs(a - b) <= 2 for a, b in zip(style.color.triplet, wanted, strict=True))


@pytest.mark.parametrize("size", [(40, 16), (24, 10), (8, 4), (200, 60)])
async def test_it_fills_its_place(size: tuple[int, int]) -> None:
    async with shown(size=size) as (view, _):
        assert rows(view) == drawn(TOP, size)


@pytest.mark.parametrize("size", [(1, 1), (7, 16), (40, 3)])
async def test_too_small_a_place_stays_empty(size: tuple[int, int]) -> None:
    async with shown(size=size) as (view, _):
        assert "".join(rows(view)).strip() == ""


async def test_it_follows_its_size() -> None:
    async with shown() as (view, pilot):
        await pilot.resize_terminal(24, 10)
        await pilot.pause()
        assert rows(view) == drawn(TOP, (24, 10))


async def test_it_moves_mirrors_and_goes_away() -> None:
    async with shown(START) as (view, pilot):
        for demonstration in (START, TOP, replace(TOP, mirror=True)):
            view.show(demonstration)
            await pilot.pause()
            assert rows(view) == drawn(demonstration)
        view.show(None)
        await pilot.pause()
        assert "".join(rows(view)).strip() == ""


async def test_ascii_where_there_is_no_braille() -> None:
    async with shown(ascii_only=True) as (view, _):
        assert rows(view) == drawn(TOP, ascii_only=True)
        assert "".join(rows(view)).isascii()


async def test_with_less_motion_it_stands_in_the_pose_to_be_reached() -> None:
    async with shown(START, still=True) as (view, pilot):
        assert rows(view) == drawn(TOP)
        walk = Demonstration(WALK, 0.3, mirror=False, moving=True)
        view.show(walk)
        await pilot.pause()
        assert rows(view) == drawn(replace(walk, way=0.0))


async def test_only_lines_that_changed_are_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown(START) as (view, pilot):
        asked: list[Region] = []
        refresh = view.refresh
        monkeypatch.setattr(
            view, "refresh", lambda *regions, **more: (asked.extend(regions), refresh(*regions, **more))
        )
        later = replace(START, way=0.3)
        before, after = (draw_figure(MARCH, way, 40, 16) for way in (0.0, 0.3))
        view.show(later)
        await pilot.pause()
        assert rows(view) == drawn(later)
        assert [region.y for region in asked] == [y for y in range(16) if before[y] != after[y]]
        assert 0 < len(asked) < 16
        asked.clear()
        view.show(replace(later, moving=False))
        view.show(replace(later, way=0.3000001))
        assert not asked, "the same picture is not sent again"


async def test_a_cell_that_only_changes_its_colour_is_drawn_anew() -> None:
    bent = Figure(poses=(Pose(), Pose((("left_shoulder", 3.0),))))
    async with shown(Demonstration(bent, 0.0, mirror=False, moving=True)) as (view, pilot):
        view.show(Demonstration(bent, 0.0, mirror=True, moving=True))
        await pilot.pause()
        assert rows(view) == drawn(Demonstration(bent, 0.0, mirror=True, moving=True))


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])
async def test_left_and_right_have_the_themes_colours(theme: Theme) -> None:
    colours = next(each for each in THEMES if each.name == theme_name(theme))
    async with shown(theme=theme) as (view, pilot):
        for mirror in (False, True):
            view.show(replace(TOP, mirror=mirror))
            await pilot.pause()
            picture = draw_figure(MARCH, 1.0, 40, 16, mirror=mirror)
            for strip, row in zip(view.screen._compositor.render_strips(), picture, strict=True):
                cells = [segment.style for segment in strip for _ in segment.text]
                parts = [part for chars, part in row for _ in chars]
                for style, part in zip(cells, parts, strict=True):
                    if part in (Ink.LEFT, Ink.RIGHT):
                        assert alike(style, colours.primary if part is Ink.LEFT else colours.warning)


async def test_another_theme_shows_at_once() -> None:
    async with shown() as (view, pilot):
        pilot.app.theme = theme_name(Theme.LIGHT)
        await pilot.pause()
        segments = [segment for strip in view.screen._compositor.render_strips() for segment in strip]
        assert any(alike(segment.style, THEMES[1].primary) for segment in segments)
        assert not any(alike(segment.style, THEMES[0].primary) for segment in segments)
