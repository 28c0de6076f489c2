"""A long list over the present screen, narrowed by what is typed; one line of it is taken."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static

from coach.tui.dialogs.base import Dialog
from coach.tui.text.word_filter import has_each_word
from coach.tui.widgets.key_hint import KeyHint
from coach.tui.widgets.steady_list import SteadyList, Valued

T = TypeVar("T")


class FilterLine(Struct, Generic[T], frozen=True):
    """One line: its name, a description, and its value."""

    name: str
    about: str
    value: T

    def matches(self, words: str) -> bool:
        """Whether each typed word occurs somewhere in the line."""
        return has_each_word(f"{self.name} {self.about}", words)


class Find(Dialog[T | None]):
    """Closes with the value of the line that is taken; None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, question: str, entries: Sequence[FilterLine[T]]) -> None:
        super().__init__()
        self._question = question
        self._entries = tuple(entries)
        self._typed = ""

    def help_lines(self) -> list[tuple[str, str]]:
        """How a line is found."""
        return [("a–z", "Narrow the list."), ("↑↓", "Choose."), ("Enter", "Take the line."), ("Esc", "Take none.")]

    def compose(self) -> ComposeResult:
        """The question, what is typed, the list."""
        with Vertical(id="ask"):
            yield Static(self._question, id="question", markup=False)
            yield Static(id="typed", markup=False)
            yield SteadyList(id="found", markup=False)
            yield KeyHint("Type to narrow · Enter take · Esc leave")

    def on_mount(self) -> None:
        """Show every line, and focus the list."""
        self._fill("")
        self.query_one(OptionList).focus()

    def on_key(self, event: Key) -> None:
        """Letters narrow the list."""
        if event.is_printable and event.character:
            self._fill(self._typed + event.character)
        elif event.key == "backspace":
            self._fill(self._typed[:-1])
        else:
            return
        event.stop()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click. The list may have been narrowed since, so the value is read from the option itself."""
        if isinstance(event.option, Valued):
            self.dismiss(event.option.value)

    def action_leave(self) -> None:
        """Take nothing."""
        self.dismiss(None)

    def _fill(self, typed: str) -> None:
        self._typed = typed
        shown = [entry for entry in self._entries if entry.matches(typed)]
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(
            Valued(Content.assemble((entry.name, "bold"), (f"  {entry.about}", "dim")), entry.value) for entry in shown
        )
        found.highlighted = 0 if shown else None
        hint = (typed, "bold") if typed else ("type to narrow", "dim")
        self.query_one("#typed", Static).update(Content.assemble(hint, (f"  {len(shown)}", "dim")))
