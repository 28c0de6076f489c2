"""The days of the week, as files and profiles name them."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"

    @property
    def full(self) -> str:
        """The full name: ``Tuesday``."""
        return self.name.capitalize()

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """Return the day of the week of a date."""
        return tuple(cls)[day.weekday()]


def in_week_order(days: Iterable[Weekday]) -> tuple[Weekday, ...]:
    """Sort days as a profile stores them: each once, Monday first."""
    chosen = set(days)
    return tuple(day for day in Weekday if day in chosen)
