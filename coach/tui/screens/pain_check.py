"""Pain check: six questions after a session, by digits and arrow keys, in under ten seconds."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from coach.domain.catalogue import Catalogue
from coach.domain.pain_check import Answers, answers_of, contradiction, exercises_done, told, told_quality
from coach.domain.profile import NO_PROFILE
from coach.domain.record import Record
from coach.tui.screens.apart import Apart, Told, apart_line
from coach.tui.screens.questionnaire import QUALITIES, Questionnaire
from coach.tui.widgets.question import SCALE, YES_NO, Options, Question, numbered

_WITHOUT_PAIN = ["worst", "after", "effort"]
"""What is asked when nothing hurt."""


class PainCheck(Questionnaire):
    """Asks about a session that is on record already, so that leaving loses nothing.

    ``done`` is called with the answers.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "apart", "Apart", tooltip="Sore muscles, and pain elsewhere."),
        Binding("escape", "later", "Answer later", tooltip="Go home; Home keeps the questions for you."),
    ]

    def __init__(
        self, record: Record, catalogue: Catalogue, done: Callable[[Answers], None], place: str = NO_PROFILE.place
    ) -> None:
        super().__init__("How was it?", _questions(record, catalogue))
        self._place = place
        self._apart: Told = (record.soreness, record.elsewhere)
        self._record = record
        self._done = done
        # What was answered before, if this is a change of answers. Without pain the questions about it were never
        # asked: they stay open, in case there was some after all.
        given = answers_of(record)
        for name in _WITHOUT_PAIN if given.without_pain else list(self._asked):
            value = getattr(given, name)
            if value is not None:
                self._asked[name].set_value(value)

    def body(self) -> ComposeResult:
        """The questions, and the line that opens what stands apart."""
        yield from super().body()
        yield Static(apart_line(self._apart), id="apart", markup=False)

    def open_names(self) -> list[str]:
        """All the questions; without pain, only how hard it was."""
        return _WITHOUT_PAIN if self._answers().without_pain else list(self._asked)

    def wrong(self) -> tuple[str, str] | None:
        """Answers that contradict each other, or what was told while it ran."""
        wrong = contradiction(self._answers(), told(self._record))
        return (wrong, "after") if wrong else None

    def hint_of(self, name: str) -> str:
        """How a question is answered."""
        during = told_quality(self._record) if name == "quality" else None
        counts = f" While it ran you said {during}: the worse of the two counts." if during else ""
        return _HINTS[name].format(place=self._place) + counts

    def finish(self) -> None:
        """Hand the answers over."""
        self._done(self._answers())

    def action_apart(self) -> None:
        """Say how sore the muscles are, and what hurts elsewhere: asked apart, no part of the rules."""
        self.app.push_screen(Apart(self._apart), self._set_apart)

    def _set_apart(self, told: Told | None) -> None:
        if told is not None:
            self._apart = told
            self.query_one("#apart", Static).update(apart_line(told))

    def action_later(self) -> None:
        """Go home; Home offers these questions again."""
        self.coach.ways.home()

    def _answers(self) -> Answers:
        soreness, elsewhere = self._apart
        given = {name: question.value for name, question in self._asked.items()}
        return Answers(**given, soreness=soreness, elsewhere=elsewhere)  # type: ignore[arg-type]


_HINTS = {
    "worst": "Of {place}: 0 none … 10 worst. Press a digit, t for ten, s to skip.",
    "after": "Of {place}: 0 none … 10 worst, now.",
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
        "quality": Question("The pain was", QUALITIES, id="quality"),
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
