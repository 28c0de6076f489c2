"""A screen of text that may be longer than the terminal, and can be scrolled by keys."""

from typing import ClassVar

from textual.containers import VerticalScroll

from coach.tui.base.screen import CoachScreen


class ScrollingScreen(CoachScreen):
    """A screen that scrolls. ``page``: the selector of its VerticalScroll. Each subclass binds its own keys."""

    page: ClassVar[str] = "#help"

    def action_scroll(self, rows: int) -> None:
        """Scroll by this many rows; negative is up."""
        self.query_one(self.page, VerticalScroll).scroll_relative(y=rows, animate=False)
