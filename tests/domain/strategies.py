"""Hypothesis strategies for the domain: prescriptions, catalogues, histories and pain answers."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from coach.domain.dose import Prescription, Range
from coach.domain.exercise import Exercise, Sides
from coach.domain.plan import PlannedStep
from coach.domain.record import Entry, Quality, Run, Session, Start, Stopped
from coach.domain.routine import Adapt, Catalogue, Phase, Routine, RoutineKind
from coach.domain.timeline import Pacing

from .builders import GREEN, LIGHTS, START, asked, catalogue, exercise, hold, max_hold, reps, routine, session

PAIN = st.integers(0, 10)
EXERCISES = ("bridge", "plank", "march", "skips", "dynamic-warm-up")


@st.composite
def ranges(draw: st.DrawFn, low: int, high: int, step: int) -> Range:
    """A range between two numbers, often pinned."""
    first = draw(st.integers(low, high))
    return Range(first, draw(st.integers(first, high)), draw(st.integers(1, step)))


@st.composite
def prescriptions(draw: st.DrawFn) -> Prescription:
    """Reps, a hold, both, or a max hold; with sets, rungs and perhaps a floor of its own."""
    work = draw(st.sampled_from(["reps", "hold", "both", "max"]))
    return Prescription(
        sets=Range.pinned(draw(st.integers(1, 3))) if work == "max" else draw(ranges(1, 4, 1)),
        reps=draw(ranges(1, 20, 6)) if work in ("reps", "both") else None,
        hold=draw(ranges(1, 60, 15)) if work in ("hold", "both") else None,
        max_hold=work == "max",
        resistance=draw(st.sampled_from([(), (), ("none", "light"), ("none", "light", "strong")])),
        floor=draw(st.none() | st.integers(1, 30)),
    )


SOME_PRESCRIPTIONS = (
    reps(10, 14, sets=(1, 2)),
    reps(8, 10, sets=(2, 3), resistance=("none", "light", "strong")),
    reps(10, resistance=("none", "light")),
    reps(6, 7, floor=2),
    hold(20, 30, sets=(3, 3)),
    hold(30, 33, floor=25, resistance=("none", "light")),
    Prescription(reps=Range(5, 7, 2), hold=Range(3, 12, 5)),
    max_hold(sets=2),
)
"""Short ladders: a history of a dozen records climbs to the top of them."""


@st.composite
def routines(draw: st.DrawFn, name: str) -> Routine:
    step = st.tuples(st.sampled_from(EXERCISES), st.sampled_from(SOME_PRESCRIPTIONS))
    adapt = draw(st.sampled_from([Adapt(), Adapt(2, 4), Adapt(3, 5)]))
    steps = draw(st.lists(step, min_size=1, max_size=4))
    return routine(name, steps, kind=draw(st.sampled_from(RoutineKind)), adapt=adapt)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Two or three routines that share exercises."""
    names = ("main", "other", "third")[: draw(st.integers(2, 3))]
    return catalogue(*(draw(routines(name)) for name in names))


STARTS = st.builds(Start, phase=st.none() | st.sampled_from(Phase), usual_morning=st.none() | st.integers(0, 6))


ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "before": st.none() | PAIN,
    "worst": st.none() | PAIN,
    "after": st.none() | PAIN,
    "morning": st.none() | PAIN,
    "quality": st.none() | st.sampled_from(Quality),
    "gait_changed": st.none() | st.booleans(),
    "effort": st.none() | st.integers(0, 10),
    "painful": st.none() | st.lists(st.sampled_from(EXERCISES), max_size=2, unique=True).map(tuple),
    "painkiller": st.none() | st.booleans(),
}
MOODS = ("green", "green", "green", "amber", "amber", "red", "missing", "any")
GAPS_IN_DAYS = (2, 2, 3, 1, 0.5, 7, 8, 15, 29)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """Answers about a record: of a light, or with one of them missing, or any at all."""
    mood = draw(st.sampled_from(MOODS))
    if mood == "any":
        return {**GREEN, **{name: draw(some) for name, some in ANSWERS.items()}}
    if mood == "missing":
        return {**GREEN, draw(st.sampled_from(sorted(ANSWERS))): None}
    given = dict(LIGHTS[mood])
    if mood != "green":
        given["painful"] = draw(ANSWERS["painful"])
    return given


@st.composite
def records(draw: st.DrawFn, moment: datetime) -> Session | Run:
    """A session, sometimes of a routine that is no more, or a run."""
    given = draw(answers())
    name = draw(st.sampled_from(["main", "main", "main", "other", "other", "third", "gone", "run"]))
    if name == "run":
        return Run(at=moment, **given)
    given["done"] = draw(st.sampled_from([1.0, 1.0, 0.9, 0.4, 0.0, None]))
    if given["done"] != 1:
        given["stopped"] = draw(st.sampled_from([None, Stopped.TIRED, *Stopped]))
    return Session(at=moment, routine=name, **given)


@st.composite
def histories(draw: st.DrawFn, min_size: int = 0) -> list[Entry]:
    """Up to a dozen sessions and runs in the order of their time, no two at once: greens in a row, then anything."""
    greens = draw(st.sampled_from([0, 2, 3, 6, 8]))
    known: list[Entry] = [session(2 * number - 2 * greens) for number in range(greens)]
    moment = START
    for gap in draw(st.lists(st.sampled_from(GAPS_IN_DAYS), min_size=max(0, min_size - greens), max_size=5)):
        known.append(draw(records(moment)))
        moment += timedelta(days=gap)
    return known


PACINGS = st.builds(
    Pacing, get_ready_s=st.sampled_from([0, 3, 10]), switch_s=st.sampled_from([0, 5]), hands_free=st.booleans()
)


@st.composite
def asked_steps(draw: st.DrawFn, *, easier: bool = False) -> PlannedStep:
    """A step of a plan at the start of some range; perhaps with an easier exercise."""

    def some(name: str) -> Exercise:
        prescription = replace(
            draw(prescriptions()),
            rest=draw(st.sampled_from([0, 2, 20])),
            tempo=draw(st.sampled_from([None, (1, 0, 3), (0, 0, 2), (2, 1, 2)])),
        )
        return exercise(name, prescription, sides=draw(st.sampled_from(Sides)))

    return asked(
        some("bridge"),
        easier=some("easy-bridge") if easier and draw(st.booleans()) else None,
        priority=draw(st.integers(1, 9)),
    )
