"""Which exercise is harder: by variants, phase, load and hold; and the law that no swap is ever harder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.difficulty import first_phase, harder_variants, is_harder
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Phase
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import replay
from coach.domain.records.history import History, Start
from coach.domain.today.swap import Means, candidates, swapped

from ..builders import START, exercise, hold, max_hold, reps, routine

HIP = ("psoas",)


def known(*exercises: Exercise, **phases: tuple[Phase, ...]) -> Catalogue:
    """A catalogue with a routine of each exercise that phases are given for."""
    by_id = {one.id: one for one in exercises}
    routines = [
        routine(f"for-{name}", [(name, by_id[name].prescription)], phases=some) for name, some in phases.items()
    ]
    return Catalogue(by_id, {one.id: one for one in routines})


CHAIN = known(
    exercise("a", reps(8), harder="b"),
    exercise("b", reps(8)),
    exercise("c", reps(8), easier="b"),
    exercise("d", reps(8), easier="e", harder="e"),
    exercise("e", reps(8)),
    exercise("lone", reps(8)),
)


@pytest.mark.parametrize(
    ("name", "above"),
    [("a", {"b", "c"}), ("b", {"c"}), ("c", set()), ("d", {"e"}), ("e", {"d"}), ("lone", set()), ("gone", set())],
)
def test_what_lies_above_by_variants_said_from_either_end(name: str, above: set[str]) -> None:
    assert harder_variants(CHAIN, name) == above


def test_the_first_phase_is_that_of_the_gentlest_routine() -> None:
    house = known(exercise("a", reps(8)), exercise("b", reps(8)), a=(Phase.MAINTENANCE, Phase.RECOVERY))
    assert (first_phase(house, "a"), first_phase(house, "b")) == (Phase.RECOVERY, None)


A, M = (Phase.ACUTE,), (Phase.MAINTENANCE,)
PAIRS = {
    "a harder variant": (known(exercise("x", reps(8), easier="y"), exercise("y", reps(8))), True),
    "an easier one": (known(exercise("x", reps(8), harder="y"), exercise("y", reps(8))), False),
    "of a later phase": (known(exercise("x", reps(8)), exercise("y", reps(8)), x=M, y=A), True),
    "of an earlier phase": (known(exercise("x", reps(8)), exercise("y", reps(8)), x=A, y=M), False),
    "of no known phase": (known(exercise("x", reps(8)), exercise("y", reps(8)), y=A), False),
    "loading": (known(exercise("x", reps(8), loads_hip_flexors=True), exercise("y", reps(8))), True),
    "both loading": (
        known(exercise("x", reps(8), loads_hip_flexors=True), exercise("y", reps(8), loads_hip_flexors=True)), False,
    ),
    "to the limit": (known(exercise("x", max_hold()), exercise("y", hold(20))), True),
    "another one": (known(exercise("x", hold(90)), exercise("y", reps(8))), False),
}  # fmt: skip


@pytest.mark.parametrize(("house", "harder"), PAIRS.values(), ids=PAIRS)
def test_whether_one_is_harder_than_another(house: Catalogue, harder: bool) -> None:
    assert is_harder(house, house.exercises["x"], house.exercises["y"]) is harder


NAMES = ("a", "b", "c", "d", "e")
SOME_PHASES = st.sampled_from([(), (Phase.ACUTE,), (Phase.RECOVERY,), (Phase.MAINTENANCE,), tuple(Phase)])


@st.composite
def houses(draw: st.DrawFn) -> Catalogue:
    """Exercises of one muscle, that may stand in for each other as far as muscles go; any variants, phases, loads."""
    variant = st.none() | st.sampled_from(NAMES)
    exercises = {
        name: exercise(
            name,
            draw(st.sampled_from([reps(8), hold(20), max_hold()])),
            muscles=HIP,
            easier=draw(variant),
            harder=draw(variant),
            loads_hip_flexors=draw(st.booleans()),
            needs=draw(st.sampled_from([(), ("mat",), ("bar",)])),
        )
        for name in NAMES
    }
    routines = [
        routine(
            f"r{number}",
            [
                (name, exercises[name].prescription)
                for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))
            ],
            phases=draw(SOME_PHASES),
        )
        for number in range(3)
    ]
    return Catalogue(exercises, {one.id: one for one in routines})


@given(
    houses(), st.sampled_from(Phase), st.sets(st.sampled_from(["mat", "bar"])), st.sets(st.sampled_from(["mat", "bar"]))
)
def test_no_swap_is_ever_harder_or_needs_what_there_is_not(
    house: Catalogue, phase: Phase, avoid: set[str], missing: set[str]
) -> None:
    means = Means(house, replay(house, History((), Start(phase))), avoid=avoid, missing=missing)
    for name in house.routines:
        made = plan_from(house, means.standing, name, at=START)
        offered = [(step, one) for i, step in enumerate(made.steps) for one in candidates(means, made, i)]
        taken = zip(made.steps, swapped(means, made).steps, strict=True)
        for step, one in [*offered, *((step, one) for step, one in taken if one.instead_of)]:
            assert not is_harder(house, one.exercise, step.exercise)
            assert not {*one.exercise.needs} & (avoid | missing)
