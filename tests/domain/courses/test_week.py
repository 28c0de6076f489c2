"""Which days are training days: the runner's own, the block's, an even pace; and rest."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.courses.week import week_so_far
from coach.domain.exercises.course import Course, Until
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.entries import Run
from coach.domain.records.history import Start
from coach.domain.records.profile import Profile

from ..builders import activity, at, session
from .small import DRILLS, EASY, HARD, STRETCH, block, days_of, here, week

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday
STRENGTH = block(until=None)
STRETCHES = block(train=(STRETCH,), until=None)


@pytest.mark.parametrize(
    ("per_week", "days"),
    [
        (1, [0, 7, 14]),
        (2, [0, 3, 7, 10, 14, 17]),
        (3, [0, 2, 4, 7, 9, 11, 14, 16, 18]),
        (4, [0, 1, 3, 5, 7, 8, 10, 12, 14, 15, 17, 19]),
        (5, [0, 1, 2, 4, 5, 7, 8, 9, 11, 12, 14, 15, 16, 18, 19]),
        (6, [*range(6), *range(7, 13), *range(14, 20)]),
    ],
)
def test_an_even_pace(per_week: int, days: list[int]) -> None:
    of = block(train=(STRETCH,), per_week=per_week)
    assert days_of(of, 21) == days
    if per_week <= 3:
        assert days_of(block(per_week=per_week), 21) == days


@pytest.mark.parametrize(
    ("missed", "days"), [({0}, [1, 3, 5, 8, 10, 12]), ({2, 3}, [0, 4, 6, 8, 11, 13]), ({4}, [0, 2, 5, 7, 9, 12])]
)
def test_a_day_that_was_missed_moves_the_next(missed: set[int], days: list[int]) -> None:
    assert days_of(block(), 14, missed=frozenset(missed)) == days


@pytest.mark.parametrize(
    ("own", "fixed", "days"),
    [
        ((), {WED: EASY}, [0, 2, 4, 7, 9, 11]),
        ((), {TUE: EASY, THU: EASY, SAT: HARD}, [1, 3, 5, 8, 10, 12]),
        ((MON, WED, FRI), {TUE: EASY, THU: EASY, SAT: HARD}, [0, 2, 4, 7, 9, 11]),
        ((TUE, THU), {}, [1, 3, 8, 10]),
        ((SAT, SUN), {}, [5, 12]),
        ((MON, TUE, WED), {}, [0, 2, 7, 9]),
        (tuple(Weekday), {}, [0, 2, 4, 7, 9, 11]),
    ],
)
def test_the_profiles_days_beat_the_blocks_and_these_beat_spacing(
    own: tuple[Weekday, ...], fixed: dict[Weekday, str], days: list[int]
) -> None:
    assert days_of(block(weekdays=fixed), 14, profile=Profile(training_days=own)) == days


def test_the_day_before_a_fixed_one_is_kept_free_of_strength() -> None:
    assert days_of(block(weekdays={TUE: EASY}), 8) == [1, 3, 5]
    assert week(block(weekdays={TUE: EASY}), day=0).next_training() == at(1).date()


def test_a_day_lies_between_whatever_was_trained() -> None:
    assert not week(STRENGTH, [0], day=1, name="rehab-foundation").is_for_training(at(1).date())
    assert week(STRETCHES, [0], day=1, name=STRETCH, profile=Profile(training_days=(MON, TUE))).is_for_training(
        at(1).date()
    ) is True  # fmt: skip


@pytest.mark.parametrize(
    ("given", "days", "target"), [((MON,), None, 1), ((), 2, 2), ((), None, 3), ((MON, WED), 1, 1)]
)
def test_no_more_trainings_than_the_days_that_the_runner_gives(
    given: tuple[Weekday, ...], days: int | None, target: int
) -> None:
    assert week(block(), day=0, profile=Profile(training_days=given, days_a_week=days)).target == target


def test_the_week_is_counted_from_monday() -> None:
    assert week(block(), [4, 6], day=6).done == 2
    assert week(block(), [4, 6], day=7).done == 0
    assert week(block(), [4, 6, 7], day=7).done == 1


@pytest.mark.parametrize(
    ("trained", "day", "order"),
    [
        ([], 0, (EASY, HARD)),
        ([0], 2, (HARD, EASY)),
        ([0, 2], 4, (HARD, EASY)),
        ([0, 7], 14, (EASY,)),
        ([0], 7, (EASY,)),
        ([0, 2, 4], 20, (HARD, EASY)),
        ([0, 2, 4, 20], 22, (HARD, EASY)),
    ],
)
def test_the_turn_and_who_trains_seldom(trained: list[float], day: float, order: tuple[str, ...]) -> None:
    assert week(block(), trained, day=day).order(at(day).date()) == order


def test_a_days_own_routine_is_first() -> None:
    assert week(block(weekdays={WED: HARD}), day=2).order(at(2).date())[0] == HARD
    assert week(block(), day=0, profile=Profile(days_a_week=1)).order(at(0).date()) == (EASY,)


@pytest.mark.parametrize(("busy", "rests"), [(range(6), True), (range(1, 6), False), ((0, 1, 2, 4, 5), False)])
def test_the_seventh_day_without_a_rest_is_rest(busy: range | tuple[int, ...], rests: bool) -> None:
    assert week(STRETCHES, busy, day=6, name=STRETCH).must_rest() is rests


@pytest.mark.parametrize(("name", "rests"), [("desk", False), (STRETCH, True), ("rehab-foundation", True)])
def test_only_what_is_a_break_and_nothing_else_breaks_no_rest(name: str, rests: bool) -> None:
    of = block(train=(STRETCH,), a_day={"desk": 3, STRETCH: 3, "rehab-foundation": 3}, until=None)
    assert week(of, range(6), day=6, name=name).must_rest() is rests


@pytest.mark.parametrize(
    ("fixed", "own", "busy", "day", "spares"),
    [
        ({MON: STRETCH, WED: STRETCH}, (), range(1, 6), 6, False),
        ({MON: STRETCH, WED: STRETCH}, (), range(2, 6), 6, True),
        ({MON: STRETCH, WED: STRETCH}, (), (1, 2, 4, 5), 6, True),
        ({WED: STRETCH}, (), range(3, 8), 8, False),
        ({SAT: STRETCH, MON: STRETCH}, (), range(1, 5), 5, True),
        ({}, (MON, WED), range(1, 6), 6, False),
        ({}, (), range(1, 6), 6, True),
        (dict.fromkeys(Weekday, STRETCH), (), range(1, 6), 6, True),
    ],
)
def test_nothing_optional_takes_a_named_day_its_training(
    fixed: dict[Weekday, str], own: tuple[Weekday, ...], busy: Iterable[int], day: int, spares: bool
) -> None:
    """Tuesday to Saturday were busy: something on Sunday as well would make Monday the seventh day without a rest."""
    of = block(train=(STRETCH,), weekdays=fixed, per_week=2)
    other = [session(one, name=DRILLS) for one in busy]
    course = Course(id="own", name="Own way", blocks=(of,))
    assert (
        week_so_far(here(*other, day=day, course=course, profile=Profile(training_days=own)), of).spares_its_days()
        is spares
    )


def test_relief_is_rest() -> None:
    assert not week(STRETCHES, range(6), day=6, name="acute-relief").must_rest()
    seven = block(train=(STRETCH,), weekdays=dict.fromkeys(Weekday, STRETCH))
    assert not week(seven, range(6), day=6, name=STRETCH).must_rest()


@pytest.mark.parametrize(
    ("runs", "free"),
    [
        ({1: 30, 5: 90}, True),
        ({1: 30, 5: 30}, False),
        ({1: 90, 5: 30}, False),
        ({}, False),
    ],
)
def test_the_eve_of_the_longest_run(runs: dict[int, int], free: bool) -> None:
    own = Start(phase=Phase.MAINTENANCE, own_runs=True)
    done = [Run(at=at(day), run_s=60 * minutes, before=0, worst=0, after=0, morning=0) for day, minutes in runs.items()]
    course = Course(id="own", name="Own way", blocks=(STRENGTH,))
    friday = week_so_far(here(*done, day=11, course=course, start=own), STRENGTH)
    assert friday.is_for_training(at(11).date()) is not free
    named = week_so_far(here(*done, day=11, course=course, start=own, profile=Profile(training_days=(FRI,))), STRENGTH)
    assert named.is_for_training(at(11).date())


@pytest.mark.parametrize(
    ("fixed", "per_week", "days"),
    [
        ({SAT: EASY}, 1, [14, 21, 28]),
        ({TUE: EASY, SAT: EASY}, 2, [15, 18, 22, 25, 29, 32]),
        ({TUE: EASY, SAT: EASY}, 1, [15, 22, 29]),
    ],
)
def test_an_author_s_day_before_the_longest_run_gives_way_to_another(
    fixed: dict[Weekday, str], per_week: int, days: list[int]
) -> None:
    """Or a block that names that day alone would never train, and never end."""
    own, of = Start(phase=Phase.MAINTENANCE, own_runs=True), block(weekdays=fixed, per_week=per_week, until=None)
    course, trained = Course(id="own", name="Own way", blocks=(of,)), list[int]()
    for day in range(14, 35):
        weeks = range((day - 1) // 7 + 1)
        runs = [
            Run(at=at(7 * week + one), run_s=60 * minutes, before=0, worst=0, after=0, morning=0)
            for week in weeks
            for one, minutes in {2: 30, 6: 90}.items()
            if 7 * week + one < day
        ]
        records = [*runs, *(session(one, name=EASY) for one in trained)]
        if week_so_far(here(*records, day=day, course=course, start=own), of).is_for_training(at(day).date()):
            trained.append(day)
    assert trained == days


@pytest.mark.parametrize(
    ("trained", "day", "to_come", "following"), [([0], 0, False, 2), ([], 0, True, 2), ([], 1, False, 2)]
)
def test_the_next_training(trained: list[float], day: float, to_come: bool, following: int) -> None:
    assert week(block(), trained, day=day).next_training(trains_today=to_come) == at(following).date()


@given(
    fixed=st.lists(st.sampled_from(Weekday), max_size=7, unique=True),
    given_days=st.lists(st.sampled_from(Weekday), max_size=7, unique=True),
    days_a_week=st.none() | st.integers(1, 7),
    per_week=st.integers(1, 7),
    name=st.sampled_from([EASY, STRETCH]),
    trained=st.sets(st.integers(0, 13)),
    ran=st.dictionaries(st.integers(0, 13), st.integers(10, 90)),
    to_come=st.booleans(),
)
def test_whoever_named_which_days_there_is_a_next_training_within_two_weeks(
    fixed: list[Weekday],
    given_days: list[Weekday],
    days_a_week: int | None,
    per_week: int,
    name: str,
    trained: set[int],
    ran: dict[int, int],
    to_come: bool,
) -> None:
    of = block(train=(name,), weekdays=dict.fromkeys(fixed, name), per_week=per_week, until=None)
    runs = [Run(at=at(day), run_s=60 * minutes, before=0, worst=0, after=0, morning=0) for day, minutes in ran.items()]
    records = [*runs, *(session(day, name=name) for day in trained)]
    profile = Profile(training_days=tuple(given_days), days_a_week=days_a_week)
    own, course = Start(phase=Phase.MAINTENANCE, own_runs=True), Course(id="own", name="Own way", blocks=(of,))
    week_here = week_so_far(here(*records, day=13, course=course, start=own, profile=profile), of)
    today = at(13).date()
    assert today < week_here.next_training(trains_today=to_come) <= today + timedelta(days=14)


@pytest.mark.parametrize(("hours", "is_busy"), [(0, True), (1, False)])
def test_cross_training_that_lies_ahead_of_the_clock_is_none_yet(hours: int, is_busy: bool) -> None:
    """As where the clock was set back since."""
    swum = replace(activity(6), at=at(6) + timedelta(hours=hours))
    busy = week_so_far(here(swum, day=6, course=Course(id="own", name="Own way", blocks=(STRETCHES,))), STRETCHES).busy
    assert (at(6).date() in busy) is is_busy


def test_strength_between_leaves_a_day_on_both_sides() -> None:
    assert not week(block(), [0], day=1).leaves_a_day_between()
    assert week(block(per_week=1), [0], day=3).leaves_a_day_between()
    assert not week(block(per_week=1), [0], day=6).leaves_a_day_between()


@pytest.mark.parametrize(("last", "days"), [(STRETCH, {4: False, 7: True}), (DRILLS, {4: True, 7: True})])
def test_a_week_in_which_a_block_begins_is_no_fuller(last: str, days: dict[int, bool]) -> None:
    """What the block before trained counts in the pace; what is of neither block does not."""
    blocks = (block(train=(STRETCH,), until=Until(sessions=3)), block("two", (EASY,), until=None))
    records = [session(day, name=name) for day, name in ((0, STRETCH), (1, STRETCH), (3, last))]
    begins = week_so_far(here(*records, day=4, course=Course(id="own", name="Own way", blocks=blocks)), blocks[1])
    assert {day: begins.is_for_training(at(day).date()) for day in days} == days
