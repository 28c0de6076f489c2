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
from coach.library.toml.sanitize import clean
from coach.store.backups.backups import snapshot
from coach.store.foreign_folders import walk
from coach.store.paths import DATABASE, PROFILES, data_folder
from coach.store.protocol import DamagedError, StoreError

_PASSING = ("sessions.json", ".lock", ".in-use")
"""What has no meaning tomorrow."""
_LOGS = tuple(f"{DATABASE}{ending}" for ending in ("-wal", "-shm", "-journal"))
_SHUT = {sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN}
"""A database that is shut, or that somebody holds all the time: who it is of can do both."""
_TRIES = 200
"""So often, for ten seconds, a database is asked that somebody has locked."""


class BoxBackup(Struct, frozen=True):
    """What is in an archive: so many profiles. ``damaged``: the databases copied as they are, by their names in it.

    ``left_out``: what of a profile could not be read, and is not in it.
    """

    profiles: int
    damaged: tuple[str, ...]
    left_out: tuple[str, ...] = ()


class _UnreadableError(Exception):
    """One file cannot be read; what it says is why."""


def back_up(archive: Path) -> BoxBackup:
    """Write the archive (0600), whole or not at all; what is in it. Raises RefusedError.

    A database is copied by SQLite itself, so that it is as of one moment, whoever is writing. Folders and files keep
    their owner and mode, for the day on which the archive is unpacked. A damaged database keeps nobody else's out of
    the archive: its file is put in as it is, with its log, for whoever may mend it. Neither does what a guest's process
    has shut or buried: it is left out, and named. The backups that each profile has
    of its own go along: they are what a damaged one is mended from, and reach weeks further back.
    """
    root = data_folder()
    if not (root / PROFILES).is_dir() and not place().folder.is_dir():
        raise RefusedError(f"there is neither a profile nor a host's key in {root}. Is this the account of the host?")
    with _bundle(archive) as bundle:
        shut: list[Path] = []
        return _add_all(bundle, _found(root, shut), root, shut)


def back_up_profile(profile: str, archive: Path, keys: Iterable[PublicKey]) -> BoxBackup:
    """One profile's folder, with the keys that opened it, in an archive (0600). Raises RefusedError."""
    root = data_folder()
    with _bundle(archive) as bundle:
        lines = "".join(f"{key.line}\n" for key in keys).encode()
        entry = tarfile.TarInfo(str((place().keys / f"{profile}.pub").relative_to(root)))
        entry.size, entry.mode = len(lines), 0o600
        bundle.addfile(entry, io.BytesIO(lines))
        shut: list[Path] = []
        made = _add_all(bundle, _found(root / PROFILES / profile, shut), root, shut)
        if made.left_out:
            raise RefusedError(
                f"{clean(made.left_out[0])} cannot be read, so the copy would not be whole, and none was "
                "made. Without one: --no-backup."
            )
        return made


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
    """Without what is the host's own, no archive is a backup. Raises RefusedError."""
    if not path.is_relative_to(root / PROFILES) or path == root / PROFILES:
        raise RefusedError(f"{path} cannot be read, so no backup was made: {why}.")


def _found(within: Path, shut: list[Path]) -> Iterator[Path]:
    """Every folder and regular file of the profiles, of the host, and of the account's own coach; no link.

    Those who were deleted are not kept once more.
    """
    for folder, _, names in walk(within, shut):
        if folder.is_relative_to(place().deleted):
            continue
        if folder != data_folder():
            yield folder
        for name in names:
            path = folder / name
            passing = name in (*_PASSING, *_LOGS) or name.endswith(".tmp")
            if not passing and path.is_file() and not path.is_symlink():
                yield path


def _add(bundle: tarfile.TarFile, path: Path, name: str, data: bytes | None = None) -> bool:
    """Put one in, with its own content unless other ``data`` is given.

    False: it is gone by now, as drafts and what is being checked come and go while people train.
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
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _SHUT:
            raise
        raise _UnreadableError(str(error)) from error
    except OSError as error:
        raise _UnreadableError(error.strerror) from error
