"""A law of whole histories: how far a run, a walk or a swim went changes no plan, no light and no run."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.planner import verdicts
from coach.domain.records.distance import LEAST_M, MOST_M
from coach.domain.records.entries import Activity, CheckIn, Entry, Run, Walk
from coach.domain.records.history import History, Start

from ..builders import START, ready_to_run, run
from ..planning.test_laws import LATER
from ..strategies import CHECK_INS, STARTS, houses, whole_histories
from ..today.test_laws_of_the_day import plans_of

DISTANCES = st.lists(st.none() | st.integers(LEAST_M, MOST_M), min_size=40, max_size=40)


def with_distances(records: list[Entry], metres: list[int | None]) -> list[Entry]:
    """The same records, of which those that can have gone some way did."""
    return [
        replace(entry, distance_m=far) if isinstance(entry, Run | Walk | Activity) else entry
        for entry, far in zip(records, metres, strict=False)
    ]


@given(houses(), whole_histories(), STARTS, CHECK_INS, LATER, DISTANCES)
def test_a_distance_changes_nothing(
    known: Catalogue, records: list[Entry], start: Start, check_in: CheckIn, later: timedelta, metres: list[int | None]
) -> None:
    numbered = [replace(entry, id=str(number)) for number, entry in enumerate(records)]
    far = with_distances(numbered, metres)
    assert plans_of(known, far, start, later, check_in) == plans_of(known, numbered, start, later, check_in)
    lights, lights_far = (verdicts(known, History.of(some, start)) for some in (numbered, far))
    assert lights == lights_far


def test_the_law_has_something_to_say() -> None:
    records = [*ready_to_run(), run(6), Activity(at=START, kind="swim")]
    metres: list[int | None] = [5000] * len(records)
    assert sum(one != other for one, other in zip(records, with_distances(records, metres), strict=True)) >= 4
