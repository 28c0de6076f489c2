"""Access to answers by field name: the only link between the tables of questions and typed values.

A type checker cannot see the names in a table, so each value is checked here, at run time, against its field.
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

from msgspec import Struct, convert
from msgspec.structs import asdict, replace

S = TypeVar("S", bound=Struct)


def by_name(value: Struct) -> dict[str, object]:
    """All fields of a value by name, in their order."""
    return asdict(value)


def answered_names(value: Struct) -> tuple[str, ...]:
    """The names of the fields that hold an answer (are not None), in their order."""
    return tuple(name for name, answer in asdict(value).items() if answer is not None)


def with_values(known: S, values: Mapping[str, object]) -> S:
    """A copy of a flat value with these answers filled in.

    Raises KeyError for a name that is none of its fields, msgspec.ValidationError for an answer of another type.
    """
    fields: dict[str, object] = asdict(known)
    for name in values:
        if name not in fields:
            raise KeyError(f"{type(known).__name__} has no {name}")
    return convert({**fields, **values}, type(known))


def taking(known: S, other: S, names: Collection[str]) -> S:
    """A copy of ``known`` with these fields taken from ``other``, of the same class. Raises KeyError for no field."""
    fields = asdict(other)
    return replace(known, **{name: fields[name] for name in names})
