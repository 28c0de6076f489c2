"""The check-in on Ready: what is true today, warning signs, the morning after, daily life; and what is refused."""

from coach.domain.record import Event, EventKind
from coach.tui.today import SIGNS
from coach.tui.widgets.question import Question

from .conftest import Play
from .playing import Player, make, session


def key_of(sign: str) -> str:
    """The key that ticks a sign."""
    return "123456789abcdefghijklmnopqrstuvwxyz"[[item.value for item in SIGNS].index(sign)]


def questions(player: Player) -> list[str]:
    return [str(question.id) for question in player.screen.query(Question)]


async def test_nothing_ticked_is_an_explicit_no(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        assert "None of these" in player.shown("choices")
        await player.press("1", "enter")
        check_in = player.workout.ongoing.check_in
        assert (check_in.sharp, check_in.limp, check_in.painkiller, check_in.red_flags) == (False, False, False, ())


async def test_what_is_ticked_reaches_the_session(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("f", key_of("painkiller"), "enter")
        assert "A painkiller in the last 6 hours" in player.shown("choices")
        await player.press("1", "enter")
        assert player.workout.ongoing.check_in.painkiller is True


async def test_escape_from_the_signs_changes_nothing(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("f", key_of("limp"), key_of("saddle-numbness"), "escape")
        assert "None of these" in player.shown("choices")
        assert player.records() == ()


async def test_a_refusal_says_why_and_enter_does_what_is_offered_instead(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("8")
        plan = player.training.plan("acute-relief")
        assert "NOT TODAY" in player.text()
        assert "Enter does this instead: Acute relief" in player.text()
        await player.press("enter")
        assert player.at == "Ready"
        assert plan.name in player.shown("title")
        await player.press("enter")
        assert player.at == "Session"
        assert player.workout.ongoing.check_in.before == 8


async def test_a_refusal_does_not_say_that_enter_starts(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("8")
        assert "Enter starts" not in player.text()


async def test_a_warning_sign_locks_at_once_and_stays(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("f", key_of("saddle-numbness"), "enter")
        assert "NOT TODAY" in player.text()
        assert "emergency" in player.text()
        (event,) = player.records()
        assert isinstance(event, Event)
        assert (event.kind, event.flags) == (EventKind.RED_FLAG, ("saddle-numbness",))
        await player.press("1", "enter")
        assert player.at == "Ready"
        await player.press("escape")
        assert "TRAINING IS LOCKED" in player.text()


async def test_the_lock_is_lifted_by_saying_what_came_of_it(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("f", key_of("saddle-numbness"), "enter", "escape")
        assert player.highlighted() == "locked"
        await player.press("enter", "escape")
        assert "TRAINING IS LOCKED" in player.text()
        await player.press("enter", "1")
        assert "TRAINING IS LOCKED" not in player.text()
        assert "locked" not in player.listed()


async def test_the_morning_after_is_asked_and_kept_with_its_session(play: Play) -> None:
    async with play([session(1, "hip-flexor-stretches", morning=None)], routine="psoas-care") as player:
        assert "morning" in questions(player)
        await player.press("1", "2")
        assert player.last().morning == 2
        await player.press("enter")
        assert player.workout.ongoing.check_in.before == 1


async def test_the_way_out_of_the_signs_is_named_in_a_small_terminal(play: Play) -> None:
    async with play(size=(40, 12), routine="psoas-care") as player:
        await player.press("f")
        assert "Enter done" in player.text()


async def test_the_refusal_of_an_emergency_is_in_sight_whole_in_a_usual_terminal(play: Play) -> None:
    async with play(make.history(), routine="psoas-care") as player:
        await player.press("f", key_of("saddle-numbness"), "enter")
        plan = player.training.plan("psoas-care")
        assert all(reason in player.text() for reason in plan.reasons)
