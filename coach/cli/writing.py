"""What the commands about files share: problems told, files written with a sentence when it cannot be, schemas kept."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from coach.cli.errors import RefusedError
from coach.library.diagnostics import Diagnostic
from coach.library.excerpt import explained
from coach.library.layers import EXERCISES, ROUTINES, config_folder
from coach.library.library import Kind
from coach.library.toml_text import write_text

_SCHEMA = "#:schema "


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


def own_path(kind: Kind, identity: str) -> Path:
    """Where a new routine or exercise of one's own goes."""
    folder = config_folder() / ROUTINES
    return (folder / EXERCISES if kind == "exercise" else folder) / f"{identity}.toml"


def with_schema(text: str, path: Path, kind: Kind) -> str:
    """The text with the line that names its schema, if it has one, made right for a file of one's own at ``path``."""
    if not text.startswith(_SCHEMA):
        return text
    from coach.library.schema import schema_line

    _, end, rest = text.partition("\n")
    return schema_line(path, config_folder() / ROUTINES, kind) + end + rest


def keep_schemas() -> None:
    """Put the schemas beside one's own routines, where editors look for them. They are a help only: no error."""
    from coach.library.schema import FOLDER, write_schemas

    with suppress(OSError):
        write_schemas(config_folder() / ROUTINES / FOLDER)
