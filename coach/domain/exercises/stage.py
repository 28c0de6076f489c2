"""A stage of running: intervals of running and walking, repeated.

Left out: the programmes that stages make (``rules.programme``).
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

Interval = tuple[int, int]
"""Seconds of running, and seconds of walking after it (0: no walk)."""


class Stage(Struct, frozen=True):
    """Seconds of running and of walking, repeated ``reps`` times. ``walk_s`` 0: continuous running.

    ``intervals``: the single runs and walks that add up to ``run_s`` and ``walk_s``, where these are more than one.
    """

    run_s: int
    walk_s: int
    reps: int
    intervals: tuple[Interval, ...] = ()
    name: str = ""

    @property
    def total_s(self) -> int:
        """Seconds of running in all repetitions together."""
        return self.run_s * self.reps

    @property
    def strides(self) -> tuple[Interval, ...]:
        """Every run with the walk after it, in order, repetitions included."""
        return (self.intervals or ((self.run_s, self.walk_s),)) * self.reps


def stage_of_intervals(intervals: Sequence[Interval], reps: int = 1, name: str = "") -> Stage:
    """Return the stage of these intervals, repeated ``reps`` times. ``intervals`` must not be empty."""
    if all(each == intervals[0] for each in intervals):
        return Stage(*intervals[0], reps * len(intervals), name=name)
    run_s, walk_s = (sum(seconds) for seconds in zip(*intervals, strict=True))
    return Stage(run_s, walk_s, reps, tuple(intervals), name)


def shortened(stage: Stage, most_s: int) -> Stage:
    """Shorten a stage to at most ``most_s`` seconds of running.

    Runs are dropped from its end; if even the first is too long, or the run is continuous, it becomes one short run.
    """
    if stage.total_s <= most_s:
        return stage
    if not stage.walk_s:
        return Stage(most_s, 0, 1, name=stage.name)
    return stage_of_intervals(list(_first_runs(stage, most_s)) or [(most_s, 0)], name=stage.name)


def _first_runs(stage: Stage, most_s: int) -> Iterator[Interval]:
    run_so_far = accumulate(run_s for run_s, _ in stage.strides)
    for stride, total_s in zip(stage.strides, run_so_far, strict=True):
        if total_s <= most_s:
            yield stride
