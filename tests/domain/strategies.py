"""Hypothesis strategies for the domain: prescriptions, catalogues, histories and pain answers."""

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import Prescription, Range
from coach.domain.exercises.exercise import Exercise, Sides
from coach.domain.exercises.routine import Adapt, Phase, Round, Routine, RoutineKind
from coach.domain.planning.plan import PlannedStep
from coach.domain.records.entries import (
    NO_CHECK_IN,
    Activity,
    CheckIn,
    Entry,
    Event,
    EventKind,
    Quality,
    Run,
    Session,
    Stopped,
    Walk,
)
from coach.domain.records.history import Start
from coach.domain.session.segments import Pacing

from .builders import (
    GREEN,
    LIGHTS,
    START,
    asked,
    at,
    catalogue,
    exercise,
    hold,
    max_hold,
    ready_to_run,
    reps,
    routine,
    run,
    session,
    stand_ins,
)

PAIN = st.integers(0, 10)
EXERCISES = ("bridge", "plank", "march", "skips", "dynamic-warm-up")

KINDS = [kind for kind in RoutineKind if kind is not RoutineKind.RUN]
"""A routine of kind run is a programme, with steps of its own sort."""


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
    return routine(name, steps, kind=draw(st.sampled_from(KINDS)), adapt=adapt)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Two or three routines that share exercises."""
    names = ("main", "other", "third")[: draw(st.integers(2, 3))]
    return catalogue(*(draw(routines(name)) for name in names))


STARTS = st.builds(Start, phase=st.none() | st.sampled_from(Phase), usual_morning=st.none() | st.integers(0, 6))
STARTS_OF_RUNNERS = st.builds(
    Start,
    phase=st.sampled_from([None, None, *Phase]),
    run_minutes=st.none() | st.sampled_from([5, 6, 17, 18, 30, 60]),
    runs_per_week=st.none() | st.integers(1, 4),
    own_runs=st.sampled_from([None, None, None, False, True]),
)


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
GAPS_IN_DAYS = (2, 2, 3, 1, 0.5, 7, 11, 18, 29)


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
        return draw(st.sampled_from([Run(at=moment, **given), replace(run(0, "steady"), at=moment)]))
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


@st.composite
def sessions_of_steps(draw: st.DrawFn, *, easier: bool = False) -> list[PlannedStep]:
    """Up to three steps, one after the other; or some of them, or all, in rounds."""
    steps = draw(st.lists(asked_steps(easier=easier), min_size=1, max_size=3))
    turns = st.none() | st.sampled_from([Round("a", 60), Round("b", 0)])
    rounds = draw(st.lists(turns, min_size=len(steps), max_size=len(steps)))
    together = sorted(rounds, key=lambda one: one.id if one else "")
    return [replace(step, round=of) for step, of in zip(steps, together, strict=True)]


# --- whole histories: check-ins, notes, events, runs, phases ---------------------------------------------------------

FLAGS = ("groin-lump", "leg-weakness", "no-better-after-weeks", "something-new")
YES_NO = st.none() | st.booleans()
SELDOM = st.sampled_from([None] * 10 + [False, True])
FEW_FLAGS = st.sampled_from([None] * 40 + [(), *((flag,) for flag in FLAGS)])
CHECK_INS = st.sampled_from([NO_CHECK_IN, CheckIn(before=0), CheckIn(before=2)]) | st.builds(
    CheckIn,
    before=st.none() | st.integers(0, 3) | PAIN,
    sharp=SELDOM,
    limp=SELDOM,
    painkiller=YES_NO,
    iced_minutes_ago=st.sampled_from([None, 0, 19, 20, 60]),
    daily_life_pain_free=YES_NO,
    red_flags=FEW_FLAGS,
)
SOME_PHASES = ((), tuple(Phase), tuple(Phase), (Phase.RECOVERY,), (Phase.MAINTENANCE,), (Phase.ACUTE, Phase.RECOVERY))
WITHOUT_RUNGS = tuple(some for some in SOME_PRESCRIPTIONS if not some.resistance)
SOME_EXERCISES = (*EXERCISES, "lunge-stretch")


@st.composite
def houses(draw: st.DrawFn) -> Catalogue:
    """``main`` and ``other``, of any phases, with the routines that stand in for refused ones. No resistance grows."""
    step = st.tuples(st.sampled_from(SOME_EXERCISES), st.sampled_from(WITHOUT_RUNGS))
    some = [
        routine(
            name,
            draw(st.lists(step, min_size=1, max_size=3)),
            kind=draw(st.sampled_from(KINDS)),
            phases=draw(st.sampled_from(SOME_PHASES)),
        )
        for name in ("main", "other")
    ]
    return catalogue(*some, *stand_ins())


def runner(*runs: Run) -> list[Entry]:
    return [*ready_to_run(), *runs]


BEGINNINGS: tuple[list[Entry], ...] = (
    [],
    [session(2 * number) for number in range(4)],
    [session(2 * number, daily_life_pain_free=True) for number in range(8)],
    ready_to_run(),
    runner(run(6)),
    runner(run(6, stage=3), run(8), run(13)),
    runner(run(6, stage=8), run(8), run(10), run(13), run(15)),
    runner(run(6, stage=9), run(9, stage=9)),
    runner(run(6, stage=9), run(8, "amber", stage=9)),
    runner(run(6, "steady", stage=3), run(9, "steady"), run(12, "steady")),
    [session(0, before=4, worst=4, name="rescue"), *(session(day, name="acute-relief") for day in (2, 4))],
    [session(0, "amber"), session(3, "amber", name="other")],
    [session(0, "amber"), Event(at=at(1), kind=EventKind.PHASE, phase=Phase.MAINTENANCE), session(2, "amber")],
    [session(0, "red"), session(3), session(5)],
    [*(session(2 * number) for number in range(4)), session(8, stopped=Stopped.TIRED, done=0.3)],
    [session(0, before=2, worst=2, gait_changed=True), *(session(day, worst=1) for day in (2, 3.5))],
)


@st.composite
def whole_histories(draw: st.DrawFn, min_size: int = 0) -> list[Entry]:
    """A beginning, then up to three entries of any kind, the last a record where there must be one. No two at once."""
    known = list(draw(st.sampled_from(BEGINNINGS)))
    moment = known[-1].at if known else START
    gaps = draw(st.lists(st.sampled_from(GAPS_IN_DAYS), min_size=min_size, max_size=3))
    for number, gap in enumerate(gaps, 1):
        moment += timedelta(days=gap)
        known.append(draw(whole_records(moment) if number == len(gaps) else entries(moment)))
    return known


@st.composite
def entries(draw: st.DrawFn, moment: datetime) -> Entry:
    """Mostly a record, else a walk, cross-training or an event."""
    kind = draw(st.sampled_from(["record"] * 10 + ["walk", "activity", "phase", "flag", "unlocked"]))
    if kind == "record":
        return draw(whole_records(moment))
    if kind == "walk":
        limp, morning = draw(YES_NO), draw(st.none() | st.integers(0, 2))
        return Walk(at=moment, minutes=draw(st.sampled_from([30, 29, None])), limp=limp, before=1, morning=morning)
    if kind == "activity":
        return Activity(at=moment, kind="swim", daily_life_pain_free=draw(YES_NO))
    if kind == "phase":
        return Event(at=moment, kind=EventKind.PHASE, phase=draw(st.sampled_from(Phase)))
    if kind == "flag":
        return Event(at=moment, kind=EventKind.RED_FLAG, flags=(draw(st.sampled_from(FLAGS)),))
    return Event(at=moment, kind=EventKind.UNLOCKED)


@st.composite
def whole_records(draw: st.DrawFn, moment: datetime) -> Session | Run:
    """A green one, or any record with the answers of its check-in; or a run with a stage and its seconds."""
    if draw(st.booleans()):
        green = draw(st.sampled_from([session(0), session(0), session(0, name="other"), run(0), run(0, "steady")]))
        return replace(green, at=moment)
    record = draw(records(moment))
    told = {name: draw(SELDOM) for name in ("sharp", "limp")}
    told |= {"daily_life_pain_free": draw(YES_NO), "red_flags": draw(FEW_FLAGS)}
    if isinstance(record, Run):
        told["stage"] = draw(st.sampled_from([None, None, 1, 8, 9, 10, 12]))
        told["run_s"] = draw(st.sampled_from([None, 300, 1080, 1800]))
        return replace(record, **told)
    routine_id = draw(st.sampled_from([record.routine, record.routine, "rescue", "acute-relief"]))
    return replace(record, **told, routine=routine_id)


@st.composite
def wild_histories(draw: st.DrawFn) -> list[Entry]:
    """Anything a history file may hold: every value at its bounds, entries of one moment, several zones."""
    return [draw(_wild_entry(draw(_MOMENTS))) for _ in range(draw(st.integers(0, 8)))]


_MOMENTS = st.builds(
    lambda hours, zone: (START + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=zone))),
    st.sampled_from([0, 0, 1, 24, 48, 100, 336, 800, 20_000, -20_000]) | st.integers(0, 2_000),
    st.sampled_from([0, 0, 14, -12, 5.5]),
)


@st.composite
def _wild_entry(draw: st.DrawFn, moment: datetime) -> Entry:
    entry = draw(entries(moment))
    if isinstance(entry, Event):
        return replace(entry, flags=draw(st.none() | st.just(()) | st.just(("", "leg-weakness"))))
    some = {name: draw(answer) for name, answer in ANSWERS.items()}
    entry = replace(entry, **some, red_flags=draw(st.sampled_from([None, (), ("",), FLAGS])))
    if isinstance(entry, Run):
        stage, run_s = draw(st.none() | st.integers(1, 60)), draw(st.none() | st.integers(0, 86_400))
        return replace(entry, stage=stage, run_s=run_s, walk_s=draw(st.none() | st.integers(0, 86_400)))
    return entry
