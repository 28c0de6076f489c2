"""One question over the present screen, answered by one key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from coach.tui.screens.dialog import Dialog

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One answer: the key that gives it, and what it says. The answer of ``enter`` stands first."""

    key: str
    label: str
    value: T

    @property
    def shown_key(self) -> str:
        """The key as it looks."""
        return {"escape": "Esc", "enter": "Enter"}.get(self.key, self.key)


def choice_lines(choices: Sequence[Choice[T]]) -> list[tuple[str, str]]:
    """What each answer's key does, for help."""
    return [(choice.shown_key, f"{choice.label}.") for choice in choices]


class ChoiceLine(Static, Generic[T]):
    """A choice that can be clicked, too."""

    def __init__(self, choice: Choice[T]) -> None:
        self.choice = choice
        super().__init__(Content.assemble((f"{choice.shown_key:>5} ", "bold $accent"), choice.label), classes="choice")


class Ask(Dialog[T]):
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

    def help_lines(self) -> list[tuple[str, str]]:
        """Its answers."""
        return choice_lines(self._choices)

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
