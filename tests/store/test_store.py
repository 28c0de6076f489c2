"""What every store does, whatever it keeps its things in."""

import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Run, Session, Walk
from coach.domain.records.history import History, Start
from coach.store import Checkpoint, Store, StoreError
from coach.store.database.sqlite import SqliteStore
from coach.store.json_text import with_id
from coach.store.memory import MemoryStore

from .strategies_of_entries import entries

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
WALK = Walk(at=AT, id="w", minutes=20)
SESSION = Session(at=AT, id="s", routine="psoas-care", worst=2, painful=())


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.history() == History()
    assert store.checkpoints() == ()
    assert store.read("anything") is None


def test_what_is_kept_here_was_not_written_elsewhere(store: Store) -> None:
    store.add([SESSION])
    store.save_checkpoint(Checkpoint("other", AT, {}))
    assert not store.written_elsewhere()


def test_entries_come_back_in_the_order_of_the_rules(store: Store) -> None:
    later = Run(at=AT + timedelta(hours=1), id="r")
    event = Event(at=AT, id="e", kind=EventKind.UNLOCKED)
    twin = replace(WALK, id="a")
    assert store.add([later, event, WALK, twin, SESSION]) == 5
    assert store.history().entries == (SESSION, WALK, twin, event, later)


def test_an_entry_that_has_not_changed_is_the_very_same_again(store: Store) -> None:
    """Whoever kept something by entry (``folded``) sees by the objects what is new, and what another coach changed."""
    store.add([SESSION, WALK])
    before = store.history().entries
    store.add([replace(WALK, id="another", at=AT + timedelta(days=1))])
    store.replace(replace(SESSION, worst=3))
    session, walk, another = store.history().entries
    assert walk is before[1]
    assert (session.worst, another.id) == (3, "another")  # type: ignore[attr-defined]
    store.remove(WALK.id)
    assert store.history().entries == (session, another)


def test_an_id_already_there_is_left_alone(store: Store) -> None:
    store.add([WALK])
    assert store.add([replace(WALK, minutes=99), SESSION, replace(SESSION, worst=9)]) == 1
    assert store.history().entries == (SESSION, WALK)


def test_nothing_to_add_is_nothing_new(store: Store) -> None:
    assert store.add([]) == 0


def test_entries_may_come_from_a_generator(store: Store) -> None:
    assert store.add(entry for entry in (WALK, SESSION)) == 2


@pytest.mark.parametrize(
    "bad",
    [
        Walk(at=datetime(2026, 11, 1), id="naive"),
        Walk(at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), id="before all time"),
        Walk(at=AT, id="share", minutes=1.5),  # type: ignore[arg-type]
        Entry(at=AT, id="no kind"),
    ],
)
def test_all_are_kept_or_none(store: Store, bad: Entry) -> None:
    with pytest.raises(StoreError, match="cannot be kept"):
        store.add([WALK, bad])
    assert store.history().entries == ()


def test_replacing_keeps_the_place_among_equals(store: Store) -> None:
    second = replace(WALK, id="w2")
    store.add([WALK, second])
    corrected = replace(WALK, minutes=30)
    store.replace(corrected)
    assert store.history().entries == (corrected, second)


def test_an_entry_may_move_in_time_and_change_its_kind(store: Store) -> None:
    store.add([WALK, SESSION])
    moved = Activity(at=AT - timedelta(days=1), id="w", kind="swim")
    store.replace(moved)
    assert store.history().entries == (moved, SESSION)


@pytest.mark.parametrize("unknown", [replace(WALK, id="nobody"), replace(WALK, id="")])
def test_replacing_what_is_not_there_is_an_error(store: Store, unknown: Entry) -> None:
    store.add([WALK])
    with pytest.raises(StoreError, match="no entry"):
        store.replace(unknown)
    assert store.history().entries == (WALK,)


def test_replacing_with_what_cannot_be_kept_changes_nothing(store: Store) -> None:
    store.add([WALK])
    with pytest.raises(StoreError, match="cannot be kept"):
        store.replace(replace(WALK, at=datetime(2026, 11, 1)))
    assert store.history().entries == (WALK,)


def test_removing(store: Store) -> None:
    store.add([WALK, SESSION])
    store.remove("w")
    store.remove("w")
    store.remove("nobody")
    assert store.history().entries == (SESSION,)


def test_the_start_is_part_of_the_history(store: Store) -> None:
    assert store.start() == Start()
    start = Start(phase=Phase.MAINTENANCE, usual_morning=1)
    store.set_start(start)
    assert store.start() == start
    assert store.history() == History(start=start)


def test_a_start_that_cannot_be_read_is_told(store: Store) -> None:
    store.write("start", {"phase": "flying"})
    with pytest.raises(StoreError, match=r"phase.*flying"):
        store.start()


def test_checkpoints_are_kept_by_id_and_ordered_by_time(store: Store) -> None:
    old = Checkpoint("a", AT, {"step": 1})
    other = Checkpoint("b", AT + timedelta(minutes=1), {"step": 9, "plan": {"doses": [1, 2.5, None, "x"]}})
    new = Checkpoint("a", AT + timedelta(minutes=2), {"step": 2})
    for checkpoint in (old, other, new):
        store.save_checkpoint(checkpoint)
    assert store.checkpoints() == (other, new)
    store.drop_checkpoint("a")
    store.drop_checkpoint("a")
    assert store.checkpoints() == (other,)


def test_a_checkpoint_keeps_what_it_was_when_saved(store: Store) -> None:
    data: dict[str, object] = {"step": 1}
    store.save_checkpoint(Checkpoint("a", AT, data))
    data["step"] = 2
    assert store.checkpoints()[0].data == {"step": 1}


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint("a", datetime(2026, 11, 1), {}),
        Checkpoint("a", AT, {"x": float("nan")}),
        Checkpoint("a", AT, {"x": AT}),
    ],
)
def test_a_checkpoint_that_could_not_be_read_back_is_a_mistake_of_the_caller(
    store: Store, checkpoint: Checkpoint
) -> None:
    with pytest.raises((TypeError, ValueError)):
        store.save_checkpoint(checkpoint)
    assert store.checkpoints() == ()


@pytest.mark.parametrize("value", [None, True, 3, 2.5, "text \u2028 \x00", [1, [2]], {"a": {"b": []}}])
def test_facts(store: Store, value: object) -> None:
    store.write("fact", "before")
    store.write("fact", value)
    assert store.read("fact") == value
    assert store.read("Fact") is None


def test_an_entry_without_an_id_gets_one_and_comes_in_once(store: Store) -> None:
    nameless = replace(SESSION, id="")
    assert store.add([nameless]) == 1
    assert store.add([nameless]) == 0
    assert store.history().entries == (with_id(nameless),)


def test_what_memory_kept_can_move_to_the_disk(tmp_path: Path) -> None:
    memory, disk = MemoryStore(), SqliteStore(tmp_path / "coach.db")
    memory.add([WALK, SESSION])
    assert disk.add(memory.history().entries) == 2
    assert disk.history() == memory.history()
    disk.close()


@given(st.lists(entries, max_size=5))
def test_every_entry_comes_back_identical(given_entries: list[Entry]) -> None:
    first_of_each: dict[str, Entry] = {}
    for entry in map(with_id, given_entries):
        first_of_each.setdefault(entry.id, entry)
    expected = History.of([*first_of_each.values()])
    memory = MemoryStore()
    with tempfile.TemporaryDirectory() as folder:
        disk = SqliteStore(Path(folder) / "coach.db")
        for store in (memory, disk):
            assert store.add(given_entries) == len(first_of_each)
            assert store.add(given_entries) == 0
            assert store.history() == expected
        disk.close()
        again = SqliteStore(Path(folder) / "coach.db")
        assert again.history() == expected
        assert [entry.at.utcoffset() for entry in again.history().entries] == [
            entry.at.utcoffset() for entry in expected.entries
        ]
        again.close()
