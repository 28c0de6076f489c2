"""One answer about a morning is about all that was done the day before, and a bad one counts once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Run, Session
from coach.domain.records.morning import last_night
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library
from coach.services.known import Known
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

NOW = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)


@pytest.fixture
def training(library: Library) -> Training:
    return Training(library, MemoryStore(), FixedClock(NOW), Settings())


def record(days_ago: float, routine: str = "psoas-care", **answers: object) -> Session:
    given = {"before": 1, "worst": 2, "after": 1, "morning": 1, "done": 1.0, "effort": 5} | answers
    return Session(id=f"s{days_ago}", at=NOW - timedelta(days=days_ago), routine=routine, **given)  # type: ignore[arg-type]


def keep(training: Training, *records: Session) -> None:
    training.store.add(records)
    training.forget()


def _day_of_a_run(training: Training) -> tuple[Session, Run, Session]:
    """Yesterday: a warm-up, the run, a stretch after it, with a week of calm sessions before; no morning told yet."""
    keep(training, *(record(days) for days in (7, 5, 3)))
    before, after = (record(days, name, morning=None) for days, name in ((1.3, "before-run"), (1, "after-run")))
    run = Run(id="run", at=NOW - timedelta(days=1.2), stage=1, before=0, worst=0, after=0)
    training.store.add([before, run, after])
    training.forget()
    return before, run, after


def _mornings(training: Training) -> list[int | None]:
    return [each.morning for each in training.history().entries[-3:] if isinstance(each, Session | Run)]


@pytest.mark.parametrize(
    ("pain", "mornings"),
    [(0, [0, 0, 0]), (1, [1, 1, 1]), (2, [2, 2, 2]), (3, [None, 3, None]), (6, [None, 6, None])],
)
def test_one_bad_morning_is_one_event(training: Training, pain: int, mornings: list[int | None]) -> None:
    """What it would make worse goes without it, but for the run: no lock for three reds of one night."""
    _day_of_a_run(training)
    night = last_night(training.history(), NOW)
    assert night is not None
    told = training.records.answer_morning(night, pain)
    assert [entry.morning for entry in told] == [each for each in mornings if each is not None]
    assert _mornings(training) == mornings
    assert not training.standing().lock.is_on


def test_a_morning_that_is_corrected_is_laid_anew(training: Training) -> None:
    _day_of_a_run(training)
    for pain, mornings in ((0, [0, 0, 0]), (6, [None, 6, None])):
        night = last_night(training.history(), NOW)
        assert night is not None
        training.records.answer_morning(night, pain)
        assert _mornings(training) == mornings
    assert not training.pain_checks.open_mornings()


def test_a_bad_morning_is_asked_about_once(training: Training) -> None:
    """Neither Home nor the check-in asks again about what was spared: that would be a second red of one night."""
    _day_of_a_run(training)
    (night,) = training.today.questions().nights
    training.records.answer_morning(night, 6)
    assert _mornings(training) == [None, 6, None]
    assert training.today.questions().nights == training.pain_checks.open_mornings() == ()


@pytest.mark.parametrize("hours_between", [1, 7])
def test_a_bad_morning_is_not_hidden_by_what_was_done_against_the_pain(training: Training, hours_between: int) -> None:
    """5 is not above the 5 that the evening began with, but it is far above what the strength session began with."""
    strength = record(1 + hours_between / 24, "core-and-hips", morning=None)
    relief = record(1, "acute-relief", morning=None, before=5, worst=5, after=4)
    keep(training, strength, relief)
    (night,) = training.today.questions().nights
    training.records.answer_morning(night, 5)
    assert [training.records.light_of(each).split(": ")[1] for each in training.history().entries] == ["red.", "amber."]
    assert training.today.questions().nights == ()


def test_a_morning_of_one_is_told_of_all_even_where_the_week_is_worse(training: Training) -> None:
    """It may be amber by the mean of the week: were it spared then, it would be asked about for ever."""
    keep(training, *(record(days, morning=0) for days in (12, 11, 10)), record(3))
    keep(training, *(record(days, morning=None) for days in (1.3, 1.2, 1)))
    (night,) = training.today.questions().nights
    assert len(training.records.answer_morning(night, 1)) == 3
    assert training.today.questions().nights == training.pain_checks.open_mornings() == ()


def test_the_mornings_of_one_night_do_not_make_its_other_records_worse(training: Training) -> None:
    """Two records of a night may be green beside the week before, and three together raise its mean."""
    keep(training, *(record(days, morning=days - 10) for days in (12, 11, 10)))
    keep(training, *(record(days, morning=None, before=2) for days in (1.3, 1.2, 1)))
    (night,) = training.today.questions().nights
    training.records.answer_morning(night, 2)
    lights = [training.records.light_of(each) for each in training.history().entries[-3:]]
    assert sum("amber" in light for light in lights) <= 1, lights


def test_a_killed_coach_loses_no_red(training: Training, monkeypatch: pytest.MonkeyPatch) -> None:
    """What bears the bad morning is stored first, and the former answer of another record goes only after it."""
    _day_of_a_run(training)
    strength = training.history().entries[-3]
    assert isinstance(strength, Session)
    training.store.replace(replace(strength, morning=5))
    training.forget()
    night = last_night(training.history(), NOW)
    assert night is not None
    correct, calls = Known.correct, []

    def killed(known: Known, entry: Entry, change: Callable[[Entry], Entry]) -> Entry:
        calls.append(entry)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return correct(known, entry, change)

    monkeypatch.setattr(Known, "correct", killed)
    with pytest.raises(KeyboardInterrupt):
        training.records.answer_morning(night, 6)
    assert _mornings(training) == [5, 6, None]
    assert training.today.questions().nights == ()
