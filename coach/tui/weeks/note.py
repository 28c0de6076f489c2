"""A note to a record: a line to type on."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from coach.library.toml.sanitize import clean
from coach.tui.dialogs.base import Dialog

MOST = 500
"""Characters of a note."""


class NoteDialog(Dialog[str | None]):
    """Closes with the note, empty where it is to go; None: it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, first: str) -> None:
        super().__init__()
        self._first = first

    def help_lines(self) -> list[tuple[str, str]]:
        """What may be typed."""
        return [("a–z …", "Type your note; empty takes it away."), ("Enter", "Keep it."), ("Esc", "Leave it.")]

    def compose(self) -> ComposeResult:
        """The question and a line to type on."""
        with Vertical(id="ask"):
            yield Static("Your note to this record", id="question", markup=False)
            yield Input(self._first, max_length=MOST, select_on_focus=False, id="name")
            yield Static("Enter keeps it, Esc leaves it as it was.", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it, without what could steer a terminal."""
        self.dismiss(" ".join(clean(event.value).split()))

    def action_leave(self) -> None:
        """Nothing new."""
        self.dismiss(None)
