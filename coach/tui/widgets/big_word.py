"""A word in large letters, as large as fits; never wider than its place, as a wrapped line would be unreadable."""

from collections.abc import Iterable

from textual.widgets import Static

from coach.tui.text.big_letters import HALF, draw_letters, width

ROWS_A_SCALE = 18
"""Rows of a terminal per step in size: the digits below need most of them."""


class BigWord(Static):
    """Shows a word, in the size at which the longest of its possible words fits."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._word = self._longest = ""
        self._may_be_small = False
        self._drawn: tuple[str, int] | None = None

    def show(self, word: str, words: Iterable[str], *, may_be_small: bool = False) -> None:
        """Show this word, one of ``words``. ``may_be_small``: use letters half as high, made of half-row cells."""
        self._word, self._longest = word, max(words, key=width)
        self._may_be_small = may_be_small
        self._draw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._draw()

    def _draw(self) -> None:
        if not self._word:
            return
        scale = min(self.size.width // width(self._longest), self.app.size.height // ROWS_A_SCALE)
        drawn = (self._word, HALF if self._may_be_small else max(1, scale))
        if drawn != self._drawn:
            self._drawn = drawn
            self.update(draw_letters(*drawn))
