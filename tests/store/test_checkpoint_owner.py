"""A session has one owner: who was left behind writes over nothing, whoever took it over last goes on."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.records.entries import Session
from coach.store import Checkpoint, Store
from coach.store.database.schema import MIGRATIONS
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
MINE = Checkpoint("s", AT, {"step": 1}, owner="mine")


def test_the_owner_keeps_it_again_and_again(store: Store) -> None:
    later = replace(MINE, saved_at=AT + timedelta(minutes=1), data={"step": 2})
    assert store.save_checkpoint(MINE)
    assert store.save_checkpoint(later)
    assert store.checkpoints() == (later,)


def test_nobody_else_writes_over_it(store: Store) -> None:
    store.save_checkpoint(MINE)
    assert not store.save_checkpoint(replace(MINE, owner="another", data={"step": 0}))
    assert store.checkpoints() == (MINE,)


def test_who_takes_it_gets_it_as_it_stands_and_the_one_before_is_refused(store: Store) -> None:
    store.save_checkpoint(MINE)
    taken = store.take_checkpoint("s", "another")
    assert taken == replace(MINE, owner="another")
    assert not store.save_checkpoint(replace(MINE, data={"step": 0}))
    assert store.save_checkpoint(replace(taken, data={"step": 5}))
    assert [each.data for each in store.checkpoints()] == [{"step": 5}]


def test_what_is_gone_cannot_be_taken(store: Store) -> None:
    assert store.take_checkpoint("s", "mine") is None
    assert store.checkpoints() == ()


def test_what_is_in_the_history_comes_back_to_no_checkpoint(store: Store) -> None:
    store.save_checkpoint(MINE)
    store.take_checkpoint("s", "another")
    store.add([Session(at=AT, id="s", routine="psoas-care")])
    store.drop_checkpoint("s")
    assert not store.save_checkpoint(MINE)
    assert store.checkpoints() == ()


def test_it_holds_between_two_coaches_of_one_database(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    with closing(SqliteStore(path)) as old, closing(ResilientStore(lambda: SqliteStore(path))) as new:
        old.save_checkpoint(MINE)
        assert new.take_checkpoint("s", "new") is not None
        assert not old.save_checkpoint(replace(MINE, data={"step": 0}))
        assert new.save_checkpoint(replace(MINE, owner="new", data={"step": 9}))
        assert [each.data for each in old.checkpoints()] == [{"step": 9}]


steps = st.lists(st.tuples(st.sampled_from(["save", "take"]), st.sampled_from("abc")), max_size=20)


def follow(store: Store, made: list[tuple[str, str]]) -> None:
    """The law: a save succeeds exactly where its coach is the last to have taken the session, or the first of all."""
    owner, kept = None, None
    for number, (what, who) in enumerate(made):
        if what == "take":
            assert (store.take_checkpoint("s", who) is None) == (owner is None)
            owner = owner and who
        elif store.save_checkpoint(Checkpoint("s", AT, {"step": number}, who)):
            assert owner in (None, who)
            owner, kept = who, number
        else:
            assert owner not in (None, who)
    assert [(each.owner, each.data["step"]) for each in store.checkpoints()] == ([(owner, kept)] if owner else [])


@given(steps)
def test_the_last_to_take_it_alone_can_keep_it(made: list[tuple[str, str]]) -> None:
    follow(MemoryStore(), made)
    with tempfile.TemporaryDirectory() as folder, closing(SqliteStore(Path(folder) / "coach.db")) as store:
        follow(store, made)


@pytest.mark.parametrize("number", range(3))
def test_a_database_of_the_first_schema_keeps_its_checkpoints(tmp_path: Path, number: int) -> None:
    path = tmp_path / "coach.db"
    database = sqlite3.connect(path)
    for statement in MIGRATIONS[0]:
        database.execute(statement)
    for each in range(number):
        database.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (f"c{each}", AT.isoformat(), '{"step":1}'))
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.close()
    with closing(SqliteStore(path)) as store:
        assert [each.owner for each in store.checkpoints()] == [""] * number
        for each in range(number):
            assert store.take_checkpoint(f"c{each}", "me") is not None
            assert store.save_checkpoint(Checkpoint(f"c{each}", AT, {"step": 2}, "me"))
