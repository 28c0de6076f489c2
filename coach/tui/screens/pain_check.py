"""Pain check: six questions after a session, by digits and arrow keys, in under ten seconds."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from coach.domain.pain_check import Answers, answers_of, contradiction, exercises_done, told
from coach.domain.record import Quality, Record
from coach.domain.routine import Catalogue
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.question import SCALE, YES_NO, Options, Question, numbered

_QUALITIES = numbered([(str(quality), quality) for quality in Quality])
_WITHOUT_PAIN = ["worst", "after", "effort"]
"""What is asked when nothing hurt."""
_KEYS = (*(str(n) for n in range(10)), "t")


class PainCheck(CoachScreen):
    """Asks about a session that is on record already, so that leaving loses nothing. Nothing is answered beforehand.

    ``done`` is called with the answers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0,1,2,3,4,5,6,7,8,9,t", "answer", "Answer", key_display="0–9 t", tooltip="Answer; t is ten."),
        Binding("s", "skip", "Skip", tooltip="Leave this question unanswered: nothing goes up on it."),
        Binding("left", "step(-1)", "Less", key_display="←→", tooltip="Choose the answer to the left or right."),
        Binding("right", "step(1)", show=False),
        Binding("up", "go(-1)", "Question", key_display="↑↓", tooltip="To the question above or below."),
        Binding("down", "go(1)", show=False),
        Binding("enter", "next", "Next", tooltip="Go on; after the last question, to the verdict."),
        Binding("escape", "later", "Answer later", tooltip="Go home; Home keeps the questions for you."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, record: Record, catalogue: Catalogue, done: Callable[[Answers], None]) -> None:
        super().__init__()
        self._record = record
        self._done = done
        self._asked = _questions(record, catalogue)
        self._here = 0

    def body(self) -> ComposeResult:
        """The questions, and a line for what is to be said of them."""
        yield Static("How was it?", id="title", markup=False)
        with VerticalScroll(id="questions", can_focus=False):
            yield from self._asked.values()
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Show what was answered before, if this is a change of answers."""
        given = answers_of(self._record)
        # Without pain the questions about it were never asked: they stay open, in case there was some after all.
        names = _WITHOUT_PAIN if given.without_pain else list(self._asked)
        for name in names:
            value = getattr(given, name)
            if value is not None:
                self._asked[name].set_value(value)
        self._show_open_ones()
        self._go(0)

    def on_key(self, event: object) -> None:
        """Digits answer the present question."""
        key = getattr(event, "key", "")
        if key in _KEYS and self._present.choose(key) and not self._present.takes_several:
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
        names = self._open_names()
        here = names.index(self._asking)
        self._go(list(self._asked).index(names[max(0, min(here + by, len(names) - 1))]))

    def action_next(self) -> None:
        """Go on to the next question, or finish."""
        if self._present.takes_several:
            self._present.close()
        elif not self._present.is_settled:
            self._hint("Press a digit, or s to leave it unanswered.")
            return
        self._next()

    def action_later(self) -> None:
        """Go home; Home offers these questions again."""
        self.coach.home()

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked: go on from that question."""
        self._go(list(self._asked.values()).index(event.question))
        if not event.question.takes_several:
            self._next()

    @property
    def _asking(self) -> str:
        return list(self._asked)[self._here]

    @property
    def _present(self) -> Question:
        return self._asked[self._asking]

    def _answers(self) -> Answers:
        return Answers(**{name: question.value for name, question in self._asked.items()})  # type: ignore[arg-type]

    def _open_names(self) -> list[str]:
        """The questions that are asked: without pain, only how hard it was."""
        if self._answers().without_pain:
            return _WITHOUT_PAIN
        return list(self._asked)

    def _show_open_ones(self) -> list[str]:
        names = self._open_names()
        for name, question in self._asked.items():
            question.display = name in names
        return names

    def _next(self) -> None:
        wrong = contradiction(self._answers(), told(self._record))
        if wrong:
            self._hint(wrong)
            self._go(list(self._asked).index("after"), keep_hint=True)
            return
        names = self._show_open_ones()
        later = [n for n in names if list(self._asked).index(n) > self._here and not self._asked[n].is_settled]
        unsettled = later or [n for n in names if not self._asked[n].is_settled]
        if unsettled:
            self._go(list(self._asked).index(unsettled[0]))
        else:
            self._done(self._answers())

    def _go(self, index: int, *, keep_hint: bool = False) -> None:
        self._here = index
        for name, question in self._asked.items():
            question.active = name == self._asking
        # Only when it is laid out is it known where the question is.
        self.call_after_refresh(self._present.scroll_visible, animate=False)
        if not keep_hint:
            self._hint(_HINTS[self._asking])

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Static).update(text)


_HINTS = {
    "worst": "0 none … 10 worst. Press a digit, t for ten, s to skip.",
    "after": "0 none … 10 worst, right now.",
    "quality": "What was the pain like?",
    "gait_changed": "Did the pain change how you moved?",
    "painful": "Numbers of what hurt, then Enter.",
    "effort": "0 nothing at all … 10 all you had.",
}


def _questions(record: Record, catalogue: Catalogue) -> dict[str, Question]:
    """The six questions, by the name of their answer; of a run, which has no exercises, five."""
    questions = {
        "worst": Question("Worst pain during", SCALE, id="worst"),
        "after": Question("Pain right now", SCALE, id="after"),
        "quality": Question("The pain was", _QUALITIES, id="quality"),
        "gait_changed": Question("It changed how I move", YES_NO, id="gait"),
        "painful": Question("These hurt", _exercises(record, catalogue), id="painful"),
        "effort": Question("How hard was it", SCALE, id="effort"),
    }
    return {name: question for name, question in questions.items() if name != "painful" or exercises_done(record)}


def _exercises(record: Record, catalogue: Catalogue) -> Options:
    """What was done in this session, to be named as painful."""
    ids = exercises_done(record)
    names = {i: catalogue.exercises[i].name if i in catalogue.exercises else i for i in ids}
    # What was said to hurt during the session keeps its side: it is ticked already, under the place that was named.
    places = {place.partition(":")[0]: place for place in record.painful or ()}
    return numbered(
        [(_place_name(name, places.get(i, i)), places.get(i, i)) for i, name in names.items()], several=True
    )


def _place_name(name: str, place: str) -> str:
    side = place.partition(":")[2]
    return f"{name} ({side})" if side else name
