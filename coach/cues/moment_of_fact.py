"""Which moment of the table a fact is. Pure."""

from coach.domain.session.facts import (
    Counted,
    Eased,
    Ended,
    Fact,
    Halfway,
    Lengthened,
    Paused,
    RepDone,
    RepMoved,
    RepPhase,
    Resumed,
    SetDone,
    Started,
)
from coach.domain.session.segments import Segment
from coach.library.formats.settings.sound_settings import Moment

PUNCTUAL = frozenset({Moment.COUNT, Moment.REP, Moment.TEMPO})
"""These count the time itself: late, they would be wrong."""
_OTHERS = {
    Halfway: Moment.HALFWAY,
    Counted: Moment.COUNT,
    SetDone: Moment.SET_DONE,
    Paused: Moment.PAUSED,
    Resumed: Moment.GO_ON,
    Lengthened: Moment.LONGER,
    Eased: Moment.EASIER,
    Ended: Moment.END,
}


def moment_of(fact: Fact, segment: Segment) -> Moment | None:
    """The moment of a fact while ``segment`` runs; None: it has none of its own.

    A paced rep is a moment as it begins, a rep counted by key as it is done.
    """
    if isinstance(fact, Started):
        return Moment(str(fact.segment.kind))
    if isinstance(fact, RepMoved):
        begins = next((phase for phase, seconds in zip(RepPhase, segment.tempo, strict=True) if seconds), RepPhase.UP)
        return Moment.REP if fact.phase is begins else Moment.TEMPO
    if isinstance(fact, RepDone):
        return Moment.REP if segment.seconds is None else None
    return _OTHERS[type(fact)]
