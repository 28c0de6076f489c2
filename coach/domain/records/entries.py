"""What happened: sessions, runs, walks, cross-training and events, and the answers given about them.

An unanswered question is None (in files: an absent key), never zero. Times carry a zone. Source: RULES, "Words".
"""

from bisect import bisect_right
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Annotated, Self, TypeGuard

from msgspec import Meta, Struct
from msgspec.structs import replace

from coach.domain.exercises.course import Unit
from coach.domain.exercises.routine import Phase
from coach.domain.records.by_name import taking, told
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
        """How alarming it is, rising."""
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
    asked. ``pain`` 0–10 and ``quality``: the worst that was told of it while it ran. ``swapped`` and ``eased``: true,
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
    """One thing in a history. ``id`` is made by the coach; two entries of one id are the same entry.

    What is stored carries the class's name as ``type``: the names of classes and fields here are data.
    """

    at: Moment
    id: str = ""
    note: str | None = None


class Answered(Entry, frozen=True, kw_only=True):
    """An entry with the pain answers: all pains 0–10, for the runner's complaint.

    ``soreness`` of muscles and pain ``elsewhere`` (0–10) are asked apart, and no part of the rules.
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
        """With the answers that only the other one has, of the same kind; what was answered stays as it is."""
        if type(other) is not type(self):
            return self
        open_ones = {*Answered.__struct_fields__} - {*told(self)}
        if "morning" not in open_ones:
            open_ones.discard("recalled")  # it is said of the morning's answer
        return taking(self, other, open_ones)

    @property
    def painful_exercises(self) -> frozenset[str]:
        """The ids of the exercises that hurt, sides left off (``bridge-march:left`` is ``bridge-march``)."""
        return frozenset(name.partition(":")[0] for name in self.painful) if self.painful else _NOTHING_HURT


_NOTHING_HURT: frozenset[str] = frozenset()


class Session(Answered, frozen=True, kw_only=True):
    """A routine that was trained. ``done`` is the share 0–1 of the prescribed work that was finished.

    ``a_day``: a break that a course asks for so often a day. It is kept without questions, and nothing counts it.
    """

    routine: str
    done: float | None = None
    stopped: Stopped | None = None
    step: tuple[StepDone, ...] | None = None
    a_day: bool | None = None

    @property
    def is_break(self) -> bool:
        """Whether it is a break that nothing counts: one that hurt, and was answered, is a session like any other."""
        return bool(self.a_day) and not _ANSWERS.intersection(told(self))


class Run(Answered, frozen=True, kw_only=True):
    """A run: its stage, total seconds run and walked, and metres in all.

    ``routine``: whose stage it is; None: the return to running's, or without a stage the present programme's.
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

    Of a ``course``: its id and ``block`` are where the runner stands from then on (no id: none; no block: its first);
    with ``until``, they stay in the present block so long, their counts kept. A ``pause`` is ``until`` a day, which is
    the first of training again; without one, until another ends it.
    """

    kind: EventKind
    flags: tuple[str, ...] | None = None
    phase: Phase | None = None
    course: str | None = None
    block: str | None = None
    until: date | None = None


class Measure(Entry, frozen=True, kw_only=True):
    """What matters to the runner (``activity``), or a ``check`` as it was called then; ``pain`` 0–10: its worst."""

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

    ``what``: the kind of row, as far as that is known ("session", "event", or a word that nobody knows); ``why`` it
    cannot be read. ``dated``: ``at`` is its own; else nobody knows when it was, and ``at`` is today.
    Source: RULES, the fourth law.
    """

    what: str
    why: str
    dated: bool = True

    @property
    def locks(self) -> bool:
        """It may have been a warning sign, for all that is known."""
        return self.what not in RED_ROWS


AnyEntry = Session | Run | Walk | Activity | Event | Measure
"""What an entry of a history may be."""
_TIE_ORDER = (Session, Run, Walk, Activity, Event, Measure, Unreadable)


class Start(Struct, frozen=True, forbid_unknown_fields=True):
    """What the runner said at first: the phase, and the usual morning pain 0–10.

    ``run_minutes`` and ``runs_per_week``: what they run already without this pain; None: not at present. ``own_runs``:
    they have no complaint, and plan their runs alone.
    """

    phase: Phase | None = None
    usual_morning: int | None = None
    run_minutes: int | None = None
    runs_per_week: int | None = None
    own_runs: bool | None = None


NO_START = Start()


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


class Before(Struct, frozen=True):
    """So many entries, up to ``until``, are known by their standing alone. ``is_begun``: not all of them are plans."""

    until: Moment
    count: int
    is_begun: bool


class History(Struct, frozen=True):
    """All entries in the order of their time, ties by type, then as given; and what was said at the start.

    ``unreadable``: what is on record and cannot be read, with the time it was found at where it has none of its own.
    No plan knows of it before ``placed`` has put it among the entries. ``before``: these are the last weeks' entries
    only, and that lies before them; None: they are all.
    """

    entries: tuple[Entry, ...] = ()
    start: Start = NO_START
    unreadable: tuple[Unreadable, ...] = ()
    before: Before | None = None

    @classmethod
    def of(cls, entries: tuple[Entry, ...] | list[Entry], start: Start = NO_START) -> "History":
        """The history of these entries, sorted; ties: session, run, walk, activity, event, then as given (DESIGN)."""
        return cls(tuple(sorted(entries, key=lambda entry: (entry.at, _rank(entry)))), start)

    def placed(self, now: datetime) -> "History":
        """With what cannot be read among the entries, each on its day. Without a day, or with one to come: today.

        Today's stand behind everything of today, where they weigh most.
        """
        if not self.unreadable:
            return self
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        today = max([midnight, *(entry.at for entry in self.entries if entry.at <= now)])
        placed = tuple(
            each if each.dated and each.at <= now else replace(each, at=today, dated=False) for each in self.unreadable
        )
        return replace(History.of([*self.entries, *placed], self.start), unreadable=placed)

    def until(self, at: datetime) -> "History":
        """What was known at ``at``: the entries up to and including it."""
        known = self.entries[: bisect_right(self.entries, at, key=attrgetter("at"))]
        return History(known, self.start, before=self.before)

    def with_entries(self, entries: tuple[Entry, ...] | list[Entry]) -> "History":
        """These entries, sorted, behind what lies before the ones of this history."""
        return replace(History.of(entries, self.start), before=self.before)


def _rank(entry: Entry) -> int:
    return _TIE_ORDER.index(type(entry))
