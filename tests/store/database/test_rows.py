"""One row that cannot be read: the others stay, it is set aside as it was, named, and counts until it is settled."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.records.entries import Event, EventKind, Session, Unreadable
from coach.domain.records.history import Start
from coach.store.backups.glimpse import glimpse
from coach.store.database.schema import MIGRATIONS
from coach.store.database.sqlite import SqliteStore
from coach.store.json_text import EntryReader
from coach.store.protocol import Checkpoint, Settled, StoreError

from ..older import NOTHING_KEPT

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
SESSIONS = [Session(id=f"s{day}", at=AT + timedelta(days=day), routine="psoas-care", worst=2) for day in range(5)]
FLAG = Event(id="flag", at=AT + timedelta(days=9), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(path)) as store:
        store.add([*SESSIONS, FLAG])
        yield store


def spoil(store: SqliteStore, assignment: str, entry_id: str = "s2") -> None:
    store._database.execute(f"UPDATE entry SET {assignment} WHERE id = ?", (entry_id,))


RED, LOCK = False, True
DAMAGES = {
    "cut short": ("data = substr(data, 1, 20)", "s2", RED),
    "no text": ("data = CAST(x'00fffe' AS TEXT)", "s2", RED),
    "bytes": ("data = x'00fffe'", "s2", RED),
    "a number": ("data = 7", "s2", RED),
    "an answer that no runner gives": ("data = replace(data, '\"worst\":2', '\"worst\":-2'), crc = NULL", "s2", RED),
    "a word of a coach to come": ("data = replace(data, '\"worst\"', '\"sparkle\"'), crc = NULL", "s2", RED),
    "no time": ("data = replace(data, '2026', '0001'), at = '', crc = NULL", "s2", RED),
    "another digit, by the disk": ("data = replace(data, '\"worst\":2', '\"worst\":0')", "s2", RED),
    "a kind to come": (
        "type = 'blood-test', data = replace(data, '\"session\"', '\"blood-test\"'), crc = NULL",
        "s2",
        LOCK,
    ),
    "two kinds at once": ("type = 'event'", "s2", LOCK),
    "no kind": ("type = x'ff', data = '{'", "s2", LOCK),
    "an event": ("data = '{'", "flag", LOCK),
}


@pytest.mark.parametrize(("assignment", "entry_id", "locks"), DAMAGES.values(), ids=DAMAGES)
def test_the_sound_ones_stay_and_the_bad_one_is_named(
    store: SqliteStore, path: Path, assignment: str, entry_id: str, locks: bool
) -> None:
    spoil(store, assignment, entry_id)
    (row,) = store._database.execute("SELECT CAST(data AS BLOB) FROM entry WHERE id = ?", (entry_id,)).fetchone()
    for again in (store, store, SqliteStore(path)):
        history = again.history()
        assert [entry.id for entry in history.entries] == [each.id for each in (*SESSIONS, FLAG) if each.id != entry_id]
        (unread,) = history.unreadable
        assert (unread.id, unread.locks) == (entry_id, locks)
        assert unread.why
        assert unread.why.isprintable()
        if unread.dated:
            assert unread.at == next(each.at for each in (*SESSIONS, FLAG) if each.id == entry_id)
    kept = store._database.execute("SELECT CAST(data AS BLOB) FROM set_aside").fetchall()
    assert kept == [(row,)]


@pytest.mark.parametrize("how", Settled)
def test_what_is_settled_counts_no_longer_and_is_not_thrown_away(store: SqliteStore, path: Path, how: Settled) -> None:
    spoil(store, "data = '{'")
    store.history()
    assert store.settle("s2", how)
    assert not store.settle("s2", how)
    with closing(SqliteStore(path)) as again:
        assert again.history().unreadable == ()
    assert store._database.execute("SELECT id, data, settled FROM set_aside").fetchall() == [("s2", "{", how.value)]


def test_what_is_imported_anew_is_the_answer(store: SqliteStore) -> None:
    spoil(store, "data = '{'")
    store.history()
    store.add([SESSIONS[2]])
    assert store.history().unreadable == ()
    assert store.history().entries == (*SESSIONS, FLAG)


def test_what_only_a_newer_coach_could_read_comes_back_with_it(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def knows_less(_: object) -> None:
        raise ValueError("unknown")

    with monkeypatch.context() as older:
        for name in ("entry_from_plain", "entries_from_json"):
            older.setattr(f"coach.store.database.rows.{name}", knows_less)
        store._reader.__init__()  # type: ignore[misc]
        assert len(store.history().unreadable) == 6
    assert store.history().entries == (*SESSIONS, FLAG)
    assert store.history().unreadable == ()


def test_without_a_day_it_has_none(store: SqliteStore) -> None:
    spoil(store, "data = '{', at = 'yesterday'")
    (row,) = store.history().unreadable
    assert not row.dated


def test_where_nothing_can_be_written_it_counts_all_the_same(store: SqliteStore, path: Path) -> None:
    spoil(store, "data = '{'")
    store._database.execute("PRAGMA query_only = ON")
    for _ in range(2):
        assert [row.id for row in store.history().unreadable] == ["s2"]
        assert len(store.history().entries) == 5


@pytest.mark.parametrize("value", ["{", "", '{"phase": "fine"}'])
def test_what_was_said_at_the_start_locks_until_it_is_said_anew(store: SqliteStore, value: str) -> None:
    store.set_start(Start(usual_morning=1))
    store._database.execute("UPDATE fact SET value = ?", (value,))
    (row,) = store.history().unreadable
    assert (row.what, row.locks) == ("start", True)
    assert store.start() == Start()
    store.set_start(Start(usual_morning=2))
    assert store.history().unreadable == ()


def test_a_fact_that_no_plan_is_made_from_only_goes_aside(store: SqliteStore) -> None:
    store.write("logged", ["s2"])
    store._database.execute("UPDATE fact SET value = '['")
    assert store.history().unreadable == ()
    assert store.read("logged") is None
    assert store._database.execute("SELECT id, data FROM set_aside").fetchall() == [("logged", b"[")]


def test_a_session_that_was_not_finished_counts_as_one(store: SqliteStore) -> None:
    store.save_checkpoint(Checkpoint("c", AT, {"step": 1}))
    store._database.execute("UPDATE checkpoint SET data = '{'")
    (row,) = store.history().unreadable
    assert (row.what, row.at, row.locks) == ("session", AT, False)
    assert store.checkpoints() == ()


def test_rows_that_are_missing_are_damage_not_fewer_records(store: SqliteStore) -> None:
    store._database.execute("PRAGMA writable_schema = ON")
    store._database.execute("DROP TABLE set_aside")
    with pytest.raises(StoreError, match="damaged"):
        store.history()


def test_an_older_database_gets_its_checksums(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add(SESSIONS)
        third = ("ALTER TABLE entry DROP COLUMN crc", "DROP TABLE set_aside", "PRAGMA user_version = 3")
        for statement in (*NOTHING_KEPT, *third):
            store._database.execute(statement)
    assert len(MIGRATIONS) >= 4
    with closing(SqliteStore(path)) as store:
        assert store.history().entries == tuple(SESSIONS)
        spoil(store, "data = replace(data, '\"worst\":2', '\"worst\":0')")
        assert [row.id for row in store.history().unreadable] == ["s2"]


def test_what_can_be_read_is_given_past_a_lock_and_up_to_the_damage(store: SqliteStore, path: Path) -> None:
    spoil(store, "data = '{'")
    store._database.execute("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert {entry.id for entry in glimpse(path)} == {"s0", "s1", "s3", "s4", "flag"}
    assert glimpse(path.with_name("none.db")) == ()
    whole = path.read_bytes()
    path.write_bytes(whole[:300])
    assert glimpse(path) == ()


def test_today_is_where_it_weighs_most() -> None:
    from coach.domain.records.history import History

    row = Unreadable(at=datetime(1970, 1, 1, tzinfo=UTC), id="x", what="session", why="?", dated=False)
    ahead = Unreadable(at=AT + timedelta(days=400), id="y", what="run", why="?")
    now = AT + timedelta(hours=5)
    placed = History((SESSIONS[0],), unreadable=(row, ahead)).placed(now)
    assert [(entry.id, entry.at) for entry in placed.entries] == [("s0", AT), ("x", AT), ("y", AT)]
    assert all(not each.dated for each in placed.unreadable)


BAD = "CAST(x'ff' AS TEXT)"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE entry SET at = {BAD} WHERE id = 's2'",
        f"UPDATE entry SET id = {BAD} WHERE id = 's2'",
        f"INSERT INTO fact (key, value) VALUES ({BAD}, '1')",
        f"INSERT INTO fact (key, value) VALUES ('x', {BAD})",
        f"INSERT INTO checkpoint VALUES ({BAD}, '2026-11-01T00:00:00+00:00', '{{}}', '')",
        f"INSERT INTO checkpoint VALUES ('c', '2026-11-01T00:00:00+00:00', '{{}}', {BAD})",
        f"INSERT INTO deleted VALUES ('d', 1, '', '', {BAD}, '2099-01-01T00:00:00+00:00')",
        "INSERT INTO entry (id, at, type, data) VALUES ('two', '', 'session', '{},{}')",
        "INSERT INTO entry (id, at, type, data) VALUES ('none', '', 'session', '')",
    ],
)
def test_bytes_that_are_no_text_take_nothing_else_along(store: SqliteStore, path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()
    for again in (store, SqliteStore(path)):
        history = again.history()
        assert {entry.id for entry in history.entries} >= {each.id for each in (*SESSIONS, FLAG)} - {"s2"}
        assert len(history.entries) + len(history.unreadable) >= len(SESSIONS) + 1
        assert again.facts() == {}
        assert again.checkpoints() == ()
        assert again.deleted(AT) == ()


def test_a_text_that_is_two_is_told_as_one_that_cannot_be_read() -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        EntryReader().read(["{},{}", "{}"])
