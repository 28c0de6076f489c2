"""Frozen dataclasses to plain data (what JSON can hold) and back, by the types of their fields.

Fields may be str, int, float, bool, StrEnum, datetime with a zone, ``tuple[X, ...]``, tuples of fixed length,
``Mapping[str, X]``, dataclasses, any of these or None, unions of primitives, and unions of dataclasses. A member of a
union of dataclasses carries its class as ``type`` ("session"); ``Entry`` stands for the union of all its kinds. A class
may not contain itself.

Left out: text, files and line numbers (``library``, ``store``).
"""

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from functools import cache, lru_cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from coach.domain.records.entries import Activity, Entry, Event, Run, Session, Walk

T = TypeVar("T")
_TAG = "type"
_ANY_ENTRY = Session | Run | Walk | Activity | Event


class CodecError(ValueError):
    """A value that does not fit its type. ``path`` says where ("step[2].reps"), ``expected`` what would be right."""

    def __init__(self, expected: str, problem: str, path: str = "") -> None:
        super().__init__(f"{path}: expected {expected}, {problem}" if path else f"expected {expected}, {problem}")
        self.path = path
        self.expected = expected
        self._problem = problem

    def inside(self, outer: str) -> "CodecError":
        """The same mistake, seen from one level further out: a field's name, or an index such as ``[2]``."""
        dot = "." if self.path and not self.path.startswith("[") else ""
        return CodecError(self.expected, self._problem, f"{outer}{dot}{self.path}")


def to_plain(value: object) -> dict[str, object]:
    """A dataclass instance as dicts, lists, strings, numbers and booleans. Fields that are None are left out.

    Raises CodecError when a field holds what its type does not allow, so that what was written can always be read.
    """
    return cast(dict[str, object], _codec(cast(Hashable, type(value))).encode(value))


def from_plain(cls: type[T], data: object) -> T:
    """The instance of a dataclass that ``to_plain`` gave ``data`` for. Raises CodecError, naming the path.

    Also takes what a TOML file gives: datetime objects, and whole numbers where a float is wanted.
    """
    return cast(T, _codec(cast(Hashable, cls)).decode(data))


def entry_to_plain(entry: Entry) -> dict[str, object]:
    """A history entry as plain data with its kind: ``{"type": "session", "at": …}``."""
    return cast(dict[str, object], _codec(Entry).encode(entry))


def entry_from_plain(data: object) -> Entry:
    """The entry that ``entry_to_plain`` gave ``data`` for. Raises CodecError, naming the path."""
    return cast(Entry, _codec(Entry).decode(data))


_Convert = Callable[[Any], Any]


class _Codec(NamedTuple):
    """The two directions for one type. ``unchanged``: values of exactly this class need no decoding."""

    encode: _Convert
    decode: _Convert
    unchanged: type | None = None


@cache
def _codec(hint: Any) -> _Codec:
    """The codec of a type, built once: reading type hints is slow, so nothing is built before it is used."""
    if hint is Entry:
        return _codec(_ANY_ENTRY)
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _union_codec(args)
    if origin is tuple:
        return _sequence_codec(args[0]) if args[-1] is Ellipsis else _fixed_codec(args)
    if isinstance(origin, type) and issubclass(origin, Mapping) and args[0] is str:
        return _mapping_codec(args[1])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _enum_codec(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_codec(hint)
    raise TypeError(f"no plain form for the type {hint!r}")


def _wrong(expected: str, found: object) -> CodecError:
    shown = repr(found)
    return CodecError(expected, f"found {shown if len(shown) <= 40 else shown[:39] + '…'}")


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    raise _wrong("text", value)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong("true or false", value)


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _wrong("a whole number", value)


def _number(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise _wrong("a number", value)


def _table(value: object) -> Mapping[str, Any]:
    if type(value) is dict or isinstance(value, Mapping):  # the second question is a slow one
        return value
    raise _wrong("a table", value)


def _zoned(value: datetime) -> datetime:
    if value.tzinfo is None or value.utcoffset() is None:
        raise _wrong("a time with a zone", value.isoformat())
    return value


@lru_cache(maxsize=64)
def _shared(zone: tzinfo | None) -> tzinfo | None:
    """The one object for all equal zones: times that share their zone are compared ten times as fast."""
    return zone


def _encode_time(value: object) -> str:
    if isinstance(value, datetime):
        return _zoned(value).isoformat()
    raise _wrong("a time with a zone", value)


def _decode_time(value: object) -> datetime:
    if isinstance(value, str):
        try:
            read = _zoned(datetime.fromisoformat(value))
            return read.replace(tzinfo=_shared(read.tzinfo))
        except CodecError:
            raise
        except ValueError:
            raise _wrong("a time with a zone", value) from None
    if isinstance(value, datetime):
        return _zoned(value)
    raise _wrong("a time with a zone", value)


_SCALARS: Mapping[object, _Codec] = {
    str: _Codec(_text, _text, unchanged=str),
    bool: _Codec(_flag, _flag, unchanged=bool),
    int: _Codec(_whole, _whole, unchanged=int),
    float: _Codec(_number, _number),  # never unchanged: nan and infinity are floats, too
    datetime: _Codec(_encode_time, _decode_time),
}
_PRIMITIVES = frozenset({str, bool, int, float})


def _enum_codec(cls: type[StrEnum]) -> _Codec:
    members = {member.value: member for member in cls}
    expected = "one of " + ", ".join(members)

    def encode(value: object) -> str:
        if isinstance(value, cls):
            return value.value
        raise _wrong(expected, value)

    def decode(value: object) -> StrEnum:
        if isinstance(value, str) and value in members:
            return members[value]
        raise _wrong(expected, value)

    return _Codec(encode, decode)


def _sequence_codec(item: object) -> _Codec:
    inner = _codec(item)
    return _Codec(
        lambda values: _each(repeat(inner.encode), _listed(values)),
        lambda values: tuple(_each(repeat(inner.decode), _listed(values))),
    )


def _fixed_codec(items: tuple[object, ...]) -> _Codec:
    length, inner = len(items), [_codec(item) for item in items]
    encoders, decoders = [codec.encode for codec in inner], [codec.decode for codec in inner]
    return _Codec(
        lambda values: _each(encoders, _listed(values, length)),
        lambda values: tuple(_each(decoders, _listed(values, length))),
    )


def _listed(values: object, length: int | None = None) -> Collection[object]:
    if isinstance(values, (list, tuple)) and length in (None, len(values)):
        return values
    raise _wrong("a list" if length is None else f"a list of {length}", values)


def _each(converters: Iterable[_Convert], values: Collection[object]) -> list[object]:
    done: list[object] = []
    try:
        for convert, value in zip(converters, values, strict=False):
            done.append(convert(value))
    except CodecError as error:
        raise error.inside(f"[{len(done)}]") from None
    return done


def _mapping_codec(item: object) -> _Codec:
    inner = _codec(item)

    def convert(table: Any, one: _Convert) -> dict[str, Any]:
        done: dict[str, Any] = {}
        for key, value in _table(table).items():
            try:
                done[_text(key)] = one(value)
            except CodecError as error:
                raise error.inside(str(key)) from None
        return done

    return _Codec(lambda table: convert(table, inner.encode), lambda table: convert(table, inner.decode))


def _union_codec(members: tuple[object, ...]) -> _Codec:
    some = [member for member in members if member is not NoneType]
    if len(some) == 1:
        inner = _codec(some[0])
    else:
        inner = _either_codec(some) if _PRIMITIVES.issuperset(some) else _tagged_codec(some)
    if len(some) == len(members):
        return inner
    return _Codec(
        lambda value: None if value is None else inner.encode(value),
        lambda value: None if value is None else inner.decode(value),
        inner.unchanged,
    )


def _either_codec(members: list[object]) -> _Codec:
    converters = [_SCALARS[member].decode for member in members]

    def convert(value: object) -> object:
        expected: list[str] = []
        for one in converters:
            try:
                return one(value)
            except CodecError as error:
                expected.append(error.expected)
        raise _wrong(" or ".join(expected), value)

    return _Codec(convert, convert)


def _tagged_codec(members: list[Any]) -> _Codec:
    for member in members:
        if not is_dataclass(member) or any(field.name == _TAG for field in fields(member)):
            raise TypeError(f"{member!r} cannot be in a union: dataclasses only, without a field {_TAG!r}")
    tags = {member: _kebab(member.__name__) for member in members}
    codecs = {tag: _codec(member) for member, tag in tags.items()}
    expected = "one of " + ", ".join(codecs)

    def encode(value: Any) -> dict[str, Any]:
        tag = tags.get(type(value))
        if tag is None:
            raise _wrong(expected, value)
        return {_TAG: tag, **codecs[tag].encode(value)}

    def decode(data: Any) -> object:
        rest = dict(_table(data))
        tag = rest.pop(_TAG, None)
        if not isinstance(tag, str) or tag not in codecs:
            raise _wrong(expected, tag).inside(_TAG)
        return codecs[tag].decode(rest)

    return _Codec(encode, decode)


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def _dataclass_codec(cls: type) -> _Codec:
    hints = get_type_hints(cls)
    own = [field for field in fields(cls) if field.init]
    codecs = {field.name: _codec(hints[field.name]) for field in own}
    nullable = {field.name for field in own if NoneType in get_args(hints[field.name])}
    without_default = [field.name for field in own if field.default is MISSING and field.default_factory is MISSING]
    # A None is left out where absence reads as None again; it is written where the default is something else.
    omitted = {field.name for field in own if field.default is None} | (nullable & {*without_default})
    required = [name for name in without_default if name not in nullable]
    absent_is_none = [name for name in without_default if name in nullable]
    return _Codec(_dataclass_encoder(cls, codecs, omitted), _dataclass_decoder(cls, codecs, required, absent_is_none))


def _dataclass_encoder(cls: type, codecs: dict[str, _Codec], omitted: set[str]) -> _Convert:
    encoders = [(name, codec.encode, name in omitted) for name, codec in codecs.items()]

    def encode(value: object) -> dict[str, Any]:
        if type(value) is not cls:
            raise _wrong(f"a {cls.__name__}", value)
        plain: dict[str, Any] = {}
        for name, encode_field, omit in encoders:
            item = getattr(value, name)
            if item is None and omit:
                continue
            try:
                plain[name] = encode_field(item)
            except CodecError as error:
                raise error.inside(name) from None
        return plain

    return encode


def _dataclass_decoder(
    cls: type, codecs: dict[str, _Codec], required: list[str], absent_is_none: list[str]
) -> _Convert:
    decoders = {name: codec.decode for name, codec in codecs.items()}
    unchanged = {name: codec.unchanged for name, codec in codecs.items()}
    nothing: dict[str, Any] = dict.fromkeys(absent_is_none)

    def decode(data: object) -> object:
        given = _table(data)
        values = {**nothing, **given}
        name = ""
        try:
            for name, value in given.items():
                # Most values are text and whole numbers that stay as they are: a call each would double the time.
                if type(value) is not unchanged.get(name):
                    values[name] = decoders[name](value)
        except CodecError as error:
            raise error.inside(name) from None
        except KeyError:
            raise CodecError(f"one of {', '.join(codecs)}", "found another key", str(name)) from None
        for name in required:
            if name not in values:
                raise CodecError("a value", "found none", name)
        return cls(**values)

    return decode
