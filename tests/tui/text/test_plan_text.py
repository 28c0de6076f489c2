"""The doses of a plan as text, however narrow the terminal is."""

import pytest

from coach.tui.text.plan_text import steps

from ..conftest import Play


@pytest.mark.parametrize("marked", [None, 0])
async def test_a_plan_can_be_drawn_at_any_width(play: Play, marked: int | None) -> None:
    async with play() as player:
        plan = player.training.today.plan("psoas-care")
        for width in range(1, 130):
            assert len(steps(plan, width, marked=marked).steps) == len(plan.steps)
