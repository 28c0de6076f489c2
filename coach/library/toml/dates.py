"""The field for a calendar day without a time, TOML's local date."""

from contextlib import suppress
from datetime import date

from coach.library.toml.checker import Table, shown_value
from coach.library.toml.fields import Schema

DAY_PATTERN = "^(197[1-9]|19[89][0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


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
