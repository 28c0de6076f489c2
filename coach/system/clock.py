"""The only source of time: the time of day, and a monotonic clock."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """A source of time, passed to whoever needs it."""

    speed: float
    """Seconds of this clock that pass in one real second."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back, and continues while the machine sleeps where it can."""

    def now(self) -> datetime:
        """The time of day, in the runner's own time zone."""


class SystemClock:
    """Real time. With ``speed`` above 1 a session runs faster; the time of day stays real."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._began = _monotonic()

    def monotonic(self) -> float:
        """Seconds since some moment, ``speed`` times as fast as real ones."""
        return self._began + (_monotonic() - self._began) * self.speed

    def now(self) -> datetime:
        """The time of day with the runner's UTC offset, to the second."""
        return datetime.now(UTC).astimezone().replace(microsecond=0)


class FixedClock:
    """A clock that only moves when told: for tests and screenshots."""

    speed = 1.0

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._passed = 0.0

    def move(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._passed += seconds

    def monotonic(self) -> float:
        """Seconds moved so far."""
        return self._passed

    def now(self) -> datetime:
        """The time of day it began with, plus the seconds moved so far."""
        return self._now + timedelta(seconds=self._passed)


def _monotonic() -> float:
    # CLOCK_MONOTONIC stops while a Linux machine sleeps: time with a closed lid would not count.
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)
