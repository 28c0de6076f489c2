"""When something that is logged was: about when on which day; and which times cannot be right."""

from datetime import datetime, timedelta
from enum import StrEnum

OLDEST = timedelta(days=10 * 365)
"""A time further back is taken as mistyped: no rule looks that far."""


class PartOfDay(StrEnum):
    """About when on a day, where nobody looks at the clock."""

    MORNING = "morning"
    MIDDAY = "midday"
    EVENING = "evening"


_HOURS = {PartOfDay.MORNING: 8, PartOfDay.MIDDAY: 13, PartOfDay.EVENING: 19}


def logged_at(now: datetime, days_ago: int, part: PartOfDay | None) -> datetime:
    """About when it was: today, ``now``; on an earlier day that part of it, or if None the present time of day."""
    at = now - timedelta(days=days_ago)
    return at.replace(hour=_HOURS[part], minute=0, second=0, microsecond=0) if part and days_ago else at


def wrong_time(at: datetime, now: datetime) -> str | None:
    """What is wrong with a time, in words to follow its name; None: nothing."""
    if at > now:
        return "lies in the future: log it when it is done"
    if now - at > OLDEST:
        return "lies more than ten years back"
    return None
