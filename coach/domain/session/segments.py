"""A plan laid out in time: get ready, work, switch sides, rest; on the road, running and walking in turn.

Left out: time passing (``session``). Every lead-in (get ready, switch, rest) describes the work it leads to.
Both sides always get the same work.
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.dose import DEFAULT_TEMPO, Dose, Prescription
from coach.domain.exercises.exercise import Exercise, Sides
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.session.explanation import explained_s

EXPECTED_MAX_HOLD_S = 30
"""What a max hold is taken to last when a length is estimated and none was measured yet."""

COUNT_FROM_S = 3
"""From so many seconds left on, they are counted: until then, words have their time."""


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class SegmentKind(StrEnum):
    """What a stretch of a session is for."""

    GET_READY = "get-ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


class Gait(StrEnum):
    """How one moves along in a stretch on the road."""

    RUN = "run"
    WALK = "walk"


class Pacing(Struct, frozen=True, forbid_unknown_fields=True):
    """The lengths a runner sets, in seconds; rests in percent of what the routine gives.

    ``hands_free``: reps follow the tempo; else each is counted by key. ``new``: the ids of the exercises that are
    explained before their first set, with as long to get ready as that takes. ``untried``: those that were never done,
    of which it is said, too, what they are for.
    """

    get_ready_s: int = 10
    switch_s: int = 5
    hands_free: bool = True
    rest_percent: int = 100
    new: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()

    def rest_of(self, prescription: Prescription) -> int:
        """Seconds of rest after a set."""
        return (prescription.rest * self.rest_percent + 50) // 100

    def is_explained(self, exercise: Exercise) -> bool:
        """Whether all its steps are told."""
        return exercise.id in self.new and bool(exercise.steps)

    def says_why(self, exercise: Exercise) -> bool:
        """Whether it is said what it is for."""
        return self.is_explained(exercise) and exercise.id in self.untried and bool(exercise.why)

    def get_ready_for(self, exercise: Exercise) -> int:
        """Seconds before its first set."""
        if not self.is_explained(exercise):
            return self.get_ready_s
        return max(self.get_ready_s, explained_s(exercise, says_why=self.says_why(exercise)) + COUNT_FROM_S)


class Segment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stretch of a session. ``step`` indexes the plan's steps.

    ``seconds`` None: open-ended, until the runner says done (a max hold, or reps counted by key). ``reps`` counts both
    sides where ``alternate``. ``set`` counts from 1. ``eased``: the step's easier exercise is done instead. ``gait``
    is for work on the road: running, or walking; a walk after a run has that run's number. ``explains``: before this
    set, all steps of its exercise are told; ``says_why``: and what it is for.
    """

    kind: SegmentKind
    step: int
    set: int = 1
    sets: int = 1
    side: Side | None = None
    seconds: int | None = None
    reps: int | None = None
    alternate: bool = False
    tempo: tuple[int, int, int] = DEFAULT_TEMPO
    expected_s: int = 0
    eased: bool = False
    gait: Gait | None = None
    explains: bool = False
    says_why: bool = False

    @property
    def place(self) -> tuple[int, int, Side | None]:
        """The step, set and side that this is, or leads to."""
        return self.step, self.set, self.side

    @property
    def is_work(self) -> bool:
        """Whether this is a set, not a lead-in."""
        return self.kind is SegmentKind.WORK

    @property
    def length_s(self) -> int:
        """How long it lasts in seconds, or is expected to."""
        return self.seconds if self.seconds is not None else self.expected_s

    @property
    def rep_s(self) -> int:
        """Seconds of one rep at its tempo."""
        return sum(self.tempo)

    def rep_side(self, rep: int) -> Side | None:
        """The side of a rep, counted from 0."""
        if not self.alternate:
            return self.side
        return Side.LEFT if rep % 2 == 0 else Side.RIGHT


def lay_out(plan: Plan, pacing: Pacing) -> tuple[Segment, ...]:
    """The segments of a whole plan, in order. Empty when nothing is asked."""
    segments: list[Segment] = []
    rest_before = 0
    explained: set[str] = set()
    for index, step in enumerate(plan.steps):
        if step.dose is None:
            continue
        if plan.kind is RoutineKind.RUN:
            strides = _on_the_road(step, step.dose, index)
            # Nobody needs time to get from a walk into a run: only the first stretch has its lead-in.
            if not segments:
                segments.append(_lead_in(SegmentKind.GET_READY, strides[0], pacing.get_ready_s))
            segments.extend(strides)
            continue
        sets = work_of(step.exercise, step.prescription, step.dose, index, step.last_max_s, pacing)
        rest_s = pacing.rest_of(step.prescription)
        again = step.exercise.id in explained  # its second place in the routine: told a moment ago
        ready = get_ready(sets[0], step.exercise, replace(pacing, new=()) if again else pacing)
        explained.add(step.exercise.id)
        # Rest, whose last seconds are for getting ready.
        if rest_before > ready.length_s:
            segments.append(_lead_in(SegmentKind.REST, sets[0], rest_before - ready.length_s))
        segments.append(ready)
        segments.extend(join(sets, rest_s, pacing))
        rest_before = rest_s
    return tuple(segments)


def length_s(segments: tuple[Segment, ...]) -> int:
    """Seconds that these segments last, as far as can be told."""
    return sum(segment.length_s for segment in segments)


def exercise_of(plan: Plan, segment: Segment) -> Exercise:
    """The exercise that a segment is about: its step's own, or the easier one that took its place."""
    step = plan.steps[segment.step]
    return step.easier if segment.eased and step.easier else step.exercise


def set_of(segments: tuple[Segment, ...], segment: Segment) -> Segment:
    """The set that a segment is, or leads to."""
    if segment.is_work:
        return segment
    return next((each for each in segments if each.is_work and each.place == segment.place), segment)


def work_of(
    exercise: Exercise, prescription: Prescription, dose: Dose, step: int, last_max_s: int | None, pacing: Pacing
) -> list[Segment]:
    """The sets of one step, in the order of its sides, without lead-ins."""
    turns: list[tuple[int, Side | None]]
    numbers = range(1, dose.sets + 1)
    alternate = exercise.sides is Sides.ALTERNATE and dose.reps is not None
    if exercise.sides is Sides.BOTH or alternate:
        turns = [(number, None) for number in numbers]
    elif exercise.sides is Sides.EACH:
        turns = [(number, side) for side in Side for number in numbers]
    else:
        turns = [(number, side) for number in numbers for side in Side]
    return [
        _work(prescription, dose, step, number, side, alternate=alternate, last_max_s=last_max_s, pacing=pacing)
        for number, side in turns
    ]


def _work(
    prescription: Prescription,
    dose: Dose,
    step: int,
    number: int,
    side: Side | None,
    *,
    alternate: bool,
    last_max_s: int | None,
    pacing: Pacing,
) -> Segment:
    up, pause, down = prescription.tempo or DEFAULT_TEMPO
    tempo = (up, dose.hold_s if dose.hold_s is not None else pause, down)
    reps = None if dose.reps is None else dose.reps * (2 if alternate else 1)
    paced_s = (reps or 0) * sum(tempo)
    timed = not dose.max and (reps is None or pacing.hands_free)
    return Segment(
        kind=SegmentKind.WORK,
        step=step,
        set=number,
        sets=dose.sets,
        side=side,
        seconds=(dose.hold_s if reps is None else paced_s) if timed else None,
        reps=reps,
        alternate=alternate,
        tempo=tempo,
        expected_s=(last_max_s or EXPECTED_MAX_HOLD_S) if dose.max else paced_s,
    )


def _on_the_road(step: PlannedStep, dose: Dose, index: int) -> list[Segment]:
    """A walk; or runs, each with the walk that follows it."""

    def stretch(gait: Gait, number: int, seconds: int) -> Segment:
        return Segment(
            kind=SegmentKind.WORK,
            step=index,
            set=number,
            sets=dose.sets,
            seconds=seconds,
            expected_s=seconds,
            gait=gait,
        )

    seconds = dose.hold_s or 0
    if step.walk_s is None:
        return [stretch(Gait.WALK, number, seconds) for number in range(1, dose.sets + 1)]
    runs = [
        (stretch(Gait.RUN, number, run_s), stretch(Gait.WALK, number, walk_s))
        for number, (run_s, walk_s) in enumerate(step.strides, 1)
    ]
    return [each for pair in runs for each in pair if each.seconds]


def join(sets: list[Segment], rest_s: int, pacing: Pacing) -> Iterator[Segment]:
    """Sets of one exercise with what lies between them: a switch where the side changes, else a rest."""
    for before, work in zip([None, *sets], sets, strict=False):
        if before is not None:
            if before.side is not work.side:
                yield _lead_in(SegmentKind.SWITCH, work, pacing.switch_s)
            elif rest_s:
                yield _lead_in(SegmentKind.REST, work, rest_s)
        yield work


def get_ready(work: Segment, exercise: Exercise, pacing: Pacing) -> Segment:
    """The time to get into position for an exercise's first set; longer where it is explained."""
    lead_in = _lead_in(SegmentKind.GET_READY, work, pacing.get_ready_for(exercise))
    return replace(lead_in, explains=pacing.is_explained(exercise), says_why=pacing.says_why(exercise))


def _lead_in(kind: SegmentKind, work: Segment, seconds: int) -> Segment:
    return Segment(
        kind=kind, step=work.step, set=work.set, sets=work.sets, side=work.side, seconds=seconds, eased=work.eased
    )
