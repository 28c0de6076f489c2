"""The record of a session: the share done, and each step as it was performed.

Left out: the pain answers (``records.answers``), which the runner gives afterwards.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from coach.domain.exercises.exercise import Side, Sides
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import PlannedStep
from coach.domain.records.answers import Answers, with_check_in, with_pain_answers
from coach.domain.records.entries import CheckIn, Quality, Run, Session, StepDone, Stopped, Walk
from coach.domain.rules.numbers import RETURN_TO_RUN_ROUTINE
from coach.domain.session.segments import Gait, Segment
from coach.domain.session.state import Hurt, SessionState, SetResult


def session_record(
    state: SessionState, record_id: str, at: datetime, check_in: CheckIn, stopped: Stopped | None = None
) -> Session | Run | Walk | None:
    """Return the record of a session begun at ``at``; None when nothing was done.

    ``stopped``: the reason, used where the state has none itself. The record of a programme is a run; if it ended
    before any running and without pain, it is a walk.
    """
    if not (state.results or state.hurts):
        return None
    record = _what_was_done(state, record_id, at, stopped or state.stopped)
    if record is None:
        return None
    worst = max((hurt.pain for hurt in state.hurts), default=None)
    told = Answers(worst=worst, quality=_worst_quality(state.hurts), painful=painful_exercises(state) or None)
    return with_check_in(with_pain_answers(record, told), check_in)


def _what_was_done(
    state: SessionState, record_id: str, at: datetime, stopped: Stopped | None
) -> Session | Run | Walk | None:
    """Return the record without any answers; None for a programme with no running and less than a minute of walking."""
    if state.plan.kind is not RoutineKind.RUN:
        done, steps = share_done(state), steps_done(state)
        return Session(id=record_id, at=at, routine=state.plan.routine, done=done, stopped=stopped, step=steps)
    run_s, walk_s = outdoor_seconds(state, Gait.RUN), outdoor_seconds(state, Gait.WALK)
    if run_s == 0 and not state.hurts:
        return Walk(id=record_id, at=at, minutes=walk_s // 60) if walk_s >= 60 else None
    of = state.plan.run
    stage = of.stage if of else None
    routine = of.programme if of and of.programme != RETURN_TO_RUN_ROUTINE else None
    done = _rounded(run_s / sum(segment.length_s for segment in state.segments if segment.gait is Gait.RUN))
    return Run(
        id=record_id, at=at, routine=routine, stage=stage, run_s=run_s, walk_s=walk_s, done=done, stopped=stopped
    )


def _worst_quality(hurts: Iterable[Hurt]) -> Quality | None:
    """Return the most alarming quality among the pains; None if none has a quality."""
    return max((hurt.quality for hurt in hurts if hurt.quality), key=lambda quality: quality.alarm, default=None)


def outdoor_seconds(state: SessionState, gait: Gait) -> int:
    """Return the seconds of running, or of walking, in all."""
    return sum(result.seconds or 0 for result in state.results if result.gait is gait)


def share_done(state: SessionState) -> float:
    """Return the share (0–1) of the work that was done. Every set has the same weight; what was trimmed has none."""
    return _rounded(sum(result.share for result in state.results) / state.asked)


def steps_done(state: SessionState) -> tuple[StepDone, ...]:
    """Return a row for each step and side, in the plan's order; for trimmed steps too, so that row 8 sees no break."""
    rows: list[StepDone] = []
    for index, step in enumerate(state.plan.steps):
        if step.dose is None:
            if step.trimmed:
                rows.append(StepDone(exercise=_asked(step), side=step.side, sets=0, done=0.0, trimmed=True))
            continue
        results = [result for result in state.results if result.step == index]
        asked = [segment for segment in state.segments if segment.is_work and segment.step == index]
        hurts = [hurt for hurt in state.hurts if hurt.step == index]
        rows.extend(_with_pain(_row(step, side, results, asked), hurts, state.stopped) for side in _sides(step))
    return tuple(rows)


def painful_exercises(state: SessionState) -> tuple[str, ...]:
    """Return the exercises that hurt, as a record names them (``bridge-march:left``), each once."""
    hurts = (hurt for hurt in state.hurts if hurt.pain or hurt.quality)  # else it was said not to hurt after all
    return tuple(dict.fromkeys(_place(state.plan.steps[hurt.step], hurt) for hurt in hurts))


def _place(step: PlannedStep, hurt: Hurt) -> str:
    exercise = step.easier if hurt.eased and step.easier else step.exercise
    return exercise.id + (f":{hurt.side}" if hurt.side else "")


def _with_pain(row: StepDone, hurts: list[Hurt], stopped: Stopped | None) -> StepDone:
    here = [hurt for hurt in hurts if row.side is None or hurt.side is None or hurt.side == row.side]
    if not here:
        return row
    ended = stopped is Stopped.PAIN or None
    worst = max(hurt.pain for hurt in here)
    return replace(row, pain=worst, quality=_worst_quality(here), stopped_for_pain=ended)


def _sides(step: PlannedStep) -> tuple[Side | None, ...]:
    """Return the sides that get a row each. Reps that alternate within a set get one row, whose reps are per side."""
    if step.side is not None and step.exercise.sides is not Sides.BOTH:
        return (step.side,)
    alternates = step.exercise.sides is Sides.ALTERNATE and step.dose is not None and step.dose.reps is not None
    return (None,) if step.exercise.sides is Sides.BOTH or alternates else tuple(Side)


def _row(step: PlannedStep, side: Side | None, results: list[SetResult], asked: list[Segment]) -> StepDone:
    dose = step.dose or step.level
    here = [result for result in results if side is None or result.side in (side, None)]
    # The easier exercise may have other sides than its step, so count the sets that were laid out for this side.
    places = [segment.place for segment in asked if side is None or segment.side in (side, None)]
    finished = {(result.step, result.set, result.side) for result in here if result.share >= 1}
    unfinished_sets = {place[1] for place in places if place not in finished}
    own = [result for result in here if not result.eased]
    reps = max((result.reps for result in own if result.reps is not None), default=None)
    held = max((result.seconds for result in own if result.seconds is not None), default=None)
    alternates = step.exercise.sides is Sides.ALTERNATE and step.side is None
    eased = len(own) < len(here)
    return StepDone(
        exercise=_asked(step),
        side=side,
        sets=len({place[1] for place in places} - unfinished_sets),
        reps=reps // 2 if reps is not None and alternates else reps,
        hold_s=held if reps is None else dose.hold_s,
        resistance=step.resistance,
        done=_rounded(sum(result.share for result in here) / len(places)) if places else 0.0,
        swapped=step.exercise.id if step.instead_of else None,
        eased=step.easier.id if eased and step.easier else None,
        # A swapped exercise was not done, so no part of it was trimmed: for row 8 it was away.
        trimmed=True if step.trimmed and not step.instead_of else None,
    )


def _asked(step: PlannedStep) -> str:
    """Return the id of the exercise that the routine asks for, even where another was done in its place."""
    return step.instead_of or step.exercise.id


def _rounded(share: float) -> float:
    return round(min(1.0, share), 4)
