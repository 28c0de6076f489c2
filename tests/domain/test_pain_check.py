"""What was told while a session ran is not lost: of worst pain, quality and place the worse counts."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.codec import entry_from_plain, entry_to_plain
from coach.domain.outcome import record_of
from coach.domain.pain import Light, Setting, judge
from coach.domain.pain_check import Answers, answered, told, told_quality
from coach.domain.record import CheckIn, Quality, Record, Run, Session, StepDone
from coach.domain.routine import Phase, RoutineKind
from coach.domain.session import Hurt

from .builders import START, asked, exercise, reps
from .driving import start

DULL, SHARP, NONE, CATCHING = Quality.DULL, Quality.SHARP, Quality.NONE, Quality.CATCHING


def told_in(*hurts: Hurt) -> Session:
    """The record of a session of one exercise, in which this was told."""
    state = start(asked(exercise("bridge", reps(10)))).state
    record = record_of(replace(state, hurts=hurts), "r", START, CheckIn(before=1))
    assert isinstance(record, Session)
    return record


def hurt(pain: int, quality: Quality | None) -> Hurt:
    return Hurt(step=0, set=1, side=None, second=3, pain=pain, quality=quality)


def test_the_record_keeps_the_most_alarming_that_was_told() -> None:
    record = told_in(hurt(2, SHARP), hurt(4, DULL), hurt(1, None))
    assert (record.worst, record.quality, told(record), told_quality(record)) == (4, SHARP, 4, SHARP)
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
