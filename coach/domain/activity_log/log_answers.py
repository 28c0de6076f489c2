"""What is told of something that is logged: its answers, which of them belong to it, and which cannot be right."""

from datetime import datetime

from msgspec import Struct

from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.records.answers import Answers, contradiction
from coach.domain.records.by_name import answered_names
from coach.domain.records.distance import Units, too_fast
from coach.domain.records.entries import CheckIn, Quality, Stopped
from coach.domain.records.morning import has_come
from coach.domain.rules.programme import RETURN_TO_RUN, Programme


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


def mistyped(thing: LoggedKind, told: LogAnswers, units: Units) -> str | None:
    """What to say of a distance that nobody covers in the time that is told; None: it can be."""
    seconds = (told.run_s or 0) + (told.walk_s or 0) or 60 * (told.minutes or 0)
    return too_fast(told.distance_m, seconds, units, on_foot=thing.what in (LogKind.RUN, LogKind.WALK))


def wrong(
    thing: LoggedKind,
    told: LogAnswers,
    at: datetime,
    now: datetime,
    programme: Programme = RETURN_TO_RUN,
    units: Units = Units.METRIC,
) -> str | None:
    """What to say of the first answer that cannot be right, kindly; None: there is none."""
    if told.stage is not None and not 1 <= told.stage <= programme.top:
        return f"The stages go from 1 to {programme.top}." if programme.top > 1 else "It has one stage: 1."
    if told.morning is not None and not has_come(at, now):
        return f"The morning after is still to come: then tell it by `coach morning {told.morning}`."
    return told.contradiction or mistyped(thing, told, units)
