"""The one place where time comes in: what time it is, and how long something has lasted."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Time, handed to whoever needs it."""

    speed: float
    """Seconds of this clock that pass in one real second."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back, and goes on while the machine sleeps where it can."""

    def now(self) -> datetime:
        """The time of day, in the runner's own zone."""


class SystemClock:
    """Real time. With ``speed`` above 1 a session's moments come faster; the time of day stays what it is."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._began = _monotonic()

    def monotonic(self) -> float:
        """Seconds since some moment, ``speed`` times as fast as real ones."""
        return self._began + (_monotonic() - self._began) * self.speed

    def now(self) -> datetime:
        """The time of day with the runner's offset, to the second."""
        return datetime.now(UTC).astimezone().replace(microsecond=0)


class FixedClock:
    """A clock that stands until it is moved: for tests and screenshots."""

    speed = 1.0

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._passed = 0.0

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self._passed += seconds

    def monotonic(self) -> float:
        """Seconds moved so far."""
        return self._passed

    def now(self) -> datetime:
        """The time of day it began with, moved as far."""
        return self._now + timedelta(seconds=self._passed)


def _monotonic() -> float:
    # CLOCK_MONOTONIC stands still while a Linux machine sleeps: a closed lid would look like no time at all.
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)
