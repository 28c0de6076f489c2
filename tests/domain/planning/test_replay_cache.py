"""What is kept on the way through a history is what the full replay gives, whatever happens to the history."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import fields, replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase
from coach.domain.planning import replay_cache
from coach.domain.planning.fresh_standing import fresh
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import fold, replay, standings
from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.planning.standing import Standing
from coach.domain.planning.standing_copy import copy_of
from coach.domain.records.entries import Answered, Entry, Session
from coach.domain.records.history import Before, History, Start
from coach.domain.rules.light import Light

from ..builders import START, at, catalogue, house, reps, routine, run, session, sessions, unlocked, walk
from ..strategies import CHECK_INS, STARTS, catalogues, entries, houses, whole_histories, wild_histories

HISTORIES = whole_histories() | wild_histories()
SOON = timedelta(days=3)


def picture(value: Any) -> Any:
    """A standing as nested tuples: every field of everything that changes; what never changes as it is."""
    if isinstance(value, Struct) and _changes(value):
        return type(value).__name__, tuple((field.name, picture(getattr(value, field.name))) for field in fields(value))
    if isinstance(value, dict):
        return tuple((name, picture(one)) for name, one in value.items())
    if isinstance(value, deque):
        return value.maxlen, tuple(picture(one) for one in value)
    if isinstance(value, (list, tuple)):
        return tuple(picture(one) for one in value)
    return value


def _changes(value: Any) -> bool:
    if isinstance(value, (list, dict, set, deque)):
        return True
    return isinstance(value, Struct) and not type(value).__struct_config__.frozen


def parts_that_change(value: Any) -> Iterator[Any]:
    if _changes(value):
        yield value
    inner: Any = ()
    if isinstance(value, Struct) and _changes(value):
        inner = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, (list, tuple, deque)):
        inner = value
    for one in inner:
        yield from parts_that_change(one)


def compare(kept: Standing, known: Catalogue, history: History, moment: datetime, check_in: Any) -> None:
    whole = replay(known, history.until(moment))
    plans = [
        {name: plan_from(known, standing, name, check_in, at=moment) for name in known.routines}
        for standing in (kept, whole)
    ]
    assert plans[0] == plans[1]
    assert picture(kept) == picture(whole)


@st.composite
def changed(draw: st.DrawFn, records: list[Entry]) -> list[Entry]:
    """The records after one thing happened to them: a new one, a correction, a removal."""
    what = draw(st.sampled_from(["grow", "grow", "correct", "move", "remove", "shorten"]))
    if what == "grow" or not records:
        last = max((entry.at for entry in records), default=START)
        return [*records, draw(entries(last + draw(st.sampled_from([0, 1, 2, 8, 30])) * timedelta(days=1)))]
    number = draw(st.integers(0, len(records) - 1))
    if what == "remove":
        return records[:number] + records[number + 1 :]
    if what == "shorten":
        return records[:number]
    if what == "move":
        corrected = replace(records[number], at=records[number].at + draw(st.sampled_from([-40, 1, 40])) * SOON)
    else:
        corrected = draw(entries(records[number].at))
    return [*records[:number], corrected, *records[number + 1 :]]


@given(st.data(), houses() | catalogues(), HISTORIES, STARTS, st.integers(1, 4), st.integers(1, 3))
def test_what_is_kept_is_the_full_replay(
    data: st.DataObject, known: Catalogue, records: list[Entry], start: Start, every: int, near: int
) -> None:
    kept = ReplayCache(every=every, near=near)
    other = data.draw(houses())
    for _ in range(5):
        what = data.draw(st.sampled_from(["record", "record", "record", "catalogue", "start", "nothing"]))
        if what == "record":
            records = data.draw(changed(records))
        elif what == "catalogue":
            known, other = other, known
        elif what == "start":
            start = data.draw(STARTS)
        history = History.of(records, start)
        moments = [entry.at + shift for entry in history.entries for shift in (timedelta(0), SOON)] or [START]
        moment = data.draw(st.sampled_from([moments[-1], moments[-1], *moments]))
        compare(kept.standing(known, history, moment), known, history, moment, data.draw(CHECK_INS))


@given(houses() | catalogues(), HISTORIES, STARTS, st.randoms(use_true_random=False))
def test_a_verdict_is_that_of_the_full_replay(
    known: Catalogue, records: list[Entry], start: Start, random: Any
) -> None:
    history = History.of([replace(entry, id=str(number)) for number, entry in enumerate(records)], start)
    expected = {entry.id: s.verdict if s.last is entry else None for entry, s in standings(known, history)}
    kept = ReplayCache(every=3, near=2)
    answered = [entry for entry in history.entries if isinstance(entry, Answered)]
    for entry in random.sample(answered, len(answered)):
        assert kept.verdict(known, history, entry) == expected[entry.id]


def test_the_verdict_of_a_record_that_is_not_there() -> None:
    assert ReplayCache().verdict(house(), History.of([session(0, id="a")]), session(0, id="b")) is None


def test_the_verdict_of_each_record_in_whatever_order_it_is_asked_for_and_none_of_a_note() -> None:
    green, noted, red = session(0, id="a"), walk(1, id="b"), session(2, "red", id="c")
    history, kept = History.of([green, noted, red]), ReplayCache()
    verdicts = [kept.verdict(house(), history, record) for record in (red, green, noted)]
    assert [verdict and verdict.light for verdict in verdicts] == [Light.RED, Light.GREEN, None]


# --- copies -----------------------------------------------------------------------------------------------------------


@given(houses() | catalogues(), HISTORIES, STARTS, st.integers(0, 12))
def test_a_copy_moves_on_by_itself(known: Catalogue, records: list[Entry], start: Start, count: int) -> None:
    history = History.of(records, start)
    standing = fresh(known, start)
    for entry in history.entries[:count]:
        fold(standing, entry, start)
    before = picture(standing)
    twin = copy_of(standing)
    assert picture(twin) == before
    for entry in history.entries[count:]:
        fold(twin, entry, start)
    assert picture(standing) == before
    assert picture(twin) == picture(replay(known, history))


def test_a_copy_shares_nothing_that_changes() -> None:
    """Also what a later field of a standing brings: whoever adds one that changes must copy it."""
    history = [*sessions("green", "red", "amber"), walk(10), run(12), run(14, "red"), unlocked(15), session(20)]
    standing = replay(house(), History.of(history))
    twin = copy_of(standing)
    own, others = ({id(part): part for part in parts_that_change(one)} for one in (standing, twin))
    assert len(own) == len(others) > 20
    assert not own.keys() & others.keys()
    for routine_of in twin.routines.values():
        for slot in routine_of.slots:
            assert slot.known is twin.exercises[slot.exercise.id]
            assert any(slot is one for one in twin.slots_of[slot.exercise.id])


# --- how much is folded -----------------------------------------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """The entries that were folded."""
    seen: list[Entry] = []

    def counting(standing: Standing, entry: Entry, start: Start) -> None:
        seen.append(entry)
        fold(standing, entry, start)

    monkeypatch.setattr(replay_cache, "fold", counting)
    return seen


KNOWN = catalogue(
    routine("main", [("bridge", reps(10, 20)), ("plank", reps(10, 20))]), routine("other", [("plank", reps(5))])
)
YEARS = [session(day, id=str(day)) for day in range(1000)]


def folds(
    counted: list[Entry], kept: ReplayCache, records: list[Session], *, known: Catalogue = KNOWN, **more: Any
) -> int:
    counted.clear()
    history = History.of(list(records), Start(**more))
    kept.standing(known, history, at(2000))
    return len(counted)


def test_only_what_is_new_is_folded(counted: list[Entry]) -> None:
    kept, records = ReplayCache(), list(YEARS)
    assert folds(counted, kept, records) == 1000
    assert folds(counted, kept, records) == 0
    records.append(session(1000))
    assert folds(counted, kept, records) == 1
    records[-1] = replace(records[-1], morning=0)
    assert folds(counted, kept, records) == 1
    records[-5] = replace(records[-5], morning=0)
    assert folds(counted, kept, records) == 5
    records[-100] = replace(records[-100], morning=0)
    assert folds(counted, kept, records) == 1001 - 750
    assert folds(counted, kept, records[:990]) == 240
    records[0] = replace(records[0], morning=0)
    assert folds(counted, kept, records) == 1001


def test_another_catalogue_or_start_folds_all_anew(counted: list[Entry]) -> None:
    kept = ReplayCache()
    other = Catalogue(KNOWN.exercises, {"main": KNOWN.routines["main"]})
    assert folds(counted, kept, YEARS) == 1000
    assert folds(counted, kept, YEARS, known=other) == 1000
    assert folds(counted, kept, YEARS, known=other, phase=Phase.ACUTE) == 1000
    assert folds(counted, kept, YEARS, known=other, phase=Phase.ACUTE, usual_morning=2) == 1000


def test_an_equal_record_in_another_zone_counts_as_changed(counted: list[Entry]) -> None:
    """Running asks for calendar days in the record's own zone."""
    kept, records = ReplayCache(), list(YEARS)
    folds(counted, kept, records)
    records[-1] = replace(records[-1], at=records[-1].at.astimezone(timezone(timedelta(hours=9))))
    assert records[-1] == YEARS[-1]
    assert folds(counted, kept, records) == 1


def test_the_standings_around_one_record_and_none_for_one_that_is_not_there() -> None:
    kept, history = ReplayCache(), History.of(list(YEARS[:9]))
    before, after = kept.around(KNOWN, history, YEARS[4])
    assert before is not None
    assert after is not None
    assert picture(before) == picture(replay(KNOWN, History.of(list(YEARS[:4]))))
    assert picture(after) == picture(replay(KNOWN, History.of(list(YEARS[:5]))))
    assert kept.around(KNOWN, history, session(99, id="none")) == (None, None)
    assert kept.verdict(KNOWN, history, session(99, id="none")) is None


def test_the_last_weeks_alone_are_known_only_where_it_is_said_how_they_go_on(counted: list[Entry]) -> None:
    whole, count = History.of(list(YEARS[:20])), 12
    before = Before(until=YEARS[count - 1].at, count=count, is_begun=True)
    weeks = replace(History.of(list(YEARS[count:20])), before=before)
    kept = ReplayCache()
    with pytest.raises(LookupError):
        kept.standing(KNOWN, weeks, at(99))
    kept.begin_with(KNOWN, weeks, replay(KNOWN, History.of(list(YEARS[:count]))))
    kept.standing(KNOWN, weeks, at(99))
    kept.know_all(replace(whole, start=Start(phase=Phase.ACUTE)))  # not what it was: nothing is said of it
    kept.know_all(History.of(list(YEARS[1:20])))
    kept.know_all(whole)
    counted.clear()
    assert picture(kept.standing(KNOWN, whole, at(99))) == picture(replay(KNOWN, whole))
    assert counted == [], "what was folded stays good"
    kept.know_all(whole)  # it knows all already
    assert kept.standing(KNOWN, whole, at(99)) is kept.standing(KNOWN, whole, at(99))
