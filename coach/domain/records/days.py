"""A date as runners say it."""

from datetime import date


def day(at: date) -> str:
    """A date, or a time's, as runners say it: ``3 Nov``."""
    return f"{at.day} {_MONTHS[at.month - 1]}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
