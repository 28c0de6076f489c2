"""The commands a runner can give in a session, when each is legal, and what it does to the session's state.

``advance`` is the only entry point: it first lets time pass up to ``now``, then carries the command out. A command that
is not legal at that moment changes nothing.
"""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.records.entries import Stopped
from coach.domain.session.easing import eased_segments
from coach.domain.session.facts import Counted, Eased, Fact, Lengthened, Paused, PauseReason, SetDone
from coach.domain.session.next_moment import RESUME_S, pass_time
from coach.domain.session.segments import Gait, Segment
from coach.domain.session.state import (
    Advance,
    Hurt,
    SessionState,
    Status,
    count_rep,
    end,
    finish_set,
    paused,
    result_now,
    start_segment,
)

LONGER_S = 10


class Do(StrEnum):
    """What a runner may ask of a session."""

    DONE = "done"
    PAUSE = "pause"
    SKIP = "skip"
    BACK = "back"
    REPEAT = "repeat"
    LONGER = "longer"
    EASIER = "easier"
    HURTS = "hurts"
    QUIT = "quit"


class Command(Struct, frozen=True):
    """One command. ``stopped`` is the reason, for ``Do.QUIT``; ``hurt`` is what hurts, for ``Do.HURTS``.

    ``Do.HURTS`` without ``hurt`` pauses the session for the question. ``anew``: ``hurt`` replaces the last one.
    """

    do: Do
    stopped: Stopped | None = None
    hurt: Hurt | None = None
    anew: bool = False


def advance(state: SessionState, command: Command | None, now: float) -> Advance:
    """Let time pass up to ``now``, then carry out the command, if any and if legal; return state and all facts."""
    state, facts = pass_time(state, now)
    if command is None or command.do not in legal(state):
        return state, facts
    # Not ``now``: a moment before the last one seen must not turn the clock back.
    state, new = _CARRY_OUT[command.do](state, command, state.seen)
    return state, (*facts, *new)


def legal(state: SessionState) -> frozenset[Do]:
    """Return the commands that are legal now."""
    if state.is_over:
        return frozenset()
    may = {Do.PAUSE, Do.SKIP, Do.QUIT, Do.HURTS}
    segment = state.segment
    if segment.gait is None:  # repeating a run would be more than its stage allows
        if _work_before(state) is not None:
            may.add(Do.BACK)
        if segment.is_work:
            may.add(Do.REPEAT)
    if state.plan.steps[segment.step].easier is not None and not segment.eased:
        may.add(Do.EASIER)
    if state.status is Status.RUNNING:
        if segment.seconds is None or segment.reps is not None or not segment.is_work:
            may.add(Do.DONE)
        timed = segment.seconds is not None and segment.reps is None
        if timed and segment.gait is not Gait.RUN and not _other_side_is_done(state) and _may_lengthen(state):
            may.add(Do.LONGER)
    return frozenset(may)


def _may_lengthen(state: SessionState) -> bool:
    """Whether ``LONGER_S`` more seconds stay within the group's cap on this hold; a lead-in has none."""
    segment, at_most = state.segment, state.plan.steps[state.segment.step].hold_at_most
    return not segment.is_work or at_most is None or (segment.seconds or 0) + LONGER_S <= at_most


def _done(state: SessionState, _command: Command, now: float) -> Advance:
    if not state.segment.is_work:
        return start_segment(state, state.index + 1, now)
    if state.segment.reps is not None:
        return count_rep(state, now)
    return finish_set(state, now, whole=True)


def _pause(state: SessionState, _command: Command, now: float) -> Advance:
    if state.status is Status.PAUSED:
        state = replace(state, status=Status.RESUMING, resume_at=now + RESUME_S)
        return state, (Counted(now, RESUME_S, resuming=True),)
    return paused(state), (Paused(now, PauseReason.ASKED),)


def _skip(state: SessionState, _command: Command, now: float) -> Advance:
    """Leave the present segment. Skipping a set also drops its twin on the other side, so that both sides stay even."""
    facts: tuple[Fact, ...] = ()
    if state.segment.is_work:
        result = result_now(state, now)
        facts = (SetDone(now, state.segment, whole=False),)
        state = replace(state, results=(*state.results, result), dropped=(*state.dropped, *_twins_ahead(state)))
    state, new = _go_to(state, state.index + 1, now)
    return state, facts + new


def _back(state: SessionState, _command: Command, now: float) -> Advance:
    before = _work_before(state)
    return (state, ()) if before is None else _redo(state, before, now)


def _repeat(state: SessionState, _command: Command, now: float) -> Advance:
    return _redo(state, state.index, now)


def _redo(state: SessionState, index: int, now: float) -> Advance:
    """Do a set again: its logged result is removed, and its twin on the other side is no longer dropped."""
    again = state.segments[index]
    results = tuple(result for result in state.results if (result.step, result.set, result.side) != again.place)
    twin = (again.step, again.set, again.side.other if again.side else None)
    return _go_to(
        replace(state, results=results, dropped=tuple(place for place in state.dropped if place != twin)), index, now
    )


def _go_to(state: SessionState, index: int, now: float) -> Advance:
    """Go to a segment. A paused session stays paused; before a set that was jumped to there is a countdown."""
    was_paused = state.status is Status.PAUSED
    from_lead_in = not state.segment.is_work
    is_next = index == state.index + 1
    state, facts = start_segment(state, index, now)
    if state.is_over:
        return state, facts
    if was_paused:
        return replace(state, status=Status.PAUSED), facts
    if state.segment.is_work and not (from_lead_in and is_next):
        state = replace(state, status=Status.RESUMING, resume_at=now + RESUME_S)
        return state, (facts[0], Counted(now, RESUME_S, resuming=True))
    return state, facts


def _longer(state: SessionState, _command: Command, now: float) -> Advance:
    """Lengthen the present segment by ``LONGER_S`` seconds, and a set's twin on the other side too."""
    here = state.segment
    segments = tuple(
        replace(segment, seconds=segment.seconds + LONGER_S)
        if segment.seconds is not None and (index == state.index or _is_twin(segment, here))
        else segment
        for index, segment in enumerate(state.segments)
    )
    return replace(state, segments=segments), (Lengthened(now, LONGER_S),)


def _easier(state: SessionState, _command: Command, now: float) -> Advance:
    """Do the rest of this step as its easier exercise, at the start of that exercise's own prescription."""
    step = state.segment.step
    easier = state.plan.steps[step].easier
    assert easier is not None, "else it is not legal"
    was_work = state.segment.is_work
    segments = eased_segments(state, easier)
    more_sets = _count_sets(segments) - _count_sets(state.segments)
    state = replace(state, segments=segments, asked=state.asked + more_sets)
    eased = Eased(now, step)
    if not was_work and not state.segment.explains:
        return state, (eased,)
    state, facts = _redo(state, state.index, now)
    return state, (eased, *facts)


def _hurts(state: SessionState, command: Command, now: float) -> Advance:
    """Pause the session; once the runner has said what hurts, log it."""
    if command.hurt is not None:
        before = state.hurts[:-1] if command.anew else state.hurts
        return replace(state, hurts=(*before, command.hurt)), ()
    if state.status is Status.PAUSED:
        return state, ()
    return paused(state), (Paused(now, PauseReason.ASKED),)


def _quit(state: SessionState, command: Command, now: float) -> Advance:
    if state.segment.is_work:
        result = result_now(state, now)
        if result.share or result.seconds or result.reps:
            state = replace(state, results=(*state.results, result))
    return end(state, now, command.stopped)


_CARRY_OUT = {
    Do.DONE: _done,
    Do.PAUSE: _pause,
    Do.SKIP: _skip,
    Do.BACK: _back,
    Do.REPEAT: _repeat,
    Do.LONGER: _longer,
    Do.EASIER: _easier,
    Do.HURTS: _hurts,
    Do.QUIT: _quit,
}


def _work_before(state: SessionState) -> int | None:
    """Return the index of the last set before the present segment that is not dropped; None if there is none."""
    return next((i for i in range(state.index - 1, -1, -1) if _is_due(state, state.segments[i])), None)


def _twins_ahead(state: SessionState) -> tuple[tuple[int, int, Side | None], ...]:
    """Return the place of the present set's twin if that is still to come, else nothing."""
    ahead = state.segments[state.index + 1 :]
    return tuple(segment.place for segment in ahead if _is_twin(segment, state.segment))


def _is_due(state: SessionState, segment: Segment) -> bool:
    """Whether a segment is a set that was not dropped."""
    return segment.is_work and segment.place not in state.dropped


def _is_twin(segment: Segment, of: Segment) -> bool:
    """Whether two segments are the same set of the same step, on opposite sides."""
    return (
        of.is_work
        and segment.is_work
        and of.side is not None
        and (segment.step, segment.set, segment.side) == (of.step, of.set, of.side.other)
    )


def _other_side_is_done(state: SessionState) -> bool:
    return any(_is_twin(segment, state.segment) for segment in state.segments[: state.index])


def _count_sets(segments: tuple[Segment, ...]) -> int:
    return sum(segment.is_work for segment in segments)
