"""One question over the present screen, answered by one key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from coach.tui.screens.base import SteadyModal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One answer: the key that gives it, and what it says. The answer of ``enter`` stands first."""

    key: str
    label: str
    value: T


class ChoiceLine(Static, Generic[T]):
    """A choice that can be clicked, too."""

    def __init__(self, choice: Choice[T]) -> None:
        self.choice = choice
        shown = {"escape": "Esc", "enter": "Enter"}.get(choice.key, choice.key)
        super().__init__(Content.assemble((f"{shown:>5} ", "bold $accent"), choice.label), classes="choice")


class Ask(SteadyModal[T]):
    """Asks ``question``. Closes with the value of the choice whose key is pressed; other keys do nothing."""

    def __init__(self, question: str, choices: Sequence[Choice[T]]) -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """The question and a line for each answer."""
        with Vertical(id="ask"):
            yield Static(self._question, id="question", markup=False)
            for choice in self._choices:
                yield ChoiceLine(choice)

    def on_key(self, event: Key) -> None:
        """Answer by key."""
        for choice in self._choices:
            if event.key == choice.key:
                event.stop()
                self.dismiss(choice.value)
                return

    def on_click(self, event: Click) -> None:
        """Answer by mouse."""
        line = event.widget
        if isinstance(line, ChoiceLine):
            self.dismiss(line.choice.value)
