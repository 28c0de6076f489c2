"""The segments that a session is made of: getting ready, work, switching sides and rest; on the road, runs and walks.

Every lead-in (get ready, switch, rest) has the step, set and side of the work it leads to. Both sides get the same
work, unless the routine gives each its own. Left out: their order (``layout``), and time passing (``state``).
"""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.dose import DEFAULT_TEMPO, Dose, Prescription
from coach.domain.exercises.exercise import Exercise, Side, Sides
from coach.domain.listing import counted
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.session.explanation import explained_s, noted_s

EXPECTED_MAX_HOLD_S = 30
"""Estimated seconds of a max hold that was never measured."""

MINUTES_SAID_FROM_S = 120
COUNT_FROM_S = 3
"""The last seconds of a segment that are counted aloud; anything else must have been said by then."""


class SegmentKind(StrEnum):
    """What a segment is for."""

    GET_READY = "get-ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"


class Gait(StrEnum):
    """Whether a segment on the road is run or walked."""

    RUN = "run"
    WALK = "walk"


class Pacing(Struct, frozen=True, forbid_unknown_fields=True):
    """The runner's settings for times: seconds, and rests in percent of what the routine gives.

    ``hands_free``: reps follow the tempo; else each is counted by key. ``new``: ids of the exercises that are explained
    before their first set, for which getting ready takes as long as that needs. ``untried``: ids of those never done
    before; their explanation also says what they are for.
    """

    get_ready_s: int = 10
    switch_s: int = 5
    hands_free: bool = True
    rest_percent: int = 100
    new: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()

    def rest_of(self, prescription: Prescription) -> int:
        """Return the seconds of rest after a set, at the runner's percentage."""
        return self.share_of(prescription.rest)

    def share_of(self, rest_s: int) -> int:
        """Return ``rest_s`` at the runner's percentage, in whole seconds."""
        return (rest_s * self.rest_percent + 50) // 100

    def is_explained(self, exercise: Exercise) -> bool:
        """Whether an exercise is explained, step by step, before its first set."""
        return exercise.id in self.new and bool(exercise.steps)

    def says_why(self, exercise: Exercise) -> bool:
        """Whether the explanation also says what the exercise is for."""
        return self.is_explained(exercise) and exercise.id in self.untried and bool(exercise.why)

    def get_ready_for(self, exercise: Exercise, note: str = "") -> int:
        """Return the seconds to get ready for an exercise's first set, with time for explanation and ``note``."""
        explained = self.is_explained(exercise)
        if not (explained or note):
            return self.get_ready_s
        told_s = explained_s(exercise, says_why=self.says_why(exercise)) if explained else 0
        return max(self.get_ready_s, noted_s(exercise, note, told_s) + COUNT_FROM_S)


class Segment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stretch of a session. ``step`` is an index into the plan's steps.

    ``seconds`` None: open-ended, until the runner says done (a max hold, or reps counted by key). ``reps`` counts both
    sides where ``alternate``. ``set`` counts from 1. ``eased``: the step's easier exercise is done instead. ``gait`` is
    for work on the road; a walk after a run has that run's ``set``. ``explains``: this lead-in explains the exercise,
    with ``says_why`` also what it is for. ``in_round``: it is done in turn with other steps; then ``set`` is the number
    of the round, and ``sets`` the number of rounds. ``expected_s``: an estimate of the length where it is open-ended.
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
        """The step, set and side of this set, or of the one this leads to."""
        return self.step, self.set, self.side

    @property
    def is_work(self) -> bool:
        """Whether this is a set, not a lead-in."""
        return self.kind is SegmentKind.WORK

    @property
    def is_paced(self) -> bool:
        """Whether this is a set whose reps follow the tempo (others are counted by key)."""
        return self.is_work and self.reps is not None and self.seconds is not None

    @property
    def length_s(self) -> int:
        """Its length in seconds; the expected one where it is open-ended."""
        return self.seconds if self.seconds is not None else self.expected_s

    @property
    def rep_s(self) -> int:
        """Seconds of one rep at its tempo."""
        return sum(self.tempo)

    def rep_side(self, rep: int) -> Side | None:
        """Return the side of a rep, counted from 0; where sides alternate, even reps are left."""
        if not self.alternate:
            return self.side
        return Side.LEFT if rep % 2 == 0 else Side.RIGHT


def length_s(segments: tuple[Segment, ...]) -> int:
    """Return the seconds of all these segments together; what is open-ended counts with its expected length."""
    return sum(segment.length_s for segment in segments)


def exercise_of(plan: Plan, segment: Segment) -> Exercise:
    """Return the exercise of a segment: its step's own, or the easier one that replaced it."""
    step = plan.steps[segment.step]
    return step.easier if segment.eased and step.easier else step.exercise


def number_of(segment: Segment) -> str:
    """Say which set it is: ``set 1 of 2``, ``round 2 of 3``, ``run 2 of 6``; empty where there is only one."""
    word = "round" if segment.in_round else "run" if segment.gait else "set"
    return f"{word} {segment.set} of {segment.sets}" if segment.sets > 1 else ""


def held_s(plan: Plan, work: Segment) -> int | None:
    """Return the seconds for which each rep of a set is held, where its dose says so."""
    step = plan.steps[work.step]
    dose = step.easier.prescription.start() if work.eased and step.easier else step.dose
    return dose.hold_s if dose and dose.reps is not None else None


def resistance_of(plan: Plan, segment: Segment) -> str:
    """Return the resistance of the set that a segment is or leads to: ``light band``; empty where it has none."""
    step = plan.steps[segment.step]
    if segment.eased and step.easier:
        return next(iter(step.easier.prescription.resistance), "")
    return step.resistance or ""


def dose_said(plan: Plan, work: Segment, each_side: str = "each side") -> str:
    """Return how much a set is, in words, and with what: ``5 reps of 10 seconds each side, light band``."""
    resistance = resistance_of(plan, work)
    return _amount_said(plan, work, each_side) + (f", {resistance}" if resistance else "")


def _amount_said(plan: Plan, work: Segment, each_side: str) -> str:
    if work.reps is None:
        return "as long as your form lasts" if work.seconds is None else length_said(work.seconds)
    each_s = held_s(plan, work)
    held = f" of {length_said(each_s)}" if each_s is not None else ""
    reps = counted(work.reps // 2 if work.alternate else work.reps, "rep")
    return f"{reps}{held}{f' {each_side}' if work.alternate else ''}"


def length_said(seconds: int) -> str:
    """Return a duration as it is said: in whole minutes from two on, else in seconds."""
    if seconds >= MINUTES_SAID_FROM_S and seconds % 60 == 0:
        return f"{seconds // 60} minutes"
    return counted(seconds, "second")


def note_to_say(plan: Plan, segment: Segment) -> str:
    """Return the author's note on a step in segments with time for it: getting ready, rests, a first run or walk.

    Else empty; also for the easier exercise, as the note was not written for it.
    """
    step = plan.steps[segment.step]
    begins = segment.set == 1 and segment.gait is (Gait.WALK if step.walk_s is None else Gait.RUN)
    leads = segment.kind in (SegmentKind.GET_READY, SegmentKind.REST)
    return step.note if (leads or begins) and not segment.eased else ""


def set_of(segments: tuple[Segment, ...], segment: Segment) -> Segment:
    """Return the set that a segment is or leads to."""
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
    """Return the sets of one step, in the order its ``sides`` ask for, without lead-ins. ``only``: this side alone."""
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
    """Return the segments of a step on the road: walks only, or runs, each with the walk after it."""

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
    """Return the segment before an exercise's first set; longer where that is explained or has a ``note``."""
    ready = lead_in(SegmentKind.GET_READY, work, pacing.get_ready_for(exercise, note))
    return replace(ready, explains=pacing.is_explained(exercise), says_why=pacing.says_why(exercise))


def lead_in(kind: SegmentKind, work: Segment, seconds: int) -> Segment:
    """Return a lead-in to a set that lasts ``seconds``."""
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
