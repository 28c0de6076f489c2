"""One question over the present screen, answered by one key."""

from collections.abc import Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coach.tui.dialogs.base import Choice, ChoiceLine, Choosing

__all__ = ["Ask", "Choice"]

T = TypeVar("T")


class Ask(Choosing[T, T]):
    """Asks ``question``. Closes with the value of the chosen answer."""

    def __init__(self, question: str, choices: Sequence[Choice[T]]) -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)

    @property
    def choices(self) -> Sequence[Choice[T]]:
        """The answers, which never change."""
        return self._choices

    def take(self, value: T) -> None:
        """Close with it."""
        self.dismiss(value)

    def compose(self) -> ComposeResult:
        """The question and a line for each answer."""
        with Vertical(id="ask"):
            yield Static(self._question, id="question", markup=False)
            for choice in self._choices:
                yield ChoiceLine(choice)
