"""What happens in a session, as facts: for the screen, the cues and the checkpoint.

``at`` is the moment of the fact in seconds on the session's monotonic clock, not the moment it was noticed.
Left out: what a fact looks or sounds like (``tui``, ``plain``, ``cues``).
"""

from dataclasses import dataclass
from enum import StrEnum

from coach.domain.records.entries import Stopped
from coach.domain.session.segments import Segment, Side


class RepPhase(StrEnum):
    """The part of a rep."""

    UP = "up"
    HOLD = "hold"
    DOWN = "down"


class PauseReason(StrEnum):
    """Why a session stands still."""

    ASKED = "asked"
    GAP = "gap"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Started:
    """A segment began."""

    at: float
    segment: Segment


@dataclass(frozen=True, slots=True)
class Halfway:
    """Half of a timed set has passed; ``seconds`` are left."""

    at: float
    seconds: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Three, two, one: ``seconds`` left until a segment ends, or (``resuming``) until it goes on."""

    at: float
    seconds: int
    resuming: bool = False


@dataclass(frozen=True, slots=True)
class RepMoved:
    """A paced rep entered a phase that lasts ``seconds``. ``rep`` counts from 1."""

    at: float
    rep: int
    phase: RepPhase
    seconds: int
    side: Side | None


@dataclass(frozen=True, slots=True)
class RepDone:
    """A rep was finished: ``rep`` of ``reps``."""

    at: float
    rep: int
    reps: int
    side: Side | None


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set ended: finished, or left early (``whole`` False)."""

    at: float
    segment: Segment
    whole: bool


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still."""

    at: float
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs again."""

    at: float


@dataclass(frozen=True, slots=True)
class Lengthened:
    """A segment got longer by ``seconds``; where it has two sides, both did."""

    at: float
    seconds: int


@dataclass(frozen=True, slots=True)
class Eased:
    """The rest of this step is done with its easier exercise."""

    at: float
    step: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The session is over; ``stopped`` says why, if it ended early."""

    at: float
    stopped: Stopped | None


@dataclass(frozen=True, slots=True)
class TakenOver:
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
