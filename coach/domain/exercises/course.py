"""What a course is: blocks in order, each with its training days' routines, how often, what goes between, and its end.

A course chooses; it opens nothing that the rules refuse, and changes no dose. Left out: where a runner stands in one
(``planning.course_standing``), and which days it makes of that (``domain.courses``).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday

DEFAULT_PER_WEEK = 3
MOST_PER_WEEK = 6
MOST_PER_WEEK_BUILDING = 3
"""Training days a week at most where a train routine is strength or mixed: a day lies between two of these."""
MOST_A_DAY = 6
MOST_WEEKS = 26
MOST_SCORE = 10


class Concern(StrEnum):
    """What brings a runner: a course says whom it suits."""

    PAINFUL = "painful"
    TIGHT = "tight"
    WEAK = "weak"
    WELL = "well"


class Unit(StrEnum):
    """What a check counts on each side."""

    SECONDS = "seconds"
    REPS = "reps"
    SCORE = "0-10"
    """How well it goes: 0 not at all … 10 without trouble."""


class Check(Struct, frozen=True, kw_only=True):
    """Something that whoever wrote a course has measured every so many days, on each side. More is better.

    ``how``: what to do, in a sentence or two.
    """

    id: str
    name: str
    unit: Unit
    how: str = ""
    every_days: int = 14


class Until(Struct, frozen=True, kw_only=True):
    """When a block is over: all that is given holds. Counted since the block began, of its ``train`` alone.

    ``sessions`` with some of it done; ``days`` since the first of them; the last ``green`` of them green with every
    answer; none of these above ``worst`` (0–10; the last of them where ``green`` is not given). ``not_before``: a day
    by the runner's calendar; ``clinician``: a clinician has said yes. ``checks``: by the id of a check, what both sides
    reached when it was last measured.
    """

    sessions: int | None = None
    days: int | None = None
    green: int | None = None
    worst: int | None = None
    not_before: date | None = None
    clinician: bool = False
    checks: Mapping[str, int] | None = None


class Block(Struct, frozen=True, kw_only=True):
    """One stretch of a course, with whatever it does not say itself taken from the course's top.

    ``phases`` empty: any. ``train``: ids of routines, in turn on training days, ``per_week`` of them in any 7 days.
    ``weekdays``: the routine of a day of the week. ``between``: offered in turn on the days between; ``a_day``: how
    often a day; ``running``: the programme beside it, with the routines around a run. ``until`` None: it stays.
    ``at_most_weeks``: after so many, Home asks what next.
    """

    id: str
    name: str
    train: tuple[str, ...]
    phases: tuple[Phase, ...] = ()
    weekdays: Mapping[Weekday, str] = field(default_factory=dict)
    until: Until | None = None
    at_most_weeks: int | None = None
    per_week: int = DEFAULT_PER_WEEK
    between: tuple[str, ...] = ()
    a_day: Mapping[str, int] = field(default_factory=dict)
    running: str | None = None
    before_run: tuple[str, ...] = ()
    after_run: tuple[str, ...] = ()

    def is_open(self, phase: Phase) -> bool:
        """Whether it is for a phase: one of its own, or above one of them that is not acute."""
        if not self.phases or phase in self.phases:
            return True
        return any(own is not Phase.ACUTE and own.rank < phase.rank for own in self.phases)

    @property
    def is_acute(self) -> bool:
        """Whether it is for the acute phase alone."""
        return self.phases == (Phase.ACUTE,)


class Course(Struct, frozen=True, kw_only=True):
    """Blocks in order. ``suits`` is for proposing it only; ``sources`` are tags such as ``S3``."""

    id: str
    name: str
    blocks: tuple[Block, ...]
    about: str = ""
    sources: tuple[str, ...] = ()
    suits: tuple[Concern, ...] = ()
    checks: tuple[Check, ...] = ()

    def check(self, check_id: str) -> Check | None:
        """The check of an id."""
        return next((check for check in self.checks if check.id == check_id), None)

    def block(self, block_id: str) -> Block | None:
        """The block of an id."""
        return next((block for block in self.blocks if block.id == block_id), None)

    def first_open(self, phase: Phase) -> Block:
        """The first block that is open in a phase; where none is, the first of all."""
        return next((block for block in self.blocks if block.is_open(phase)), self.blocks[0])

    def last_open(self, phase: Phase, present: Block) -> Block:
        """The last block open in a phase that is not after ``present``; where none is, the first that is open."""
        so_far = self.blocks[: self.blocks.index(present) + 1]
        return next((block for block in reversed(so_far) if block.is_open(phase)), self.first_open(phase))

    def after(self, block: Block) -> Block | None:
        """The block after one; None: it is the last."""
        following = self.blocks.index(block) + 1
        return self.blocks[following] if following < len(self.blocks) else None

    @property
    def routines(self) -> tuple[str, ...]:
        """The ids of all routines that it names, in the order it first names them."""
        named = (
            (*block.train, *block.weekdays.values(), *block.between, *block.a_day, *filter(None, (block.running,)),
             *block.before_run, *block.after_run)
            for block in self.blocks
        )  # fmt: skip
        return tuple(dict.fromkeys(name for names in named for name in names))
