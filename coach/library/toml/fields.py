"""The fields: each checks one kind of value from a file and converts it for the domain.

Messages say what would be right and what was found. Bounds are set where a file's keys are listed.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from coach.domain.exercises.dose import Range
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.lists import list_of
from coach.library.toml.sanitize import clean

Schema = dict[str, Any]
"""A JSON Schema (draft 4, which editors know best), without descriptions: those come from ``key_docs``."""

MAX_TEXT = 500
MAX_LIST = 50
MAX_SLUG = 64

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
SLUG_PATTERN = f"^{_SLUG}$"


def is_slug(text: str) -> bool:
    """Whether the text can be an id: words of small letters and digits, joined by single hyphens, at most 64 in all."""
    return len(text) <= MAX_SLUG and re.fullmatch(_SLUG, text) is not None


def schema_of(field: object) -> Schema:
    """The schema of the values a field accepts: from its ``schema()``, else from its ``fields``, else its bounds."""
    own = getattr(field, "schema", None)
    if own is not None:
        made: Schema = own()
        return made
    keys = getattr(field, "fields", None)
    if isinstance(keys, Mapping):
        inner = table_schema(keys)
        return {**inner, "type": ["object", "array"], "items": inner}
    low, high = getattr(field, "low", None), getattr(field, "high", None)
    return {} if low is None else {"type": "number", "minimum": low, "maximum": high}


def table_schema(fields: Mapping[str, Field], required: Iterable[str] = (), **more: Any) -> Schema:
    """The schema of a table with these keys and no others."""
    needed = sorted(required)
    return {
        "type": "object",
        "properties": {key: schema_of(field) for key, field in fields.items()},
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
        **more,
    }


class Text:
    """A text of at most ``most`` characters; sanitised. ``needed``: it may not be blank."""

    def __init__(self, most: int = MAX_TEXT, *, needed: bool = False) -> None:
        self.most = most
        self.needed = needed

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "string", "maxLength": self.most, **({"pattern": _NOT_BLANK} if self.needed else {})}

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The sanitised text."""
        if type(value) is not str:
            table.wrong(key, f"must be text in quotes, got {shown_value(value)}")
        elif len(value) > self.most:
            table.wrong(key, f"must be at most {self.most} characters, got {len(value):,}")
        elif self.needed and not value.strip():
            table.wrong(key, "must not be empty")
        else:
            return clean(value)
        return None


class Slug:
    """An id: ``[a-z0-9]+(-[a-z0-9]+)*``, at most 64 characters."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return dict(_SLUG_SCHEMA)

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The id as it is."""
        if type(value) is str and is_slug(value):
            return value
        table.wrong(key, f"must be {_SLUG_WORDS}, got {shown_value(value)}")
        return None


_SLUG_SCHEMA: Schema = {"type": "string", "pattern": SLUG_PATTERN, "maxLength": MAX_SLUG}
_NOT_BLANK = "\\S"
_SLUG_WORDS = f'small letters, digits and single hyphens, such as "psoas-care", at most {MAX_SLUG}'


class Flag:
    """true or false."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "boolean"}

    def read(self, value: object, table: Table, key: str) -> bool | None:
        """The truth value."""
        if isinstance(value, bool):
            return value
        table.wrong(key, f"must be true or false, without quotes, got {shown_value(value)}")
        return None


class Whole:
    """A whole number from ``low`` to ``high``, both included; ``unit`` follows in messages."""

    def __init__(self, low: int, high: int, unit: str = "") -> None:
        self.low = low
        self.high = high
        self.bounds = f"{low} to {high} {unit}".rstrip()

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def read(self, value: object, table: Table, key: str) -> int | None:
        """The number."""
        if type(value) is int and self.low <= value <= self.high:
            return value
        table.wrong(key, self.complaint(value))
        return None

    def complaint(self, value: object) -> str:
        """The message for a value that is no such number."""
        whole = "" if type(value) is int else "a whole number, "
        return f"must be {whole}{self.bounds}, got {shown_value(value)}"


class ShareField:
    """A number from 0 to 1."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "number", "minimum": 0, "maximum": 1}

    def read(self, value: object, table: Table, key: str) -> float | None:
        """The number as a float."""
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        table.wrong(key, f"must be a number from 0 to 1, got {shown_value(value)}")
        return None


class Only:
    """A key that accepts a single number: the format's version."""

    def __init__(self, number: int) -> None:
        self.number = number

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "integer", "enum": [self.number]}

    def read(self, value: object, table: Table, key: str) -> int | None:
        """The number."""
        if type(value) is int and value == self.number:
            return value
        table.wrong(key, f"must be {self.number}, the only one this coach reads, got {shown_value(value)}")
        return None


class OneOf:
    """One of a few words. Converted to the member of their enumeration, or left as it is when there is none."""

    def __init__(self, words: type[StrEnum] | tuple[str, ...]) -> None:
        self.members: dict[str, str] = {str(word): word for word in words}

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "string", "enum": list(self.members)}

    def read(self, value: object, table: Table, key: str) -> Any:
        """The enumeration's member, or the word."""
        member = self.member(value)
        if member is None:
            table.wrong(key, self.complaint(value))
        return member

    def member(self, value: object) -> str | None:
        """The member or word, or None."""
        return self.members.get(value) if type(value) is str else None

    def complaint(self, value: object) -> str:
        """The message for a value that is none of the words."""
        from coach.library.toml.diagnostics import did_you_mean

        guess = did_you_mean(value, self.members) if isinstance(value, str) else ""
        words = [f'"{word}"' for word in self.members]
        return f"must be {', '.join(words[:-1])} or {words[-1]}, got {shown_value(value)}{guess}"


class SomeOf(OneOf):
    """A list of words from a fixed set."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": len(self.members) * 2, "items": super().schema()}

    def read(self, value: object, table: Table, key: str) -> Any:
        """The members, each once."""
        items = list_of(value, table, key, len(self.members) * 2)
        if items is None:
            return None
        members = [self.member(item) for item in items]
        for index, member in enumerate(members):
            if member is None:
                table.wrong(key, self.complaint(items[index]), index)
        return None if None in members else tuple(dict.fromkeys(members))


class Texts:
    """A list of texts, sanitised. ``slugs``: each must be an id, which with ``sided`` may end in :left or :right."""

    def __init__(self, most: int = MAX_LIST, *, slugs: bool = False, sided: bool = False) -> None:
        self.most = most
        self.slugs = slugs
        self.sided = sided

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        items: Schema = {"type": "string", "maxLength": MAX_TEXT, "pattern": _NOT_BLANK}
        if self.slugs:
            items = dict(_SLUG_SCHEMA)
        if self.sided:
            items = {"type": "string", "anyOf": [_sided_schema(side) for side in ("", ":left", ":right")]}
        return {"type": "array", "maxItems": self.most, "items": items}

    def read(self, value: object, table: Table, key: str) -> tuple[str, ...] | None:
        """The texts."""
        items = list_of(value, table, key, self.most)
        if items is None:
            return None
        right = True
        for index, item in enumerate(items):
            if type(item) is str and not self.slugs and item.strip() and len(item) <= MAX_TEXT:
                continue  # the common case, kept fast
            message = self._complaint(item)
            if message is not None:
                right = False
                table.wrong(key, message, index)
        return tuple(map(clean, items)) if right else None

    def _complaint(self, item: object) -> str | None:
        if type(item) is not str:
            return f"must be text in quotes, got {shown_value(item)}"
        if len(item) > MAX_TEXT:
            return f"must be at most {MAX_TEXT} characters, got {len(item):,}"
        if self.slugs and not is_slug(_without_side(item) if self.sided else item):
            side = ', perhaps with ":left" or ":right"' if self.sided else ""
            return f"must be {_SLUG_WORDS}{side}, got {shown_value(item)}"
        return None if item.strip() else "must not be empty"


def _sided_schema(side: str) -> Schema:
    return {"pattern": SLUG_PATTERN.replace("$", f"{side}$"), "maxLength": MAX_SLUG + len(side)}


def _without_side(text: str) -> str:
    slug, colon, side = text.partition(":")
    return slug if not colon or side in ("left", "right") else text


class Span:
    """A range: a whole number (from and to alike) or ``{ from = …, to = …, step = … }``. ``step``: the default step."""

    def __init__(self, low: int, high: int, unit: str = "", *, step: int = 1) -> None:
        self.step = step
        self.number = Whole(low, high, unit)
        self.fields: Mapping[str, Field] = {"from": self.number, "to": self.number, "step": Whole(1, high, unit)}

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        # No anyOf is needed: each keyword applies only to values of its own type, and editors' messages stay short.
        return {**self.number.schema(), **table_schema(self.fields, ("from", "to")), "type": ["integer", "object"]}

    def read(self, value: object, table: Table, key: str) -> Range | None:
        """The range."""
        if type(value) is int:
            number = self.number.read(value, table, key)
            return None if number is None else Range(number, number)
        if type(value) is not dict:
            table.wrong(key, f"must be {self.wanted()}, got {shown_value(value)}")
            return None
        inner = table.inside(key, value)
        got = inner.read(self.fields, ("from", "to"))
        if "from" not in got or "to" not in got:
            return None
        if got["from"] > got["to"]:
            inner.wrong("from", f"must not be above to: {got['from']} is more than {got['to']}")
            return None
        return Range(got["from"], got["to"], got.get("step", self.step))

    def wanted(self) -> str:
        """A description of the accepted values, for messages."""
        low = self.number.low
        return f"a whole number, {self.number.bounds}, or a range as {{ from = {low}, to = {low * 2} }}"
