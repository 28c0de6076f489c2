"""Recognises packs among other files, and reports a pack in a place where packs are not read."""

from collections.abc import Mapping
from typing import Any

from coach.library.toml.checker import Problems
from coach.library.toml.sanitize import short
from coach.library.toml.source import Document
from coach.system.guest import is_guest

_OF_OTHERS = frozenset({"id", "step", "block", "card", "question", "dose", "session", "run"})
"""Keys that no pack has: a file with one of them and only one of a pack's keys is not a pack."""


def is_pack(data: Mapping[str, Any]) -> bool:
    """Whether a file's tables are those of a pack."""
    its = {"pack", "file"} & data.keys()
    return len(its) == 2 or (bool(its) and not _OF_OTHERS & data.keys())


def says_pack(document: Document, problems: Problems) -> bool:
    """Report a pack among files that are read one by one. Returns whether it is a pack."""
    if not is_pack(document.data):
        return False
    from coach.system.invocation import call  # imported late: starts should not wait for it

    name = short(document.path.name)
    how = call("add < FILE") if is_guest() else call(f'add "{name}"' if " " in name else f"add {name}")
    problems.add((), f"this is a pack, several files in one: it is taken in, not read where it lies: {how}")
    return True
