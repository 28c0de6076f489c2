"""Two questions over the present screen, about sore muscles and pain elsewhere; the rules do not use the answers."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.domain.records.questions import NOTED_APART
from coach.domain.records.soreness import APART
from coach.tui.dialogs.base import Asking
from coach.tui.widgets.key_hint import KeyHint
from coach.tui.widgets.question import PAIN_OPTIONS, Question

Soreness = tuple[int | None, int | None]
"""Muscle soreness and pain elsewhere, each 0–10; None: not answered."""


def apart_line(told: Soreness) -> Content:
    """Return the line that opens the questions, or shows the answers."""
    words = [f"{prompt.question} {value}" for prompt, value in zip(NOTED_APART, told, strict=True) if value]
    key = ("o ", "bold $accent")
    return Content.assemble(key, ", ".join(words).capitalize()) if words else Content.assemble(key, (APART, "dim"))


class Apart(Asking[Soreness]):
    """Closes with both answers; None when left by Esc, which changes nothing."""

    def __init__(self, told: Soreness) -> None:
        super().__init__()
        self._told = told
        self.asked = [Question(prompt.label, PAIN_OPTIONS, id=prompt.name) for prompt in NOTED_APART]

    def compose(self) -> ComposeResult:
        """The questions."""
        with Vertical(id="ask"):
            yield Static("Apart from that: 0 none … 10 worst", id="question", markup=False)
            yield from self.asked
            yield KeyHint("A digit answers · t is ten · s skips · Enter done · Esc back")

    def help_lines(self) -> list[tuple[str, str]]:
        """How to answer, and both ways back."""
        return [*super().help_lines(), ("Enter", "Done: keep what is answered."), ("Esc", "Back; nothing changes.")]

    def on_mount(self) -> None:
        """Show the answers given before."""
        for question, value in zip(self.asked, self._told, strict=True):
            if value is not None:
                question.set_value(value)

    def go_on(self, answered: Question) -> None:
        """Go to the second question; after it, close."""
        if answered is self.asked[-1]:
            self.finish()
            return
        answered.active, self.asked[-1].active = False, True

    def finish(self) -> None:
        """Close with both."""
        soreness, elsewhere = (question.value for question in self.asked)
        self.dismiss(
            (soreness if isinstance(soreness, int) else None, elsewhere if isinstance(elsewhere, int) else None)
        )
