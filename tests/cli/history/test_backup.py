"""``coach backup`` and ``coach doctor --repair``, as words: what they do, say and refuse."""

import gzip
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coach.store.backups.backups import list_backups
from coach.store.backups.copy_files import folder_of
from coach.store.backups.glimpse import glimpse
from coach.store.database.schema import VERSION
from coach.store.database.sqlite import SqliteStore
from coach.store.paths import default_path

from ..conftest import Run
from .test_log import piped


@pytest.fixture
def database(home: Path) -> Path:
    return default_path()


def harm(database: Path) -> None:
    data = bytearray(database.read_bytes())
    data[:100] = bytes(100)
    database.write_bytes(data)


def test_the_first_record_of_a_day_makes_one_and_nothing_else_does(coach: Run, database: Path) -> None:
    assert coach("backup", "list").out.startswith("No backup yet.")
    for words in (["next"], ["history"], ["show", "psoas-care"], ["doctor"]):
        coach(*words)
    assert not folder_of(database).exists()
    coach("log", "walk", "--minutes", "30")
    coach("log", "swim", "--minutes", "30")
    coach("history")
    (only,) = list_backups(database)
    assert only.records == 1


def test_a_rehearsal_makes_none(coach: Run, database: Path) -> None:
    coach("play", "desk-break", "--plain", "--speed", "1000")
    assert not folder_of(database).exists()


def test_one_is_made_listed_and_put_back(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("log", "walk", "--minutes", "30")
    before = coach("export", "-").out
    assert coach("backup", "make").out.startswith("Backup 2: 1 record, checked. ")
    coach("log", "run", "--red-flags", "groin-lump")
    said = coach("backup", "list")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()[:2]] == ["2", "1"]
    assert "by itself, 1 record, " in said.out
    said = piped(coach, monkeypatch, "n\n", "backup", "restore", "newest")
    assert "a lock too, is not in it. Put it back?" in said.out
    assert said.out.rstrip().endswith("Nothing was restored.")
    assert coach("show", "psoas-care", "--json").json["locked"] is True
    said = piped(coach, monkeypatch, "y\n", "backup", "restore", "newest")
    assert said.out.rstrip().endswith("What was there is backup 3: coach backup restore 3")
    assert coach("export", "-").out == before
    assert coach("backup", "restore", "3", "--yes").code == 0
    assert coach("show", "psoas-care", "--json").json["locked"] is True


def test_for_scripts(coach: Run) -> None:
    coach("log", "walk", "--minutes", "30")
    made = coach("backup", "make", "--json").json
    (newest, daily) = coach("backup", "list", "--json").json
    assert newest == made
    assert {key: daily[key] for key in ("number", "kind", "records", "sound", "state")} == {
        "number": 1, "kind": "daily", "records": 1, "sound": True, "state": "sound",
    }  # fmt: skip
    done = coach("backup", "restore", "1", "--yes", "--json").json
    assert (done["backup"], done["before"]["kind"]) == (daily, "before-restore")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("backup", 2, "coach backup list"),
        ("backup restore", 2, "required: WHICH"),
        ("backup undo", 2, "there is no command"),
        ("backup make", 1, "nothing to copy yet: the first record makes the database"),
        ("backup restore newest", 1, "there is no backup yet"),
        ("doctor --repair", 1, "there is no database yet, and no backup: nothing to repair"),
        ("backup list --profile ../x", 2, "cannot be a profile's name"),
    ],
)
def test_what_is_refused_is_a_sentence(coach: Run, words: str, code: int, says: str) -> None:
    said = coach(*words.split())
    assert (said.code, said.out) == (code, "")
    assert says in said.err


def test_the_doctor_offers_a_repair_where_the_file_is_damaged_and_a_locked_runner_stays_locked(
    coach: Run, database: Path
) -> None:
    coach("log", "walk", "--minutes", "30")
    coach("log", "run", "--red-flags", "groin-lump")
    assert "--repair" not in coach("doctor").out
    assert coach("doctor", "--repair").err == "coach: the database is sound: there is nothing to repair.\n"
    harm(database)
    damaged = database.read_bytes()
    said = coach("doctor")
    assert said.code == 1
    assert "coach doctor --repair" in said.out
    assert "Move" not in said.out
    said = coach("doctor", "--repair")
    assert (said.code, said.err) == (0, "")
    assert "2 records." in said.out
    assert "1 record of them from the damaged file alone." in said.out
    assert coach("show", "psoas-care", "--json").json["locked"] is True
    (aside,) = folder_of(database).glob("damaged-*/*.db")
    assert aside.read_bytes() == damaged
    assert coach("doctor").code == 0


def test_a_history_that_is_gone_is_no_first_start(coach: Run, database: Path) -> None:
    coach("log", "run", "--red-flags", "groin-lump")
    for each in database.parent.glob("coach.db*"):
        each.unlink()
    said = coach("history")
    assert said.code == 1
    assert "is gone, and there are backups of it" in said.err
    assert "coach backup restore newest" in coach("doctor").out
    assert coach("backup", "restore", "newest", "--yes").code == 0
    assert coach("show", "psoas-care", "--json").json["locked"] is True


@pytest.mark.parametrize(
    ("version", "says", "never"),
    [
        (None, "none of its backups can be used", "restore newest"),
        (9999, "Update the coach", "move the folder"),
    ],
    ids=["damaged", "of a newer coach"],
)
def test_of_backups_that_cannot_be_used_none_is_advised(
    coach: Run, database: Path, version: int | None, says: str, never: str
) -> None:
    coach("log", "run", "--red-flags", "groin-lump")
    for copy in folder_of(database).glob("*.gz"):
        if version is None:
            copy.write_bytes(copy.read_bytes()[:60])
        else:
            data = bytearray(gzip.decompress(copy.read_bytes()))
            data[60:64] = version.to_bytes(4)
            copy.write_bytes(gzip.compress(data))
    for each in database.parent.glob("coach.db*"):
        each.unlink()
    for said in (coach("next"), coach("history"), coach("backup", "make"), coach("doctor")):
        assert said.code == 1
        assert says in said.err + said.out
        assert never not in said.err + said.out
        assert "backup make" not in said.err + said.out


def test_where_the_backups_cannot_be_seen_a_lost_database_is_no_new_beginning(coach: Run, database: Path) -> None:
    """Nobody knows then whether there are any."""
    database.parent.mkdir(parents=True)
    folder_of(database).symlink_to(folder_of(database))  # round and round: as closed as another's folder is
    for said in (coach("next"), coach("history"), coach("log", "walk", "--minutes", "30")):
        assert said.code == 1
        assert "is gone, and the folder backups beside it cannot be read" in said.err
    assert not database.exists()


def test_while_another_coach_is_open_that_is_said(coach: Run, database: Path) -> None:
    coach("log", "walk", "--minutes", "30")
    store = SqliteStore(database)
    said = coach("backup", "restore", "newest", "--yes")
    store.close()
    assert said.code == 1
    assert "is open in another coach" in said.err


def _of_another_program(database: Path) -> None:
    with closing(sqlite3.connect(database)) as other, other:
        other.execute("CREATE TABLE song (title)")


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda path: path.mkdir(), "is a folder"),
        (os.mkfifo, "is gone, and there are backups of it"),
        (lambda path: None, "is gone, and there are backups of it"),
        (_of_another_program, "belongs to another program"),
    ],
    ids=["a folder", "a pipe", "nothing", "another program's"],
)
def test_what_stands_in_its_place_hangs_nothing_and_is_told_as_what_it_is(
    coach: Run, database: Path, harm: Callable[[Path], object], says: str
) -> None:
    coach("log", "walk", "--minutes", "30")
    database.unlink()
    harm(database)
    said = coach("backup", "make")
    assert said.code == 1
    assert says in said.err
    assert "Update" not in said.err
    assert coach("doctor").code == 1
    assert glimpse(database) == ()
    if says.startswith(("is a folder", "belongs")):
        assert says in coach("doctor", "--repair").err


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE entry RENAME COLUMN data TO dat",
        "ALTER TABLE entry DROP COLUMN crc",
        "DROP TABLE deleted",
        "DROP TABLE fact",
        *(f"PRAGMA user_version = {version}" for version in (0, 1, 3, VERSION - 1)),
    ],
)
def test_a_table_that_is_not_as_it_was_made_is_seen_and_repaired(coach: Run, database: Path, harm: str) -> None:
    coach("log", "walk", "--minutes", "30")
    with closing(sqlite3.connect(database)) as file, file:
        file.execute(harm)
    assert "doctor --repair" in coach("doctor").out
    is_whole = harm == "DROP TABLE deleted"  # what was removed is no part of the history
    assert coach("next").code == (0 if is_whole else 1)
    assert coach("doctor", "--repair").code == 0
    assert coach("doctor").code == 0
    assert len(coach("history", "--json").json["walk"]) == 1


def test_a_link_to_a_disk_that_is_away_is_no_new_beginning(coach: Run, database: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    database.parent.mkdir(parents=True)
    database.symlink_to(disk / "coach.db")
    for said in (coach("next"), coach("log", "walk", "--minutes", "30"), coach("doctor")):
        assert said.code == 1
        assert "is a link to a folder that is not there" in said.err + said.out
    assert not disk.exists()
    disk.mkdir()
    assert coach("log", "walk", "--minutes", "30").code == 0
    assert database.is_symlink()
    assert coach("doctor").code == 0


def test_where_no_backup_is_sound_the_repair_does_not_say_that_there_is_none(coach: Run, database: Path) -> None:
    coach("log", "walk", "--minutes", "30")
    for backup in folder_of(database).iterdir():
        backup.write_bytes(b"junk")
    database.unlink()
    said = coach("doctor", "--repair")
    assert said.code == 1
    assert "no backup that is sound" in said.err


def test_a_damaged_backup_is_listed_as_that(coach: Run, database: Path) -> None:
    coach("log", "walk", "--minutes", "30")
    (copy,) = folder_of(database).iterdir()
    copy.write_bytes(copy.read_bytes()[:-20])
    said = coach("backup", "list")
    assert (said.code, "it is damaged" in said.out) == (1, True)
    assert "1 backup, none of them sound" in coach("doctor").out


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("backup", ""), {"list", "make", "restore"}),
        (("backup", "restore", ""), {"newest"}),
        (("doctor", "--re"), {"--repair"}),
    ],
)
def test_completion(coach: Run, words: tuple[str, ...], offers: set[str]) -> None:
    assert offers <= {*coach("complete", "--", *words).out.split()}


def test_each_profile_has_its_own(coach: Run) -> None:
    coach("log", "walk", "--minutes", "30", "--profile", "anna")
    assert len(coach("backup", "list", "--json", "--profile", "anna").json) == 1
    assert coach("backup", "list", "--json").json == []
