"""What was measured: each thing and each check from its first asking on, and in short for the page for a clinician."""

from typing import Any

from coach.domain.exercises.course import Unit
from coach.domain.records.entries import Entry, Measure
from coach.domain.records.rated import Rated
from coach.domain.statistics.measures import (
    AVERAGE,
    LONGEST,
    MOST_CHECKS,
    MOST_MEASURES,
    checks,
    measures_in_short,
    scales,
)

from ..builders import at, session
from .telling import told


def rated(day: float, **values: int) -> Measure:
    return Measure(at=at(day), activity=tuple(Rated(name, value) for name, value in values.items()))


def bridge(day: float, left: int | None, right: int | None, **more: Any) -> Measure:
    return Measure(at=at(day), **{"check": "bridge", "unit": Unit.REPS, "left": left, "right": right, **more})


MANY: list[Entry] = [
    rated(0, stairs=4, shoes=6),
    session(1),
    bridge(2, 9, 7, name="Bridges"),
    rated(14, stairs=7),
    bridge(16, 12, None, name="Single-leg bridges", pain=2),
    Measure(at=at(17), check="ease", left=5, right=6),
]


def test_each_thing_has_what_was_answered_and_their_average_is_last() -> None:
    found = {scale.name: [rating.value for rating in scale.ratings] for scale in scales(told(MANY))}
    assert list(found.items()) == [("stairs", [4, 7]), ("shoes", [6]), (AVERAGE, [5, 7])]
    assert [rating.at for rating in scales(told(MANY))[0].ratings] == [at(0).date(), at(14).date()]


def test_of_one_thing_there_is_no_average() -> None:
    assert [scale.name for scale in scales(told([rated(0, stairs=4), rated(14, stairs=7)]))] == ["stairs"]
    assert scales(told([session(0)])) == checks(told([session(0)])) == ()


def test_each_check_has_both_sides_and_goes_by_its_latest_name() -> None:
    line, ease = checks(told(MANY))
    assert (line.name, line.unit) == ("Single-leg bridges", Unit.REPS)
    assert [(done.at, done.left, done.right, done.pain) for done in line.done] == [
        (at(2).date(), 9, 7, None),
        (at(16).date(), 12, None, 2),
    ]
    assert (ease.name, ease.unit) == ("ease", Unit.SCORE), "whoever gave neither: the id, and points"


def test_in_short_it_is_told_from_first_to_now() -> None:
    assert measures_in_short(told(MANY)) == (
        "stairs 4 → 7",
        "shoes 6",
        "average 5 → 7",
        "Single-leg bridges L 9, R 7 → L 12, R – reps",
        "ease L 5, R 6",
    )


def test_in_short_one_is_one_rep() -> None:
    check = Measure(at=at(0), check="bridge", name="Bridges", unit=Unit.REPS, left=2, right=1)
    assert measures_in_short(told([check])) == ("Bridges L 2, R 1 rep",)


def test_in_short_there_is_no_more_than_has_room() -> None:
    things = rated(0, **{f"thing {number}": number for number in range(5)})
    some: list[Entry] = [bridge(number, 1, 1, check=f"c{number}") for number in range(1, 4)]
    assert len(measures_in_short(told([things, *some]))) == MOST_MEASURES
    assert len(measures_in_short(told(some))) == MOST_CHECKS
    assert [each.partition(" ")[0] for each in measures_in_short(told(some))] == ["c2", "c3"], "the latest"
    (long,) = measures_in_short(told([rated(0, **{"carrying both children up": 3})]))
    assert long == "carrying both children… 3"
    assert len(long.removesuffix(" 3")) <= LONGEST
