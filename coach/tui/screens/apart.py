"""Apart: two questions over the present screen, about sore muscles and pain elsewhere; no part of the rules."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from coach.domain.apart import APART
from coach.tui.screens.base import SteadyModal
from coach.tui.widgets.question import SCALE, Question

Told = tuple[int | None, int | None]
"""Muscle soreness and pain elsewhere, 0–10; None: not told."""


def apart_line(told: Told) -> Content:
    """The line that opens the questions, or says what was told."""
    words = [f"{name} {value}" for name, value in zip(("sore muscles", "pain elsewhere"), told, strict=True) if value]
    key = ("o ", "bold $accent")
    return Content.assemble(key, ", ".join(words).capitalize()) if words else Content.assemble(key, (APART, "dim"))


class Apart(SteadyModal[Told | None]):
    """Closes with both answers; None when it was left by Esc, which changes nothing."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told
        self._asked = [
            Question("Sore muscles", SCALE, id="soreness"),
            Question("Pain elsewhere", SCALE, id="elsewhere"),
        ]

    def compose(self) -> ComposeResult:
        """The questions."""
        with Vertical(id="ask"):
            yield Static("Apart from that: 0 none … 10 worst", id="question", markup=False)
            yield from self._asked
            yield Static("A digit answers · t is ten · s skips · Enter done · Esc back", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show what was told before, and begin with the first."""
        for question, value in zip(self._asked, self._told, strict=True):
            if value is not None:
                question.set_value(value)
        self._asked[0].active = True

    def on_key(self, event: Key) -> None:
        """Answer the present question."""
        event.stop()
        present = next((question for question in self._asked if question.active), self._asked[0])
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self._close()
        elif event.key == "s":
            present.skip()
            self._go_on(present)
        elif present.choose(event.key):
            self._go_on(present)

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked."""
        self._go_on(event.question)

    def _go_on(self, answered: Question) -> None:
        if answered is self._asked[-1]:
            self._close()
            return
        answered.active, self._asked[-1].active = False, True

    def _close(self) -> None:
        soreness, elsewhere = (question.value for question in self._asked)
        self.dismiss(
            (soreness if isinstance(soreness, int) else None, elsewhere if isinstance(elsewhere, int) else None)
        )
