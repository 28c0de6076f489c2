"""Rebuild a session's segments so that the rest of the present step is done as its easier exercise.

Left out: when a runner may ask for that, and how it is logged (``commands``).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from coach.domain.exercises.exercise import Exercise, Side
from coach.domain.session.layout import join
from coach.domain.session.segments import Pacing, Segment, SegmentKind, get_ready, work_of
from coach.domain.session.state import SessionState


def eased_segments(state: SessionState, easier: Exercise) -> tuple[Segment, ...]:
    """Return all segments, with the remaining sets of the present step replaced by those of its easier exercise."""
    if state.segment.in_round:
        return (*state.segments[: state.index], *_in_rounds(state, easier))
    end_of_step = _end_of_step(state)
    eased = _eased_sets(_left(state), easier, state)
    rest_s = state.pacing.rest_of(easier.prescription)
    return (
        *state.segments[: state.index],
        *_lead_in(state, easier, eased[0]),
        *join(eased, rest_s, state.pacing),
        *state.segments[end_of_step:],
    )


def _in_rounds(state: SessionState, easier: Exercise) -> Iterator[Segment]:
    """Yield the segments from here on, the step's sets replaced in place, so that the other steps keep their turns."""
    here = state.segment
    eased = {number: [*sets] for number, sets in groupby(_eased_sets(_left(state), easier, state), _round)}
    rest_s = state.pacing.rest_of(easier.prescription)
    placed: set[int] = set()
    told_at = here.set if state.pacing.is_explained(easier) else None
    for index, segment in enumerate(state.segments[state.index :]):
        sets = eased.get(segment.set, [])
        if segment.step != here.step:
            yield segment
        elif segment.set in placed or not sets:
            continue
        elif index == 0:
            yield from _lead_in(state, easier, sets[0])
        elif not segment.is_work and segment.set != told_at:
            yield _leading_to(sets[0], segment)
        if segment.step == here.step and segment.is_work and sets:
            placed.add(segment.set)
            yield from join(sets, rest_s, state.pacing)


def _round(segment: Segment) -> int:
    return segment.set


def _left(state: SessionState) -> list[Segment]:
    """Return the sets of the present step that are not over yet, the present one included."""
    step = state.segment.step
    return [each for each in state.segments[state.index :] if each.is_work and each.step == step]


def _end_of_step(state: SessionState) -> int:
    """Return the index after the last segment of the present step."""
    return 1 + max(i for i, segment in enumerate(state.segments) if segment.step == state.segment.step)


def _lead_in(state: SessionState, easier: Exercise, first: Segment) -> tuple[Segment, ...]:
    """Return the lead-in to the first easier set: with an explanation if that is new, else the present lead-in."""
    if state.pacing.is_explained(easier):
        return (get_ready(first, easier, state.pacing),)
    return () if state.segment.is_work else (_leading_to(first, state.segment),)


def _leading_to(work: Segment, lead_in: Segment) -> Segment:
    kind = SegmentKind.GET_READY if lead_in.kind is SegmentKind.SWITCH and work.side is None else lead_in.kind
    return replace(lead_in, kind=kind, set=work.set, side=work.side, eased=True, explains=False, says_why=False)


def _eased_sets(left: Sequence[Segment], easier: Exercise, state: SessionState) -> list[Segment]:
    """Return as many sets of the easier exercise as were left, on the sides that were left, at its start dose.

    No more sets than the group's caps allow of the easier exercise.
    """
    here, pacing = state.segment, state.pacing
    at_most = state.plan.steps[here.step].easier_sets
    by_side = _patterns(easier, here.step, pacing, state.plan.steps[here.step].side)
    turns: list[tuple[int, Side | None]]
    numbers = sorted({segment.set for segment in left})[:at_most]
    of = left[0].sets if at_most is None or here.in_round else min(left[0].sets, numbers[-1])
    if None in by_side:
        turns = [(number, None) for number in numbers]
    elif all(segment.side for segment in left):
        turns = [(segment.set, segment.side) for segment in left if segment.set in numbers]
    elif here.in_round:
        turns = [(number, side) for number in numbers for side in by_side]
    else:
        turns = [(number, side) for side in by_side for number in numbers]
    return [replace(by_side[side], set=number, sets=of, eased=True, in_round=here.in_round) for number, side in turns]


def _patterns(easier: Exercise, step: int, pacing: Pacing, only: Side | None) -> dict[Side | None, Segment]:
    """Return one set of the easier exercise for each of its sides; ``only``: for this side alone."""
    dose = replace(easier.prescription.start(), sets=1)
    return {each.side: each for each in work_of(easier, easier.prescription, dose, step, None, pacing, only)}
