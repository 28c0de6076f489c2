"""Asks for a name, until a valid id can be made of it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from coach.library.packs.ids import id_from
from coach.library.toml.fields import MAX_SLUG, is_slug
from coach.tui.dialogs.base import Dialog

_HINT = "Type a name, as in My care. Enter goes on, Esc leaves."
_NONE = "It needs a letter or a digit."


class NameIt(Dialog[str | None]):
    """Closes with the id made of what is typed; None when it was left.

    ``why_not`` returns why an id cannot be used; empty when it can.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, first: str = "", why_not: Callable[[str], str] = lambda _: "") -> None:
        super().__init__()
        self._question = question
        self._first = first
        self._why_not = why_not

    def help_lines(self) -> list[tuple[str, str]]:
        """What may be typed, and the two ways on."""
        return [("Letters", "Type it; it becomes an id."), ("Enter", "Go on."), ("Esc", "Leave it as it was.")]

    def compose(self) -> ComposeResult:
        """The question, a line to type on, and what is wrong with it."""
        with Vertical(id="ask"):
            yield Static(self._question, id="question", markup=False)
            # Control characters, which could steer the terminal, cannot even be typed or pasted here.
            yield Input(self._first, restrict=r"[\w '’.,&()+-]*", max_length=MAX_SLUG, id="name")
            yield Static(_HINT, id="why-not", markup=False)

    def on_mount(self) -> None:
        """Focus the line to type on."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the id that is made of it, or what is wrong with it."""
        identity = id_from(event.value)
        becomes = f"It becomes {identity}. Enter goes on, Esc leaves." if identity != event.value else _HINT
        self.query_one("#why-not", Static).update(self._wrong_with(identity) or becomes)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the id, if it is valid."""
        identity = id_from(event.value)
        if not self._wrong_with(identity):
            self.dismiss(identity)

    def action_leave(self) -> None:
        """Close without a name."""
        self.dismiss(None)

    def _wrong_with(self, identity: str) -> str:
        return self._why_not(identity) if is_slug(identity) else _NONE
