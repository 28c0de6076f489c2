"""Home's list given other words: what has not changed is neither laid out nor drawn once more."""

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets.option_list import Option

from coach.tui.text.routine_lines import RoutineLine
from coach.tui.widgets.routine_list import LaterLine, RoutineList


class Listing(App[None]):
    """Nothing but the list."""

    def compose(self) -> ComposeResult:
        yield RoutineList(*_lines("a", "b", "c"))


def _lines(*words: str) -> list[Option]:
    """A line for each, whose id stays whatever it says."""
    return [Option(Content(word), id=str(number)) for number, word in enumerate(words)]


def _rows(app: App[None]) -> list[str]:
    return [app.screen.query_one(RoutineList).render_line(y).text.strip() for y in range(3)]


async def test_only_a_line_with_other_words_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (app := Listing()).run_test(size=(20, 5)) as pilot:
        routines = app.screen.query_one(RoutineList)
        routines.highlighted = 2
        await pilot.pause()
        asked: list[tuple[tuple[Any, ...], bool]] = []
        refresh = Widget.refresh

        def noting(self: Widget, *regions: Any, layout: bool = False, **kwargs: bool) -> Widget:
            if self is routines:
                asked.append((regions, layout))
            return refresh(self, *regions, layout=layout, **kwargs)

        monkeypatch.setattr(Widget, "refresh", noting)
        routines.fill(_lines("a", "other", "c"), keep_place=True)
        assert [(region.y, region.height, layout) for (region,), layout in asked] == [(1, 1, False)]
        assert (_rows(app), routines.highlighted) == (["a", "other", "c"], 2)


@pytest.mark.parametrize("ids", [("0", "2", "1"), ("0", "1"), ("0", "1", "2", "3")])
async def test_other_lines_are_a_list_of_their_own(ids: tuple[str, ...]) -> None:
    async with (app := Listing()).run_test(size=(20, 5)) as pilot:
        routines = app.screen.query_one(RoutineList)
        routines.highlighted = 1
        await pilot.pause()
        routines.fill([Option(Content(f"line {each}"), id=each) for each in ids], keep_place=True)
        await pilot.pause()
        assert [option.id for option in routines.options] == [*ids]
        assert routines.chosen == "1"


def test_a_line_read_anew_may_know_other_minutes() -> None:
    line, equal = RoutineLine(None), RoutineLine(None)
    shown = LaterLine(line, is_due=True, longest=5)
    assert line == equal
    assert shown.is_same(LaterLine(line, is_due=True, longest=5))
    for other in (LaterLine(equal, is_due=True, longest=5), LaterLine(line, is_due=False, longest=5), "a"):
        assert not shown.is_same(other)
