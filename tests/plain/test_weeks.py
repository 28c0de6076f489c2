"""The weeks in plain mode: the first start, the day with its course, one more week, a pause, breaks, milestones."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from coach.domain.exercises.course import Concern
from coach.domain.records.days import day
from coach.domain.records.entries import Entry, Event, EventKind, Session, Walk
from coach.domain.records.profile import Profile, profile_to_plain
from coach.domain.today.strip import DayMark, StripDay
from coach.plain.around.today_lines import strip_sentences
from coach.plain.home import run_home
from coach.services.questions.first_answers import FIRST_QUESTIONS
from coach.store.memory import MemoryStore

from .talking import START, FakeClock, FakeTalk, coach_with

PROFILE = "profile"
MONDAY = START.date()


def followed(course: str = "steady-hips", block: str | None = None, *, days_ago: float = 0.01) -> Event:
    return Event(at=START - timedelta(days=days_ago), kind=EventKind.COURSE, course=course, block=block)


def session(days_ago: float, routine: str = "rehab-foundation", **more: object) -> Session:
    answers: dict[str, object] = {
        "before": 0, "worst": 1, "after": 0, "morning": 0, "quality": "dull", "gait_changed": False, "painful": (),
        "painkiller": False, "sharp": False, "limp": False, "daily_life_pain_free": True, "effort": 4, "done": 1.0,
    }  # fmt: skip
    return Session(id=f"s{days_ago}", at=START - timedelta(days=days_ago), routine=routine, **{**answers, **more})  # type: ignore[arg-type]


def met(store: MemoryStore) -> MemoryStore:
    """A runner who was asked the first questions."""
    coach_with(FakeClock(), store).training.runner.first_questions(open_still=False)
    return store


def at_home(lines: list[str], *entries: Entry, store: MemoryStore | None = None) -> tuple[FakeTalk, MemoryStore]:
    """One sitting at a terminal."""
    clock, store = FakeClock(), store or met(MemoryStore())
    store.add(entries)
    talk = FakeTalk(clock, lines, hands_free=False)
    assert run_home(coach_with(clock, store), talk) == 0
    assert not any("Traceback" in line for line in talk.lines)
    return talk, store


def said(talk: FakeTalk, start: str) -> str:
    """The one line that begins so, the last time it was said."""
    return next(line for line in reversed(talk.lines) if line.startswith(start))


# --- the first start ------------------------------------------------------------------------------------------------


def test_the_first_start_asks_what_the_app_asks_and_proposes_a_course() -> None:
    hurts = ["1", "1", "2", "2", "3", "1", "1"]
    talk, store = at_home([*hurts, "0", "", "q"], store=MemoryStore())
    asked = [line for line in talk.lines if line.endswith("s skips:")]
    labels = [each.label for each in FIRST_QUESTIONS if each.name not in ("week", "days", "minutes")]
    assert [line.partition("?")[0] for line in asked] == labels
    training = coach_with(FakeClock(), store).training
    profile, start = training.profile(), training.history().start
    assert (profile.concern, profile.place, profile.days_a_week, profile.minutes) == (
        Concern.PAINFUL, "right hip", 2, 10,
    )  # fmt: skip
    assert (start.phase, start.usual_morning, start.run_minutes) == ("recovery", 3, None)
    assert said(talk, "Which of these is true?").endswith("0: none of these:")
    assert "Steady hips suits you. The first week, if all stays green: Monday Rehab foundation;" in talk.text
    assert training.standing().course.chosen == "steady-hips"
    assert said(talk, "Today:").startswith("Today: Rehab foundation, 8 minutes. Steady hips, Foundation. Training 1 of")


@pytest.mark.parametrize(
    ("answers", "concern", "course", "asks_not"),
    [
        (["4", "2", ""], Concern.WELL, "strong-stride", "Where it hurts"),
        (["2", "1", "s", "2"], Concern.TIGHT, "steady-hips", "On which side"),
        (["3", "5", "3", "4", "5", "x"], Concern.WEAK, None, "Which of these is true"),
        (["s", "s"], None, None, "Which course"),
    ],
)
def test_other_ways_through_it(answers: list[str], concern: Concern | None, course: str | None, asks_not: str) -> None:
    talk, store = at_home([*answers, "q"], store=MemoryStore())
    training = coach_with(FakeClock(), store).training
    assert training.profile().concern is concern
    assert (training.courses.course.id if training.courses.course else None) == course
    assert asks_not not in talk.text
    again, _ = at_home(["q"], store=store)
    assert "Welcome" not in again.text


def test_broken_off_in_the_middle_it_goes_on_there() -> None:
    _, store = at_home(["1", "2"], store=MemoryStore())
    talk, _ = at_home(["1", "2", "0", "1", "2", "0", "x", "q"], store=store)
    assert "What brings you" not in talk.text
    assert "Where it hurts" not in talk.text
    assert coach_with(FakeClock(), store).training.profile().place == "left groin"


def test_a_sign_that_is_true_proposes_no_course() -> None:
    talk, store = at_home(["1", "s", "s", "2", "s", "s", "s", "", "13", "q"], store=MemoryStore())
    assert "I did not understand that. Numbers, or 0 for none of these." in talk.lines
    assert "Which course" not in talk.text
    assert [entry.flags for entry in store.history().entries if isinstance(entry, Event)] == [("groin-lump",)]
    assert said(talk, "TRAINING RESTS")


def test_through_a_pipe_nothing_more_is_asked() -> None:
    clock, store = FakeClock(), MemoryStore()
    talk = FakeTalk(clock, ["q"])
    assert run_home(coach_with(clock, store), talk) == 0
    assert "Welcome" not in talk.text


# --- the day --------------------------------------------------------------------------------------------------------


def test_a_training_day_with_its_course_and_what_goes_up() -> None:
    talk, _ = at_home(["q"], followed(days_ago=5), session(4), session(2))
    assert said(talk, "Today:").startswith(
        "Today: Rehab foundation, 12 minutes. Steady hips, Foundation, week 1. Training 1 of 3 this week. "
        "Two steps up: Clam shell 12 reps, Dead bug 8 reps."
    )
    assert said(talk, "Behind you:") == "Behind you: Thursday green, Saturday green; rest on the other days."
    ahead = said(talk, "Ahead, if all stays green:")  # two walks first, and the morning after the second
    assert ahead.startswith("Ahead, if all stays green: Thursday training, Friday a run, ")


def test_a_day_between_with_its_walk_which_is_logged_by_a_key() -> None:
    talk, store = at_home(["g", "", "35", "n", "0", "0", "0", "q"], followed(days_ago=2), session(1))
    assert said(talk, "Today:").startswith("Today: Nothing due. That counts as kept. Next training: tomorrow.")
    assert "If you like: a brisk walk, 30 min (1 of 2 before running)" in talk.text
    assert "g: log the walk." in talk.text
    (walk,) = [entry for entry in store.history().entries if isinstance(entry, Walk)]
    assert walk.minutes == 35


def test_after_a_red_the_course_waits() -> None:
    talk, _ = at_home(["", "q"], followed(days_ago=3), session(1, worst=7, after=6))
    assert said(talk, "Today:").startswith("Today: No training before 07:30 tomorrow.")
    assert "Settle first; your course waits." in talk.text
    assert "If you like: Acute relief." in talk.lines
    assert "To train all the same, give a routine's name or number." in talk.text


def test_a_runner_without_complaint_reads_of_no_phase() -> None:
    store = met(MemoryStore())
    store.write(PROFILE, profile_to_plain(Profile(concern=Concern.WELL)))
    talk, _ = at_home(["q"], followed("strong-stride"), store=store)
    assert "phase" not in talk.text


def test_a_course_that_is_gone_is_said() -> None:
    talk, _ = at_home(["q"], followed("gone"))
    assert "Your course, gone, is no longer there. c: choose another, or none." in talk.lines


def _days(marks: Sequence[DayMark], today: int, **more: bool) -> list[StripDay]:
    return [
        StripDay(MONDAY + timedelta(days=number - today), mark, is_today=number == today, **more)
        for number, mark in enumerate(marks)
    ]


@pytest.mark.parametrize(
    ("behind", "ahead", "lines"),
    [
        ([DayMark.BEFORE, DayMark.BEFORE], [DayMark.REST], ["Ahead, if all stays green: rest."]),
        (
            [DayMark.REST, DayMark.REST],
            [DayMark.RUN, DayMark.REST, DayMark.BOTH],
            ["Behind you: rest.", "Ahead, if all stays green: tomorrow a run, Thursday a run and training; "
             "rest between."],
        ),
        (
            [DayMark.GREEN, DayMark.AMBER, DayMark.RED, DayMark.NONE, DayMark.GREEN, DayMark.GREEN, DayMark.GREEN],
            [DayMark.REST] * 6 + [DayMark.TRAINING],
            ["Behind you: a week ago green, Tuesday amber, Wednesday red, Thursday no answer about pain, Friday green, "
             "Saturday green, yesterday green.", "Ahead, if all stays green: in a week training; rest between."],
        ),
    ],
)  # fmt: skip
def test_the_days_as_sentences(behind: list[DayMark], ahead: list[DayMark], lines: list[str]) -> None:
    assert date(2026, 11, 2) == MONDAY
    assert list(strip_sentences(_days([*behind, DayMark.TRAINING, *ahead], len(behind)))) == lines


def test_a_day_with_an_open_answer_says_so() -> None:
    (first, _) = strip_sentences(_days([DayMark.GREEN, DayMark.REST, DayMark.REST], 1, open=True))
    assert first == "Behind you: yesterday green so far, an answer is missing."


# --- the course -----------------------------------------------------------------------------------------------------


def test_where_one_stands_and_what_is_ahead() -> None:
    talk, _ = at_home(["c", "m", "m", "q"], followed(days_ago=3), session(2))
    assert "Steady hips, Foundation, week 1." in talk.lines
    assert "For Load, missing: 8 trainings (1 so far)." in talk.lines
    assert talk.lines.count("If all stay green:") == 2
    assert sum(line.startswith("Wed  4 Nov  Rehab foundation, ") for line in talk.lines) == 2


def test_another_course_or_none() -> None:
    talk, store = at_home(["c", "a", "9", "1", "c", "a", "x", "q"], followed())
    events = [entry for entry in store.history().entries if isinstance(entry, Event)]
    assert [event.course for event in events] == ["steady-hips", "loose-hips", None]
    assert "I did not understand that. A number from 1 to 3, x, or Enter." in talk.lines
    assert coach_with(FakeClock(), store).training.courses.course is None


def test_a_block_that_is_done_may_be_stayed_in() -> None:
    greens = [session(days) for days in (18, 16, 14, 11, 9, 7, 4, 2)]
    talk, store = at_home(["k", "q"], followed(days_ago=21), *greens)
    today = next(line for line in talk.lines if line.startswith("Today:"))
    assert "Foundation is done: 8 trainings, " in today
    assert "Next: Load, 3 a week." in today
    assert "k: stay in the present block one more week." in talk.text
    assert "One more week of Foundation. What you have done there stays." in talk.lines
    assert said(talk, "Today:").startswith("Today: Rehab foundation")
    stays = store.history().entries[-1]
    assert isinstance(stays, Event)
    assert stays.until == MONDAY + timedelta(days=7)


def test_there_is_no_block_to_stay_in() -> None:
    talk, store = at_home(["k", "q"])
    assert "You follow no course, so there is no block to stay in. c: choose one." in talk.lines
    assert store.history().entries == ()


@pytest.mark.parametrize(("answer", "block"), [("1", None), ("2", "load"), ("3", "foundation"), ("", None)])
def test_a_block_that_takes_long(answer: str, block: str | None) -> None:
    old = [session(days, "hip-flexor-loading", worst=3) for days in range(70, 0, -7)]
    talk, store = at_home(["c", "o", answer, "q"], followed(block="load", days_ago=71), *old)
    last = store.history().entries[-1]
    assert (last.block if isinstance(last, Event) else None) == block
    assert ("c: a block takes long; what now?" in talk.lines[-2]) is (answer == "") or answer != "1"


# --- ill or away ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "until", "words"),
    [("7", MONDAY + timedelta(days=7), "A pause until 9 Nov: that day,"), ("", None, "A pause until you say you are")],
)
def test_a_pause_and_back(answer: str, until: date | None, words: str) -> None:
    talk, store = at_home(["p", answer, "", "p", "q"], followed())
    assert said(talk, words)
    pauses = [entry.until for entry in store.history().entries if isinstance(entry, Event)][1:]
    assert pauses == [until, MONDAY]
    assert any(line.startswith("Today: A pause. Every day of it counts as kept.") for line in talk.lines)
    assert "Welcome back." in talk.lines
    assert said(talk, "Today:").startswith("Today: Rehab foundation")


def test_no_pause_after_all() -> None:
    talk, store = at_home(["p", "never", "n", "q"], followed())
    assert "No pause, then." in talk.lines
    assert len(store.history().entries) == 1


# --- breaks, warning signs, kit, no pain at all, milestones ---------------------------------------------------------


def test_a_break_of_the_day_asks_nothing() -> None:
    clock, store = FakeClock(), met(MemoryStore())
    store.add([followed()])
    talk = FakeTalk(clock, ["d", "q"])
    run_home(coach_with(clock, store), talk)
    kept = store.history().entries[-1]
    assert isinstance(kept, Session)
    assert (kept.routine, kept.a_day, kept.worst, kept.done) == ("desk-break", True, None, 1.0)
    assert "Pain now" not in talk.text
    assert "That is kept as a break: nothing is asked, and nothing counts it." in talk.lines
    assert "Desk break (2 of 2 today)" in talk.text
    assert "Light:" not in talk.text


def test_a_break_that_hurt_is_a_session_like_any_other() -> None:
    talk, store = at_break_that_hurts()
    kept = next(entry for entry in store.history().entries if isinstance(entry, Session))
    assert kept.a_day is None
    assert kept.worst is not None
    assert "That is kept as a break" not in talk.text


def at_break_that_hurts() -> tuple[FakeTalk, MemoryStore]:
    clock, store = FakeClock(), met(MemoryStore())
    store.add([followed()])
    answers = ["d", "2", "d", "", "2", "1", "d", "n", "", "", "3", "", "q"]
    talk = FakeTalk(clock, answers, hands_free=False, typed=[(15.0, "h")])
    run_home(coach_with(clock, store), talk)
    return talk, store


def test_where_no_break_is_asked_for_there_is_none() -> None:
    talk, store = at_home(["d", "q"])
    assert "No break is asked for now." in talk.lines
    assert store.history().entries == ()


def test_no_pain_at_all_is_one_answer_for_who_is_well() -> None:
    store = met(MemoryStore())
    store.write(PROFILE, profile_to_plain(Profile(concern=Concern.WELL)))
    clock = FakeClock()
    talk = FakeTalk(clock, ["desk-break", "0", "", "", "", "", "4", "", "", "", "", "q"], hands_free=False)
    talk.typed = [(float(second), "d") for second in range(30, 400, 30)]
    run_home(coach_with(clock, store), talk)
    assert "No pain at all, during it and now? Enter yes, n there was some:" in talk.lines
    kept = store.history().entries[-1]
    assert isinstance(kept, Session)
    assert (kept.worst, kept.after) == (0, 0)
    assert not any(line.startswith("Worst pain") and line.endswith("s skips:") for line in talk.lines)


def test_a_milestone_is_said_once_after_the_pain_check() -> None:
    greens = [session(days) for days in (18, 16, 14, 11, 9, 7, 4, 2)]
    clock, store = FakeClock(), met(MemoryStore())
    store.add([followed(days_ago=21), *greens])
    talk = FakeTalk(clock, ["hip-flexor-loading", "0", "", "", "0", "0", "4", "q"])
    run_home(coach_with(clock, store), talk)
    assert talk.lines.count("A new block begins: Load.") == 1
    assert talk.lines.index("A new block begins: Load.") > next(
        number for number, line in enumerate(talk.lines) if line.startswith("Light:")
    )


def test_a_run_that_is_due_is_declined_for_today() -> None:
    strength = [session(days, daily_life_pain_free=True) for days in (9, 7, 5, 1)]
    walks = [
        Walk(id=f"w{days}", at=START - timedelta(days=days), minutes=35, limp=False, before=1, morning=1)
        for days in (4, 2)
    ]
    talk, _ = at_home(["o", "o", "q"], followed(days_ago=10), *strength, *walks)
    assert talk.lines[0].startswith("Today: Before a run")
    assert any("o: no run today." in line for line in talk.lines)
    assert "No run today, then. Tomorrow it is asked again." in talk.lines
    assert "No run is due now." in talk.lines


def test_nothing_is_promised_while_training_is_locked() -> None:
    flag = Event(at=START - timedelta(days=0.001), kind=EventKind.RED_FLAG, flags=("groin-lump",))
    talk, _ = at_home(["c", "", "m", "p", "7", "q"], followed(), session(2), flag)
    assert not any(line.startswith("For Load") for line in talk.lines)
    assert said(talk, "A pause").startswith(f"A pause until {day(MONDAY + timedelta(days=7))}. Every day of it counts")
    assert "If all stay green:" not in talk.lines
