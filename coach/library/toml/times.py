"""Times as people write them: whole seconds, or ``"90 s"``, ``"3 min"``, ``"1:30"`` (minutes and seconds).

Left out: dates and moments (``fields``).
"""

import re
from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.dose import Range
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import Schema, Span, Whole

TIME_PATTERN = r"^ *([0-9]{1,6} *(s|min)|[0-9]{1,4}:[0-5][0-9]) *$"
AS_TIMES = 'a time as "90 s", "3 min" or "1:30"'
_TIME = r" *(?:([0-9]{1,6}) *(s|min)|([0-9]{1,4}):([0-5][0-9])) *"
_NEARLY = r"(?i)\s*([0-9]{1,4}(?:[.,][0-9]{1,3})?)\s*(s|secs?|seconds?|\"|m|mins?|minutes?|'|h|hrs?|hours?)?\.?\s*"
_CLOCK = r"(?a)\s*([0-9]{1,4}):([6-9][0-9])\s*"
_FROM_TO = r"(?a)\s*([0-9]{1,4})\s*(s|min)?\s*[-–]\s*([0-9]{1,4})\s*(s|min)\s*"
_MINUTES = frozenset(("m", "min", "mins", "minute", "minutes", "'"))
_HOURS = frozenset(("h", "hr", "hrs", "hour", "hours"))


def seconds_of(value: object) -> int | None:
    """The seconds that a TOML value stands for; None when it is not a time.

    >>> seconds_of(90), seconds_of("90 s"), seconds_of("3 min"), seconds_of("1:30")
    (90, 90, 180, 90)
    """
    if type(value) is int:
        return value
    found = re.fullmatch(_TIME, value) if type(value) is str else None
    if found is None:
        return None
    number, unit, minutes, seconds = found.groups()
    if unit is not None:
        return int(number) * (60 if unit == "min" else 1)
    return int(minutes) * 60 + int(seconds)


class Seconds(Whole):
    """A time from ``low`` to ``high`` whole seconds, both included, in any notation of this module."""

    def __init__(self, low: int, high: int, unit: str = "seconds") -> None:
        super().__init__(low, high, unit)

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts. A schema cannot bound a time that is written as text."""
        return {**super().schema(), "type": ["integer", "string"], "pattern": TIME_PATTERN}

    def read(self, value: object, table: Table, key: str) -> int | None:
        """The seconds."""
        seconds = seconds_of(value)
        if seconds is not None and self.low <= seconds <= self.high:
            return seconds
        table.wrong(key, self.complaint(value))
        return None

    def complaint(self, value: object) -> str:
        """The message for a value that is no such time."""
        seconds = seconds_of(value)
        if seconds is not None:
            said = (
                ""
                if type(value) is int or shown_value(value).strip('" s') == str(seconds)
                else f": that is {seconds:,} seconds"
            )
            return f"must be {self.bounds}, got {shown_value(value)}{said}"
        return f"must be a whole number, {self.bounds}, or {AS_TIMES}, got {shown_value(value)}{_meant(value)}"


def _meant(value: object) -> str:
    """A hint with the time that was probably meant, to append to a message; empty when there is no guess."""
    if type(value) is float and 0 <= value < 10_000 and value == int(value):
        return f" (did you mean {int(value)}?)"
    if type(value) is not str:
        return ""
    if clock := re.fullmatch(_CLOCK, value):
        meant = time_in_words(int(clock[1]) * 60 + int(clock[2]))
        return f' (its seconds go up to 59: did you mean "{meant}"?)'
    found = re.fullmatch(_NEARLY, value)
    if found is None:
        return ""
    number, unit = float(found[1].replace(",", ".")), (found[2] or "s").lower()
    seconds = number * (60 if unit in _MINUTES else 3600 if unit in _HOURS else 1)
    return f' (did you mean "{time_in_words(round(seconds))}"?)' if seconds == round(seconds) else ""


def _as_range(value: str) -> str:
    """A hint with the range that ``20-30 s`` probably means, to append to a message; empty for anything else."""
    if (found := re.fullmatch(_FROM_TO, value)) is None:
        return ""
    low, unit, high, unit_of_both = found.groups()
    return f' (did you mean {{ from = "{low} {unit or unit_of_both}", to = "{high} {unit_of_both}" }}?)'


def time_in_words(seconds: int) -> str:
    """A time as files write it: ``45 s``, ``3 min``, ``1:30``."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes}:{rest:02}" if rest else f"{minutes} min"


class TimeSpan(Span):
    """A range of times: one time (from and to alike) or ``{ from = …, to = …, step = … }``. ``step``: the default."""

    def __init__(self, low: int, high: int, *, step: int = 1) -> None:
        super().__init__(low, high, "seconds", step=step)
        self.number: Seconds = Seconds(low, high)
        self.fields: Mapping[str, Field] = {"from": self.number, "to": self.number, "step": Seconds(1, high)}

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        made = super().schema()
        return {**made, "type": ["integer", "string", "object"]}

    def read(self, value: object, table: Table, key: str) -> Any:
        """The range, in seconds."""
        if type(value) is not str:
            return super().read(value, table, key)
        if seconds_of(value) is None:
            table.wrong(key, f"must be {self.wanted()}, got {shown_value(value)}{_meant(value) or _as_range(value)}")
            return None
        number = self.number.read(value, table, key)
        return None if number is None else Range.pinned(number)

    def wanted(self) -> str:
        """A description of the accepted values, for messages."""
        return f"{super().wanted()}, or {AS_TIMES}"
