"""What may happen on a walk through weeks: a runner trains, answers, chooses, changes files; time passes, or goes back.

Each step is a value, drawn without knowing where the walk will be by then: what is not possible there changes nothing.
So any part of a walk is a walk, and what fails becomes short.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from coach.domain.courses.diary import Suggestion
from coach.domain.exercises.routine import Phase
from coach.domain.planning.plan import Plan
from coach.domain.records import entries as records
from coach.domain.records.answers import Answers
from coach.domain.records.entries import (
    Answered,
    CheckIn,
    Entry,
    Event,
    EventKind,
    Quality,
    Record,
    Run,
    Session,
    Stopped,
    Walk,
)
from coach.domain.records.history import Start
from coach.domain.records.morning import open_nights
from coach.domain.records.profile import Profile
from coach.domain.session.commands import Command, Do
from coach.library.formats.settings.settings_file import Settings, settings_text
from coach.services import removal
from coach.services.courses import NoSuchCourseError
from coach.services.measuring import Reached
from coach.services.training import Training
from coach.services.weeks import corrections
from coach.services.workout import Workout
from coach.store.protocol import NoSuchEntryError
from tests.states import (
    COURSES,
    GREEN,
    OWN_FILES,
    ROUTINES,
    SETTINGS,
    STARTS,
    State,
    entries,
    profiles,
    states,
)

from .box import Machine

PAIN_FREE: dict[str, Any] = {**GREEN, "before": 0, "worst": 0, "after": 0, "morning": 0, "quality": Quality.NONE}
AMBER = {**GREEN, "worst": 4, "after": 3, "painful": ("bridge-march:left",)}
RED = {**GREEN, "worst": 7, "after": 6, "quality": Quality.DULL}
HOWS: tuple[dict[str, Any], ...] = (
    PAIN_FREE,
    PAIN_FREE,
    {**GREEN, "daily_life_pain_free": True},
    GREEN,
    AMBER,
    {**GREEN, "worst": 4},
    RED,
    {**GREEN, "worst": 2, "after": 2, "gait_changed": True},
    {**GREEN, "quality": Quality.SHARP},
    {**GREEN, "effort": 9},
    {**GREEN, "effort": None},
    {**PAIN_FREE, "painkiller": True},
    {"worst": 1},
    {},
)
"""Answers about a session: a morning is given later, by a step of its own."""


class Step(Struct, frozen=True):
    """One thing that happens."""

    def happen(self, here: Machine) -> None:
        raise NotImplementedError

    @property
    def only_adds(self) -> bool:
        """Whether nothing that was on record, in a file or on the clock is changed by it."""
        return False


# --- time -----------------------------------------------------------------------------------------------------------


class Wait(Step, frozen=True):
    """Hours pass."""

    hours: float

    def happen(self, here: Machine) -> None:
        here.clock.move(round(self.hours * 3600))

    @property
    def only_adds(self) -> bool:
        return True


class NextMorning(Step, frozen=True):
    """It becomes the next morning, or that of a later day."""

    days: int = 1

    def happen(self, here: Machine) -> None:
        now = here.clock.now()
        then = now.replace(hour=7, minute=30, second=0) + timedelta(days=self.days)
        here.clock.move((then - now).total_seconds())

    @property
    def only_adds(self) -> bool:
        return True


class ClockBack(Step, frozen=True):
    """Somebody sets the clock back."""

    hours: float

    def happen(self, here: Machine) -> None:
        here.clock.set(here.clock.now() - timedelta(hours=self.hours))


class Travel(Step, frozen=True):
    """The runner is in another zone, so many hours east."""

    hours: float

    def happen(self, here: Machine) -> None:
        here.clock.set(here.clock.now().astimezone(timezone(timedelta(hours=self.hours))))

    @property
    def only_adds(self) -> bool:
        return True


# --- training -------------------------------------------------------------------------------------------------------


class Train(Step, frozen=True):
    """A session: ``what`` Home says is due (""), what it offers ("offer"), or a routine of one's own choice.

    ``how``: which answers; ``ending``: how far it goes; ``swap``: what is done in place of the first exercise.
    """

    what: str = ""
    how: int = 0
    ending: str = "whole"
    swap: bool = False

    @property
    def only_adds(self) -> bool:
        return True

    def happen(self, here: Machine) -> None:
        training = here.training
        due = training.today.suggestion()
        routine = self._routine(due)
        answers = HOWS[self.how]
        if routine is None or routine not in training.catalogue.routines:
            self._without_one(training, due, answers)
            return
        check_in = CheckIn(
            before=answers.get("before"),
            painkiller=answers.get("painkiller"),
            daily_life_pain_free=answers.get("daily_life_pain_free"),
        )
        plan = self._plan(training, routine, check_in)
        if not plan.allowed or not plan.asked:
            return
        is_break = any(offer.a_day and offer.routine == routine for offer in due.offers)
        workout = training.sessions.begin(plan, check_in, is_break=is_break)
        self._perform(here, workout)
        if self.ending == "leave":
            return
        record = training.sessions.conclude(workout.ongoing)
        if isinstance(record, Walk) or record is None or (is_break and not workout.state.hurts):
            return
        _answer(training, record, answers)

    def _routine(self, due: Suggestion) -> str | None:
        if self.what == "offer":
            return next((offer.routine for offer in due.offers if offer.routine), None)
        return self.what or due.routine

    def _without_one(self, training: Training, due: Suggestion, answers: dict[str, Any]) -> None:
        """Home leads to a run of one's own, or to a brisk walk."""
        now = training.clock.now()
        told = {name: value for name, value in answers.items() if name not in ("morning", "painful")}
        if self.what == "" and due.runs:
            training.records.log(Run(at=now, done=1.0, run_s=1800, **told))
        elif self.what == "offer" and any(offer.walk for offer in due.offers):
            training.records.log(Walk(at=now, minutes=30, limp=False, **told))

    def _plan(self, training: Training, routine: str, check_in: CheckIn) -> Plan:
        today = training.today
        by_rules = today.plan(routine, check_in)
        swaps: dict[int, str] = {}
        if self.swap and by_rules.allowed and by_rules.asked:
            for index in range(len(by_rules.steps)):
                found = today.substitutes(by_rules, index, check_in, training.not_at_hand())
                if found:
                    swaps = {index: found[0].exercise.id}
                    break
        minutes = training.profile().minutes
        return today.fitted(by_rules, minutes, training.not_at_hand(), check_in=check_in, swaps=swaps)

    def _perform(self, here: Machine, workout: Workout) -> None:
        turns = 0
        half = workout.total_left_s() / 2
        began = here.clock.monotonic()
        while not workout.state.is_over and turns < 4000:
            turns += 1
            left = workout.remaining_s()
            here.clock.move(4.5 if left is None else min(max(left, 0.25), 4.5))  # longer, and it pauses by itself
            workout.tick()
            if left is None:
                workout.do(Command(Do.DONE))
            if here.clock.monotonic() - began < half or workout.state.is_over:
                continue
            if self.ending == "leave":
                workout.save()
                return
            if self.ending == "skip" and Do.SKIP in workout.legal():
                workout.do(Command(Do.SKIP))
            if self.ending == "hurts" and workout.state.segment.is_work:
                workout.do(Command(Do.HURTS))
                workout.do(Command(Do.HURTS, hurt=workout.hurt(workout.worked, 5, Quality.DULL)))
                workout.do(Command(Do.QUIT, stopped=Stopped.PAIN))
            if self.ending in ("tired", "time"):
                workout.do(Command(Do.QUIT, stopped=Stopped(self.ending)))
        if not workout.state.is_over:
            workout.do(Command(Do.QUIT, stopped=Stopped.TIME))


def _answer(training: Training, record: Record, answers: dict[str, Any]) -> None:
    told = Answers(**{name: value for name, value in answers.items() if name in Answers.__struct_fields__})
    if told != Answers():
        training.pain_checks.answer(record, told, frozenset(Answers.__struct_fields__))
        training.pain_checks.asks_about(record, done=True)


class Resume(Step, frozen=True):
    """The session that was left is offered again, and taken up, or given up."""

    goes_on: bool

    def happen(self, here: Machine) -> None:
        sessions = here.training.sessions
        ongoing = sessions.interrupted()
        if ongoing is None:
            return
        if not self.goes_on:
            sessions.conclude(ongoing, Stopped.TIME)
            return
        taken = sessions.take_over(ongoing)
        if taken is None:
            return
        workout = sessions.resume(taken)
        workout.do(Command(Do.PAUSE))
        Train()._perform(here, workout)
        sessions.conclude(workout.ongoing)

    @property
    def only_adds(self) -> bool:
        return True


# --- answers --------------------------------------------------------------------------------------------------------


class AnswerMorning(Step, frozen=True):
    """The morning's question is answered."""

    pain: int

    def happen(self, here: Machine) -> None:
        nights = open_nights(here.training.recent(), here.clock.now())
        if nights:
            here.training.records.answer_morning(nights[-1], self.pain)


class AnswerCheck(Step, frozen=True):
    """The open questions after a session are answered."""

    how: int

    def happen(self, here: Machine) -> None:
        record = here.training.pain_checks.unanswered()
        if record is not None:
            _answer(here.training, record, HOWS[self.how])


class Log(Step, frozen=True):
    """Something done elsewhere is logged, perhaps of a past day."""

    entry: Any
    days_ago: float

    def happen(self, here: Machine) -> None:
        at = here.clock.now() - timedelta(days=self.days_ago)
        here.training.records.log(replace(self.entry, at=at))


class Correct(Step, frozen=True):
    """An answer of a record on file is corrected."""

    back: int
    worst: int | None

    def happen(self, here: Machine) -> None:
        known = [entry for entry in here.training.history().entries if isinstance(entry, Answered)]
        if known:
            record = known[-1 - self.back % len(known)]
            better = corrections.better(record, {"worst": self.worst}, here.training)
            corrections.correct(here.training, record, better)


class Remove(Step, frozen=True):
    """A record is taken out of the history."""

    back: int

    def happen(self, here: Machine) -> None:
        known = removal.records(here.training)
        if known:
            removal.remove_record(here.training, known[-1 - self.back % len(known)], "")


class Undo(Step, frozen=True):
    """What was corrected or removed last is as it was before."""

    def happen(self, here: Machine) -> None:
        former = corrections.undoable(here.training)
        if former:
            with suppress(NoSuchEntryError):
                corrections.undo(here.training, former[0])


# --- the lock and the phase -----------------------------------------------------------------------------------------


class Tick(Step, frozen=True):
    """A warning sign is ticked."""

    flag: str

    def happen(self, here: Machine) -> None:
        here.training.records.tick_flags({self.flag})

    @property
    def only_adds(self) -> bool:
        return True


class Unlock(Step, frozen=True):
    """The runner's own word lifts the lock."""

    def happen(self, here: Machine) -> None:
        if here.training.standing().lock.may_be_lifted:
            here.training.records.unlock("seen")

    @property
    def only_adds(self) -> bool:
        return True


class SetPhase(Step, frozen=True):
    """A clinician sets the phase."""

    phase: Phase

    def happen(self, here: Machine) -> None:
        training = here.training
        training.store.add([Event(at=here.clock.now(), kind=EventKind.PHASE, phase=self.phase)])
        training.forget()


# --- the course -----------------------------------------------------------------------------------------------------


class Choose(Step, frozen=True):
    """A course is chosen, or none."""

    course: str | None
    block: str | None = None

    def happen(self, here: Machine) -> None:
        with suppress(NoSuchCourseError):
            here.training.courses.choose(self.course, self.block)

    @property
    def only_adds(self) -> bool:
        return True


class Stay(Step, frozen=True):
    """One more week in this block; or a clinician's yes leads to the next."""

    yes: bool = False

    def happen(self, here: Machine) -> None:
        courses = here.training.courses
        if not self.yes:
            courses.stay()
        elif (following := courses.asks_for_yes()) is not None and courses.course is not None:
            courses.choose(courses.course.id, following.id)

    @property
    def only_adds(self) -> bool:
        return True


class Away(Step, frozen=True):
    """Ill or away for days (None: nobody knows), or back (0)."""

    days: int | None

    def happen(self, here: Machine) -> None:
        courses = here.training.courses
        if self.days == 0:
            if courses.pause is not None:
                courses.come_back()
        else:
            courses.take_pause(None if self.days is None else here.clock.now().date() + timedelta(days=self.days))

    @property
    def only_adds(self) -> bool:
        return True


class NoRun(Step, frozen=True):
    """Not today: the run is declined."""

    def happen(self, here: Machine) -> None:
        here.training.today.decline_run()

    @property
    def only_adds(self) -> bool:
        return True


# --- what is set ----------------------------------------------------------------------------------------------------


class SetProfile(Step, frozen=True):
    """What the runner says of themselves is another now."""

    profile: Profile

    def happen(self, here: Machine) -> None:
        here.training.runner.change_profile(lambda _: self.profile)


class SetStart(Step, frozen=True):
    """What was said at the start is corrected."""

    start: Start

    def happen(self, here: Machine) -> None:
        here.training.runner.change_start(lambda _: self.start)


class SetSettings(Step, frozen=True):
    """The settings file is another now."""

    settings: Settings

    def happen(self, here: Machine) -> None:
        here.write("settings.toml", settings_text(self.settings))


class WriteFile(Step, frozen=True):
    """A file of one's own is written, broken or removed."""

    name: str
    text: str | None

    def happen(self, here: Machine) -> None:
        here.write(f"routines/{self.name}", self.text)


class Measure(Step, frozen=True):
    """What matters is named and rated; or a check of the course is done."""

    value: int

    def happen(self, here: Machine) -> None:
        measuring = here.training.measuring
        if not measuring.matters:
            measuring.name(["stairs"])
        measuring.rate(dict.fromkeys(measuring.matters, self.value))
        for check in measuring.due_checks():
            measuring.reach(check, Reached(self.value, self.value, 0))


# --- other coaches --------------------------------------------------------------------------------------------------


class Restart(Step, frozen=True):
    """The coach ends, and is opened again."""

    def happen(self, here: Machine) -> None:
        here.close()
        here.open()

    @property
    def only_adds(self) -> bool:
        return True


class Say(Step, frozen=True):
    """A command is typed in another terminal."""

    words: tuple[str, ...]

    def happen(self, here: Machine) -> None:
        here.said(*self.words)


class Elsewhere(Step, frozen=True):
    """Another coach of the same runner does it, while this one is open."""

    step: Step

    def happen(self, here: Machine) -> None:
        own, own_files = here.coach, here.files
        with here.another() as other:
            here.coach = other
            try:
                self.step.happen(here)
            finally:
                here.coach, here.files = own, own_files

    @property
    def only_adds(self) -> bool:
        return self.step.only_adds


# --- drawing them ---------------------------------------------------------------------------------------------------


def could_be(entry: Entry) -> Entry:
    """An entry as a file may hold it, too: no stage above 60, no block without its course, no rating above 10."""
    if isinstance(entry, Run) and (entry.stage or 0) > MOST_STAGES:
        return replace(entry, stage=MOST_STAGES)
    if isinstance(entry, Event) and entry.kind is EventKind.COURSE and entry.course is None:
        return replace(entry, block=None, until=None)
    if isinstance(entry, records.Measure):
        return replace(entry, left=entry.left and min(entry.left, 10), right=entry.right and min(entry.right, 10))
    return entry


MOST_STAGES = 60
_SOME_DAY = datetime.fromisoformat("2026-11-02T07:30:00+00:00")
FILES: dict[str, Sequence[str | None]] = {
    "one-move.toml": (
        OWN_FILES["one-move.toml"],
        OWN_FILES["one-move.toml"].replace("to = 8", "to = 20").replace('"maintenance"', '"recovery"'),
        OWN_FILES["one-move.toml"].replace("sets = 1", "sets = { from = 1, to = 3 }"),
        OWN_FILES["one-move.toml"].replace("band-march", "nobody-knows"),
        "format = 1\nid = ",
        None,
    ),
    "courses/my-weeks.toml": (
        OWN_FILES["courses/my-weeks.toml"],
        OWN_FILES["courses/my-weeks.toml"].replace("per_week = 2", "per_week = 5"),
        OWN_FILES["courses/my-weeks.toml"].replace("sessions = 2", "days = 3").replace("clinician = true, ", ""),
        "= broken",
        None,
    ),
    "my-laps.toml": (OWN_FILES["my-laps.toml"], "kind = 1", None),
    "psoas-care.toml": (
        'format = 1\nextends = "psoas-care"\nid = "psoas-care"\nname = "My care"\n',
        "x",
        None,
    ),
}
COMMANDS = (
    ("rename", "one-move", "my-move"),
    ("rename", "my-move", "one-move"),
    ("rename", "my-weeks", "our-weeks"),
    ("remove", "one-move", "--yes"),
    ("remove", "my-weeks", "--yes"),
    ("remove", "--undo"),
    ("morning", "3"),
    ("log", "run", "--worst", "0", "--before", "0", "--after", "0", "--minutes", "20"),
    ("log", "psoas-care", "--worst", "1", "--before", "0", "--after", "0", "--done", "1", "--effort", "5"),
    ("log", "walk", "--minutes", "35", "--before", "0"),
    ("log", "swim", "--minutes", "30"),
    ("pause", "--until", "tomorrow"),
    ("course", "steady-hips"),
    ("course", "--none"),
    ("backup", "make"),
    ("doctor",),
)
_ENDINGS = st.sampled_from(["whole"] * 8 + ["skip", "hurts", "tired", "time", "leave"])
_HOW = st.sampled_from([0, 0, 0, *range(len(HOWS))])
_WHAT = st.sampled_from([""] * 8 + ["offer", "offer", *ROUTINES, "return-to-run", "my-laps"])
_LOGGED = entries(_SOME_DAY).filter(lambda entry: isinstance(entry, Answered)).map(could_be)
_DAYS_AGO = st.sampled_from([0, 0, 0.2, 1, 2, 6, 13, 20])


def _quiet_hours() -> st.SearchStrategy[Step]:
    return st.builds(Wait, st.sampled_from([0.1, 1, 5, 12, 25, 49])) | st.builds(
        NextMorning, st.sampled_from([1] * 12 + [2, 3, 5, 11, 15, 30])
    )


_TRAIN = st.builds(Train, _WHAT, _HOW, _ENDINGS, st.sampled_from([False, False, False, True]))
_MORNING = st.builds(AnswerMorning, st.sampled_from([0, 0, 0, 1, 2, 5, 7]))
_FLAGS = ["groin-lump", "saddle-numbness", "no-better-after-weeks", "night-or-unremitting-rest-pain"]
_FILE = st.sampled_from([(name, text) for name, texts in FILES.items() for text in texts])
_COURSE = st.sampled_from([(course, block) for course, blocks in COURSES.items() for block in {None, *blocks}])
_SELDOM: list[st.SearchStrategy[Step]] = [
    st.builds(Resume, st.booleans()),
    st.builds(AnswerCheck, _HOW),
    st.builds(Log, _LOGGED, _DAYS_AGO),
    st.builds(Correct, st.integers(0, 9), st.sampled_from([None, 0, 3, 5, 7])),
    st.builds(Remove, st.integers(0, 9)),
    st.builds(Undo),
    st.builds(Tick, st.sampled_from(_FLAGS)),
    st.builds(Unlock),
    st.builds(SetPhase, st.sampled_from(Phase)),
    st.builds(lambda chosen: Choose(*chosen), _COURSE),
    st.builds(Choose, st.none()),
    st.builds(Stay, st.booleans()),
    st.builds(Away, st.sampled_from([None, 0, 0, 1, 3, 8, 14])),
    st.builds(NoRun),
    st.builds(SetProfile, profiles()),
    st.builds(SetStart, STARTS),
    st.builds(SetSettings, SETTINGS),
    st.builds(lambda file: WriteFile(*file), _FILE),
    st.builds(ClockBack, st.sampled_from([0.5, 3, 30, 24 * 8])),
    st.builds(Restart),
    st.builds(Travel, st.sampled_from([-11, -8, 0, 1, 9, 13.75])),
    st.builds(Measure, st.sampled_from([0, 3, 5, 8, 10])),
    st.builds(Say, st.sampled_from(COMMANDS)),
    st.builds(Say, st.sampled_from(COMMANDS)),
]


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """One step: mostly what happens on most days."""
    which = draw(st.integers(0, 9))
    if which < 3:
        return draw(_quiet_hours())
    if which < 6:
        step: Step = draw(_TRAIN)
    elif which < 7:
        step = draw(_MORNING)
    else:
        step = draw(st.one_of(_SELDOM))
    elsewhere = not isinstance(step, Restart | ClockBack | Travel) and draw(st.integers(0, 7)) == 7
    return Elsewhere(step) if elsewhere else step


@st.composite
def lives(draw: st.DrawFn) -> State:
    """Any state; often with months before it, so long that what they came to is kept."""
    state = draw(states())
    state = replace(state, entries=tuple(map(could_be, state.entries)))
    if draw(st.booleans()):
        return state
    count, days = 70, draw(st.sampled_from([1, 2, 2, 3]))
    ends = min([state.now - timedelta(days=16), *(entry.at for entry in state.entries)])
    chance = draw(st.randoms(use_true_random=False))
    lived: list[Entry] = []
    for back in range(count, 0, -1):
        at, id_ = ends - timedelta(days=days * back, hours=-back % 3), f"l{back}"
        told = {"morning": chance.choice([0, 0, 1, None, 3]), **chance.choice([*HOWS[:4], *HOWS])}
        if chance.random() < 0.2:
            lived.append(Run(at=at, id=id_, done=1.0, **{**told, "painful": None}))
        else:
            routine = chance.choice(["psoas-care", "rehab-foundation", "hip-flexor-loading", "hip-flexor-stretches"])
            lived.append(Session(at=at, id=id_, routine=routine, done=1.0, **told))
    return replace(state, entries=(*lived, *state.entries))


@st.composite
def weeks(draw: st.DrawFn, most: int) -> list[Step]:
    """Some steps, often in the rhythm of days: a morning, its answer, what is due."""
    walked: list[Step] = []
    for _ in range(draw(st.integers(1, most))):
        if draw(st.booleans()):
            walked += [NextMorning(), AnswerMorning(draw(st.sampled_from([0, 0, 0, 1, 4]))), Train("", draw(_HOW))]
        else:
            walked.append(draw(steps()))
    return walked
