"""What was taken out comes back as it was, for 30 days, in memory, on disk and through trouble."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.records.entries import Entry, Run, Session, Walk
from coach.store import Store, ledger
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore
from coach.store.protocol import NoSuchEntryError, StoreError
from coach.store.resilient import ResilientStore

from ..older import make_older
from ..strategies_of_entries import entries

NOW = datetime(2026, 11, 10, 18, tzinfo=UTC)
AT = datetime(2026, 11, 2, tzinfo=UTC)
A, B, C = (Run(at=AT, id=name, stage=stage) for stage, name in enumerate("abc", 1))


@given(kept=st.lists(entries, min_size=1, max_size=4, unique_by=lambda entry: entry.id), data=st.data())
def test_deleting_and_restoring_gives_back_the_identical_history(kept: list[Entry], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, closing(SqliteStore(Path(folder, "coach.db"))) as store:
        _law(store, kept, data)
    _law(MemoryStore(), kept, data)


def _law(store: Store, kept: list[Entry], data: st.DataObject) -> None:
    store.add(kept)
    before = store.history()
    gone = data.draw(st.sampled_from(before.entries))
    ledger.remove_entry(store, gone.id, NOW)
    assert gone not in store.history().entries
    assert [each.entry for each in ledger.restorable(store, NOW)] == [gone]
    ledger.restore_entry(store, gone.id, NOW)
    assert set(store.history().entries) == set(before.entries)
    assert ledger.restorable(store, NOW) == ()
    assert ledger.staying_out(store, kept) == frozenset()


def test_among_those_of_one_time_it_has_its_old_place(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "coach.db")) as store:
        store.add([A, B, C])
        for each in (B, C):
            ledger.remove_entry(store, each.id, NOW)
        for each in (C, B):
            ledger.restore_entry(store, each.id, NOW)
        assert store.history().entries == (A, B, C)
        ledger.remove_entry(store, "c", NOW)
        store.add([Run(at=AT, id="d")])  # has its number now
        ledger.restore_entry(store, "c", NOW)
        assert [entry.id for entry in store.history().entries] == ["a", "b", "d", "c"]


@pytest.mark.parametrize(
    ("days", "comes_back"), [(0, True), (29.99, True), (30, True), (30.01, False), (400, False), (-3, True)]
)
def test_for_30_days(store: Store, days: float, comes_back: bool) -> None:
    store.add([A])
    ledger.remove_entry(store, "a", NOW)
    then = NOW + timedelta(days=days)
    assert len(ledger.restorable(store, then)) == comes_back
    store.purge(then - ledger.RESTORABLE)
    assert len(store.deleted(datetime.min.replace(tzinfo=UTC))) == comes_back
    if comes_back:
        ledger.restore_entry(store, "a", then)
    else:
        with pytest.raises(NoSuchEntryError):
            ledger.restore_entry(store, "a", then)
    assert store.history().entries == ((A,) if comes_back else ())
    assert ledger.staying_out(store, [A]) == (frozenset() if comes_back else {"a"})


def test_what_was_never_taken_out_or_is_back_is_not_there_to_restore(store: Store) -> None:
    store.add([A])
    for wanted in ("a", "nobody"):
        with pytest.raises(NoSuchEntryError):
            store.restore(wanted, NOW)
    ledger.remove_entry(store, "a", NOW)
    store.add([Run(at=AT, id="a", stage=9)])  # by an import of another version of it
    assert ledger.restorable(store, NOW) == ()


def test_taken_out_again_it_is_the_last_version_that_comes_back(store: Store) -> None:
    store.add([A])
    ledger.remove_entry(store, "a", NOW)
    ledger.restore_entry(store, "a", NOW)
    changed = Run(at=AT, id="a", stage=7, note="corrected")
    store.replace(changed)
    ledger.remove_entry(store, "a", NOW)
    ledger.restore_entry(store, "a", NOW)
    assert store.history().entries == (changed,)


class Broken(SqliteStore):
    """A database that cannot be written for a while."""

    broken = False

    def _transaction(self):  # type: ignore[no-untyped-def]
        if self.broken:
            raise StoreError("The disk is full.")
        return super()._transaction()


@pytest.fixture
def below(tmp_path: Path) -> Iterator[Broken]:
    with closing(Broken(tmp_path / "coach.db")) as store:
        yield store


def test_what_was_entered_and_taken_out_in_trouble_can_be_brought_back_after_it(below: Broken) -> None:
    store = ResilientStore(lambda: below)
    below.broken = True
    walk = Walk(at=AT, id="w", minutes=20)
    store.add([walk])
    ledger.remove_entry(store, "w", NOW)
    assert (store.history().entries, store.unsaved()) == ((), ())
    with pytest.raises(NoSuchEntryError):
        ledger.restore_entry(store, "w", NOW)
    below.broken = False
    store.try_again()
    ledger.restore_entry(store, "w", NOW)
    assert store.history().entries == (walk,)


def test_a_database_of_before_has_its_place_for_them(tmp_path: Path) -> None:
    session = Session(at=AT, id="s", routine="psoas-care")
    with closing(SqliteStore(tmp_path / "coach.db")) as store:
        store.add([session])
    make_older(tmp_path / "coach.db")
    with closing(SqliteStore(tmp_path / "coach.db")) as store:
        ledger.remove_entry(store, "s", NOW)
        ledger.restore_entry(store, "s", NOW)
        assert store.history().entries == (session,)
