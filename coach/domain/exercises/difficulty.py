"""Which of two exercises is harder, as far as the catalogue tells: by the chain of variants, phase, load and hold.

Left out: doses, which belong to a routine. Source: RULES row 4 (phases), row 9 (loading); the variants' own files.
"""

from collections import defaultdict

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Phase


def first_phase(catalogue: Catalogue, exercise_id: str) -> Phase | None:
    """Return the lowest phase of all routines with an exercise; None if no routine has it."""
    holding = (one for one in catalogue.routines.values() if any(step.exercise == exercise_id for step in one.steps))
    return min((one.lowest_phase for one in holding), key=lambda phase: phase.rank, default=None)


def harder_variants(catalogue: Catalogue, exercise_id: str) -> frozenset[str]:
    """Return the ids of all harder variants of an exercise.

    These are its own ``harder``, every exercise that names it as ``easier``, and so on from each of them.
    """
    above: defaultdict[str, set[str]] = defaultdict(set)
    for one in catalogue.exercises.values():
        if one.harder:
            above[one.id].add(one.harder)
        if one.easier:
            above[one.easier].add(one.id)
    found: set[str] = set()
    ahead = [exercise_id]
    while ahead:
        further = above[ahead.pop()] - found - {exercise_id}
        found |= further
        ahead.extend(further)
    return frozenset(found)


def is_harder(catalogue: Catalogue, one: Exercise, than: Exercise) -> bool:
    """Whether an exercise is harder than another: by variant, phase or hip flexor load, or as a max hold."""
    return (
        one.id in harder_variants(catalogue, than.id)
        or _comes_later(catalogue, one.id, than.id)
        or (one.loads_hip_flexors and not than.loads_hip_flexors)
        or (one.prescription.max_hold and not than.prescription.max_hold)
    )


def _comes_later(catalogue: Catalogue, one_id: str, than_id: str) -> bool:
    """Whether an exercise's first phase is later than another's. False where a phase is unknown (in no routine)."""
    one, than = first_phase(catalogue, one_id), first_phase(catalogue, than_id)
    return one is not None and than is not None and one.rank > than.rank
