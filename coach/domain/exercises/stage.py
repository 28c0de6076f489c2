"""A stage of running: intervals of running and walking, done so many times.

Left out: the programmes that stages make (``rules.programme``).
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

Interval = tuple[int, int]
"""Seconds of running, and of the walk after it; 0: none."""


class Stage(Struct, frozen=True):
    """Seconds running and walking, repeated ``reps`` times. ``walk_s`` 0: continuous.

    ``intervals``: what these seconds are made of, where it is more than one run and one walk.
    """

    run_s: int
    walk_s: int
    reps: int
    intervals: tuple[Interval, ...] = ()
    name: str = ""

    @property
    def total_s(self) -> int:
        """Seconds of running in all."""
        return self.run_s * self.reps

    @property
    def strides(self) -> tuple[Interval, ...]:
        """Every run with the walk after it, in order."""
        return (self.intervals or ((self.run_s, self.walk_s),)) * self.reps


def stage_of_intervals(intervals: Sequence[Interval], reps: int = 1, name: str = "") -> Stage:
    """The stage of these intervals, done ``reps`` times; there is at least one."""
    if all(each == intervals[0] for each in intervals):
        return Stage(*intervals[0], reps * len(intervals), name=name)
    run_s, walk_s = (sum(seconds) for seconds in zip(*intervals, strict=True))
    return Stage(run_s, walk_s, reps, tuple(intervals), name)


def within(stage: Stage, most_s: int) -> Stage:
    """A stage with so many seconds of running at most: runs left off from its end, or its only run shortened."""
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
