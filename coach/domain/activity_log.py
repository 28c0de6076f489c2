"""Logs what was done without the coach: the kinds of thing, which questions each is asked, and its record.

Left out: what the questions say (``questions``), how they are asked (``plain``, ``tui``, ``cli``), and what follows
(``replay``). Source: RULES, "Words", "Return to run"; the kinds of cross-training: S0, S3, S4.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import says_running
from coach.domain.exercises.routine import RoutineKind
from coach.domain.exercises.stage import Stage
from coach.domain.records.answers import Answers, contradiction, with_check_in, with_pain_answers
from coach.domain.records.by_name import answered_names
from coach.domain.records.entries import Activity, CheckIn, Quality, Run, Session, Stopped, Walk
from coach.domain.records.morning import has_come, is_recalled
from coach.domain.records.questions import LOG, Prompt, When
from coach.domain.rules.numbers import END_WALK_S
from coach.domain.rules.programme import RETURN_TO_RUN, Programme
from coach.domain.rules.stages import RunPlan

Logged = Session | Run | Walk | Activity
ACTIVITIES = ("swim", "bike", "elliptical", "stairs", "skate", "dance")
"""The cross-training that is offered; any other word is accepted as well."""
RUNNING_IS_A_RUN = "Running is logged as a run, by the rules of runs: coach log run"
"""Said to somebody who tries to log running as cross-training."""
FAR = ("swim", "bike", "elliptical", "skate")
"""The cross-training that covers a distance, so that it is asked for; for any other it may still be given."""
OLDEST = timedelta(days=10 * 365)
"""A time further back is taken as mistyped: no rule looks that far."""


class PartOfDay(StrEnum):
    """About when on a day, where nobody looks at the clock."""

    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"


_HOURS = {PartOfDay.MORNING: 8, PartOfDay.MIDDAY: 13, PartOfDay.EVENING: 19}


class LogKind(StrEnum):
    """The kinds of thing that can be logged."""

    RUN = "run"
    WALK = "walk"
    SESSION = "session"
    ACTIVITY = "activity"


class LoggedKind(Struct, frozen=True):
    """One thing that was done: a run, a walk, a session of the routine ``id``, or cross-training of the kind ``id``.

    ``id`` empty: not said yet.
    """

    what: LogKind
    id: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it is known which routine or cross-training it was; always so of a run or walk."""
        return bool(self.id) or self.what in (LogKind.RUN, LogKind.WALK)


def thing_of(word: str, catalogue: Catalogue) -> LoggedKind | None:
    """The thing that a word means: a kind of thing, a routine's id, a kind of cross-training; None: unknown."""
    if word in list(LogKind):
        return LoggedKind(LogKind(word))
    routine = catalogue.routines.get(word)
    if routine is not None:
        if routine.kind is RoutineKind.RUN:
            return LoggedKind(LogKind.RUN, word if routine.stages and word != RETURN_TO_RUN.id else "")
        return LoggedKind(LogKind.SESSION, word)
    if says_running(word) == word:  # such as jog: as cross-training it would bypass the rules of runs
        return LoggedKind(LogKind.RUN)
    return LoggedKind(LogKind.ACTIVITY, word) if word in ACTIVITIES else None


def words(catalogue: Catalogue) -> tuple[str, ...]:
    """Every word that ``thing_of`` knows."""
    return (*LogKind, *ACTIVITIES, *catalogue.routines)


# --- what is told of it ---------------------------------------------------------------------------------------------


class LogAnswers(Struct, frozen=True, kw_only=True):
    """The runner's answers, named as in a record; None: not answered. ``as_planned``: a run went as planned."""

    minutes: int | None = None
    stage: int | None = None
    as_planned: bool | None = None
    run_s: int | None = None
    walk_s: int | None = None
    distance_m: int | None = None
    done: float | None = None
    stopped: Stopped | None = None
    limp: bool | None = None
    before: int | None = None
    worst: int | None = None
    after: int | None = None
    quality: Quality | None = None
    gait_changed: bool | None = None
    painful: tuple[str, ...] | None = None
    effort: int | None = None
    painkiller: bool | None = None
    morning: int | None = None
    sharp: bool | None = None
    red_flags: tuple[str, ...] | None = None
    daily_life_pain_free: bool | None = None
    note: str | None = None

    @property
    def without_pain(self) -> bool:
        """Whether worst and after are both answered with 0."""
        return self.pain_answers.without_pain

    @property
    def contradiction(self) -> str | None:
        """What to say of answers that contradict each other, kindly; None: they do not."""
        return contradiction(self.pain_answers)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered, a note aside."""
        return self == LogAnswers(note=self.note)

    @property
    def is_of_pain(self) -> bool:
        """Whether something was answered about pain: that makes a log a record."""
        return not _OF_PAIN.isdisjoint(answered_names(self))

    @property
    def check_in(self) -> CheckIn:
        """Those answers that belong to a check-in."""
        return CheckIn(
            before=self.before,
            sharp=self.sharp,
            limp=self.limp,
            painkiller=self.painkiller,
            daily_life_pain_free=self.daily_life_pain_free,
            red_flags=self.red_flags,
        )

    @property
    def pain_answers(self) -> Answers:
        """Those answers that belong to a pain check."""
        return Answers(
            worst=self.worst,
            after=self.after,
            quality=self.quality,
            gait_changed=self.gait_changed,
            painful=self.painful,
            effort=self.effort,
        )


_PAINS = ("before", "worst", "after")
_OF_PAIN = frozenset((*_PAINS, "quality", "gait_changed", "painful", "morning"))
_SAFETY = ("painkiller", "sharp", "limp", "red_flags", "daily_life_pain_free")
_OF_ALL = frozenset((*_PAINS, "morning", "quality", "gait_changed", "effort", *_SAFETY, "note"))
_OWN = {
    LogKind.RUN: frozenset(("stage", "as_planned", "run_s", "walk_s", "distance_m", "done", "stopped")),
    LogKind.WALK: frozenset(("minutes", "distance_m")),
    LogKind.SESSION: frozenset(("done", "stopped", "painful")),
    LogKind.ACTIVITY: frozenset(("minutes", "distance_m")),
}


def foreign(thing: LoggedKind, told: LogAnswers) -> tuple[str, ...]:
    """The names of given answers that do not belong to such a thing."""
    belongs = _OF_ALL | _OWN[thing.what]
    return tuple(name for name in answered_names(told) if name not in belongs)


def belonging(name: str) -> tuple[LogKind, ...]:
    """The kinds of thing that an answer belongs to."""
    return tuple(what for what, own in _OWN.items() if name in own or name in _OF_ALL)


def logged_at(now: datetime, days_ago: int, part: PartOfDay | None) -> datetime:
    """About when it was: today, ``now``; on an earlier day that part of it, or if None the present time of day."""
    at = now - timedelta(days=days_ago)
    return at.replace(hour=_HOURS[part], minute=0, second=0, microsecond=0) if part and days_ago else at


def wrong_time(at: datetime, now: datetime) -> str | None:
    """What is wrong with a time, in words to follow its name; None: nothing."""
    if at > now:
        return "lies in the future: log it when it is done"
    if now - at > OLDEST:
        return "lies more than ten years back"
    return None


def of_programme(thing: LoggedKind, planned: RunPlan | None) -> LoggedKind:
    """The thing; a run that names no programme gets that of the planned run."""
    if thing.what is not LogKind.RUN or thing.id or planned is None or planned.programme == RETURN_TO_RUN.id:
        return thing
    return LoggedKind(LogKind.RUN, planned.programme)


def wrong(
    thing: LoggedKind, told: LogAnswers, at: datetime, now: datetime, programme: Programme = RETURN_TO_RUN
) -> str | None:
    """What to say of the first answer that cannot be right, kindly; None: there is none."""
    if told.stage is not None and not 1 <= told.stage <= programme.top:
        return f"The stages go from 1 to {programme.top}." if programme.top > 1 else "It has one stage: 1."
    if told.morning is not None and not has_come(at, now):
        return f"The morning after is still to come: then tell it by `coach morning {told.morning}`."
    return told.contradiction


# --- what is asked --------------------------------------------------------------------------------------------------


_OF_A_PLAN = ("stage", "as_planned", "run_s", "walk_s", "stopped")
_FIRST = {
    LogKind.RUN: _OF_A_PLAN,
    LogKind.WALK: ("minutes", "limp"),
    LogKind.SESSION: ("done", "stopped"),
    LogKind.ACTIVITY: ("minutes",),
}
_LAST = {
    LogKind.RUN: ("quality", "gait_changed", "effort", "painkiller", "morning", "distance_m"),
    LogKind.WALK: ("morning", "distance_m"),
    LogKind.SESSION: ("quality", "gait_changed", "painful", "effort", "painkiller", "morning"),
    LogKind.ACTIVITY: ("distance_m",),
}
"""How far comes last: no rule looks at it, so whoever has had enough of questions loses nothing."""


def offered_stage(planned: RunPlan | None) -> int:
    """The stage that is offered for a run of the day of ``planned``."""
    return planned.stage if planned is not None and not planned.own else 1


def prompts(thing: LoggedKind) -> tuple[Prompt, ...]:
    """Every question that such a thing may be asked, in their order."""
    return tuple(LOG[name] for name in (*_FIRST[thing.what], *_PAINS, *_LAST[thing.what]))


def is_open(
    prompt: Prompt,
    thing: LoggedKind,
    told: LogAnswers,
    at: datetime,
    now: datetime,
    planned: RunPlan | None = None,
    *,
    morning_is_told: bool = False,
) -> bool:
    """Whether a question is to be asked, given the answers so far and when it was.

    ``planned``: the run of that day. Of the runner's own runs nothing was planned: only how long they ran is asked.
    ``morning_is_told``: a bad morning after that day is on record for something else, and counts once.
    """
    if planned is not None and planned.own and prompt.name in _OF_A_PLAN:
        return prompt.name == "run_s"
    match prompt.when:
        case When.NOT_AS_PLANNED:
            return told.as_planned is False
        case When.CUT_SHORT:
            return told.as_planned is False if thing.what is LogKind.RUN else told.done is not None and told.done < 1
        case When.WITH_PAIN:
            return not told.without_pain
        case When.GOES_FAR:
            return thing.what is not LogKind.ACTIVITY or thing.id in FAR
        case When.MORNING:
            return has_come(at, now) and not morning_is_told
    return True


# --- the record -----------------------------------------------------------------------------------------------------


def filled_in(
    thing: LoggedKind, told: LogAnswers, planned: RunPlan | None, programme: Programme = RETURN_TO_RUN
) -> LogAnswers:
    """The answers once every open question was asked, with what no pain and "as planned" mean filled in.

    ``planned``: the run of that day; ``programme``: that of its stage.
    """
    if told.without_pain and thing.what in (LogKind.RUN, LogKind.SESSION):
        painful = () if thing.what is LogKind.SESSION else None
        told = replace(told, quality=Quality.NONE, gait_changed=False, painful=painful)
    return _with_seconds(told, planned, programme) if thing.what is LogKind.RUN and planned else told


def logged_record(thing: LoggedKind, told: LogAnswers, at: datetime, now: datetime) -> Logged:
    """The record, without an id. Raises ValueError if the thing is not named, or an answer does not belong to it."""
    if not thing.is_named or foreign(thing, told):
        raise ValueError(f"a {thing.what} {thing.id!r} with {foreign(thing, told)}")
    done = replace(_what_was_done(thing, told, at), morning=told.morning, note=told.note)
    record = with_check_in(with_pain_answers(done, told.pain_answers), told.check_in)
    if isinstance(record, Activity) or record.morning is None or not is_recalled(record, now):
        return record
    return replace(record, recalled=True)


def _what_was_done(thing: LoggedKind, told: LogAnswers, at: datetime) -> Logged:
    match thing.what:
        case LogKind.RUN:
            return Run(
                at=at,
                routine=thing.id or None,
                stage=told.stage,
                run_s=told.run_s,
                walk_s=told.walk_s,
                distance_m=told.distance_m,
                done=told.done,
                stopped=told.stopped,
            )
        case LogKind.WALK:
            return Walk(at=at, minutes=told.minutes, distance_m=told.distance_m)
        case LogKind.SESSION:
            return Session(at=at, routine=thing.id, done=told.done, stopped=told.stopped)
        case _:
            return Activity(at=at, kind=thing.id, minutes=told.minutes, distance_m=told.distance_m)


def as_planned(stage: int | None, planned: RunPlan, programme: Programme = RETURN_TO_RUN) -> Stage:
    """The run of a stage on the day of ``planned``: as planned if that is its stage (or None), else the whole stage."""
    return planned.shape if stage in (None, planned.stage) else programme.stage(stage or planned.stage)


def _with_seconds(told: LogAnswers, planned: RunPlan, programme: Programme) -> LogAnswers:
    """Fill in the seconds of a run that went as planned; for another one, the share of them that was run."""
    if planned.own and told.stage is None:
        return told  # it had no length to be a share of
    whole = as_planned(told.stage, planned, programme)
    if told.as_planned:
        walk_s = whole.walk_s * whole.reps + 2 * END_WALK_S
        return replace(told, run_s=whole.total_s, walk_s=walk_s, done=1.0)
    if told.run_s is None or told.done is not None:
        return told
    return replace(told, done=round(min(1.0, told.run_s / whole.total_s), 2))
