"""The first questions: what brings them, where, how it is now, running, days; then a course. At most five."""

import pytest

from coach.domain.exercises.course import Concern
from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Event, EventKind
from coach.domain.records.history import NO_START, Start
from coach.domain.records.profile import Profile, Sided, Site
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore
from coach.tui.screens.first_start import FirstStart
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import session

NONE_OF_THESE = "0"


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_it_hurts_and_is_sharp(play: Play, size: tuple[int, int]) -> None:
    store = MemoryStore()
    async with play(store=store, is_first=True, size=size) as player:
        assert player.at == "FirstStart"
        assert player.unreadable() == []
        await player.press("1", "1", "1", "1", "3", "2")
        known = player.training.profile()
        assert (known.concern, known.site, known.side) == (Concern.PAINFUL, Site.HIP, Sided.LEFT)
        assert (known.days_a_week, known.minutes) == (3, 15)
        assert player.training.history().start == Start(Phase.ACUTE, 3)
        assert player.at == "SignTicks"
        await player.press(NONE_OF_THESE)
        assert player.at == "CourseScreen"
        assert "Steady hips" in player.text()
        assert "The first week, if all stays green: Tue Acute relief" in player.text() or size == (40, 12)
        await player.press("enter")
        assert player.at == "Home"
        assert ("Steady hips · Settle" in player.shown("due")) is (size != (40, 12)), "there is no room for it"
        assert [type(entry) for entry in player.records()] == [Event]
    async with play(store=store, is_first=True) as player:
        assert player.at == "Home"


async def test_a_narrow_terminal_shows_every_answer(play: Play) -> None:
    async with play(is_first=True, size=(40, 24)) as player:
        asked = player.text()
        assert all(words in asked for words in ("4 to stay well", "2 3 days × 15 min", "3 other"))
        await player.press("2")
        asked = player.text()
        assert all(words in asked for words in ("1 not now", "3 20 min", "5 own runs"))


RUNNERS = {
    "not now": ("1", Start(Phase.RECOVERY, 0)),
    "so long, and how often": ("3s", Start(Phase.RECOVERY, 0, run_minutes=20)),
    "so often": ("32", Start(Phase.RECOVERY, 0, run_minutes=20, runs_per_week=2)),
    "no complaint": ("5", Start(Phase.RECOVERY, 0, own_runs=True)),
}


@pytest.mark.parametrize(("keys", "start"), RUNNERS.values(), ids=RUNNERS)
async def test_who_is_not_in_acute_is_asked_what_they_run(play: Play, keys: str, start: Start) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "1", "1", "2", "0", *keys, "1")
        assert player.at == "SignTicks"
        assert player.training.history().start == start


async def test_who_is_well_answers_two_and_begins_in_maintenance(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("4", "1")
        assert player.training.history().start == Start(Phase.MAINTENANCE, own_runs=True)
        assert player.at == "CourseScreen"
        assert "Strong stride" in player.text()
        await player.press("enter")
        assert "phase" not in player.text()


async def test_who_is_tight_is_asked_of_no_pain(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("2", "1", "3", "4", "5")
        known = player.training.profile()
        assert (known.concern, known.site, known.days_a_week, known.minutes) == (Concern.TIGHT, None, 4, 30)
        assert "Loose hips" in player.text()


async def test_another_answer_to_the_first_takes_back_what_followed_from_it(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("4", "up", "2")
        assert player.training.profile().concern is Concern.TIGHT
        assert player.training.history().start == NO_START


async def test_another_course_or_none_is_a_key_away(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("3", "1", "1", "right")
        assert "Steady hips" not in player.text()
        await player.press("x")
        assert player.at == "Home"
        assert player.training.courses.course is None
        assert player.records() == ()


async def test_enter_alone_does_not_say_that_no_sign_is_true(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "1", "1", "1", "3", "2", "enter")
        assert player.at == "SignTicks"
        assert player.training.course_questions.signs_are_due()
        assert "none of these" in player.text()


async def test_a_sign_that_is_ticked_locks_and_no_course_is_proposed(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "1", "1", "1", "3", "2", "4", "enter")
        assert player.at == "Home"
        assert "GET HELP NOW" in player.shown("due")
        (event,) = player.records()
        assert isinstance(event, Event)
        assert event.kind is EventKind.RED_FLAG


async def test_the_signs_are_not_asked_again_before_the_first_session(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "1", "1", "2", "0", "1", "2", NONE_OF_THESE, "enter", "enter")
        assert player.at in ("Ready", "Ticks")  # what is at hand is asked here


async def test_left_unread_the_signs_come_before_the_first_session(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "1", "1", "2", "0", "1", "2", "escape", "enter")
        assert player.at == "Home"
        await player.press("enter")
        assert player.at == "SignTicks"
        await player.press("escape")
        assert player.at == "Home"
        await player.press("enter", NONE_OF_THESE)
        assert player.at in ("Ready", "Ticks")


async def test_kit_is_asked_at_the_first_session_that_needs_it_and_once(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("4", "1", "enter", "enter")
        assert player.at == "Ticks"
        assert "What do you have at hand?" in player.text()
        await player.press("2", "enter")
        assert player.at == "Ready"
        assert player.training.not_at_hand() == frozenset({"band"})
        await player.press("escape", "enter")
        assert player.at == "Ready"


async def test_the_safety_notice_comes_before_them(play: Play) -> None:
    kept = ResilientStore(MemoryStore)
    async with play(kept=kept, is_new=True, is_first=True) as player:
        assert player.at == "Notice"
        await player.press("enter", "enter", "enter")
        assert player.at == "FirstStart"
        await player.press("1", "2", "escape")
        assert player.at == "Home"
        assert player.training.profile().site is Site.GROIN


async def test_skipping_all_is_one_key_and_it_is_not_asked_again(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store, is_first=True) as player:
        await player.press("escape")
        assert player.at == "Home"
        assert player.training.profile() == Profile()
        assert player.training.history().start == NO_START
    async with play(store=store, is_first=True) as player:
        assert player.at == "Home"


async def test_each_skipped_nothing_is_known_and_nothing_proposed(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("s", "s")
        assert player.at == "Home"
        assert player.training.profile() == Profile()


async def test_leaving_in_the_middle_keeps_what_was_answered(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store, is_first=True) as player:
        await player.press("1", "s", "2", "ctrl+q")
    async with play(store=store, is_first=True) as player:
        assert player.at == "FirstStart"
        assert player.training.profile() == Profile(concern=Concern.PAINFUL, side=Sided.RIGHT)


async def test_a_course_and_a_pause_are_no_history_yet(play: Play) -> None:
    async with play(is_first=True) as player:
        player.training.courses.choose("steady-hips")
        player.training.courses.take_pause()
        assert player.training.runner.is_new()
        assert not player.training.runner.has_trained
        assert player.training.runner.wanting() == ""


async def test_an_answer_can_be_changed(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "1", "up", "4", "escape")
        assert player.training.profile().site is Site.BUTTOCK


async def test_an_answer_can_be_clicked(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("1")
        await player.pilot.click(list(player.screen.query("#stands .answer"))[1])
        await player.press("escape")
        assert player.training.history().start.phase is Phase.RECOVERY


async def test_who_has_a_history_is_not_asked(play: Play) -> None:
    async with play([session(2)], is_first=True) as player:
        assert player.at == "Home"


async def test_straight_into_a_routine_nothing_is_asked(play: Play) -> None:
    async with play(is_first=True, routine="desk-break") as player:
        assert player.at == "Ready"


async def test_what_an_older_coach_knew_of_the_kit_stays(play: Play) -> None:
    store = MemoryStore()
    store.write("not-at-hand", ["band"])
    async with play(store=store, is_first=True) as player:
        await player.press("escape")
        assert player.training.not_at_hand() == frozenset({"band"})


async def test_a_click_on_a_question_that_the_click_before_closed_answers_nothing(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("3", "3")
        assert isinstance(player.screen, FirstStart)
        runs, week = player.screen._asked["runs"], player.screen._asked["week"]
        assert week.display
        runs.set_value(0)
        runs.post_message(Question.Answered(runs))
        week.set_value(2)
        week.post_message(Question.Answered(week))
        await player.pilot.pause()
        assert not week.display
        assert "week" not in player.screen._given
        assert player.screen._asking != "week"
        await player.press("up", "up", "down")
        assert player.app.fault is None
