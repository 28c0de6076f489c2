"""Which exercises are new to a runner, and how long it takes to have one explained.

All steps of a new exercise are shown and spoken before its first set; afterwards a runner needs a word, not a lesson.
Left out: showing and saying them (``tui``, ``plain``, ``cues``).
"""

import math
from collections.abc import Iterable

from coach.domain.exercise import Exercise
from coach.domain.standing import Standing

TAUGHT_TIMES = 2
"""Sessions with an exercise in which all its steps are told."""
MOST_S = 60
"""Whatever a file holds, nobody waits longer than this."""
_WORD_S, _SENTENCE_S = 0.4, 0.6
"""An unhurried voice says 150 words a minute, and takes a breath after each sentence."""


def new_exercises(standing: Standing, exercises: Iterable[str]) -> tuple[str, ...]:
    """Those of these ids that the runner has done less than twice, in their order."""
    known = standing.exercises
    return tuple(each for each in exercises if each not in known or known[each].times < TAUGHT_TIMES)


def explained_s(exercise: Exercise) -> int:
    """Seconds that it takes to say, or read, its name and all its steps; 0 where there are none."""
    if not exercise.steps:
        return 0
    sentences = (exercise.name, *exercise.steps)
    words = sum(len(sentence.split()) for sentence in sentences)
    return min(MOST_S, math.ceil(words * _WORD_S + len(sentences) * _SENTENCE_S))
