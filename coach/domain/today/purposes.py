"""The purposes by which a runner looks for a routine: to train, to stretch, around a run, for relief."""

from collections.abc import Set
from enum import StrEnum

from coach.domain.courses.run_day import USUAL_AROUND
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Routine, RoutineKind
from coach.domain.rules.numbers import RESCUE


class Purpose(StrEnum):
    """What a routine is for, in the order in which lists show them."""

    TRAIN = "train"
    STRETCH = "stretch"
    AROUND_A_RUN = "around a run"
    RELIEF = "relief"


_OF_A_RUN = frozenset({RoutineKind.RUN, RoutineKind.DRILL})


def around_runs(catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of the routines before and after runs, in all courses and without one."""
    blocks = [block for course in catalogue.courses.values() for block in course.blocks]
    named = {each for block in blocks for each in (*block.before_run, *block.after_run)}
    return frozenset({*USUAL_AROUND.before, *USUAL_AROUND.after, *named})


def purpose_of(routine: Routine, around: Set[str]) -> Purpose:
    """Return what a routine is for. ``around``: ids of the routines before and after runs (``around_runs``)."""
    if routine.kind in _OF_A_RUN or routine.id in around:
        return Purpose.AROUND_A_RUN
    if routine.kind is RoutineKind.RECOVERY or routine.id == RESCUE:
        return Purpose.RELIEF
    return Purpose.STRETCH if routine.kind is RoutineKind.STRETCH else Purpose.TRAIN
