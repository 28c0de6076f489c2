"""Copies a standing so that it can be changed by itself: mutable parts are copied, immutable ones shared.

Left out: when copies are made (``replay_cache``).
"""

from collections import deque
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from coach.domain.planning.course_standing import CourseStanding
from coach.domain.planning.standing import ExerciseStanding, PhaseStanding, RoutineStanding, SlotStanding, Standing
from coach.domain.rules.clinician import Lasting
from coach.domain.rules.function import Function
from coach.domain.rules.stages import RunStanding

T = TypeVar("T")


def copy_of(standing: Standing) -> Standing:
    """An independent copy: folding an entry into one leaves the other as it is."""
    twin = _twin(standing)
    twin.phases = _twin(standing.phases)
    twin.run = _twin(standing.run)
    twin.lasting = _twin(standing.lasting)
    twin.course = _twin(standing.course)
    twin.function = _twin(standing.function)
    twin.exercises = {name: _twin(known) for name, known in standing.exercises.items()}
    twin.trained = standing.trained.copy()
    twin.routines = {}
    twin.slots_of = {}
    for name, routine in standing.routines.items():
        copied = twin.routines[name] = _twin(routine)
        copied.slots = tuple(_twin(slot) for slot in routine.slots)
        for slot in copied.slots:
            slot.known = twin.exercises[slot.step.key]
            twin.slots_of.setdefault(slot.exercise.id, []).append(slot)
    return twin


_FIELDS: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*kind.__struct_fields__)
    for kind in (
        Standing,
        PhaseStanding,
        RunStanding,
        Lasting,
        CourseStanding,
        Function,
        RoutineStanding,
        SlotStanding,
        ExerciseStanding,
    )
}
"""Getters of all fields, looked up once: a plan makes a hundred copies."""


def _twin(one: T) -> T:
    """A shallow copy, in which lists and deques are copied, too."""
    kind = type(one)
    values = _FIELDS[kind](one)
    return kind(*[value.copy() if type(value) in _GROWING else value for value in values])


_GROWING = frozenset({list, deque})
