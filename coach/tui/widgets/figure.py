"""The figure of an exercise at one moment, as large as its place.

Left and right differ in colour and in stroke (solid, dotted). Left out: which moment it is
(``domain.session.demonstration``), and how it is sent to the terminal (``live_picture``).
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import ClassVar

from rich.style import Style

from coach.domain.figures.canvas import Ink
from coach.domain.figures.drawing import draw_figure
from coach.domain.session.demonstration import Demonstration
from coach.tui.terminal.cell_diff import Picture, StyledRun
from coach.tui.widgets.live_picture import LivePicture

_CLASSES = {part: f"figure--{part.name.lower()}" for part in Ink}


class FigureView(LivePicture):
    """Shows a demonstration. ``still``: only the pose to be reached, without motion. ``ascii_only``: no braille."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(_CLASSES.values())
    DEFAULT_CSS = """
    FigureView {
        width: 1fr;
        height: 1fr;
        & > .figure--left { color: $primary; }
        & > .figure--right { color: $warning; }
        & > .figure--middle { color: $foreground; }
        & > .figure--prop { color: $foreground 65%; }
        & > .figure--muscle { color: $error; }
        & > .figure--ground { color: $foreground 45%; }
    }
    """

    def __init__(self, *, still: bool = False, ascii_only: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.still = still
        self.ascii_only = ascii_only
        self._shown: Demonstration | None = None

    def show(self, demonstration: Demonstration | None) -> None:
        """Show this moment; None: show nothing."""
        if demonstration != self._shown:
            self._shown = demonstration
            self.show_change()

    def draw(self) -> Picture:
        """Return the figure, fitted to the widget."""
        shown, (width, height) = self._shown, self.size
        if shown is None or not width or not height:
            return ()
        way = shown.way if not self.still else 0.0 if shown.figure.cycle else 1.0
        return draw_figure(shown.figure, way, width, height, mirror=shown.mirror, ascii_only=self.ascii_only)

    def pieces(self, row: Sequence[StyledRun]) -> Sequence[StyledRun]:
        """Merge runs, since every change of style costs: a blank has no colour, so it joins its neighbour."""
        joined: list[StyledRun] = []
        for chars, part in row:
            if joined and (part is None or joined[-1][1] in (None, part)):
                before, owner = joined.pop()
                joined.append((before + chars, part if owner is None else owner))
            else:
                joined.append((chars, part))
        return joined

    def looks(self) -> Mapping[Hashable, Style]:
        """The style of each part."""
        return {part: self.get_component_rich_style(name) for part, name in _CLASSES.items()} | {None: self.rich_style}
