"""The lines of the pain chart, their bands, and the weeks."""

from datetime import timedelta

import pytest

from coach.domain.exercises.routine import RECOVERY
from coach.domain.records.entries import Entry
from coach.domain.rules.light import Light
from coach.domain.statistics.pain import Band, PainLine, by_week, count_unanswered, median, points, session_bands

from ..builders import START, activity, ready_to_run, run, session, set_phase, walk
from .telling import told

FIRST = START.date()


def test_a_point_for_each_record_that_was_answered() -> None:
    silent = session(1, before=None, worst=None, after=None, morning=None)
    found = points(told([session(0), silent, activity(2, before=1), walk(3), session(4, "amber", painkiller=True)]))
    assert [(point.before, point.worst, point.after, point.morning) for point in found] == [
        (1, 2, 1, 1),
        (1, None, None, 1),
        (2, 4, 2, 1),
    ]
    assert [point.light for point in found] == [Light.GREEN, Light.NONE, Light.AMBER]
    assert [point.amber_from for point in found] == [4, None, 4]
    assert [point.painkiller for point in found] == [False, False, True]
    assert [point.of(PainLine.WORST) for point in found] == [2, None, 4]


def test_walks_may_be_left_out() -> None:
    assert [point.id for point in points(told([session(0), walk(1)]), walks=False)] == ["e0"]


def test_a_run_was_judged_by_its_own_bands() -> None:
    found = points(told([*ready_to_run(), run(5)]), walks=False)
    assert [(point.is_run, point.amber_from, point.red_from) for point in found[-2:]] == [(False, 4, 6), (True, 1, 4)]


BANDS: list[tuple[list[Entry], list[tuple[int, int, int]]]] = [
    ([], [(0, 4, 6)]),
    ([session(0)], [(0, 4, 6)]),
    ([session(0), session(3, quality="sharp")], [(0, 4, 6), (3, 1, 4)]),
    ([session(0, quality="sharp")], [(0, 1, 4)]),
    ([session(0, quality="sharp"), set_phase(5, RECOVERY)], [(0, 1, 4), (5, 4, 6)]),
]


@pytest.mark.parametrize(("entries", "wanted"), BANDS)
def test_the_bands_follow_the_phase(entries: list[Entry], wanted: list[tuple[int, int, int]]) -> None:
    assert session_bands(told(entries), FIRST) == tuple(
        Band(FIRST + timedelta(days=day), amber, red) for day, amber, red in wanted
    )


def test_a_week_has_the_median_of_each_answer_and_the_worst() -> None:
    found = by_week(points(told([session(0, worst=1), session(2, worst=4, morning=None), session(4, worst=3)])))
    assert len(found) == 1
    assert found[0].medians[PainLine.WORST] == 3
    assert (found[0].counts[PainLine.WORST], found[0].counts[PainLine.MORNING]) == (3, 2)
    assert found[0].worst == 4


@pytest.mark.parametrize(("pains", "wanted"), [([], None), ([3], 3), ([1, 2], 2), ([5, 0, 1], 1), ([0, 1, 2, 9], 2)])
def test_the_median_is_the_higher_of_two_middle_ones(pains: list[int], wanted: int | None) -> None:
    assert median(pains) == wanted


def test_open_questions_are_counted_of_sessions_and_runs_alone() -> None:
    entries = [session(0), session(1, morning=None), run(2, before=None, morning=None), walk(3, morning=None)]
    assert count_unanswered(told(entries)) == 3
