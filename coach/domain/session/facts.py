"""What happens in a session, as facts: for the screen, the cues and the checkpoint.

``at`` is the moment of the fact in seconds on the session's monotonic clock, not the moment it was noticed.
Left out: what a fact looks or sounds like (``tui``, ``plain``, ``cues``).
"""

from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.exercise import Side
from coach.domain.records.entries import Stopped
from coach.domain.session.segments import Segment


class RepPhase(StrEnum):
    """The part of a rep."""

    UP = "up"
    HOLD = "hold"
    DOWN = "down"


class PauseReason(StrEnum):
    """Why a session stands still."""

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
    """Three, two, one: ``seconds`` left until a segment ends, or (``resuming``) until it goes on."""

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
    """A rep was finished: ``rep`` of ``reps``."""

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
    """The clock stands still."""

    at: float
    reason: PauseReason


class Resumed(Struct, frozen=True):
    """The clock runs again."""

    at: float


class Lengthened(Struct, frozen=True):
    """A segment got longer by ``seconds``; where it has two sides, both did."""

    at: float
    seconds: int


class Eased(Struct, frozen=True):
    """The rest of this step is done with its easier exercise."""

    at: float
    step: int


class Ended(Struct, frozen=True):
    """The session is over; ``stopped`` says why, if it ended early."""

    at: float
    stopped: Stopped | None


class TakenOver(Struct, frozen=True):
    """The session goes on in another coach; here nothing of it can be kept, or done, any more."""

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
