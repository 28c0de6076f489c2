"""The state of a session in progress: what it holds, what is left of it, and each change of it; pure.

Moments are seconds on a monotonic clock and are passed in. ``origin`` is when the present segment, or the present rep
of a paced set, began: what is left is ``origin`` plus its length minus now, never a count of ticks.
Left out: what the passing of time does to it (``next_moment``), commands, and ``advance`` (``commands``), acting on
facts (``workout``), the record made in the end (``outcome``).
"""

import math
from enum import StrEnum
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.planning.plan import Plan
from coach.domain.records.entries import Quality, Stopped
from coach.domain.session.facts import (
    Ended,
    Fact,
    RepDone,
    RepMoved,
    RepPhase,
    SetDone,
    Started,
)
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Gait, Pacing, Segment, SegmentKind, length_s

GAP_S = 5.0
"""Seconds; a longer gap between two calls pauses the session."""


class Status(StrEnum):
    """Whether the session's clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    RESUMING = "resuming"
    OVER = "over"


class SetResult(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set as it was performed: the ``share`` (0–1) of what was asked, and ``seconds`` held or ``reps`` done.

    ``gait``: whether these seconds were run or walked; None off the road.
    """

    step: int
    set: int
    side: Side | None = None
    seconds: int | None = None
    reps: int | None = None
    share: float
    eased: bool = False
    gait: Gait | None = None


class Hurt(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where and how it hurt: ``pain`` 0–10, at a ``second`` of the set. ``side`` None: both, or no sides.

    ``eased``: it hurt in the step's easier exercise.
    """

    step: int
    set: int
    side: Side | None = None
    second: int
    pain: int
    quality: Quality | None = None
    eased: bool = False


class SessionState(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole state of a session.

    ``index`` is that of the present segment. ``origin`` and ``resume_at`` are moments of the clock; ``held_s`` is how
    many seconds of the segment (or rep) had passed when it paused; ``reps_done`` are those of the present set;
    ``dropped`` has the step, set and side of each set left out because its twin on the other side was skipped;
    ``asked`` is the number of sets asked for in all; ``seen`` is the moment of the last call. ``gap_s`` is ``GAP_S``
    except where the clock is made to run fast.
    """

    plan: Plan
    pacing: Pacing
    segments: tuple[Segment, ...]
    index: int = 0
    status: Status = Status.RUNNING
    origin: float = 0.0
    held_s: float = 0.0
    resume_at: float = 0.0
    reps_done: int = 0
    results: tuple[SetResult, ...] = ()
    dropped: tuple[tuple[int, int, Side | None], ...] = ()
    hurts: tuple[Hurt, ...] = ()
    asked: int = 0
    stopped: Stopped | None = None
    seen: float = 0.0
    gap_s: float = GAP_S

    @property
    def segment(self) -> Segment:
        """The present segment; after the end, the last."""
        return self.segments[min(self.index, len(self.segments) - 1)]

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self.status is Status.OVER


Advance = tuple[SessionState, tuple[Fact, ...]]


def begin(plan: Plan, pacing: Pacing, now: float, *, gap_s: float = GAP_S) -> Advance:
    """Begin a session at its first segment. Raises ValueError when the plan asks for nothing."""
    segments = lay_out(plan, pacing)
    if not segments:
        raise ValueError("the plan asks for nothing: there is no session to begin")
    asked = sum(segment.is_work for segment in segments)
    state = SessionState(plan=plan, pacing=pacing, segments=segments, asked=asked, origin=now, seen=now, gap_s=gap_s)
    return state, (Started(now, state.segment),)


def restored(state: SessionState, now: float) -> SessionState:
    """Restore a session from a checkpoint: paused where it stood, with ``now`` on the clock of this process."""
    if state.is_over:
        return replace(state, seen=now)
    return replace(paused(state), origin=0.0, resume_at=0.0, seen=now)


def elapsed_s(state: SessionState, now: float) -> float:
    """Return the seconds passed of the present segment; in a paced set, of its present rep."""
    if state.status is Status.RUNNING:
        return max(0.0, now - state.origin)
    return state.held_s


def remaining_s(state: SessionState, now: float) -> float | None:
    """Return the seconds left of the present segment; None where it is open-ended."""
    segment = state.segment
    if segment.seconds is None:
        return None
    behind = state.reps_done * segment.rep_s if segment.reps is not None and segment.is_work else 0
    return max(0.0, segment.seconds - behind - elapsed_s(state, now))


def total_left_s(state: SessionState, now: float) -> int:
    """Return the seconds left of the whole session; what is open-ended counts with its expected length."""
    if state.is_over:
        return 0
    left = remaining_s(state, now)
    here = max(0.0, state.segment.expected_s - elapsed_s(state, now)) if left is None else left
    ahead = tuple(s for s in state.segments[state.index + 1 :] if s.place not in state.dropped)
    return math.ceil(here) + length_s(ahead)


def rep_phase(state: SessionState, now: float) -> tuple[RepPhase, int] | None:
    """Return the phase of the present rep and the second within that phase, from 1; None outside a paced set."""
    if not state.segment.is_paced:
        return None
    into = elapsed_s(state, now)
    for phase, seconds in zip(RepPhase, state.segment.tempo, strict=True):
        if into < seconds:
            return phase, int(into) + 1
        into -= seconds
    return RepPhase.DOWN, state.segment.tempo[-1]


def paused(state: SessionState) -> SessionState:
    """Return the state paused at the last moment seen."""
    held_s = elapsed_s(state, state.seen)
    return replace(state, status=Status.PAUSED, held_s=held_s)


def start_segment(state: SessionState, index: int, at: float) -> Advance:
    """Start a segment at ``at``, or the next one whose set is not dropped; after the last, end the session."""
    first = index
    while index < len(state.segments) and state.segments[index].place in state.dropped:
        index += 1
    state = _with_switch(state, first, index)
    if index >= len(state.segments):
        return end(state, at, None)
    state = replace(state, index=index, origin=at, held_s=0.0, reps_done=0)
    facts: tuple[Fact, ...] = (Started(at, state.segment),)
    if state.segment.is_paced:
        facts += (rep_phase_at(state, 0, at),)
    return state, facts


def _with_switch(state: SessionState, first: int, index: int) -> SessionState:
    """Turn the rest at ``index`` into a switch of sides if the step's own switch, from ``first`` on, was left out."""
    passed = {segment.step for segment in state.segments[first:index] if segment.kind is SegmentKind.SWITCH}
    if index >= len(state.segments) or state.segments[index].kind is not SegmentKind.REST:
        return state
    if state.segments[index].step not in passed or state.segments[index].in_round:
        return state
    switch = replace(state.segments[index], kind=SegmentKind.SWITCH, seconds=state.pacing.switch_s)
    return replace(state, segments=(*state.segments[:index], switch, *state.segments[index + 1 :]))


def end(state: SessionState, at: float, stopped: Stopped | None) -> Advance:
    """End the session; ``stopped`` is the reason, None if it was finished."""
    return replace(state, status=Status.OVER, stopped=stopped), (Ended(at, stopped),)


def finish_set(state: SessionState, at: float, *, whole: bool = False) -> Advance:
    """Log the present set as far as it was done (``whole``: all of it) and start the next segment."""
    result = result_now(state, at, whole=whole)
    state = replace(state, results=(*state.results, result))
    done = SetDone(at, state.segment, result.share >= 1)
    state, facts = start_segment(state, state.index + 1, at)
    return state, (done, *facts)


def result_now(state: SessionState, at: float, *, whole: bool = False) -> SetResult:
    """Return the result of the present set as far as it was done; ``whole``: as if all of it was."""
    segment = state.segment
    seconds = reps = None
    if segment.reps is not None:
        reps = segment.reps if whole else state.reps_done
        share = reps / segment.reps
    elif segment.seconds is not None:
        held = segment.seconds if whole else min(elapsed_s(state, at), segment.seconds)
        seconds, share = int(held), held / segment.seconds
    else:
        seconds, share = int(elapsed_s(state, at)), 1.0 if whole else 0.0
    return SetResult(
        step=segment.step,
        set=segment.set,
        side=segment.side,
        seconds=seconds,
        reps=reps,
        share=share,
        eased=segment.eased,
        gait=segment.gait,
    )


def count_rep(state: SessionState, at: float) -> Advance:
    """Count a rep as done at ``at``; begin the next one, or finish the set after the last."""
    segment = state.segment
    reps = segment.reps or 0
    done = RepDone(at, state.reps_done + 1, reps, segment.rep_side(state.reps_done))
    state = replace(state, reps_done=state.reps_done + 1, origin=at, held_s=0.0)
    if state.reps_done >= reps:
        state, facts = finish_set(state, at, whole=True)
        return state, (done, *facts)
    if segment.is_paced:
        return state, (done, rep_phase_at(state, 0, at))
    return state, (done,)


def rep_phase_at(state: SessionState, offset: int, at: float) -> RepMoved:
    """Return the phase that begins ``offset`` seconds into the present rep; phases of no length are passed over."""
    phases = zip(RepPhase, state.segment.tempo, accumulate(state.segment.tempo), strict=True)
    phase, seconds = next((phase, seconds) for phase, seconds, end_s in phases if end_s > offset)
    return RepMoved(at, state.reps_done + 1, phase, seconds, state.segment.rep_side(state.reps_done))
