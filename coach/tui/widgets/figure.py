"""The figure of an exercise at a moment, as large as its place. Only what changed is sent.

While it moves, its frames go to the terminal past Textual's compositor: that one sends whole pieces of rows, each with
its colours, and draws the widgets beside it anew; ten times a second that is most of what a session costs.
Left and right differ in colour and in stroke (solid, dotted). Left out: which moment it is (``domain.demonstration``).
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coach.domain.canvas import Part, Run
from coach.domain.demonstration import Demonstration
from coach.domain.drawing import draw
from coach.tui.direct import write
from coach.tui.patch import Picture, patch

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
        self._picture: Picture = []
        self._styles: dict[Part | None, Style] = {}

    def show(self, demonstration: Demonstration | None) -> None:
        """Show this moment from now on; None: nothing."""
        if demonstration != self._shown:
            self._shown = demonstration
            before, self._picture = self._picture, self._draw()
            self._replace(before)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._picture = self._draw()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: look them up again."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        styles = self._colours()
        if y >= len(self._picture):
            return Strip.blank(self.size.width, styles[None])
        return Strip([Segment(chars, styles[part]) for chars, part in _joined(self._picture[y])], self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as they are now: Textual's cache of them does not know of the frames that went past it."""
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def _draw(self) -> Picture:
        shown, (width, height) = self._shown, self.size
        if shown is None or not width or not height:
            return []
        way = shown.way if not self.still else 0.0 if shown.figure.cycle else 1.0
        return draw(shown.figure, way, width, height, mirror=shown.mirror, ascii_only=self.ascii_only)

    def _replace(self, before: Picture) -> None:
        """Have the terminal show the picture instead of the one ``before``."""
        after = self._picture
        if len(before) != len(after):
            self.refresh()
        elif before != after and not (self._is_in_plain_sight() and self._send(before)):
            self.refresh(*[Region(0, y, self.size.width, 1) for y, row in enumerate(after) if row != before[y]])

    def _send(self, before: Picture) -> bool:
        """Send what differs. False: it cannot be sent."""
        styles = self._colours()
        system = COLOR_SYSTEMS.get(self.app.console.color_system or "", ColorSystem.TRUECOLOR)
        codes: dict[Part | None, str] = {
            part: Strip.render_ansi(Style.from_color(style.color), system) for part, style in styles.items()
        }
        codes[None] = Strip.render_ansi(Style.from_color(None, styles[None].bgcolor), system)
        return write(self.app, patch(before, self._picture, self.region.offset, codes))

    def _is_in_plain_sight(self) -> bool:
        """Whether nothing lies over the figure: no other screen, no notification."""
        if self.app.screen is not self.screen:
            return False
        mine, around = self.region, self.ancestors_with_self
        others = (child for child in self.screen.children if child not in around)
        # With what they hold: that of notifications has no region of its own.
        return not any(
            mine.overlaps(each.region) for other in others for each in other.walk_children(Widget, with_self=True)
        )

    def _colours(self) -> dict[Part | None, Style]:
        """The style of each part; under None, of what is empty."""
        if not self._styles:  # looking them up for each row would cost more than drawing
            self._styles = {
                part: self._filtered(self.get_component_rich_style(name)) for part, name in _CLASSES.items()
            }
            self._styles[None] = self._filtered(self.rich_style)
        return self._styles

    def _filtered(self, style: Style) -> Style:
        """A style as the app shows it: without colours, perhaps."""
        strip = Strip([Segment(" ", style)])
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return next(iter(strip)).style or style


def _joined(row: Sequence[Run]) -> list[Run]:
    """The row in fewer runs, for every change of style costs: a blank has no colour, and joins what is beside it."""
    joined: list[Run] = []
    for chars, part in row:
        if joined and (part is None or joined[-1][1] in (None, part)):
            before, owner = joined.pop()
            joined.append((before + chars, part if owner is None else owner))
        else:
            joined.append((chars, part))
    return joined
