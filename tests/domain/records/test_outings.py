"""Outings as records, and which of them are new."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from coach.domain.records.entries import Activity, Entry, Event, EventKind, Measure, Run, Session, Walk
from coach.domain.records.outings import Outing, Way, is_impossible, new_ones, outing_record, way_of

AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)

WORDS = [
    ("Run", Way.RUN),
    ("Trail Run", Way.RUN),
    ("trail_running", Way.RUN),
    ("TREADMILL_RUNNING", Way.RUN),
    ("Treadmill", Way.RUN),
    ("treadmill_walking", Way.WALK),
    ("walking", Way.WALK),
    ("Casual Walking", Way.WALK),
    ("Hike", Way.WALK),
    ("E-Bike Ride", Way.RIDE),
    ("Road Cycling", Way.RIDE),
    ("open_water_swimming", Way.SWIM),
    ("Pool Swim", Way.SWIM),
    ("Yoga", None),
    ("Strength Training", None),
    ("Runway", None),
    ("", None),
]


@pytest.mark.parametrize(("word", "way"), WORDS)
def test_words_of_watches(word: str, way: Way | None) -> None:
    assert way_of(word) is way


RECORDS = [
    (Outing(AT, Way.RUN, 1850, 5020, "Easy"), Run(at=AT, run_s=1850, distance_m=5020, note="Easy")),
    (Outing(AT, Way.RUN), Run(at=AT)),
    (Outing(AT, Way.WALK, 1850, 3000), Walk(at=AT, minutes=31, distance_m=3000)),
    (Outing(AT, Way.RIDE, 20), Activity(at=AT, kind="bike", minutes=1)),
    (Outing(AT, Way.SWIM, 2400, 1500, "Pool"), Activity(at=AT, kind="swim", minutes=40, distance_m=1500, note="Pool")),
]


@pytest.mark.parametrize(("outing", "record"), RECORDS)
def test_each_becomes_a_record_without_answers(outing: Outing, record: Entry) -> None:
    assert outing_record(outing) == record


def test_what_nobody_said_becomes_none() -> None:
    with pytest.raises(ValueError, match="nobody said"):
        outing_record(Outing(AT, None))


def outing(seconds: float) -> Outing:
    return Outing(AT + timedelta(seconds=seconds), Way.RUN)


KNOWN = [
    (Run(at=AT), 0, True),
    (Run(at=AT), 120, True),
    (Run(at=AT), -120, True),
    (Run(at=AT), 121, False),
    (Run(at=AT), -121, False),
    (Walk(at=AT), 60, True),
    (Activity(at=AT, kind="swim"), 60, True),
    (Session(at=AT, routine="return-to-run"), 60, True),
    (Event(at=AT, kind=EventKind.UNLOCKED), 0, False),
]


@pytest.mark.parametrize(("known", "seconds", "is_here"), KNOWN)
def test_two_minutes_decide_what_is_here_already(known: Entry, seconds: float, is_here: bool) -> None:
    new, here = new_ones([outing(seconds)], [known])
    assert (len(new), here) == ((0, 1) if is_here else (1, 0))


def test_in_whatever_order_the_same_ones_are_new() -> None:
    some = [outing(0), outing(30), outing(300), outing(1000)]
    results = {new_ones(order, ()) for order in permutations(some)}
    assert results == {((outing(0), outing(300), outing(1000)), 1)}


def test_of_two_of_one_start_the_one_with_a_length_is_taken() -> None:
    short, told = outing(0), Outing(AT + timedelta(seconds=20), Way.RUN, 1800)
    for order in ((short, told), (told, short)):
        assert new_ones(order, ()) == ((told,), 1)
    assert new_ones([Outing(AT, Way.RUN, 900), told], ()) == ((Outing(AT, Way.RUN, 900),), 1)


def test_other_zones_are_the_same_moment() -> None:
    known = Run(at=AT.astimezone(None))
    assert new_ones([outing(0)], [known]) == ((), 1)


@pytest.mark.parametrize(
    ("outing", "impossible"),
    [
        (Outing(AT, Way.RUN, 600, 4200), False),
        (Outing(AT, Way.RUN, 600, 4201), True),
        (Outing(AT, Way.WALK, 600, 2401), True),
        (Outing(AT, Way.RIDE, 600, 18_000), False),
        (Outing(AT, Way.SWIM, 10, 1000), False),
        (Outing(AT, Way.SWIM, 10, 1001), True),
        (Outing(AT, None, 600, 90_000), False),
        (Outing(AT, Way.RUN, 0, 90_000), False),
        (Outing(AT, Way.RUN, None, 90_000), False),
        (Outing(AT, Way.RUN, 600), False),
    ],
)
def test_nobody_keeps_that_up_over_a_kilometre(outing: Outing, impossible: bool) -> None:
    assert is_impossible(outing) is impossible


@pytest.mark.parametrize("known", [Measure(at=AT, activity=()), Event(at=AT, kind=EventKind.UNLOCKED)])
def test_what_was_not_done_is_no_run(known: Entry) -> None:
    assert new_ones([outing(0)], [known]) == ((outing(0),), 0)
