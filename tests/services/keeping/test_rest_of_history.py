"""What a start left of a long history is read behind it, and known then without being read again; or it is damaged."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from coach.domain.records.entries import Entry
from coach.services.assembly import Coach
from coach.services.keeping.rest_of_history import RestOfHistory
from coach.store import Store
from coach.store.database import rows
from coach.store.database.sqlite import SqliteStore
from coach.store.protocol import UnreadError

from .test_kept_standing import NOW, coach, long_history, says_what_a_full_replay_says, used_before


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Coach]:
    """A coach that has read the last weeks alone."""
    path = tmp_path / "coach.db"
    used_before(path)
    training = coach(path)
    assert training.recent().before is not None
    yield Coach(training, (), training.store, database=path)  # type: ignore[arg-type]
    training.store.close()


def read_in_a_thread(rest: RestOfHistory) -> Store | None:
    found: list[Store | None] = []
    thread = Thread(target=lambda: found.append(rest.read()))
    thread.start()
    thread.join()
    return found[0]


def test_it_is_read_once(begun: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = RestOfHistory(begun)
    assert rest.is_wanted
    read = read_in_a_thread(rest)
    monkeypatch.setattr(rows, "history_rows", lambda *_, **__: pytest.fail("it is read again"))
    rest.take(read)
    assert (len(begun.training.history().entries), rest.is_wanted) == (80, False)
    monkeypatch.undo()
    assert not says_what_a_full_replay_says(begun.training)


def test_what_came_meanwhile_is_read_here(begun: Coach) -> None:
    rest = RestOfHistory(begun)
    read = read_in_a_thread(rest)
    late: Entry = long_history(1)[0]
    with closing(SqliteStore(begun.database or Path())) as other:
        other.remove(late.id, NOW)
    rest.take(read)
    assert len(begun.training.history().entries) == 79
    assert not says_what_a_full_replay_says(begun.training)


def test_a_damage_is_found_and_no_plan_is_made_any_more(begun: Coach) -> None:
    path = begun.database or Path()
    with closing(SqliteStore(path)) as store:
        store._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = store._database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entry'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(bytes(content))
    begun.training.store.let_file_go()  # type: ignore[attr-defined]
    rest = RestOfHistory(begun)
    assert read_in_a_thread(rest) is None
    with pytest.raises(UnreadError, match="damaged"):
        rest.take(None)
    begun.training.forget()
    with pytest.raises(UnreadError, match="damaged"):
        begun.training.standing()


def test_a_history_that_was_read_whole_has_no_rest(begun: Coach) -> None:
    begun.training.history()
    assert not RestOfHistory(begun).is_wanted
