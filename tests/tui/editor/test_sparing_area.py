"""The editor draws only what is other: whatever is typed, what stands there is what a drawing anew would show."""

from random import Random

import pytest
from textual.events import Key
from textual.geometry import Region
from textual.widget import Widget

from coach.tui.editor.toml_area import TomlArea

from .editing import Edit, change

_KEYS = (
    *("a", "e", " ", "#", "=", "left_square_bracket", "right_square_bracket", "quotation_mark", "apostrophe"),
    *(
        "left_curly_bracket",
        "right_curly_bracket",
        "backspace",
        "delete",
        "enter",
        "tab",
        "up",
        "down",
        "left",
        "right",
    ),
    *("home", "end", "shift+down", "shift+left", "ctrl+z", "ctrl+y", "ctrl+k", "pagedown", "pageup"),
)


def _shown(area: TomlArea) -> list[list[tuple[str, object]]]:
    strips = area.render_lines(Region(0, 0, *area.size))
    return [[(segment.text, segment.style) for segment in strip.simplify()] for strip in strips]


def _drawn_anew(area: TomlArea) -> list[list[tuple[str, object]]]:
    area._rows.clear()
    area._line_cache.clear()
    area._styles_cache.clear()
    return _shown(area)


@pytest.mark.parametrize("seed", range(3))
async def test_what_stands_there_is_what_would_be_drawn(edit: Edit, seed: int) -> None:
    chance = Random(seed)
    async with edit("psoas-care", size=(60, 16)) as player:
        area = player.screen.query_one(TomlArea)
        await player.press("ctrl+home", *["down"] * chance.randrange(12), "end")
        for number in range(40):
            keys = chance.choices(_KEYS, k=chance.randint(1, 4))
            if number % 8 == 0:  # the lines below become a text, or none
                keys = ["quotation_mark"] * 3
            await player.press(*keys)
            assert _shown(area) == _drawn_anew(area), f"after {keys}"


async def test_a_letter_draws_its_row_and_no_other(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with edit("psoas-care", size=(60, 16)) as player:
        area = player.screen.query_one(TomlArea)
        await player.press("ctrl+home", "down", "end")
        asked: list[tuple[Region, ...]] = []
        refresh = TomlArea.refresh

        def noting(self: TomlArea, *regions: Region, **more: bool) -> TomlArea:
            if not self._is_edited or regions:
                asked.append(regions)
            return refresh(self, *regions, **more)

        monkeypatch.setattr(TomlArea, "refresh", noting)
        area.replace("x", *area.selection)
        its_rows = set(area.wrapped_document._line_index_to_offsets[1])
        assert {region.y for regions in asked for region in regions} == its_rows
        assert all(asked), "never all of it"


async def test_a_new_line_lays_nothing_out_and_its_bar_follows(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with edit("psoas-care", size=(60, 16)) as player:
        area = player.screen.query_one(TomlArea)
        layouts = _layouts(area, monkeypatch)
        rows = area.wrapped_document.height
        await player.press("ctrl+home", "enter", "enter")
        assert area.virtual_size.height == area.vertical_scrollbar.window_virtual_size == rows + 2
        assert not layouts
        await player.press("ctrl+end")
        assert area.scroll_offset.y == area.max_scroll_y, "the last row can be reached"


async def test_a_problem_that_takes_a_row_lays_out_once_and_draws_no_other_line(edit: Edit, layouts: list[str]) -> None:
    async with edit("psoas-care", size=(44, 24)) as player:
        area = player.screen.query_one(TomlArea)
        await player.press("ctrl+home", "down")
        row = area.text[: area.text.index("sets = ")].count("\n")
        height, drawn = area.size.height, set(area._rows)
        layouts.clear()
        await change(player, "sets = ", "sets = -")
        assert area.size.height < height
        assert layouts == ["Editor"]
        assert {key[0] for key in area._rows.keys() - drawn} <= {1, row}  # type: ignore[index]


async def test_where_the_bar_comes_or_goes_all_of_it_is_laid_out(edit: Edit) -> None:
    async with edit("mine", size=(60, 24)) as player:
        area = player.screen.query_one(TomlArea)
        free = area.size.height - area.wrapped_document.height
        await player.press("ctrl+home", *["enter"] * free)
        assert not area.show_vertical_scrollbar
        width = area.scrollable_content_region.width
        await player.press("enter")
        assert area.show_vertical_scrollbar
        assert area.scrollable_content_region.width < width
        await player.press("backspace")
        assert area.scrollable_content_region.width == width


def _layouts(area: TomlArea, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The layouts that are asked for from now on, by the area that is typed in."""
    asked: list[str] = []
    refresh = Widget.refresh

    def noting(self: Widget, *regions: Region, layout: bool = False, **more: bool) -> Widget:
        if layout and self is area:
            asked.append("a layout")
        return refresh(self, *regions, layout=layout, **more)

    monkeypatch.setattr(Widget, "refresh", noting)
    return asked


async def test_keys_that_come_all_at_once_keep_their_order(edit: Edit) -> None:
    async with edit("psoas-care", size=(60, 16)) as player:
        area = player.screen.query_one(TomlArea)
        await player.press("ctrl+home")
        first = area.document.get_line(0)
        for key in ("end", "x", "home", "y", "right", "z", "end", "enter", "w", "ctrl+z", "backspace", "v"):
            player.app.post_message(Key(key, key if len(key) == 1 else None))
        await player.press("left")
        assert area.document.get_line(0) == f"y{first[0]}z{first[1:]}xv"
