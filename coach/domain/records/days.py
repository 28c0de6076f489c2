"""A date as runners say it."""

from datetime import date


def day(at: date) -> str:
    """A date, or a time's, as runners say it: ``3 Nov``."""
    return f"{at.day} {_MONTHS[at.month - 1]}"


def day_span(first: date, last: date) -> str:
    """From day to day: ``8 to 11 Nov``, ``30 Oct to 2 Nov``; ``8 Nov`` where that is one."""
    if (first.year, first.month) != (last.year, last.month):
        return f"{day(first)} to {day(last)}"
    return day(last) if first.day == last.day else f"{first.day} to {day(last)}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
