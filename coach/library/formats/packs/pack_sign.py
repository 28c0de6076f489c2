"""How a pack is told from other files, and what is said of one that lies where it is not read."""

from collections.abc import Mapping
from typing import Any

from coach.library.toml.checker import Problems
from coach.library.toml.sanitize import short
from coach.library.toml.source import Document
from coach.system.guest import is_guest

_OF_OTHERS = frozenset({"id", "step", "block", "card", "question", "dose", "session", "run"})
"""Keys that no pack has; who writes one of them beside one of a pack's means no pack."""


def is_pack(data: Mapping[str, Any]) -> bool:
    """Whether a file's tables are those of a pack."""
    its = {"pack", "file"} & data.keys()
    return len(its) == 2 or (bool(its) and not _OF_OTHERS & data.keys())


def says_pack(document: Document, problems: Problems) -> bool:
    """Of a pack that lies among files that are read, one sentence; whether it is one."""
    if not is_pack(document.data):
        return False
    from coach.system.invocation import call  # no start waits for it

    name = short(document.path.name)
    how = call("add < FILE") if is_guest() else call(f'add "{name}"' if " " in name else f"add {name}")
    problems.add((), f"this is a pack, several files in one: it is taken in, not read where it lies: {how}")
    return True
