"""Log: what was done elsewhere. It asks first what it was, then the questions about it, then shows what they mean.

It becomes a record with its first answer about pain: from there on no answer is lost, whatever ends the coach. Left
out: the texts of the questions (``questions``), and making the record of the answers (``logged_record``).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType

from coach.domain.activity_log.log_answers import LogAnswers, mistyped
from coach.domain.activity_log.log_questions import is_open, offered_stage, prompts
from coach.domain.activity_log.log_times import PartOfDay, logged_at
from coach.domain.activity_log.logged_kinds import ACTIVITIES, Logged, LoggedKind, LogKind, thing_of
from coach.domain.activity_log.logged_record import as_planned, filled_in, logged_record, of_programme
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.records.answers import Answers, filled_with_check_in, open_questions
from coach.domain.records.by_name import taking, with_values
from coach.domain.records.distance import Units
from coach.domain.records.entries import CheckIn, Run, Session, Stopped
from coach.domain.records.questions import LOG, Prompt, Takes
from coach.domain.records.titles import intervals
from coach.domain.rules.programme import STAGES
from coach.domain.rules.stages import RunPlan
from coach.services.training import Training
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.pick_screen import Pick
from coach.tui.screens.pain_check import wrong_pains
from coach.tui.screens.questionnaire import Questionnaire, hint, row
from coach.tui.widgets.distance import Distance
from coach.tui.widgets.number import Number
from coach.tui.widgets.preview import Preview
from coach.tui.widgets.question import Question, numbered

_DAYS, _PART = "days", "part"
_LONGEST_AGO = 3650
_STOPPED = numbered([("no time", Stopped.TIME), ("tired", Stopped.TIRED), ("pain", Stopped.PAIN)])
_ON_RECORD = (
    "It is on record from the first answer about pain; each answer after it goes to the same record.",
    "",
    "s leaves a question out. What is open is asked again on Home, for seven days.",
)
_PARTS = numbered([(str(part), part) for part in PartOfDay])


def pick_activity(
    training: Training, *, at: datetime | None = None, kept: Callable[[], None] = lambda: None
) -> Pick[LoggedKind]:
    """Return the screen that asks what it was, and goes on to its questions. ``at``, ``kept``: see ``LogScreen``."""

    def go_on(thing: LoggedKind) -> None:
        screen.app.go.home()
        screen.app.push_screen(LogScreen(thing, training, at=at, kept=kept))

    things = _things(training.catalogue)
    names = {item.value: item.label for item in things}
    screen = Pick("What did you do elsewhere?", things, go_on, lambda thing: _preview(training, thing, names[thing]))
    return screen


def _preview(training: Training, thing: LoggedKind, name: str) -> Preview:
    """Return what a thing is about, what is asked of it at first, and the figure that a routine begins with."""
    catalogue, now = training.catalogue, training.clock.now()
    first = next(iter(catalogue.names_in(thing.id)), None)
    run = training.today.run_plan(now, thing.id) if thing.what is LogKind.RUN else None
    asked = [each.label for each in prompts(thing) if is_open(each, thing, LogAnswers(), now, now, run)]
    return Preview(
        title=name,
        lines=(
            *_about(training, thing),
            "First when it was, then:",
            *(f"  {label}" for label in asked),
            "",
            "s leaves a question out. It is on record from the first answer about pain.",
        ),
        exercise=catalogue.exercises[first] if first else None,
    )


def _about(training: Training, thing: LoggedKind) -> tuple[str, ...]:
    """What a routine is about, and a blank line; nothing of other things."""
    routine = training.catalogue.routines.get(thing.id)
    return (routine.about, "") if routine and routine.about else ()


def _things(catalogue: Catalogue) -> list[Item[LoggedKind]]:
    """Runs and walks, cross-training, then every routine by name; runs without a programme of their own are "A run"."""
    activities = [Item(kind.capitalize(), LoggedKind(LogKind.ACTIVITY, kind)) for kind in ACTIVITIES]
    routines = sorted(catalogue.routines.values(), key=lambda routine: routine.name.lower())
    return [
        Item("A run", LoggedKind(LogKind.RUN)),
        Item("A brisk walk", LoggedKind(LogKind.WALK)),
        *activities,
        Item("Other cross-training", LoggedKind(LogKind.ACTIVITY, "other")),
        *(
            Item(routine.name, thing)
            for routine in routines
            if (thing := thing_of(routine.id, catalogue)) is not None and thing != LoggedKind(LogKind.RUN)
        ),
    ]


class LogScreen(Questionnaire):
    """Asks about one thing. With the first answer about pain it becomes a record; left before that, nothing is kept.

    ``at``: when it was, if known; ``kept`` is called once everything was asked and is on record.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "give_up", "Leave", tooltip="Go home. What is answered is kept, from the first pain answer on."
        )
    ]

    def __init__(
        self,
        thing: LoggedKind,
        training: Training,
        check_in: CheckIn | None = None,
        *,
        at: datetime | None = None,
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        self._given_at = at
        self._kept = kept
        self._thing = thing
        self._check_in = check_in
        self._training = training
        self._now = training.clock.now()
        self._planned = self._plan_of(at or self._now)
        self._record: Logged | None = None
        self._is_whole = False
        name = training.records.in_full(logged_record(thing, LogAnswers(), self._now, self._now))
        super().__init__(f"{name}, done elsewhere", self._questions(), self._shown_beside)
        if check_in is not None and check_in.before is not None:
            self._asked["before"].set_value(check_in.before)

    def open_names(self) -> list[str]:
        """When it was, then those of the thing's own questions that are open."""
        told, at = self._said(), self._at()
        when = [_DAYS, _PART] if self._asked[_DAYS].value else [_DAYS]
        if self._given_at is not None:
            when = []
        record = replace(self._record or logged_record(self._thing, LogAnswers(), at, self._now), at=at)
        is_told = bool(self._training.records.bearer_beside(record))

        def asked(prompt: Prompt) -> bool:
            return is_open(prompt, self._thing, told, at, self._now, self._planned, morning_is_told=is_told)

        return [*when, *(prompt.name for prompt in prompts(self._thing) if asked(prompt))]

    def _shown_beside(self) -> Preview:
        """What it is about, when it is on record, and the figure that a routine begins with."""
        shown = _preview(self._training, self._thing, self._title)
        return replace(shown, lines=(*_about(self._training, self._thing), *_ON_RECORD))

    def put_right(self, name: str) -> str:
        """Change the default stage of a run with the time it was done at."""
        stage = self._asked.get("stage")
        if isinstance(stage, Number) and not stage.is_settled:
            self._planned = self._plan_of(self._at())
            stage.offer(offered_stage(self._planned))
        return ""

    def wrong(self) -> tuple[str, str] | None:
        """Check for pains that contradict each other, then for a distance that nobody covers in that time."""
        said = self._said()
        far = mistyped(self._thing, said, self._training.settings.units)
        pains = wrong_pains(Answers(worst=said.worst, after=said.after))
        return pains or ((f"{far} Enter keeps it.", "distance_m") if far and "distance_m" in self._asked else None)

    def insist(self) -> None:
        """Raise the worst pain to at least what was felt right after; a distance is taken as it was confirmed."""
        said = self._said()
        if wrong_pains(Answers(worst=said.worst, after=said.after)):
            self.answer_anew("worst", self._asked["after"].value)

    def hint_of(self, name: str) -> str:
        """Return the line that says how a question is answered."""
        if name == _DAYS:
            return "Enter for today, just now; 1 for yesterday; s leaves it at today."
        if name == _PART:
            return "About when on that day?"
        if name == "as_planned" and self._planned:
            run = as_planned(self._said().stage, self._planned, self._training.today.programme(self._planned))
            return f"The plan: {intervals(run)}."
        return hint(LOG[name], self._training.profile().place)

    def kept(self) -> None:
        """Make a record with the first answer about pain; each further answer goes into it at once."""
        said, names = self._said(), self.open_names()
        told = taking(LogAnswers(), said, [p.name for p in prompts(self._thing) if p.name in names])
        pains = replace(told, before=None) if "before" not in self._given else told
        if self._record is None and not (self._is_whole or pains.is_of_pain):
            return
        told = filled_in(self._thing, told, self._planned, self._training.today.programme(self._planned))
        record = logged_record(of_programme(self._thing, self._planned), told, self._at(), self._now)
        if self._check_in is not None:
            record = filled_with_check_in(record, self._check_in)
        if self._record is None:
            self._record = self._training.records.log(record)
            if isinstance(self._record, Session | Run):
                self._training.pain_checks.asks_about(self._record)
        else:
            known = self._record
            record = replace(record, id=known.id, note=known.note, soreness=known.soreness, elsewhere=known.elsewhere)
            self._record = self._training.records.amend(known, record)

    def finish(self) -> None:
        """Everything was asked: keep the record, whatever was answered; then show a session's or run's verdict."""
        self._is_whole = True
        self.kept()
        self._kept()
        record = self._record
        if isinstance(record, Session | Run):
            self._training.pain_checks.asks_about(record, done=True)
            self.app.go.verdict(record, not_by=self.ended_by)
        else:
            self._go_home()

    def action_give_up(self) -> None:
        """Go home. If nothing was said about pain yet, nothing is kept."""
        self.keep()
        self._go_home()

    def _go_home(self) -> None:
        record = self._record
        self.app.go.home()
        kept = f"Kept: {self._training.records.in_full(record)}." if record else "Nothing was kept."
        if isinstance(record, Session | Run):
            kept += " Home keeps the open questions." if open_questions(record, begun=True) else ""
        self.app.notify(kept, markup=False)

    # --- within -----------------------------------------------------------------------------------------------------

    def _plan_of(self, at: datetime) -> RunPlan | None:
        return self._training.today.run_plan(at, self._thing.id) if self._thing.what is LogKind.RUN else None

    def _at(self) -> datetime:
        if self._given_at is not None:
            return self._given_at
        days, part = self._asked[_DAYS].value, self._asked[_PART].value
        return logged_at(self._now, days if isinstance(days, int) else 0, part if isinstance(part, PartOfDay) else None)

    def _said(self) -> LogAnswers:
        """All answers so far, of open and closed questions."""
        answers = {prompt.name: meant(prompt, self._asked[prompt.name].value) for prompt in prompts(self._thing)}
        return with_values(LogAnswers(), answers)

    def _questions(self) -> dict[str, Question]:
        stage = offered_stage(self._planned)
        exercises = self._training.catalogue.names_in(self._thing.id)
        units = self._training.settings.units
        top = self._training.today.programme(self._planned).top
        return {
            _DAYS: Number("How many days ago", 0, _LONGEST_AGO, usual=0, id=_DAYS),
            _PART: Question("What time of the day", _PARTS, id=_PART),
            **{prompt.name: question_of(prompt, exercises, stage, units, top) for prompt in prompts(self._thing)},
        }


def question_of(
    prompt: Prompt, exercises: dict[str, str], stage: int, units: Units, top: int = len(STAGES)
) -> Question:
    """Return the question's widget. ``exercises``: names of what may have hurt, by id.

    ``stage``: the usual one; ``top``: the last.
    """
    name = prompt.name.replace("_", "-")
    match prompt.takes:
        case Takes.MINUTES | Takes.TIME:
            return Number(prompt.label, 1, 1440, unit="min", id=name)
        case Takes.DISTANCE:
            return Distance(prompt.label, units, id=name)
        case Takes.STAGE:
            return Number(prompt.label, 1, top, usual=stage, id=name)
        case Takes.SHARE:
            return Number(prompt.label, 0, 100, unit="%", usual=100, id=name)
        case Takes.EXERCISES:
            return row(prompt, numbered([(called, identity) for identity, called in exercises.items()], several=True))
        case Takes.STOPPED:
            return row(prompt, _STOPPED)
    return row(prompt)


def meant(prompt: Prompt, value: Any) -> Any:
    """Convert an answer to how it is stored: minutes of running to seconds, percent to a share."""
    if value is None:
        return None
    return value * 60 if prompt.takes is Takes.TIME else value / 100 if prompt.takes is Takes.SHARE else value
