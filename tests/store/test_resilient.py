"""The store that loses nothing: what the database cannot take is kept, tried again, and can be taken out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Session
from coach.domain.records.history import Start
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library
from coach.services.training import Training
from coach.store.guarded import RETRY_S
from coach.store.memory import MemoryStore
from coach.store.protocol import Checkpoint, NoSuchEntryError, Store, StoreError, UnreadError
from coach.store.resilient import ResilientStore
from coach.system.clock import FixedClock

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
FIRST = Session(id="first", at=AT, routine="psoas-care", before=1)
ANSWERED = Session(id="first", at=AT, routine="psoas-care", before=1, worst=2)
SECOND = Session(id="second", at=AT + timedelta(days=1), routine="psoas-care", before=1)
CHECKPOINT = Checkpoint("one", AT, {"step": 1})
START = Start(usual_morning=2)
WRONG = "The database is in use by another program."


WRITES = (
    "add",
    "replace",
    "correct",
    "remove",
    "write",
    "change",
    "save_checkpoint",
    "take_checkpoint",
    "settle",
    "restore",
    "purge",
)
READS = ("history", "read", "checkpoints", "facts", "deleted")


class Failing(MemoryStore):
    """A database that can be broken and mended: as a whole, for writing (full) or for reading (blind) only."""

    def __init__(self) -> None:
        super().__init__()
        self.broken = self.full = self.blind = False
        self.asked = 0
        self._depth = 0

    def __getattribute__(self, name: str) -> object:
        if name not in (*WRITES, *READS):
            return super().__getattribute__(name)
        method = super().__getattribute__(name)

        def ask(*args: object) -> object:
            if self._depth == 0:  # what it asks of itself is no question
                self.asked += 1
                if self.broken or (self.full and name in WRITES) or (self.blind and name in READS):
                    raise StoreError(WRONG)
            self._depth += 1
            try:
                return method(*args)
            finally:
                self._depth -= 1

        return ask


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
    assert store.history().entries == ()
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
    store.history()  # a session can only begin after that
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
    assert (store.unsaved(), store.trouble) == ((FIRST,), WRONG)


# --- what was never read is not empty ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "look",
    [
        lambda store: store.history(),
        lambda store: store.start(),
        lambda store: store.facts(),
        lambda store: store.checkpoints(),
        lambda store: store.read("profile"),
    ],
    ids=["history", "start", "facts", "checkpoints", "profile"],
)
def test_what_was_never_read_is_not_told_as_if_it_were_empty(
    store: ResilientStore, below: Failing, look: Callable[[ResilientStore], object]
) -> None:
    below.broken = True
    for _ in range(2):
        with pytest.raises(UnreadError, match="in use by another program"):
            look(store)
    store.add([FIRST])  # what is entered all the same is not lost
    with pytest.raises(UnreadError):
        look(store)
    below.broken = False
    assert store.history().entries == (FIRST,)
    look(store)


@pytest.mark.parametrize("name", ["history", "facts", "checkpoints"])
def test_what_was_read_in_part_was_not_read(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    below = MemoryStore()

    def refuse(*_: object) -> None:
        raise StoreError(WRONG)

    monkeypatch.setattr(below, name, refuse)
    store = ResilientStore(lambda: below)
    with pytest.raises(UnreadError):
        store.history()
    assert not store.is_read


def test_what_was_read_once_stays_known_with_all_that_came_since(store: ResilientStore, below: Failing) -> None:
    store.set_start(START)
    store.write("profile", {"avoid": ["kneeling"]})
    store.history()
    store.add([FIRST])
    store.correct(FIRST, lambda _: ANSWERED)
    store.save_checkpoint(CHECKPOINT)
    below.broken = True
    store.add([SECOND])
    assert store.history().entries == (ANSWERED, SECOND)
    assert store.read("profile") == {"avoid": ["kneeling"]}
    assert (store.start(), store.checkpoints()) == (START, (CHECKPOINT,))
    assert store.read("never written") is None


def test_a_disk_on_which_only_reading_works_is_read(store: ResilientStore, below: Failing) -> None:
    below.add([FIRST])
    below.full = True
    store.add([SECOND])  # the first that is asked of it, as when a session given up becomes a record
    assert store.history().entries == (FIRST, SECOND)
    assert (store.trouble, store.unsaved()) == (WRONG, (SECOND,))


def test_a_trouble_is_over_when_both_reading_and_writing_work(store: ResilientStore, below: Failing) -> None:
    store.history()
    below.broken = below.full = True
    store.add([FIRST])
    below.broken = False
    assert not store.try_again()
    assert store.trouble == WRONG
    below.full, below.blind = False, True
    assert not store.try_again()
    below.blind = False
    assert store.try_again()
    assert (store.trouble, store.unsaved(), below.history().entries) == (None, (), (FIRST,))


def test_after_a_trouble_all_is_read_again(store: ResilientStore, below: Failing) -> None:
    store.history()
    below.broken = True
    store.add([FIRST])
    below.broken = False
    below.add([SECOND])  # by another coach
    below.write("profile", {"avoid": ["hands"]})
    assert store.try_again()
    below.broken = True
    store.remove("none")
    assert store.history().entries == (FIRST, SECOND)
    assert store.read("profile") == {"avoid": ["hands"]}


def test_a_timer_tries_now_and_then(below: Failing) -> None:
    now = 100.0
    store = ResilientStore(lambda: below, lambda: now)
    assert not store.retry()  # there is no trouble
    below.broken = True
    store.add([FIRST])
    below.broken = False
    now += RETRY_S - 1
    assert not store.retry()
    assert store.trouble == WRONG
    now += 1
    assert store.retry()
    assert store.trouble is None
    assert not store.retry()


def test_a_checkpoint_that_was_saved_in_trouble_is_on_disk_after_it(store: ResilientStore, below: Failing) -> None:
    store.history()
    below.broken = True
    store.save_checkpoint(CHECKPOINT)
    below.broken = False
    store.close()
    assert below.checkpoints() == (CHECKPOINT,)


def test_a_session_that_was_taken_over_stays_so_in_trouble(store: ResilientStore, below: Failing) -> None:
    below.save_checkpoint(CHECKPOINT)
    store.history()
    taken = store.take_checkpoint("one", "me")
    assert taken
    below.broken = True
    assert store.save_checkpoint(taken)


def test_pain_answers_go_on_in_memory_one_by_one_and_are_on_disk_when_it_is_over(
    store: ResilientStore, below: Failing
) -> None:
    training = Training(Library(), store, FixedClock(AT), Settings())
    record = training.records.log(replace(FIRST, id=""))
    below.broken = True
    for answer in ({"worst": 8}, {"after": 3}):
        record = training.records.amend(record, replace(record, **answer))
    assert store.trouble == WRONG
    assert training.history().entries == (record,)
    below.broken = False
    assert store.try_again()
    assert below.history().entries == (record,)
    assert (record.worst, record.after) == (8, 3)


def test_what_is_taken_out_in_trouble_can_be_brought_back_when_it_is_over(
    store: ResilientStore, below: Failing
) -> None:
    store.add([FIRST, SECOND])
    below.broken = True
    store.remove("first", AT)
    assert store.history().entries == (SECOND,)
    with pytest.raises(NoSuchEntryError):
        store.restore("first", AT)
    below.broken = False
    assert store.try_again()
    store.restore("first", AT)
    assert store.history().entries == below.history().entries == (FIRST, SECOND)
    below.broken = True
    assert store.history().entries == (FIRST, SECOND), "what came back is known in the next trouble, too"
