"""Writes values as TOML in one line, as they are offered by the editor and shown in tables."""

import json
from datetime import date, datetime

Value = str | int | float | bool | date | datetime | list["Value"] | dict[str, "Value"]
"""What a key may hold, as ``tomllib`` parses it."""


def written(value: Value) -> str:
    """The value as TOML, in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):  # JSON's escapes are valid TOML too
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {written(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value)
