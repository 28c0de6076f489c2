"""What the commands share about files: printing problems, and writing files, with a sentence when that fails."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from coach.cli.base.errors import RefusedError
from coach.library.drafts.own_copy import why_unwritable
from coach.library.packs.removed_files import kept_away
from coach.library.packs.transaction import FileChange, carry_out
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.excerpt import with_excerpts
from coach.library.toml.source import raw_text
from coach.system.invocation import call
from coach.system.whole_files import write_bytes, write_text

_NONE: Mapping[str, str] = {}


def tell(found: Iterable[Diagnostic], texts: Mapping[str, str] = _NONE) -> None:
    """Print each problem with its line and a caret. ``texts``: of files in packs, by their names in the problems."""
    for line in with_excerpts(found, texts):
        print(line)


def write_atomically(path: Path, text: str) -> None:
    """Write a file atomically. Raises RefusedError when it cannot be written."""
    try:
        write_text(path, text)
    except OSError as error:
        raise unwritable(path, error) from error


def write_as(what: str, path: Path, content: bytes, is_one: Callable[[Path], bool]) -> None:
    """Write a file that the runner named, atomically; a missing folder is made.

    An earlier file of this kind is replaced, as ``is_one`` tells of a path; any other stays. ``what``: the kind, in a
    word. Raises RefusedError.
    """
    try:
        if path.is_dir():
            raise RefusedError(f"{path} is a folder: name a file in it.")
        if path.is_file() and path.stat().st_size and not is_one(path):
            raise RefusedError(f"{path} is there already and is no {what}: it stays as it is. Choose another name.")
        write_bytes(path, content)
    except OSError as error:
        why = f"{path.parent} is no folder" if isinstance(error, FileExistsError) else error.strerror
        raise RefusedError(f"{path} could not be written: {why}. Choose another place.") from error


def write_together(path: Path, text: str, name: str, more: Sequence[FileChange] = ()) -> None:
    """Write one of the runner's own files together with ``more``, all or nothing. Raises RefusedError.

    What was at ``path`` before goes to the folder of removed files, under ``name``.
    """
    try:
        kept = kept_away([path], name, datetime.now(UTC)) if raw_text(path) != text else []
        carry_out([*kept, *more, FileChange.of_text(path, text)])
    except OSError as error:
        raise unwritable(path, error) from error
    if kept:
        print(f"What it held before is kept in the folder of removed files: {call('remove --list')}")


def unwritable(path: Path, error: OSError) -> RefusedError:
    """Return the error for a file that could not be written: why, and what to do."""
    return RefusedError(why_unwritable(path, error))


def must_differ(path: Path, other: Path) -> None:
    """Raise RefusedError if both are the same file: there is nothing to put in place."""
    if os.path.realpath(path) == os.path.realpath(other):
        raise RefusedError(f"{path} is that very file: it is in place already.")
