"""Logging line by line: what is asked, what is kept when it breaks off, and what is said then."""

from datetime import datetime, timedelta

import pytest

from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Quality, Run, Session, Stopped, Walk
from coach.domain.records.history import Start
from coach.plain.log import run_log
from coach.store.memory import MemoryStore

from .talking import START, FakeClock, FakeTalk, coach_with

RUN = LoggedKind(LogKind.RUN)


def log(
    *answers: str,
    thing: LoggedKind | None = None,
    at: datetime | None = None,
    store: MemoryStore | None = None,
) -> tuple[FakeTalk, list[Entry], int]:
    """What was said, what is kept, and the exit code. Unless said otherwise, it was two hours ago."""
    store = store or MemoryStore()
    before = store.history().entries
    clock = FakeClock()
    talk = FakeTalk(clock, list(answers))
    code = run_log(coach_with(clock, store).training, talk, thing, at)
    return talk, [entry for entry in store.history().entries if entry not in before], code


def only(entries: list[Entry]) -> Entry:
    (entry,) = entries
    return entry


def test_a_run_as_planned() -> None:
    talk, entries, code = log("run", "", "", "y", "0", "0", "0", "4", "n")
    record = only(entries)
    assert isinstance(record, Run)
    assert code == 0
    assert (record.at, record.stage, record.run_s, record.walk_s, record.done) == (START, 1, 360, 1320, 1.0)
    assert (record.worst, record.quality, record.gait_changed, record.painful) == (0, Quality.NONE, False, None)
    assert (record.effort, record.painkiller, record.morning) == (4, False, None)
    assert "(6 × 1 min running, 2 min walking)" in talk.text
    assert not talk.answers


def test_a_run_that_was_not_as_planned() -> None:
    _, entries, _ = log("1 7:00", "2", "n", "4:30", "10", "p", "1", "3", "2", "d", "y", "6", "n", "2", thing=RUN)
    record = only(entries)
    assert isinstance(record, Run)
    assert record.at == START - timedelta(hours=24, minutes=30)
    assert (record.stage, record.run_s, record.walk_s, record.stopped) == (2, 270, 600, Stopped.PAIN)
    assert (record.done, record.quality, record.gait_changed) == (0.56, Quality.DULL, True)
    assert (record.morning, record.recalled) == (2, None)


def test_of_ones_own_run_its_length_is_asked_and_no_stage() -> None:
    store = MemoryStore()
    store.set_start(Start(Phase.MAINTENANCE, own_runs=True))
    talk, entries, _ = log("run", "", "30", "0", "0", "0", "4", "n", store=store)
    record = only(entries)
    assert isinstance(record, Run)
    assert (record.stage, record.run_s, record.done) == (None, 1800, None)
    assert "stage" not in talk.text
    assert "planned" not in talk.text
    assert "has to wait" not in talk.text
    assert "Your runs are your own" in talk.text
    assert "You may run today" not in talk.text, "they have just run, and nothing allows or plans it"


def test_a_walk() -> None:
    talk, entries, _ = log("walk", "1", "30", "n", "1", "1", "1", "0")
    record = only(entries)
    assert isinstance(record, Walk)
    assert (record.minutes, record.limp, record.before, record.morning) == (30, False, 1, 0)
    assert "(so far 1)" in talk.lines[-1]


def test_a_session() -> None:
    talk, entries, _ = log("desk-break", "", "50", "t", "1", "2", "1", "d", "n", "1l 3", "5", "n")
    record = only(entries)
    assert isinstance(record, Session)
    assert (record.routine, record.done, record.stopped) == ("desk-break", 0.5, Stopped.TIME)
    assert record.painful == ("standing-hip-opener:left", "tall-reach")
    assert "Kept: Desk break, 50 % (2 Nov, 07:30)." in talk.text
    assert "Light: green so far." in talk.text
    assert "Tell me tomorrow how the morning was: coach morning N" in talk.text


def test_cross_training_of_ones_own() -> None:
    _, entries, _ = log("activity", "water-polo", "7:00", "40", "s", "s", "s")
    assert only(entries) == Activity(
        id=only(entries).id, at=START - timedelta(minutes=30), kind="water-polo", minutes=40
    )


def test_which_routine_it_was_is_asked_with_a_guess() -> None:
    talk, entries, _ = log("session", "desk-brake", "desk-break", "", "", "s", "s", "s", "s", "s", "", "s", "s")
    assert isinstance(only(entries), Session)
    assert 'did you mean "desk-break"?' in talk.text


def test_contradictory_answers_are_asked_again_kindly() -> None:
    talk, entries, _ = log("", "30", "n", "1", "2", "5", "5", "2", thing=LoggedKind(LogKind.WALK))
    record = only(entries)
    assert isinstance(record, Walk)
    assert (record.worst, record.after) == (5, 2)
    assert "which of the two should change?" in talk.text


def test_answers_that_go_on_contradicting_take_the_worse() -> None:
    _, entries, _ = log("", "30", "n", "1", "2", "5", "2", "5", "2", "5", thing=LoggedKind(LogKind.WALK))
    record = only(entries)
    assert isinstance(record, Walk)
    assert (record.worst, record.after) == (5, 5)


def test_skipping_everything_still_keeps_that_it_was_done() -> None:
    _, entries, _ = log("", "s", "s", "s", "s", "s", "s", "s", "s", "s", "", thing=RUN)
    assert only(entries) == Run(id=only(entries).id, at=START)


@pytest.mark.parametrize("answers", [[], ["run"], ["run", ""], ["nonsense"] * 3, ["run", "tomorrow", "x", "y"]])
def test_the_end_of_the_input_before_anything_was_answered_keeps_nothing(answers: list[str]) -> None:
    talk, entries, code = log(*answers)
    assert (entries, code) == ([], 0)
    assert talk.lines[-1] == "Nothing was kept."


def test_the_end_of_the_input_keeps_what_was_answered() -> None:
    talk, entries, _ = log("walk", "", "30", "n", "1", "4")
    record = only(entries)
    assert isinstance(record, Walk)
    assert (record.minutes, record.limp, record.worst, record.after) == (30, False, 4, None)
    assert "The input ended." in talk.lines
    assert "Kept: Brisk walk, 30 min" in talk.text


def test_interrupted_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: FakeTalk, question: str) -> str:
        if not self.answers:
            raise KeyboardInterrupt
        return self.answers.pop(0)

    monkeypatch.setattr(FakeTalk, "ask", interrupt)
    talk, entries, code = log("walk", "", "30", "n")
    assert (entries, code) == ([], 130)
    assert talk.lines[-1] == "Interrupted. Nothing was kept."


def test_a_time_in_the_future_is_not_understood() -> None:
    talk, entries, _ = log("walk", "2026-12-01T07:30:00+01:00", "7:20", "30", "s", "s", "s", "s")
    assert only(entries).at == START - timedelta(minutes=10)
    assert "That lies in the future" in talk.text


def test_the_lock_that_is_on_is_told() -> None:
    store = MemoryStore()
    flagged = Event(id="f", at=START - timedelta(days=1), kind=EventKind.RED_FLAG, flags=("groin-lump",))
    store.add([flagged])
    talk, _, _ = log("", "30", "n", "0", "0", "0", thing=LoggedKind(LogKind.WALK), store=store)
    assert "Training is locked." in talk.lines[-2]


def test_how_far_a_run_was_comes_last_and_is_told_with_its_pace() -> None:
    talk, entries, _ = log("", "", "n", "20", "5", "t", "0", "0", "0", "4", "n", "far", "4,1km", thing=RUN)
    record = only(entries)
    assert isinstance(record, Run)
    assert record.distance_m == 4100
    assert "How far was it? In km, such as 5.2, or 800m; Enter skips:" in talk.text
    assert "A distance such as 5.2 (km), 5.2km, 3mi or 800m; or Enter to skip." in talk.text
    assert "Kept: Run, stage 1, 20 min running, 5 min walking, 4.1 km · 6:06 min/km" in talk.text


def test_a_bad_morning_that_is_told_is_not_asked_of_what_is_logged_late() -> None:
    at = START - timedelta(hours=26)
    for morning, asks in ((5, False), (1, True)):
        store = MemoryStore()
        store.add([Session(id="first", at=at, routine="rescue", before=1, worst=1, after=1, morning=morning)])
        talk, *_ = log(
            "40", "n", "1", "1", "1", at=at + timedelta(hours=2), thing=LoggedKind(LogKind.WALK), store=store
        )
        assert ("Pain the morning after it, your hip?" in talk.text) is asks
        assert ("counts already, for Rescue, with 5: one bad morning counts once." in talk.text) is not asks


def test_a_distance_that_nobody_covers_in_that_time_is_asked_about_once() -> None:
    for again, metres in (("418", 418_000), ("4.18", 4180), ("", None)):
        talk, entries, _ = log("", "", "n", "40", "0", "t", "0", "0", "0", "4", "n", "418", again, thing=RUN)
        record = only(entries)
        assert isinstance(record, Run)
        assert record.distance_m == metres
        assert "418.0 km in 40 min is faster than anybody: is one of the two mistyped?" in talk.text
