"""The catalogue: everything that plans are made of but the runner's own history."""

from collections.abc import Mapping

from msgspec import Struct, field

from coach.domain.exercises.caps import NO_CAPS, Caps
from coach.domain.exercises.course import Course
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine


class Catalogue(Struct, frozen=True):
    """All exercises, routines and courses that are in use, by id, and what the runner's group allows of them at most.

    Every step's exercise is among ``exercises``.
    """

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    caps: Caps = NO_CAPS
    courses: Mapping[str, Course] = field(default_factory=dict)

    def kit(self, routine: Routine) -> tuple[str, ...]:
        """The equipment that a routine needs, in the order its steps first name it."""
        return tuple(dict.fromkeys(need for step in routine.steps for need in self.exercises[step.exercise].needs))

    def all_kit(self) -> tuple[str, ...]:
        """The equipment that any exercise needs, in order of the alphabet."""
        return tuple(sorted({need for exercise in self.exercises.values() for need in exercise.needs}))

    def names_in(self, routine_id: str) -> dict[str, str]:
        """The exercises of a routine, names by id, in its order; none for a routine that is no more."""
        routine = self.routines.get(routine_id)
        return {step.exercise: self.exercises[step.exercise].name for step in routine.steps} if routine else {}
