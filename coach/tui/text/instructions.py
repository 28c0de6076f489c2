"""How an exercise is done, in the lines that a session has room for. No Textual.

Where there is no room for all the steps, each is shown in its turn, so that none is ever left out.
"""

from collections.abc import Sequence
from textwrap import wrap

from coach.domain.session.explanation import turn_of
from coach.domain.session.segments import exercise_of, note_to_say
from coach.domain.session.state import SessionState, Status, remaining_s

MOST_ROWS = 6
_LOW, _HIGH, _NARROW = 20, 36, 80
_BESIDE = 10
"""Rows that the clock and its lines need where the terminal is low."""
_ABOVE = 15
"""And where it is high enough for the figure beside them."""


def room_for_steps(size: tuple[int, int], *, explains: bool) -> tuple[int, int]:
    """Columns and rows for the steps in a terminal of this size. A low one has some only while it explains."""
    width, height = size
    if height < _LOW:
        return width - 2, min(MOST_ROWS, max(2, height - _BESIDE)) if explains else 0
    # On a narrow one the figure stands above the clock, and both need the rows.
    return width - 2, min(MOST_ROWS, height - _ABOVE) if width >= _NARROW or height >= _HIGH else 2


def room_for_note(width: int) -> int:
    """Columns for a note, in a terminal of this width: beside the figure, where there is room for one."""
    return width - 2 if width < _NARROW else width * 52 // 100 - 2


def how(state: SessionState, now: float, width: int, rows: int) -> str:
    """All steps where they fit; else the one whose turn it is, always in the same number of rows.

    Of a set without an end, whose time cannot be shared out, as many lines as fit.
    """
    exercise = exercise_of(state.plan, state.segment)
    why = (exercise.why,) if state.segment.says_why else ()  # in the order in which it is said
    return _in_turns((*why, *exercise.steps), state, now, width, rows)


def note(state: SessionState, now: float, width: int, rows: int) -> str:
    """What the author says first, and their note on the step; in the same number of rows, one after the other."""
    if state.status is Status.OVER:
        return ""
    first = state.plan.say_first if state.index == 0 else ""
    said = [text for text in (first, note_to_say(state.plan, state.segment)) if text]
    return _in_turns(said, state, now, width, rows)


def _in_turns(texts: Sequence[str], state: SessionState, now: float, width: int, rows: int) -> str:
    """All texts where they fit; else each in its part of the segment's time."""
    steps = [wrap(text, max(1, width)) for text in texts]
    lines = [line for step in steps for line in step]
    left_s, whole_s = remaining_s(state, now), state.segment.seconds
    if len(lines) <= rows or left_s is None or not whole_s:
        return "\n".join(lines[:rows])
    if not rows:
        return ""
    # A step that is longer than the room takes more than one turn.
    turns = [step[first : first + rows] for step in steps for first in range(0, len(step), rows)]
    told = turns[turn_of([" ".join(turn) for turn in turns], 1 - min(1.0, left_s / whole_s))]
    return "\n".join([*told, *[""] * (max(map(len, turns)) - len(told))])
