"""Minutes a week with the line of ten percent more, the longest run, and the stages."""

from datetime import timedelta

import pytest

from coach.domain.records.entries import Entry
from coach.domain.records.history import Start
from coach.domain.statistics.running import Running, running

from ..builders import START, house, programme, ready_to_run, run, session
from ..planning.test_programmes import GROWING
from ..planning.test_programmes import own as own_programme
from .telling import told

FIRST = START.date()


def of(entries: list[Entry], *, first: int = 0, last: int = 27, start: Start | None = None) -> Running:
    chapters = told(entries, start or Start())
    return running(chapters, FIRST + timedelta(days=first), FIRST + timedelta(days=last))


def of_own(entries: list[Entry]) -> Running:
    """With a programme of one's own beside the return to running."""
    known = house(programme(), own_programme(*GROWING))
    return running(told(entries, catalogue=known), FIRST, FIRST + timedelta(days=27))


def test_a_week_without_runs_is_there_too() -> None:
    found = of([*ready_to_run(), run(5), run(15), run(18)])
    assert [(week.runs, week.seconds) for week in found.weeks] == [
        (1, 360),
        (0, 0),
        (2, 840),
        (0, 0),
    ]
    assert (found.runs, found.seconds) == (3, 1200)


MOST: list[tuple[list[int], list[int | None]]] = [
    ([600], [None, 1140, 1140, 1140, 1140, None]),
    ([6000], [None, 6600, 6600, 6600, 6600, None]),
    ([600, 1800], [None, 1140, 2340, 2340, 2340, 2340]),
]


@pytest.mark.parametrize(("seconds", "wanted"), MOST)
def test_the_line_is_ten_percent_or_nine_minutes_above_the_largest_of_four_weeks(
    seconds: list[int], wanted: list[int | None]
) -> None:
    runs: list[Entry] = [run(7 * week + 1, run_s=each) for week, each in enumerate(seconds)]
    assert [week.most_s for week in of(runs, last=41).weeks] == wanted


def test_weeks_before_the_stretch_count_for_its_line() -> None:
    assert of([run(1, run_s=600), run(8, run_s=300)], first=7, last=13).weeks[0].most_s == 1140


def test_longest_distance_and_stages() -> None:
    entries = [
        *ready_to_run(),
        run(5, distance_m=1500),
        run(8, run_s=700, distance_m=1200),
        run(12),
        run(15, "amber"),
        run(18, "amber"),
    ]
    found = of(entries)
    assert found.longest is not None
    assert found.longest.seconds == 700
    assert [week.distance_m for week in found.weeks] == [1500, 1200, 0, 0]
    assert [(move.before, move.after) for move in found.moves] == [(1, 2), (2, 1)]
    assert [week.stage for week in found.weeks] == [1, 2, 2, None]
    assert [move.in_words for move in found.moves] == ["Stage 1 → 2", "Stage 2 → 1"]


def test_another_programme_is_a_move_and_so_is_a_stage_of_it_but_the_first_is_none() -> None:
    mine = [{"routine": "own", "before": 0, "morning": 0, "stage": stage} for stage in (1, 2)]
    moves = of_own([*ready_to_run(), run(5, stage=2), run(8, **mine[0]), run(11, **mine[1])]).moves
    assert [move.in_words for move in moves[-2:]] == ["return-to-run, stage 2 → own, stage 1", "own, stage 1 → 2"]
    assert of_own([*ready_to_run(), run(5, **mine[0])]).moves == ()


def test_nothing_run_has_no_longest() -> None:
    found = of([session(0)])
    assert (found.longest, found.runs, found.moves) == (None, 0, ())


def test_runs_of_ones_own_have_no_stages() -> None:
    found = of([run(1, run_s=2400, before=0), run(3, run_s=3000, before=0)], start=Start(own_runs=True))
    assert found.moves == ()
    assert found.weeks[0].seconds == 5400
