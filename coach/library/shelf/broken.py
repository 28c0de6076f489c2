"""A file that cannot be used because of errors, for showing it: what it is meant to be, and its first error.

Left out: finding errors (``checker``, ``resolve``), and all errors but the first (``Library.diagnostics``).
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
    """One file with errors. ``stale``: its last good version is in use.

    ``id``: that of its version in use, else the one in the file, else the file's name; empty when none is an id.
    """

    kind: "Kind"
    id: str
    path: Path
    problem: Diagnostic
    stale: bool

    @property
    def name(self) -> str:
        """The file's name, safe to show."""
        return short(self.path.name)

    @property
    def message(self) -> str:
        """The first error, without the folder: ``my-care.toml:14:1: step 2 (plank): …``."""
        return f"{self.name}:{self.problem.line}:{self.problem.column}: {self.problem.message}"


def identity_in(path: Path, now: "Reading | Diagnostic") -> str:
    """The id in a file, else its name; empty when neither is an id."""
    identity = None if isinstance(now, Diagnostic) else now.document.data.get("id")
    if isinstance(identity, str) and is_slug(identity):
        return identity
    return path.stem if is_slug(path.stem) else ""
