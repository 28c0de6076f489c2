"""What is to be heard at one moment, and who makes it heard."""

from typing import Protocol

from msgspec import Struct

COUNT_GOOD_FOR_S = 0.4
"""A count that comes later than this would count wrong."""
WORDS_GOOD_FOR_S = 3.0
"""Other words help for a little longer."""


class Sound(Struct, frozen=True):
    """``rings`` of a bell and a ``text`` to speak, for one moment; the text is of no use after ``good_for_s``."""

    rings: int = 0
    text: str = ""
    good_for_s: float = WORDS_GOOD_FOR_S


class Cue(Protocol):
    """Makes sounds heard. Every method returns at once and never raises: sound must not disturb a session."""

    def give(self, sound: Sound) -> None:
        """Make a sound; what still waits or sounds of an older one gives way."""

    def hush(self) -> None:
        """Be quiet now."""

    def close(self) -> None:
        """Be quiet for good, and give everything back. Closing twice is no error."""
