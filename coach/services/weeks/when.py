"""The time of a record: parsed as it is typed, and shown in the time zone in which it was entered."""

import re
from datetime import datetime, time

from coach.domain.activity_log.log_times import wrong_time
from coach.domain.records.days import day

_CLOCK = re.compile(r"(?a)([01]?\d|2[0-3])[:.h]([0-5]\d)")
_WANTED = "A time, as 2026-11-20 07:30, or 18:00 on its day."


def typed_moment(text: str, known: datetime) -> datetime:
    """The moment that was typed, in the time zone of ``known``. Raises ValueError, whose text says what is allowed."""
    words = text.strip().lower()
    clock = _CLOCK.fullmatch(words)
    if clock:
        return datetime.combine(known.date(), time(int(clock[1]), int(clock[2])), known.tzinfo)
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(_WANTED) from None
    if len(words) <= len("2026-11-20"):
        at = datetime.combine(at.date(), known.timetz().replace(tzinfo=None))
    return at if at.tzinfo is not None else at.replace(tzinfo=known.tzinfo)


def wrong_moment(text: str, known: datetime, now: datetime) -> str:
    """What is wrong with a time that was typed, as a sentence; empty: nothing."""
    try:
        at = typed_moment(text, known)
        wrong = wrong_time(at, now)
    except (ValueError, OverflowError) as error:
        return str(error) or _WANTED
    return f"That {wrong}." if wrong else ""


def when_in_words(at: datetime) -> str:
    """``Fri 20 Nov 2026, 07:30``."""
    return f"{at:%a} {day(at)} {at.year}, {at:%H:%M}"


def zone_in_words(at: datetime, now: datetime | None = None) -> str:
    """``By the clock of UTC+09:00. ``; empty if that is also the offset of ``now``."""
    if now is not None and at.utcoffset() == now.utcoffset():
        return ""
    offset = f"{at:%z}"
    return f"By the clock of UTC{offset[:3]}:{offset[3:5]}. "
