"""The check-in on Ready: what is true today, warning signs, the morning after, daily life; and what is refused."""

from datetime import timedelta

import pytest

from coach.domain.records.check_in_answers import CheckInAnswers
from coach.domain.records.entries import CheckIn, Event, EventKind, Session, Walk
from coach.domain.records.questions import CHECK_IN, Prompt, Takes
from coach.services.questions.said_today import recalled, remember
from coach.store.memory import MemoryStore
from coach.tui.dialogs.sign_items import SIGN_ITEMS
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import NOW, Player, make, session


def key_of(sign: str) -> str:
    """The key that ticks a sign."""
    return "123456789abcdefghijklmnopqrstuvwxyz"[[item.value for item in SIGN_ITEMS].index(sign)]


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
        plan = player.training.today.plan("acute-relief")
        assert "NOT TODAY" in player.text()
        assert "Enter does this instead: Acute relief" in player.text()
        await player.press("enter")
        assert player.at == "Ready"
        assert plan.name in player.shown("title")
        await player.press("enter")
        assert player.at == "SessionScreen"
        assert player.workout.ongoing.check_in.before == 8


async def test_a_refusal_does_not_say_that_enter_starts(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("8")
        assert "Enter starts" not in player.text()


async def test_a_warning_sign_locks_at_once_and_stays(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("f", key_of("saddle-numbness"), "enter")
        assert "■ GET HELP NOW" in player.text()
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
        assert "morning-1" in questions(player)
        await player.press("1", "2")
        assert player.last().morning == 2
        await player.press("enter")
        assert player.workout.ongoing.check_in.before == 1


async def test_the_mornings_after_a_session_and_after_an_earlier_walk_are_asked_one_by_one(play: Play) -> None:
    walk = Walk(id="w", at=NOW - timedelta(days=2), minutes=30, limp=False, before=1)
    async with play([walk, session(1, morning=None)], routine="desk-break") as player:
        assert questions(player) == ["pain", "morning-1", "morning-2"]
        await player.press("0", "1", "2")
        kept_walk, kept_session = player.records()
        assert isinstance(kept_walk, Walk)
        assert isinstance(kept_session, Session)
        assert (kept_walk.morning, kept_walk.recalled) == (1, True)
        assert kept_session.morning == 2


async def test_one_morning_answers_the_session_and_the_walk_of_its_night(play: Play) -> None:
    walk = Walk(id="w", at=NOW - timedelta(days=1, minutes=9), minutes=30)
    async with play([walk, session(1, morning=None)], routine="desk-break") as player:
        assert questions(player) == ["pain", "morning-1"]
        await player.press("0", "2")
        assert [entry.morning for entry in player.records() if isinstance(entry, Walk | Session)] == [2, 2]


async def test_the_way_out_of_the_signs_is_named_in_a_small_terminal(play: Play) -> None:
    async with play(size=(40, 12), routine="psoas-care") as player:
        await player.press("f")
        assert "Enter done" in player.text()


async def test_the_refusal_of_an_emergency_is_in_sight_whole_in_a_usual_terminal(play: Play) -> None:
    async with play(make.history(), routine="psoas-care") as player:
        await player.press("f", key_of("saddle-numbness"), "enter")
        plan = player.training.today.plan("psoas-care")
        shown = " ".join(player.text().replace("┃", " ").split())
        assert all(reason in shown for reason in plan.reasons)
        assert {"┏", "┛"} <= set(player.text())
        assert set(player.keys()) == {"u", "Esc", "?"}


async def test_what_was_said_today_is_not_forgotten_by_leaving(play: Play) -> None:
    """Sharp, then Esc and another routine, or the coach killed: it was said. How much it hurts now is asked anew."""
    store = MemoryStore()
    async with play(store=store, routine="psoas-care") as player:
        await player.press("3", "f", "1", "3", "enter")
        assert "NOT TODAY" in player.text()
        await player.press("escape")
    async with play(store=store, routine="hip-flexor-stretches") as player:
        assert "NOT TODAY" in player.text()
        assert "Sharp pain, A painkiller in the last 6 hours" in player.text()
        await player.press("f", "1", "3", "enter")  # it is over
        assert "NOT TODAY" not in player.text()
        assert player.screen.query_one("#pain", Question).value is None
    async with play(store=store, routine="psoas-care") as player:
        assert "Sharp" not in player.shown("choices").replace("sharp", "")


@pytest.mark.parametrize(
    ("hours", "signs"),
    [
        (0.2, {"sharp", "painkiller", "iced"}),
        (1, {"sharp", "painkiller"}),
        (5.9, {"sharp", "painkiller"}),
        (6.1, {"sharp"}),
        (15, set()),
    ],
)
def test_what_was_said_holds_for_its_time(hours: float, signs: set[str]) -> None:
    morning = NOW.replace(hour=10)
    said = CheckInAnswers().with_signs(frozenset({"sharp", "painkiller", "iced", "groin-lump"}), morning)
    store = MemoryStore()
    remember(store, said, morning)
    assert recalled(store, morning + timedelta(hours=hours)).signs == signs
    store.write("said-today", ["nonsense"])
    assert recalled(store, morning) == CheckInAnswers()


def test_what_was_told_today_is_told_still_except_how_much_it_hurt() -> None:
    said = CheckInAnswers(CheckIn(before=3, daily_life_pain_free=False, soreness=2))
    store = MemoryStore()
    remember(store, said, NOW)
    assert recalled(store, NOW) == said.answering("before", None)


def test_what_an_older_coach_kept_of_today_is_read() -> None:
    store = MemoryStore()
    kept = {"at": NOW.isoformat(), "signs": ["limp"], "daily_life": True, "soreness": 2, "elsewhere": 1}
    store.write("said-today", kept)
    told = CheckIn(daily_life_pain_free=True, soreness=2, elsewhere=1)
    assert recalled(store, NOW) == CheckInAnswers(told, frozenset({"limp"}))


async def test_a_question_more_in_the_table_is_asked(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    more = Prompt("soreness", Takes.PAIN, "How sore: {place}", "How sore is it")
    monkeypatch.setattr("coach.domain.today.check_in.CHECK_IN", (*CHECK_IN, more))
    async with play(routine="psoas-care") as player:
        assert questions(player) == ["pain", "soreness"]
        await player.press("1", "4", "enter")
        check_in = player.workout.ongoing.check_in
        assert (check_in.before, check_in.soreness) == (1, 4)
