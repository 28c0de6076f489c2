"""All of a box in one archive, taken while people train: every profile, the keys, and the host's own key."""

import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from coach.host.place import place
from coach.host.refusal import RefusedError
from coach.store.paths import DATABASE, PROFILES, data_folder

_PASSING = ("sessions.json", ".lock", ".in-use")
"""What has no meaning tomorrow."""
_LOG_ENDINGS = ("-wal", "-shm", "-journal")


def back_up(archive: Path) -> int:
    """Write the archive (0600), whole or not at all; how many profiles are in it. Raises RefusedError.

    A database is copied by SQLite itself, so that it is as of one moment, whoever is writing. Folders and files keep
    their owner and mode, for the day on which the archive is unpacked.
    """
    root = data_folder()
    if not (root / PROFILES).is_dir() and not place().folder.is_dir():
        raise RefusedError(f"there is neither a profile nor a host's key in {root}. Is this the account of the host?")
    temporary = archive.with_name(f".{archive.name}.{os.getpid()}.tmp")
    profiles = 0
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as bundle:
            for path in _found(root):
                there = _add(bundle, path, str(path.relative_to(root)))
                profiles += there and path.parent == root / PROFILES
        temporary.replace(archive)
    except (OSError, sqlite3.Error, tarfile.TarError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RefusedError(f"the backup {archive} could not be made: {reason}.") from error
    finally:
        temporary.unlink(missing_ok=True)
    return profiles


def _found(root: Path) -> Iterator[Path]:
    """Every folder and regular file of the profiles, of the host, and of the account's own coach; no link."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        if Path(folder) != root:
            yield Path(folder)
        for name in sorted(names):
            path = Path(folder, name)
            passing = name in _PASSING or name.endswith((*_LOG_ENDINGS, ".tmp"))
            if not passing and path.is_file() and not path.is_symlink():
                yield path


def _add(bundle: tarfile.TarFile, path: Path, name: str) -> bool:
    """Put one in; False: it is gone by now, as drafts and what is being checked come and go while people train."""
    try:
        entry = bundle.gettarinfo(path, name)
        if entry.isdir():
            bundle.addfile(entry)
            return True
        data = _database(path) if path.name == DATABASE else _content(path)
    except FileNotFoundError:
        return False
    entry.type, entry.size = tarfile.REGTYPE, len(data)
    bundle.addfile(entry, io.BytesIO(data))
    return True


def _content(path: Path) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        return file.read()


def _database(path: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, DATABASE)
        with (
            closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as to,
        ):
            source.backup(to)
        return copy.read_bytes()
