"""What the commands about files share: problems told, and files written with a sentence when it cannot be."""

from collections.abc import Iterable
from pathlib import Path

from coach.cli.errors import RefusedError
from coach.library.diagnostics import Diagnostic
from coach.library.excerpt import explained
from coach.library.toml_text import write_text


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
    if isinstance(error, PermissionError):
        return RefusedError(f"you are not permitted to write {path}. Ask whoever looks after this machine.")
    return RefusedError(f"{path} could not be written: {error.strerror}.")
