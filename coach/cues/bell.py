"""The terminal's bell, rung once or several times. Where it rings (an app's terminal, standard error) is passed in."""

import threading
from collections.abc import Callable

from coach.cues.cue import Sound

BETWEEN_S = 0.22
"""Seconds between two rings. Many terminals merge rings that are closer."""

Later = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Schedules a call after some seconds, without blocking; returns a function that cancels it."""


class Bell:
    """Rings. Implements ``Cue``."""

    def __init__(self, ring: Callable[[], None], later: Later | None = None) -> None:
        self._ring = ring
        self._later = later or _after
        self._call_off: Callable[[], None] | None = None
        self._left = 0

    def give(self, sound: Sound) -> None:
        """Ring the first time at once, then the others one after the other."""
        if sound.rings:
            self.hush()
            self._left = sound.rings
            self._next()

    def hush(self) -> None:
        """Cancel the remaining rings."""
        self._left = 0
        if self._call_off:
            self._call_off()
            self._call_off = None

    def close(self) -> None:
        """Cancel the remaining rings."""
        self.hush()

    def _next(self) -> None:
        if self._left <= 0:
            return
        self._left -= 1
        try:
            self._ring()
        except (OSError, ValueError, RuntimeError):  # the terminal is gone
            self._left = 0
        if self._left:
            self._call_off = self._later(BETWEEN_S, self._next)


def _after(seconds: float, call: Callable[[], None]) -> Callable[[], None]:
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()
    return timer.cancel
