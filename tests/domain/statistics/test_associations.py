"""What goes with what: the numbers, and where it is too little to say."""

from datetime import timedelta
from typing import Any

import pytest

from coach.domain.records.entries import Entry
from coach.domain.statistics.associations import (
    LEAST,
    Association,
    RecordGroup,
    SideCount,
    Topic,
    by_exercise,
    by_gap,
    by_kind,
    by_side,
    compare_mornings,
)

from ..builders import activity, at, detail, ready_to_run, run, session
from .telling import HOUSE, told


def _with(day: float, *names: str, **answers: Any) -> Entry:
    return session(day, step=tuple(detail(name) for name in names), **answers)


def _six(first: float, *names: str, worst: int, count: int = LEAST) -> list[Entry]:
    return [_with(first + number, *names, worst=worst, before=worst) for number in range(count)]


def test_sessions_with_an_exercise_beside_those_without() -> None:
    entries = [*_six(0, "bridge", "plank", worst=3), *_six(20, "plank", worst=1)]
    found = {each.about: each for each in by_exercise(told(entries), HOUSE)}
    bridge = found["bridge"]
    assert (bridge.one.count, bridge.one.mean, bridge.other.count, bridge.other.mean) == (6, 3.0, 6, 1.0)
    assert bridge.difference == 2.0
    assert bridge.in_words == "Higher: worst pain with bridge 3.0 (6 records), without it 1.0 (6 records)."
    assert not found["plank"].is_enough, "there is no session without it"


@pytest.mark.parametrize(("with_it", "without", "enough"), [(6, 6, True), (5, 6, False), (6, 5, False), (12, 0, False)])
def test_six_on_each_side_or_too_little_to_say(with_it: int, without: int, enough: bool) -> None:
    entries = [
        *_six(0, "bridge", "plank", worst=3, count=with_it),
        *_six(40, "plank", worst=1, count=without),
    ]
    bridge = next(each for each in by_exercise(told(entries), HOUSE) if each.about == "bridge")
    assert bridge.is_enough is enough
    assert bridge.in_words.startswith("Higher" if enough else "Too little to say")
    assert (bridge.difference is None) is not enough


def test_unanswered_and_undone_records_are_on_no_side() -> None:
    entries = [*_six(0, "bridge", worst=3), _with(10, "bridge", worst=None), _with(12, "bridge", done=0.0)]
    bridge = next(each for each in by_exercise(told(entries), HOUSE) if each.about == "bridge")
    assert bridge.one.count == 6


def test_without_its_steps_a_session_held_what_its_plan_asked() -> None:
    found = {each.about: each.one.count for each in by_exercise(told([session(0), session(3)]), HOUSE)}
    assert found == {"bridge": 2, "plank": 2}


def test_how_often_an_exercise_was_named_and_on_which_side() -> None:
    entries = [
        *[_with(day, "bridge", "plank", painful=("bridge:left",)) for day in range(3)],
        _with(3, "bridge", "plank", painful=("bridge:left", "bridge:right", "plank")),
        _with(4, "bridge", painful=("bridge",)),
        _with(5, "bridge"),
        _with(6, "plank"),
        _with(7, "plank", done=0.0, painful=("plank",)),
        run(8, painful=("plank",)),
        activity(9),
    ]
    assert by_side(told(entries), HOUSE) == (
        SideCount("bridge", "bridge", done=6, named=5, left=4, right=1),
        SideCount("plank", "plank", done=5, named=1, left=0, right=0),
    )
    bridge, plank = by_side(told(entries), HOUSE)
    assert bridge.in_words == "bridge: named as painful in 5 of 6 sessions with it (left 4, right 1)."
    assert plank.in_words == "plank: named as painful in 1 of 5 sessions with it: too little to say."
    once = SideCount("bridge", "bridge", done=1, named=1, left=0, right=0)
    assert once.in_words == "bridge: named as painful in 1 of 1 session with it: too little to say."


def test_kinds_beside_all_others() -> None:
    entries = [*ready_to_run(), *[run(5 + 3 * number, run_s=360, worst=2) for number in range(6)]]
    found = {each.about: each for each in by_kind(told(entries))}
    assert set(found) == {"mixed", "run"}
    assert (found["run"].one.count, found["run"].other.count) == (6, 3)
    assert by_kind(told(entries[:5])) == (), "of one kind alone there is nothing to put beside it"


def test_soon_after_the_last_session_beside_later() -> None:
    soon = [session(10 * number + offset, worst=worst) for number in range(6) for offset, worst in ((0, 0), (1, 3))]
    found = by_gap(told(soon))
    assert (found.one.count, found.one.mean) == (6, 3.0)
    assert (found.other.count, found.other.mean) == (5, 0.0), "before the first there was none"
    assert found.one.words == "within 36 h of the last session"


def test_what_was_no_training_lies_between_no_two_sessions() -> None:
    """A session in which nothing was done, or a swim, makes the next one come no sooner."""
    between = [session(1, done=0.0), activity(1.5)]
    assert by_gap(told([session(0), *between, session(2)])).other.count == 1
    assert by_gap(told([session(0), session(1), *between[1:], session(2)])).one.count == 2


def test_mornings_of_four_weeks_beside_the_four_before() -> None:
    entries = [session(2 * number, morning=3 if number < 14 else 1) for number in range(28)]
    found = compare_mornings(told(entries), at(55))
    assert (found.topic, found.difference) == (Topic.MORNINGS, -2.0)
    assert found.in_words == (
        "Lower: next morning in the last 28 days 1.0 (14 records), in the 28 before 3.0 (14 records)."
    )
    assert not compare_mornings(told(entries), at(55) + timedelta(days=40)).is_enough


WORDS = [
    (
        RecordGroup("a", 6, 2.0),
        RecordGroup("b", 6, 1.5),
        "About the same: worst pain a 2.0 (6 records), b 1.5 (6 records).",
    ),
    (RecordGroup("a", 6, 2.0), RecordGroup("b", 9, 1.0), "Higher: worst pain a 2.0 (6 records), b 1.0 (9 records)."),
    (
        RecordGroup("a", 1, 2.0),
        RecordGroup("b", 0, None),
        "Too little to say: worst pain a 2.0 (1 record), b none. It takes 6 records on each side.",
    ),
]


@pytest.mark.parametrize(("one", "other", "words"), WORDS)
def test_no_more_is_said_than_the_numbers_bear(one: RecordGroup, other: RecordGroup, words: str) -> None:
    assert Association(Topic.KIND, "run", "worst pain", one, other).in_words == words
