"""A picture that changes often, of which only the changed cells are sent.

They are written to the terminal past Textual's compositor, which would send whole pieces of rows, each with its
colours, and ask the widgets around it for all their rows as well: that is most of what a session costs. Where something
lies over the picture, or all of it is new, it is left to Textual.
"""

from collections.abc import Hashable, Mapping, Sequence

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from rich.segment import Segment
from rich.style import Style
from textual.errors import NoWidget
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from coach.tui.terminal.cell_diff import Picture, StyledRun, patch
from coach.tui.terminal.raw_write import write_raw
from coach.tui.widgets.laid_out_once import LaidOutOnce


class LivePicture(LaidOutOnce):
    """Subclasses give the picture for their size (``draw``), and the style of each owner in it (``looks``)."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._picture: Picture = ()
        self._drawn_for = Size()
        self._strips: list[Strip] = []
        self._styles: Mapping[Hashable, Style] = {}

    def draw(self) -> Picture:
        """Return the rows, which fill the widget's size; empty: nothing is shown."""
        raise NotImplementedError

    def looks(self) -> Mapping[Hashable, Style]:
        """Return the style of each owner; under None, that of blanks.

        Styles may differ only in colour: a bold one must be the only one in a picture.
        """
        raise NotImplementedError

    def pieces(self, row: Sequence[StyledRun]) -> Sequence[StyledRun]:
        """Return the runs in which Textual is to draw a row."""
        return row

    def show_change(self) -> None:
        """Draw the picture again, and show what changed."""
        before, size = self._picture, self._drawn_for
        self._draw()
        after = self._picture
        if len(before) != len(after) or size != self.size:
            self.refresh()
        elif before != after and not (self._is_in_plain_sight() and self._send(before)):
            self.refresh(*[Region(0, y, self.size.width, 1) for y, row in enumerate(after) if row != before[y]])

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._draw()
        self.refresh()

    def notify_style_update(self) -> None:
        """The colours changed: look them up again."""
        super().notify_style_update()
        self._styles = {}
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Return one row of the picture."""
        styles = self._colours()
        if y >= len(self._picture):
            return Strip.blank(self.size.width, styles[None])
        return Strip([Segment(chars, styles[owner]) for chars, owner in self.pieces(self._picture[y])], self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the present rows. Textual's own cache cannot be used: it misses what was sent past it."""
        if len(self._strips) != self.size.height:
            self._strips = [self.render_line(y) for y in range(self.size.height)]
        return [self._strips[y].crop(crop.x, crop.right) for y in crop.line_range]

    def _draw(self) -> None:
        self._picture, self._drawn_for = self.draw(), self.size
        self._strips.clear()

    def _send(self, before: Picture) -> bool:
        """Send what differs. False: it cannot be sent."""
        styles = self._colours()
        system = COLOR_SYSTEMS.get(self.app.console.color_system or "", ColorSystem.TRUECOLOR)
        codes = {
            owner: Strip.render_ansi(Style(color=style.color, bold=style.bold), system)
            for owner, style in styles.items()
        }
        codes[None] = Strip.render_ansi(Style(bgcolor=styles[None].bgcolor), system)
        return write_raw(self.app, patch(before, self._picture, self.region.offset, codes))

    def _is_in_plain_sight(self) -> bool:
        """Whether all of the picture is visible, with nothing over it: no other screen, no notification."""
        try:
            mine, visible = self.region, self.screen.find_widget(self).visible_region
        except NoWidget:  # hidden, or not laid out yet
            return False
        if self.app.screen is not self.screen or mine != visible or mine.size != self.size:
            return False
        around = self.ancestors_with_self
        others = (child for child in self.screen.children if child not in around)
        # Descendants too: the rack of notifications has no region of its own.
        return not any(
            mine.overlaps(each.region) for other in others for each in other.walk_children(Widget, with_self=True)
        )

    def _colours(self) -> Mapping[Hashable, Style]:
        if not self._styles:  # looking them up for each row would cost more than drawing
            self._styles = {owner: self._filtered(style) for owner, style in self.looks().items()}
        return self._styles

    def _filtered(self, style: Style) -> Style:
        """Return a style as the app's line filters change it, for example without colours."""
        strip = Strip([Segment(" ", style)])
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return next(iter(strip)).style or style
