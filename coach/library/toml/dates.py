"""The fields for a calendar day without a time (TOML's local date), and for a date and time with its zone."""

from contextlib import suppress
from datetime import date, datetime

from coach.library.toml.checker import Table, shown_value
from coach.library.toml.fields import Schema

DAY_PATTERN = "^(197[1-9]|19[89][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_MOMENT_PATTERN = (
    "^(197[1-9]|19[89][0-9]|2[01][0-9]{2})-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}.*([Zz]|[+-][0-9]{2}:[0-9]{2})$"
)
_RIGHT_MOMENT = "2026-11-01T07:30:00Z"


class DateField:
    """A date from 1971 to 2199. One in quotes is accepted too, with a warning that says how to write it."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "string", "pattern": DAY_PATTERN}

    def read(self, value: object, table: Table, key: str) -> date | None:
        """The date."""
        day = value if type(value) is date else _in_quotes(value)
        if day is None:
            table.wrong(key, f"must be a date, such as 2026-12-09, got {shown_value(value)}")
        elif not 1970 < day.year < 2200:
            table.wrong(key, f"must be between 1970 and 2200, got the year {day.year}")
        else:
            if day is not value:
                table.say(f"{key}: a date stands without quotes: write {key} = {day}", key, severity="warning")
            return day
        return None


def _in_quotes(value: object) -> date | None:
    if isinstance(value, str) and len(value) == len("2026-12-09"):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return None


class DateTime:
    """A date and time with its zone, from 1970 to 2199."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "string", "pattern": _MOMENT_PATTERN}

    def read(self, value: object, table: Table, key: str) -> datetime | None:
        """The time, its offset kept."""
        if not isinstance(value, datetime) or value.tzinfo is None:
            table.wrong(key, _no_moment(key, value))
        elif not 1970 < value.year < 2200:
            table.wrong(key, f"must be between 1970 and 2200, got the year {value.year}")
        else:
            return value
        return None


def _no_moment(key: str, value: object) -> str:
    """Why the value at ``key`` is not a date and time with its zone, and how to write one."""
    if isinstance(value, datetime):
        return f"needs its zone: write {value.isoformat()}Z, or an offset such as +01:00"
    if isinstance(value, date):
        return f"needs a time of day and its zone, as {key} = {value.isoformat()}T07:30:00Z"
    if isinstance(value, str) and (meant := _moment_in_quotes(value)) is not None:
        if meant.tzinfo is None:
            example = f"{key} = {meant.isoformat(timespec='seconds')}Z"
            return f"stands without quotes and needs its zone: write {example}, or an offset such as +01:00 for Z"
        return f"stands without quotes: write {key} = {meant.isoformat(timespec='seconds').replace('+00:00', 'Z')}"
    return f"must be a date and time with its zone, without quotes, as {_RIGHT_MOMENT}, got {shown_value(value)}"


def _moment_in_quotes(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()) if len(text) < 40 else None
    except ValueError:
        return None
