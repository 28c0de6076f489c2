"""Damaged databases, mended: nothing is lost that the backup or the damaged file gives, least of all a lock."""

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Event, EventKind, Run, Session, Walk
from coach.store import Checkpoint, StoreError, ledger
from coach.store.backups import restore as restoring
from coach.store.backups.backups import keep_daily, list_backups, make_backup
from coach.store.backups.copy_files import FOLDER, CopyState
from coach.store.backups.restore import Repaired, condition, repair, restore_backup
from coach.store.database import file_swap
from coach.store.database.sqlite import SqliteStore
from coach.store.json_text import entry_or_none
from coach.store.protocol import Settled
from coach.store.resilient import ResilientStore

NOW = datetime(2026, 11, 10, 18, tzinfo=UTC)
FLAG = Event(at=NOW, id="flag", kind=EventKind.RED_FLAG, flags=("groin-lump",))


def walks(number: int, first: int = 0) -> list[Entry]:
    return [
        Walk(at=NOW - timedelta(days=400 - each), id=f"w{each:03}", minutes=30, note="x" * (each % 7 * 90))
        for each in range(first, first + number)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach" / "coach.db"


def kept(path: Path) -> dict[str, Entry]:
    with closing(SqliteStore(path)) as store:
        return {entry.id: entry for entry in store.history().entries}


def rows_of(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as database:
        database.text_factory = lambda raw: raw.decode(errors="replace")
        return dict(database.execute("SELECT id, data FROM entry").fetchall())


def written(path: Path, backed_up: list[Entry], since: list[Entry]) -> None:
    """A database of which the first entries are in a backup."""
    with closing(SqliteStore(path)) as store:
        store.add(backed_up)
        store.write("removed", [])
    assert keep_daily(path, NOW - timedelta(days=1))
    with closing(SqliteStore(path)) as store:
        store.add(since)


Harm = Callable[[bytearray], bytes | bytearray]


def over(start: int, length: int, filling: bytes = b"\0") -> Harm:
    """Bytes overwritten, counted from the end where ``start`` is below 0."""

    def harm(data: bytearray) -> bytearray:
        at = start if start >= 0 else len(data) + start
        data[at : at + length] = (filling * length)[: len(data[at : at + length])]
        return data

    return harm


HARMS: dict[str, Harm] = {
    "no header": over(0, 100),
    "no first page": over(0, 4096),
    "noise at the beginning": over(0, 4096, b"\xa5\x5a\x00\xff"),
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut to a stump": lambda data: data[:300],
    "a page of zeros": over(16384, 4096),
    "pages of noise": over(12288, 20000, b"\x5a"),
    "the last page": over(-4096, 4096),
    "not a database": lambda data: b"not a database at all" * 300,
}


@pytest.mark.parametrize("name", HARMS)
def test_what_is_in_the_backup_is_there_after_any_damage(path: Path, name: str) -> None:
    before, since = [*walks(200), FLAG], walks(20, 200)
    written(path, before, since)
    damaged = bytes(HARMS[name](bytearray(path.read_bytes())))
    path.write_bytes(damaged)
    done = repair(path, NOW)
    now = rows_of(path)
    for entry in before:
        assert entry_or_none(now[entry.id]) == entry
    assert condition(path) is CopyState.SOUND
    assert done.aside is not None
    assert done.aside.read_bytes() == damaged, "it is set aside as it was"
    assert done.backup is not None
    assert done.backup.number == 1
    assert {*now} <= {entry.id for entry in (*before, *since)}


@pytest.mark.parametrize("name", ["no header", "no first page", "noise at the beginning"])
def test_what_only_the_damaged_file_has_is_read_from_its_pages(path: Path, name: str) -> None:
    long = Session(at=NOW, id="long", routine="psoas-care", note="y" * 9000)  # more than a page
    written(path, walks(30), [*walks(60, 30), FLAG, long])
    path.write_bytes(HARMS[name](bytearray(path.read_bytes())))
    done = repair(path, NOW)
    now = kept(path)
    assert now["flag"] == FLAG
    assert now["long"] == long
    assert len(now) == 92
    assert done.added == 62


def test_without_any_backup_what_can_be_read_is_all_there_is(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([*walks(40), FLAG])
    path.write_bytes(over(0, 100)(bytearray(path.read_bytes())))
    done = repair(path, NOW)
    assert (done.backup, done.records) == (None, 41)
    assert kept(path)["flag"] == FLAG


def test_where_nothing_can_be_read_nothing_is_made_of_it(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreError, match="gives nothing that can be read, and there is no sound backup"):
        repair(path, NOW)
    assert path.read_bytes() == b"no database at all" * 500


def damaged_in_its_index(path: Path) -> None:
    """All rows can be read, and SQLite finds the file damaged."""
    with closing(sqlite3.connect(path)) as database:
        (root,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_fact_1'"
        ).fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    path.write_bytes(data)


def test_the_version_of_the_damaged_file_wins_where_it_reads_whole(path: Path) -> None:
    first = Run(at=NOW, id="r", stage=2)
    written(path, [first, *walks(3)], [])
    red = replace(first, worst=8)
    with closing(SqliteStore(path)) as store:
        store.replace(red)
    damaged_in_its_index(path)
    repair(path, NOW)
    assert kept(path)["r"] == red


def test_the_version_of_the_backup_wins_where_that_of_the_damaged_file_does_not(path: Path) -> None:
    first = Run(at=NOW, id="r", stage=2, worst=8)
    written(path, [first, *walks(3)], [])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE entry SET data = '{\"type\": \"run' WHERE id = 'r'")
    damaged_in_its_index(path)
    repair(path, NOW)
    assert kept(path)["r"] == first


def test_a_row_that_can_be_read_in_neither_stays_as_one_that_cannot(path: Path) -> None:
    written(path, walks(3), [FLAG])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE entry SET data = '{\"type\": \"ev' WHERE id = 'flag'")
    damaged_in_its_index(path)
    repair(path, NOW)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT type, data FROM entry WHERE id = 'flag'").fetchall() == [
            ("event", '{"type": "ev')
        ]


def test_a_row_that_only_the_index_still_names_is_no_record_less(path: Path) -> None:
    """It stands there as one that cannot be read: a lock, until the runner says what it was."""
    written(path, walks(100), [*walks(20, 100), FLAG])
    data = bytearray(path.read_bytes())
    at = data.rfind(b'"red-flag"')
    number = at // 4096 + 1
    data[(number - 1) * 4096 : number * 4096] = b"\0" * 4096
    path.write_bytes(data)
    done = repair(path, NOW)
    assert done.lost >= 1
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT data FROM entry WHERE id = 'flag'").fetchall() == [("",)]


def test_what_was_taken_out_since_stays_out_and_can_be_brought_back(path: Path) -> None:
    written(path, walks(5), [])
    with closing(SqliteStore(path)) as store:
        ledger.remove_entry(store, "w002", NOW)
        store.save_checkpoint(Checkpoint("under-way", NOW, {"step": 3}))
        store.write("kit", ["band"])
    damaged_in_its_index(path)
    repair(path, NOW)
    assert "w002" not in kept(path)
    with closing(SqliteStore(path)) as store:
        assert [each.id for each in store.checkpoints()] == ["under-way"]
        assert store.read("kit") == ["band"]
        ledger.restore_entry(store, "w002", NOW)
    assert kept(path)["w002"] == walks(5)[2]


def test_what_was_in_the_write_ahead_log_alone_is_there(path: Path, tmp_path: Path) -> None:
    """A coach was killed: the last changes are in its log, and the file is damaged."""
    written(path, walks(5), [])
    with closing(SqliteStore(path)) as store:
        store.add([FLAG])
        log = path.with_name("coach.db-wal").read_bytes()
        data = bytearray(path.read_bytes())
    assert b'"red-flag"' in log
    assert b'"red-flag"' not in data
    for ending in ("-wal", "-shm"):
        path.with_name(f"coach.db{ending}").unlink(missing_ok=True)
    path.write_bytes(over(0, 100)(data))
    path.with_name("coach.db-wal").write_bytes(log)
    done = repair(path, NOW)
    assert kept(path)["flag"] == FLAG
    assert done.aside is not None
    assert done.aside.with_name(f"{done.aside.name}-wal").read_bytes() == log


def harmed(data: bytearray, dice: random.Random) -> bytes:
    """A damage of some kind at a random place."""
    for _ in range(dice.randint(1, 3)):
        at, length = dice.randrange(len(data)), dice.choice([1, 8, 100, 4096, 20000])
        kind = dice.randrange(4)
        if kind == 0:
            data[at : at + length] = bytes(len(data[at : at + length]))
        elif kind == 1:
            data[at : at + length] = dice.randbytes(len(data[at : at + length]))
        elif kind == 2 and len(data) > 8192:
            del data[max(at, 512) :]
        else:
            page = at // 4096 * 4096
            data[page : page + 4096] = bytes(4096)
    return bytes(data)


def law(path: Path, seed: int) -> None:
    """Whatever the damage: what is in the backup stays, nothing is made up, and the file is whole again."""
    dice = random.Random(seed)
    before, since = [*walks(80), FLAG], walks(40, 80)
    written(path, before, since)
    damaged = harmed(bytearray(path.read_bytes()), dice)
    path.write_bytes(damaged)
    state = condition(path)
    if state in (CopyState.NEWER, CopyState.FOREIGN):  # a byte of its version: left alone, for whoever knows better
        with pytest.raises(StoreError):
            repair(path, NOW)
        return
    if state is not CopyState.SOUND:
        repair(path, NOW)
    assert condition(path) is CopyState.SOUND
    known = {entry.id: entry for entry in (*before, *since)}
    rows = rows_of(path)
    for identity, data in rows.items():
        entry = entry_or_none(data)
        if entry is not None and identity in known and entry.id == identity:
            assert type(entry) is type(known[identity])
    if state is CopyState.DAMAGED:
        assert {entry.id for entry in before} <= {*rows}
        assert entry_or_none(rows["flag"]) is not None


@pytest.mark.parametrize("word", [b"CREATE TABLE entry", b"tableentry", b"CREATE TRIGGER", b"CREATE INDEX"])
def test_damage_that_sqlite_quotes_in_bytes_that_are_no_text_is_damage(path: Path, word: bytes) -> None:
    """SQLite's complaint then holds the byte, and Python cannot read its own error's words."""
    before = [*walks(80), FLAG]
    written(path, before, walks(3, 80))
    data = path.read_bytes()
    if word not in data:
        pytest.skip(f"the schema has no {word.decode()}")
    path.write_bytes(data.replace(word, word[:-2] + b"\xbd" + word[-1:], 1))
    assert condition(path) is CopyState.DAMAGED
    with pytest.raises(StoreError), closing(SqliteStore(path)) as store:
        store.history()
    repair(path, NOW)
    assert condition(path) is CopyState.SOUND
    assert {entry.id for entry in before} <= {*rows_of(path)}


@pytest.mark.parametrize("seed", range(12))
def test_random_damage(path: Path, seed: int) -> None:
    law(path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000, 1400))
def test_random_damage_for_long(path: Path, seed: int) -> None:
    law(path, seed)


def test_a_sound_one_is_not_repaired(path: Path) -> None:
    written(path, walks(2), [])
    with pytest.raises(StoreError, match="sound: there is nothing to repair"):
        repair(path, NOW)


def test_while_another_coach_has_it_open_nothing_is_touched(path: Path) -> None:
    written(path, walks(2), [])
    with closing(SqliteStore(path)):
        for act in (lambda: repair(path, NOW), lambda: restore_backup(path, "newest", NOW)):
            with pytest.raises(StoreError, match="open in another coach"):
                act()
    assert not list(path.parent.glob(f"{FOLDER}/damaged*"))


OPEN = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
print(database.execute("SELECT count(*) FROM entry").fetchone(), flush=True)
sys.stdin.readline()
"""


def test_while_another_program_has_a_damaged_one_open_nothing_is_touched(path: Path) -> None:
    written(path, walks(2), [])
    with subprocess.Popen(
        [sys.executable, "-c", OPEN, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        damaged_in_its_index(path)
        before = path.read_bytes()
        with pytest.raises(StoreError, match="another program has it"):
            repair(path, NOW)
        other.communicate(b"\n")
    assert path.read_bytes() == before
    assert repair(path, NOW).records == 2


@pytest.mark.parametrize("how", ["empty", "missing"])
def test_a_database_that_is_gone_is_no_empty_one(path: Path, how: str) -> None:
    written(path, [*walks(2), FLAG], [])
    path.write_bytes(b"") if how == "empty" else path.unlink()
    for ending in ("-wal", "-shm"):
        path.with_name(f"coach.db{ending}").unlink(missing_ok=True)
    with pytest.raises(StoreError, match="is gone, and there are backups of it"):
        SqliteStore(path)
    store = ResilientStore(lambda: SqliteStore(path))
    store.try_again()
    assert store.trouble
    assert isinstance(repair(path, NOW), Repaired)
    assert kept(path)["flag"] == FLAG


@pytest.mark.parametrize("at", ["before", "between"])
def test_a_kill_while_it_takes_its_place_is_made_good_by_whoever_opens_it(
    path: Path, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    written(path, [*walks(2), FLAG], [])
    damaged = over(0, 4096)(bytearray(path.read_bytes()))
    path.write_bytes(damaged)
    path.with_name("coach.db-wal").write_bytes(b"an old log")
    with monkeypatch.context() as kill:
        kill.setattr(*((file_swap, "finish") if at == "between" else (restoring, "swap_in")), killed)
        with pytest.raises(Killed):
            repair(path, NOW)
    if at == "before":
        assert path.read_bytes() == damaged
        repair(path, NOW)
    assert kept(path)["flag"] == FLAG
    assert condition(path) is CopyState.SOUND
    assert not file_swap.is_unfinished(path)
    assert not [each for each in path.parent.iterdir() if each.name.endswith(".tmp")]


def test_a_restore_of_a_damaged_one_keeps_what_it_still_gives(path: Path) -> None:
    written(path, walks(2), [])
    make_backup(path, NOW)
    with closing(SqliteStore(path)) as store:
        store.add([FLAG])
    damaged_in_its_index(path)
    assert isinstance(restore_backup(path, "1", NOW), Repaired)
    assert kept(path)["flag"] == FLAG
    assert len(list_backups(path)) == 2


# --- what was set aside before ----------------------------------------------------------------------------------------


def unreadable(path: Path) -> dict[str, bool]:
    """What counts because it cannot be read, and whether it locks."""
    with closing(SqliteStore(path)) as store:
        return {row.id: row.locks for row in store.history().unreadable}


def spoil(path: Path, *names: str, data: object = "{", crc: int | None = None) -> None:
    """Make rows of the history unreadable."""
    with closing(sqlite3.connect(path)) as database:
        for name in names:
            database.execute("UPDATE entry SET data = CAST(? AS TEXT), crc = ? WHERE id = ?", (data, crc, name))
        database.commit()


@pytest.mark.parametrize("name", ["no header", "no first page", "the last page", "not a database"])
@pytest.mark.parametrize("since", [True, False])
def test_what_was_set_aside_counts_on_after_a_repair(path: Path, name: str, since: bool) -> None:
    with closing(SqliteStore(path)) as store:
        store.add([*walks(60), FLAG])
    if since:
        assert keep_daily(path, NOW - timedelta(days=1))
    spoil(path, "flag", "w003")
    before = unreadable(path)
    assert before == {"flag": True, "w003": False}
    if not since:
        assert keep_daily(path, NOW - timedelta(days=1))
    path.write_bytes(HARMS[name](bytearray(path.read_bytes())))
    repair(path, NOW)
    after = unreadable(path)
    whole = kept(path)
    for each, locks in before.items():
        assert after.get(each) is locks or each in whole, "it counts, or it is there as it was"


def test_a_row_that_the_runner_settled_stays_settled_and_does_not_come_back(path: Path) -> None:
    written(path, [*walks(60), FLAG], [])
    spoil(path, "flag", "w003")
    assert len(unreadable(path)) == 2
    with closing(SqliteStore(path)) as store:
        assert store.settle("w003", Settled.REMOVED)
    path.write_bytes(HARMS["no header"](bytearray(path.read_bytes())))
    repair(path, NOW)
    assert unreadable(path) == {"flag": True}
    assert "w003" not in kept(path)


def test_one_that_is_known_by_its_name_alone_is_a_lock(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add(walks(60))
    spoil(path, *(f"w{each:03}" for each in range(40)), data="{" * 900)
    assert len(unreadable(path)) == 40
    data = bytearray(path.read_bytes())
    for page in range(0, len(data), 4096):
        if b"{" * 100 in data[page : page + 4096]:
            data[page : page + 4096] = b"\0" * 4096
    path.write_bytes(data)
    repair(path, NOW)
    assert unreadable(path) == {f"w{each:03}": True for each in range(40)}


def test_checksums_go_with_their_rows(path: Path) -> None:
    """A row that the disk has changed is no sound one for being in a damaged file, and the backup's stays."""
    written(path, [*walks(60)], [FLAG])
    sound = kept(path)["w003"]
    text = json.dumps({"type": "walk", "id": "w003", "at": sound.at.isoformat(), "minutes": 99})
    spoil(path, "w003", data=text, crc=12345)
    path.write_bytes(HARMS["no header"](bytearray(path.read_bytes())))
    repair(path, NOW)
    assert kept(path)["w003"] == sound
    assert kept(path)["flag"] == FLAG
    assert unreadable(path) == {}


def test_a_placeholder_is_a_lock(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add(walks(3))
    with closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO entry (id, at, type, data) VALUES ('gone', '', '', '')")
        database.commit()
    assert unreadable(path) == {"gone": True}
