"""What the commands about files share: problems told, and files written, with a sentence when that cannot be."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from coach.cli.base.errors import RefusedError
from coach.library.drafts.own_copy import why_unwritable
from coach.library.packs.removed_files import kept_away
from coach.library.packs.transaction import FileChange, carry_out
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.excerpt import explained
from coach.library.toml.source import text_of
from coach.library.toml.writing import write_text
from coach.system.invocation import call

_NONE: Mapping[str, str] = {}


def tell(found: Iterable[Diagnostic], texts: Mapping[str, str] = _NONE) -> None:
    """Each problem with its line and a caret. ``texts``: of files in packs, by their names in the problems."""
    for line in explained(found, texts):
        print(line)


def write(path: Path, text: str) -> None:
    """Write a file, whole and atomically. Raises RefusedError when it cannot be."""
    try:
        write_text(path, text)
    except OSError as error:
        raise unwritable(path, error) from error


def put_in_place(path: Path, text: str, name: str, more: Sequence[FileChange] = ()) -> None:
    """Write one's own file, and ``more`` with it, or nothing; what stood there is kept. Raises RefusedError."""
    try:
        kept = kept_away([path], name, datetime.now(UTC)) if text_of(path) != text else []
        carry_out([*kept, *more, FileChange.of_text(path, text)])
    except OSError as error:
        raise unwritable(path, error) from error
    if kept:
        print(f"What it held before is kept in the folder of removed files: {call('remove --list')}")


def unwritable(path: Path, error: OSError) -> RefusedError:
    """Why a file could not be written, and what to do."""
    return RefusedError(why_unwritable(path, error))


def must_differ(path: Path, other: Path) -> None:
    """Raises RefusedError where a file is to be put at ``path`` that is that very file."""
    if os.path.realpath(path) == os.path.realpath(other):
        raise RefusedError(f"{path} is that very file: it is in place already.")
