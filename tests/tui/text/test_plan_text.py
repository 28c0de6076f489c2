"""The doses of a plan as text, however narrow the terminal is."""

import pytest

from coach.tui.text.plan_text import steps

from ..conftest import Play
from ..playing import session


@pytest.mark.parametrize("marked", [None, 0])
async def test_a_plan_can_be_drawn_at_any_width(play: Play, marked: int | None) -> None:
    async with play() as player:
        plan = player.training.today.plan("psoas-care")
        for width in range(1, 130):
            assert len(steps(plan, width, marked=marked).steps) == len(plan.steps)


async def test_a_first_session_has_no_dose_that_is_the_same_as_before(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        assert "Your first session" in player.text()
        assert "= same" not in player.text()
    async with play([session(9, "rescue")], routine="psoas-care") as player:
        assert "= same" in player.text()
