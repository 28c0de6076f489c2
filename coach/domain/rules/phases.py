"""The three phases: when a record moves the runner from one to another, and what is still missing for the next.

A move takes effect after its record. Source: RULES, "Phases" (S4).
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from coach.domain.records.entries import Answered, CheckIn
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import ALARMING

DAILY_LIFE = "daily life pain-free"
"""The words of a condition that a phase and the return to running have in common."""


class Judged(Struct, frozen=True):
    """A session or run as the phases count it.

    ``counts``: it is a green that may count toward moves. ``settled``: it has every answer and its own plan allowed it,
    whatever its light; what is not settled counts in no move up. ``builds``: a session of kind strength or mixed, the
    only ones that prove load.
    """

    record: Answered
    counts: bool
    settled: bool
    builds: bool = False


class Need(Struct, frozen=True, forbid_unknown_fields=True):
    """One condition of a move up, in words, and whether it is met."""

    words: str
    met: bool


def is_alarming(record: Answered) -> bool:
    """Whether the pain was sharp or catching, or changed how the runner moves."""
    return record.quality in ALARMING or bool(record.gait_changed)


def begins_acute(first: Answered | CheckIn) -> bool:
    """Whether a history that begins with this record, or check-in, begins in the acute phase."""
    return (first.before or 0) >= rules.START_ACUTE_BEFORE_FROM or bool(first.sharp) or bool(first.limp)


def falls_to_acute(record: Answered, reds_in_a_week: int) -> bool:
    """Whether this record moves down to acute. ``reds_in_a_week`` includes this record's own."""
    hurt = record.worst is not None and record.worst >= rules.ACUTE_WORST_FROM
    return is_alarming(record) or hurt or reds_in_a_week >= rules.ACUTE_REDS


def needs_for_recovery(latest: Sequence[Judged]) -> tuple[Need, ...]:
    """The conditions of acute to recovery, met or not by the ``latest`` records since acute began, oldest first."""
    records = [judged.record for judged in latest]
    window = _latest_window(records)
    settled = bool(window) and all(judged.settled for judged in latest[-len(window) :])
    return (
        Need(
            f"{rules.ACUTE_LEAST_RECORDS} records over {_hours(rules.ACUTE_WINDOW)} hours or more, fully answered "
            "and as planned",
            settled,
        ),
        _need("none sharp or catching, none that changed how you move", window, lambda r: not is_alarming(r)),
        _need(
            f"pain before {rules.ACUTE_BEFORE_TO} or less, worst {rules.ACUTE_WORST_TO} or less",
            window,
            lambda r: _at_most(r.before, rules.ACUTE_BEFORE_TO) and _at_most(r.worst, rules.ACUTE_WORST_TO),
        ),
        _need("each next morning answered, and no worse than before", window, _morning_settled),
        _need("no painkiller", window, lambda r: not r.painkiller),
    )


def needs_for_maintenance(
    last: Collection[Judged], sessions: int, span: timedelta, daily_life: bool | None
) -> tuple[Need, ...]:
    """The conditions of recovery to maintenance, met or not.

    ``last``: the last four strength or mixed sessions since recovery began; ``sessions``: how many settled ones of that
    kind there were, over ``span``; ``daily_life``: the last answer to whether daily life is free of pain.
    """
    calm = [
        judged.counts and _at_most(judged.record.worst, rules.RECOVERY_WORST_TO) and not judged.record.painkiller
        for judged in last
    ]
    return (
        Need(
            f"{rules.RECOVERY_LEAST_SESSIONS} strength or mixed sessions ({sessions} so far)",
            sessions >= rules.RECOVERY_LEAST_SESSIONS,
        ),
        Need(f"{rules.RECOVERY_SPAN.days} days ({span.days} so far)", span >= rules.RECOVERY_SPAN),
        Need(
            f"the last {rules.RECOVERY_LAST_GREEN} of these green, worst {rules.RECOVERY_WORST_TO} or less, no "
            "painkiller",
            len(calm) == rules.RECOVERY_LAST_GREEN and all(calm),
        ),
        Need(DAILY_LIFE, daily_life is True),
    )


def may_rise(now: datetime, last_rise: datetime | None) -> bool:
    """Whether the last move up is long enough ago: one phase up in any seven days."""
    return last_rise is None or now - last_rise >= rules.PHASE_RISE_EVERY


def _latest_window(records: Sequence[Answered]) -> Sequence[Answered]:
    """The latest records, at least three and as many as span 72 hours; empty when there are not so many."""
    for first in range(len(records) - rules.ACUTE_LEAST_RECORDS, -1, -1):
        if records[-1].at - records[first].at >= rules.ACUTE_WINDOW:
            return records[first:]
    return ()


def _need(words: str, window: Sequence[Answered], fits: Callable[[Answered], bool]) -> Need:
    return Need(words, bool(window) and all(fits(record) for record in window))


def _at_most(pain: int | None, most: int) -> bool:
    return pain is not None and pain <= most


def _morning_settled(record: Answered) -> bool:
    return record.morning is not None and record.before is not None and record.morning <= record.before


def _hours(span: timedelta) -> int:
    return round(span.total_seconds() / 3600)
