"""A file that cannot be used as it stands, for those who show it: what it would be, and what is wrong with it.

Left out: finding mistakes (``checker``, ``resolve``), and all but the first of them (``Library.diagnostics``).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.fields import is_slug
from coach.library.toml.sanitize import short

if TYPE_CHECKING:
    from coach.library.formats.reading import Kind, Reading


class Broken(Struct, frozen=True):
    """One file with errors. ``id``: of its version in use, else the one it gives, else its name; empty: none is an id.

    ``stale``: its last good version is in use.
    """

    kind: "Kind"
    id: str
    path: Path
    problem: Diagnostic
    stale: bool

    @property
    def name(self) -> str:
        """What to call the file: its own name, safe to show."""
        return short(self.path.name)

    @property
    def message(self) -> str:
        """The first thing wrong, without the folder: ``my-care.toml:14:1: step 2 (plank): …``."""
        return f"{self.name}:{self.problem.line}:{self.problem.column}: {self.problem.message}"


def identity_in(path: Path, now: "Reading | Diagnostic") -> str:
    """The id that a file gives itself, else its name; empty where neither is an id."""
    identity = None if isinstance(now, Diagnostic) else now.document.data.get("id")
    if isinstance(identity, str) and is_slug(identity):
        return identity
    return path.stem if is_slug(path.stem) else ""
