"""How long it takes to explain a new exercise, and which of its sentences is told when."""

import math
import re
from collections.abc import Sequence
from itertools import accumulate

from coach.domain.exercises.exercise import Exercise

MOST_EXPLAINED_S = 60
"""The most seconds of explaining, whatever a file holds."""
_WORD_S = 0.4
"""Seconds a word: an unhurried voice says 150 words a minute, pauses between sentences included."""
_AROUND_WORDS = 9
"""Words said besides an exercise's name and steps: that it comes next, for which side, and how much."""
_WORD = re.compile(r"\w[\w'’]*")


def spoken_s(text: str) -> float:
    """Return the seconds it takes to say a text without haste."""
    return len(_WORD.findall(text)) * _WORD_S


def explained_s(exercise: Exercise, *, says_why: bool = False) -> int:
    """Return the seconds it takes to say or read what comes next and all its steps; 0 for an exercise without steps.

    ``says_why``: its ``why`` is said before the steps.
    """
    if not exercise.steps:
        return 0
    why = exercise.why if says_why else ""
    told_s = spoken_s(" ".join((exercise.name, why, *exercise.steps))) + _AROUND_WORDS * _WORD_S
    return min(MOST_EXPLAINED_S, math.ceil(told_s))


def noted_s(exercise: Exercise, note: str, told_s: int = 0) -> int:
    """Return the seconds it takes to say or read what comes next and its ``note``, ``MOST_S`` at most.

    ``told_s``: the seconds of an explanation that the note is added to (0: there is none). Without a note, ``told_s``.
    """
    if not note:
        return told_s
    before_s = told_s or spoken_s(exercise.name) + _AROUND_WORDS * _WORD_S
    return min(MOST_EXPLAINED_S, math.ceil(before_s + spoken_s(note)))


def said_first_s(text: str) -> int:
    """Return the seconds that a routine's first words take; 0 for an empty text."""
    return min(MOST_EXPLAINED_S, math.ceil(spoken_s(text)))


def turn_of(sentences: Sequence[str], share: float) -> int:
    """Return the index of the sentence being told when ``share`` (0–1) of the time for all of them has passed.

    Each sentence takes time in proportion to its words. Raises ValueError where there are none.
    """
    until = list(accumulate(map(spoken_s, sentences)))
    return sum(share * until[-1] >= end for end in until[:-1])
