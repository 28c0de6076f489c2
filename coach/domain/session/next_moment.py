"""What the passing of time does to a session: the next moment at which something happens, and what happens then; pure.

A gap longer than ``GAP_S`` between two calls (a lid closed, a process stopped) pauses it at the last moment seen.
"""

import math
from collections.abc import Callable

from msgspec.structs import replace

from coach.domain.session.facts import Counted, Fact, Halfway, Paused, PauseReason, Resumed
from coach.domain.session.segments import COUNT_FROM_S
from coach.domain.session.state import (
    Advance,
    SessionState,
    Status,
    count_rep,
    finish_set,
    paused,
    rep_phase_at,
    start_segment,
)

RESUME_S = 3
"""Seconds of the countdown when a session resumes."""
HALFWAY_FROM_S = 10
"""Seconds; a shorter set has no halfway mark."""


def pass_time(state: SessionState, now: float) -> Advance:
    """Let time pass up to ``now``; return the state and, in order, every fact since the last call."""
    if state.status in (Status.PAUSED, Status.OVER):
        return replace(state, seen=max(now, state.seen)), ()
    if now - state.seen > state.gap_s:
        return replace(paused(state), seen=now), (Paused(state.seen, PauseReason.GAP),)
    facts: list[Fact] = []
    while state.status in (Status.RUNNING, Status.RESUMING):
        moment = _next_moment(state)
        if moment is None or moment[0] > now:
            break
        at, happen = moment
        state, new = happen(replace(state, seen=at), at)
        facts.extend(new)
    return replace(state, seen=max(now, state.seen)), tuple(facts)


def next_change(state: SessionState, now: float) -> float | None:
    """Return the moment of the next whole second, when something may show or sound; None while the clock stands."""
    if state.status is Status.RESUMING:
        return _next_whole_second(now, state.resume_at)
    if state.status is not Status.RUNNING:
        return None
    return _next_whole_second(now, state.origin)


_Happening = Callable[[SessionState, float], Advance]


def _next_moment(state: SessionState) -> tuple[float, _Happening] | None:
    """Return the first moment after ``seen`` at which something happens, and the function that makes it happen."""
    if state.status is Status.RESUMING:
        return _next_resuming(state)
    if state.segment.is_paced:
        return _next_in_rep(state)
    if state.segment.seconds is None:
        return None
    return _next_in_timed(state, state.segment.seconds)


def _next_resuming(state: SessionState) -> tuple[float, _Happening]:
    for left in range(RESUME_S - 1, 0, -1):
        if state.resume_at - left > state.seen:
            return state.resume_at - left, _count(left, resuming=True)
    return state.resume_at, _go_on


def _go_on(state: SessionState, at: float) -> Advance:
    state = replace(state, status=Status.RUNNING, origin=at - state.held_s)
    begins_rep = state.segment.is_paced and state.held_s == 0
    return state, (Resumed(at), *((rep_phase_at(state, 0, at),) if begins_rep else ()))


def _next_in_timed(state: SessionState, seconds: int) -> tuple[float, _Happening]:
    marks: list[tuple[float, _Happening]] = []
    if state.segment.is_work and seconds >= HALFWAY_FROM_S:
        marks.append((seconds - seconds // 2, lambda state, at: (state, (Halfway(at, seconds // 2),))))
    if state.segment.is_work or _leads_into_work(state):
        marks += [(seconds - left, _count(left)) for left in range(min(COUNT_FROM_S, seconds - 1), 0, -1)]
    for offset, happen in marks:
        if state.origin + offset > state.seen:
            return state.origin + offset, happen
    return state.origin + seconds, _segment_over


def _leads_into_work(state: SessionState) -> bool:
    """Whether a set comes next. A rest before a get-ready segment has no countdown, as no work begins yet."""
    return state.index + 1 < len(state.segments) and state.segments[state.index + 1].is_work


def _segment_over(state: SessionState, at: float) -> Advance:
    if state.segment.is_work:
        return finish_set(state, at, whole=True)
    return start_segment(state, state.index + 1, at)


def _next_in_rep(state: SessionState) -> tuple[float, _Happening]:
    up, hold, _ = state.segment.tempo
    for offset in (up, up + hold):
        if offset < state.segment.rep_s and state.origin + offset > state.seen:
            return state.origin + offset, _move_on(offset)
    return state.origin + state.segment.rep_s, count_rep


def _count(left: int, *, resuming: bool = False) -> _Happening:
    return lambda state, at: (state, (Counted(at, left, resuming),))


def _move_on(offset: int) -> _Happening:
    return lambda state, at: (state, (rep_phase_at(state, offset, at),))


def _next_whole_second(now: float, anchor: float) -> float:
    # Summed in the same way as the facts' moments, so that both round alike. Never ``now``: callers would not advance.
    second = math.floor(now - anchor) + 1
    return anchor + second if anchor + second > now else anchor + (second + 1)
