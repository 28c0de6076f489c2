"""Structs to plain data (what JSON can hold) and back, by the types of their fields.

msgspec does the work; this adds three conventions of stored data: a field that is None is left out, times are written
with a numeric offset (``+00:00``), and what could not be read back is not written.
Left out: text, files and line numbers (``library``, ``store``).
"""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any, TypeVar

import msgspec

from coach.domain.records.entries import AnyEntry, Entry

T = TypeVar("T")


class PlainDataError(ValueError):
    """A value that does not fit its type. ``path`` says where ("step[2].reps"; empty: the whole)."""

    def __init__(self, problem: str, path: str = "") -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path


def to_plain(value: msgspec.Struct) -> dict[str, Any]:
    """A struct as dicts, lists, strings, numbers and booleans. Fields that are None are left out.

    Raises PlainDataError when a field holds what its type does not allow, so that what was written can be read. Values
    are written as they would be read: a share of 1 as 1.0, so that the id made of it does not depend on the source.
    """
    return _plain(from_plain(type(value), _plain(value)))


def entry_to_plain(entry: Entry) -> dict[str, Any]:
    """A history entry as plain data with its kind: ``{"type": "session", "at": …}``. Raises PlainDataError."""
    return _plain(entry_from_plain(_plain(entry)))


def from_plain(cls: type[T], data: object) -> T:
    """The struct of this class that ``to_plain`` turned into ``data``. Raises PlainDataError, naming the path."""
    try:
        return msgspec.convert(data, cls)
    except msgspec.ValidationError as error:
        raise in_our_words(error) from None


def entry_from_plain(data: object) -> AnyEntry:
    """The entry that ``entry_to_plain`` turned into ``data``. Raises PlainDataError, naming the path."""
    try:
        return msgspec.convert(data, AnyEntry)  # type: ignore[no-any-return]
    except msgspec.ValidationError as error:
        raise in_our_words(error) from None


def entries_from_json(texts: Sequence[str]) -> list[AnyEntry]:
    """The entries of these JSON texts. Raises PlainDataError if one of them is not an entry.

    They are parsed in one call: one for each of thousands takes half as long again. Times with the same offset get the
    same zone object: thousands of times are compared, and those that share it are compared ten times as fast.
    """
    try:
        entries = _entries_decoder().decode(f"[{','.join(texts)}]")
    except msgspec.ValidationError as error:
        raise in_our_words(error) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise PlainDataError(str(error)) from None
    if len(entries) != len(texts):  # one of them holds no value, or several
        raise PlainDataError("expected one entry in each text")
    for entry in entries:
        zone = entry.at.tzinfo
        shared = _ZONES.setdefault(zone, zone)
        if shared is not zone:
            msgspec.structs.force_setattr(entry, "at", entry.at.replace(tzinfo=shared))
    return entries


_ZONES: dict[tzinfo | None, tzinfo | None] = {UTC: UTC}
"""One zone object for each offset that was ever read: a few thousand at the most."""


@cache
def _entries_decoder() -> msgspec.json.Decoder[list[AnyEntry]]:
    return msgspec.json.Decoder(list[AnyEntry])


def in_our_words(error: msgspec.ValidationError) -> PlainDataError:
    """msgspec's error as ours: "Expected `int`, got `str` - at `$.step[2].reps`"."""
    problem, _, path = str(error).partition(" - at `$")
    path = path.rstrip("`").lstrip(".")
    if problem.startswith(_UNKNOWN):
        key = problem.removeprefix(_UNKNOWN).strip("`")
        return PlainDataError("no such key is known", f"{path}.{key}" if path else key)
    return PlainDataError(problem.replace("`", "").lower(), path)


_UNKNOWN = "Object contains unknown field "


def _plain(value: msgspec.Struct) -> dict[str, Any]:
    try:
        builtins = msgspec.to_builtins(value, builtin_types=(datetime,))
    except (TypeError, msgspec.ValidationError) as error:
        raise PlainDataError(str(error)) from None
    try:
        plain: dict[str, Any] = _written(builtins)
    except _NotFiniteError as error:
        raise PlainDataError(f"expected a number, found {error.number}", error.path.lstrip(".")) from None
    return plain


class _NotFiniteError(Exception):
    """A number that JSON lacks. ``path`` is put together as the error rises, so that only a fault costs time."""

    def __init__(self, number: float) -> None:
        super().__init__()
        self.number = number
        self.path = ""


_AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def _written(value: Any) -> Any:
    """Builtins as they are stored. A session has thousands, stored at each set: most are kept without a call."""
    if isinstance(value, Mapping):
        return {
            key: each if type(each) in _AS_THEY_ARE else _within(each, key)
            for key, each in value.items()
            if each is not None
        }
    if isinstance(value, list | tuple):
        return [each if type(each) in _AS_THEY_ARE else _within(each, place) for place, each in enumerate(value)]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise _NotFiniteError(value)
    return value


def _within(value: Any, place: str | int) -> Any:
    """``_written`` for the value at a key or index, which is added to the path of an error."""
    try:
        return _written(value)
    except _NotFiniteError as error:
        error.path = (f".{place}" if isinstance(place, str) else f"[{place}]") + error.path
        raise
