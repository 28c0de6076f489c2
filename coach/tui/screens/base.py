"""What every screen has: a body, a footer of its keys, and a sentence when the terminal is too small."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from coach.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""The smallest terminal that the screens are made for; smaller ones get a sentence."""


class CoachScreen(Screen[None]):
    """A screen of the coach. Subclasses give ``body``; sizes are told apart in coach.tcss by the app's breakpoints."""

    @property
    def coach(self) -> "CoachApp":
        """The app, by its own type."""
        from coach.tui.app import CoachApp

        app = self.app
        assert isinstance(app, CoachApp)
        return app

    def compose(self) -> ComposeResult:
        """The body, and what is shown instead of it when there is no room."""
        with Container(id="body"):
            yield from self.body()
        yield Static(
            f"This window is too small for the coach.\nIt needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows.",
            id="too-small",
            markup=False,
        )
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield from ()
