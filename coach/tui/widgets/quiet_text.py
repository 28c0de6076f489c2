"""A text that is put anew at every key, and lays the screen out anew only when it needs another number of rows."""

from textual.content import Content
from textual.widgets import Static


class QuietText(Static):
    """Shows a text; the same one again costs nothing, another of as many rows no layout."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._put: Content | None = None
        self._drawn = (0, 0)

    def put(self, content: Content, *, only_grows: bool = False) -> None:
        """Show this from now on. ``only_grows``: where fewer rows would do, it keeps its own, and nothing moves."""
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
        """The rows that it takes, as far as it may have them; 0: not known yet, or they are always as many."""
        height, most = self.styles.height, self.styles.max_height
        if not width or (height is not None and height.cells is not None):
            return 0
        rows = content.get_height(self.styles.get_rules(), width)
        return rows if most is None or most.cells is None else min(rows, most.cells)

    def _keep(self, rows: int | None) -> None:
        """Have no fewer rows than these, whoever asks for another layout."""
        least = self.styles.min_height
        if (least.cells if least is not None else None) != rows:  # Textual lays out even what is not another value
            self.styles.min_height = rows

    @property
    def is_cut(self) -> bool:
        """Whether it has no room for all of its text."""
        width, height = self.content_size
        return self._put is not None and bool(width) and Content(self._put.plain).get_height({}, width) > height
