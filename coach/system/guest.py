"""Where the coach runs, at home or for a guest of a shared box, and so how messages name a file.

At home by its whole path, to a guest by its own name: the layout of somebody else's machine is nothing that they need,
and it tells of the others on it.
"""

import os
from pathlib import Path

GUEST = "COACH_GUEST"
"""The variable that a host sets for its guests' coaches; no guest can set it."""


def is_guest() -> bool:
    """Whether this coach runs for a guest of a shared box."""
    return GUEST in os.environ


def named(path: Path) -> str:
    """The path as messages name it. What it holds is as it was: clean it before it is shown."""
    return path.name if is_guest() else str(path)
