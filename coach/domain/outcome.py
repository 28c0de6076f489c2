"""What a session came to: the share done, and each step as it was performed.

Left out: the pain answers (``record``), which the runner gives afterwards.
"""

from dataclasses import replace

from coach.domain.exercise import Sides
from coach.domain.plan import PlannedStep
from coach.domain.record import StepDone, Stopped
from coach.domain.session import Hurt, SessionState, SetResult
from coach.domain.timeline import Segment, Side


def share_done(state: SessionState) -> float:
    """The share 0–1 of the work asked for that was finished. Every set weighs the same; what was trimmed, nothing."""
    return _rounded(sum(result.share for result in state.results) / state.asked)


def steps_done(state: SessionState) -> tuple[StepDone, ...]:
    """One row an exercise and side, in the plan's order; trimmed steps too, so that they count as no break."""
    rows: list[StepDone] = []
    for index, step in enumerate(state.plan.steps):
        if step.dose is None:
            if step.trimmed:
                rows.append(StepDone(exercise=step.exercise.id, sets=0, done=0.0, trimmed=True))
            continue
        results = [result for result in state.results if result.step == index]
        asked = [segment for segment in state.segments if segment.is_work and segment.step == index]
        hurts = [hurt for hurt in state.hurts if hurt.step == index]
        rows.extend(_with_pain(_row(step, side, results, asked), hurts, state.stopped) for side in _sides(step))
    return tuple(rows)


def painful(state: SessionState) -> tuple[str, ...]:
    """What was said to hurt, as a record names it: ``bridge-march:left``."""
    places = ((state.plan.steps[hurt.step].exercise.id, f":{hurt.side}" if hurt.side else "") for hurt in state.hurts)
    return tuple(dict.fromkeys(exercise + side for exercise, side in places))


def _with_pain(row: StepDone, hurts: list[Hurt], stopped: Stopped | None) -> StepDone:
    here = [hurt for hurt in hurts if row.side is None or hurt.side is None or hurt.side == row.side]
    if not here:
        return row
    ended = stopped is Stopped.PAIN or None
    return replace(row, pain=max(hurt.pain for hurt in here), stopped_for_pain=ended)


def _sides(step: PlannedStep) -> tuple[Side | None, ...]:
    """The sides that are counted apart. Reps that alternate within a set are one row, per side."""
    alternates = step.exercise.sides is Sides.ALTERNATE and step.dose is not None and step.dose.reps is not None
    return (None,) if step.exercise.sides is Sides.BOTH or alternates else tuple(Side)


def _row(step: PlannedStep, side: Side | None, results: list[SetResult], asked: list[Segment]) -> StepDone:
    dose = step.dose or step.level
    here = [result for result in results if side is None or result.side in (side, None)]
    # An easier exercise may have other sides than its step: what counts is what was laid out for this side.
    places = [segment.place for segment in asked if side is None or segment.side in (side, None)]
    finished = {(result.step, result.set, result.side) for result in here if result.share >= 1}
    unfinished_sets = {place[1] for place in places if place not in finished}
    own = [result for result in here if not result.eased]
    reps = max((result.reps for result in own if result.reps is not None), default=None)
    held = max((result.seconds for result in own if result.seconds is not None), default=None)
    alternates = step.exercise.sides is Sides.ALTERNATE
    eased = len(own) < len(here)
    return StepDone(
        exercise=step.exercise.id,
        side=side,
        sets=len({place[1] for place in places} - unfinished_sets),
        reps=reps // 2 if reps is not None and alternates else reps,
        hold_s=held if reps is None else dose.hold_s,
        resistance=step.resistance,
        done=_rounded(sum(result.share for result in here) / len(places)) if places else 0.0,
        eased=step.easier.id if eased and step.easier else None,
        trimmed=True if step.trimmed else None,
    )


def _rounded(share: float) -> float:
    return round(min(1.0, share), 4)
