"""The mouse does what keys do: keys on the bar, lines, answers and hints, from Home to Home."""

import pytest

from coach.domain.session.state import Status

from .conftest import Play
from .playing import Player


async def click(player: Player, text: str) -> None:
    """Click on the lowest place where a text stands."""
    rows = player.rows()
    row = max((number for number, shown in enumerate(rows) if text in shown), default=-1)
    assert row >= 0, f"{text!r} is not on the screen:\n" + "\n".join(rows)
    column = rows[row].index(text)
    widget, region = player.app.get_widget_at(column, row)
    assert await player.pilot.click(widget, offset=(column - region.x, row - region.y))
    await player.pilot.pause()


@pytest.mark.parametrize("size", [(40, 12), *(pytest.param(s, marks=pytest.mark.soak) for s in ((80, 24), (160, 50)))])
async def test_a_session_from_home_to_home_without_a_key(play: Play, size: tuple[int, int]) -> None:
    async with play(size=size) as player:
        await player.pilot.click("#routines", offset=(5, 0))
        await player.pilot.pause()
        assert player.at == "Ready"
        await player.pilot.click(list(player.screen.query("#pain .answer"))[1])
        await click(player, "⏎")
        assert player.at == "SessionScreen"
        await click(player, "Space Pause")
        assert player.state.status is Status.PAUSED
        await click(player, "Space ")
        assert player.state.status is Status.RESUMING
        await click(player, "n Next")
        await player.wait_for(lambda state: bool(state.results))
        await click(player, "q Stop")
        await click(player, "No more time")
        assert player.at == "PainCheck"
        for question in ("worst", "after", "effort"):
            await player.pilot.click(player.screen.query(f"#{question} .answer").first())
        assert player.at == "VerdictScreen"
        await click(player, "⏎ Home")
        assert player.at == "Home"


async def test_what_is_at_hand_is_said_by_mouse(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await click(player, "k Kit")
        assert player.at == "Ticks"
        await click(player, "2 ✓" if not player.training.not_at_hand() else "2 ·")
        await click(player, "Enter done")
        assert player.at == "Ready"
        assert player.training.not_at_hand() == {"band"}
        await click(player, "k Kit")
        await click(player, "2 ✓" if not player.training.not_at_hand() else "2 ·")
        await click(player, "Esc leave")
        assert player.training.not_at_hand() == {"band"}


async def test_a_setting_is_changed_and_left_by_mouse(play: Play) -> None:
    async with play(size=(80, 40)) as player:
        before = player.training.settings
        await click(player, "Settings: colours")
        assert player.at == "SettingsScreen"
        await click(player, "Rests")
        assert player.training.settings.rest_percent != before.rest_percent
        await click(player, "Esc Back")
        assert player.at == "Home"
