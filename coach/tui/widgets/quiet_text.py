"""A text that is set again at every key, and requests a layout only when it needs another number of rows."""

from textual.content import Content
from textual.widgets import Static

from coach.tui.widgets.laid_out_once import LaidOutOnce


class QuietText(Static, LaidOutOnce):
    """Shows a text; setting the same one again costs nothing, another of as many rows needs no layout."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._put: Content | None = None
        self._drawn = (0, 0)

    def put(self, content: Content, *, only_grows: bool = False) -> None:
        """Show this text. ``only_grows``: keep the present rows where fewer would do, so that nothing moves."""
        width = self.content_size.width
        rows = self._rows_of(content, width)
        if only_grows and self._drawn[0] == width:
            rows = max(rows, self._drawn[1])
        drawn, is_same = (width, rows), self._put is not None and content.is_same(self._put)
        if is_same and drawn == self._drawn:
            return
        lays_out = not width or drawn != self._drawn
        self._put, self._drawn = content, drawn
        self._keep((rows or None) if only_grows else None)
        self.update(content, layout=lays_out)

    def _rows_of(self, content: Content, width: int) -> int:
        """Return the rows it needs, within its maximum; 0: not known yet, or its height is fixed."""
        height, most = self.styles.height, self.styles.max_height
        if not width or (height is not None and height.cells is not None):
            return 0
        rows = content.get_height(self.styles.get_rules(), width)
        return rows if most is None or most.cells is None else min(rows, most.cells)

    def _keep(self, rows: int | None) -> None:
        """Set the minimum height, which holds whatever causes the next layout."""
        least = self.styles.min_height
        if (least.cells if least is not None else None) != rows:  # Textual lays out even when the value is the same
            self.styles.min_height = rows

    @property
    def is_cut(self) -> bool:
        """Whether it has no room for all of its text."""
        width, height = self.content_size
        return self._put is not None and bool(width) and Content(self._put.plain).get_height({}, width) > height
