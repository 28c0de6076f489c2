"""Which exercises are new to a runner: all their steps are shown and spoken before the first set.

Later, a short reminder is enough. Left out: how long an explanation takes (``session.explanation``), and showing and
saying it (``tui``, ``plain``, ``cues``).
"""

from collections.abc import Iterable

from coach.domain.planning.standing import Standing

TAUGHT_TIMES = 2
"""In how many sessions with an exercise all its steps are told."""


def new_exercises(standing: Standing, exercises: Iterable[str], times: int = TAUGHT_TIMES) -> tuple[str, ...]:
    """Return those exercise ids that the runner has done fewer than ``times`` times, in their order."""
    known = standing.exercises
    return tuple(each for each in exercises if each not in known or known[each].times < times)
