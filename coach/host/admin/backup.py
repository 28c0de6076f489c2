"""Back up a whole box into one archive while people train: every profile, the keys, and the host's own key."""

import io
import os
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from coach.host.accounts.public_key import PublicKey
from coach.host.base.errors import BoxError
from coach.host.base.ownership import account_name
from coach.host.base.paths import host_folder
from coach.library.toml.sanitize import clean
from coach.store.backups.backups import snapshot
from coach.store.foreign_folders import walk
from coach.store.paths import DATABASE, PROFILES, data_folder
from coach.store.protocol import DamagedError, StoreError

_PASSING = ("sessions.json", ".lock", ".in-use")
"""Files that mean nothing once the server has ended: they are not backed up."""
_LOGS = tuple(f"{DATABASE}{ending}" for ending in ("-wal", "-shm", "-journal"))
_SHUT = {sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN}
"""Errors of a database that is unreadable or always locked: a guest can cause both with their own database."""
_TRIES = 200
"""How often a locked database is tried, within ten seconds."""


class BoxBackup(Struct, frozen=True):
    """What an archive holds: the number of profiles, and what is not as it should be.

    ``damaged``: databases that were copied as they are, by their names in the archive. ``left_out``: files and folders
    of a profile that could not be read, and are not in it.
    """

    profiles: int
    damaged: tuple[str, ...]
    left_out: tuple[str, ...] = ()


class _UnreadableError(Exception):
    """Raised when one file cannot be read; the text says why."""


def back_up(archive: Path) -> BoxBackup:
    """Write the archive (0600), whole or not at all, and return what it holds. Raises BoxError.

    Databases are copied by SQLite itself, so that each is consistent even while somebody writes to it. Folders and
    files keep their owner and mode, so that unpacking restores them. A damaged database does not stop the backup: its
    file goes in as it is, with its log, for a later repair. Nor does anything that a guest's process made unreadable or
    nested too deep: it is left out and named. Each profile's own backups are included: a damaged database is repaired
    from them, and they reach weeks further back.
    """
    root = data_folder()
    if not (root / PROFILES).is_dir() and not host_folder().folder.is_dir():
        raise BoxError(f"there is neither a profile nor a host's key in {root}. Is this the account of the host?")
    with _bundle(archive) as bundle:
        shut: list[Path] = []
        return _add_all(bundle, _found(root, shut), root, shut)


def back_up_profile(profile: str, archive: Path, keys: Iterable[PublicKey]) -> BoxBackup:
    """Write one profile's folder, with the keys that opened it, into an archive (0600).

    Raises BoxError, also when a file cannot be read: this copy must be whole.
    """
    root = data_folder()
    with _bundle(archive) as bundle:
        lines = "".join(f"{key.line}\n" for key in keys).encode()
        entry = tarfile.TarInfo(str((host_folder().keys / f"{profile}.pub").relative_to(root)))
        entry.size, entry.mode = len(lines), 0o600
        bundle.addfile(entry, io.BytesIO(lines))
        shut: list[Path] = []
        made = _add_all(bundle, _found(root / PROFILES / profile, shut), root, shut)
        if made.left_out:
            raise BoxError(
                f"{clean(made.left_out[0])} cannot be read, so the copy would not be whole, and none was "
                "made. Without one: --no-backup."
            )
        return made


@contextmanager
def _bundle(archive: Path) -> Iterator[tarfile.TarFile]:
    """Yield an archive to fill under a temporary name; it is renamed once it is whole. Raises BoxError."""
    temporary = archive.with_name(f".{archive.name}.{os.getpid()}.tmp")
    try:
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise BoxError(_cannot(archive, error)) from error
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as bundle:
            yield bundle
        temporary.replace(archive)
    except (OSError, sqlite3.Error, tarfile.TarError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BoxError(f"the backup {archive} could not be made: {reason}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _cannot(archive: Path, error: OSError) -> str:
    """Say why no archive can be created there: about its folder, and the account that may not write in it."""
    folder = archive.parent
    if not folder.is_dir():
        return f"there is no folder {folder} for the backup. Make it, or name another."
    if isinstance(error, PermissionError):
        whose = account_name(os.geteuid())
        return f"the folder {folder} cannot be written by {whose}, so no backup was made. Name a folder of theirs."
    return f"nothing can be written in the folder {folder}: {error.strerror}. No backup was made."


def _add_all(bundle: tarfile.TarFile, paths: Iterable[Path], root: Path, shut: list[Path]) -> BoxBackup:
    profiles, damaged = 0, []
    left_out: list[str] = []
    for path in paths:
        name = str(path.relative_to(root))
        try:
            if path.name != DATABASE or path.is_dir():
                profiles += _add(bundle, path, name) and path.parent == root / PROFILES
            elif not _add_database(bundle, path, name):
                damaged.append(name)
        except _UnreadableError as error:
            _refuse_own(path, root, str(error))
            left_out.append(name)
    for path in shut:
        _refuse_own(path, root, "it cannot be looked into, or lies too deep")
        left_out.append(str(path.relative_to(root)))
    return BoxBackup(profiles, tuple(damaged), tuple(left_out))


def _refuse_own(path: Path, root: Path, why: str) -> None:
    """Raise BoxError if the unreadable path is the host's own: a backup without it would be worthless.

    A guest's own files may be left out.
    """
    if not path.is_relative_to(root / PROFILES) or path == root / PROFILES:
        raise BoxError(f"{path} cannot be read, so no backup was made: {why}.")


def _found(within: Path, shut: list[Path]) -> Iterator[Path]:
    """Yield every folder and regular file (no links) below ``within``; what cannot be walked is put into ``shut``.

    Copies of deleted profiles are skipped: they are not to be kept a second time.
    """
    for folder, _, names in walk(within, shut):
        if folder.is_relative_to(host_folder().deleted):
            continue
        if folder != data_folder():
            yield folder
        for name in names:
            path = folder / name
            passing = name in (*_PASSING, *_LOGS) or name.endswith(".tmp")
            if not passing and path.is_file() and not path.is_symlink():
                yield path


def _add(bundle: tarfile.TarFile, path: Path, name: str, data: bytes | None = None) -> bool:
    """Add one file or folder, with its own content unless ``data`` is given.

    False: it has gone since it was listed, as drafts and incoming files come and go while people train.
    """
    try:
        entry = bundle.gettarinfo(path, name)
        if data is None and not entry.isdir():
            data = _content(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _UnreadableError(error.strerror) from error
    if data is None:
        bundle.addfile(entry)
        return True
    entry.type, entry.size = tarfile.REGTYPE, len(data)
    bundle.addfile(entry, io.BytesIO(data))
    return True


def _content(path: Path) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        return file.read()


def _add_database(bundle: tarfile.TarFile, path: Path, name: str) -> bool:
    """Add a database. False: it is damaged, and its file was added as it is, with its log."""
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
    """Return a consistent copy of a database. None: it is damaged."""
    try:
        return snapshot(path, _TRIES)
    except DamagedError:
        return None
    except StoreError:  # it is just being created, or has just gone: it holds nothing yet
        return b""
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _SHUT:
            raise
        raise _UnreadableError(str(error)) from error
    except OSError as error:
        raise _UnreadableError(error.strerror) from error
