"""The session's digits: as tall as the widget allows, and drawn anew only where they changed."""

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coach.tui.digits import draw, fitting_height, size


class BigClock(Widget):
    """Shows a short text of digits. ``show`` keeps its place: a text is set in as many characters as ``room`` has."""

    DEFAULT_CSS = "BigClock { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._room = "00"
        self._rows: tuple[str, ...] = ()

    def show(self, text: str, room: str) -> None:
        """Show ``text``, placed and sized as ``room`` (the widest text of this segment) would be."""
        room = room if len(room) >= len(text) else text
        moved = len(room) != len(self._room) or (":" in room) != (":" in self._room)
        self._text, self._room = text, room
        self._redraw(everything=moved)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._redraw(everything=True)

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        row = self._rows[y] if y < len(self._rows) else ""
        return Strip([Segment(row.ljust(self.size.width), self.rich_style)], self.size.width)

    def _redraw(self, *, everything: bool) -> None:
        before, self._rows = self._rows, self._picture()
        if everything or len(before) != len(self._rows):
            self.refresh()
            return
        changed = [
            Region(first, y, last - first, 1)
            for y, (old, new) in enumerate(zip(before, self._rows, strict=True))
            if old != new
            for first, last in [_changed_span(old, new)]
        ]
        if changed:
            self.refresh(*changed)

    def _picture(self) -> tuple[str, ...]:
        width, height = self.size
        text = self._text.rjust(len(self._room))
        rows = fitting_height(self._room, width, height)
        if not rows:
            middle = max(0, (height - 1) // 2)
            return tuple(self._text.center(width) if y == middle else " " * width for y in range(height))
        left = (width - size(text, rows)) // 2
        top = (height - rows) // 2
        drawn = [(" " * left + line).ljust(width) for line in draw(text, rows)]
        blank = " " * width
        return (*[blank] * top, *drawn, *[blank] * (height - top - rows))


def _changed_span(old: str, new: str) -> tuple[int, int]:
    """The first and one past the last column in which two rows of one width differ."""
    differing = [x for x, (a, b) in enumerate(zip(old, new, strict=False)) if a != b]
    return (differing[0], differing[-1] + 1) if differing else (0, max(len(old), len(new)))
