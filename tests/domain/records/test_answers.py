"""What was told while a session ran is not lost: of worst pain, quality and place the worse counts."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.records.answers import (
    Answers,
    answered,
    below_what_was_told,
    left_open,
    open_questions,
    while_it_ran,
)
from coach.domain.records.entries import CheckIn, Quality, Record, Run, Session, StepDone, Walk
from coach.domain.records.history import History
from coach.domain.records.plain_data import entry_from_plain, entry_to_plain
from coach.domain.rules.findings import judge
from coach.domain.rules.light import Light, Setting
from coach.domain.session.outcome import session_record
from coach.domain.session.state import Hurt

from ..builders import START, asked, exercise, reps
from ..driving import start

DULL, SHARP, NONE, CATCHING = Quality.DULL, Quality.SHARP, Quality.NONE, Quality.CATCHING


FRESH = Session(at=START, id="r", routine="r", before=1)
"""A session in which nothing was told."""


def told_in(*hurts: Hurt) -> Session:
    """The record of a session of one exercise, in which this was told."""
    state = start(asked(exercise("bridge", reps(10)))).state
    record = session_record(replace(state, hurts=hurts), "r", START, CheckIn(before=1))
    assert isinstance(record, Session)
    return record


def hurt(pain: int, quality: Quality | None) -> Hurt:
    return Hurt(step=0, set=1, side=None, second=3, pain=pain, quality=quality)


def test_the_record_keeps_the_most_alarming_that_was_told() -> None:
    record = told_in(hurt(2, SHARP), hurt(4, DULL), hurt(1, None))
    assert (record.worst, record.quality) == (4, SHARP)
    assert (while_it_ran(record).worst, while_it_ran(record).quality) == (4, SHARP)
    (row,) = record.step or ()
    assert (row.pain, row.quality) == (4, SHARP)
    assert entry_from_plain(entry_to_plain(record)) == record


ANSWERED: dict[str, tuple[Hurt, Answers, dict[str, Any]]] = {
    "dull after sharp is sharp": (hurt(2, SHARP), Answers(worst=2, after=1, quality=DULL), {"quality": SHARP}),
    "skipped is sharp": (hurt(2, SHARP), Answers(worst=2, after=1), {"quality": SHARP}),
    "worse is worse": (hurt(2, SHARP), Answers(worst=3, after=1, quality=CATCHING), {"quality": CATCHING, "worst": 3}),
    "a lower worst": (hurt(5, DULL), Answers(worst=2, after=1), {"worst": 5, "after": 1}),
    "no pain after all": (
        hurt(3, SHARP), Answers(worst=0, after=0), {"worst": 3, "quality": SHARP, "painful": ("bridge",)},
    ),
    "a painless snap": (
        hurt(0, SHARP), Answers(worst=0, after=0), {"worst": 0, "quality": SHARP, "painful": ("bridge",)},
    ),
    "nothing was said of what it was like": (hurt(2, None), Answers(worst=2, after=0, quality=DULL), {"quality": DULL}),
    "another place": (
        hurt(2, DULL), Answers(worst=2, after=0, painful=("plank",)), {"painful": ("bridge", "plank")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "answers", "kept"), ANSWERED.values(), ids=ANSWERED)
def test_the_worse_of_what_was_told_and_answered_counts(said: Hurt, answers: Answers, kept: dict[str, Any]) -> None:
    record = answered(told_in(said), answers)
    assert {name: getattr(record, name) for name in kept} == kept


def test_answers_given_after_it_may_be_changed_back() -> None:
    record = answered(told_in(hurt(2, DULL)), Answers(worst=2, after=1, quality=SHARP))
    assert record.quality is SHARP
    assert answered(record, Answers(worst=2, after=1, quality=DULL)).quality is DULL


def test_of_a_run_what_hurt_stays_too() -> None:
    run = Run(at=START, worst=3, quality=SHARP, painful=("walk-run",))
    assert answered(run, Answers(worst=3, after=1, quality=DULL)).quality is SHARP
    assert answered(replace(run, painful=None), Answers(worst=3, after=1, quality=DULL)).quality is DULL


PAIN = st.integers(0, 10)
MAYBE = st.none() | PAIN
QUALITY = st.none() | st.sampled_from(Quality)
HURTS = st.lists(st.builds(hurt, PAIN, QUALITY), min_size=1, max_size=3)
ANY_ANSWERS = st.builds(
    Answers,
    worst=MAYBE,
    after=MAYBE,
    quality=QUALITY,
    gait_changed=st.none() | st.booleans(),
    painful=st.sampled_from([None, (), ("plank",)]),
    effort=MAYBE,
)
SEVERITY = [Light.NONE, Light.GREEN, Light.AMBER, Light.RED]


def severity(record: Record, phase: Phase) -> int:
    return SEVERITY.index(judge(record, Setting(phase=phase, kind=RoutineKind.MIXED)).light)


@given(HURTS, ANY_ANSWERS, ANY_ANSWERS, st.sampled_from(Phase))
def test_no_later_answer_makes_milder_what_the_hurts_key_told(
    hurts: list[Hurt], first: Answers, changed: Answers, phase: Phase
) -> None:
    record = told_in(*hurts)
    before = severity(record, phase)
    for answers in (first, changed):
        record = answered(record, answers)  # type: ignore[assignment]
        assert severity(record, phase) >= before
        assert (record.worst or 0) >= max(hurt.pain for hurt in hurts)
        assert "bridge" in (record.painful or ()) or not any(hurt.pain or hurt.quality for hurt in hurts)
        assert isinstance(record.step, tuple)
        assert all(isinstance(row, StepDone) for row in record.step)


NAMES = frozenset(("worst", "after", "quality", "gait_changed", "painful", "effort"))


@given(st.lists(HURTS, max_size=1), st.lists(ANY_ANSWERS, min_size=1, max_size=4))
def test_kept_step_by_step_a_record_holds_what_the_last_answers_say(
    hurts: list[list[Hurt]], steps: list[Answers]
) -> None:
    """However they came about: nothing of an answer that was changed, or taken back, is left behind."""
    fresh = told_in(*hurts[0]) if hurts else FRESH
    record: Record = fresh
    for answers in steps:
        record = answered(record, answers, NAMES)
    assert record == answered(fresh, steps[-1], NAMES)


@given(ANY_ANSWERS, ANY_ANSWERS, st.sets(st.sampled_from(sorted(NAMES))))
def test_only_what_was_asked_changes(first: Answers, second: Answers, asked: set[str]) -> None:
    before = answered(FRESH, first, NAMES)
    after = answered(before, second, asked)
    if not (before.worst == before.after == 0 or after.worst == after.after == 0):
        assert all(getattr(after, name) == getattr(before, name) for name in NAMES - asked)


AGO = {
    "all answered": (Answers(2, 1, effort=5), False, ()),
    "all answered, begun here": (Answers(2, 1, effort=5), True, ("quality", "gait_changed")),
    "no pain": (Answers(0, 0, Quality.NONE, False, (), 5), True, ()),
    "no pain, no effort": (Answers(0, 0), False, ("effort",)),
    "only the worst": (Answers(8), False, ("after", "effort", "quality", "gait_changed")),
    "nothing": (Answers(), False, ("worst", "after", "effort", "quality", "gait_changed")),
}


@pytest.mark.parametrize(("answers", "begun", "expected"), AGO.values(), ids=AGO)
def test_the_open_questions_of_a_record(answers: Answers, begun: bool, expected: tuple[str, ...]) -> None:
    assert open_questions(answered(FRESH, answers), begun=begun) == expected


def test_a_week_of_records_is_asked_about_latest_first() -> None:
    sessions = [
        Session(id=str(days), at=START - timedelta(days=days), routine="r", worst=1) for days in (-1, 0, 3, 7, 7.1)
    ]
    walk = Walk(id="w", at=START, minutes=30)
    found = left_open(History.of([*sessions, walk]), START)
    assert [record.id for record in found] == ["0", "3", "7"]


@pytest.mark.parametrize(
    ("worst", "during", "said"), [(2, 4, True), (4, 4, False), (5, 4, False), (None, 4, False), (2, None, False)]
)
def test_a_worst_below_what_was_told_is_answered_with_what_counts(
    worst: int | None, during: int | None, said: bool
) -> None:
    words = below_what_was_told(worst, during)
    assert (words is not None) is said
    assert words is None or ("hurt 4" in words and "gave 2" in words and words.endswith("4 counts."))
