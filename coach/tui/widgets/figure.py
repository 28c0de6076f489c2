"""The figure of an exercise at a moment, as large as its place. Only what changed is drawn anew.

Left and right differ in colour and in stroke (solid, dotted). Left out: which moment it is (``domain.demonstration``).
"""

from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coach.domain.canvas import Part, Run
from coach.domain.demonstration import Demonstration
from coach.domain.drawing import draw
from coach.tui.widgets.lean_strip import LeanStrip

_CLASSES = {part: f"figure--{part.name.lower()}" for part in Part}


class FigureView(Widget):
    """Shows a demonstration. ``still``: never moves, but shows the pose to be reached. ``ascii_only``: no braille."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_CLASSES.values())
    DEFAULT_CSS = """
    FigureView {
        width: 1fr;
        height: 1fr;
        & > .figure--left { color: $primary; }
        & > .figure--right { color: $warning; }
        & > .figure--middle { color: $foreground; }
        & > .figure--prop { color: $foreground 65%; }
        & > .figure--ground { color: $foreground 45%; }
    }
    """

    def __init__(self, *, still: bool = False, ascii_only: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.still = still
        self.ascii_only = ascii_only
        self._shown: Demonstration | None = None
        self._rows: list[list[Run]] = []
        self._styles: dict[Part | None, Style] = {}

    def show(self, demonstration: Demonstration | None) -> None:
        """Show this moment from now on; None: nothing."""
        if demonstration != self._shown:
            self._shown = demonstration
            self._redraw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._redraw()

    def notify_style_update(self) -> None:
        """Other colours: look them up again."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        if not self._styles:  # looking them up for each row would cost more than drawing
            self._styles = {part: self.get_component_rich_style(name) for part, name in _CLASSES.items()}
            self._styles[None] = self.rich_style
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self._styles[None])
        return Strip([Segment(chars, self._styles[part]) for chars, part in _joined(self._rows[y])], self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as they go to the terminal."""
        return [LeanStrip(strip, strip.cell_length) for strip in super().render_lines(crop)]

    def _redraw(self) -> None:
        before, self._rows = self._rows, self._draw()
        if len(before) != len(self._rows):
            self.refresh()
            return
        changed = [
            Region(0, y, _last_difference(old, new) + 1, 1)
            for y, (old, new) in enumerate(zip(before, self._rows, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def _draw(self) -> list[list[Run]]:
        shown, (width, height) = self._shown, self.size
        if shown is None or not width or not height:
            return []
        way = shown.way if not self.still else 0.0 if shown.figure.cycle else 1.0
        return draw(shown.figure, way, width, height, mirror=shown.mirror, ascii_only=self.ascii_only)


def _joined(row: list[Run]) -> list[Run]:
    """The row in fewer runs, for every change of style costs: a blank has no colour, and joins what is beside it."""
    joined: list[Run] = []
    for chars, part in row:
        if joined and (part is None or joined[-1][1] in (None, part)):
            before, owner = joined.pop()
            joined.append((before + chars, part if owner is None else owner))
        else:
            joined.append((chars, part))
    return joined


def _last_difference(old: list[Run], new: list[Run]) -> int:
    """The last column in which two rows of one width differ."""
    cells = zip_longest(*([(char, part) for chars, part in row for char in chars] for row in (old, new)))
    return max((x for x, (a, b) in enumerate(cells) if a != b), default=0)
