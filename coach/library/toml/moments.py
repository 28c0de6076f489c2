"""The message for a value that should be a date and time with its zone. Imported only when there is such a mistake."""

from datetime import date, datetime

from coach.library.toml.checker import shown_value

_RIGHT = "2026-11-01T07:30:00Z"


def no_moment(key: str, value: object) -> str:
    """Why the value at ``key`` is not a date and time with its zone, and how to write one."""
    if isinstance(value, datetime):
        return f"needs its zone: write {value.isoformat()}Z, or an offset such as +01:00"
    if isinstance(value, date):
        return f"needs a time of day and its zone, as {key} = {value.isoformat()}T07:30:00Z"
    if isinstance(value, str) and (meant := _in_quotes(value)) is not None:
        if meant.tzinfo is None:
            example = f"{key} = {meant.isoformat(timespec='seconds')}Z"
            return f"stands without quotes and needs its zone: write {example}, or an offset such as +01:00 for Z"
        return f"stands without quotes: write {key} = {meant.isoformat(timespec='seconds').replace('+00:00', 'Z')}"
    return f"must be a date and time with its zone, without quotes, as {_RIGHT}, got {shown_value(value)}"


def _in_quotes(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()) if len(text) < 40 else None
    except ValueError:
        return None
