"""Which course is proposed to whom."""

import pytest

from coach.domain.courses.proposing import proposals, why_proposed
from coach.domain.exercises.course import Concern

from .following import shipped


@pytest.mark.parametrize(
    ("concern", "first"),
    [
        (Concern.PAINFUL, "steady-hips"),
        (Concern.TIGHT, "loose-hips"),
        (Concern.WEAK, "steady-hips"),
        (Concern.WELL, "strong-stride"),
        (None, "loose-hips"),
    ],
)
def test_the_one_that_suits_is_first_and_all_are_there(concern: Concern | None, first: str) -> None:
    found = proposals(shipped().courses.values(), concern)
    assert found[0].id == first
    assert {course.id for course in found} == set(shipped().courses)
    assert bool(why_proposed(found[0], concern)) is (concern is not None)


def test_nothing_speaks_for_a_course_that_does_not_suit() -> None:
    assert why_proposed(shipped().courses["strong-stride"], Concern.PAINFUL) == ""
    assert "It hurts" in why_proposed(shipped().courses["steady-hips"], Concern.PAINFUL)
