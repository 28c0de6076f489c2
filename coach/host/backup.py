"""All of a box in one archive, taken while people train: every profile, the keys, and the host's own key."""

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from coach.host.refusal import RefusedError
from coach.store.paths import DATABASE, PROFILES, data_folder

_PASSING = ("sessions.json", ".lock", ".in-use")
"""What has no meaning tomorrow."""
_LOG_ENDINGS = ("-wal", "-shm", "-journal")


def back_up(archive: Path) -> int:
    """Write the archive (0600), whole or not at all; how many profiles are in it. Raises RefusedError.

    A database is copied by SQLite itself, so that it is as of one moment, whoever is writing.
    """
    root = data_folder()
    temporary = archive.with_name(f".{archive.name}.{os.getpid()}.tmp")
    profiles = 0
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as bundle:
            for path in _files(root):
                name = str(path.relative_to(root))
                if path.name == DATABASE:
                    profiles += path.parent.parent.name == PROFILES
                    _add_database(bundle, path, name)
                else:
                    with suppress(FileNotFoundError):  # taken back, or added, this very moment
                        bundle.add(path, name, recursive=False)
        temporary.replace(archive)
    except (OSError, sqlite3.Error, tarfile.TarError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RefusedError(f"the backup {archive} could not be made: {reason}.") from error
    finally:
        temporary.unlink(missing_ok=True)
    return profiles


def _files(root: Path) -> Iterator[Path]:
    """Every regular file of the profiles, of the host, and of the account's own coach. No link is followed."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            passing = name in _PASSING or name.endswith((*_LOG_ENDINGS, ".tmp"))
            if not passing and path.is_file() and not path.is_symlink():
                yield path


def _add_database(bundle: tarfile.TarFile, path: Path, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, DATABASE)
        with (
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as to,
        ):
            source.backup(to)
        copy.chmod(0o600)
        bundle.add(copy, name, recursive=False)
