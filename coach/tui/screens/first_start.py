"""First start: what brings the runner, where it hurts, what they run now, and how much time there is; then a course.

Left out: what the answers make of profile and start (``services.questions.first_answers``).
"""

from typing import ClassVar

from textual.binding import Binding, BindingType

from coach.domain.exercises.course import Concern
from coach.domain.exercises.routine import Phase
from coach.domain.records.profile import Sided, Site
from coach.services.questions.first_answers import BEATS, OTHER_BEAT, OWN_RUNS, FirstAnswers
from coach.services.training import Training
from coach.tui.screens.questionnaire import Questionnaire
from coach.tui.widgets.question import SCALE, Question, numbered

_CONCERNS = numbered([
    ("it hurts", Concern.PAINFUL), ("tight", Concern.TIGHT), ("weak", Concern.WEAK), ("to stay well", Concern.WELL)
])  # fmt: skip
_SITES = numbered([(site.value.replace("-", " "), site) for site in Site])
_SIDES = numbered([(side.value, side) for side in Sided])
_STANDS = numbered([("it is sharp, or hurts at rest", Phase.ACUTE), ("it has settled", Phase.RECOVERY)])
_RUNS = numbered([("not now", 0), ("10 min", 10), ("20 min", 20), ("30 min", 30), ("own runs", OWN_RUNS)])
_A_WEEK = numbered([("one", 1), ("two", 2), ("three or more", 3)])
_BEATS = numbered([
    *((f"{days} days × {minutes} min", (days, minutes)) for days, minutes in BEATS), ("other", OTHER_BEAT)
])  # fmt: skip
_DAYS = numbered([(str(days), days) for days in range(1, 7)])
_MINUTES = numbered([("5", 5), ("10", 10), ("15", 15), ("20", 20), ("30", 30)])
_HINT = "A digit answers, s skips one, Esc skips all. You can change it later, under You."
_HINTS = {
    "stands": "Sharp, at rest, or with every step: the coach begins gently, in the acute phase.",
    "runs": "Only what brings none of this pain, then or the next morning; else walks come first. Own: no complaint.",
    "morning": "0 none … 10 worst, on a usual morning lately. t is ten.",
    "beat": "How often, and how long. Less that is done is worth more than much that is not.",
}


class FirstStart(Questionnaire):
    """A few short questions. Each answer is kept as it is given; once left, nothing is asked a second time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip_all", "Skip all", tooltip="Keep what is answered so far, and go home."),
    ]

    def __init__(self, training: Training) -> None:
        super().__init__("Welcome. What brings you here?", _questions())
        self._answers = FirstAnswers(training)
        # The coach was ended in the middle: go on from there.
        for name, value in self._answers.known().items():
            if value is not None:
                self._asked[name].set_value(value)

    def begin_with(self) -> int:
        """The first question that is open."""
        is_open = self.open_names()
        asked = enumerate(self._asked.items())
        return next((number for number, (name, each) in asked if name in is_open and not each.is_settled), 0)

    def open_names(self) -> list[str]:
        """Where it hurts and how it is, of what hurts; runs, of who has a complaint that does not forbid them."""
        return [name for name in self._asked if self._answers.is_open(name, self._values())]

    def hint_of(self, name: str) -> str:
        """How a question is answered."""
        return _HINTS.get(name, _HINT)

    def kept(self) -> None:
        """Into the profile, or what was so at the start; only what was answered here."""
        self._answers.keep(self._values(), self._given)

    def finish(self) -> None:
        """They are asked once; then come the warning signs, where it hurts, and a course."""
        self._answers.are_asked()
        concern = self._asked["concern"].value
        if concern is None:
            self.app.go.home()
        elif concern is Concern.PAINFUL:
            self.app.go.check_signs(self.app.go.propose_course)  # this screen waits below for what is ticked
        else:
            self.app.go.propose_course()

    def action_skip_all(self) -> None:
        """Ask no more."""
        self.keep()
        self._answers.are_asked()
        self.app.go.home()

    def _values(self) -> dict[str, object]:
        return {name: question.value for name, question in self._asked.items()}


def _questions() -> dict[str, Question]:
    return {
        "concern": Question("What brings you", _CONCERNS, id="concern"),
        "site": Question("Where it hurts", _SITES, id="site"),
        "side": Question("On which side", _SIDES, id="side"),
        "stands": Question("How it is now", _STANDS, id="stands"),
        "morning": Question("Usual morning pain", SCALE, id="usual-morning"),
        "runs": Question("Running now, without it", _RUNS, id="runs"),
        "week": Question("Such runs a week", _A_WEEK, id="runs-a-week"),
        "beat": Question("Time for it", _BEATS, id="beat"),
        "days": Question("Days a week", _DAYS, id="days-a-week"),
        "minutes": Question("Minutes each time", _MINUTES, id="minutes"),
    }
