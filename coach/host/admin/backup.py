"""All of a box in one archive, taken while people train: every profile, the keys, and the host's own key."""

import io
import os
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from coach.host.accounts.public_key import PublicKey
from coach.host.base.errors import RefusedError
from coach.host.base.ownership import account_name
from coach.host.base.paths import place
from coach.store.backups.backups import snapshot
from coach.store.paths import DATABASE, PROFILES, data_folder
from coach.store.protocol import DamagedError, StoreError

_PASSING = ("sessions.json", ".lock", ".in-use")
"""What has no meaning tomorrow."""
_LOGS = tuple(f"{DATABASE}{ending}" for ending in ("-wal", "-shm", "-journal"))
_TRIES = 200
"""So often, for ten seconds, a database is asked that somebody has locked."""


class BoxBackup(Struct, frozen=True):
    """What is in an archive: so many profiles. ``damaged``: the databases copied as they are, by their names in it."""

    profiles: int
    damaged: tuple[str, ...]


def back_up(archive: Path) -> BoxBackup:
    """Write the archive (0600), whole or not at all; what is in it. Raises RefusedError.

    A database is copied by SQLite itself, so that it is as of one moment, whoever is writing. Folders and files keep
    their owner and mode, for the day on which the archive is unpacked. A damaged database keeps nobody else's out of
    the archive: its file is put in as it is, with its log, for whoever may mend it. The backups that each profile has
    of its own go along: they are what a damaged one is mended from, and reach weeks further back.
    """
    root = data_folder()
    if not (root / PROFILES).is_dir() and not place().folder.is_dir():
        raise RefusedError(f"there is neither a profile nor a host's key in {root}. Is this the account of the host?")
    with _bundle(archive) as bundle:
        return _add_all(bundle, _found(root), root)


def back_up_profile(profile: str, archive: Path, keys: Iterable[PublicKey]) -> BoxBackup:
    """One profile's folder, with the keys that opened it, in an archive (0600). Raises RefusedError."""
    root = data_folder()
    with _bundle(archive) as bundle:
        lines = "".join(f"{key.line}\n" for key in keys).encode()
        entry = tarfile.TarInfo(str((place().keys / f"{profile}.pub").relative_to(root)))
        entry.size, entry.mode = len(lines), 0o600
        bundle.addfile(entry, io.BytesIO(lines))
        return _add_all(bundle, _found(root / PROFILES / profile), root)


@contextmanager
def _bundle(archive: Path) -> Iterator[tarfile.TarFile]:
    """An archive to be filled, which takes its name when it is whole. Raises RefusedError."""
    temporary = archive.with_name(f".{archive.name}.{os.getpid()}.tmp")
    try:
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise RefusedError(_cannot(archive, error)) from error
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as bundle:
            yield bundle
        temporary.replace(archive)
    except (OSError, sqlite3.Error, tarfile.TarError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RefusedError(f"the backup {archive} could not be made: {reason}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _cannot(archive: Path, error: OSError) -> str:
    """Why no archive can be begun there: it is the folder that counts, and the account that may not write in it."""
    folder = archive.parent
    if not folder.is_dir():
        return f"there is no folder {folder} for the backup. Make it, or name another."
    if isinstance(error, PermissionError):
        whose = account_name(os.geteuid())
        return f"the folder {folder} cannot be written by {whose}, so no backup was made. Name a folder of theirs."
    return f"nothing can be written in the folder {folder}: {error.strerror}. No backup was made."


def _add_all(bundle: tarfile.TarFile, paths: Iterable[Path], root: Path) -> BoxBackup:
    profiles, damaged = 0, []
    for path in paths:
        name = str(path.relative_to(root))
        if path.name != DATABASE or path.is_dir():
            profiles += _add(bundle, path, name) and path.parent == root / PROFILES
        elif not _add_database(bundle, path, name):
            damaged.append(name)
    return BoxBackup(profiles, tuple(damaged))


def _found(within: Path) -> Iterator[Path]:
    """Every folder and regular file of the profiles, of the host, and of the account's own coach; no link.

    Those who were deleted are not kept once more.
    """
    for folder, folders, names in os.walk(within):
        folders[:] = sorted(name for name in folders if Path(folder, name) != place().deleted)
        if Path(folder) != data_folder():
            yield Path(folder)
        for name in sorted(names):
            path = Path(folder, name)
            passing = name in (*_PASSING, *_LOGS) or name.endswith(".tmp")
            if not passing and path.is_file() and not path.is_symlink():
                yield path


def _add(bundle: tarfile.TarFile, path: Path, name: str, data: bytes | None = None) -> bool:
    """Put one in, with its own content unless other ``data`` is given.

    False: it is gone by now, as drafts and what is being checked come and go while people train.
    """
    try:
        entry = bundle.gettarinfo(path, name)
        if entry.isdir():
            bundle.addfile(entry)
            return True
        data = _content(path) if data is None else data
    except FileNotFoundError:
        return False
    entry.type, entry.size = tarfile.REGTYPE, len(data)
    bundle.addfile(entry, io.BytesIO(data))
    return True


def _content(path: Path) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        return file.read()


def _add_database(bundle: tarfile.TarFile, path: Path, name: str) -> bool:
    """Put a database in; False: it is damaged, and was put in as it is, with its log."""
    copy = _database(path)
    if copy is not None:
        _add(bundle, path, name, copy)
        return True
    for ending in ("", "-wal", "-journal"):
        part = Path(f"{path}{ending}")
        if part.is_file() and not part.is_symlink():
            _add(bundle, part, f"{name}{ending}")
    return False


def _database(path: Path) -> bytes | None:
    """A database as of this moment; None: it is damaged."""
    try:
        return snapshot(path, _TRIES)
    except DamagedError:
        return None
    except StoreError:  # it was made, or has gone, this very moment: nothing is in it
        return b""
