"""What every question over another screen has: help by ?, as screens have it; and the two ways of asking.

Left out: what is asked, and what happens with the answer (the subclasses).
"""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from msgspec import Struct
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from coach.tui.base.key_lines import key_lines
from coach.tui.base.steady import SteadyModal
from coach.tui.widgets.question import Question

R = TypeVar("R")
T = TypeVar("T")


class Dialog(SteadyModal[R]):
    """A question over the present screen. It handles its keys itself (``on_key``); ``help_lines`` describes them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before ``on_key``, which lets no key through.
        Binding("question_mark", "help", show=False, priority=True),
    ]

    def help_lines(self) -> list[tuple[str, str]]:
        """Return each key as it is shown, with a sentence on what it does here."""
        raise NotImplementedError

    def action_help(self) -> None:
        """Show what the keys do, and the safety notice; the question stays open below."""
        self.app.go.help([*self.help_lines(), ("?", "Show this help."), *key_lines(self, always=True)])


# --- one question, a key for each answer ----------------------------------------------------------------------------


class Choice(Struct, Generic[T], frozen=True):
    """One answer: its key, label and value. The answer of ``enter`` stands first."""

    key: str
    label: str
    value: T

    @property
    def shown_key(self) -> str:
        """The key as it is shown."""
        return {"escape": "Esc", "enter": "Enter"}.get(self.key, self.key)


class ChoiceLine(Static, Generic[T]):
    """A line with a choice, which can also be clicked."""

    def __init__(self, choice: Choice[T]) -> None:
        self.choice = choice
        super().__init__(Content.assemble((f"{choice.shown_key:>5} ", "bold $accent"), choice.label), classes="choice")


class Choosing(Dialog[R], Generic[R, T]):
    """Asks one thing. A choice is taken by its key or by a click on its line; other keys do nothing."""

    @property
    def choices(self) -> Sequence[Choice[T]]:
        """The answers available now."""
        raise NotImplementedError

    def take(self, value: T) -> None:
        """Handle the answer that was given."""
        raise NotImplementedError

    def help_lines(self) -> list[tuple[str, str]]:
        """The answers."""
        return [(choice.shown_key, f"{choice.label}.") for choice in self.choices]

    def on_key(self, event: Key) -> None:
        """Answer by key."""
        for choice in self.choices:
            if event.key == choice.key:
                event.stop()
                self.take(choice.value)
                return

    def on_click(self, event: Click) -> None:
        """Answer by mouse."""
        if isinstance(event.widget, ChoiceLine):
            self.take(event.widget.choice.value)


# --- a few questions, answered by digits ----------------------------------------------------------------------------


class Asking(Dialog[R | None]):
    """Asks a few things, one after the other. Closes with None when left by Esc, which changes nothing."""

    asked: Sequence[Question] = ()
    """The questions, in order."""

    def help_lines(self) -> list[tuple[str, str]]:
        """How a question is answered."""
        return [
            ("0–9 t", "Answer; t is ten."),
            ("s", "Leave this question unanswered."),
            ("↑↓", "To the question above or below."),
        ]

    def may_skip(self, question: Question) -> bool:
        """Whether a question may be left unanswered."""
        return True

    def leave(self) -> None:
        """Esc was pressed: close without changes."""
        self.dismiss(None)

    def finish(self) -> None:
        """Enter was pressed: what is answered so far is all there is."""

    def go_on(self, answered: Question) -> None:
        """Handle that a question was answered or skipped."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin with the first question."""
        self.ask(self.asked[0])

    def ask(self, question: Question) -> None:
        """Make this question the one that gets the keys."""
        for each in self.asked:
            each.active = each is question

    def on_key(self, event: Key) -> None:
        """Answer the present question."""
        event.stop()
        present = next((question for question in self.asked if question.active), self.asked[0])
        if event.key == "escape":
            self.leave()
        elif event.key == "enter":
            self.finish()
        elif event.key in ("up", "down"):
            place = self.asked.index(present) + (1 if event.key == "down" else -1)
            if 0 <= place < len(self.asked) and (event.key == "up" or present.is_settled):
                self.ask(self.asked[place])
        elif event.key == "s" and self.may_skip(present):
            present.skip()
            self.go_on(present)
        elif present.choose(event.key):
            self.go_on(present)

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked."""
        self.go_on(event.question)
