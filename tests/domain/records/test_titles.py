"""What entries are called."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.course import Block, Course, Unit
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.stage import Stage
from coach.domain.records.distance import Units
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Measure, Run, Session, Unreadable, Walk
from coach.domain.records.rated import Rated
from coach.domain.records.titles import amount_done, distance_and_pace, full_title, intervals, record_title

from ..builders import START, house, reps, routine


def _same(event: Event, words: str) -> tuple[Entry, str, str]:
    return event, words, words


STEADY = Course(id="steady", name="Steady hips", blocks=(Block(id="load", name="Load", train=("leg-day",)),))
CATALOGUE = replace(house(routine("leg-day", [("bridge", reps(10))])), courses={"steady": STEADY})


def _course(words: str, **more: Any) -> tuple[Entry, str, str]:
    return _same(Event(at=START, kind=EventKind.COURSE, **more), words)


def _measure(words: str, **more: Any) -> tuple[Entry, str, str]:
    measure = Measure(at=START, **more)
    return measure, words, words


CASES: dict[str, tuple[Entry, str, str]] = {
    "a session": (Session(at=START, routine="leg-day", done=0.8), "leg-day", "leg-day, 80 %"),
    "a session of a routine that is gone": (Session(at=START, routine="gone"), "gone", "gone"),
    "a run": (
        Run(at=START, stage=3, run_s=600, walk_s=510),
        "Run, stage 3",
        "Run, stage 3, 10 min running, 8:30 min walking",
    ),
    "a run without a break": (Run(at=START, run_s=1080, walk_s=0), "Run", "Run, 18 min running"),
    "a run of which little is told": (Run(at=START), "Run", "Run"),
    "a walk": (Walk(at=START, minutes=30), "Brisk walk", "Brisk walk, 30 min"),
    "cross-training": (Activity(at=START, kind="water-polo", minutes=5), "Water polo", "Water polo, 5 min"),
    "a run that went some way": (
        Run(at=START, run_s=1200, walk_s=600, distance_m=4000),
        "Run",
        "Run, 20 min running, 10 min walking, 4.0 km · 7:30 min/km",
    ),
    "a run of which only the way is told": (Run(at=START, distance_m=800), "Run", "Run, 0.8 km"),
    "a walk that went some way": (
        Walk(at=START, minutes=30, distance_m=2500),
        "Brisk walk",
        "Brisk walk, 30 min, 2.5 km · 12:00 min/km",
    ),
    "cross-training that went some way": (
        Activity(at=START, kind="bike", minutes=60, distance_m=20_000),
        "Bike",
        "Bike, 60 min, 20.0 km",
    ),
    "an unlocking": _same(Event(at=START, kind=EventKind.UNLOCKED), "Training unlocked"),
    "an unlocking, with what came of it": _same(
        Event(at=START, kind=EventKind.UNLOCKED, note="ticked by mistake"), "Training unlocked: ticked by mistake"
    ),
    "an unlocking in a sentence": (
        Event(at=START, kind=EventKind.UNLOCKED, note="A mistake."),
        "Training unlocked: A mistake",
        "Training unlocked: A mistake",
    ),
    "a phase": _same(Event(at=START, kind=EventKind.PHASE, phase=Phase.ACUTE), "Phase set by hand: acute"),
    "a sign": _same(
        Event(at=START, kind=EventKind.RED_FLAG, flags=("groin-lump",)), "Warning sign: A lump in the groin"
    ),
    "two signs, one of them from a later coach": _same(
        Event(at=START, kind=EventKind.RED_FLAG, flags=("blood-in-urine", "new-sign")),
        "Warning signs: Blood in your urine; new-sign",
    ),
    "a sign that is not named": _same(Event(at=START, kind=EventKind.RED_FLAG), "Warning sign"),
    "a phase that is not named": _same(Event(at=START, kind=EventKind.PHASE), "Phase set by hand"),
    "a pause": _same(Event(at=START, kind=EventKind.PAUSE), "Ill or away"),
    "a pause with an end": _same(
        Event(at=START, kind=EventKind.PAUSE, until=date(2026, 11, 9)), "Ill or away until 9 Nov"
    ),
    "a course": _course("Course: Steady hips", course="steady"),
    "a block of it": _course("Course: Steady hips, Load", course="steady", block="load"),
    "a course that is gone": _course("Course: gone, two", course="gone", block="two"),
    "no course": _course("No course any more"),
    "a longer stay": _course("Stays in Load until 9 Nov", course="steady", block="load", until=date(2026, 11, 9)),
    "a longer stay where they are": _course("Stays in the present block until 9 Nov", until=date(2026, 11, 9)),
    "how well it goes": _measure(
        "How well it goes: stairs 7, tying a shoe 4", activity=(Rated("stairs", 7), Rated("tying a shoe", 4))
    ),
    "a check of each side": _measure(
        "Bridges: left 12, right 9 reps; pain 2", check="b", name="Bridges", unit=Unit.REPS, left=12, right=9, pain=2
    ),
    "a check of a second": _measure("Hold: left 1 second", check="b", name="Hold", unit=Unit.SECONDS, left=1),
    "a check of one and more": _measure(
        "Hold: left 3, right 1 rep", check="b", name="Hold", unit=Unit.REPS, left=3, right=1
    ),
    "a check without a unit": _measure("Hold: left 1 of 10", check="b", name="Hold", left=1),
    "a score of one side": _measure("Balance: right 6 of 10", check="b", name="Balance", unit=Unit.SCORE, right=6),
    "a check that was not done": _measure("b: not done", check="b", unit=Unit.SECONDS),
    "a row that cannot be read": (Unreadable(at=START, id="x", what="run", why="damaged"), "", ""),
}


@pytest.mark.parametrize(("entry", "short", "full"), CASES.values(), ids=CASES)
def test_what_an_entry_is_called(entry: Entry, short: str, full: str) -> None:
    assert record_title(entry, CATALOGUE) == short
    assert full_title(entry, CATALOGUE, Units.METRIC) == full


def test_the_amount_of_a_run_is_its_running() -> None:
    assert amount_done(Run(at=START, run_s=630, walk_s=300)) == "10:30 min"


def test_the_way_in_miles() -> None:
    assert distance_and_pace(Run(at=START, run_s=1850, distance_m=5000), Units.IMPERIAL) == ("3.11 mi", "9:55 min/mile")
    assert distance_and_pace(Session(at=START, routine="leg-day"), Units.IMPERIAL) == ()


def test_intervals() -> None:
    assert intervals(Stage(100, 80, 6)) == "6 × 1:40 min running, 1:20 min walking"
    assert intervals(Stage(1080, 0, 1)) == "18 min running"
    assert intervals(Stage(270, 90, 2, ((90, 90), (180, 0)))) == (
        "2 × (1:30 min running, 1:30 min walking, 3 min running)"
    )
