"""Several coaches of one runner at the same time: whatever they change, and in whatever order, nothing is lost."""

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Session
from coach.store import Store, StoreError, ledger
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore
from coach.store.protocol import NoSuchEntryError
from coach.store.resilient import ResilientStore

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
KNOWN = Session(id="s", at=AT, routine="psoas-care", before=1)
EACH = 20


def with_one_more(item: object) -> Callable[[object | None], object]:
    """The change that adds an item, once."""
    return lambda kept: [*(each for each in kept if each != item), item] if isinstance(kept, list) else [item]


def without(item: object) -> Callable[[object | None], object]:
    """The change that takes an item out."""
    return lambda kept: [each for each in kept if each != item] if isinstance(kept, list) else []


# --- every store ------------------------------------------------------------------------------------------------------


def test_a_fact_is_changed_as_it_stands(store: Store) -> None:
    assert store.change("fact", with_one_more(1)) == [1]
    assert store.change("fact", with_one_more(2)) == [1, 2]
    store.write("fact", [3])
    assert store.change("fact", with_one_more(4)) == [3, 4] == store.read("fact")


def test_a_change_that_fails_changes_nothing(store: Store) -> None:
    def fail(kept: object) -> object:
        raise ZeroDivisionError(kept)

    store.write("fact", 1)
    store.add([KNOWN])
    for change in (lambda: store.change("fact", fail), lambda: store.correct(KNOWN, fail)):  # type: ignore[arg-type]
        with pytest.raises(ZeroDivisionError):
            change()
    with pytest.raises(ValueError, match="JSON"):
        store.change("fact", lambda _: float("nan"))
    with pytest.raises(StoreError, match="cannot be kept"):
        store.correct(KNOWN, lambda entry: replace(entry, worst="much"))  # type: ignore[arg-type]
    assert store.read("fact") == 1
    assert store.history().entries == (KNOWN,)
    store.write("fact", 2)  # and the store is as well as before


def test_an_entry_is_corrected_as_it_stands(store: Store) -> None:
    store.add([KNOWN])
    store.replace(replace(KNOWN, morning=2))
    corrected = store.correct(KNOWN, lambda entry: replace(entry, worst=3))
    assert corrected == replace(KNOWN, morning=2, worst=3)
    assert store.history().entries == (corrected,)


def test_what_is_gone_cannot_be_corrected(store: Store) -> None:
    with pytest.raises(NoSuchEntryError):
        store.correct(KNOWN, lambda entry: entry)
    assert store.history().entries == ()


# --- two on one file --------------------------------------------------------------------------------------------------


def test_nobody_changes_a_fact_while_another_does(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    with closing(SqliteStore(path)) as one, closing(SqliteStore(path, busy_timeout_s=0)) as other:

        def meanwhile(kept: object) -> object:
            with pytest.raises(StoreError, match="in use"):
                other.change("fact", with_one_more("other"))
            return with_one_more("one")(kept)

        one.change("fact", meanwhile)
        assert other.change("fact", with_one_more("other")) == ["one", "other"]


def test_what_changed_nothing_is_no_news(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    with closing(SqliteStore(path)) as one, closing(SqliteStore(path)) as other:
        one.write("fact", [1])
        assert other.written_elsewhere()
        one.change("fact", with_one_more(1))
        one.change("none", lambda kept: kept)
        assert not other.written_elsewhere()
        one.change("fact", with_one_more(2))
        assert other.written_elsewhere()


def test_of_two_who_change_at_once_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    SqliteStore(path).close()
    together, failed = threading.Barrier(2), []

    def coach(name: str) -> None:
        try:
            with closing(SqliteStore(path, busy_timeout_s=60)) as store:
                together.wait(60)
                for number in range(EACH):
                    ledger.note_logged(store, f"{name}{number}")
                    store.change("fact", with_one_more([name, number]))
        except BaseException as error:  # told below: a thread's own is only printed
            failed.append(error)

    threads = [threading.Thread(target=coach, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failed == []
    with closing(SqliteStore(path)) as store:
        kept = store.read("fact")
        assert isinstance(kept, list)
        for name in "ab":  # all there, and each coach's in its order
            assert [number for who, number in kept if who == name] == [*range(EACH)]
        assert {*ledger.logged(store)} == {f"{name}{number}" for name in "ab" for number in range(EACH)}


# --- two, and trouble -------------------------------------------------------------------------------------------------


class Shared:
    """One coach's way to a database that several use: it can be broken for this one alone."""

    def __init__(self, below: MemoryStore) -> None:
        self._below = below
        self.broken = False

    def __getattr__(self, name: str) -> object:
        if self.broken:
            raise StoreError("The database is in use by another program.")
        return getattr(self._below, name)


def two(below: MemoryStore) -> tuple[tuple[Shared, ...], tuple[ResilientStore, ...]]:
    """Two coaches on one database."""
    ways = (Shared(below), Shared(below))
    return ways, tuple(ResilientStore(lambda way=way: way) for way in ways)  # type: ignore[misc]


STEPS = st.lists(
    st.tuples(st.sampled_from((0, 1)), st.sampled_from(("add", "remove", "break", "mend")), st.sampled_from("xyz")),
    max_size=30,
)


@given(STEPS)
def test_whatever_trouble_there_is_everybodys_last_word_holds(steps: list[tuple[int, str, str]]) -> None:
    below = MemoryStore()
    ways, stores = two(below)
    wanted: list[set[str]] = [set(), set()]
    for who, what, item in steps:
        own = f"{who}{item}"
        if what == "add":
            stores[who].change("fact", with_one_more(own))
            wanted[who].add(own)
        elif what == "remove":
            stores[who].change("fact", without(own))
            wanted[who].discard(own)
        else:
            ways[who].broken = what == "break"
    for way, store in zip(ways, stores, strict=True):
        way.broken = False
        store.close()
    kept = below.read("fact") or []
    assert isinstance(kept, list)
    assert len(kept) == len(set(kept))
    assert set(kept) == wanted[0] | wanted[1]


ANSWERS: tuple[tuple[int, str], ...] = ((0, "worst"), (0, "after"), (1, "morning"), (1, "effort"))


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(ANSWERS), st.integers(0, 10)),
            st.tuples(st.sampled_from(((0, "break"), (1, "break"), (0, "mend"), (1, "mend"))), st.just(0)),
        ),
        max_size=20,
    )
)
def test_answers_of_two_to_one_record_are_all_kept(steps: list[tuple[tuple[int, str], int]]) -> None:
    below = MemoryStore()
    below.add([KNOWN])
    ways, stores = two(below)
    wanted: dict[str, int] = {}
    for (who, what), value in steps:
        if what in ("break", "mend"):
            ways[who].broken = what == "break"
            continue
        stores[who].correct(KNOWN, _answer(what, value))
        wanted[what] = value
    for way, store in zip(ways, stores, strict=True):
        way.broken = False
        store.close()
    assert below.history().entries == (replace(KNOWN, **wanted),)  # type: ignore[arg-type]


def _answer(what: str, value: int) -> Callable[[Session], Session]:
    return lambda entry: replace(entry, **{what: value})  # type: ignore[arg-type]


def test_what_was_removed_stays_noted_though_the_list_could_not_be_read() -> None:
    below = MemoryStore()
    (way, _), (store, other) = two(below)
    way.broken = True
    ledger.remove_entry(store, "a", AT)
    ledger.remove_entry(other, "b", AT)
    way.broken = False
    store.close()
    assert ledger.removed_ids(below) == {"a", "b"}


def test_in_trouble_a_fact_is_known_as_it_was_last_seen() -> None:
    below = MemoryStore()
    (way, _), (store, other) = two(below)
    other.write("fact", [1])
    assert store.read("fact") == [1]
    way.broken = True
    assert store.change("fact", with_one_more(2)) == [1, 2] == store.read("fact")
    assert store.trouble is not None
    other.write("fact", [3])
    way.broken = False
    assert store.change("fact", with_one_more(4)) == [3, 2, 4] == below.read("fact")


def test_a_record_corrected_in_trouble_and_removed_by_another_comes_back() -> None:
    below = MemoryStore()
    below.add([KNOWN])
    (way, _), (store, other) = two(below)
    way.broken = True
    store.correct(KNOWN, _answer("worst", 2))
    other.remove(KNOWN.id)
    way.broken = False
    store.close()
    assert below.history().entries == (replace(KNOWN, worst=2),)


def test_a_record_removed_and_put_in_again_in_trouble_is_the_new_one() -> None:
    below = MemoryStore()
    below.add([KNOWN])
    (way, _), (store, _other) = two(below)
    way.broken = True
    store.remove(KNOWN.id)
    anew: Entry = replace(KNOWN, before=3)
    store.add([anew])
    way.broken = False
    store.close()
    assert below.history().entries == (anew,)
