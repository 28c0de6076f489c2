"""The session's digits, as tall as there is room for.

Each character is a widget of its own: the terminal is sent a changed row from its widget's left edge on, so that one
digit that changes costs only its own cells.
"""

from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from coach.tui.digits import draw, fitting_height, gap, width_of

MOST_CHARACTERS = 5
"""``59:59``."""


class _Character(Widget):
    """One character. Its size is set from outside; only the rows that changed are drawn anew."""

    DEFAULT_CSS = "_Character { width: auto; height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[str, ...] = ()
        self._drawn_in: Style | None = None

    def show(self, rows: tuple[str, ...], *, everything: bool) -> None:
        before, self._rows, self._drawn_in = self._rows, rows, None
        if everything or len(before) != len(rows):
            self.refresh()
            return
        changed = [
            Region(0, y, _last_difference(old, new) + 1, 1)
            for y, (old, new) in enumerate(zip(before, rows, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def notify_style_update(self) -> None:
        """Another colour: look it up again."""
        super().notify_style_update()
        self._drawn_in = None

    def render_line(self, y: int) -> Strip:
        """One row of the character."""
        if self._drawn_in is None:  # looking it up for each row would cost more than drawing
            self._drawn_in = self.rich_style
        row = self._rows[y] if y < len(self._rows) else " " * self.size.width
        return Strip([Segment(row, self._drawn_in)], len(row))


def _last_difference(old: str, new: str) -> int:
    """The last column in which two rows of one width differ."""
    return max(x for x, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)


class BigClock(Widget):
    """Shows a short text of digits, keeping its place: it is set in as many characters as its ``room`` has."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text, self._room = "", "00"
        self._laid_out: tuple[str, int] | None = None
        self._characters = [_Character() for _ in range(MOST_CHARACTERS)]

    def compose(self) -> ComposeResult:
        """The characters, and a plain line for where there is no room for any."""
        yield from self._characters
        yield Static(id="plain-clock", markup=False)

    def show(self, text: str, room: str) -> None:
        """Show ``text``, placed and sized as ``room`` (the widest text of this segment) would be."""
        self._text, self._room = text, room if len(room) >= len(text) else text
        self._redraw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._redraw()

    def _redraw(self) -> None:
        rows = fitting_height(self._room, *self.size)
        text = self._text.rjust(len(self._room))
        # The colon and the digits differ in width: what stands where decides the layout.
        shape = "".join(":" if char == ":" else "0" for char in text)
        everything = (shape, rows) != self._laid_out
        if everything:
            self._lay_out(shape, rows)
        if not rows:
            self.query_one("#plain-clock", Static).update(self._text)
            return
        for character, char in zip(self._characters, text, strict=False):
            character.show(draw(char, rows), everything=everything)

    def _lay_out(self, shape: str, rows: int) -> None:
        self._laid_out = (shape, rows)
        self.query_one("#plain-clock").display = not rows
        for index, (character, char) in enumerate(zip_longest(self._characters, shape)):
            character.display = bool(rows and char)
            if rows and char:
                character.styles.width, character.styles.height = width_of(char, rows), rows
                character.styles.margin = (0, gap(rows) if index + 1 < len(shape) else 0, 0, 0)
