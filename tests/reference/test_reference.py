"""The reference itself: the worked examples of RULES, one small history after the other, and the stages of running."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.library.disk.layers import shipped_folder

from .book import Book, read_book
from .lights import Entry
from .rules_reference import SEEN_AFTER, Plan, plan
from .running import MINUTES, STAGES, seconds_of

START = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
GIVEN = Path(__file__).parent / "routines"
GOOD = (1, 2, 1, 1)


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book([shipped_folder(), GIVEN])


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def pains(*answers: int | None) -> dict[str, int]:
    """Before, worst, after and morning; None is unanswered."""
    named = zip(("before", "worst", "after", "morning"), answers, strict=True)
    return {key: value for key, value in named if value is not None}


def session(day: float, *answers: int | None, routine: str = "care", **more: Any) -> Entry:
    entry: Entry = {"type": "session", "at": at(day), "routine": routine, **pains(*answers), "done": 1.0, "effort": 5}
    return entry | more


def run(day: float, *answers: int | None, **more: Any) -> Entry:
    return {"type": "run", "at": at(day), **pains(*answers), **more}


def walk(day: float) -> Entry:
    return {"type": "walk", "at": at(day), "minutes": 30, "before": 0, "morning": 0, "limp": False}


def ready_to_run() -> list[Entry]:
    """Three strength sessions, two walks, and a daily life without pain."""
    sessions = [session(day, 0, 0, 0, 0, daily_life_pain_free=True) for day in (0, 2, 4)]
    return [*sessions, walk(1), walk(3)]


def seen(book: Book, *entries: Entry, routine: str = "care", after: timedelta = SEEN_AFTER, **check_in: Any) -> Plan:
    """The plan that long after the last record."""
    last = max(entry["at"] for entry in entries)
    return plan(book, {}, entries, check_in, routine, last + after)


def doses(made: Plan) -> list[tuple[int, int | None] | None]:
    """Sets, and reps or seconds, of each step; None: out."""
    given = [step.dose for step in made.steps]
    return [None if dose is None else (dose.sets, dose.reps or dose.hold_s) for dose in given]


def test_1_two_greens_step_up_two_exercises(book: Book) -> None:
    assert doses(seen(book, session(0, *GOOD), session(2, *GOOD))) == [(1, 35), (3, 12), (1, 30)]


def test_2_one_green_holds(book: Book) -> None:
    made = seen(book, session(0, *GOOD))
    assert (made.light, doses(made)) == ("green", [(1, 30), (3, 10), (1, 30)])


def test_3_amber_cuts_what_hurt(book: Book) -> None:
    made = seen(book, session(0, 2, 4, 3, 2, painful=["bridge"]))
    assert (made.light, doses(made)) == ("amber", [(1, 30), (3, 8), (1, 30)])


def test_4_the_morning_makes_it_red(book: Book) -> None:
    made = seen(book, session(0, 1, 2, 1, 4))
    assert (made.light, doses(made)) == ("red", [(1, 21), (1, 7), (1, 21)])


def test_5_catching_is_red_and_acute(book: Book) -> None:
    made = seen(book, session(0, 1, 2, 1, 1, quality="catching"))
    assert (made.light, made.phase) == ("red", "acute")


def test_6_a_six_is_red_for_48_hours_and_puts_the_painful_out(book: Book) -> None:
    bad = session(0, 1, 6, 1, 1, painful=["bridge"])
    soon = seen(book, bad, after=timedelta(hours=47))
    assert soon.gate is not None
    assert (soon.gate.row, soon.gate.earliest, soon.phase) == (3, at(2), "acute")
    later = seen(book, bad, session(3, *GOOD), session(6, *GOOD))
    assert doses(seen(book, bad, session(3, *GOOD)))[1] is None
    assert doses(later)[1] == (1, 7)


def test_7_a_five_at_the_check_in_leads_to_rescue_with_half_the_sets(book: Book) -> None:
    refused = seen(book, session(0, *GOOD), before=5)
    assert refused.gate is not None
    assert (refused.gate.row, refused.gate.instead) == (5, "rescue")
    assert [dose and dose[0] for dose in doses(seen(book, session(0, *GOOD), routine="rescue", before=5))] == [1, 1, 1]


def test_8_an_amber_run_holds_and_two_greens_go_up(book: Book) -> None:
    amber = [*ready_to_run(), run(6, 0, 2, 0, 0, stage=3)]
    assert (seen(book, *amber).light, seen(book, *amber).run.stage) == ("amber", 3)
    greens = [*amber, run(10, 0, 0, 0, 0), run(12, 0, 0, 0, 0)]
    assert seen(book, *greens).run.stage == 4


def test_9_a_changed_gait_suspends(book: Book) -> None:
    made = seen(book, *ready_to_run(), run(6, 0, 1, 0, 0, stage=5, gait_changed=True))
    assert (made.light, made.run.allowed, made.run.stage) == ("red", False, 4)


@pytest.mark.parametrize(("sessions", "rung"), [(6, 0), (7, 1)])
def test_10_resistance_waits_for_three_sessions(book: Book, sessions: int, rung: int) -> None:
    """Pinned reps with two rungs, alone in its routine: its turn comes every time."""
    greens = [session(2 * number, *GOOD, routine="one-rung") for number in range(sessions)]
    made = seen(book, *greens, routine="one-rung")
    dose = made.steps[0].dose
    assert dose is not None
    assert dose.rung == rung


def test_11_saddle_numbness_is_an_emergency(book: Book) -> None:
    made = seen(book, session(0, 0, 0, 0, 0), red_flags=["saddle-numbness"])
    assert made.gate is not None
    assert (made.gate.row, made.notice) == (1, "emergency")


def test_12_an_unanswered_morning_holds_and_18_days_are_two_steps(book: Book) -> None:
    assert doses(seen(book, session(0, *GOOD), session(2, 1, 2, 1, None))) == [(1, 30), (3, 10), (1, 30)]
    greens = [session(2 * number, *GOOD) for number in range(6)]
    plank = seen(book, *greens, after=timedelta(days=2)).steps[0]
    assert (plank.held, plank.up) == (2, True)
    away = seen(book, *greens, after=timedelta(days=18))
    assert (doses(away)[0], away.steps[0].rows) == ((1, 30), {8})


def test_the_stages_of_running_are_those_of_the_table() -> None:
    assert [seconds_of(stage) // 60 for stage in range(1, 10)] == list(MINUTES)
    assert [run_s for run_s, _, _ in STAGES[8:]] == [1080, 1188, 1306, 1436, 1579, 1736, 1800]


def test_low_pain_alone_is_no_red(book: Book) -> None:
    assert seen(book, session(0, 0, 3, 0, 0)).light == "amber"
    assert seen(book, session(0, 0, 1, 0, 2)).light == "amber"


def test_a_steady_run_cuts_nothing(book: Book) -> None:
    made = seen(book, *(session(day, 0, 1, 0, 0) for day in (0, 2)), *(run(day, 0, 1, 0, 0) for day in (4, 6, 8)))
    assert made.light == "amber"
    assert all(step.full for step in made.steps)


def test_a_course_a_pause_and_its_breaks_change_nothing(book: Book) -> None:
    """But a break that hurt is a session like any other."""
    choice: Entry = {"type": "event", "at": at(-1), "kind": "course", "course": "steady-hips"}
    pause: Entry = {"type": "event", "at": at(1), "kind": "pause"}
    at_desk: Entry = {"type": "session", "at": at(1), "routine": "care", "done": 1.0, "a_day": True}
    plain = seen(book, session(0, *GOOD), session(2, *GOOD))
    assert seen(book, choice, session(0, *GOOD), pause, at_desk, session(2, *GOOD)) == plain
    hurt = seen(book, session(0, *GOOD), at_desk | {"worst": 6}, session(2, *GOOD))
    assert hurt != plain
