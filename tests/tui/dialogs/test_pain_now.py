"""The hurts key: the clock stands at once, three questions, and what the answer allows."""

import pytest

from coach.domain.exercises.exercise import Side
from coach.domain.records.entries import Quality, Stopped
from coach.domain.session.state import Status
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import Player


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
        assert player.at == "SessionScreen"
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
            assert player.at == "SessionScreen"
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
        assert player.at == "SessionScreen"
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


OTHER_ROUTINES = ("desk-break", "core-and-hips", "rehab-foundation", "runner-drills")


@pytest.mark.parametrize("routine", ["psoas-care", *(pytest.param(r, marks=pytest.mark.soak) for r in OTHER_ROUTINES)])
async def test_a_digit_after_h_is_how_much_in_every_exercise_and_is_kept_at_once(play: Play, routine: str) -> None:
    """Whatever sides it has, and though the coach is killed with the questions open."""
    async with play(routine=routine, at="session") as player:
        places = [place for place, segment in enumerate(player.state.segments) if segment.is_work]
        for place in dict.fromkeys((places[0], places[len(places) // 2])):
            await player.wait_for(lambda state, place=place: state.index >= place)  # type: ignore[misc]
            await player.press("h", "5")
            assert player.at == "Hurts"
            (checkpoint,) = player.training.store.checkpoints()
            worked = player.app.screen_stack[-2].workout.worked  # type: ignore[attr-defined]
            hurt = checkpoint.data["state"]["hurts"][-1]  # type: ignore[index]
            assert hurt["pain"] == 5
            assert hurt.get("side") == worked
            await player.press("escape")
            assert player.at == "Ask"
            await player.press("c", "1", "s")
            if player.at == "Hurts":
                await player.press("enter")
            assert player.at == "SessionScreen"
            await player.wait(4)


async def test_a_red_that_was_mistyped_has_a_way_back(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "9", "1", "enter")
        assert player.at == "Ask"
        await player.press("c")
        assert player.at == "Hurts"
        await player.press("escape")  # it was right, after all
        assert player.at == "Ask"
        await player.press("c", "2", "1", "2")
        assert player.at == "SessionScreen"
        (hurt,) = player.state.hurts
        assert (hurt.pain, hurt.quality, hurt.side) == (2, Quality.DULL, Side.RIGHT)


async def test_an_answer_on_the_way_can_be_put_right(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "8", "up", "2", "1", "enter")
        assert player.at == "SessionScreen"
        (hurt,) = player.state.hurts
        assert hurt.pain == 2


async def test_escape_after_a_number_ends_the_questions_and_the_number_counts(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "9", "escape")
        assert player.at == "Ask"
        assert "red" in player.shown("question")


async def test_nothing_after_all_is_no_pain_of_that_place(play: Play) -> None:
    async with play(at="session") as player:
        await hurts(player, "9", "s", "enter", "c", "0", "s", "enter", "q", "i")
        assert player.at == "PainCheck"
        assert (player.last().worst, player.last().painful) == (0, None)
