"""The events of a session, called facts: for the screen, the cues and the checkpoint.

``at`` is the moment of the fact in seconds on the session's monotonic clock, not the moment it was noticed.
Left out: what a fact looks or sounds like (``tui``, ``plain``, ``cues``).
"""

from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.exercise import Side
from coach.domain.records.entries import Stopped
from coach.domain.session.segments import Segment


class RepPhase(StrEnum):
    """A part of a rep, in the order of the tempo."""

    UP = "up"
    HOLD = "hold"
    DOWN = "down"


class PauseReason(StrEnum):
    """Why a session paused: the runner asked, or the clock had a gap (see ``state``)."""

    ASKED = "asked"
    GAP = "gap"


class Started(Struct, frozen=True):
    """A segment began."""

    at: float
    segment: Segment


class Halfway(Struct, frozen=True):
    """Half of a timed set has passed; ``seconds`` are left."""

    at: float
    seconds: int


class Counted(Struct, frozen=True):
    """A second of a countdown: ``seconds`` are left until the segment ends, or (``resuming``) until it goes on."""

    at: float
    seconds: int
    resuming: bool = False


class RepMoved(Struct, frozen=True):
    """A paced rep entered a phase that lasts ``seconds``. ``rep`` counts from 1."""

    at: float
    rep: int
    phase: RepPhase
    seconds: int
    side: Side | None


class RepDone(Struct, frozen=True):
    """A rep was finished: number ``rep``, from 1, of ``reps``."""

    at: float
    rep: int
    reps: int
    side: Side | None


class SetDone(Struct, frozen=True):
    """A set ended: finished, or left early (``whole`` False)."""

    at: float
    segment: Segment
    whole: bool


class Paused(Struct, frozen=True):
    """The session paused, for this ``reason``."""

    at: float
    reason: PauseReason


class Resumed(Struct, frozen=True):
    """The session's clock runs again after a pause."""

    at: float


class Lengthened(Struct, frozen=True):
    """A segment became ``seconds`` longer; a set's twin on the other side as well."""

    at: float
    seconds: int


class Eased(Struct, frozen=True):
    """The rest of the plan's step with this index is done as its easier exercise."""

    at: float
    step: int


class Ended(Struct, frozen=True):
    """The session is over; ``stopped`` says why, if it ended early."""

    at: float
    stopped: Stopped | None


class TakenOver(Struct, frozen=True):
    """Another coach process has taken the session over; this one can no longer save it or act on it."""

    at: float


Fact = (
    Started
    | Halfway
    | Counted
    | RepMoved
    | RepDone
    | SetDone
    | Paused
    | Resumed
    | Lengthened
    | Eased
    | Ended
    | TakenOver
)
