"""Questions one below the other, answered by digits and arrow keys: the pain check, and what was done elsewhere.

Left out: which questions there are and what becomes of the answers (the subclasses).
"""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Static

from coach.domain.record import Quality
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.question import Question, numbered

QUALITIES = numbered([(str(quality), quality) for quality in Quality])
_KEYS = (*(str(n) for n in range(10)), "t", "backspace", "full_stop", "comma")
ENTER_TO_TAKE = "Press a digit, or s to leave it unanswered."


class _Rows(VerticalScroll, can_focus=False):
    """The questions. The one that is asked stays in sight when a longer hint takes room away."""

    def on_resize(self) -> None:
        """Look where it is now."""
        for question in self.query(Question):
            if question.active:
                question.scroll_visible(animate=False)


class Questionnaire(CoachScreen):
    """Asks what is open, in order, and again what cannot be. Nothing is answered beforehand.

    Subclasses say what is open, what is wrong, and what to do when all is answered; theirs is the way out, too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0,1,2,3,4,5,6,7,8,9,t", "answer", "Answer", key_display="0–9 t", tooltip="Answer; t is ten."),
        Binding("s", "skip", "Skip", tooltip="Leave this question unanswered: nothing goes up on it."),
        Binding("left", "step(-1)", "Less", key_display="←→", tooltip="Choose the answer to the left or right."),
        Binding("right", "step(1)", show=False),
        Binding("up", "go(-1)", "Question", key_display="↑↓", tooltip="To the question above or below."),
        Binding("down", "go(1)", show=False),
        Binding("enter", "next", "Next", tooltip="Go on; after the last question, to what the answers mean."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, title: str, asked: Mapping[str, Question]) -> None:
        """``asked``: every question that may be open, in order, by the name of its answer."""
        super().__init__()
        self._title = title
        self._asked = dict(asked)
        self._here = 0

    # --- what subclasses say ----------------------------------------------------------------------------------------

    def open_names(self) -> list[str]:
        """The questions that are to be asked, after what was answered so far."""
        return list(self._asked)

    def wrong(self) -> tuple[str, str] | None:
        """What cannot be in the answers so far, kindly, and the question to go back to."""
        return None

    def hint_of(self, name: str) -> str:
        """How a question is answered."""
        raise NotImplementedError

    def finish(self) -> None:
        """Everything open is answered or skipped."""
        raise NotImplementedError

    # --- keys and mouse ---------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The questions, and a line for what is to be said of them."""
        yield Static(self._title, id="title", markup=False)
        with _Rows(id="questions"):
            yield from self._asked.values()
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the first question."""
        self._go(list(self._asked).index(self._show_open_ones()[0]))

    def on_key(self, event: Key) -> None:
        """Digits answer the present question."""
        if event.key in _KEYS and self._present.choose(event.key) and not self._present.ends_with_enter:
            self._next()

    def action_answer(self) -> None:
        """Stands in the footer: ``on_key`` knows which digit it was."""

    def action_skip(self) -> None:
        """Leave the present question unanswered."""
        self._present.skip()
        self._next()

    def action_step(self, by: int) -> None:
        """Choose the answer to the left or right."""
        self._present.step(by)

    def action_go(self, by: int) -> None:
        """Go to the question above or below."""
        names = self.open_names()
        here = names.index(self._asking)
        self._go(list(self._asked).index(names[max(0, min(here + by, len(names) - 1))]))

    def action_next(self) -> None:
        """Go on to the next question, or finish."""
        if self._present.ends_with_enter:
            self._present.close()
        if self._present.is_settled:
            self._next()
        else:
            self._hint(ENTER_TO_TAKE)

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked: go on from that question."""
        self._go(list(self._asked.values()).index(event.question))
        if not event.question.ends_with_enter:
            self._next()

    # --- from question to question ----------------------------------------------------------------------------------

    @property
    def _asking(self) -> str:
        return list(self._asked)[self._here]

    @property
    def _present(self) -> Question:
        return self._asked[self._asking]

    def _show_open_ones(self) -> list[str]:
        names = self.open_names()
        for name, question in self._asked.items():
            question.display = name in names
        return names

    def _next(self) -> None:
        wrong = self.wrong()
        if wrong:
            self._hint(wrong[0])
            self._go(list(self._asked).index(wrong[1]), keep_hint=True)
            return
        names = self._show_open_ones()
        later = [n for n in names if list(self._asked).index(n) > self._here and not self._asked[n].is_settled]
        unsettled = later or [n for n in names if not self._asked[n].is_settled]
        if unsettled:
            self._go(list(self._asked).index(unsettled[0]))
        else:
            self.finish()

    def _go(self, index: int, *, keep_hint: bool = False) -> None:
        self._here = index
        for name, question in self._asked.items():
            question.active = name == self._asking
        if not keep_hint:
            self._hint(self.hint_of(self._asking))
        # Only when it is laid out is it known where the question is.
        self.call_after_refresh(self._present.scroll_visible, animate=False)

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Static).update(text)
