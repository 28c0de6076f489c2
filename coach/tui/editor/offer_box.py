"""The list of completions, drawn over the rows of the text itself.

Deliberately not a widget: opening, growing and closing one makes Textual lay out and send the whole screen, at most
keys: that was two thirds of the cost of a key (bench/README.md, *typing*). Left out: which completions there are.
"""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Size
from textual.strip import Strip

from coach.library.drafts.completion import Completion

_MOST_ROWS, _FEW_ROWS = 8, 4
_NARROW, _LOW = 60, 14
"""Columns and rows of a text area from which the usual label width and number of rows apply."""
_LONGEST_LABEL, _WIDEST = 28, 84


class OfferBox:
    """The completions offered now, and their place; without any it is closed. Rows and columns are the area's."""

    def __init__(self) -> None:
        self.found: Sequence[Completion] = ()
        self._chosen = self._top = 0
        self._place, self._size = Offset(0, 0), Size(0, 0)
        self._label = 0

    def open(self, found: Sequence[Completion], cursor: Offset, column: int, room: Size) -> None:
        """Show these, the first one chosen, below the cursor, or above it if there is more room."""
        self.found = found
        self._chosen = self._top = 0
        share = 0.4 if room.width >= _NARROW else 0.6
        self._label = min(max(cell_len(each.label) for each in found), _LONGEST_LABEL, int(room.width * share))
        widest = max((cell_len(each.about) for each in found), default=0)
        width = min(self._label + widest + (4 if widest else 2), _WIDEST, room.width)
        above, below = cursor.y, room.height - cursor.y - 1
        rows = min(len(found), _MOST_ROWS if room.height >= _LOW else _FEW_ROWS)
        is_below = below >= rows or below >= above
        height = min(rows, below if is_below else above)
        y = cursor.y + 1 if is_below else cursor.y - height
        self._place, self._size = Offset(max(0, min(column - 1, room.width - width)), y), Size(width, height)

    def close(self) -> None:
        """Close the list."""
        self.found = ()

    @property
    def offer(self) -> Completion | None:
        """The chosen completion; None when closed."""
        return self.found[self._chosen] if self.found else None

    def move(self, by: int) -> None:
        """Move the choice; a single step wraps around, a page stops at the ends."""
        last = len(self.found) - 1
        there = self._chosen + by
        self._chosen = there % (last + 1) if abs(by) == 1 else min(max(there, 0), last)
        height = max(1, self._size.height)
        self._top = min(max(self._top, self._chosen - height + 1), self._chosen)

    @property
    def page(self) -> int:
        """How many are visible at once."""
        return max(2, self._size.height)

    def at(self, column: int, row: int) -> Completion | None:
        """Return the completion shown at this place; None: none is."""
        x, y = column - self._place.x, row - self._place.y
        if not self.found or not (0 <= x < self._size.width and 0 <= y < self._size.height):
            return None
        return self.found[self._top + y]

    def over(self, row: int, strip: Strip, styles: Sequence[Style]) -> Strip:
        """Return a row of the text with the list drawn over it. ``styles``: of a line, and of the chosen line."""
        line = row - self._place.y
        if not self.found or not 0 <= line < self._size.height:
            return strip
        number, x, width = self._top + line, self._place.x, self._size.width
        style = styles[number == self._chosen]
        drawn = Strip(self._segments(number, line, style), width)
        whole = strip.extend_cell_length(x + width)
        return Strip.join([whole.crop(0, x), drawn, whole.crop(x + width, whole.cell_length)])

    def _segments(self, number: int, line: int, style: Style) -> list[Segment]:
        offer = self.found[number]
        about = self._size.width - self._label - 4
        more = "↑" if line == 0 and number else " "
        if line == self._size.height - 1 and number < len(self.found) - 1:
            more = "↓"
        found = [Segment(f" {_fitted(offer.label, self._label)}", style + Style(bold=True))]
        if about > 0:
            found.append(Segment(f"  {_fitted(offer.about, about)}", style))
        return [*found, Segment(more, style)]


def _fitted(text: str, width: int) -> str:
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"
