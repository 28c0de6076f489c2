"""The standing that is kept says what a full replay would, whatever happens to the history, the file or the rules."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from domain.builders import at, house, session
from domain.planning.test_replay_cache import picture
from domain.strategies import entries
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.caps import Caps, Limit
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry, Event, EventKind, Session
from coach.domain.records.history import History, Start
from coach.domain.records.renamings import Renamed, Renaming, Renamings
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library
from coach.services.assembly import Coach
from coach.services.keeping import kept_standing
from coach.services.keeping.kept_standing import key_under
from coach.services.notices import of_the_future
from coach.services.training import Training
from coach.store import ledger, renamings
from coach.store.database.sqlite import SqliteStore
from coach.store.guarded import RETRY_S
from coach.store.protocol import StoreError, UnreadError
from coach.store.resilient import ResilientStore
from coach.system.clock import FixedClock
from coach.system.own_code import code_of

HOUSE = house()
NOW = at(100)
RENAMED = Renaming(Renamed.ROUTINE, "other", "main", at(50))


def long_history(count: int = 80, **more: Any) -> list[Entry]:
    """A record a day until yesterday."""
    return [session(99 - day, id=f"day-{day}", **more) for day in range(count)]


def coach(
    path: Path, known: Catalogue = HOUSE, now: datetime = NOW, monotonic: Callable[[], float] = lambda: 0.0
) -> Training:
    """A coach that has just been started."""
    store = ResilientStore(lambda: SqliteStore(path, busy_timeout_s=0.0), monotonic)
    training = Training(Library(known), store, FixedClock(now), Settings())
    store.key = lambda *under: key_under(training.catalogue)(*under)
    return training


def end(training: Training) -> None:
    """It ends, as ``closing`` does it."""
    training.kept_history.keep(training.catalogue, training.replays, training.clock.now())
    training.store.close()


def used_before(path: Path, *records: Entry) -> None:
    """A coach has read all of it once, and ended."""
    with closing(SqliteStore(path)) as store:
        store.add(records or long_history())
    training = coach(path)
    training.standing()
    end(training)


def is_kept(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT count(*) FROM kept_standing").fetchone() == (1,)


def says_what_a_full_replay_says(training: Training) -> bool:
    """Whether it was found out from what is kept; that it is right is insisted on."""
    standing, recent = training.standing(), training.recent()
    with closing(SqliteStore(training.store._open().path, busy_timeout_s=0.0)) as store:  # type: ignore[attr-defined]
        whole = Renamings(renamings.stored_renamings(store)).of(store.history().placed(training.clock.now()))
    assert picture(standing) == picture(replay(training.catalogue, whole.until(training.clock.now())))
    return recent.before is not None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach.db"


def test_a_start_reads_the_last_weeks_alone(path: Path) -> None:
    used_before(path)
    training = coach(path)
    assert says_what_a_full_replay_says(training)
    assert len(training.recent().entries) == 14
    assert (training.recent().before.count, len(training.history().entries)) == (66, 80)  # type: ignore[union-attr]
    assert training.recent().before is None  # all is known by now
    assert says_what_a_full_replay_says(training) is False


# --- the law ----------------------------------------------------------------------------------------------------------


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, float, Entry]:
    """What happens to a history between two starts: how, on which day, and the entry that comes with it."""
    what = draw(
        st.sampled_from(["add", "add", "late", "correct", "move", "remove", "undo", "start", "again", "rename"])
    )
    day = draw(st.sampled_from([99.5, 99.9, 97, 60, 20.5, 20, 5]))
    return what, day, draw(entries(at(day)))


def _do(training: Training, what: str, day: float, entry: Entry, number: int) -> None:
    store, known = training.store, training.history().entries
    near = min(known, key=lambda one: abs(one.at - at(day)), default=None)
    if what in ("add", "late"):
        store.add([replace(entry, id=f"new-{number}")])
    elif what == "correct" and near is not None:
        store.replace(replace(entry, id=near.id, at=near.at))
    elif what == "move" and near is not None:
        store.replace(replace(near, at=near.at + timedelta(days=3)))
    elif what == "remove" and near is not None:
        ledger.remove_entry(store, near.id, NOW)
    elif what == "undo":
        for gone in store.deleted(NOW - timedelta(days=1))[:1]:
            ledger.restore_entry(store, gone.entry.id, NOW)
    elif what == "start":
        store.set_start(Start(usual_morning=number % 4))
    elif what == "rename":
        renamings.store_renamings(store, [replace(RENAMED, at=at(day))])
    elif what == "again" and near is not None:
        store.add([near])


@given(st.lists(changes(), min_size=1, max_size=6), st.booleans())
def test_whatever_happens_the_next_start_says_what_a_full_replay_says(
    tmp_path_factory: pytest.TempPathFactory, happens: list[tuple[str, float, Entry]], by_the_same: bool
) -> None:
    path = tmp_path_factory.mktemp("kept") / "coach.db"
    used_before(path, *long_history(50))
    with ExitStack() as started:  # a law starts thousands, which may not stay open until they are collected

        def start() -> Training:
            training = coach(path)
            started.callback(training.store.close)
            return training

        open_one = start()
        open_one.standing()
        for number, (what, day, entry) in enumerate(happens):
            acting = open_one if by_the_same else start()
            _do(acting, what, day, entry, number)
            acting.forget()
            says_what_a_full_replay_says(acting)
            if not by_the_same:
                end(acting)
                open_one.catch_up()
            says_what_a_full_replay_says(open_one)
            says_what_a_full_replay_says(start())
        end(open_one)
        says_what_a_full_replay_says(start())


# --- by whatever program ----------------------------------------------------------------------------------------------

OLD, YOUNG = "day-60", "day-2"
WORSE = """SET data = replace(data, '"worst":2', '"worst":9'), crc = NULL"""


def row(of: str, name: str, moment: datetime, seq: str = "NULL") -> str:
    """One entry again, under another id and at another time."""
    data = f"replace(replace(data, '\"{of}\"', '\"{name}\"'), substr(at, 1, 10), '{moment.date()}')"
    time = moment.isoformat(timespec="microseconds")
    return f"(seq, id, at, type, data) SELECT {seq}, '{name}', '{time}', type, {data} FROM entry WHERE id = '{of}'"


CHANGED_BY_OTHERS = {
    "an old one corrected": f"UPDATE entry {WORSE} WHERE id = '{OLD}'",
    "all corrected": f"UPDATE entry {WORSE}",
    "an old one damaged": f"UPDATE entry SET data = 'x' WHERE id = '{OLD}'",
    "an old one deleted": f"DELETE FROM entry WHERE id = '{OLD}'",
    "all deleted": "DELETE FROM entry",
    "an old one added": f"INSERT INTO entry {row(OLD, 'other', at(37))}",
    "one put in an old one's place": f"INSERT OR REPLACE INTO entry {row(OLD, OLD, at(37))}",
    "a young one in an old one's place": f"INSERT OR REPLACE INTO entry {row(YOUNG, OLD, at(98))}",
    "an old number taken": f"INSERT OR REPLACE INTO entry {row(YOUNG, 'other', at(98), '61')}",
    "an old one's time, in its column": f"UPDATE entry SET at = '2027-01-01T00:00:00.000000+00:00' WHERE id = '{OLD}'",
    "an old one set aside": (
        "INSERT INTO set_aside (id, origin, at, type, data, crc, why) "
        f"SELECT id, 'entry', at, type, 'x', 0, 'damaged' FROM entry WHERE id = '{OLD}'"
    ),
    "without the trigger": f"DROP TRIGGER entry_was_removed; DELETE FROM entry WHERE id = '{OLD}'",
    "corrected without it": f"DROP TRIGGER entry_was_changed; UPDATE entry {WORSE} WHERE id = '{OLD}'",
    "another start": """INSERT OR REPLACE INTO fact VALUES ('start', '{"phase":"acute"}')""",
    "a start that cannot be read": "INSERT OR REPLACE INTO fact VALUES ('start', '{')",
    "what is kept, by a letter": """UPDATE kept_standing SET data = replace(data, '"number":66', '"number":65')""",
    "what is kept, cut short": "UPDATE kept_standing SET data = substr(data, 1, 200)",
    "what is kept, no text": "UPDATE kept_standing SET data = x'ff00fe'",
    "what is kept, bytes": "UPDATE kept_standing SET data = CAST(x'ff00fe' AS TEXT)",
    "what is kept, of fewer": "UPDATE kept_standing SET count = 65",
    "its time": "UPDATE kept_standing SET until = '2026-12-01T00:00:00.000000+00:00'",
}
STAYS = {
    "nothing": "",
    "a young one corrected": f"UPDATE entry {WORSE} WHERE id = '{YOUNG}'",
    "a young one deleted": f"DELETE FROM entry WHERE id = '{YOUNG}'",
    "a young one added": f"INSERT INTO entry {row(YOUNG, 'other', at(98))}",
    "a fact": "INSERT INTO fact VALUES ('anything', '1')",
    "nobody counts": "DELETE FROM history_changes",
}


@pytest.mark.parametrize("words", [*CHANGED_BY_OTHERS, *STAYS])
def test_any_program_may_change_the_database(path: Path, words: str) -> None:
    used_before(path)
    with closing(sqlite3.connect(path)) as other:
        other.executescript(CHANGED_BY_OTHERS.get(words) or STAYS[words])
    training = coach(path)
    assert says_what_a_full_replay_says(training) is (words in STAYS)
    end(training)


# --- damage -----------------------------------------------------------------------------------------------------------


def _locked(path: Path, day: float) -> None:
    flag = Event(at=at(day), id="the-flag", kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
    used_before(path, *long_history(), flag)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")


@pytest.mark.parametrize("day", [30, 99.5])
def test_the_locked_stay_locked_whatever_is_damaged(path: Path, day: float) -> None:
    _locked(path, day)
    content = path.read_bytes()
    parts = [b'"id":"the-flag"', b"saddle-numbness", b'"id":"day-70"', b'"lock"', b"entry_at", b"kept_standing"]
    places = [place for part in parts for place in _places(content, part)] + [*range(100, len(content), 4096)]
    for place in places:
        for ending in ("-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        path.write_bytes(content[:place] + bytes(16) + content[place + 16 :])
        training = coach(path)
        with suppress(UnreadError):  # no plan at all
            assert training.standing().lock.is_on, place
        training.store.close()


def _places(content: bytes, part: bytes) -> Iterator[int]:
    place = content.find(part)
    while place >= 0:
        yield place
        place = content.find(part, place + 1)


# --- what else it was made under --------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", ["rules", "catalogue", "caps", "clock"])
def test_under_other_rules_all_is_folded_anew(path: Path, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    used_before(path)
    known, now = HOUSE, NOW
    if other == "rules":
        monkeypatch.setattr(kept_standing, "code_of", lambda *_: "others")
    elif other == "catalogue":
        main = HOUSE.routines["main"]
        known = replace(HOUSE, routines={**HOUSE.routines, "main": replace(main, steps=main.steps[:1])})
    elif other == "caps":
        known = replace(HOUSE, caps=Caps(every=Limit(sets=1)))
    else:
        now = at(30)
    assert not says_what_a_full_replay_says(coach(path, known, now))


def test_a_library_that_changes_while_it_is_open(path: Path) -> None:
    used_before(path)
    training = coach(path)
    training.standing()
    same, main = replace(HOUSE, routines=dict(HOUSE.routines)), HOUSE.routines["main"]
    training.use(Library(same))
    assert says_what_a_full_replay_says(training)
    training.use(Library(replace(HOUSE, routines={"main": replace(main, steps=main.steps[:1])})))
    assert not says_what_a_full_replay_says(training)


def test_the_rules_are_known_by_their_files() -> None:
    assert code_of(*kept_standing.MADE_BY)
    key = key_under(HOUSE)
    assert key(Start(), ()) == key_under(house())(Start(), ())
    assert len({key(Start(), ()), key(Start(usual_morning=1), ()), key(Start(), (RENAMED,))}) == 3


# --- two at once, and disks that take nothing -------------------------------------------------------------------------


def test_what_another_coach_changed_meanwhile_is_not_kept_over(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.add(long_history())
    first, second = coach(path), coach(path)
    first.standing()
    second.history()
    second.store.replace(session(39, "red", id=OLD))
    second.store.close()
    end(first)
    assert not is_kept(path)
    says_what_a_full_replay_says(coach(path))


def test_an_open_coach_sees_what_another_one_changed(path: Path) -> None:
    used_before(path)
    first, second = coach(path), coach(path)
    assert says_what_a_full_replay_says(first)
    second.store.replace(session(39, "red", id=OLD))
    assert first.catch_up()
    assert not says_what_a_full_replay_says(first)


class Full(SqliteStore):
    """A database on a disk that takes nothing more; and one that can no longer be read, either."""

    is_full = is_gone = False

    def _transaction(self) -> Any:
        if self.is_full:
            raise StoreError("The disk is full.")
        return super()._transaction()

    def history(self) -> History:
        if self.is_gone:
            raise StoreError("It is in use.")
        return super().history()

    def recent(self, key: Any) -> Any:
        if self.is_gone:
            raise StoreError("It is in use.")
        return super().recent(key)


@pytest.fixture
def full(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Training]:
    used_before(path)
    monkeypatch.setattr(f"{__name__}.SqliteStore", Full)
    yield coach(path, monotonic=iter(range(0, 10**6, round(RETRY_S) + 1)).__next__)
    Full.is_full = Full.is_gone = False


def test_on_a_full_disk_what_was_kept_still_counts(full: Training) -> None:
    Full.is_full = True
    assert full.recent().before is not None
    record = session(99.8, "red", id="new")
    full.store.add([record])
    full.forget()
    assert full.standing().last == record
    assert len(full.history().entries) == 81  # reading works


def test_when_nothing_can_be_read_any_more_the_last_weeks_are_known(full: Training) -> None:
    before = full.standing().number
    Full.is_full = Full.is_gone = True
    full.store.add([session(99.8, id="new")])
    full.forget()
    assert full.standing().number == before + 1
    with pytest.raises(UnreadError):
        full.history()
    full.store.add([session(20.5, "red", id="late")])  # of what lies before: only all of it can tell
    full.forget()
    with pytest.raises(UnreadError):
        full.standing()
    Full.is_full = Full.is_gone = False
    assert full.store.try_again()  # type: ignore[attr-defined]
    full.forget()
    assert full.standing().number == before + 2


def test_nothing_is_kept_of_a_history_that_is_short_or_holds_what_cannot_be_read(path: Path) -> None:
    used_before(path, *long_history(kept_standing.STEP + 13))
    assert not is_kept(path)
    used_before(path, *long_history(kept_standing.STEP + 14))
    assert is_kept(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE entry SET data = 'x' WHERE id = 'day-1'")
        database.commit()
    training = coach(path)
    assert not says_what_a_full_replay_says(training)
    end(training)


def test_more_is_kept_as_the_history_grows(path: Path) -> None:
    used_before(path)
    with closing(SqliteStore(path)) as store:
        store.add([session(100 + day, id=f"next-{day}") for day in range(kept_standing.STEP)])
    training = coach(path, now=at(100 + kept_standing.STEP))
    assert says_what_a_full_replay_says(training)
    end(training)
    training = coach(path, now=at(100 + kept_standing.STEP))
    assert says_what_a_full_replay_says(training)
    assert training.recent().before.count == 66 + kept_standing.STEP  # type: ignore[union-attr]


def test_it_is_nothing_of_the_runners(path: Path) -> None:
    """No backup is made for it, and none of the plans that are chosen alone make a history."""
    with closing(SqliteStore(path)) as store:
        store.add([Event(at=at(day), kind=EventKind.COURSE, course=str(day)) for day in range(60)])
    training = coach(path)
    training.standing()
    end(training)
    assert (is_kept(path), training.store.wrote, coach(path).runner.has_trained) == (True, False, False)


def test_what_home_and_next_ask_is_answered_from_the_last_weeks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used_before(path, *long_history(morning=None), session(99.7, "amber", id="last", morning=None))
    training = coach(path)
    monkeypatch.setattr(type(training), "history", lambda _: pytest.fail("all of it is read"))
    last = training.recent().entries[-1]
    assert isinstance(last, Session)
    training.today.suggestion()
    assert training.today.questions().nights
    assert training.pain_checks.open_mornings()
    assert training.pain_checks.incomplete() is not None
    assert training.runner.has_trained
    assert training.runner.wanting()
    assert training.records.verdict(last) is not None
    assert training.records.milestones(last) == ()
    assert training.today.outlook(last) is not None
    assert training.today.run_plan() is not None
    training.learning.offer()
    assert list(training.today.each_ahead(3))
    assert training.courses.way_to_running() is not None
    assert of_the_future(Coach(training, (), training.store)) is None  # type: ignore[arg-type]
