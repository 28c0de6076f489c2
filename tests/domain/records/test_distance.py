"""Distances: read in the runner's units, kept in metres, shown as they were typed; a pace beside them."""

import pytest
from hypothesis import example as such_as
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.records.distance import (
    LEAST_M,
    MOST_M,
    Units,
    distance_in_words,
    example,
    how_far,
    metres_of,
    pace_in_words,
    too_fast,
)

KM, MI = Units.METRIC, Units.IMPERIAL
UNITS = st.sampled_from(Units)
METRES = st.integers(LEAST_M, MOST_M)


@pytest.mark.parametrize(
    ("text", "units", "metres"),
    [
        ("5.2", KM, 5200),
        ("5", KM, 5000),
        ("5,2", KM, 5200),
        (".5", KM, 500),
        (" 5.2 ", KM, 5200),
        ("3", MI, 4828),
        ("26.2", MI, 42165),
        ("5.2km", MI, 5200),
        ("5.2 KM", MI, 5200),
        ("10k", MI, 10_000),
        ("3mi", KM, 4828),
        ("3 miles", KM, 4828),
        ("1 mile", KM, 1609),
        ("800m", MI, 800),
        ("21097m", KM, 21_097),
        ("500", KM, 500_000),
    ],
)
def test_what_is_typed_in_metres(text: str, units: Units, metres: int) -> None:
    assert metres_of(text, units) == metres


@pytest.mark.parametrize(
    "text",
    ["", ".", "0", "0.0", "0m", "-5", "5,200", "1,200m", "5..2", "5 km 200 m", "five", "5ft", "5e3", "nan", "inf",
     "0.0001", "501", "9999999", "٥", "5.2\n6", "m", "5.2kmm"],
)  # fmt: skip
def test_what_is_no_distance_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a distance (such as 5\.2 \(km\)|above 0 and up to 500 km)"):
        metres_of(text, KM)


@pytest.mark.parametrize(
    ("metres", "units", "words"),
    [
        (5000, KM, "5.0 km"),
        (5250, KM, "5.25 km"),
        (5200, KM, "5.2 km"),
        (800, KM, "0.8 km"),
        (42_195, KM, "42.2 km"),
        (5000, MI, "3.11 mi"),
        (4828, MI, "3.0 mi"),
        (1609, MI, "1.0 mi"),
    ],
)
def test_how_a_distance_is_shown(metres: int, units: Units, words: str) -> None:
    assert distance_in_words(metres, units) == words


@pytest.mark.parametrize(
    ("metres", "seconds", "units", "words"),
    [
        (5000, 1850, KM, "6:10 min/km"),
        (5000, 1850, MI, "9:55 min/mile"),
        (10_000, 3599, KM, "6:00 min/km"),
        (1000, 59, KM, "0:59 min/km"),
        (1000, 5400, KM, "90:00 min/km"),
    ],
)
def test_a_pace_is_the_whole_time_over_the_whole_distance(metres: int, seconds: int, units: Units, words: str) -> None:
    assert pace_in_words(metres, seconds, units) == words


def test_without_a_time_there_is_no_pace() -> None:
    assert how_far(5000, None, KM) == how_far(5000, 0, KM) == ("5.0 km",)


def test_the_example_says_the_same_in_either_unit() -> None:
    assert [example(units) for units in (KM, MI)] == ["5.0 km · 6:10 min/km", "3.11 mi · 9:55 min/mile"]


@given(st.integers(LEAST_M, MOST_M - 10), UNITS)
@such_as(LEAST_M, MI)
def test_what_is_shown_reads_back_within_its_rounding(metres: int, units: Units) -> None:
    shown = distance_in_words(metres, units)
    if shown.startswith("0.0 "):
        return  # less than half a hundredth of the unit
    tolerance = 0.5 + (8.1 if units is MI else 5)
    assert abs(metres_of(shown, KM if units is MI else MI) - metres) <= tolerance


@given(st.integers(1, 30_000), UNITS)
def test_what_is_typed_is_what_is_shown(hundredths: int, units: Units) -> None:
    typed = f"{hundredths // 100}.{hundredths % 100:02}"
    metres = metres_of(typed, units)
    assert distance_in_words(metres, units) == f"{typed[:-1] if typed.endswith('0') else typed} {units.short}"


@given(METRES, st.integers(1, 86_400))
def test_a_mile_takes_as_much_longer_as_it_is_longer(metres: int, seconds: int) -> None:
    def of(words: str) -> int:
        minutes, rest = words.split()[0].split(":")
        return int(minutes) * 60 + int(rest)

    a_km, a_mile = (of(pace_in_words(metres, seconds, units)) for units in (KM, MI))
    assert abs(a_mile - a_km * 1.609344) <= 1.5


@given(st.text(max_size=12), UNITS)
def test_any_text_is_a_distance_within_bounds_or_refused(text: str, units: Units) -> None:
    try:
        metres = metres_of(text, units)
    except ValueError:
        return
    assert LEAST_M <= metres <= MOST_M


@pytest.mark.parametrize(
    ("metres", "seconds", "on_foot", "words"),
    [
        (418_000, 2400, True, "418.0 km in 40 min is faster than anybody: is one of the two mistyped?"),
        (500, 30, True, "0.5 km in 30 s is faster than anybody: is one of the two mistyped?"),
        (300, 30, True, None),
        (42_195, 7235, True, None),
        (42_195, 2400, False, None),
        (418_000, 2400, False, "418.0 km in 40 min is faster than anybody: is one of the two mistyped?"),
        (None, 2400, True, None),
        (418_000, None, True, None),
        (418_000, 0, True, None),
    ],
)
def test_what_nobody_covers_in_that_time_is_asked_about(
    metres: int | None, seconds: int | None, on_foot: bool, words: str | None
) -> None:
    assert too_fast(metres, seconds, KM, on_foot=on_foot) == words
