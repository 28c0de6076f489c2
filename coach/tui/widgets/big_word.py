"""A word in large letters, as large as its place allows: never wider, for a broken line could not be read at all."""

from textual.widgets import Static

from coach.tui.lettering import letters, width

ROWS_A_SCALE = 18
"""Rows of a terminal for each step in size: the digits below need most of them."""


class BigWord(Static):
    """Shows a word. ``room``: the longest one that it will show; all are drawn in the size at which that one fits."""

    def __init__(self, *, room: str, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._room = room
        self._word = ""
        self._drawn: tuple[str, int] | None = None

    def show(self, word: str) -> None:
        """Show this word from now on; empty: none."""
        self._word = word
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._draw()

    def _draw(self) -> None:
        scale = min(self.size.width // width(self._room), max(1, self.app.size.height // ROWS_A_SCALE))
        drawn = (self._word, max(1, scale))
        if drawn != self._drawn:
            self._drawn = drawn
            self.update(letters(*drawn) if self._word else "")
