"""The check-in in lines: it asks what the table of questions holds, and each answer reaches the check-in."""

import pytest

from coach.domain.records.by_name import by_name
from coach.domain.records.entries import CheckIn
from coach.domain.records.questions import CHECK_IN, TICKS, Prompt, Takes
from coach.plain.check_in import check_in

from .talking import FakeClock, FakeTalk, coach_with


def checked_in(answers: list[str], *, hands_free: bool = False) -> tuple[CheckIn, FakeTalk]:
    clock = FakeClock()
    talk = FakeTalk(clock, answers, hands_free)
    return check_in(coach_with(clock).training, talk), talk


def test_what_is_not_ticked_is_an_explicit_no() -> None:
    said, talk = checked_in(["2", ""])
    assert said == CheckIn(before=2, sharp=False, limp=False, painkiller=False, red_flags=())
    assert talk.lines == [
        "Pain now, your hip? 0 none to 10 worst, s skips:",
        "None of these today: sh sharp pain, l limping, p painkiller in 6 h, i ice in 20 min, w a warning sign; "
        "o sore muscles or pain elsewhere? Enter for none:",
    ]


def test_every_tick_has_letters_and_reaches_the_check_in() -> None:
    said, _ = checked_in(["s", " ".join(tick.letters for tick in TICKS)])
    assert {name for name, answer in by_name(said).items() if answer is True} == {tick.name for tick in TICKS} - {
        "iced"
    }
    assert said.iced_minutes_ago == 0


def test_through_a_pipe_only_pain_now_is_asked() -> None:
    said, talk = checked_in(["2"], hands_free=True)
    assert (said, len(talk.lines)) == (CheckIn(before=2), 1)


def test_a_question_more_in_the_table_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    more = Prompt("soreness", Takes.PAIN, "How sore: {place}", "How sore is it")
    monkeypatch.setattr("coach.domain.today.check_in.CHECK_IN", (*CHECK_IN, more))
    said, talk = checked_in(["2", "4", ""])
    assert (said.before, said.soreness) == (2, 4)
    assert talk.lines[1] == "How sore is it, your hip? 0 none to 10 worst, s skips:"
