"""How long it takes to have a new exercise explained, and which of its steps is told when."""

import math
import re
from collections.abc import Sequence
from itertools import accumulate

from coach.domain.exercises.exercise import Exercise

MOST_S = 60
"""Whatever a file holds, nobody waits longer than this."""
_WORD_S = 0.4
"""An unhurried voice says 150 words a minute, with the breaths between its sentences."""
_AROUND_WORDS = 9
"""What is said besides its name and its steps: that it comes next, for which side, and how much."""
_WORD = re.compile(r"\w[\w'’]*")


def spoken_s(text: str) -> float:
    """Seconds that it takes to say a text without haste."""
    return len(_WORD.findall(text)) * _WORD_S


def explained_s(exercise: Exercise, *, says_why: bool = False) -> int:
    """Seconds that it takes to say, or read, what comes next and all its steps; 0 where there are none.

    ``says_why``: what it is for is said before them.
    """
    if not exercise.steps:
        return 0
    why = exercise.why if says_why else ""
    told_s = spoken_s(" ".join((exercise.name, why, *exercise.steps))) + _AROUND_WORDS * _WORD_S
    return min(MOST_S, math.ceil(told_s))


def noted_s(exercise: Exercise, note: str, told_s: int = 0) -> int:
    """Seconds that it takes to say, or read, what comes next and its ``note``; ``told_s``: all that is told besides."""
    if not note:
        return told_s
    before_s = told_s or spoken_s(exercise.name) + _AROUND_WORDS * _WORD_S
    return min(MOST_S, math.ceil(before_s + spoken_s(note)))


def said_first_s(text: str) -> int:
    """Seconds that a routine's first words take; none, no time."""
    return min(MOST_S, math.ceil(spoken_s(text)))


def turn_of(sentences: Sequence[str], share: float) -> int:
    """The index of the sentence that is told when this share (0–1) of the time for all of them has passed.

    Each takes its part of that time. Raises ValueError where there are none.
    """
    until = list(accumulate(map(spoken_s, sentences)))
    return sum(share * until[-1] >= end for end in until[:-1])
