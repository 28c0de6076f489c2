"""Silence: the cue that makes no sound."""

from coach.cues.cue import Sound


class Silence:
    """Does nothing. Implements ``Cue``."""

    def give(self, sound: Sound) -> None:
        """Nothing."""

    def hush(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
