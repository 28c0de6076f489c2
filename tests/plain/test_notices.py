"""What plain mode says once to a profile: the safety notice, with a question only at a terminal, and future records."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Session
from coach.domain.records.red_flags import SAFETY_NOTICE
from coach.plain.app import run_session
from coach.plain.around.before import tell_once
from coach.plain.talk import InputEndedError
from coach.store.memory import MemoryStore

from .talking import START, FakeClock, FakeTalk, coach_with

QUESTION = "Enter: I have read this."


def told(store: MemoryStore, *answers: str, hands_free: bool = True, rehearses: bool = False) -> list[str]:
    clock = FakeClock()
    talk = FakeTalk(clock, list(answers), hands_free=hands_free)
    coach = coach_with(clock, store, is_new=True)
    tell_once(replace(coach, kept=None) if rehearses else coach, talk)
    return talk.lines


@pytest.mark.parametrize("hands_free", [True, False])
def test_the_notice_is_said_at_the_first_start_only(hands_free: bool) -> None:
    store = MemoryStore()
    lines = told(store, "", hands_free=hands_free)
    assert set(SAFETY_NOTICE) <= set(lines)
    assert (QUESTION in lines) is not hands_free
    assert told(store, hands_free=hands_free) == []


def test_the_notice_comes_before_anything_else() -> None:
    clock = FakeClock()
    talk = FakeTalk(clock, ["2", "", "", "0", "0", "5"])
    assert run_session(coach_with(clock, is_new=True), talk, routine="desk-break") == 0
    assert talk.lines.index(SAFETY_NOTICE[-1]) < talk.lines.index("Pain now, your hip? 0 none to 10 worst, s skips:")
    assert not talk.answers


def test_who_leaves_at_the_notice_has_not_read_it() -> None:
    store = MemoryStore()
    with pytest.raises(InputEndedError):
        told(store, hands_free=False)
    assert SAFETY_NOTICE[0] in told(store)


def test_a_rehearsal_says_nothing_and_does_not_count() -> None:
    store = MemoryStore()
    assert told(store, rehearses=True) == []
    assert SAFETY_NOTICE[0] in told(store)


def ahead(days: float) -> Session:
    return Session(id=f"in {days}", at=START + timedelta(days=days), routine="psoas-care")


def test_records_of_the_future_are_warned_of_once_each() -> None:
    store = MemoryStore()
    store.add([ahead(-1)])
    told(store)
    assert told(store) == []
    store.add([ahead(3)])
    assert told(store) == [
        "A record lies in the future (5 Nov 2026, 07:30): no plan counts it until then. Is the clock right?"
    ]
    assert told(store) == []
    store.add([ahead(2)])
    (line,) = told(store)
    assert line.startswith("2 records lie in the future, from 4 Nov 2026, 07:30 on")
    assert told(store) == []
    store.remove("in 3")
    assert told(store) == []
