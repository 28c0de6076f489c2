"""Which exercises are new to a runner: all steps of these are shown and spoken before their first set.

Afterwards a runner needs a word, not a lesson. Left out: how long that takes (``session.explanation``), and showing and
saying them (``tui``, ``plain``, ``cues``).
"""

from collections.abc import Iterable

from coach.domain.planning.standing import Standing

TAUGHT_TIMES = 2
"""Sessions with an exercise in which all its steps are told."""


def new_exercises(standing: Standing, exercises: Iterable[str], times: int = TAUGHT_TIMES) -> tuple[str, ...]:
    """Those of these ids that the runner has done less than so many times, in their order."""
    known = standing.exercises
    return tuple(each for each in exercises if each not in known or known[each].times < times)
