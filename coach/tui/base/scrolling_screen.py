"""A screen of text that may be longer than the terminal: its keys look further down, or up."""

from typing import ClassVar

from textual.containers import VerticalScroll

from coach.tui.base.screen import CoachScreen


class ScrollingScreen(CoachScreen):
    """A screen whose ``page`` scrolls: the selector of a VerticalScroll. Which keys move it, each screen says."""

    page: ClassVar[str] = "#help"

    def action_scroll(self, rows: int) -> None:
        """Look further down, or up."""
        self.query_one(self.page, VerticalScroll).scroll_relative(y=rows, animate=False)
