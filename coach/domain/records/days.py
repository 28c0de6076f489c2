"""A date, or a moment, as runners say it: by their own calendar, and never a weekday on that day itself."""

from datetime import date, datetime

from coach.domain.exercises.weekday import Weekday


def day(at: date) -> str:
    """A date, or the date of a time, as runners say it: ``3 Nov``."""
    return f"{at.day} {_MONTHS[at.month - 1]}"


def day_span(first: date, last: date) -> str:
    """From day to day: ``8 to 11 Nov``, ``30 Oct to 2 Nov``; ``8 Nov`` if both are the same day."""
    if (first.year, first.month) != (last.year, last.month):
        return f"{day(first)} to {day(last)}"
    return day(last) if first.day == last.day else f"{first.day} to {day(last)}"


def near_day(at: date, today: date) -> str:
    """A day as it is said on ``today``: ``today``, ``tomorrow``, ``yesterday``; ``Tuesday`` within six days of it.

    Farther away ``Tuesday, 3 Nov``: by then the weekday alone would mean a nearer day.
    """
    days = (at - today).days
    if days in _CLOSE:
        return _CLOSE[days]
    weekday = Weekday.of(at).full
    return weekday if abs(days) <= _UNIQUE_DAYS else f"{weekday}, {day(at)}"


def near_moment(at: datetime, now: datetime) -> str:
    """A moment as it is said ``now``, by its clock: ``08:30 today``, ``Friday 07:30``, ``Friday, 6 Nov, 07:30``."""
    here = at.astimezone(now.tzinfo)
    days, said = (here.date() - now.date()).days, near_day(here.date(), now.date())
    if days in _CLOSE:
        return f"{here:%H:%M} {said}"
    return f"{said}{' ' if abs(days) <= _UNIQUE_DAYS else ', '}{here:%H:%M}"


def on_near_day(at: date, today: date) -> str:
    """A day within a sentence: ``tomorrow``, ``on Tuesday``, ``on Tuesday, 3 Nov``."""
    said = near_day(at, today)
    return said if (at - today).days in _CLOSE else f"on {said}"


_CLOSE = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_UNIQUE_DAYS = 6
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
