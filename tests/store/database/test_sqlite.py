"""The database file: who may read it, what survives, and what is said when it cannot be used."""

import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.records.entries import Session, Walk
from coach.store import Checkpoint, StoreError
from coach.store.database.opening import version_of
from coach.store.database.schema import MIGRATIONS, VERSION
from coach.store.database.sqlite import SqliteStore
from coach.store.protocol import DamagedError
from coach.system.guest import GUEST

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
WALK = Walk(at=AT, id="w", minutes=20)
SESSION = Session(at=AT, id="s", routine="psoas-care")

posix = pytest.mark.skipif(os.name != "posix", reason="file modes and signals are POSIX's")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "coach" / "coach.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(path)
    yield store
    store.close()


def sentence_of(error: StoreError) -> str:
    """Its text, having made sure that it is one line for people."""
    text = str(error)
    assert text.isprintable()
    assert text.endswith(".")
    assert "Traceback" not in text
    return text


@posix
def test_only_the_owner_can_read(store: SqliteStore, path: Path) -> None:
    store.add([WALK])
    files = sorted(file.name for file in path.parent.iterdir())
    assert files == ["coach.db", "coach.db-shm", "coach.db-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


@posix
def test_a_folder_that_was_there_keeps_its_mode(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o750)
    SqliteStore(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o750


def test_everything_is_there_after_closing_and_opening(path: Path) -> None:
    checkpoint = Checkpoint("a", AT, {"step": 3})
    with closing(SqliteStore(path)) as store:
        store.add([WALK, SESSION])
        store.save_checkpoint(checkpoint)
        store.write("kit", ["band"])
    with closing(SqliteStore(path)) as store:
        assert store.history().entries == (SESSION, WALK)
        assert store.checkpoints() == (checkpoint,)
        assert store.read("kit") == ["band"]


def test_closing_twice_is_no_error_and_a_closed_store_says_so(path: Path) -> None:
    store = SqliteStore(path)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.history()


def test_the_database_is_in_write_ahead_mode_and_syncs_every_change(store: SqliteStore) -> None:
    assert store._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store._database.execute("PRAGMA synchronous").fetchone() == (2,)


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from coach.domain.records.entries import Walk
from coach.store import Checkpoint
from coach.store.database.sqlite import SqliteStore

store = SqliteStore(Path(sys.argv[1]))
for step in range(20):
    store.save_checkpoint(Checkpoint("a", datetime(2026, 11, 1, 7, step, tzinfo=UTC), {"step": step}))
    store.add([Walk(at=datetime(2026, 11, 1, 7, step, tzinfo=UTC))])
os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_what_was_saved_survives_a_kill(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=180)
    assert done.returncode == -signal.SIGKILL
    with closing(SqliteStore(path)) as store:
        assert [checkpoint.data for checkpoint in store.checkpoints()] == [{"step": 19}]
        assert len(store.history().entries) == 20


@posix
def test_a_change_that_was_cut_off_is_not_there(store: SqliteStore, path: Path) -> None:
    """Killed between two entries of one ``add``: neither is in the history."""
    script = """
import os, signal, sys
from pathlib import Path
from coach.store.database.sqlite import SqliteStore
with SqliteStore(Path(sys.argv[1]))._transaction() as database:
    database.execute("INSERT INTO entry (id, at, type, data) VALUES ('x', '', 'walk', '{}')")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=180)
    assert store.history().entries == ()
    assert store.add([WALK]) == 1


def test_what_another_keeps_is_noticed_once_and_what_is_one_s_own_is_not(store: SqliteStore, path: Path) -> None:
    store.add([WALK])
    store.write("anything", 1)
    assert not store.written_elsewhere()
    with closing(SqliteStore(path)) as other:
        assert not other.written_elsewhere()
        other.history()
        assert not store.written_elsewhere()
        other.add([SESSION])
        assert not other.written_elsewhere()
        assert store.written_elsewhere()
        assert not store.written_elsewhere()
        store.remove(WALK.id)
        assert other.written_elsewhere()


def test_two_at_once_see_each_other(path: Path) -> None:
    with closing(SqliteStore(path)) as one, closing(SqliteStore(path)) as two:
        one.add([WALK])
        two.add([SESSION])
        assert one.add([SESSION]) == 0
        assert one.history() == two.history()
        assert one.history().entries == (SESSION, WALK)


ADDING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from coach.domain.records.entries import Walk
from coach.store.database.sqlite import SqliteStore

sys.stdin.readline()
store = SqliteStore(Path(sys.argv[1]), busy_timeout_s=30)
for minute in range(15):
    store.add([Walk(at=datetime(2026, 11, 1, 7, minute, tzinfo=UTC), note=sys.argv[2])])
"""


def test_four_processes_that_start_at_once_lose_nothing(path: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", ADDING, str(path), str(number)], stdin=subprocess.PIPE)
        for number in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=180)
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    with closing(SqliteStore(path)) as store:
        assert len(store.history().entries) == 60


def test_a_locked_database_is_told_and_works_again_when_it_is_free(store: SqliteStore, path: Path) -> None:
    store.add([WALK])
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        closing(SqliteStore(path, busy_timeout_s=0)) as impatient,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            impatient.add([SESSION])
        assert "in use by another program" in sentence_of(caught.value)
        assert impatient.history().entries == (WALK,)
        other.execute("ROLLBACK")
        assert impatient.add([SESSION]) == 1


def test_a_database_that_is_locked_from_the_start_is_told(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store._database.execute("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="in use by another program"):
            SqliteStore(path, busy_timeout_s=0)
        other.execute("ROLLBACK")
    with closing(SqliteStore(path)) as store:
        assert store.add([WALK]) == 1


def test_a_full_disk_is_told_and_nothing_is_lost(store: SqliteStore) -> None:
    store.add([WALK])
    pages = store._database.execute("PRAGMA page_count").fetchone()[0]
    store._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught:
        store.add([SESSION, Walk(at=AT, id="long", note="x" * 100_000)])
    assert "the disk is full" in sentence_of(caught.value)
    assert store.history().entries == (WALK,)
    store._database.execute(f"PRAGMA max_page_count = {pages + 1000}")
    assert store.add([SESSION]) == 1


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError) as caught:
        SqliteStore(path)
    assert "is a folder" in sentence_of(caught.value)
    assert path.is_dir()


def test_a_place_where_no_folder_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError) as caught:
        SqliteStore(tmp_path / "file" / "coach" / "coach.db")
    assert "cannot be made" in sentence_of(caught.value)
    assert (tmp_path / "file").read_text() == "mine"


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError) as caught:
            SqliteStore(tmp_path / "coach.db")
        assert "cannot be made" in sentence_of(caught.value)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    "content",
    [b"this is not a database, but it is somebody's text\n" * 50, b"SQLite format 3\x00" + b"\xff" * 4000, b"x"],
)
def test_a_damaged_database_is_told_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        SqliteStore(path)
    assert "damaged" in sentence_of(caught.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"x"),
        lambda path: path.write_bytes(b"no database" * 500),
        lambda path: path.mkdir(),
        lambda path: _made_by(path, VERSION + 1),
        lambda path: _made_by(path, 0),
        lambda path: path.parent.rmdir() or path.parent.touch(),
    ],
    ids=["cut short", "garbage", "a folder", "newer", "another's", "no folder"],
)
def test_a_guest_reads_no_path_of_the_box(
    path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], object]
) -> None:
    path.parent.mkdir(parents=True)
    spoil(path)
    with pytest.raises(StoreError, match=re.escape(str(path))):
        SqliteStore(path)
    monkeypatch.setenv(GUEST, "1")
    with pytest.raises(StoreError) as caught:
        SqliteStore(path)
    sentence = sentence_of(caught.value)
    assert "/" not in sentence
    assert sentence.startswith("Your database ")
    assert sentence.endswith(" Tell whoever looks after the box.")


def test_a_guest_whose_database_is_busy_tries_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GUEST, "1")
    with closing(SqliteStore(path)) as one, closing(SqliteStore(path, busy_timeout_s=0)) as other:
        with one._transaction(), pytest.raises(StoreError) as caught:
            other.add([WALK])
        assert sentence_of(caught.value) == "Your database is in use by another program. Try again in a moment."


def _made_by(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE theirs (it)")
        database.execute(f"PRAGMA user_version = {version}")
        database.commit()


def test_a_database_cut_to_nothing_keeps_its_log(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()
    log = path.with_name("coach.db-wal")
    log.write_bytes(b"the last changes")
    with pytest.raises(StoreError) as caught:
        SqliteStore(path)
    assert "damaged" in sentence_of(caught.value)
    assert log.read_bytes() == b"the last changes"


def test_damage_further_in_is_told_when_it_is_met(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add(Walk(at=AT, id=f"{number}", note="x" * 500) for number in range(200))
    whole = bytearray(path.read_bytes())
    whole[8192:-4096] = b"\xa5" * (len(whole) - 12288)
    path.write_bytes(whole)
    with closing(SqliteStore(path)) as store:
        with pytest.raises(StoreError) as caught:
            store.history()
        assert "damaged" in sentence_of(caught.value)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("empty", [b"", bytes(4096)], ids=["no bytes", "zeros"])
def test_an_empty_file_is_what_is_left_of_a_database(path: Path, empty: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(empty)
    with pytest.raises(DamagedError, match="damaged"):
        SqliteStore(path)
    assert path.read_bytes() == empty


def test_a_database_without_a_version_or_tables_is_damaged_not_new(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA journal_mode = WAL")
    with pytest.raises(DamagedError, match="damaged"):
        SqliteStore(path)


def test_a_new_file_appears_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken off while it is made, there is none; and no name of another file is left."""
    monkeypatch.setattr("coach.store.database.opening.MIGRATIONS", (("CREATE TABLE fine (x)", "no statement"),))
    with pytest.raises(StoreError):
        SqliteStore(path)
    assert list(path.parent.iterdir()) == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([WALK])
    broken = ("CREATE TABLE fine (x)", "DELETE FROM entry", "CREATE TABLE entry (x)")
    monkeypatch.setattr("coach.store.database.opening.MIGRATIONS", (*MIGRATIONS, broken))
    monkeypatch.setattr("coach.store.database.opening.VERSION", VERSION + 1)
    with pytest.raises(StoreError, match="entry already exists"):
        SqliteStore(path)
    monkeypatch.undo()
    with closing(SqliteStore(path)) as store:
        assert version_of(store._database) == VERSION
        assert store.history().entries == (WALK,)
        assert not store._database.execute("SELECT 1 FROM sqlite_master WHERE name = 'fine'").fetchone()


def test_a_database_of_a_newer_coach_is_refused_and_not_touched(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([WALK])
        store._database.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        SqliteStore(path)
    assert "newer coach" in sentence_of(caught.value)
    assert str(VERSION + 1) in str(caught.value)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_not_touched(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (name)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        SqliteStore(path)
    assert path.read_bytes() == before
