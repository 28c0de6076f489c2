"""Which programme of runs is meant: that of a routine, of a record, or the one that the runner follows at present.

Left out: what a programme is (``rules.programme``), and where a runner stands in it (``rules.stages``).
"""

from collections.abc import Mapping
from types import MappingProxyType

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Run
from coach.domain.rules.programme import RETURN_TO_RUN, Programme


def programmes_in(catalogue: Catalogue) -> Mapping[str, Programme]:
    """The programmes that bring stages of their own, by the id of their routine."""
    found = {
        routine.id: Programme(routine.id, routine.name, routine.stages)
        for routine in catalogue.routines.values()
        if routine.kind is RoutineKind.RUN and routine.stages
    }
    return MappingProxyType(found)


def programme_named(standing: Standing, identity: str) -> Programme:
    """The programme of this id; the return to running, where there is none."""
    known = standing.programmes
    return known.get(identity) or known.get(RETURN_TO_RUN.id) or RETURN_TO_RUN


def programme_of(standing: Standing, routine_id: str | None) -> Programme | None:
    """The programme that a routine follows; None: it is of another kind, or no more."""
    known = standing.routines.get(routine_id or "")
    if known is None or known.routine.kind is not RoutineKind.RUN:
        return None
    return programme_named(standing, known.routine.id)


def programme_due(standing: Standing) -> Programme:
    """The programme that runs follow from here: that of the present block of the course, else the one at present."""
    block = standing.course.block_for(standing.phase)
    return programme_of(standing, block.running if block else None) or standing.run.programme


def programme_of_run(standing: Standing, run: Run) -> Programme | None:
    """The programme that a run was of; None: it is no more. What names none and no stage is of the present one."""
    if run.routine is None:
        return standing.run.programme if run.stage is None else programme_named(standing, RETURN_TO_RUN.id)
    return programme_of(standing, run.routine)
