"""What was learned, the quiz, and the card at its moment: as tables and laws, without a file or a clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.records.entries import Record, Run, Session
from coach.domain.rules.light import Light
from coach.domain.teaching.lessons import NOTHING_LEARNED, Card, CardMoment, Learned, Lessons, QuizQuestion
from coach.domain.teaching.moments import card_to_offer, is_fresh
from coach.domain.teaching.quiz import AT_ONCE, Quiz, next_round

NOW = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)

QUESTIONS = tuple(QuizQuestion(id=f"q{n}", asks="?", answers=("a", "b", "c"), right=1, explains=".") for n in range(7))
CARDS = tuple(Card(id=f"about-{moment}", title=moment, says=(".",), moment=moment) for moment in CardMoment)
LESSONS = Lessons(CARDS, QUESTIONS)
ids = st.lists(st.sampled_from("abcdef"), unique=True).map(tuple)
learned = st.builds(Learned, read=ids, passed=ids, right=ids, missed=ids)


# --- what was learned -----------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans())))
def test_of_a_question_only_the_last_answer_counts(answers: list[tuple[str, bool]]) -> None:
    known = NOTHING_LEARNED
    for question, right in answers:
        known = known.with_answer(question, right=right)
    last = dict(answers)
    assert {each for each, right in last.items() if right} == set(known.right)
    assert {each for each, right in last.items() if not right} == set(known.missed)
    assert len(known.right) + len(known.missed) == len(last)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans())))
def test_a_card_is_read_or_passed_and_once_read_it_stays_read(done: list[tuple[str, bool]]) -> None:
    known = NOTHING_LEARNED
    for card, reads in done:
        known = known.with_read(card) if reads else known.with_passed(card)
        assert not set(known.read) & set(known.passed)
    assert set(known.read) == {card for card, reads in done if reads}


@given(learned, learned)
def test_what_is_imported_twice_changes_nothing_and_forgets_nothing(mine: Learned, theirs: Learned) -> None:
    once = mine.joined(theirs)
    assert once.joined(theirs) == once
    assert {*mine.read, *theirs.read} == set(once.read)
    assert set(mine.right) <= set(once.right)
    assert set(mine.missed) <= set(once.missed)


def test_of_a_question_that_both_know_this_one_s_answer_counts() -> None:
    mine = Learned(read=("a",), passed=("b",), right=("q0",), missed=("q1",))
    theirs = Learned(read=("b", "a"), passed=("c",), right=("q1", "q2"), missed=("q0", "q3"))
    assert mine.joined(theirs) == Learned(read=("a", "b"), passed=("c",), right=("q0", "q2"), missed=("q1", "q3")), (
        "a card that one of them has read was not passed over"
    )


def test_a_card_is_read_whole_where_sources_disagree_too() -> None:
    card = Card(id="ice", title="Ice", says=("Ice numbs.", "It heals nothing."), differs="S3 disagrees.")
    assert card.paragraphs == ("Ice numbs.", "It heals nothing.", "S3 disagrees.")
    assert card.words == 7
    assert replace(card, differs="").paragraphs == ("Ice numbs.", "It heals nothing.")


@pytest.mark.parametrize(
    ("differs", "sources", "told"),
    [
        ("", (), ("Because.",)),
        ("", ("S1", "S3"), ("Because. (S1, S3)",)),
        ("S3 disagrees.", ("S1",), ("Because. (S1)", "S3 disagrees.")),
    ],
)
def test_after_an_answer_it_is_told_why_and_who_says_so(
    differs: str, sources: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert QuizQuestion(id="q", asks="?", explains="Because.", differs=differs, sources=sources).explanation == told


def test_a_question_without_answers_of_its_own_is_a_statement() -> None:
    assert QuizQuestion(id="q", asks="Ice heals.").is_statement
    assert not QUESTIONS[0].is_statement


def test_a_card_is_found_by_its_id() -> None:
    assert LESSONS.card(CARDS[1].id) is CARDS[1]
    assert LESSONS.card("gone") is None


def test_progress_counts_the_cards_there_are() -> None:
    known = Learned(read=("about-painkiller", "a-card-that-is-gone"))
    assert known.progress(LESSONS) == f"1 of {len(CARDS)} read"


# --- the quiz -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missed", "right", "asked"),
    [
        ((), (), "q0 q1 q2 q3 q4"),
        (("q6", "q2"), (), "q6 q2 q0 q1 q3"),
        ((), ("q1", "q0"), "q2 q3 q4 q5 q6"),
        (("q3",), ("q5", "q0", "q1", "q2"), "q3 q4 q6 q5 q0"),
        (("gone",), ("q0",), "q1 q2 q3 q4 q5"),
        ((), ("q3", "q2", "q1", "q0", "q6", "q5", "q4"), "q3 q2 q1 q0 q6"),
    ],
)
def test_what_was_missed_comes_first_then_what_is_new_then_what_is_known_longest(
    missed: tuple[str, ...], right: tuple[str, ...], asked: str
) -> None:
    assert " ".join(each.id for each in next_round(QUESTIONS, Learned(missed=missed, right=right))) == asked


def test_all_wrong_is_no_shame_and_comes_back_first() -> None:
    quiz, known = Quiz(next_round(QUESTIONS, NOTHING_LEARNED)), NOTHING_LEARNED
    while quiz.present is not None:
        quiz = quiz.answered(0)
        answer = quiz.answers[-1]
        assert answer.verdict == "Not quite. It is: b"
        known = known.with_answer(answer.question.id, right=answer.is_right)
    assert len(quiz.answers) == AT_ONCE
    assert not any(digit in quiz.closing for digit in "0123456789%")
    assert next_round(QUESTIONS, known) == quiz.questions
    assert Quiz(quiz.questions).answered(1).answers[0].verdict == "Right."


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ([], "There are no questions yet."),
        ([1, 1], "That is all of them, and you knew every one."),
        ([1, 0], "That is all for now. One of them comes back first next time: that is how it sticks."),
        ([2, 0], "That is all for now. Those that were new to you come back first next time: that is how it sticks."),
    ],
)
def test_at_the_end_it_says_what_comes_again_and_never_a_score(chosen: list[int], says: str) -> None:
    quiz = Quiz(QUESTIONS[: len(chosen)])
    for each in chosen:
        quiz = quiz.answered(each)
    assert (quiz.present, quiz.closing) == (None, says)


@pytest.mark.parametrize("chosen", [-1, 3])
def test_there_is_no_other_answer(chosen: int) -> None:
    with pytest.raises(ValueError, match="no answer"):
        Quiz(QUESTIONS[:1]).answered(chosen)
    with pytest.raises(ValueError, match="no answer"):
        Quiz(()).answered(0)


# --- a card at its moment -------------------------------------------------------------------------------------------


@dataclass
class Now:
    """A situation, said outright."""

    last: Record | None = None
    light: Light = Light.NONE
    is_first_amber: bool = False
    running_opens: bool = False
    drill_is_new: bool = False
    is_locked: bool = False


DONE = Session(id="s", at=NOW, routine="x", before=1, worst=2, after=1, morning=1)
RAN = Run(id="r", at=NOW, before=0, worst=2, after=0)
FIRST_AMBER = Now(replace(DONE, worst=5), Light.AMBER, is_first_amber=True)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (Now(), None),
        (Now(DONE, Light.GREEN), None),
        (Now(replace(DONE, painkiller=True), Light.GREEN), CardMoment.PAINKILLER),
        (Now(replace(DONE, painkiller=False), Light.GREEN), None),
        (Now(RAN, Light.AMBER), CardMoment.AMBER_RUN),
        (Now(RAN, Light.GREEN), None),
        (Now(RAN, Light.RED), None),
        (FIRST_AMBER, CardMoment.FIRST_AMBER),
        (Now(DONE, Light.AMBER), None),
        (Now(running_opens=True), CardMoment.RUNNING_OPENS),
        (Now(drill_is_new=True), CardMoment.FIRST_DRILL),
        (Now(replace(DONE, morning=2), Light.AMBER), CardMoment.STIFF_MORNING),
        (Now(replace(DONE, before=0, morning=1), Light.GREEN), None),
        (Now(replace(DONE, before=3, morning=3), Light.GREEN), None),
        (Now(replace(DONE, before=None, morning=2), Light.GREEN), CardMoment.STIFF_MORNING),
        (Now(replace(DONE, morning=None), Light.GREEN), None),
    ],
)
def test_each_moment_has_its_card_and_none_while_training_is_locked(now: Now, moment: CardMoment | None) -> None:
    card = card_to_offer(now, NOTHING_LEARNED, lambda: LESSONS)
    assert (card.moment if card else None) == moment
    now.is_locked = True
    assert card_to_offer(now, NOTHING_LEARNED, lambda: LESSONS) is None


def test_a_card_read_or_passed_gives_way_to_the_next() -> None:
    now = Now(replace(RAN, painkiller=True, morning=3), Light.AMBER, is_first_amber=True, drill_is_new=True)
    known, met = NOTHING_LEARNED, []
    while (card := card_to_offer(now, known, lambda: LESSONS)) is not None:
        met.append(card.moment)
        known = known.with_read(card.id) if len(met) % 2 else known.with_passed(card.id)
    assert met == [each for each in CardMoment if each is not CardMoment.RUNNING_OPENS]


def test_where_no_moment_is_there_no_lesson_is_even_read() -> None:
    def never() -> Lessons:
        raise AssertionError("asked for without need")

    assert card_to_offer(Now(DONE, Light.GREEN), NOTHING_LEARNED, never) is None


def test_a_later_card_of_the_same_moment_goes_before() -> None:
    club = Card(id="club", title="Club", says=(".",), moment=CardMoment.PAINKILLER)
    assert Lessons((*CARDS, club)).at(CardMoment.PAINKILLER) == club


@pytest.mark.parametrize(("hours", "fresh"), [(0, True), (48, True), (48.1, False), (-1, False)])
def test_a_record_is_fresh_for_two_days(hours: float, fresh: bool) -> None:
    assert is_fresh(DONE, NOW + timedelta(hours=hours)) is fresh
