"""The table of questions: each has an answer to go to, and each answer a question."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import fields

from coach.domain.activity_log.log_answers import LogAnswers
from coach.domain.records.answers import Answers
from coach.domain.records.entries import CheckIn
from coach.domain.records.questions import (
    CHECK_IN,
    ICED,
    LOG,
    NOTED_APART,
    PAIN_CHECK,
    TICKS,
    Prompt,
    When,
    after_of,
    open_after,
)

ASKED_OTHERWISE = {
    CheckIn: {"red_flags", "iced_minutes_ago"},  # a list of its own (red_flags); counted from a tick
    Answers: set[str](),
    LogAnswers: {"note", "sharp", "red_flags", "daily_life_pain_free"},  # options of `coach log` alone
}
TABLES = {
    CheckIn: (*CHECK_IN, *(tick for tick in TICKS if tick is not ICED), *NOTED_APART),
    Answers: (*PAIN_CHECK, *NOTED_APART),
    LogAnswers: tuple(LOG.values()),
}
EVERY = [*CHECK_IN, *TICKS, *NOTED_APART, *PAIN_CHECK, *LOG.values()]


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_each_question_has_an_answer_and_each_answer_a_question(kind: Any) -> None:
    names = [prompt.name for prompt in TABLES[kind]]
    assert len(names) == len(set(names))
    assert set(names) == {field.name for field in fields(kind)} - ASKED_OTHERWISE[kind]


@pytest.mark.parametrize("prompt", EVERY, ids=lambda prompt: prompt.name)
def test_a_question_is_said_in_a_column_and_in_full(prompt: Prompt) -> None:
    assert prompt.label
    assert prompt.question
    assert not prompt.question.endswith("?"), "its mark is the front end's"
    assert prompt.label.format(place="left hip")
    assert prompt.hint.format(place="left hip") or not prompt.hint


def test_letters_tell_the_ticks_apart() -> None:
    letters = [tick.letters for tick in TICKS]
    assert len({*letters, "w", "o", "s"}) == len(letters) + 3, "w and o open more in plain mode, s skips everywhere"


def test_only_questions_about_a_pain_wait_for_one() -> None:
    assert open_after(without_pain=False) == PAIN_CHECK
    assert [prompt.name for prompt in open_after(without_pain=True)] == ["worst", "after", "effort"]
    assert {prompt.when for prompt in CHECK_IN} <= {When.ALWAYS, When.DAILY_LIFE}


@pytest.mark.parametrize(
    ("minutes", "asks"), [(0, "right now"), (60, "right now"), (61, "right after it"), (4320, "right after it")]
)
def test_what_is_felt_later_is_not_asked_as_what_was_felt_right_after(minutes: int, asks: str) -> None:
    now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    assert asks in after_of(now - timedelta(minutes=minutes), now).question
