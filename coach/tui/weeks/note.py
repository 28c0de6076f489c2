"""A dialog with one line to type on: a note to a record, its time, what matters to the runner."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from coach.library.toml.fields import MAX_TEXT
from coach.library.toml.sanitize import clean
from coach.tui.dialogs.base import Dialog


class NoteDialog(Dialog[str | None]):
    """Closes with what was typed; None when it was left. ``why_not`` returns what is wrong with it, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self,
        first: str,
        question: str = "Your note to this record",
        hint: str = "Enter keeps it, Esc leaves it as it was.",
        why_not: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self._first, self._question, self._hint, self._why_not = first, question, hint, why_not

    def help_lines(self) -> list[tuple[str, str]]:
        """What may be typed, and how to close."""
        return [("a–z …", "Type it; nothing takes it away."), ("Enter", "Keep it."), ("Esc", "Leave it.")]

    def compose(self) -> ComposeResult:
        """The question and a line to type on."""
        with Vertical(id="ask"):
            yield Static(self._question, id="question", markup=False)
            yield Input(self._first, max_length=MAX_TEXT, select_on_focus=False, id="name")
            yield Static(self._hint, id="why-not", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Focus the line to type on."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text, without control characters, if nothing is wrong with it."""
        typed = " ".join(clean(event.value).split())
        wrong = self._why_not(typed)
        if wrong:
            self.query_one("#why-not", Static).update(wrong)
        else:
            self.dismiss(typed)

    def action_leave(self) -> None:
        """Close without a text."""
        self.dismiss(None)
