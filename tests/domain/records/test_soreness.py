"""Soreness and pain elsewhere: noted, said calmly, and without any part in the rules."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.records.answers import Answers, answered, pain_answers_of
from coach.domain.records.entries import Answered, CheckIn, Entry
from coach.domain.records.history import Start
from coach.domain.records.soreness import apart_lines

from ..builders import session
from ..planning.test_laws import LATER
from ..strategies import CHECK_INS, PAIN, STARTS, houses, whole_histories
from ..today.test_laws_of_the_day import plans_of


@given(houses(), whole_histories(min_size=1), STARTS, LATER, CHECK_INS, st.lists(PAIN, min_size=4, max_size=4))
def test_they_change_no_plan(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn, told: list[int]
) -> None:
    noted = [replace(one, soreness=told[0], elsewhere=told[1]) if isinstance(one, Answered) else one for one in records]
    with_it = replace(check_in, soreness=told[2], elsewhere=told[3])
    assert plans_of(known, noted, start, later, with_it) == plans_of(known, records, start, later, check_in)


def test_they_are_said_only_where_there_is_any() -> None:
    assert apart_lines(session(0)) == apart_lines(session(0, soreness=0, elsewhere=0)) == ()
    (line,) = apart_lines(session(0, soreness=4))
    assert line.startswith("Muscle soreness 4 is noted apart")
    assert len(apart_lines(session(0, soreness=4, elsewhere=2))) == 2


def test_what_was_told_before_stays_where_it_is_not_told_anew() -> None:
    record = session(0, soreness=4, elsewhere=2)
    assert answered(record, Answers(worst=2, after=1)).soreness == 4
    assert answered(record, Answers(soreness=1)).soreness == 1
    assert (pain_answers_of(record).soreness, pain_answers_of(record).elsewhere) == (4, 2)
