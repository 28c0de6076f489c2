"""A backup is the box: what is unpacked elsewhere is the same, folders, modes and history, and opens as before."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store.test_foreign_folders import buried, bury

from coach.cli import main
from coach.domain.records.entries import Walk
from coach.host.admin import backup
from coach.host.admin.removal import delete_person
from coach.host.base.errors import BoxError
from coach.host.base.paths import host_folder
from coach.store.backups.backups import keep_daily
from coach.store.backups.restore import repair
from coach.store.database.sqlite import SqliteStore
from host.box import Box

RECORD = """\
[[session]]
routine = "desk-break"
at = 2026-11-20T07:30:00Z
worst = 1
"""
WALKS = [Walk(at=datetime(2026, 11, 1, tzinfo=UTC), id=f"w{number}", note="x" * 500) for number in range(100)]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A box's data, with one profile."""
    root = tmp_path / "data" / "coach"
    room = root / "profiles" / "anna" / "config" / "coach" / "routines"
    room.mkdir(mode=0o700, parents=True)
    for folder in (root / "profiles", root / "profiles" / "anna"):
        folder.chmod(0o700)
    (room / "mine.toml").write_text("x = 1")
    (room / "mine.toml").chmod(0o600)
    monkeypatch.setenv("XDG_DATA_HOME", str(root.parent))
    return root


def test_what_comes_back_is_the_same_and_opens_as_before(box: Box, tmp_path: Path) -> None:
    """While Anna is logged in; the new place is another box, with a server of its own."""
    (tmp_path / "history.toml").write_text(RECORD)
    with box.log_in("anna") as there:
        there.wait_for("Leave")
        box.coach("--profile", "anna", "import", str(tmp_path / "history.toml"))
        assert "2 profiles" in box.host("backup", str(tmp_path / "box.tar.gz"))
        there.press("ctrl+q")
        there.wait_exit()
    was = box.ssh("anna", "export").stdout
    assert RECORD.splitlines()[1] in was
    with Box(tmp_path / "new") as new:
        new.data.mkdir(mode=0o700, parents=True)
        subprocess.run(["tar", "-xzf", str(tmp_path / "box.tar.gz"), "-C", str(new.data)], check=True, timeout=180)
        for path in (box.data / "profiles").iterdir():
            assert (new.data / "profiles" / path.name).stat().st_mode & 0o777 == 0o700
        assert (new.data / "host").stat().st_mode & 0o777 == 0o700
        new.serve()
        for ending in ("", ".pub"):
            shutil.copy(f"{box.key('anna')}{ending}", new.home)
        assert new.ssh("anna", "export").stdout == was
        assert (new.data / "host" / "host_key").read_bytes() == (box.data / "host" / "host_key").read_bytes()


def test_what_goes_meanwhile_spoils_nothing(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, found = data / "profiles" / "anna" / "page.json", backup._found
    page.write_text("taken back that very moment")

    def taken_back(root: Path, shut: list[Path]) -> Iterator[Path]:
        for path in found(root, shut):
            if path == page:
                page.unlink()
            yield path

    monkeypatch.setattr(backup, "_found", taken_back)
    assert backup.back_up(tmp_path / "box.tar.gz") == backup.BoxBackup(1, ())
    assert not page.exists()
    with tarfile.open(tmp_path / "box.tar.gz") as bundle:
        kept = {each.name: each.mode for each in bundle}
    assert kept["profiles/anna"] == 0o700
    assert kept["profiles/anna/config/coach/routines/mine.toml"] == 0o600
    assert "profiles/anna/page.json" not in kept


def test_links_are_left_out(data: Path, tmp_path: Path) -> None:
    (data / "profiles" / "anna" / "link.toml").symlink_to("/etc/passwd")
    (data / "profiles" / "ben").symlink_to(tmp_path)
    os.mkfifo(data / "profiles" / "anna" / "pipe")
    backup.back_up(tmp_path / "box.tar.gz")
    with tarfile.open(tmp_path / "box.tar.gz") as bundle:
        assert not [each.name for each in bundle if each.name.endswith(("link.toml", "pipe", "ben"))]


def test_another_account_than_the_hosts_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(BoxError, match="Is this the account of the host"):
        backup.back_up(tmp_path / "box.tar.gz")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can hand files over")
def test_owners_are_kept(data: Path, tmp_path: Path) -> None:
    os.chown(data / "profiles" / "anna", 65_534, 65_534)
    backup.back_up(tmp_path / "box.tar.gz")
    with tarfile.open(tmp_path / "box.tar.gz") as bundle:
        assert bundle.getmember("profiles/anna").uid == 65_534
        assert bundle.getmember("profiles").uid == 0


def cut(path: Path) -> None:
    """Lose the second half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_to_a_stump(path: Path) -> None:
    """Lose nearly all."""
    path.write_bytes(path.read_bytes()[:100])


def empty_with_a_log(path: Path) -> None:
    """Lose the whole file, but not what was written beside it."""
    path.write_bytes(b"")
    path.with_name("coach.db-wal").write_bytes(b"the last changes")


def spoil_inside(path: Path) -> None:
    """Spoil what lies behind the first pages, where a copy does not look."""
    whole = bytearray(path.read_bytes())
    whole[8192:-4096] = b"\xa5" * (len(whole) - 12288)
    path.write_bytes(whole)


def fill_with_garbage(path: Path) -> None:
    """Another file in its place."""
    path.write_bytes(b"this is no database\n" * 500)


@pytest.mark.parametrize("damage", [cut, cut_to_a_stump, empty_with_a_log, spoil_inside, fill_with_garbage])
def test_a_damaged_database_keeps_nobody_else_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], damage: Callable[[Path], None]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    data = tmp_path / "data" / "coach"
    for profile in ("anna", "ben", "carl"):
        with closing(SqliteStore(data / "profiles" / profile / "coach.db")) as store:
            store.add(WALKS)
    (data / "profiles" / "ben" / "settings.toml").write_text("as it is")
    bens = data / "profiles" / "ben" / "coach.db"
    damage(bens)
    assert main(["host", "backup", str(tmp_path / "box.tar.gz")]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("3 profiles in ")
    assert said.err.startswith("coach: the database of ben is damaged, and in the archive as it is.")
    assert len(said.err.splitlines()) == 1
    with tarfile.open(tmp_path / "box.tar.gz") as kept:
        kept.extractall(tmp_path / "back", filter="data")
    back = tmp_path / "back" / "profiles"
    for profile in ("anna", "carl"):
        with closing(SqliteStore(back / profile / "coach.db")) as store:
            assert len(store.history().entries) == len(WALKS)
    for path in (each for each in bens.parent.iterdir() if not each.name.endswith("-shm")):  # that one is passing
        assert (back / "ben" / path.name).read_bytes() == path.read_bytes()


def test_what_is_no_damage_stops_it_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    SqliteStore(tmp_path / "data" / "coach" / "profiles" / "anna" / "coach.db").close()

    def refuse(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backup.sqlite3, "connect", refuse)
    with pytest.raises(BoxError, match="disk is full"):
        backup.back_up(tmp_path / "box.tar.gz")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_backups_of_a_profile_and_what_was_damaged_once_go_along(data: Path, tmp_path: Path) -> None:
    database = data / "profiles" / "anna" / "coach.db"
    now = datetime(2026, 11, 20, 18, tzinfo=UTC)
    with closing(SqliteStore(database)) as store:
        store.add(WALKS)
    made = keep_daily(database, now)
    assert made is not None
    database.write_bytes(b"\0" * 4096 + database.read_bytes()[4096:])
    database.with_name("coach.db-wal").write_bytes(b"its log")
    aside = repair(database, now).aside
    assert aside is not None
    assert backup.back_up(tmp_path / "box.tar.gz") == backup.BoxBackup(1, ())
    with tarfile.open(tmp_path / "box.tar.gz") as bundle:
        names = bundle.getnames()
    for path in (made.copy.path, aside, aside.with_name(f"{aside.name}-wal")):
        assert str(path.relative_to(data)) in names


def test_a_database_that_somebody_holds_is_not_waited_for_without_end(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = data / "profiles" / "anna" / "coach.db"
    with closing(SqliteStore(database)) as store:
        store._database.execute("PRAGMA journal_mode = DELETE")
    monkeypatch.setattr(backup, "_TRIES", 2)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert backup.back_up(tmp_path / "box.tar.gz") == backup.BoxBackup(1, (), ("profiles/anna/coach.db",))


def test_what_a_guests_process_buried_keeps_nobody_else_out_of_the_backup(data: Path, tmp_path: Path) -> None:
    (data / "profiles" / "eve").mkdir(mode=0o700)
    archive = tmp_path / "box.tar.gz"
    with buried(data / "profiles" / "eve" / "config", 1500):
        made = backup.back_up(archive)
        assert main(["host", "backup", str(archive)]) == 1
        with pytest.raises(
            BoxError, match=r"--no-backup\. Nothing is deleted, but the keys of eve no longer open anything\."
        ):
            delete_person(host_folder(), "eve", tmp_path / "eve.tar.gz")
        assert (data / "profiles" / "eve" / "config").exists()
        delete_person(host_folder(), "eve", None)
        assert not (data / "profiles" / "eve").exists()
    with tarfile.open(archive) as bundle:
        assert "profiles/anna/config/coach/routines/mine.toml" in bundle.getnames()
    assert made.profiles == 2
    (left_out,) = made.left_out
    assert left_out.startswith("profiles/eve/config/d/d/d/")
    assert not (tmp_path / "eve.tar.gz").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is shut for root")
def test_without_the_hosts_own_files_there_is_no_backup(data: Path, tmp_path: Path) -> None:
    (data / "host").mkdir()
    (data / "host" / "host_key").touch(mode=0)
    with pytest.raises(BoxError, match="host_key cannot be read"):
        backup.back_up(tmp_path / "box.tar.gz")


def test_what_is_left_out_is_named_so_that_it_steers_no_terminal(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bury(data / "profiles" / "anna" / "deep", 30, "\x1b[2J\ncoach: all is well\udcff")
    assert main(["host", "backup", str(tmp_path / "box.tar.gz")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("coach: profiles/anna/deep/")
    assert line.isprintable()
