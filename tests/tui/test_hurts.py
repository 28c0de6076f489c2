"""The hurts key: the clock stands at once, three questions, and what the answer allows."""

import pytest

from coach.domain.record import Quality, Stopped
from coach.domain.session import Status
from coach.domain.timeline import Side
from coach.tui.widgets.question import Question

from .conftest import Play
from .playing import Player


async def hurts(player: Player, *keys: str) -> None:
    """In the first hold, press h and answer."""
    await player.wait(15)
    await player.press("h", *keys)


async def test_the_clock_stands_at_once(play: Play) -> None:
    async with play(at="session") as player:
        await player.wait(15)
        workout, left = player.workout, player.workout.remaining_s()
        await player.press("h")
        assert player.at == "Hurts"
        assert workout.state.status is Status.PAUSED
        player.clock.move(60)
        await player.press("escape")
        assert player.state.status is Status.RESUMING
        assert player.workout.remaining_s() == left


async def test_a_mild_pain_is_kept_and_the_session_goes_on(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "2", "1", "enter")
        assert player.at == "Session"
        assert player.state.status is Status.RESUMING
        (hurt,) = player.state.hurts
        assert (hurt.side, hurt.pain, hurt.quality) == (Side.LEFT, 2, Quality.DULL)


@pytest.mark.parametrize(("way", "expected"), [("n", "skipped"), ("escape", "as it is"), ("q", "stopped")])
async def test_an_amber_pain_offers_ways_on(play: Play, way: str, expected: str) -> None:
    async with play(at="session") as player:
        await hurts(player, "3", "1", "enter")
        assert player.at == "Ask"
        assert "amber" in player.shown("question")
        await player.press(way)
        if expected == "stopped":
            assert player.at == "PainCheck"
            assert player.last().stopped is Stopped.PAIN
        else:
            assert player.at == "Session"
            assert bool(player.state.results) is (expected == "skipped")


async def test_a_red_pain_ends_the_session_kindly(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "t", "3", "2")
        assert player.at == "Ask"
        assert "the right thing to do" in player.shown("question")
        await player.press("x", "enter")
        assert player.at == "PainCheck"
        assert player.last().stopped is Stopped.PAIN


async def test_how_much_must_be_answered_the_rest_may_be_skipped(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "s", "s", "enter")
        assert player.at == "Hurts"
        await player.press("1", "s", "s")
        assert player.at == "Session"
        (hurt,) = player.state.hurts
        assert (hurt.side, hurt.pain, hurt.quality) == (None, 1, None)


async def test_the_pain_check_knows_what_hurt(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "t", "3", "2", "enter")
        assert player.at == "PainCheck"
        assert player.screen.query_one("#painful", Question).value == ("psoas-stretch:right",)


async def test_every_answer_is_in_sight_in_a_small_terminal(play: Play) -> None:
    async with play(at="session", size=(40, 12)) as player:
        await hurts(player)
        for answer in ("1 left", "2 right", "3 both"):
            assert answer in player.text()


async def test_what_the_key_named_stays_named(play: Play) -> None:
    """Also where the rest of the step was done as its easier exercise."""
    async with play(at="session") as player:
        await hurts(player, "3", "1", "1", "e")
        await player.wait_for(lambda state: state.segment.is_work and state.segment.eased)
        await player.press("h", "3", "1", "1", "q")
        assert player.at == "PainCheck"
        await player.press("3", "2", "2", "1", "enter", "4")
        named = player.last().painful or ()
        assert {"psoas-stretch:left", "gentle-kneeling:left"} <= set(named)


async def test_a_sharp_pain_told_while_it_ran_is_not_answered_away(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "2", "3", "1", "enter")
        assert player.at == "PainCheck"
        assert player.screen.query_one("#quality", Question).value is Quality.SHARP
        await player.press("2", "2", "up")
        assert "While it ran you said sharp: the worse of the two counts." in player.shown("hint")
        await player.press("2", "1", "enter", "4")
        assert player.at == "VerdictScreen"
        assert player.last().quality is Quality.SHARP
        assert "RED" in player.text()
