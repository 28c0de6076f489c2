"""What the commands about files share: problems told, and files written, with a sentence when that cannot be."""

import os
from collections.abc import Iterable
from pathlib import Path

from coach.cli.errors import RefusedError
from coach.library.drafts.own_copy import why_unwritable
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.excerpt import explained
from coach.library.toml.writing import write_text


def tell(found: Iterable[Diagnostic]) -> None:
    """Each problem with its line and a caret."""
    for line in explained(found):
        print(line)


def write(path: Path, text: str) -> None:
    """Write a file, whole and atomically. Raises RefusedError when it cannot be."""
    try:
        write_text(path, text)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> RefusedError:
    """Why a file could not be written, and what to do."""
    return RefusedError(why_unwritable(path, error))


def must_differ(path: Path, other: Path) -> None:
    """Raises RefusedError where a file is to be put at ``path`` that is that very file."""
    if os.path.realpath(path) == os.path.realpath(other):
        raise RefusedError(f"{path} is that very file: it is in place already.")
