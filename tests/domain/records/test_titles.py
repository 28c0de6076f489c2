"""What entries are called."""

import pytest

from coach.domain.exercises.routine import Phase
from coach.domain.exercises.stage import Stage
from coach.domain.records.distance import Units
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Run, Session, Walk
from coach.domain.records.titles import amount, in_full, intervals, title, way

from ..builders import START, house, reps, routine


def _same(event: Event, words: str) -> tuple[Entry, str, str]:
    return event, words, words


CATALOGUE = house(routine("leg-day", [("bridge", reps(10))]))
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
    "a phase": _same(Event(at=START, kind=EventKind.PHASE, phase=Phase.ACUTE), "Phase set by hand: acute"),
    "a sign": _same(
        Event(at=START, kind=EventKind.RED_FLAG, flags=("groin-lump",)), "Warning sign: A lump in the groin"
    ),
    "two signs, one of them from a later coach": _same(
        Event(at=START, kind=EventKind.RED_FLAG, flags=("blood-in-urine", "new-sign")),
        "Warning signs: Blood in your urine; new-sign",
    ),
}


@pytest.mark.parametrize(("entry", "short", "full"), CASES.values(), ids=CASES)
def test_what_an_entry_is_called(entry: Entry, short: str, full: str) -> None:
    assert title(entry, CATALOGUE) == short
    assert in_full(entry, CATALOGUE, Units.METRIC) == full


def test_the_amount_of_a_run_is_its_running() -> None:
    assert amount(Run(at=START, run_s=630, walk_s=300)) == "10:30 min"


def test_the_way_in_miles() -> None:
    assert way(Run(at=START, run_s=1850, distance_m=5000), Units.IMPERIAL) == ("3.11 mi", "9:55 min/mile")
    assert way(Session(at=START, routine="leg-day"), Units.IMPERIAL) == ()


def test_intervals() -> None:
    assert intervals(Stage(100, 80, 6)) == "6 × 1:40 min running, 1:20 min walking"
    assert intervals(Stage(1080, 0, 1)) == "18 min running"
