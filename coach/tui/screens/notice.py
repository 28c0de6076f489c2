"""The safety notice at the first start: nothing can be done before it is read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.red_flags import SAFETY_NOTICE
from coach.tui.screens.base import CoachScreen


class Notice(CoachScreen):
    """Shows the notice; closes when the runner says that it is read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "I have read this"),
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓"),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-6)", show=False),
        Binding("pagedown,space", "scroll(6)", show=False),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", "Leave", priority=True),
    ]

    def body(self) -> ComposeResult:
        """The sentences."""
        with VerticalScroll(id="help", can_focus=False):
            yield Static(Content.assemble(("Before you begin", "bold $accent")), classes="says")
            for sentence in SAFETY_NOTICE:
                yield Static(sentence, classes="says", markup=False)
            yield Static("You can read this again: press ? on any screen.", classes="again", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Help holds nothing that does not stand here; what cannot be seen cannot have been read."""
        if action == "read":
            return bool(self.query_one("#body").display)
        return action != "help"

    def action_read(self) -> None:
        """Go on to the coach."""
        self.dismiss(None)

    def action_scroll(self, rows: int) -> None:
        """Further down, or up."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=rows, animate=False)
