"""The store that loses nothing: what the database cannot take is kept, tried again, and can be taken out."""

from datetime import UTC, datetime

import pytest

from coach.domain.record import Session, Start
from coach.store.memory import MemoryStore
from coach.store.protocol import Checkpoint, NoSuchEntryError, Store, StoreError
from coach.store.resilient import ResilientStore

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
FIRST = Session(id="first", at=AT, routine="psoas-care", before=1)
ANSWERED = Session(id="first", at=AT, routine="psoas-care", before=1, worst=2)
START = Start(usual_morning=2)
WRONG = "The database is in use by another program."


class Failing(MemoryStore):
    """A database that can be broken and mended."""

    def __init__(self) -> None:
        super().__init__()
        self.broken = False
        self.asked = 0

    def __getattribute__(self, name: str) -> object:
        if name in ("history", "add", "replace", "remove", "read", "write", "save_checkpoint", "checkpoints"):
            self.asked += 1
            if self.broken:
                raise StoreError(WRONG)
        return super().__getattribute__(name)


@pytest.fixture
def below() -> Failing:
    return Failing()


@pytest.fixture
def store(below: Failing) -> ResilientStore:
    return ResilientStore(lambda: below)


def test_while_all_is_well_it_is_the_store_below(store: ResilientStore, below: Failing) -> None:
    assert store.add([FIRST]) == 1
    store.replace(ANSWERED)
    assert below.history().entries == store.history().entries == (ANSWERED,)
    assert (store.trouble, store.unsaved()) == (None, ())


def test_what_cannot_be_kept_stays_in_memory_and_is_told(store: ResilientStore, below: Failing) -> None:
    below.broken = True
    store.add([FIRST])
    store.replace(ANSWERED)
    assert store.history().entries == (ANSWERED,)
    assert (store.trouble, store.unsaved()) == (WRONG, (ANSWERED,))


def test_it_is_kept_as_soon_as_that_works_again(store: ResilientStore, below: Failing) -> None:
    below.broken = True
    store.add([FIRST])
    below.broken = False
    store.replace(ANSWERED)
    store.close()
    assert below.history().entries == (ANSWERED,)
    assert (store.trouble, store.unsaved()) == (None, ())


def test_an_answer_to_a_record_that_is_on_disk(store: ResilientStore, below: Failing) -> None:
    store.add([FIRST])
    below.broken = True
    store.replace(ANSWERED)
    assert store.unsaved() == (ANSWERED,)
    below.broken = False
    store.close()
    assert below.history().entries == (ANSWERED,)


def test_a_record_that_was_removed_stays_away(store: ResilientStore, below: Failing) -> None:
    store.add([FIRST])
    below.broken = True
    store.remove("first")
    assert store.history().entries == ()
    below.broken = False
    store.add([])
    assert below.history().entries == ()


def test_a_removal_is_tried_once_more_at_the_end(store: ResilientStore, below: Failing) -> None:
    store.add([FIRST])
    below.broken = True
    store.remove("first")
    below.broken = False
    store.close()
    assert below.history().entries == ()


def test_what_was_removed_and_came_again_is_there(store: ResilientStore, below: Failing) -> None:
    store.add([FIRST])
    below.broken = True
    store.remove("first")
    store.add([FIRST])
    assert store.history().entries == (FIRST,)
    below.broken = False
    store.close()
    assert below.history().entries == (FIRST,)


def test_what_was_said_in_trouble_is_kept_when_that_is_over(store: ResilientStore, below: Failing) -> None:
    store.write("asked", 1)
    below.broken = True
    store.write("asked", 2)
    store.set_start(START)
    assert (store.read("asked"), store.start(), store.trouble) == (2, START, WRONG)
    below.broken = False
    store.close()
    assert (below.read("asked"), below.start(), store.trouble) == (2, START, None)


def test_what_is_said_after_the_trouble_is_the_last_word(store: ResilientStore, below: Failing) -> None:
    below.broken = True
    store.write("asked", 1)
    below.broken = False
    store.write("asked", 2)
    assert (below.read("asked"), store.read("asked")) == (2, 2)


def test_a_countdown_does_not_wait_for_a_database_in_trouble(store: ResilientStore, below: Failing) -> None:
    below.broken = True
    checkpoint = Checkpoint("one", AT, {"step": 1})
    store.save_checkpoint(checkpoint)
    asked = below.asked
    store.save_checkpoint(checkpoint)
    assert below.asked == asked
    assert store.checkpoints() == (checkpoint,)


def test_a_record_that_is_gone_cannot_be_answered(store: ResilientStore) -> None:
    with pytest.raises(NoSuchEntryError, match="no entry"):
        store.replace(FIRST)


def test_a_database_that_cannot_even_be_opened() -> None:
    def refuse() -> Store:
        raise StoreError(WRONG)

    store = ResilientStore(refuse)
    store.add([FIRST])
    assert (store.history().entries, store.unsaved(), store.trouble) == ((FIRST,), (FIRST,), WRONG)
