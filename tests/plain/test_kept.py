"""Plain mode keeps what was said as it is said: what a record holds at each further question is what a kill leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.records.answers import Answers, pain_answers_of
from coach.domain.records.entries import Entry, Event, EventKind, Quality, Session, StepDone, Stopped
from coach.plain.app import run_session
from coach.plain.home import run_home
from coach.plain.log import run_log
from coach.store.guarded import RETRY_S
from coach.store.memory import MemoryStore
from coach.store.protocol import StoreError

from .talking import START, FakeClock, FakeTalk, coach_with

DONE = (StepDone(exercise="standing-hip-opener", done=1.0), StepDone(exercise="tall-reach", done=1.0))
MISSED = Session(id="m", at=START - timedelta(hours=3), routine="desk-break", before=1, done=1.0, step=DONE)


@dataclass
class Watching(FakeTalk):
    """Notes what is on record whenever something is asked."""

    store: MemoryStore = field(default_factory=MemoryStore)
    seen: list[tuple[Entry, ...]] = field(default_factory=list)

    def ask(self, question: str) -> str:
        self.seen.append(self.store.history().entries)
        return super().ask(question)


def watched(answers: list[str], *entries: Entry, **talk: object) -> Watching:
    store = MemoryStore()
    store.add(entries)
    return Watching(FakeClock(), answers, store=store, hands_free=False, **talk)  # type: ignore[arg-type]


def test_a_pain_check_keeps_each_answer() -> None:
    talk = watched(["", "4", "2", "d", "y", "1", "6"], MISSED)
    run_session(coach_with(talk.clock, talk.store), talk)
    held = [pain_answers_of(entry) for (entry,) in talk.seen if isinstance(entry, Session)]
    assert held[2:8] == [
        Answers(4),
        Answers(4, 2),
        Answers(4, 2, Quality.DULL),
        Answers(4, 2, Quality.DULL, True),
        Answers(4, 2, Quality.DULL, True, ("standing-hip-opener",)),
        Answers(4, 2, Quality.DULL, True, ("standing-hip-opener",), 6),
    ]


def test_each_open_pain_check_is_offered_and_only_what_is_open_is_asked() -> None:
    half = replace(MISSED, id="h", at=START - timedelta(days=2), worst=3, after=1)
    old = replace(MISSED, id="o", at=START - timedelta(days=8))
    talk = watched(["a", "n", "y", "d", "n", "s", "5", "", "q"], MISSED, half, old)
    run_home(coach_with(talk.clock, talk.store), talk)
    assert "Answer the pain check of 2 Nov: Desk break? Enter yes, n no:" in talk.lines
    assert "Go on with the pain check of 31 Oct: Desk break? Enter yes, n no:" in talk.lines
    assert "25 Oct" not in talk.text
    assert not any(line.startswith("Worst pain") for line in talk.lines)
    kept = next(entry for entry in talk.store.history().entries if entry.id == "h")
    assert isinstance(kept, Session)
    assert pain_answers_of(kept) == Answers(3, 1, Quality.DULL, False, None, 5)


def test_changing_answers_loses_none_when_it_breaks_off() -> None:
    talk = watched(["", "4", "2", "d", "y", "1", "6", "", "c", "3"], MISSED)
    run_session(coach_with(talk.clock, talk.store), talk)
    (kept,) = talk.store.history().entries
    assert isinstance(kept, Session)
    assert pain_answers_of(kept) == Answers(3, 2, Quality.DULL, True, ("standing-hip-opener",), 6)


def test_a_log_is_a_record_from_its_first_pain_answer_on() -> None:
    talk = watched(["", "30", "n", "1", "8"])
    run_log(coach_with(talk.clock, talk.store).training, talk, LoggedKind(LogKind.WALK), None)
    worst = [entry.worst for entries in talk.seen for entry in entries]  # type: ignore[attr-defined]
    assert [len(entries) for entries in talk.seen] == [0, 0, 0, 0, 1, 1]
    assert worst == [None, 8]


@pytest.mark.parametrize(("answers", "kept"), [(["walk", "", "30", "n"], 0), (["walk", "", "30", "n", "1"], 1)])
def test_an_interrupted_log_says_what_became_of_it(
    monkeypatch: pytest.MonkeyPatch, answers: list[str], kept: int
) -> None:
    def interrupt(self: FakeTalk, question: str) -> str:
        if not self.answers:
            raise KeyboardInterrupt
        return self.answers.pop(0)

    monkeypatch.setattr(FakeTalk, "ask", interrupt)
    talk = FakeTalk(FakeClock(), answers)
    store = MemoryStore()
    assert run_log(coach_with(talk.clock, store).training, talk, None, None) == 130
    assert len(store.history().entries) == kept
    assert talk.lines[-1] == f"Interrupted. {'What you answered is kept.' if kept else 'Nothing was kept.'}"


class FullDisk(MemoryStore):
    """Takes no record while the disk is full."""

    full = True

    def add(self, entries: Iterable[Entry]) -> None:
        if self.full:
            raise StoreError("The disk is full.")
        super().add(entries)


def test_that_nothing_goes_to_the_disk_any_more_is_said_once_and_when_it_does_again() -> None:
    disk = FullDisk()

    class Freed(FakeTalk):
        def ask(self, question: str) -> str:
            if self.answers == ["h", "q"]:
                disk.full = False
            return super().ask(question)

    talk = Freed(FakeClock(), ["+", "walk", "", "11", "n", "s", "s", "s", "", "l", "h", "q"])
    coach = coach_with(talk.clock, disk)
    assert coach.kept is not None
    coach.kept._now = lambda: float(len(talk.answers)) * -RETRY_S
    run_home(coach, talk)
    assert disk.history().entries
    said = [line for line in talk.lines if line.startswith(("Kept: Brisk walk", "The disk", "What you did is on"))]
    assert [line.partition(",")[0].partition(".")[0] for line in said] == [
        "Kept: Brisk walk",
        "The disk is full",
        "What you did is on disk now: that trouble is over",
    ]


HURT = {
    "how much": (["8"], (8, None, None)),
    "what it is like": (["8", "sh"], (8, Quality.SHARP, None)),
    "which side": (["3", "d", "r"], (3, Quality.DULL, "right")),
    "the side that is worked": (["3", "d", ""], (3, Quality.DULL, "left")),
}


@pytest.mark.parametrize(("answers", "said"), HURT.values(), ids=HURT)
def test_what_hurts_is_in_the_checkpoint_as_it_is_said(answers: list[str], said: tuple[object, ...]) -> None:
    talk = watched(["1", "", "", "", *answers], typed=[(15.0, "h")])
    run_session(coach_with(talk.clock, talk.store), talk, routine="desk-break")
    (checkpoint,) = talk.store.checkpoints()
    (hurt,) = checkpoint.data["state"]["hurts"]  # type: ignore[index]
    kept = hurt["pain"], hurt.get("quality"), hurt.get("side")
    assert kept[:2] == said[:2]
    assert len(answers) < 3 or kept[2] == said[2]


def test_a_red_that_was_mistyped_is_put_right_and_the_session_goes_on() -> None:
    talk = watched(["1", "", "", "", "9", "d", "", "c", "1", "d", "", "1", "0", "d", "n", "", "5"], typed=[(15.0, "h")])
    run_session(coach_with(talk.clock, talk.store), talk, routine="desk-break")
    (record,) = talk.store.history().entries
    assert isinstance(record, Session)
    assert (record.worst, record.stopped, record.done) == (1, None, 1.0)


def test_a_red_where_nobody_answers_any_more_ends_for_pain() -> None:
    talk = watched(["1", "", "", "", "9", "d", ""], typed=[(15.0, "h")])
    run_session(coach_with(talk.clock, talk.store), talk, routine="desk-break")
    (record,) = talk.store.history().entries
    assert isinstance(record, Session)
    assert (record.worst, record.stopped) == (9, Stopped.PAIN)


@pytest.mark.parametrize("routine", [None, "desk-break"])
def test_an_emergency_is_said_as_one_and_offers_nothing_else(routine: str | None) -> None:
    flag = Event(id="f", at=START - timedelta(hours=1), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
    talk = watched([], flag)
    run_session(coach_with(talk.clock, talk.store), talk, routine=routine)
    assert talk.lines[0].startswith("GET HELP NOW.")
    assert "local emergency number" in talk.text
    assert "train all the same" not in talk.text
    assert "Instead" not in talk.text
