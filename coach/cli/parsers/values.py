"""The kinds of values on the command line: each takes a word, and gives what it means or says what would be right."""

import argparse
import math
from datetime import date, datetime

FASTEST = 3600
"""The highest ``--speed``: an hour in a second."""
LONGEST_NOTE = 500
"""Characters, as in a history file."""


def pain(text: str) -> int:
    """A pain or effort, 0–10."""
    return whole(text, 0, 10)


def minutes(text: str) -> int:
    """The minutes there are for a session."""
    return whole(text, 1, 600)


def minutes_or_none(text: str) -> int:
    """Minutes; 0 for none in particular."""
    return whole(text, 0, 600)


def days_a_week(text: str) -> int:
    """Days of a week; 0 for none in particular."""
    return whole(text, 0, 7)


def runs_a_week(text: str) -> int:
    """Runs in a week."""
    return whole(text, 1, 14)


def whole(text: str, low: int, high: int) -> int:
    """A whole number within bounds."""
    if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a whole number from {low} to {high}")
    return int(text)


def speed(text: str) -> float:
    """How many times as fast as real time."""
    try:
        times = float(text)
    except ValueError:
        times = math.nan
    if not 1 <= times <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a number from 1 to {FASTEST}")
    return times


def moment(text: str) -> datetime:
    """A time with its zone."""
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


def day_minutes(text: str) -> int:
    """Minutes of one day."""
    return whole(text, 1, 1440)


def seconds(text: str) -> int:
    """Seconds of one day."""
    return whole(text, 0, 86_400)


def days(text: str) -> int:
    """Days back, up to ten years."""
    return whole(text, 0, 3650)


def course_days(text: str) -> int:
    """Days of a course that are followed."""
    return whole(text, 1, 366)


def ahead_days(text: str) -> int:
    """Days ahead that are planned."""
    return whole(text, 1, 112)


def end_of_pause(text: str) -> date | str:
    """The day on which training begins again: a date, or today or tomorrow, by the runner's calendar."""
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
    """A time of day, ``07:30``."""
    hours, colon, minutes = text.partition(":")
    fits = colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit()
    if not fits or len(minutes) != 2 or len(hours) > 2 or int(hours) > 23 or int(minutes) > 59:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a time of day such as 07:30")
    return f"{int(hours):02}:{minutes}"


def seed(text: str) -> int:
    """What chance begins with."""
    return whole(text, 0, 99_999_999)


def stage(text: str) -> int:
    """A stage of the return to running; how many there are, its own rules know."""
    return whole(text, 1, 60)


def share(text: str) -> float:
    """A share 0–1, as a number or in percent: ``0.8``, ``80%``."""
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a number from 0 to 1, or a percentage such as 80%")
    return number


def ids(text: str) -> tuple[str, ...]:
    """Words with commas between; none of them: an empty word."""
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := part.strip())))


def note(text: str) -> str:
    """A remark for oneself."""
    if len(text) > LONGEST_NOTE:
        raise argparse.ArgumentTypeError(f"{text[:20]!r}… should be at most {LONGEST_NOTE} characters")
    return text
