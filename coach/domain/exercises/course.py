"""The data of a course: blocks in order, each with its routines, training days a week, and when it ends.

A course only chooses routines; it allows nothing that the rules refuse, and changes no dose. Left out: where a runner
stands in one (``planning.course_standing``), and what each day is for (``domain.courses``).
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
"""The most training days a week where a train routine is strength or mixed: these need a day between them."""
MOST_A_DAY = 6
MOST_WEEKS = 26
MOST_SCORE = 10


class Concern(StrEnum):
    """What a runner comes with; a course says which of these it suits."""

    PAINFUL = "painful"
    TIGHT = "tight"
    WEAK = "weak"
    WELL = "well"


class Unit(StrEnum):
    """The unit in which a check is measured, on each side."""

    SECONDS = "seconds"
    REPS = "reps"
    SCORE = "0-10"
    """How well it goes: 0 not at all … 10 without trouble."""

    def after(self, number: int | None) -> str:
        """Return the unit as it stands after a number: ``rep`` after 1, else ``reps``; empty for a score."""
        if self is Unit.SCORE:
            return ""
        return str(self).removesuffix("s") if number == 1 else str(self)


class Check(Struct, frozen=True, kw_only=True):
    """A measurement that a course asks for every ``every_days`` days, on each side. A higher number is better.

    ``how``: instructions for the runner, in a sentence or two.
    """

    id: str
    name: str
    unit: Unit
    how: str = ""
    every_days: int = 14


class Until(Struct, frozen=True, kw_only=True):
    """When a block is over: once all the conditions given here are met.

    Only sessions of the block's ``train`` routines count, and only since the block began. ``sessions``: so many with
    some of it done. ``days``: so many since the first of them. ``green``: the last so many are green, with every answer
    given. ``worst``: none of those last ones hurt more than this (0–10; only the last where ``green`` is None).
    ``not_before``: a date in the runner's calendar. ``clinician``: a clinician has said yes. ``checks``: by the id of a
    check, the value that both sides must have reached when it was last measured.
    """

    sessions: int | None = None
    days: int | None = None
    green: int | None = None
    worst: int | None = None
    not_before: date | None = None
    clinician: bool = False
    checks: Mapping[str, int] | None = None


class Block(Struct, frozen=True, kw_only=True):
    """One stretch of a course; keys that it does not set itself are taken from the top of the course.

    Routines are named by id. ``phases``: those it is for, empty for any. ``train``: done in turn on training days, of
    which there are ``per_week`` in any 7 days. ``weekdays``: the routine of a day of the week. ``between``: offered in
    turn on days without training. ``a_day``: routines done every day, and how many times. ``running``: the programme
    beside it, with ``before_run`` and ``after_run`` around each run. ``until`` None: it never ends by itself.
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
        """Whether the block is open in a phase: one of its own phases, or any above one of them other than acute."""
        if not self.phases or phase in self.phases:
            return True
        return any(own is not Phase.ACUTE and own.rank < phase.rank for own in self.phases)

    @property
    def is_acute(self) -> bool:
        """Whether the block is for the acute phase only."""
        return self.phases == (Phase.ACUTE,)


class Course(Struct, frozen=True, kw_only=True):
    """Blocks in order. ``suits`` is only used to propose the course; ``sources`` are tags such as ``S3``."""

    id: str
    name: str
    blocks: tuple[Block, ...]
    about: str = ""
    sources: tuple[str, ...] = ()
    suits: tuple[Concern, ...] = ()
    checks: tuple[Check, ...] = ()

    def check(self, check_id: str) -> Check | None:
        """Return the check with an id; None if there is none."""
        return next((check for check in self.checks if check.id == check_id), None)

    def block(self, block_id: str) -> Block | None:
        """Return the block with an id; None if there is none."""
        return next((block for block in self.blocks if block.id == block_id), None)

    def first_open(self, phase: Phase) -> Block:
        """Return the first block that is open in a phase; if none is, the very first block."""
        return next((block for block in self.blocks if block.is_open(phase)), self.blocks[0])

    def last_open(self, phase: Phase, present: Block) -> Block:
        """Return the last block up to and including ``present`` that is open in a phase; if none is, ``first_open``."""
        so_far = self.blocks[: self.blocks.index(present) + 1]
        return next((block for block in reversed(so_far) if block.is_open(phase)), self.first_open(phase))

    def after(self, block: Block) -> Block | None:
        """Return the block after the given one; None after the last."""
        following = self.blocks.index(block) + 1
        return self.blocks[following] if following < len(self.blocks) else None

    @property
    def routines(self) -> tuple[str, ...]:
        """The ids of all routines that the course names, each once, in order of first mention."""
        named = (
            (*block.train, *block.weekdays.values(), *block.between, *block.a_day, *filter(None, (block.running,)),
             *block.before_run, *block.after_run)
            for block in self.blocks
        )  # fmt: skip
        return tuple(dict.fromkeys(name for names in named for name in names))
