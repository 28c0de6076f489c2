"""Measuring, open mornings and the page for a clinician, a line each."""

from datetime import timedelta

import pytest

from coach.domain.exercises.course import Check, Unit
from coach.domain.records.entries import Entry, Measure, Session
from coach.domain.records.rated import Rated
from coach.library.formats.settings.settings_file import Settings
from coach.plain.around.measuring import hints, measure
from coach.plain.around.weeks import say_report
from coach.plain.pain_check import ask_mornings
from coach.services.measuring import Measuring
from coach.services.training import Training
from coach.store.memory import MemoryStore

from .talking import LIBRARY, START, FakeClock, FakeTalk

TRAINED: list[Entry] = [
    Session(id=f"s{days}", at=START - timedelta(days=days), routine="psoas-care", before=0, worst=1, after=0, done=1.0)
    for days in (5, 3, 1)
]


def talked(*answers: str) -> tuple[Training, FakeTalk]:
    store, clock = MemoryStore(), FakeClock()
    store.add(TRAINED)
    return Training(LIBRARY, store, clock, Settings()), FakeTalk(clock, list(answers))


def test_what_matters_is_named_and_rated_once_in_two_weeks() -> None:
    training, talk = talked("stairs, tying a shoe", "eleven", "6", "s")
    assert "name what matters" in hints(training)
    measure(training, talk)
    last = training.history().entries[-1]
    assert isinstance(last, Measure)
    assert last.activity == (Rated("stairs", 6),)
    assert hints(training) == ""


def test_who_names_nothing_is_not_asked_again() -> None:
    training, talk = talked("")
    measure(training, talk)
    assert hints(training) == ""
    assert len(training.history().entries) == len(TRAINED)


def test_a_check_that_is_due_waits_for_no_name_of_what_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Measuring, "due_checks", lambda _: (Check(id="bridge", name="Bridges", unit=Unit.REPS),))
    monkeypatch.setattr(Measuring, "not_today", lambda _: "")
    training, talk = talked("10", "12", "1")
    assert hints(training) == "n: measure how it goes: Bridges."
    training.measuring.name(())  # declined
    measure(training, talk)
    assert isinstance(training.history().entries[-1], Measure)


def test_every_open_morning_is_asked_the_latest_first() -> None:
    training, talk = talked("0", "s", "2")
    ask_mornings(training, talk)
    assert [getattr(entry, "morning", None) for entry in training.history().entries] == [2, None, 0]
    assert [line for line in talk.lines if line.startswith("The morning after Psoas care, Sun 1 Nov")]


def test_the_page_for_a_clinician_is_said() -> None:
    training, talk = talked()
    say_report(training, talk)
    assert talk.lines[0].startswith("Training report, ")
    assert all(talk.lines)
