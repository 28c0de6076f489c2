"""Something said of a key, found by the key's path: one table says it for many places."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def looked_up(table: Mapping[str, T], path: Sequence[str]) -> T | None:
    """What a table says of the key at ``path``, which begins with the kind of file; None: nothing.

    The longest ending of the path that stands in the table counts (``step.hold`` before ``hold``); then the kind of
    file with the key's own name (``history.note``).
    """
    endings = [".".join(path[start:]) for start in range(len(path) - 1)]
    for words in (*endings, f"{path[0]}.{path[-1]}", path[-1]):
        if words in table:
            return table[words]
    return None
