"""A text that is put anew at every key, and lays the screen out anew only when it needs another number of rows."""

from textual.content import Content
from textual.widgets import Static


class QuietText(Static):
    """Shows a text; the same one again costs nothing, another of as many rows no layout."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._put: Content | None = None
        self._drawn = (0, 0)

    def put(self, content: Content) -> None:
        """Show this from now on."""
        if self._put is not None and content.is_same(self._put):
            return
        self._put = content
        width = self.content_size.width
        drawn = width, content.get_height(self.styles.get_rules(), width) if width else 0
        self.update(content, layout=not width or drawn != self._drawn)
        self._drawn = drawn

    @property
    def is_cut(self) -> bool:
        """Whether it has no room for all of its text."""
        width, height = self.content_size
        return self._put is not None and bool(width) and Content(self._put.plain).get_height({}, width) > height
