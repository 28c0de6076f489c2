"""A damaged database with a backup: the app offers it, and Home comes back with the history."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.domain.records.entries import Entry, Event, EventKind, Walk
from coach.services.assembly import Wish, assemble
from coach.services.closing import farewell
from coach.services.notices import SAFETY_READ
from coach.store.backups.backups import keep_daily
from coach.store.database.sqlite import SqliteStore
from coach.store.paths import default_path
from coach.tui.app import CoachApp
from coach.tui.home.home import Home

from .playing import NOW

LOCK = Event(id="e", at=NOW - timedelta(days=1), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
WALKS: list[Entry] = [Walk(at=NOW - timedelta(days=300 - n), id=f"w{n:03}", note="x" * 400) for n in range(150)]


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    path = default_path()
    with closing(SqliteStore(path)) as store:
        store.add([*WALKS, LOCK])
        store.write(SAFETY_READ, "earlier")
    assert keep_daily(path, NOW)
    data = bytearray(path.read_bytes())
    data[12288:28672] = b"\x5a" * 16384
    path.write_bytes(data)
    return path


async def test_the_app_puts_the_backup_back_and_home_is_there(damaged: Path) -> None:
    coach = assemble(Wish())
    app = CoachApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await _settled(pilot)
        assert type(app.screen).__name__ == "UnreadScreen"
        assert "b" in {binding.key for _, binding, enabled, _ in app.screen.active_bindings.values() if enabled}
        await pilot.press("b")
        await _settled(pilot)
        assert type(app.screen).__name__ == "Ask"
        await pilot.press("y")
        await _settled(pilot)
        assert isinstance(app.screen, Home)
        history = coach.training.history()
        assert {entry.id for entry in history.entries} == {entry.id for entry in (*WALKS, LOCK)}
        assert coach.training.standing().lock.is_on
        new = coach.training.records.log(Walk(at=NOW))
    farewell(coach)
    with closing(SqliteStore(damaged)) as store:
        assert new in store.history().entries


async def _settled(pilot: Pilot[int]) -> None:
    for _ in range(5):
        await pilot.pause()
