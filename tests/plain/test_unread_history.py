"""Plain mode while the history cannot be read: it waits with the runner, and goes on by itself; nothing is planned."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Event, EventKind, Unreadable
from coach.plain.home import run_home
from coach.services.assembly import Coach
from coach.services.notices import SAFETY_READ
from coach.store import Store
from coach.store.guarded import RETRY_S
from coach.store.memory import MemoryStore
from coach.store.protocol import DamagedError, RestorableCopy, StoreError, UnreadError
from coach.store.resilient import ResilientStore

from .talking import START, FakeClock, FakeTalk, coach_with

LOCK = Event(id="e", at=START - timedelta(days=1), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))


class Disk:
    """A disk on which the database cannot be read for so many looks."""

    def __init__(self, looks: int, error: StoreError | None = None) -> None:
        self.looks, self.error = looks, error or StoreError("The database is in use by another program.")
        self.store = MemoryStore()
        self.store.add([LOCK])
        self.store.write(SAFETY_READ, "earlier")

    def open(self) -> Store:
        self.looks -= 1
        if self.looks >= 0:
            raise self.error
        return self.store


def coach_on(disk: Disk, clock: FakeClock) -> Coach:
    kept = ResilientStore(disk.open, clock.monotonic)
    coach = coach_with(clock)
    coach.training.store = kept
    return replace(coach, kept=kept)


def test_it_says_what_is_wrong_and_goes_on_by_itself() -> None:
    clock = FakeClock()
    talk = FakeTalk(clock, ["q"], hands_free=False)
    assert run_home(coach_on(Disk(3), clock), talk) == 0
    assert "Your history cannot be read now." in talk.lines[0]
    assert "in use by another program" in talk.text
    assert "rest. Ice" in talk.text
    assert talk.waited == 3 * RETRY_S
    over = talk.lines.index("Your history can be read again.")
    assert "locked" in " ".join(talk.lines[over:])
    assert not any(word in " ".join(talk.lines[:over]) for word in ("Today:", "phase", "restore"))


def test_it_can_be_tried_looked_at_and_left() -> None:
    clock = FakeClock()
    talk = FakeTalk(clock, [], hands_free=False, typed=[(1, "r"), (2, "v"), (3, "b"), (4, "q")])
    assert run_home(coach_on(Disk(99), clock), talk) == 0
    assert "Not yet. The database is in use by another program." in talk.text
    assert "Nothing of it can be read." in talk.text
    assert "Today" not in talk.text


def test_where_nobody_can_wait_it_is_an_error() -> None:
    clock = FakeClock()
    talk = FakeTalk(clock, ["", "1", ""])
    with pytest.raises(UnreadError):
        run_home(coach_on(Disk(99), clock), talk)
    assert talk.lines == []


def test_a_damaged_file_is_restored_from_a_copy_where_there_is_one() -> None:
    clock = FakeClock()
    disk = Disk(99, DamagedError("The database is damaged."))

    def restore() -> None:
        disk.looks = 0

    coach = replace(coach_on(disk, clock), offers_copy=lambda: RestorableCopy("yesterday's copy", restore))
    talk = FakeTalk(clock, ["n", "y", "q"], hands_free=False, typed=[(1, "b"), (2, "b")])
    assert run_home(coach, talk) == 0
    assert "b: restore yesterday's copy." in talk.text
    assert "Nothing was changed." in talk.text
    assert "Your history can be read again." in talk.text


def test_one_row_is_named_and_settled() -> None:
    clock = FakeClock()
    store = MemoryStore()
    store.take_unreadable([Unreadable(at=START - timedelta(days=1), id="x", what="event", why="its text is damaged")])
    talk = FakeTalk(clock, ["u", "x", "3", "n", "x", "3", "y", "q"], hands_free=False)
    assert run_home(coach_with(clock, store), talk) == 0
    assert "cannot be read (its text is damaged). Training is locked" in talk.lines[0]
    assert "x settles what cannot be read." in talk.text
    assert "It stays as it is." in talk.text
    said = talk.lines.index(next(line for line in talk.lines if line.startswith("Left aside")))
    assert "locked" not in " ".join(talk.lines[said:])
