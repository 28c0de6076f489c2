"""The session's digits, centred, and as tall as there is room for."""

from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar

from rich.style import Style

from coach.tui.terminal.cell_diff import Picture, StyledRun
from coach.tui.text.digits import draw_digits, fitting_height, gap, width_of
from coach.tui.widgets.live_picture import LivePicture

_LIT, _PLAIN = "lit", "plain"


class BigClock(LivePicture):
    """Shows a short text of digits without moving it: it is laid out for as many characters as ``room`` has.

    Where there is no room for large digits, it is a plain line.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"big-clock--plain"}
    DEFAULT_CSS = "BigClock > .big-clock--plain { text-style: bold; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text, self._room = "", "00"

    def show(self, text: str, room: str) -> None:
        """Show ``text``, placed and sized as ``room`` (the widest text of this segment) would be."""
        shown = text, room if len(room) >= len(text) else text
        if shown != (self._text, self._room):
            self._text, self._room = shown
            self.show_change()

    def draw(self) -> Picture:
        """Return the digits, or the plain line, centred."""
        width, height = self.size
        if not width or not height:
            return ()
        rows = fitting_height(self._room, width, height)
        shown = _digits(self._text, self._room, rows) if rows else [[(self._text[:width], _PLAIN)]]
        above = (height - len(shown)) // 2
        blank: Sequence[StyledRun] = ((" " * width, None),)
        lines = [_centred(line, width) for line in shown]
        return [*[blank] * above, *lines, *[blank] * (height - above - len(lines))]

    def looks(self) -> Mapping[Hashable, Style]:
        """The style of the digits; their colour depends on the kind of segment."""
        style = self.rich_style
        plain = self.get_component_rich_style("big-clock--plain")
        return {_LIT: style, _PLAIN: plain, None: Style(bgcolor=style.bgcolor)}


def _digits(text: str, room: str, height: int) -> list[list[StyledRun]]:
    """Return the rows of a text, right-aligned in its room; each character, and each gap, is a run."""
    empty = room[: len(room) - len(text)]
    glyphs = [
        *((" " * width_of(char, height),) * height for char in empty),
        *(draw_digits(char, height) for char in text),
    ]
    between: StyledRun = (" " * gap(height), None)
    return [[piece for glyph in glyphs for piece in (between, (glyph[row], _LIT))][1:] for row in range(height)]


def _centred(line: Sequence[StyledRun], width: int) -> list[StyledRun]:
    room = width - sum(len(chars) for chars, _ in line)
    around = (" " * (room // 2), None), (" " * (room - room // 2), None)
    return [run for run in (around[0], *line, around[1]) if run[0]]
