"""The clocks: a rehearsal's seconds pass faster, its records do not lie in the future."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.system import clock
from coach.system.clock import FixedClock, SystemClock


def test_a_rehearsal_hurries_its_seconds_and_not_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    real = [100.0]
    monkeypatch.setattr(clock, "_monotonic", lambda: real[0])
    fast = SystemClock(speed=60)
    began = fast.monotonic()
    real[0] += 2
    assert fast.monotonic() - began == 120
    assert abs(fast.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert fast.now().utcoffset() is not None


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    fixed = FixedClock(datetime(2026, 11, 1, tzinfo=UTC))
    assert (fixed.monotonic(), fixed.now()) == (0, datetime(2026, 11, 1, tzinfo=UTC))
    fixed.move(90)
    assert (fixed.monotonic(), fixed.now()) == (90, datetime(2026, 11, 1, 0, 1, 30, tzinfo=UTC))
