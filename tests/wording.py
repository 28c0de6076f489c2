"""What no text for a runner may hold, whatever state they are in; and all the texts in a value."""

import re
from collections.abc import Iterator

from msgspec import Struct

_COUNTED = "minutes|days|weeks|sessions|runs|walks|times|sets|stages|exercises|seconds|steps|reps|records|hours|months"
_VALUES = re.compile(
    r"(?<=[:,=×] )None\b(?! of | was |\.|$)|\(None\b|\bNone[,)]|\bNone (min|s|km|mi|days)\b|\bnan\b|[{}]"
    r"|\b0 × |× 0\b|\b0 (sets|exercises)\b|(about|:|,) 0 minutes\b"
    rf"|(?<![\d.,:–-])\b1 ({_COUNTED})\b|-\d+ ({_COUNTED})\b|<[A-Za-z]+ object|datetime|Traceback|something went wrong"
    r"|\b(Phase|Light|EventKind|Quality|Stopped|Weekday|Unit)\.[A-Z]"
)
_PUNCTUATION = re.compile(
    r"(?<!\.)\.\.(?!\.)|\w [.,;:!](?= |$)|,,|\(\)|\[\]|\. \.|\ba an\b|\ban a\b|\b(the the|of of)\b"
)


def marks(text: str, *, drawn: bool = False) -> list[str]:
    """What in a text is no word for a runner: a value that was none, a template, 0 × 0, "1 minutes", a comma too many.

    ``drawn``: it is a row of a screen, where keys and columns stand side by side.
    """
    found = [*_VALUES.finditer(text), *(() if drawn else _PUNCTUATION.finditer(text))]
    return [text[max(0, one.start() - 50) : one.end() + 30] for one in found]


def texts_of(value: object, skip: tuple[type, ...] = ()) -> Iterator[str]:
    """Every text in a value and whatever it holds, but for what is of a type to be skipped."""
    if isinstance(value, skip):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts_of(getattr(value, name), skip)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each, skip)
    elif isinstance(value, list | tuple | frozenset | set):
        for each in value:
            yield from texts_of(each, skip)
