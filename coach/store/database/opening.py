"""Opens a database file: creates it whole where there is none, migrates it, and sets the journal mode its disk allows.

A new file appears under its name with its tables already in it: one that is empty or cut short is never taken for a new
one. A file that belongs to another program, is newer or is damaged is left exactly as it is. Left out: what is done
with it (``sqlite``).
"""

import errno
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from coach.store import error_words
from coach.store.database.schema import MIGRATIONS, VERSION
from coach.store.database.soundness import checksum
from coach.store.error_words import store_error

SMALLEST = 512
"""Bytes: SQLite's smallest page, so no database is smaller."""
_WAL_BYTES = b"\x02\x02"
"""The bytes at offset 18 in a file that was last used in write-ahead mode."""


def open_database(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """A connection that is ready for use. Raises StoreError and sqlite3.Error."""
    _make_file(path)
    try:
        database = _reached(path, busy_timeout_s)
    except sqlite3.OperationalError as error:
        if error_words.of_sqlite(error) is error_words.IS_BUSY and not has_locks(path.parent):
            raise store_error(path, error_words.NO_LOCKS) from error
        raise
    try:
        _bring_up_to_date(path, database)
        database.execute("PRAGMA synchronous = FULL")
        return _written_ahead(path, database, busy_timeout_s)
    except BaseException:
        database.close()
        raise


def connect(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """A connection with the ``checksum`` function, and nothing checked or migrated yet."""
    database = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
    database.create_function("checksum", 1, checksum, deterministic=True)
    return database


def version_of(database: sqlite3.Connection) -> int:
    """The version of the schema."""
    with closing(database.execute("PRAGMA user_version")) as cursor:
        return int(cursor.fetchone()[0])


def is_of_its_version(database: sqlite3.Connection) -> bool:
    """Whether it has the tables and columns of its schema version, and none of a later one. Raises sqlite3.Error."""
    with closing(connect(Path(":memory:"), 0.0)) as model:
        migrate(model, MIGRATIONS[: version_of(database)])
        its_own, found = _columns(model), _columns(database)
        migrate(model, MIGRATIONS)
        return its_own <= found and not (_columns(model) - its_own) & found


def _columns(database: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every column of every table, as (table, column)."""
    return set(
        database.execute(
            "SELECT t.name, c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'"
        )
    )


# --- a file that is there -------------------------------------------------------------------------------------------


def _reached(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """A connection that has successfully read its file once."""
    database = connect(path, busy_timeout_s)
    try:
        version_of(database)
    except sqlite3.OperationalError as error:
        database.close()
        if not _lacks_memory(path, error):
            raise
        return _without_memory(path, busy_timeout_s, error)
    except BaseException:
        database.close()
        raise
    return database


def _lacks_memory(path: Path, error: sqlite3.OperationalError) -> bool:
    """Whether the file cannot be opened because write-ahead mode needs shared memory, which this disk has not."""
    code = error.sqlite_errorcode
    if code in error_words.NO_MEMORY_CODES:
        return True
    try:
        with path.open("r+b") as file:  # closing it loses no lock: nobody in this process has it open
            return code & 0xFF == sqlite3.SQLITE_CANTOPEN and file.read(20)[18:] == _WAL_BYTES
    except OSError:
        return False


def _without_memory(path: Path, busy_timeout_s: float, why: sqlite3.OperationalError) -> sqlite3.Connection:
    """Open the same file with a rollback journal, which needs no shared memory.

    Without shared memory, a write-ahead log can be read only by one connection that has the file to itself.
    """
    database = connect(path, busy_timeout_s)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = DELETE").fetchone()
        database.execute("PRAGMA locking_mode = NORMAL")
        version_of(database)  # the exclusive lock is released only at this read
    except sqlite3.OperationalError as error:
        database.close()
        busy = error_words.of_sqlite(error) is error_words.IS_BUSY
        lacks = why.sqlite_errorcode in error_words.NO_MEMORY_CODES
        raise (error if busy else store_error(path, error_words.NO_MEMORY) if lacks else why) from error
    return database


def _written_ahead(path: Path, database: sqlite3.Connection, busy_timeout_s: float) -> sqlite3.Connection:
    """Switch the connection to write-ahead mode, where that is possible.

    On a network disk, or while somebody reads at this very moment, SQLite stays with its rollback journal, which is as
    safe; the next start tries again.
    """
    try:
        if database.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",):
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error_words.of_sqlite(error) is error_words.IS_BUSY:
            return database
        if not _lacks_memory_now(error):
            raise
        database.close()
        database = _without_memory(path, busy_timeout_s, error)
        database.execute("PRAGMA synchronous = FULL")
    return database


def _lacks_memory_now(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode in error_words.NO_MEMORY_CODES or error.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    )


def _bring_up_to_date(path: Path, database: sqlite3.Connection) -> None:
    found = version_of(database)
    if found > VERSION:
        raise store_error(path, error_words.newer(found, VERSION))
    if found < 1:
        raise store_error(path, error_words.of_no_version(database))
    if found < VERSION:
        try:
            migrate(database, MIGRATIONS)
        except sqlite3.OperationalError as error:
            if error_words.of_sqlite(error) is error_words.IS_BUSY or is_of_its_version(database):
                raise
            raise store_error(path, error_words.DAMAGED) from error


def migrate(database: sqlite3.Connection, steps: Sequence[Sequence[str]]) -> None:
    """Apply every migration step that is still missing, all or none."""
    database.execute("BEGIN IMMEDIATE")
    try:
        found = version_of(database)  # asked again: another coach may have been first
        for statements in steps[found:]:
            for statement in statements:
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {max(found, len(steps))}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


# --- a file that is not there yet -----------------------------------------------------------------------------------


def _make_file(path: Path) -> None:
    """Create a database that only its owner may read, and its folders, unless there is one. Raises StoreError."""
    try:
        if path.is_dir():
            raise store_error(path, error_words.IS_A_FOLDER)
        if leads_astray(path):
            raise store_error(path, error_words.ASTRAY)
        _make_folder(path.parent)
        if is_stump(path):
            raise store_error(path, error_words.CUT_SHORT)
        if not path.exists():
            _make_new(Path(os.path.realpath(path)))
    except OSError as error:
        raise store_error(path, error_words.cannot_be_made(error.strerror or type(error).__name__)) from error


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _make_new(path: Path) -> None:
    """Create a database under a temporary name, then link it to its own, unless one is there. Raises OSError."""
    _make_folder(path.parent)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)  # left by a killed process that had the same id
    os.close(os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(connect(new, 0.0)) as database:
            database.execute("PRAGMA synchronous = FULL")
            migrate(database, MIGRATIONS)
        with suppress(FileExistsError):
            _give_name(new, path)
    finally:
        new.unlink(missing_ok=True)


def _give_name(new: Path, path: Path) -> None:
    try:
        path.hardlink_to(new)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        new.rename(path)


def is_stump(path: Path) -> bool:
    """Whether the file is the rest of a database that was cut short. Raises OSError."""
    try:
        return path.stat().st_size < SMALLEST
    except FileNotFoundError:
        log = path.with_name(path.name + "-wal")
        return log.exists() and log.stat().st_size > 0


def leads_astray(path: Path) -> bool:
    """Whether the file is a link into a folder that is not there: of a disk that is away, which holds the history."""
    return path.is_symlink() and not Path(os.path.realpath(path)).parent.is_dir()


def has_locks(folder: Path) -> bool:
    """Whether files in this folder can be locked, tried on a file of our own.

    The database itself is not tried: closing it would lose the locks that this process holds on it.
    """
    try:
        import fcntl
    except ImportError:
        return True
    probe = folder / f".lock.{os.getpid()}"
    try:
        with probe.open("wb") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)
    finally:
        with suppress(OSError):
            probe.unlink()
    return True
