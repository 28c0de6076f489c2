"""Where a runner stands before their first record: each step of each routine at the start of its ladder."""

from types import MappingProxyType

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import Dose, Prescription, ladder
from coach.domain.exercises.routine import RECOVERY
from coach.domain.planning.course_standing import CourseStanding
from coach.domain.planning.standing import ExerciseStanding, PhaseStanding, RoutineStanding, SlotStanding, Standing
from coach.domain.records.history import Start
from coach.domain.rules.programme import RETURN_TO_RUN, programmes_in
from coach.domain.rules.starting_runs import begun


def fresh(catalogue: Catalogue, start: Start) -> Standing:
    """The standing before any record, from the catalogue and what the runner said at the start."""
    routines: dict[str, RoutineStanding] = {}
    slots_of: dict[str, list[SlotStanding]] = {}
    ladders = _Ladders()
    exercises: dict[str, ExerciseStanding] = {}
    sided: dict[str, tuple[str, ...]] = {}
    for step in (step for routine in catalogue.routines.values() for step in routine.steps):
        if step.key not in exercises:
            exercises[step.key] = ExerciseStanding()
            if step.key != step.exercise:
                sided[step.exercise] = (*sided.get(step.exercise, ()), step.key)
    for routine in catalogue.routines.values():
        slots = tuple(
            SlotStanding(
                step,
                catalogue.exercises[step.exercise],
                exercises[step.key],
                catalogue.caps.of(step.exercise).ladder(ladders[step.prescription]),
            )
            for step in routine.steps
        )
        routines[routine.id] = RoutineStanding(routine, slots)
        for slot in slots:
            slots_of.setdefault(slot.exercise.id, []).append(slot)
    programmes = programmes_in(catalogue)
    phases = PhaseStanding(start.phase or RECOVERY)
    return Standing(
        routines,
        slots_of,
        phases,
        catalogue.caps,
        run=begun(start, programmes.get(RETURN_TO_RUN.id, RETURN_TO_RUN)),
        programmes=programmes,
        course=CourseStanding(tuple(catalogue.courses.values())),
        exercises=exercises,
        sided=MappingProxyType(sided),
    )


class _Ladders(dict[Prescription, tuple[Dose, ...]]):
    """A cache of the ladder of each prescription: a thousand routines share a few hundred."""

    def __missing__(self, prescription: Prescription) -> tuple[Dose, ...]:
        self[prescription] = made = ladder(prescription)
        return made
