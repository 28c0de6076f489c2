"""What is scrolled grows and shrinks without a layout of the screen, but where its bars come or go."""

import pytest
from textual.content import Content
from textual.screen import Screen

from coach.tui.widgets.steady_list import SteadyList, Valued

from ..conftest import Play
from ..playing import Player


def _fill(rows: SteadyList, count: int) -> None:
    rows.clear_options()
    rows.add_options([Valued(Content(f"line {number}"), number) for number in range(count)])


async def _listed(player: Player, count: int) -> SteadyList:
    rows = player.screen.query_one(SteadyList)
    _fill(rows, count)
    await player.pilot.pause()
    return rows


@pytest.mark.parametrize(
    ("before", "after", "most"),
    [
        pytest.param(2, 3, 0, id="more rows, without a bar"),
        pytest.param(3, 2, 0, id="fewer rows"),
        pytest.param(100, 200, 1, id="with a bar, which is gone while it is empty"),
        pytest.param(200, 100, 1, id="fewer rows, with a bar"),
    ],
)
async def test_another_number_of_rows_lays_nothing_out(
    play: Play, monkeypatch: pytest.MonkeyPatch, before: int, after: int, most: int
) -> None:
    async with play(size=(80, 24)) as player:
        await _listed(player, before)
        layouts: list[Screen[object]] = []
        lay_out = Screen._refresh_layout

        def noting(screen: Screen[object], *how: object, **more: object) -> None:
            layouts.append(screen)
            lay_out(screen, *how, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(Screen, "_refresh_layout", noting)
        rows = await _listed(player, after)
        assert len(layouts) <= most
        assert rows.virtual_size.height == after
        rows.action_last()
        await player.pilot.pause()
        assert rows.scroll_offset.y == rows.max_scroll_y == max(0, after - rows.size.height)
        if after == 200:
            assert rows.vertical_scrollbar.window_virtual_size == after


@pytest.mark.parametrize(("before", "after"), [(2, 200), (200, 2)])
async def test_where_the_bar_comes_or_goes_the_rows_make_room(play: Play, before: int, after: int) -> None:
    async with play(size=(80, 24)) as player:
        rows = await _listed(player, before)
        width = rows.scrollable_content_region.width
        await _listed(player, after)
        assert (rows.scrollable_content_region.width < width) is (after > before)
        assert rows.show_vertical_scrollbar is (after > before)
