"""How an exercise is done, in as many lines as a session has room for. No Textual.

Where there is no room for all steps at once, they are shown one after the other, so that none is ever left out.
"""

from collections.abc import Sequence
from textwrap import wrap

from coach.domain.session.explanation import turn_of
from coach.domain.session.segments import exercise_of, note_to_say
from coach.domain.session.state import SessionState, Status, remaining_s

MOST_ROWS = 6
_LOW, _HIGH, _NARROW = 20, 36, 80
_BESIDE = 10
"""Rows that the clock and its lines need on a low terminal."""
_ABOVE = 15
"""The same on a terminal that is high enough for the figure beside them."""


def room_for_steps(size: tuple[int, int], *, explains: bool) -> tuple[int, int]:
    """Return columns and rows for the steps in a terminal of this size. A low one has rows only while it explains."""
    width, height = size
    if height < _LOW:
        return width - 2, min(MOST_ROWS, max(2, height - _BESIDE)) if explains else 0
    # On a narrow terminal the figure is above the clock, and both need the rows.
    return width - 2, min(MOST_ROWS, height - _ABOVE) if width >= _NARROW or height >= _HIGH else 2


def room_for_note(width: int) -> int:
    """Return the columns for a note in a terminal of this width: beside the figure, if that has room."""
    return width - 2 if width < _NARROW else width * 52 // 100 - 2


def instruction_lines(state: SessionState, now: float, width: int, rows: int) -> str:
    """Return all steps if they fit; else the one whose turn it is, always in the same number of rows.

    For a set without an end there are no turns, so as many lines as fit.
    """
    exercise = exercise_of(state.plan, state.segment)
    why = (exercise.why,) if state.segment.says_why else ()  # in the order in which they are spoken
    return _in_turns((*why, *exercise.steps), state, now, width, rows)


def note_lines(state: SessionState, now: float, width: int, rows: int) -> str:
    """Return the author's opening words and note on the step, in turns, always in the same number of rows."""
    if state.status is Status.OVER:
        return ""
    first = state.plan.say_first if state.index == 0 else ""
    said = [text for text in (first, note_to_say(state.plan, state.segment)) if text]
    return _in_turns(said, state, now, width, rows)


def _in_turns(texts: Sequence[str], state: SessionState, now: float, width: int, rows: int) -> str:
    """Return all texts if they fit; else each one during its share of the segment's time."""
    steps = [wrap(text, max(1, width)) for text in texts]
    lines = [line for step in steps for line in step]
    left_s, whole_s = remaining_s(state, now), state.segment.seconds
    if len(lines) <= rows or left_s is None or not whole_s:
        return "\n".join(lines[:rows])
    if not rows:
        return ""
    # A step with more lines than there are rows takes more than one turn.
    turns = [step[first : first + rows] for step in steps for first in range(0, len(step), rows)]
    told = turns[turn_of([" ".join(turn) for turn in turns], 1 - min(1.0, left_s / whole_s))]
    return "\n".join([*told, *[""] * (max(map(len, turns)) - len(told))])
