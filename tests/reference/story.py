"""What a history has come to: every entry as it was judged when it was made, and the phases, oldest first.

A story only remembers; what follows from it is worked out anew by whoever asks (``phases``, ``doses``, ``running``).
Source: RULES, "Words", "What follows" and "Phases".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .book import Book, Dose, Routine, Step
from .lights import DAY, Entry, Light, is_record

BUILDING = ("strength", "mixed")
EMERGENCY = (
    "saddle-numbness",
    "bladder-bowel-sexual-change",
    "leg-weakness",
    "cannot-bear-weight",
    "deformity-or-major-trauma",
    "fever-with-hip-groin-back-or-joint-pain",
    "sudden-testicular-pain",
    "severe-abdominal-pain",
)
PROMPT_ONLY = ("no-better-after-weeks",)


@dataclass
class Asked:
    """What a plan asks of one step. ``level`` is the rung of the ladder asked for, ``held`` the one before the moves.

    ``dose`` None: out. ``full``: the level itself, no cut of it. ``rows``: those that may be named for it.
    """

    step: Step
    held: int
    level: int
    dose: Dose | None
    full: bool
    up: bool = False
    gap_steps: int = 0
    other_steps: int = 0
    amber_step: bool = False
    rows: set[int] = field(default_factory=set)


@dataclass
class RunAsked:
    """The run of a plan. ``run_s``, ``walk_s`` and ``reps`` stand also where the run is not allowed.

    ``must_wait``: only the time is wrong (too soon, or too much in too few days); ``earliest``: when it is right.
    ``held``: the stage that was stood on, before a step up or back.
    """

    allowed: bool
    stage: int
    run_s: int
    walk_s: int
    reps: int
    must_wait: bool = False
    earliest: datetime | None = None
    held: int = 0


@dataclass
class Past:
    """One entry of a history, as it was judged. ``refused``: its plan would have been refused."""

    entry: Entry
    phase: str
    light: Light | None = None
    refused: bool = False
    row_9: bool = False
    asked: tuple[Asked, ...] = ()
    run: RunAsked | None = None

    @property
    def at(self) -> datetime:
        moment: datetime = self.entry["at"]
        return moment

    @property
    def is_red(self) -> bool:
        return self.light is not None and self.light.name == "red"

    @property
    def is_amber(self) -> bool:
        """Amber, and no steady run: "for everything else here it is no amber"."""
        return self.light is not None and self.light.name == "amber" and not self.light.steady

    @property
    def is_counted_green(self) -> bool:
        """Green, not provisional; and what would have been refused "as a green is like a provisional one"."""
        return self.light is not None and self.light.name == "green" and not self.light.provisional and not self.refused


@dataclass(frozen=True)
class PhaseBegun:
    """From when a phase is in force: after the entry with number ``after`` (−1: from the start)."""

    phase: str
    at: datetime
    after: int
    by_hand: bool = False
    is_up: bool = False


@dataclass
class Level:
    """How far up a ladder: ``rung`` of it, and the number of the entry that committed its last step."""

    rung: int = 0
    stepped_by: int = -1


@dataclass
class Story:
    """Entries judged so far, the phases they led to, and the level of each (routine, step number)."""

    book: Book
    start: dict[str, Any]
    begins: datetime
    pasts: list[Past] = field(default_factory=list)
    phases: list[PhaseBegun] = field(default_factory=list)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)

    @property
    def phase(self) -> str:
        return self.phases[-1].phase

    @property
    def records(self) -> list[Past]:
        return [past for past in self.pasts if is_record(past.entry)]

    @property
    def runs(self) -> list[Past]:
        return [past for past in self.pasts if past.entry["type"] == "run"]

    @property
    def reds(self) -> list[Past]:
        return [past for past in self.records if past.is_red]

    def routine_of(self, past: Past) -> Routine | None:
        """The routine of a session; None for anything else, and for "routines that are no more"."""
        return self.book.get(past.entry["routine"]) if past.entry["type"] == "session" else None

    def is_building(self, past: Past) -> bool:
        """Whether it is a session of kind strength or mixed."""
        return (routine := self.routine_of(past)) is not None and routine.kind in BUILDING

    def level(self, routine: str, number: int) -> Level:
        return self.levels.setdefault((routine, number), Level())

    def number(self, past: Past) -> int:
        return next(number for number, other in enumerate(self.pasts) if other is past)

    def since_hand(self) -> list[Past]:
        """ "Records before a phase set by hand count toward no move." """
        last = max((begun.after for begun in self.phases if begun.by_hand), default=-1)
        return [past for past in self.pasts[last + 1 :] if is_record(past.entry)]

    def since_phase(self) -> list[Past]:
        """The records since the present phase began."""
        return [past for past in self.pasts[self.phases[-1].after + 1 :] if is_record(past.entry)]

    def flags(self) -> list[str]:
        """The flags that lock, "ticked in an earlier record and not lifted"."""
        found: list[str] = []
        for past in self.pasts:
            if past.entry.get("kind") == "unlocked" and past.entry["type"] == "event":
                found = []
            found += ticked(past.entry)
        return [flag for flag in found if flag not in PROMPT_ONLY]

    def locked_by_reds(self) -> bool:
        """ "Three reds within 14 days (once locked, locked until lifted)." """
        reds: list[datetime] = []
        for past in self.pasts:
            if past.entry.get("kind") == "unlocked" and past.entry["type"] == "event":
                reds = []
            elif past.is_red:
                reds.append(past.at)
        return any(third - first <= 14 * DAY for first, third in zip(reds, reds[2:], strict=False))

    def ambers_running(self, records: list[Past]) -> list[Past]:
        """The run of ambers that still goes on.

        "Running = no green, not provisional, session of kind strength, mixed or drill, or run between; ambers of the
        acute phase do not count; a red counts as an amber there."
        """
        running: list[Past] = []
        for past in records:
            if past.is_counted_green and self.ends_ambers(past):
                running = []
            elif past.is_red or (past.is_amber and past.phase != "acute"):
                running.append(past)
        return running

    def ends_ambers(self, past: Past) -> bool:
        """Whether it is "a session of kind strength, mixed or drill, or a run"; its light is looked at elsewhere."""
        routine = self.routine_of(past)
        return past.entry["type"] == "run" or (routine is not None and routine.kind in (*BUILDING, "drill"))

    def last_daily_life(self) -> bool | None:
        """ "The last recorded daily-life answer", of whatever entry."""
        told = [past.entry["daily_life_pain_free"] for past in self.pasts if "daily_life_pain_free" in past.entry]
        return told[-1] if told else None


def ticked(entry: Entry) -> Iterator[str]:
    """The red flags that an entry names."""
    yield from entry.get("red_flags", ())
    if entry["type"] == "event":
        yield from entry.get("flags", ())
