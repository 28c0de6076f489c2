"""The sound of one moment, and the interface of what makes it heard."""

from typing import Protocol

from msgspec import Struct

COUNT_GOOD_FOR_S = 0.4
"""Seconds: a count that is later than this would be wrong."""
WORDS_GOOD_FOR_S = 3.0
"""Seconds: other words are useful a little longer."""


class Sound(Struct, frozen=True):
    """The ``rings`` of a bell and a ``text`` for one moment; after ``good_for_s`` seconds it is not spoken any more."""

    rings: int = 0
    text: str = ""
    good_for_s: float = WORDS_GOOD_FOR_S


class Cue(Protocol):
    """Makes sounds heard. Every method returns at once and never raises: sound must not disturb a session."""

    def give(self, sound: Sound) -> None:
        """Make a sound; whatever of an older one is waiting or sounding is cancelled."""

    def hush(self) -> None:
        """Stop the sound now."""

    def close(self) -> None:
        """Stop the sound for good, and free all resources. Closing twice is no error."""
