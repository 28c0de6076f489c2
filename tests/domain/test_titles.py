"""What entries are called."""

import pytest

from coach.domain.record import Activity, Entry, Event, EventKind, Run, Session, Walk
from coach.domain.titles import amount, in_full, intervals, title

from .builders import START, house, reps, routine

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
    "an event": (Event(at=START, kind=EventKind.UNLOCKED), "unlocked", "unlocked"),
}


@pytest.mark.parametrize(("entry", "short", "full"), CASES.values(), ids=CASES)
def test_what_an_entry_is_called(entry: Entry, short: str, full: str) -> None:
    assert title(entry, CATALOGUE) == short
    assert in_full(entry, CATALOGUE) == full


def test_the_amount_of_a_run_is_its_running() -> None:
    assert amount(Run(at=START, run_s=630, walk_s=300)) == "10:30 min"


def test_intervals() -> None:
    assert intervals(100, 80, 6) == "6 × 1:40 min running, 1:20 min walking"
    assert intervals(1080, 0, 1) == "18 min running"
