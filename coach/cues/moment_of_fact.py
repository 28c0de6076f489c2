"""Maps a fact to its moment in the sound table. Pure."""

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
from coach.library.formats.settings.sound_settings import SoundMoment

PUNCTUAL = frozenset({SoundMoment.COUNT, SoundMoment.REP, SoundMoment.TEMPO})
"""Moments that count time itself: late, they would be wrong."""
_OTHERS = {
    Halfway: SoundMoment.HALFWAY,
    Counted: SoundMoment.COUNT,
    SetDone: SoundMoment.SET_DONE,
    Paused: SoundMoment.PAUSED,
    Resumed: SoundMoment.GO_ON,
    Lengthened: SoundMoment.LONGER,
    Eased: SoundMoment.EASIER,
    Ended: SoundMoment.END,
}


def cue_moment(fact: Fact, segment: Segment) -> SoundMoment | None:
    """The moment of a fact while ``segment`` runs; None: this fact has none.

    A paced rep has its moment when it begins, a rep counted by key when it is done.
    """
    if isinstance(fact, Started):
        return SoundMoment(str(fact.segment.kind))
    if isinstance(fact, RepMoved):
        begins = next((phase for phase, seconds in zip(RepPhase, segment.tempo, strict=True) if seconds), RepPhase.UP)
        return SoundMoment.REP if fact.phase is begins else SoundMoment.TEMPO
    if isinstance(fact, RepDone):
        return SoundMoment.REP if segment.seconds is None else None
    return _OTHERS[type(fact)]
