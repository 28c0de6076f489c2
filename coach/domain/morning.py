"""The morning after: which record an answer belongs to, until when it is asked, and when it is from memory.

Source: RULES, "Words".
"""

from datetime import datetime, timedelta

from coach.domain.record import History, Run, Session

ASKED_FOR = timedelta(days=7)
RECALLED_AFTER = timedelta(hours=36)
NIGHT_ENDS = 4
"""The hour at which a new morning begins: one who trains at half past midnight wakes up the same day."""


def awaiting_morning(history: History, now: datetime) -> Session | Run | None:
    """The last record of the past seven days whose next morning has come, answered or not; None: there is none."""
    for entry in reversed(history.entries):
        if not isinstance(entry, Session | Run) or entry.at > now:
            continue
        if now - entry.at > ASKED_FOR:
            return None
        if next_morning(entry.at.astimezone(now.tzinfo)) <= now:
            return entry
    return None


def is_recalled(record: Session | Run, now: datetime) -> bool:
    """Whether an answer given now is from memory."""
    return now - record.at > RECALLED_AFTER


def next_morning(at: datetime) -> datetime:
    """When the next morning after ``at`` begins, in its own zone."""
    night_ends = at.replace(hour=NIGHT_ENDS, minute=0, second=0, microsecond=0)
    return night_ends if night_ends > at else night_ends + timedelta(days=1)
