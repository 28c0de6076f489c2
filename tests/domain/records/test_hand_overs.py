"""Each answer of a check-in and of a pain check reaches the record, and is found in it again."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, fields, replace

from coach.domain.activity_log.log_answers import LogAnswers
from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.activity_log.logged_record import logged_record
from coach.domain.records.answers import (
    NOT_ON_RECORD,
    Answers,
    check_in_of,
    filled_with_check_in,
    pain_answers_of,
    with_answers_of,
    with_check_in,
    with_pain_answers,
)
from coach.domain.records.by_name import answered_names, by_name, taking, with_values
from coach.domain.records.entries import Answered, CheckIn, Quality, Run, Session, Walk

from ..builders import START

PAIN = st.none() | st.integers(0, 10)
WORDS = st.none() | st.lists(st.sampled_from(("bridge", "plank:left")), unique=True).map(tuple)
YES_NO = st.none() | st.booleans()
FRESH = Session(at=START, id="r", routine="r")
SOMETHING: tuple[object, ...] = (7, True, ("bridge",), "x", Quality.DULL)
"""Something to answer a question with, whatever it takes."""
CHECK_INS = st.builds(
    CheckIn,
    before=PAIN,
    sharp=YES_NO,
    limp=YES_NO,
    painkiller=YES_NO,
    daily_life_pain_free=YES_NO,
    red_flags=WORDS,
    soreness=PAIN,
    elsewhere=PAIN,
)
ANSWERS = st.builds(
    Answers,
    worst=PAIN,
    after=PAIN,
    quality=st.none() | st.sampled_from(Quality),
    gait_changed=YES_NO,
    painful=WORDS,
    effort=PAIN,
    soreness=PAIN,
    elsewhere=PAIN,
)


def a_value(name: str) -> Any:
    """Something that the answer of this name may be."""
    (takes,) = {field.type for kind in (Answered, CheckIn, LogAnswers) for field in fields(kind) if field.name == name}
    for answer in SOMETHING:
        with suppress(msgspec.ValidationError):
            msgspec.convert(answer, takes)
            return answer
    raise AssertionError(f"nothing here answers {name}")


def names(kind: Any) -> list[str]:
    return [field.name for field in fields(kind)]


@pytest.mark.parametrize("name", names(CheckIn))
def test_each_answer_of_a_check_in_is_handed_over_or_named_as_one_that_is_not(name: str) -> None:
    check_in = with_values(CheckIn(), {name: a_value(name)})
    record = with_check_in(FRESH, check_in)
    if name in NOT_ON_RECORD:
        assert record == FRESH
    else:
        assert record == replace(FRESH, **{name: a_value(name)})
        assert check_in_of(record) == check_in


@pytest.mark.parametrize("name", names(Answers))
def test_each_answer_of_a_pain_check_is_handed_over(name: str) -> None:
    answers = with_values(Answers(), {name: a_value(name)})
    record = with_pain_answers(FRESH, answers)
    assert record == replace(FRESH, **{name: a_value(name)})
    assert pain_answers_of(record) == answers


@pytest.mark.parametrize("name", sorted({*names(Answered)} - {"at", "id", "note"}))
def test_another_kind_of_record_takes_over_every_answer(name: str) -> None:
    session = replace(FRESH, **{name: a_value(name)})
    assert with_answers_of(Run(at=START), session) == replace(Run(at=START), **{name: a_value(name)})


@pytest.mark.parametrize("name", sorted({*names(LogAnswers)} & {*names(Answered)}))
def test_what_is_told_in_a_log_is_on_record(name: str) -> None:
    what = LogKind.SESSION if name == "painful" else LogKind.RUN
    told_of_it = with_values(LogAnswers(), {name: a_value(name)})
    record = logged_record(LoggedKind(what, "r" if what is LogKind.SESSION else ""), told_of_it, START, START)
    assert by_name(record)[name] == by_name(told_of_it)[name]


@given(CHECK_INS, CHECK_INS)
def test_what_a_record_tells_itself_stays(own: CheckIn, check_in: CheckIn) -> None:
    filled = check_in_of(filled_with_check_in(with_check_in(Walk(at=START), own), check_in))
    for name, answer in asdict(filled).items():
        assert answer == (by_name(own)[name] if by_name(own)[name] is not None else by_name(check_in)[name])


def test_a_walk_takes_over_what_today_s_check_in_told_and_keeps_what_it_told_itself() -> None:
    told = Walk(at=START, before=0, limp=False)
    filled = filled_with_check_in(told, CheckIn(before=3, sharp=True, limp=True, painkiller=True))
    assert filled == Walk(at=START, before=0, limp=False, sharp=True, painkiller=True)


@given(ANSWERS, CHECK_INS)
def test_before_and_after_do_not_disturb_each_other(answers: Answers, check_in: CheckIn) -> None:
    record = with_pain_answers(with_check_in(FRESH, check_in), answers)
    of_both = {"soreness", "elsewhere"}  # asked before and after: the later answer counts
    assert pain_answers_of(record) == answers
    assert taking(check_in_of(record), check_in, of_both) == check_in


def test_an_answer_by_a_name_is_checked() -> None:
    wrong: list[tuple[Callable[[], object], type[Exception]]] = [
        (lambda: with_values(Answers(), {"wurst": 3}), KeyError),
        (lambda: with_values(Answers(), {"worst": "3"}), msgspec.ValidationError),
        (lambda: with_values(Answers(), {"worst": True}), msgspec.ValidationError),
        (lambda: with_values(CheckIn(), {"sharp": 1}), msgspec.ValidationError),
        (lambda: taking(Answers(), Answers(), ["wurst"]), KeyError),
    ]
    for does, error in wrong:
        with pytest.raises(error):
            does()


def test_what_is_told_is_named_in_order() -> None:
    assert answered_names(Answers(effort=3, worst=0, gait_changed=False)) == ("worst", "gait_changed", "effort")
