"""Nothing that was done is lost: what the store could not keep is written down, and can be imported."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Session
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library
from coach.services.assembly import Coach
from coach.services.closing import farewell
from coach.services.training import Training
from coach.store import Store, StoreError, ledger
from coach.store.backups.backups import list_backups
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore
from coach.system.clock import SystemClock

from .conftest import Run

RECORD = Session(id="one", at=datetime(2026, 11, 1, 7, 30, tzinfo=UTC), routine="rescue", before=1)


def broken() -> Store:
    raise StoreError("The database is locked.")


def with_store(kept: ResilientStore) -> Coach:
    return Coach(Training(Library(), kept, SystemClock(), Settings()), (), kept)


def test_what_could_not_be_saved_is_written_and_can_be_imported(coach: Run, capsys: pytest.CaptureFixture[str]) -> None:
    kept = ResilientStore(broken)
    kept.add([RECORD])
    farewell(with_store(kept))
    said = capsys.readouterr()
    (path,) = Path().glob("coach-unsaved-*.toml")
    assert said.out == ""
    assert "The database is locked." in said.err
    assert f"coach import {path.absolute()}" in said.err
    assert coach("import", str(path)).out == "1 record imported.\n"


@pytest.mark.parametrize("writable", [True, False])
def test_a_guest_is_told_of_no_path_and_no_command(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    if not writable:
        monkeypatch.setattr("coach.system.whole_files.write_text", refuse)
    kept = ResilientStore(broken)
    kept.add([RECORD])
    farewell(replace(with_store(kept), hosted=True))
    said = capsys.readouterr()
    assert ('routine = "rescue"' in said.out) is not writable
    assert ("what you did is in coach-unsaved-" in said.err) is writable
    assert "whoever looks after the box." in said.err
    assert "coach import" not in said.err
    assert str(Path.cwd()) not in said.err


def test_two_in_one_second_do_not_replace_each_other(home: Path) -> None:
    for _ in range(2):
        kept = ResilientStore(broken)
        kept.add([RECORD])
        farewell(with_store(kept))
    assert len(list(Path().glob("coach-unsaved-*.toml"))) == 2


def test_where_nothing_can_be_written_it_is_printed(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("coach.system.whole_files.write_text", refuse)
    kept = ResilientStore(broken)
    kept.add([RECORD])
    farewell(with_store(kept))
    said = capsys.readouterr()
    assert 'routine = "rescue"' in said.out
    assert "coach import" in said.err


def test_all_is_well(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = ResilientStore(MemoryStore)
    kept.add([RECORD])
    farewell(with_store(kept))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")
    assert not list(Path().glob("coach-unsaved-*"))


def test_a_database_that_recovers_takes_it_at_the_last_moment(home: Path) -> None:
    below = MemoryStore()
    answers = iter([broken])
    kept = ResilientStore(lambda: next(answers)() if kept.trouble is None else below)
    kept.add([RECORD])
    farewell(with_store(kept))
    assert below.history().entries == (RECORD,)
    assert not list(Path().glob("coach-unsaved-*"))


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_what_was_taken_out_is_forgotten_after_30_days_with_the_next_record(home: Path, days: int, left: int) -> None:
    database = home / "coach.db"
    kept = ResilientStore(lambda: SqliteStore(database))
    there = replace(with_store(kept), database=database)
    now = there.training.clock.now()
    kept.add([RECORD])
    ledger.remove_entry(kept, "one", now - timedelta(days=days))
    farewell(there)
    with closing(SqliteStore(database)) as store:
        assert len(store.deleted(datetime.min.replace(tzinfo=UTC))) == left
    assert len(list_backups(database)) == 1
