"""Which record a morning's answer belongs to, and whether it is recalled. Source: RULES, "Words"."""

from datetime import datetime, timedelta

from coach.cli.errors import RefusedError
from coach.domain.record import History, Run, Session

ASKED_FOR = timedelta(days=7)
RECALLED_AFTER = timedelta(hours=36)
NIGHT_ENDS = 4
"""The hour at which a new morning begins: one who trains at half past midnight wakes up the same day."""


def whose_morning(history: History, now: datetime) -> Session | Run:
    """The last record whose next morning has come. Raises RefusedError when there is none within seven days."""
    records = [entry for entry in history.entries if isinstance(entry, Session | Run)]
    recent = [record for record in records if now - record.at <= ASKED_FOR]
    slept = [record for record in recent if next_morning(record.at.astimezone(now.tzinfo)) <= now]
    if slept:
        return slept[-1]
    if recent:
        raise RefusedError("the morning after your last session is still to come: tell me then.")
    if records:
        raise RefusedError(
            f"your last session is {(now - records[-1].at).days} days ago; mornings count for up to 7 days."
        )
    raise RefusedError("there is no session yet that a morning could follow. What is due today: coach next")


def recalled(record: Session | Run, now: datetime) -> bool:
    """Whether the answer comes so late that it is from memory."""
    return now - record.at > RECALLED_AFTER


def next_morning(at: datetime) -> datetime:
    """When the next morning after ``at`` begins, in its own zone."""
    night_ends = at.replace(hour=NIGHT_ENDS, minute=0, second=0, microsecond=0)
    return night_ends if night_ends > at else night_ends + timedelta(days=1)
