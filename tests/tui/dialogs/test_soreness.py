"""Sore muscles and pain elsewhere: one key on Ready and on the pain check, and no part of what follows."""

import pytest

from ..conftest import Play
from ..playing import Player, missed


async def check(player: Player) -> None:
    player.app.go.pain_check(player.last())
    await player.pilot.pause()


async def test_told_on_ready_it_reaches_the_record(play: Play) -> None:
    async with play(routine="desk-break") as player:
        await player.press("o", "4", "t")
        assert player.shown("apart") == "o Sore muscles 4, pain elsewhere 10"
        await player.press("1", "enter")
        await player.wait(600)
        assert (player.last().soreness, player.last().elsewhere, player.last().before) == (4, 10, 1)


async def test_told_in_the_pain_check_and_said_calmly_after_it(play: Play) -> None:
    async with play([missed(0.1)], size=(100, 30)) as player:
        await check(player)
        await player.press("o", "5", "s", "0", "0", "4")
        assert player.at == "VerdictScreen"
        assert (player.last().soreness, player.last().elsewhere) == (5, None)
        assert "Muscle soreness 5 is noted apart" in player.text()
        assert "GREEN" in player.shown("light")


async def test_nothing_of_it_need_be_answered(play: Play) -> None:
    async with play([missed(0.1)]) as player:
        await check(player)
        await player.press("0", "0", "4")
        assert player.at == "VerdictScreen"
        assert (player.last().soreness, player.last().elsewhere) == (None, None)
        assert "noted apart" not in player.text()


async def test_escape_changes_nothing_and_enter_closes_half_answered(play: Play) -> None:
    async with play(routine="desk-break") as player:
        await player.press("o", "4", "escape")
        assert "Apart from that" in player.shown("apart")
        await player.press("o", "4", "enter")
        assert player.shown("apart") == "o Sore muscles 4"


@pytest.mark.parametrize("screen", ["ready", "pain check"])
async def test_in_the_least_terminal_the_key_is_in_the_footer(play: Play, screen: str) -> None:
    async with play([missed(0.1)], routine="desk-break", size=(40, 12)) as player:
        if screen == "pain check":
            await check(player)
        assert player.footer()["o"] == "Apart"
        await player.press("o", "2", "2")
        assert player.at in ("Ready", "PainCheck")
