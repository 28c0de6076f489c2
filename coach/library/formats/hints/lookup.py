"""Looks up hints by a key's path, so that one entry can serve many places."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def looked_up(table: Mapping[str, T], path: Sequence[str]) -> T | None:
    """The table's entry for the key at ``path``, which begins with the kind of file; None when there is none.

    Tried in order: endings of two or more names, the longest first (``session.step.pain``, ``step.hold``), the kind of
    file with the key's name (``history.note``), and the key's name alone (``hold``).
    """
    endings = [".".join(path[start:]) for start in range(len(path) - 1)]
    for words in (*endings, f"{path[0]}.{path[-1]}", path[-1]):
        if words in table:
            return table[words]
    return None
