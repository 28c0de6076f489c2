"""Plain mode's home: what is due, the list, the history, the lock; a session from there and back."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Activity, Entry, Event, EventKind, Run, Session, Walk
from coach.domain.records.history import Start
from coach.library.disk.layers import layers
from coach.library.shelf.library import Shelf
from coach.plain.home import run_home
from coach.store.memory import MemoryStore

from .talking import START, FakeClock, FakeTalk, coach_with


def session(days_ago: float, routine: str = "psoas-care", **more: object) -> Session:
    answers: dict[str, object] = {"before": 1, "worst": 2, "after": 1, "morning": 1, "effort": 5, "done": 1.0, **more}
    return Session(id=f"s{days_ago}", at=START - timedelta(days=days_ago), routine=routine, **answers)  # type: ignore[arg-type]


def flagged(flag: str) -> Event:
    return Event(at=START - timedelta(days=1), kind=EventKind.RED_FLAG, flags=(flag,))


def at_home(lines: list[str], *entries: Entry) -> tuple[FakeTalk, MemoryStore, int]:
    """One sitting at home; what was said, what is kept, and the exit code."""
    store, clock = MemoryStore(), FakeClock()
    store.add(entries)
    talk = FakeTalk(clock, lines)
    return talk, store, run_home(coach_with(clock, store), talk)


def test_it_begins_with_what_is_due_and_what_may_be_typed() -> None:
    talk, _, code = at_home(["q"])
    assert code == 0
    assert talk.lines[0].startswith("Today: Psoas care, 8 minutes.")
    assert talk.lines[1] == "You are in the recovery phase."
    assert talk.lines[2].startswith("Enter: today's session.")
    assert talk.lines[-1] == "Until next time."


def test_a_lighter_day_says_what_took_it_off_and_what_gives_it_back() -> None:
    talk, _, _ = at_home(["q"], session(3, worst=4, painful=("bridge",)))
    assert talk.lines[0].startswith("Today: Psoas care, lighter, ")
    assert "was amber: worst pain 4." in talk.lines[0]


def test_what_is_missing_for_the_next_phase() -> None:
    talk, _, _ = at_home(["q"], session(2))
    assert any(line.startswith("You are in the recovery phase. For maintenance:") for line in talk.lines)


def test_what_was_done_elsewhere_meanwhile_counts() -> None:
    class Meanwhile(MemoryStore):
        def written_elsewhere(self) -> bool:
            if self.history().entries:
                return False
            self.add([session(0.1, worst=7, after=5)])
            return True

    clock = FakeClock()
    talk = FakeTalk(clock, ["psoas-care", "q"])
    run_home(coach_with(clock, Meanwhile()), talk)
    said = talk.lines.index("You did something elsewhere meanwhile: it is counted in.")
    assert "It was red" in talk.lines[said + 1]
    assert not any(line.startswith("Psoas care: 5 exercises") for line in talk.lines)


def test_the_list_and_a_session_by_its_number() -> None:
    talk, store, _ = at_home(["l", "5", "1", "", "", "0", "0", "3", "q"])
    assert "5. Desk break: 2 minutes, stretch, no kit." in talk.lines
    (kept,) = store.history().entries
    assert isinstance(kept, Session)
    assert (kept.routine, kept.done, kept.worst) == ("desk-break", 1.0, 0)
    assert "You have done" not in talk.lines[0]


def test_what_is_not_for_today_stands_last_in_the_list_with_its_reason() -> None:
    talk, _, _ = at_home(["l", "q"], session(0.5, worst=7, after=7))
    listed = [line for line in talk.lines if line[:1].isdigit() and line.partition(". ")[0].isdigit()]
    heading = talk.lines.index("Not today:")
    open_ones = [line for line in listed if " Not today: " not in line]
    closed = [line for line in listed if " Not today: " in line]
    assert open_ones
    assert closed
    assert listed == [*open_ones, *closed]
    assert talk.lines.index(closed[0]) == heading + 1
    assert [line.partition(".")[0] for line in listed] == [str(number + 1) for number in range(len(listed))]


def test_the_list_says_where_every_exercise_is_out() -> None:
    talk, _, _ = at_home(["l", "q"], session(3, worst=5))
    (line,) = (line for line in talk.lines if ". Hip-flexor loading" in line)
    assert ": every exercise of it is out today, strength, " in line


@pytest.mark.parametrize("line", ["desk-break", "Desk break", "desk", "5"])
def test_a_routine_by_what_it_may_be_called(line: str) -> None:
    talk, _, _ = at_home([line, "1", "", "q", "q"])
    assert any(said.startswith("Desk break: 3 exercises") for said in talk.lines)


@pytest.mark.parametrize(
    ("line", "said"),
    [("run", "Which of these? After a run, Before a run"), ("0", "There is no such routine."), ("99", "There is no")],
)
def test_what_is_not_one_routine(line: str, said: str) -> None:
    talk, _, code = at_home([line, "q"])
    assert code == 0
    assert any(each.startswith(said) for each in talk.lines), talk.lines


def test_who_plans_their_runs_alone_reads_of_runs_and_of_no_phase() -> None:
    store, clock = MemoryStore(), FakeClock()
    store.set_start(Start(own_runs=True))
    store.add(
        [
            Event(at=START - timedelta(days=3), kind=EventKind.COURSE, course="strong-stride"),
            session(2.5),
            Run(id="r", at=START - timedelta(hours=14), run_s=2700, before=0, worst=0, after=0),
        ]
    )
    talk = FakeTalk(clock, ["c", "", "l", "q"])
    assert run_home(coach_with(clock, store), talk) == 0
    assert any("The morning after Run, " in line for line in talk.lines)
    assert any(line.startswith("For Build, missing: ") for line in talk.lines)
    assert any(line.endswith("Not today: your own.") for line in talk.lines)
    assert "phase" not in talk.text.replace("later phase", "").partition("What now?")[2]


def test_the_history_with_its_lights() -> None:
    walk = Walk(id="w", at=START - timedelta(days=1), minutes=30)
    talk, _, _ = at_home(["h", "q"], session(2, before=2, worst=4), walk)
    assert any(line.startswith("31 Oct: Psoas care, 100 %. Light: amber.") for line in talk.lines)
    assert "1 Nov: Brisk walk, 30 min." in talk.lines


@pytest.mark.parametrize(("answer", "open_again"), [("1", True), ("", False)])
def test_the_lock_is_lifted_deliberately(answer: str, open_again: bool) -> None:
    talk, store, _ = at_home(["u", answer, "q"], flagged("groin-lump"))
    assert talk.lines[0].startswith("TRAINING RESTS: BE SEEN FIRST.")
    assert ("Training is open again." in talk.lines) is open_again
    assert (store.history().entries[-1].note == "seen, and may train again") is open_again


def test_a_missed_pain_check_is_answered() -> None:
    missed = session(0.2, worst=None, after=None, morning=None, effort=None)
    talk, store, _ = at_home(["a", "y", "2", "1", "d", "n", "", "4", "q"], missed)
    assert any(line.startswith("Pain right after it, ") for line in talk.lines)
    assert not any(line.startswith("Pain right now") for line in talk.lines)
    (kept,) = store.history().entries
    assert isinstance(kept, Session)
    assert (kept.worst, kept.after, kept.effort) == (2, 1, 4)


def test_the_end_of_the_input_leaves() -> None:
    talk, _, code = at_home([])
    assert code == 0
    assert talk.lines[-1].startswith("The input ended.")


def test_what_was_done_elsewhere_is_logged_from_here_and_listed() -> None:
    talk, store, code = at_home(["+", "swim", "1", "40", "0", "0", "0", "1500m", "h", "q"])
    assert code == 0
    (kept,) = store.history().entries
    assert (type(kept), kept.at) == (Activity, START - timedelta(days=1))
    assert "1 Nov: Swim, 40 min, 1.5 km." in talk.lines


def test_the_end_of_the_input_in_the_middle_of_logging_leaves_and_keeps() -> None:
    talk, store, code = at_home(["+", "swim", "", "40"])
    assert code == 0
    assert len(store.history().entries) == 1
    assert talk.lines.count("The input ended.") == 1


def test_what_is_known_of_the_runner_and_how_to_change_it() -> None:
    talk, _, _ = at_home(["y", "q"])
    assert "Complaint: not said; every 0 to 10 asks of your hip" in talk.lines
    assert "To change it: coach profile --help" in talk.lines


def test_a_record_is_taken_out_after_asking() -> None:
    first, second = (
        Activity(id=name, at=START - timedelta(days=days), kind=name) for name, days in (("a", 3), ("b", 2))
    )
    talk, store, _ = at_home(["-", "2", "n", "-", "x", "1", "y", "-", "", "q"], first, second)
    assert store.history().entries == (second,)
    assert "It stays." in talk.lines
    assert any(line.startswith("Removed: A (") for line in talk.lines)
    assert talk.lines.count("Nothing was removed.") == 1


def test_a_record_that_was_taken_out_is_brought_back() -> None:
    swim = Activity(id="a", at=START - timedelta(days=3), kind="swim", minutes=30)
    talk, store, _ = at_home(["-", "1", "y", "b", "", "b", "1", "b", "q"], swim)
    assert store.history().entries == (swim,)
    assert talk.lines.count("Nothing was brought back.") == 1
    assert any(line.startswith("Back in your history: Swim, 30 min (") for line in talk.lines)
    assert "Nothing was corrected or taken out in the last 30 days." in talk.lines


def test_where_there_is_no_record_there_is_none_to_take_out() -> None:
    talk, _, code = at_home(["-", "q"])
    assert code == 0
    assert "Nothing was removed." in talk.lines


def test_a_file_of_one_s_own_is_put_away_brought_back_and_given_another_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    own = tmp_path / "coach/routines"
    own.mkdir(parents=True)
    text = 'format = 1\nid = "mine"\nname = "Mine"\nkind = "stretch"\n[[step]]\nexercise = "psoas-stretch"\n'
    (own / "mine.toml").write_text(text)
    shelf = Shelf(layers(), advise=False)
    shelf.refresh()
    store, clock = MemoryStore(), FakeClock()
    store.add([session(2, "mine")])
    lines = ["f", "1", "r", "y", "f", "b", "1", "f", "1", "n", "other-care", "f", "7", "h", "q"]
    talk = FakeTalk(clock, lines)
    coach = replace(coach_with(clock, store), shelf=shelf)
    coach.training.use(shelf.library)
    assert run_home(coach, talk) == 0
    assert "1. Mine: routine mine." in talk.lines
    assert "It is put away. f, then b, brings it back." in talk.lines
    assert "Back among your own: mine." in talk.lines
    assert any(line.startswith("mine becomes other-care.") for line in talk.lines)
    assert "1. Mine: routine other-care." in talk.lines
    assert (own / "other-care.toml").read_text() == text.replace('"mine"', '"other-care"')
    assert any("Mine, 100 %" in line for line in talk.lines)
