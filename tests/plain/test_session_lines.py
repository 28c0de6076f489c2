"""Facts to sentences, as a table."""

from datetime import UTC, datetime

import pytest
from domain.builders import asked, exercise, plan_of, reps
from msgspec.structs import replace

from coach.domain.exercises.dose import Range
from coach.domain.exercises.exercise import Side, Sides
from coach.domain.planning.plan import PlannedStep
from coach.domain.planning.planner import plan
from coach.domain.records.entries import Stopped
from coach.domain.records.history import History
from coach.domain.session.commands import Do
from coach.domain.session.facts import (
    Counted,
    Eased,
    Ended,
    Fact,
    Halfway,
    Lengthened,
    Paused,
    PauseReason,
    RepDone,
    RepMoved,
    RepPhase,
    Resumed,
    SetDone,
    Started,
)
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, Segment, SegmentKind
from coach.domain.session.state import SetResult
from coach.plain.session_lines import Scene, choices, fact_line, time_left

from .talking import LIBRARY

PLAN = plan(LIBRARY.catalogue, "psoas-care", History(), at=datetime(2026, 11, 1, tzinfo=UTC))
LEFT = Segment(kind=SegmentKind.WORK, step=0, set=1, sets=2, side=Side.LEFT, seconds=20)
MARCH = Segment(kind=SegmentKind.WORK, step=2, seconds=80, reps=20, alternate=True, tempo=(1, 1, 2))
MAX = Segment(kind=SegmentKind.WORK, step=4, expected_s=30)
KEYED = Segment(kind=SegmentKind.WORK, step=4, reps=10)


def scene(work: Segment, **more: object) -> Scene:
    return replace(Scene(plan=PLAN, segment=work, work=work), **more)  # type: ignore[arg-type]


def lead_in(kind: SegmentKind, seconds: int) -> Segment:
    return Segment(kind=kind, step=0, set=1, sets=2, side=Side.LEFT, seconds=seconds)


def held(seconds: int) -> SetResult:
    return SetResult(step=4, set=1, side=None, seconds=seconds, share=1.0)


def of(step: PlannedStep, kind: SegmentKind = SegmentKind.GET_READY) -> tuple[Fact, Scene]:
    """The lead-in to the first set of a step, and what it says."""
    work = next(each for each in lay_out(plan_of(step), Pacing()) if each.is_work)
    before = replace(work, kind=kind, seconds=5)
    return Started(0, before), Scene(plan=plan_of(step), segment=before, work=work)


CLAM = asked(exercise("Clam", reps(8, resistance=("light band",)), sides=Sides.EACH))
SQUEEZE = asked(exercise("Squeeze", reps(5, hold=Range.pinned(10))))
HALF = scene(LEFT)
CASES: list[tuple[Fact, Scene, str | None]] = [
    (
        Started(0, lead_in(SegmentKind.GET_READY, 10)),
        HALF,
        "Get ready: Psoas stretch, left side, set 1 of 2, 20 seconds.",
    ),
    (Started(0, lead_in(SegmentKind.SWITCH, 5)), HALF, "Switch to the left side: 5 seconds."),
    (
        Started(0, lead_in(SegmentKind.REST, 1)),
        scene(LEFT, left_s=480),
        "Rest 1 second. Next: Psoas stretch, left side, set 1 of 2, 20 seconds. 8 minutes left.",
    ),
    (*of(CLAM), "Get ready: Clam, left side, 8 reps, light band."),
    (*of(CLAM, SegmentKind.SWITCH), "Switch to the left side: 5 seconds."),
    (*of(replace(CLAM, side=Side.LEFT), SegmentKind.SWITCH), "Switch to the left side: 5 seconds. 8 reps, light band."),
    (*of(SQUEEZE), "Get ready: Squeeze, 5 reps of 10 seconds."),
    (Started(0, LEFT), HALF, "Go: 20 seconds."),
    (Started(0, LEFT), scene(LEFT, led_in=False), "Psoas stretch, left side, set 1 of 2, 20 seconds."),
    (Started(0, MARCH), scene(MARCH), "Go: 10 reps each side, in turn."),
    (Started(0, MAX), scene(MAX), "Go: as long as your form lasts. Type d and Enter when you stop."),
    (
        Started(0, MAX),
        scene(MAX, hands_free=True),
        "Go: as long as your form lasts. No key can come, so I end it after 30 seconds.",
    ),
    (Started(0, KEYED), scene(KEYED), "Go: 10 reps. Type d and Enter after each."),
    (Halfway(0, 10), HALF, "Halfway: 10 seconds left."),
    (Counted(0, 3), HALF, "3"),
    (Counted(0, 3, resuming=True), HALF, "On again in 3."),
    (RepMoved(0, 1, RepPhase.UP, 1, Side.LEFT), scene(MARCH), "1 left"),
    (RepMoved(0, 4, RepPhase.UP, 1, Side.RIGHT), scene(MARCH), "2 right"),
    (RepMoved(0, 4, RepPhase.DOWN, 2, Side.RIGHT), scene(MARCH), None),
    (RepMoved(0, 3, RepPhase.UP, 1, None), scene(replace(MARCH, alternate=False)), "3"),
    (RepMoved(0, 3, RepPhase.HOLD, 1, None), scene(replace(MARCH, alternate=False, tempo=(0, 1, 2))), "3"),
    (RepDone(0, 3, 20, Side.LEFT), scene(MARCH), None),
    (RepDone(0, 3, 10, None), scene(KEYED), "3 of 10."),
    (SetDone(0, LEFT, whole=True), HALF, "Done."),
    (SetDone(0, LEFT, whole=False), HALF, "Left there."),
    (SetDone(0, MAX, whole=True), scene(MAX, result=held(34)), "Done: held for 34 seconds."),
    (Paused(0, PauseReason.ASKED), HALF, "Paused. Enter goes on."),
    (Paused(0, PauseReason.GAP), HALF, "The clock stood still for a while, so this is paused. Enter goes on."),
    (Paused(0, PauseReason.GAP), scene(LEFT, hands_free=True), "The clock stood still for a while."),
    (Resumed(0), HALF, "Go on."),
    (Lengthened(0, 10), HALF, "10 seconds longer."),
    (Ended(0, None), HALF, "That was the last one. Well done."),
    (Ended(0, Stopped.PAIN), HALF, "Stopped because of pain. That was right."),
]


@pytest.mark.parametrize(("fact", "now", "line"), CASES)
def test_sentence(fact: Fact, now: Scene, line: str | None) -> None:
    assert fact_line(fact, now) == line


def test_an_exercise_is_explained_when_it_comes_first() -> None:
    first = fact_line(Started(0, lead_in(SegmentKind.GET_READY, 10)), scene(LEFT, taught=False))
    assert first is not None
    assert first.endswith("Stop at a clear, mild pull, and breathe.")


def test_the_easier_exercise_is_named_and_explained() -> None:
    line = fact_line(Eased(0, 0), scene(replace(LEFT, eased=True)))
    assert line is not None
    assert line.startswith("Easier from here: Gentle kneeling stretch. Kneel")


@pytest.mark.parametrize("stopped", [None, *Stopped])
def test_every_end_has_a_sentence(stopped: Stopped | None) -> None:
    assert fact_line(Ended(0, stopped), HALF)


@pytest.mark.parametrize(("seconds", "words"), [(1, "1 second left"), (89, "89 seconds left"), (90, "2 minutes left")])
def test_minutes_left(seconds: int, words: str) -> None:
    assert time_left(seconds) == words


def test_only_what_is_legal_is_offered() -> None:
    legal = frozenset({Do.PAUSE, Do.DONE, Do.QUIT})
    assert choices(legal, KEYED, is_work=True, paused=False) == "Enter pauses, d counts a rep, q quits."
    assert choices(legal, LEFT, is_work=False, paused=True) == "Enter goes on, d starts now, q quits."
