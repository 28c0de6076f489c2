"""The argparse types of the command line: each parses a text, or raises ArgumentTypeError saying what is wanted."""

import argparse
import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

FASTEST = 3600
"""The highest ``--speed``: an hour passes in a second."""


def pain(text: str) -> int:
    """A pain or effort, 0–10."""
    return whole(text, 0, 10)


def minutes(text: str) -> int:
    """The minutes available for a session, 1–600."""
    return whole(text, 1, 600)


def minutes_or_none(text: str) -> int:
    """Minutes, 0–600; what 0 means is the option's own."""
    return whole(text, 0, 600)


def days_a_week(text: str) -> int:
    """Days per week, 0–7; 0: no particular number."""
    return whole(text, 0, 7)


def runs_a_week(text: str) -> int:
    """Runs per week, 1–14."""
    return whole(text, 1, 14)


def whole(text: str, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``."""
    if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a whole number from {low} to {high}")
    return int(text)


def speed(text: str) -> float:
    """How many times as fast as real time, 1 to FASTEST."""
    try:
        times = float(text)
    except ValueError:
        times = math.nan
    if not 1 <= times <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a number from 1 to {FASTEST}")
    return times


def moment(text: str) -> datetime:
    """A time with its UTC offset, in the years 1971 to 2199."""
    wanted = "a time with its zone, as 2026-11-04T07:30:00Z"
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} should be {wanted}") from None
    if at.tzinfo is None:
        what = "a date without a time" if len(text) <= len("2026-11-04") else "a time without a zone"
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is {what}; write {wanted}")
    if not 1970 < at.year < 2200:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} should lie between 1970 and 2200")
    return at


Spoken = Callable[[datetime], datetime]
"""A function that returns the time as it was said, given the present time; without a zone: by the local clock."""
_DAYS_BACK = {"today": 0, "yesterday": 1}
_CLOCK = re.compile(r"(?a)([01]?\d|2[0-3])[:.h]([0-5]\d)(?::([0-5]\d))?")


def spoken_moment(text: str) -> Spoken:
    """When it was: with a UTC offset, or by the local clock: ``2026-11-20 07:30``, ``yesterday 18:00``, ``7:30``."""
    words = text.strip().lower().split()
    clock = _CLOCK.fullmatch(words[-1]) if words and len(words) <= 2 else None
    day = words[0] if len(words) == 2 else "today"
    if clock and day in _DAYS_BACK:
        hour, minute, second = (int(part or 0) for part in clock.groups())
        back = timedelta(days=_DAYS_BACK[day])
        return lambda now: datetime.combine(now.date() - back, time(hour, minute, second))
    if words and words[0] in _DAYS_BACK and len(words) == 1:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} wants a time of day too: {words[0]} 18:00")
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        wanted = "a time, as 2026-11-20 07:30, yesterday 18:00, 7:30, or with its zone, as 2026-11-04T07:30:00Z"
        raise argparse.ArgumentTypeError(f"{text[:40]!r} should be {wanted}") from None
    if not 1970 < at.year < 2200:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} should lie between 1970 and 2200")
    if at.tzinfo is None and len(text.strip()) <= len("2026-11-04"):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} wants a time of day too: {at:%Y-%m-%d} 07:30")
    return lambda _: at


def since(text: str) -> Callable[[date], date]:
    """A day, or so many days or weeks back (``28d``, ``12w``), as a function of today that returns the day."""
    if text.isascii() and text[:-1].isdigit() and text[-1:] in "dw" and len(text) < 6:
        days = int(text[:-1]) * (7 if text.endswith("w") else 1)
        return lambda today: today - timedelta(days=min(days, 36_500))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        wanted = "a day, as 2026-11-01, or days or weeks back, as 28d or 12w"
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be {wanted}") from None
    return lambda today: day


def day_minutes(text: str) -> int:
    """Minutes within one day, 1–1440."""
    return whole(text, 1, 1440)


def seconds(text: str) -> int:
    """Seconds within one day, 0–86,400."""
    return whole(text, 0, 86_400)


def days(text: str) -> int:
    """Days back, 0–3650: up to ten years."""
    return whole(text, 0, 3650)


def course_days(text: str) -> int:
    """Days of a course to simulate, 1–366."""
    return whole(text, 1, 366)


def ahead_days(text: str) -> int:
    """Days to plan ahead, 1–112."""
    return whole(text, 1, 112)


def end_of_pause(text: str) -> date | str:
    """The day on which training begins again: a date, or the word today or tomorrow, resolved by the caller."""
    if text in ("today", "tomorrow"):
        return text
    try:
        until = date.fromisoformat(text)
    except ValueError:
        wanted = "a date such as 2026-12-09, today or tomorrow"
        raise argparse.ArgumentTypeError(f"{text[:40]!r} should be {wanted}") from None
    if not 1970 < until.year < 2200:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} should lie between 1970 and 2200")
    return until


def clock_time(text: str) -> str:
    """A time of day, returned as ``07:30``."""
    hours, colon, minutes = text.partition(":")
    fits = colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()
    if not fits or len(minutes) != 2 or len(hours) > 2 or int(hours) > 23 or int(minutes) > 59:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a time of day such as 07:30")
    return f"{int(hours):02}:{minutes}"


def seed(text: str) -> int:
    """The seed of the random numbers."""
    return whole(text, 0, 99_999_999)


def stage(text: str) -> int:
    """A stage of a running programme, 1–60; how many a programme has is checked elsewhere."""
    return whole(text, 1, 60)


def share(text: str) -> float:
    """A share 0–1, as a number or in percent: ``0.8``, ``0,8``, ``80%``."""
    try:
        number = float(text.removesuffix("%").replace(",", ".")) / (100 if text.endswith("%") else 1)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a number from 0 to 1, or a percentage such as 80%")
    return number


def one_id(text: str) -> str:
    """An id in lower case, whatever case it was typed in."""
    return text.strip().lower()


def ids(text: str) -> tuple[str, ...]:
    """Ids separated by commas, each once; an empty text means none."""
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := one_id(part))))


def note(text: str) -> str:
    """A free text, no longer than a history file may hold."""
    from coach.library.toml.fields import MAX_TEXT  # imported late: most commands take no note

    if len(text) > MAX_TEXT:
        raise argparse.ArgumentTypeError(f"{text[:20]!r}… should be at most {MAX_TEXT} characters")
    return text
