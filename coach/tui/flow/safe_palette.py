"""The command palette, safe with fast typing: Textual's own ends the app when keys arrive faster than its list.

Textual's breaks when asked for a page of a list not drawn yet, for commands after it was closed, or to close twice.
Left out: the commands (``palette``).
"""

from typing import Any

from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.errors import NoWidget
from textual.events import Click
from textual.widgets import LoadingIndicator
from textual.worker import Worker

from coach.tui.base.steady import Steady
from coach.tui.widgets.steady_list import SteadyList


class _Commands(CommandList, SteadyList):
    """The list of matches, which changes with each letter: a click takes the line that was clicked, or none."""


class SteadyPalette(CommandPalette, Steady[None]):
    """Textual's palette, which ignores requests it cannot fulfil at this moment."""

    def compose(self) -> ComposeResult:
        """As Textual's, but with our own list."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield _Commands()
                yield LoadingIndicator()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable moving in a list that has no height yet."""
        if action == "command_list" and not any(each.scrollable_content_region for each in self.query(CommandList)):
            return False
        return super().check_action(action, parameters)

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        """Ignore a click outside a terminal that has become smaller; otherwise Textual's handler follows."""
        try:
            self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            event.prevent_default()

    def run_worker(self, *args: Any, **options: Any) -> Worker[Any]:
        """As every screen, but a search that fails because the palette was closed does not end the app."""
        return super().run_worker(*args, **{**options, "exit_on_error": False})
