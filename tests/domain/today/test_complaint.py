"""A step for the side that hurts: on that side, on both where both hurt, and where it was not said, it is said so."""

import pytest

from coach.domain.exercises.exercise import Side
from coach.domain.records.profile import Sided
from coach.domain.today.complaint import on_the_side_that_hurts

from ..builders import asked, exercise, plan_of

PLAN = plan_of(asked(exercise("clam"), of_complaint=True), asked(exercise("plank")))


@pytest.mark.parametrize(
    ("hurts", "side", "says"),
    [(Sided.LEFT, Side.LEFT, False), (Sided.RIGHT, Side.RIGHT, False), (Sided.BOTH, None, False), (None, None, True)],
)
def test_the_profile_says_which_side_it_is(hurts: Sided | None, side: Side | None, says: bool) -> None:
    made = on_the_side_that_hurts(PLAN, hurts)
    assert [step.side for step in made.steps] == [side, None]
    assert ["You have not said which that is" in step.why for step in made.steps] == [says, False]


def test_a_plan_without_such_steps_stays_as_it_is() -> None:
    plain = plan_of(asked(exercise("plank")))
    assert on_the_side_that_hurts(plain, None) is plain
