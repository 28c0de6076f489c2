"""The catalogue: everything that plans are made from, except the runner's history."""

from collections.abc import Mapping

from msgspec import Struct, field

from coach.domain.exercises.caps import NO_CAPS, Caps
from coach.domain.exercises.course import Course
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine


class Catalogue(Struct, frozen=True):
    """All exercises, routines and courses in use, by id, and the caps of the runner's group.

    The exercise of every routine's step is among ``exercises``.
    """

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    caps: Caps = NO_CAPS
    courses: Mapping[str, Course] = field(default_factory=dict)

    def kit(self, routine: Routine) -> tuple[str, ...]:
        """Return the equipment a routine needs, each once, in the order of its steps."""
        return tuple(dict.fromkeys(need for step in routine.steps for need in self.exercises[step.exercise].needs))

    def all_kit(self) -> tuple[str, ...]:
        """Return the equipment that any exercise needs, each once, in alphabetical order."""
        return tuple(sorted({need for exercise in self.exercises.values() for need in exercise.needs}))

    def names_in(self, routine_id: str) -> dict[str, str]:
        """Return the names of a routine's exercises by id, in its order; empty for a routine that no longer exists."""
        routine = self.routines.get(routine_id)
        return {step.exercise: self.exercises[step.exercise].name for step in routine.steps} if routine else {}
