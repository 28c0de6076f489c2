"""What a session is made of: stretches of getting ready, work, switching sides and rest; on the road, of two gaits.

Left out: their order (``layout``), and time passing (``state``). Every lead-in (get ready, switch, rest) describes the
work it leads to. Both sides get the same work, unless the routine gives each its own.
"""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.dose import DEFAULT_TEMPO, Dose, Prescription
from coach.domain.exercises.exercise import Exercise, Side, Sides
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.session.explanation import explained_s, noted_s

EXPECTED_MAX_HOLD_S = 30
"""What a max hold is taken to last when a length is estimated and none was measured yet."""

COUNT_FROM_S = 3
"""From so many seconds left on, they are counted: until then, words have their time."""


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
        return self.share_of(prescription.rest)

    def share_of(self, rest_s: int) -> int:
        """Of so many seconds of rest those that the runner takes."""
        return (rest_s * self.rest_percent + 50) // 100

    def is_explained(self, exercise: Exercise) -> bool:
        """Whether all its steps are told."""
        return exercise.id in self.new and bool(exercise.steps)

    def says_why(self, exercise: Exercise) -> bool:
        """Whether it is said what it is for."""
        return self.is_explained(exercise) and exercise.id in self.untried and bool(exercise.why)

    def get_ready_for(self, exercise: Exercise, note: str = "") -> int:
        """Seconds before its first set, in which a ``note`` is said, too."""
        explained = self.is_explained(exercise)
        if not (explained or note):
            return self.get_ready_s
        told_s = explained_s(exercise, says_why=self.says_why(exercise)) if explained else 0
        return max(self.get_ready_s, noted_s(exercise, note, told_s) + COUNT_FROM_S)


class Segment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stretch of a session. ``step`` indexes the plan's steps.

    ``seconds`` None: open-ended, until the runner says done (a max hold, or reps counted by key). ``reps`` counts both
    sides where ``alternate``. ``set`` counts from 1. ``eased``: the step's easier exercise is done instead. ``gait``
    is for work on the road: running, or walking; a walk after a run has that run's number. ``explains``: before this
    set, all steps of its exercise are told; ``says_why``: and what it is for. ``in_round``: it is done in turn with
    other steps; then ``set`` is the number of the round, and ``sets`` how many there are.
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
    in_round: bool = False

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


def length_s(segments: tuple[Segment, ...]) -> int:
    """Seconds that these segments last, as far as can be told."""
    return sum(segment.length_s for segment in segments)


def exercise_of(plan: Plan, segment: Segment) -> Exercise:
    """The exercise that a segment is about: its step's own, or the easier one that took its place."""
    step = plan.steps[segment.step]
    return step.easier if segment.eased and step.easier else step.exercise


def number_of(segment: Segment) -> str:
    """Which set it is, of how many: ``set 1 of 2``, ``round 2 of 3``, ``run 2 of 6``; empty where there is but one."""
    word = "round" if segment.in_round else "run" if segment.gait else "set"
    return f"{word} {segment.set} of {segment.sets}" if segment.sets > 1 else ""


def note_to_say(plan: Plan, segment: Segment) -> str:
    """The author's note on a step, where a segment has room for it: before the step, in its rests, as a walk begins.

    Of its easier exercise they have said nothing.
    """
    step = plan.steps[segment.step]
    begins = segment.set == 1 and segment.gait is (Gait.WALK if step.walk_s is None else Gait.RUN)
    leads = segment.kind in (SegmentKind.GET_READY, SegmentKind.REST)
    return step.note if (leads or begins) and not segment.eased else ""


def set_of(segments: tuple[Segment, ...], segment: Segment) -> Segment:
    """The set that a segment is, or leads to."""
    if segment.is_work:
        return segment
    return next((each for each in segments if each.is_work and each.place == segment.place), segment)


def work_of(
    exercise: Exercise,
    prescription: Prescription,
    dose: Dose,
    step: int,
    last_max_s: int | None,
    pacing: Pacing,
    only: Side | None = None,
) -> list[Segment]:
    """The sets of one step, in the order of its sides, without lead-ins. ``only``: on this side alone."""
    turns: list[tuple[int, Side | None]]
    numbers = range(1, dose.sets + 1)
    alternate = exercise.sides is Sides.ALTERNATE and dose.reps is not None and only is None
    if only is not None and exercise.sides is not Sides.BOTH:
        turns = [(number, only) for number in numbers]
    elif exercise.sides is Sides.BOTH or alternate:
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


def on_the_road(step: PlannedStep, dose: Dose, index: int) -> list[Segment]:
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


def get_ready(work: Segment, exercise: Exercise, pacing: Pacing, note: str = "") -> Segment:
    """The time to get into position for an exercise's first set; longer where it is explained, or has a ``note``."""
    ready = lead_in(SegmentKind.GET_READY, work, pacing.get_ready_for(exercise, note))
    return replace(ready, explains=pacing.is_explained(exercise), says_why=pacing.says_why(exercise))


def lead_in(kind: SegmentKind, work: Segment, seconds: int) -> Segment:
    """What leads to a set, for so many seconds."""
    return Segment(
        kind=kind,
        step=work.step,
        set=work.set,
        sets=work.sets,
        side=work.side,
        seconds=seconds,
        eased=work.eased,
        in_round=work.in_round,
    )
