"""What a store remembers of what came and went, in memory and on disk."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.records.entries import Run
from coach.store import Store, ledger
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore

AT = datetime(2026, 11, 2, tzinfo=UTC)
A, B = Run(at=AT, id="a"), Run(at=AT, id="b")


@pytest.fixture(params=["memory", "disk"])
def some(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "coach.db")


def test_what_was_taken_out_stays_out_until_it_is_let_back(some: Store) -> None:
    some.add([A, B])
    ledger.remove_entry(some, "a", AT)
    assert some.history().entries == (B,)
    assert ledger.removed_ids(some) == {"a"}
    assert ledger.staying_out(some, [A, B]) == {"a"}
    ledger.let_back(some, frozenset({"a"}))
    assert ledger.staying_out(some, [A, B]) == frozenset()


def test_what_came_back_by_itself_is_here(some: Store) -> None:
    some.add([A])
    ledger.remove_entry(some, "a", AT)
    some.add([A])
    assert ledger.staying_out(some, [A]) == frozenset()


def test_an_entry_without_an_id_is_known_by_its_content(some: Store) -> None:
    some.add([Run(at=AT, stage=3)])
    (entry,) = some.history().entries
    ledger.remove_entry(some, entry.id, AT)
    assert ledger.staying_out(some, [Run(at=AT, stage=3), Run(at=AT, stage=4)]) == {entry.id}


def test_what_was_logged_is_known_in_its_order_and_not_for_ever(some: Store) -> None:
    for number in range(60):
        ledger.note_logged(some, str(number))
    assert ledger.logged(some)[-1] == "59"
    assert len(ledger.logged(some)) == 50


def test_a_fact_that_is_no_list_is_nothing(some: Store) -> None:
    some.write(ledger.REMOVED_KEY, "a")
    some.write(ledger.LOGGED_KEY, {"a": 1})
    assert (ledger.removed_ids(some), ledger.logged(some)) == (frozenset(), ())


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcdef")))
def test_after_any_removals_the_history_is_what_was_not_removed(there: list[str], gone: list[str]) -> None:
    store = MemoryStore()
    store.add([Run(at=AT, id=name) for name in there])
    for name in gone:
        ledger.remove_entry(store, name, AT)
    assert {entry.id for entry in store.history().entries} == {*there} - {*gone}
    assert ledger.staying_out(store, [Run(at=AT, id=name) for name in "abcdef"]) == {*gone}
