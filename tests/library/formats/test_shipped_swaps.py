"""A law over the shipped catalogue: nothing that stands in for a step is harder than it, whatever is avoided."""

from datetime import UTC, datetime

import pytest

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.difficulty import first_phase
from coach.domain.exercises.exercise import Position
from coach.domain.exercises.routine import Phase
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import replay
from coach.domain.records.history import History, Start
from coach.domain.today.swap import Means, candidates, swapped
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import load_library

NOW = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_library([Layer("shipped", shipped_folder())]).catalogue


@pytest.mark.parametrize("phase", Phase)
def test_no_substitute_is_harder(shipped: Catalogue, phase: Phase) -> None:
    standing = replay(shipped, History((), Start(phase)))
    seen = 0
    for name in shipped.routines:
        made = plan_from(shipped, standing, name, at=NOW)
        for index, step in enumerate(made.steps):
            own = first_phase(shipped, step.exercise.id)
            for one in candidates(Means(shipped, standing), made, index):
                seen += 1
                theirs = first_phase(shipped, one.exercise.id)
                assert own
                assert theirs
                assert theirs.rank <= own.rank <= phase.rank, (name, step.exercise.id, one.exercise.id)
                assert one.exercise.loads_hip_flexors <= step.exercise.loads_hip_flexors
                assert step.exercise.harder != one.exercise.id
                assert one.exercise.easier != step.exercise.id
                assert one.dose == one.level == one.prescription.start()
    assert seen >= 5


def test_a_band_march_never_becomes_a_hanging_leg_lift(shipped: Catalogue) -> None:
    standing = replay(shipped, History((), Start(Phase.MAINTENANCE)))
    words = {*Position, *(need for one in shipped.exercises.values() for need in one.needs)}
    for name in shipped.routines:
        made = plan_from(shipped, standing, name, at=NOW)
        for word in words:
            steps = swapped(Means(shipped, standing, avoid=frozenset({str(word)})), made).steps
            lifts = [(step.instead_of, step.exercise.id) for step in steps if step.exercise.id == "hanging-leg-lift"]
            assert {asked for asked, _ in lifts} <= {None}
