"""Which figure a session shows now, how far along its movement, and for which side.

It moves at the tempo of the reps, freezes in a hold, shows the coming exercise while the runner gets ready (so that it
is in position just when the work begins), and stands still in a rest. Left out: drawing it (``drawing``).
"""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.figures.figure import Figure, Turn
from coach.domain.figures.motion import motion_length_s, way_of_demonstration, way_of_hold, way_of_rep
from coach.domain.session.segments import Gait, Segment, SegmentKind, set_of
from coach.domain.session.state import SessionState, Status, elapsed_s, remaining_s


class Demonstration(Struct, frozen=True):
    """A figure at a moment. ``way``: 0 in its first pose, 1 in its last. ``moving``: it needs redrawing soon."""

    figure: Figure
    way: float
    mirror: bool
    moving: bool


def demonstration(state: SessionState, now: float, walker: Figure | None = None) -> Demonstration | None:
    """Return what the session's picture shows at ``now``; None where the exercise has no figure.

    ``walker``: the figure for all walking.
    """
    segment = state.segment
    step = state.plan.steps[segment.step]
    figure = (step.easier if segment.eased and step.easier else step.exercise).figure
    if walker is not None and segment.gait is Gait.WALK:
        figure = walker
    if figure is None:
        return None
    side = segment.rep_side(min(state.reps_done, segment.reps - 1)) if segment.reps else segment.side
    way, moving = _way(figure, state, now)
    moving = moving and state.status is Status.RUNNING
    if set_of(state.segments, segment).alternate:
        return Demonstration(_in_turn(figure, side or Side.LEFT), way, mirror=False, moving=moving)
    return Demonstration(figure, way, side is Side.RIGHT, moving)


@lru_cache(maxsize=16)
def _in_turn(figure: Figure, side: Side) -> Figure:
    """Set whose turn it is where sides alternate; mirroring instead would turn a lying body round at every rep."""
    return replace(figure, turn_of=Turn(str(side)))


def _way(figure: Figure, state: SessionState, now: float) -> tuple[float, bool]:
    segment, into_s = state.segment, elapsed_s(state, now)
    if not segment.is_work:
        return _way_there(figure, segment, state, now)
    if segment.reps is not None:
        return way_of_rep(figure, segment.tempo, into_s % segment.rep_s), True
    return way_of_hold(figure, into_s), figure.cycle


def _way_there(figure: Figure, segment: Segment, state: SessionState, now: float) -> tuple[float, bool]:
    """Return the way before the work, timed so that the figure ends in the pose in which the work begins."""
    left_s, there_s = remaining_s(state, now) or 0.0, motion_length_s(figure)
    arrives_s = 0.0 if _has_reps(state) or figure.cycle else there_s
    if segment.kind is SegmentKind.REST and left_s > arrives_s:
        back_s = there_s - elapsed_s(state, now) if arrives_s and _follows_its_own_work(state) else 0.0
        return (back_s / there_s, True) if back_s > 0 else (0.0, False)
    return way_of_demonstration(figure, arrives_s - left_s), True


def _follows_its_own_work(state: SessionState) -> bool:
    """Whether a rest follows a set of the same step: the figure then moves back out of that set's last pose slowly."""
    before = state.segments[max(0, state.index - 1)]
    return before.is_work and before.step == state.segment.step


def _has_reps(state: SessionState) -> bool:
    """Whether the next set is done in reps."""
    coming = next((segment for segment in state.segments[state.index :] if segment.is_work), None)
    return coming is not None and coming.reps is not None
