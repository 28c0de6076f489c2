"""Ids that were changed: a record is read under today's, and one from after the change means what it says."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.records.entries import Event, EventKind, Run, Session, StepDone
from coach.domain.records.history import History
from coach.domain.records.renamings import Renamed, Renaming, Renamings, with_present_ids

T0 = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def renaming(day: int, former: str, now: str, kind: Renamed = Renamed.ROUTINE) -> Renaming:
    return Renaming(kind, former, now, T0 + day * DAY)


@pytest.mark.parametrize(
    ("day", "name", "now"),
    [
        (0, "a", "d"),  # a became b on day 1, b became c on day 3, and c became d on day 5
        (2, "b", "d"),
        (2, "a", "e"),  # another a, begun after the first was called b; it became e on day 4
        (6, "a", "a"),
        (6, "b", "b"),
        (0, "x", "x"),
        (1, "a", "d"),  # the very moment
    ],
)
def test_each_record_follows_what_it_meant_on_its_day(day: int, name: str, now: str) -> None:
    made = Renamings([renaming(4, "a", "e"), renaming(5, "c", "d"), renaming(1, "a", "b"), renaming(3, "b", "c")])
    history = History.of([Session(at=T0 + day * DAY, routine=name)])
    (entry,) = made.of(history).entries
    assert isinstance(entry, Session)
    assert entry.routine == now


def test_a_run_follows_its_programme_and_one_of_none_stays() -> None:
    made = Renamings([renaming(1, "x", "y")])
    runs = [Run(at=T0, routine="x", painful=("plank",)), Run(at=T0), Event(at=T0, kind=EventKind.COURSE)]
    programme, alone, none = made.of(History.of(runs)).entries
    assert programme == Run(at=T0, routine="y", painful=("plank",))
    assert alone is runs[1]
    assert none is runs[2]


def test_there_and_back_is_where_it_was() -> None:
    made = Renamings([renaming(1, "a", "b"), renaming(2, "b", "a")])
    assert [made.name(Renamed.ROUTINE, name, T0) for name in ("a", "b")] == ["a", "a"]


def test_every_place_of_an_id_follows_and_what_is_untouched_is_the_same_object() -> None:
    made = Renamings([renaming(1, "x", "y", kind) for kind in Renamed])
    steps = (StepDone(exercise="x", side="left", swapped="x", eased=True), StepDone(exercise="z"))
    session = Session(at=T0, routine="x", painful=("x:left", "z"), step=steps)
    other = Session(at=T0, routine="z")
    event = Event(at=T0, kind=EventKind.COURSE, course="x", block="x")
    history = History.of([session, other, event])
    first, second, third = made.of(history).entries
    assert first == Session(
        at=T0,
        routine="y",
        painful=("y:left", "z"),
        step=(StepDone(exercise="y", side="left", swapped="y", eased=True), StepDone(exercise="z")),
    )
    assert second is other
    assert third == Event(at=T0, kind=EventKind.COURSE, course="y", block="x")
    assert all(one is two for one, two in zip(made.of(history).entries, (first, second, third), strict=True))
    assert Renamings().of(history) is history


def test_one_entry_follows_and_without_renamings_it_is_left_alone() -> None:
    session = Session(at=T0, routine="a")
    assert Renamings().entry(session) is session
    assert Renamings([renaming(1, "a", "b")]).entry(session) == Session(at=T0, routine="b")
    history = History.of([session])
    changed = with_present_ids(history, [renaming(1, "a", "b")])
    assert changed.entries == (Session(at=T0, routine="b"),)
