"""The store on disk: one SQLite database a profile, in write-ahead mode, so that several coaches may use it at once.

Every change is one transaction that is on disk before the call returns (``synchronous = FULL``). A database that is
damaged, or newer than this coach, is left exactly as it is. A connection belongs to the thread and process that opened
it: after a fork, open another.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from coach.domain.records.entries import Entry, History, Start
from coach.store import json_text
from coach.store.database import deleted, file_swap, folder_lock, set_aside
from coach.store.database.opening import opened
from coach.store.database.rows import RowReader, Unsound, rows_of
from coach.store.error_words import DAMAGED, LOST, RESTORED_NOW, told, told_by_sqlite
from coach.store.protocol import Checkpoint, Deleted, E, Settled, StoreError

BUSY_TIMEOUT_S = 2.0
"""Seconds to wait for another process that is writing."""

_CHECKPOINT = "id, saved_at, data, owner"
_ADD_ENTRY = "INSERT INTO entry (id, at, type, data, crc) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
_KEEP_ENTRY = "UPDATE entry SET at = ?, type = ?, data = ?, crc = ? WHERE id = ?"
_KEEP_FACT = "INSERT INTO fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class SqliteStore:
    """What one profile has done, in a database file. Implements ``Store``.

    Makes the file (mode 0600) and its folder (0700) when they are missing. Raises StoreError when it cannot be used.
    ``held``: whoever opens it holds its folder already, and knows why there is no file.
    """

    def __init__(self, path: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S, held: bool = False) -> None:
        self.path = path
        self._busy_timeout_s = busy_timeout_s
        self._reader = RowReader()
        self._is_checked = False
        self.wrote = False
        self._hold = None if held else _hold(path, busy_timeout_s)
        try:
            if not held:
                _refuse_lost(path)
            with self._told():
                self._database = opened(path, busy_timeout_s)
                self._seen = self._data_version()
        except BaseException:
            self._let_go()
            raise

    def history(self) -> History:
        """All entries, with what was said at the start. What cannot be read is set aside, and told."""
        with self._told():
            self._check()
            rows = rows_of(self._database)
            (count,) = self._database.execute("SELECT count(*) FROM entry").fetchone()  # by the index of their ids
            if count != len(rows):
                raise told(self.path, DAMAGED)
            entries, unsound = self._reader.read(rows)
            if not unsound and set_aside.facts_are_sound(self._database):
                unreadable = set_aside.open_ones(self._database)
                if not unreadable:
                    return History.of(entries, self.start())
            return self._history_in_part(entries, unsound)

    def facts(self) -> Mapping[str, object]:
        """Every fact of the profile that can be read."""
        with self._told():
            rows = self._database.execute("SELECT key, value FROM fact").fetchall()
        return {key: json_text.load(value, f"fact {key!r}") for key, value in rows}

    def settle(self, entry_id: str, how: Settled) -> bool:
        """Let something that cannot be read count no longer; False: there is no such thing."""
        with self._transaction() as database:
            return set_aside.settle(database, entry_id, how)

    def add(self, entries: Iterable[Entry]) -> int:
        """Keep these entries, all or none; returns how many were new."""
        rows = [json_text.entry_to_row(entry) for entry in entries]
        with self._transaction() as database:
            columns = [(row.id, row.at, row.type, row.text, row.crc) for row in rows]
            new = sum(database.execute(_ADD_ENTRY, each).rowcount for each in columns)
            set_aside.settle_by_word(database, set_aside.ENTRY, (row.id for row in rows))
            return new

    def replace(self, entry: Entry) -> None:
        """Put this entry in the place of the one with its id. Raises StoreError when there is none."""
        row = json_text.entry_to_row(entry)
        with self._transaction() as database:
            if database.execute(_KEEP_ENTRY, (row.at, row.type, row.text, row.crc, entry.id)).rowcount == 0:
                raise json_text.no_such_entry(entry.id)

    def correct(self, entry: E, change: Callable[[E], E]) -> E:
        """Change an entry as it stands; as it is then. Raises NoSuchEntryError when there is none."""
        with self._transaction() as database:
            kept = database.execute("SELECT data FROM entry WHERE id = ?", (entry.id,)).fetchone()
            if kept is None:
                raise json_text.no_such_entry(entry.id)
            corrected = json_text.corrected(entry, kept[0], change)
            row = json_text.entry_to_row(corrected)
            database.execute(_KEEP_ENTRY, (row.at, row.type, row.text, row.crc, entry.id))
        return corrected

    def remove(self, entry_id: str, at: datetime | None = None) -> None:
        """Take an entry out. One that is not there is no error. With ``at``, the moment, it can be brought back."""
        with self._transaction() as database:
            if at is not None:
                deleted.put_away(database, entry_id, at)
            database.execute("DELETE FROM entry WHERE id = ?", (entry_id,))

    def deleted(self, since: datetime) -> tuple[Deleted, ...]:
        """What was taken out then or later and is not back, the last first."""
        with self._told():
            return tuple(deleted.all_deleted(self._database, since))

    def restore(self, entry_id: str, since: datetime) -> None:
        """Bring back an entry that was taken out then or later, as it was. Raises NoSuchEntryError."""
        with self._transaction() as database:
            deleted.bring_back(database, entry_id, since)

    def purge(self, before: datetime) -> None:
        """Forget for good what was taken out earlier."""
        with self._transaction() as database:
            deleted.purge(database, before)

    def start(self) -> Start:
        """What the runner said at first; empty until ``set_start``."""
        return json_text.start_from_plain(self.read(json_text.START_KEY))

    def set_start(self, start: Start) -> None:
        """Keep what the runner said at first."""
        self.write(json_text.START_KEY, json_text.start_to_plain(start))

    def written_elsewhere(self) -> bool:
        """Whether another coach kept anything here since this was last asked, or since the store was opened."""
        with self._told():
            before, self._seen = self._seen, self._data_version()
        return before != self._seen

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The sessions that were not finished, the one saved last at the end."""
        with self._told():
            rows = self._database.execute(f"SELECT {_CHECKPOINT} FROM checkpoint ORDER BY rowid").fetchall()
        return json_text.checkpoints_from_texts(rows)

    def save_checkpoint(self, checkpoint: Checkpoint) -> bool:
        """Keep where a session stands, if it is still its owner's to keep. Survives a kill and a power cut."""
        texts = json_text.checkpoint_to_texts(checkpoint)
        with self._transaction() as database:
            done = database.execute(
                f"INSERT INTO checkpoint ({_CHECKPOINT}) SELECT ?, ?, ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = ?)"
                " ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, data = excluded.data"
                " WHERE owner = excluded.owner",
                (*texts, checkpoint.id),
            )
            return done.rowcount == 1

    def take_checkpoint(self, checkpoint_id: str, owner: str) -> Checkpoint | None:
        """Be its owner from now on; the checkpoint as it stands. None: it is gone."""
        with self._transaction() as database:
            database.execute("UPDATE checkpoint SET owner = ? WHERE id = ?", (owner, checkpoint_id))
            rows = database.execute(f"SELECT {_CHECKPOINT} FROM checkpoint WHERE id = ?", (checkpoint_id,)).fetchall()
        return next(iter(json_text.checkpoints_from_texts(rows)), None)

    def drop_checkpoint(self, checkpoint_id: str) -> None:
        """Forget a checkpoint. One that is not there is no error."""
        with self._transaction() as database:
            database.execute("DELETE FROM checkpoint WHERE id = ?", (checkpoint_id,))

    def read(self, key: str) -> object | None:
        """A fact of the profile, or None."""
        with self._told():
            row = self._database.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
        return None if row is None else json_text.load(row[0], f"fact {key!r}")

    def write(self, key: str, value: object) -> None:
        """Keep a fact of the profile: anything JSON can hold."""
        kept = json_text.dump(value)
        with self._transaction() as database:
            database.execute(_KEEP_FACT, (key, kept))
            set_aside.settle_by_word(database, set_aside.FACT, [key])

    def change(self, key: str, change: Callable[[object | None], object]) -> object:
        """Change a fact of the profile as it stands, before anybody else can; as it is then."""
        with self._transaction() as database:
            row = database.execute("SELECT value FROM fact WHERE key = ?", (key,)).fetchone()
            after = change(None if row is None else json_text.load(row[0], f"fact {key!r}"))
            kept = json_text.dump(after)
            if kept != ("null" if row is None else row[0]):  # else no other coach need look
                database.execute(_KEEP_FACT, (key, kept))
            set_aside.settle_by_word(database, set_aside.FACT, [key])
        return after

    def close(self) -> None:
        """Let go of the file. Closing twice is no error."""
        with self._told():
            self._database.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._hold is not None:
            self._hold.let_go()

    def _check(self) -> None:
        """See once that the file is whole: what its tables no longer lead to would be missed by nobody."""
        if self._is_checked:
            return
        (health,) = self._database.execute("PRAGMA quick_check(1)").fetchone()
        if health != "ok":
            raise told(self.path, DAMAGED)
        self._is_checked = True

    def _history_in_part(self, entries: list[Entry], unsound: list[Unsound]) -> History:
        """The history where something cannot be read, or could not at some time."""
        try:
            with self._transaction() as database:
                set_aside.set_aside(database, unsound)
                set_aside.set_facts_aside(database)
                is_back = set_aside.bring_back(database)
            unsound = []
        except StoreError:  # it stays where it is, and counts all the same
            is_back = False
        if is_back:
            entries, _ = self._reader.read(rows_of(self._database))
        unreadable = [*set_aside.open_ones(self._database), *set_aside.still_in_place(unsound)]
        return replace(History.of(entries, self.start()), unreadable=tuple(unreadable))

    def _data_version(self) -> int:
        """SQLite's own count: others' changes move it, those of this connection do not."""
        with closing(self._database.execute("PRAGMA data_version")) as cursor:
            return int(cursor.fetchone()[0])

    @contextmanager
    def in_a_hurry(self) -> Iterator[None]:
        """Inside, nothing waits for another process that is writing: a countdown is running."""
        self._database.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._database.execute(f"PRAGMA busy_timeout = {round(self._busy_timeout_s * 1000)}")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is kept, or nothing. The lock is taken at once, so that waiting for it cannot deadlock."""
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")
            before = self._database.total_changes
            try:
                yield self._database
                self._database.execute("COMMIT")
                self.wrote |= self._database.total_changes > before
            except BaseException:
                if self._database.in_transaction:  # a full disk has rolled back already
                    self._database.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong inside, as a sentence for people."""
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            raise told_by_sqlite(self.path, error) from error


def _hold(path: Path, wait_s: float) -> folder_lock.Hold:
    """The database's folder, held with all other coaches: nobody puts another file in its place meanwhile."""
    try:
        if file_swap.is_unfinished(path):
            with suppress(OSError), folder_lock.alone(path.parent):
                file_swap.finish(path)
        return folder_lock.together(path.parent, wait_s)
    except folder_lock.TakenError as error:
        raise told(path, RESTORED_NOW) from error


def _refuse_lost(path: Path) -> None:
    """Raise StoreError where there is no database, or nothing in its file, and yet there are backups of one.

    An empty history in its place would plan as for somebody who never had a warning sign.
    """
    with suppress(OSError):
        if path.exists() and path.stat().st_size:
            return
        from coach.store.backups.copy_files import is_gone

        if is_gone(path):
            raise told(path, LOST)
