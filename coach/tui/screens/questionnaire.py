"""Questions one below the other, answered by digits and arrow keys: the pain check, and what was done elsewhere.

Each answer is kept as it is given, so that none is lost, whatever ends the coach. Left out: which questions there are
and what is done with the answers (the subclasses).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Static

from coach.domain.records.entries import Quality
from coach.domain.records.questions import Prompt, Takes
from coach.tui.base.screen import CoachScreen
from coach.tui.widgets.beside import Beside
from coach.tui.widgets.question import PAIN_OPTIONS, YES_NO, Options, Question, numbered

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

QUALITIES = numbered([(str(quality), quality) for quality in Quality])
_KEYS = (*(str(n) for n in range(10)), "t", "backspace", "full_stop", "comma")
_OPTIONS = {Takes.YES_NO: YES_NO, Takes.QUALITY: QUALITIES}
HINTS = {
    Takes.PAIN: "Of {place}: 0 none … 10 worst. Press a digit, t for ten, s to skip.",
    Takes.EFFORT: "0 nothing at all … 10 all you had.",
    Takes.YES_NO: "1 no, 2 yes, s to skip.",
    Takes.QUALITY: "What was the pain like?",
    Takes.MINUTES: "Type the minutes, then Enter.",
    Takes.TIME: "Type whole minutes, then Enter.",
    Takes.DISTANCE: "Type how far, such as 5.2, then Enter; Enter alone skips.",
    Takes.STAGE: "Enter takes the stage of that day.",
    Takes.SHARE: "Enter for all of it, or type how many percent.",
    Takes.STOPPED: "Why you stopped, or s to skip.",
    Takes.EXERCISES: "Numbers of what hurt, then Enter.",
}
"""How a question is answered, by the kind of its answer."""
ENTER_TO_TAKE = "Press a digit, or s to leave it unanswered."


def row(prompt: Prompt, options: Options | None = None) -> Question:
    """The question with its answers in a row; ``options``: where they depend on more than the question."""
    return Question(prompt.label, options or _OPTIONS.get(prompt.takes, PAIN_OPTIONS), id=prompt.name.replace("_", "-"))


def hint(prompt: Prompt, place: str) -> str:
    """Return the line that says how a question is answered. ``place``: the body part that hurts."""
    return (prompt.hint or HINTS[prompt.takes]).format(place=place)


class _Rows(VerticalScroll, can_focus=False):
    """The questions. The present one stays in sight when a longer hint takes room away."""

    def on_resize(self) -> None:
        """Scroll to the present question."""
        for question in self.query(Question):
            if question.active:
                question.scroll_visible(animate=False)


class Questionnaire(CoachScreen):
    """Asks the open questions in order, and asks again about contradictions. Nothing is answered beforehand.

    A key, a click or Enter gives an answer; one reached by arrows counts when the runner goes on or leaves.
    Subclasses say what is open and what is wrong, keep the answers, act when all are given, and bind the key that
    leaves.
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

    def __init__(
        self, title: str, asked: Mapping[str, Question], about: "Callable[[], Preview | None] | None" = None
    ) -> None:
        """``asked``: every question that may become open, in order, by the name of its answer.

        ``about``: returns what a wide terminal shows beside them; None: they need its width.
        """
        super().__init__()
        self._about = about
        self._title = title
        self._asked = dict(asked)
        self._here = 0
        self._asking = next(iter(self._asked))
        """``_here`` and ``_asking`` are the place and the name of the present question."""
        self._given: set[str] = set()
        """The names of the questions answered or skipped on this screen."""
        self._is_passing = False
        """Whether the present answer was reached by arrows, and is not taken yet."""
        self._doubted: dict[str, object] | None = None
        """The answers at the time they were last found contradictory."""
        self._remark = ""
        self.ended_by = ""
        """The key that settled the last question, if it was Enter; else empty."""

    def keys_of(self, binding: Binding) -> str:
        """The keys that answer the present question."""
        keys = self._present.keys if binding.action == "answer" else ""
        return keys or super().keys_of(binding)

    # --- what subclasses say ----------------------------------------------------------------------------------------

    def open_names(self) -> list[str]:
        """Return the names of the questions to ask, given the answers so far."""
        return list(self._asked)

    def wrong(self) -> tuple[str, str] | None:
        """Return a kind sentence on what is contradictory in the answers, and the question to go back to; or None."""
        return None

    def insist(self) -> None:
        """The same contradictory answers were confirmed: resolve them."""

    def put_right(self, name: str) -> str:
        """Correct the answer of this question where it means another one; return a remark on that, or nothing."""
        return ""

    def kept(self) -> None:
        """Keep the answers so far: one of them was just given, changed or taken back."""
        raise NotImplementedError

    def hint_of(self, name: str) -> str:
        """Return the line that says how a question is answered."""
        raise NotImplementedError

    def finish(self) -> None:
        """Act on it that every open question is answered or skipped."""
        raise NotImplementedError

    # --- keys and mouse ---------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The questions, and a line for hints; on a wide terminal, what they are about beside them."""
        if self._about:
            yield Beside(self.app.training.clock, self._about)
        yield Static(self._title, id="title", markup=False)
        with _Rows(id="questions"):
            yield from self._asked.values()
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Start with the first question, or where it was left."""
        _show(self._asked, self.open_names())
        self._go(self.begin_with())

    def begin_with(self) -> int:
        """Return the place of the question asked first."""
        return list(self._asked).index(self.open_names()[0])

    def on_key(self, event: Key) -> None:
        """Digits answer the present question."""
        question = self._present
        if event.key not in _KEYS or not question.choose(event.key):
            return
        if question.is_given:
            self._take()
        if not question.ends_with_enter:
            self._next()

    def action_answer(self) -> None:
        """Only for the footer: ``on_key`` handles the digits."""

    def action_skip(self) -> None:
        """Leave the present question unanswered."""
        self._present.skip()
        self._take()
        self._next()

    def action_step(self, by: int) -> None:
        """Move to the answer to the left or right."""
        self._present.step(by)
        self._is_passing = self._present.is_given

    def action_go(self, by: int) -> None:
        """Go to the open question above or below; the present one may no longer be open after its answer."""
        self.keep()
        places = [list(self._asked).index(name) for name in self.open_names()]
        beyond = [place for place in places if (place - self._here) * by > 0]
        self._go(min(beyond or places, key=lambda place: abs(place - self._here)))

    def action_next(self) -> None:
        """Go on to the next question, or finish."""
        question = self._present
        if question.ends_with_enter:
            question.close()
        if not question.is_settled:
            _hint(self, ENTER_TO_TAKE)
            return
        if question.ends_with_enter or self._is_passing:
            self._take()
        self.ended_by = "enter"
        self._next()
        self.ended_by = ""

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked: go on from that question, unless the answer taken just before closed it."""
        self.keep()
        if event.question not in (self._asked[name] for name in self.open_names()):
            return
        self._go(list(self._asked.values()).index(event.question))
        self._take()
        if not event.question.ends_with_enter:
            self._next()

    def keep(self) -> None:
        """Take the answer reached by arrows: the runner goes on from it, or the coach is left."""
        if self._is_passing:
            self._take()

    # --- from question to question ----------------------------------------------------------------------------------

    @property
    def _present(self) -> Question:
        return self._asked[self._asking]

    def answer_anew(self, name: str, value: object) -> None:
        """Set the answer of a question, and keep it."""
        self._asked[name].set_value(value)
        self._given.add(name)
        self.kept()

    def _take(self) -> None:
        """Take the present question's answer, or that it was taken back."""
        self._is_passing = False
        self._given.add(self._asking)
        self._remark = self.put_right(self._asking)
        self.kept()

    def _next(self) -> None:
        remark, self._remark = self._remark, ""
        wrong = self.wrong()
        answers = {name: question.value for name, question in self._asked.items()}
        if wrong and answers != self._doubted:
            self._doubted = answers
            self._go(list(self._asked).index(wrong[1]), hint=wrong[0])
            return
        if wrong:
            self.insist()
        names = self.open_names()
        _show(self._asked, names)
        later = [n for n in names if list(self._asked).index(n) > self._here and not self._asked[n].is_settled]
        unsettled = later or [n for n in names if not self._asked[n].is_settled]
        if unsettled:
            self._go(list(self._asked).index(unsettled[0]), hint=remark)
        else:
            self.finish()

    def _go(self, index: int, *, hint: str = "") -> None:
        """Ask this question. ``hint``: a text shown instead of how it is answered."""
        self._here, self._asking = index, list(self._asked)[index]
        for name, question in self._asked.items():
            question.active = name == self._asking
        _hint(self, hint or self.hint_of(self._asking))
        self.refresh_bindings()  # other keys answer this one
        # The question's position is only known after the layout.
        self.call_after_refresh(self._present.scroll_visible, animate=False)


def _hint(screen: Questionnaire, text: str) -> None:
    screen.query_one("#hint", Static).update(text)


def _show(asked: Mapping[str, Question], names: Sequence[str]) -> None:
    """Show the questions of these names, and no others."""
    for name, question in asked.items():
        question.display = name in names
