"""First start: what hurts, where the runner stands, what they run now, on one screen that can be skipped."""

from datetime import date
from typing import Any, ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType

from coach.domain.exercises.routine import Phase
from coach.domain.records.profile import Sided, Site
from coach.services.training import Training
from coach.tui.screens.questionnaire import Questionnaire
from coach.tui.screens.you import since_items
from coach.tui.widgets.question import SCALE, Question, numbered

_SITES = numbered([(site.value.replace("-", " "), site) for site in Site])
_SIDES = numbered([(side.value, side) for side in Sided])
_STANDS = numbered([("it is sharp, or hurts at rest", Phase.ACUTE), ("it has settled", Phase.RECOVERY)])
_NO_RUNS, _OWN_RUNS = 0, -1
_RUNS = numbered([("not now", _NO_RUNS), ("10 min", 10), ("20 min", 20), ("30 min", 30), ("own runs", _OWN_RUNS)])
_A_WEEK = numbered([("one", 1), ("two", 2), ("three or more", 3)])
_TOO_FINE = "Half a year ago"
"""There is room for five answers in a row."""
_HINT = "A digit answers, s skips one, Esc skips all. You can change it later, under You."
_HINTS = {
    "stands": "Sharp, at rest, or with every step: the coach begins gently, in the acute phase.",
    "runs": "Only what brings none of this pain, then or the next morning; else walks come first. Own: no complaint.",
    "morning": "0 none … 10 worst, on a usual morning lately. t is ten.",
}


class FirstStart(Questionnaire):
    """A few short questions. Each answer is kept as it is given; once left, nothing is asked a second time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip_all", "Skip all", tooltip="Keep what is answered so far, and go home."),
    ]

    def __init__(self, training: Training) -> None:
        super().__init__("Welcome. What brings you here?", _questions(training.clock.now().date()))
        self._training = training
        # The coach was ended in the middle: go on from there.
        profile, start = training.profile(), training.history().start
        runs = _OWN_RUNS if start.own_runs else start.run_minutes
        where = (profile.site, profile.side, profile.since)
        known = (*where, start.phase, start.usual_morning, runs, start.runs_per_week)
        for question, value in zip(self._asked.values(), known, strict=True):
            if value is not None:
                question.set_value(value)

    def begin_with(self) -> int:
        """The first question that is open."""
        is_open = self.open_names()
        asked = enumerate(self._asked.items())
        return next((number for number, (name, each) in asked if name in is_open and not each.is_settled), 0)

    def open_names(self) -> list[str]:
        """Who is in the acute phase does not run; how often is asked of those who do."""
        acute = self._asked["stands"].value is Phase.ACUTE
        minutes = 0 if acute else self._minutes
        shut = {"runs"} if acute else set()
        return [name for name in self._asked if name not in (shut if minutes > 0 else shut | {"week"})]

    def hint_of(self, name: str) -> str:
        """How a question is answered."""
        return _HINTS.get(name, _HINT)

    def kept(self) -> None:
        """Into the profile, or what was so at the start; only what was answered here."""
        self._training.runner.first_questions(open_still=True)
        profile, start = self._profile(), self._start()
        if profile:
            self._training.runner.change_profile(lambda known: replace(known, **profile))
        if start:
            self._training.runner.change_start(lambda known: replace(known, **start))

    def finish(self) -> None:
        """They are asked once, answered or not."""
        self._training.runner.first_questions(open_still=False)
        self.app.go.home()

    def action_skip_all(self) -> None:
        """Ask no more."""
        self.keep()
        self.finish()

    def _profile(self) -> dict[str, Any]:
        return {name: self._asked[name].value for name in ("site", "side", "since") if name in self._given}

    def _start(self) -> dict[str, Any]:
        names = {"stands": "phase", "morning": "usual_morning"}
        start = {field: self._asked[name].value for name, field in names.items() if name in self._given}
        if self._given & {"runs", "week"} or "phase" in start:
            acute = self._asked["stands"].value is Phase.ACUTE
            minutes, week = 0 if acute else self._minutes, self._asked["week"].value
            start["run_minutes"] = minutes if minutes > 0 else None
            start["runs_per_week"] = week if minutes > 0 and isinstance(week, int) else None
            start["own_runs"] = True if minutes == _OWN_RUNS else None
        return start

    @property
    def _minutes(self) -> int:
        """The minutes that are run now; 0: none, or not said."""
        minutes = self._asked["runs"].value
        return minutes if isinstance(minutes, int) else _NO_RUNS


def _questions(today: date) -> dict[str, Question]:
    ago = [
        (item.label.lower().removesuffix(" ago"), item.value) for item in since_items(today) if item.label != _TOO_FINE
    ]
    return {
        "site": Question("Where it hurts", _SITES, id="site"),
        "side": Question("On which side", _SIDES, id="side"),
        "since": Question("For how long", numbered(ago), id="since"),
        "stands": Question("How it is now", _STANDS, id="stands"),
        "morning": Question("Usual morning pain", SCALE, id="usual-morning"),
        "runs": Question("Running now, without it", _RUNS, id="runs"),
        "week": Question("Such runs a week", _A_WEEK, id="runs-a-week"),
    }
