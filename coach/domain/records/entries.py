"""What happened: sessions, runs, walks, cross-training and events, and the answers given about them.

An unanswered question is None (in files: an absent key), never zero. Times carry a zone. Source: RULES, "Words".
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self, TypeGuard

from msgspec import Meta, Struct

from coach.domain.exercises.course import Unit
from coach.domain.exercises.routine import Phase
from coach.domain.records.by_name import answered_names, taking
from coach.domain.records.rated import Rated

Moment = Annotated[datetime, Meta(tz=True)]
"""A time with a zone."""


class Quality(StrEnum):
    """What the pain was like."""

    NONE = "none"
    DULL = "dull"
    TIGHT = "tight"
    SHARP = "sharp"
    CATCHING = "catching"

    @property
    def alarm(self) -> int:
        """How alarming it is: from 0 for none up to 4 for catching."""
        return tuple(Quality).index(self)


class Stopped(StrEnum):
    """Why a session ended before its last step."""

    TIME = "time"
    TIRED = "tired"
    PAIN = "pain"
    INTERRUPTED = "interrupted"


class StepDone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a session as it was performed, per side where it has sides.

    ``sets`` finished, with ``reps`` or ``hold_s`` seconds in the best of them; ``done`` is the share 0–1 of what was
    asked. ``pain`` 0–10 and ``quality``: the worst that was reported during the step. ``swapped`` and ``eased``: true,
    or better the id of the exercise done instead.
    ``trimmed``: left out, or cut short, for time or for want of equipment.
    """

    exercise: str
    side: str | None = None
    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    resistance: str | None = None
    done: float | None = None
    pain: int | None = None
    quality: Quality | None = None
    stopped_for_pain: bool | None = None
    swapped: str | bool | None = None
    eased: str | bool | None = None
    trimmed: bool | None = None


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", tag=str.lower):
    """One entry of a history. ``id`` is made by the coach; two entries with the same id are the same entry.

    The class's name is stored as ``type``: names of classes and fields here are data, and must not change.
    """

    at: Moment
    id: str = ""
    note: str | None = None


class Answered(Entry, frozen=True, kw_only=True):
    """An entry with the pain answers: all pains 0–10, for the runner's complaint.

    ``soreness`` of muscles and pain ``elsewhere`` (0–10) are asked apart, and are no part of the rules.
    """

    before: int | None = None
    worst: int | None = None
    after: int | None = None
    morning: int | None = None
    recalled: bool | None = None
    quality: Quality | None = None
    gait_changed: bool | None = None
    effort: int | None = None
    painful: tuple[str, ...] | None = None
    painkiller: bool | None = None
    sharp: bool | None = None
    limp: bool | None = None
    red_flags: tuple[str, ...] | None = None
    daily_life_pain_free: bool | None = None
    soreness: int | None = None
    elsewhere: int | None = None

    def filled_from(self, other: "Answered") -> Self:
        """A copy with open answers filled from ``other``, if that is of the same class; given answers stay."""
        if type(other) is not type(self):
            return self
        open_ones = {*Answered.__struct_fields__} - {*answered_names(self)}
        if "morning" not in open_ones:
            open_ones.discard("recalled")  # it belongs to the morning's answer
        return taking(self, other, open_ones)

    @property
    def painful_exercises(self) -> frozenset[str]:
        """The ids of the exercises that hurt, sides left off (``bridge-march:left`` is ``bridge-march``)."""
        return frozenset(name.partition(":")[0] for name in self.painful) if self.painful else _NOTHING_HURT


_NOTHING_HURT: frozenset[str] = frozenset()


class Session(Answered, frozen=True, kw_only=True):
    """A routine that was trained. ``done`` is the share 0–1 of the prescribed work that was finished.

    ``a_day``: a break that a course asks for several times a day. It is kept without questions, and nothing counts it.
    """

    routine: str
    done: float | None = None
    stopped: Stopped | None = None
    step: tuple[StepDone, ...] | None = None
    a_day: bool | None = None

    @property
    def is_break(self) -> bool:
        """Whether it is a break that nothing counts. One with any answer (it hurt, say) is a session like any other."""
        return bool(self.a_day) and not _ANSWERS.intersection(answered_names(self))


class Run(Answered, frozen=True, kw_only=True):
    """A run: its stage, total seconds run and walked, and metres in all.

    ``routine``: the programme of the stage; None: the return to running, or without a stage the present programme.
    ``distance_m``, here and below, is noted, and no part of the rules.
    """

    routine: str | None = None
    stage: int | None = None
    run_s: int | None = None
    walk_s: int | None = None
    distance_m: int | None = None
    done: float | None = None
    stopped: Stopped | None = None


_ANSWERS = frozenset(Answered.__struct_fields__) - frozenset(Entry.__struct_fields__)

Record = Session | Run
"""What has a light (RULES, "Words"); all else in a history is a note or an event."""


def is_judged(entry: "Entry") -> TypeGuard[Record]:
    """Whether an entry has a light, and is asked about: sessions and runs are, breaks that nothing counts are not."""
    return isinstance(entry, Run) or (isinstance(entry, Session) and not entry.is_break)


class Walk(Answered, frozen=True, kw_only=True):
    """A brisk walk, in minutes. A note: it has no light."""

    minutes: int | None = None
    distance_m: int | None = None


class Activity(Answered, frozen=True, kw_only=True):
    """Cross-training (swim, bike, elliptical …), in minutes. A note: it has no light."""

    kind: str
    minutes: int | None = None
    distance_m: int | None = None


class EventKind(StrEnum):
    """What an event says."""

    RED_FLAG = "red-flag"
    UNLOCKED = "unlocked"
    PHASE = "phase"
    COURSE = "course"
    PAUSE = "pause"


class Event(Entry, frozen=True, kw_only=True):
    """Something the runner or a clinician decided: a flag ticked, the lock lifted, a phase set by hand.

    Kind course: the runner is in ``course`` and ``block`` (ids) from then on (no course: none; no block: its first);
    with ``until``, they stay in the present block until that day, and its counts are kept. Kind pause: ``until`` is the
    first day of training again; without it, the pause lasts until another one ends it.
    """

    kind: EventKind
    flags: tuple[str, ...] | None = None
    phase: Phase | None = None
    course: str | None = None
    block: str | None = None
    until: date | None = None


class Measure(Entry, frozen=True, kw_only=True):
    """A rating of what matters (``activity``), or a ``check`` with its name of that day; ``pain`` 0–10: its worst."""

    activity: tuple[Rated, ...] | None = None
    check: str | None = None
    name: str | None = None
    unit: Unit | None = None
    left: int | None = None
    right: int | None = None
    pain: int | None = None


RED_ROWS = frozenset({"session", "run", "walk", "activity", "measure"})
"""The kinds of row that count as a red while they cannot be read; any other counts as a lock."""


class Unreadable(Entry, frozen=True, kw_only=True):
    """Something on record that cannot be read. It counts as a red of its day, or as a lock, until that is settled.

    ``what``: the kind of row, as far as it is known ("session", "event", or an unknown word); ``why``: why it cannot
    be read. ``dated``: ``at`` is the row's own; else it is not known when it was, and ``at`` is today.
    Source: RULES, the fourth law.
    """

    what: str
    why: str
    dated: bool = True

    @property
    def locks(self) -> bool:
        """Whether it counts as a lock: it may have been a warning sign, for all that is known."""
        return self.what not in RED_ROWS


AnyEntry = Session | Run | Walk | Activity | Event | Measure
"""What an entry of a history may be."""


class CheckIn(Struct, frozen=True, forbid_unknown_fields=True):
    """What the runner answers before a session. None: not answered."""

    before: int | None = None
    sharp: bool | None = None
    limp: bool | None = None
    painkiller: bool | None = None
    iced_minutes_ago: int | None = None
    daily_life_pain_free: bool | None = None
    red_flags: tuple[str, ...] | None = None
    soreness: int | None = None
    elsewhere: int | None = None


NO_CHECK_IN = CheckIn()
