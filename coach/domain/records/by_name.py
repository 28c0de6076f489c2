"""Answers reached by the names of their fields: the one door between a table of questions and a value.

No type checker sees the names in a table, so what comes in here is checked against its field when it comes.
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

from msgspec import Struct, convert
from msgspec.structs import asdict, replace

S = TypeVar("S", bound=Struct)


def by_name(value: Struct) -> dict[str, object]:
    """All fields of a value, in their order."""
    return asdict(value)


def told(value: Struct) -> tuple[str, ...]:
    """The names of the fields that hold an answer, in their order; one that is None holds none."""
    return tuple(name for name, answer in asdict(value).items() if answer is not None)


def with_values(known: S, values: Mapping[str, object]) -> S:
    """A flat value with these answers in it.

    Raises KeyError for a name that is none of its fields, msgspec.ValidationError for an answer of another type.
    """
    fields: dict[str, object] = asdict(known)
    for name in values:
        if name not in fields:
            raise KeyError(f"{type(known).__name__} has no {name}")
    return convert({**fields, **values}, type(known))


def taking(known: S, other: S, names: Collection[str]) -> S:
    """A value with the fields of these names as another one of its class has them. Raises KeyError for no field."""
    fields = asdict(other)
    return replace(known, **{name: fields[name] for name in names})
