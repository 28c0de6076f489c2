"""Which exercise is harder than which, as far as the catalogue tells: by the chain of variants, phase, load and hold.

Left out: doses, which belong to a routine. Source: RULES row 4 (phases), row 9 (loading); the variants' own files.
"""

from collections import defaultdict

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Phase


def first_phase(catalogue: Catalogue, exercise_id: str) -> Phase | None:
    """The first phase in which any routine holds an exercise; None: no routine does."""
    holding = (one for one in catalogue.routines.values() if any(step.exercise == exercise_id for step in one.steps))
    return min((one.lowest_phase for one in holding), key=lambda phase: phase.rank, default=None)


def harder_variants(catalogue: Catalogue, exercise_id: str) -> frozenset[str]:
    """The ids that lie above an exercise: its harder variant, what has it as the easier one, and so on from there."""
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
    """Whether an exercise asks more than another: by variant, by phase, by load, or held until form fails."""
    return (
        one.id in harder_variants(catalogue, than.id)
        or _comes_later(catalogue, one.id, than.id)
        or (one.loads_hip_flexors and not than.loads_hip_flexors)
        or (one.prescription.max_hold and not than.prescription.max_hold)
    )


def _comes_later(catalogue: Catalogue, one_id: str, than_id: str) -> bool:
    """By phase. Of what no routine holds nothing is known, so nothing speaks against it."""
    one, than = first_phase(catalogue, one_id), first_phase(catalogue, than_id)
    return one is not None and than is not None and one.rank > than.rank
