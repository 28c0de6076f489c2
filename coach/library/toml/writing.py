"""Writes TOML tables (with tomli-w)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from coach.library.toml.sanitize import clean


def table_text(header: str, values: Mapping[str, Any]) -> str:
    """One table as TOML under its header; strings are sanitised, so that any file can hold them."""
    import tomli_w

    return f"{header}\n{tomli_w.dumps({key: _writable(value) for key, value in values.items()})}"


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple | list):
        return [_writable(item) for item in value]
    if isinstance(value, datetime):
        offset = value.utcoffset()
        # TOML's offsets are whole minutes; some historical zones have seconds.
        return value if offset is None or not offset.total_seconds() % 60 else value.astimezone(UTC)
    return value
