"""A text put anew at every key: how many rows it has, and when all is laid out once more."""

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen

from coach.tui.widgets.quiet_text import QuietText

ROWS = {name: Content("\n".join(["word"] * rows)) for name, rows in (("one", 1), ("two", 2), ("five", 5))}


class Quiet(App[None]):
    """One text whose rows are its own, one that may have three, one that has two."""

    CSS = "QuietText { height: auto; } #most { max-height: 3; } #fixed { height: 2; }"

    def compose(self) -> ComposeResult:
        yield from (QuietText(id=name) for name in ("own", "most", "fixed"))


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[Screen[Any]]:
    """The screens that were laid out, once for each time."""
    done: list[Screen[Any]] = []
    lay_out = Screen._refresh_layout

    def noting(self: Screen[Any], *args: Any, **kwargs: Any) -> None:
        done.append(self)
        lay_out(self, *args, **kwargs)

    monkeypatch.setattr(Screen, "_refresh_layout", noting)
    return done


@pytest.mark.parametrize(
    ("name", "puts", "rows", "moves"),
    [
        ("own", [("one", False), ("five", False)], 5, True),
        ("own", [("five", False), ("one", False)], 1, True),
        ("own", [("five", True), ("one", True)], 5, False),
        ("own", [("five", True), ("one", True), ("five", True)], 5, False),
        ("own", [("one", True), ("five", True)], 5, True),
        ("own", [("five", True), ("one", True), ("one", False)], 1, True),
        ("most", [("five", True), ("two", True)], 3, False),
        ("most", [("five", False), ("two", False)], 2, True),
        ("fixed", [("one", False), ("five", False), ("two", True)], 2, False),
    ],
)
async def test_it_moves_nothing_where_it_need_not(
    layouts: list[Screen[Any]], name: str, puts: list[tuple[str, bool]], rows: int, moves: bool
) -> None:
    async with (app := Quiet()).run_test(size=(40, 20)) as pilot:
        text = app.screen.query_one(f"#{name}", QuietText)
        (first, grows), *more = puts
        for _ in range(2):
            text.put(ROWS[first], only_grows=grows)
            await pilot.pause()
        layouts.clear()
        for words, only_grows in more:
            text.put(ROWS[words], only_grows=only_grows)
            await pilot.pause()
        assert text.size.height == rows
        assert bool(layouts) is moves
        assert text.render_line(0).text.startswith("word")
