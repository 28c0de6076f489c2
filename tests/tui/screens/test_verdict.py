"""Verdict: the light in words, a sign and a colour; why; what comes next; and answers that can be changed."""

import pytest

from coach.domain.records.answers import Answers, pain_answers_of
from coach.domain.records.entries import Event, EventKind, Quality, StepDone
from coach.domain.rules.light import Light
from coach.tui.text.present import LIGHT_WORDS
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import NOW, Player, missed, session

DONE = tuple(StepDone(exercise=name, done=1.0) for name in ("psoas-stretch", "bridge-march", "plank"))


async def answer(player: Player, keys: str) -> None:
    """Answer the pain check of the last session."""
    player.app.go.pain_check(player.last())
    await player.pilot.pause()
    await player.press(*keys.split())
    assert player.at == "VerdictScreen"


LIGHTS = {
    "0 0 5": Light.GREEN,
    "2 1 2 1 enter 5": Light.GREEN,
    "3 1 2 1 enter 5": Light.AMBER,  # it rose by 2 from 1
    "4 2 2 1 enter 5": Light.AMBER,  # it rose by 3, and not to 5
    "5 2 2 1 enter 5": Light.RED,  # it rose by 4
    "2 1 4 1 enter 5": Light.RED,  # sharp
}


async def test_the_light_is_a_word_and_a_sign_with_its_reasons(play: Play) -> None:
    unanswered = missed(step=DONE)
    async with play([unanswered], size=(100, 40)) as player:
        for keys, light in LIGHTS.items():
            player.training.store.replace(unanswered)
            await answer(player, keys)
            words = LIGHT_WORDS[light] if light is Light.RED else f"{light.upper()} so far"
            assert player.shown("light") == f"{light.sign}  {words}", keys
            verdict = player.training.records.verdict(player.last())
            assert verdict
            assert verdict.light is light
            assert all(reason in player.text() for reason in verdict.why), keys


async def test_without_any_answer_there_is_no_light(play: Play) -> None:
    async with play([missed(step=DONE, before=None)]) as player:
        await answer(player, "s s s s s 5")
        assert player.shown("light") == f"{Light.NONE.sign}  {LIGHT_WORDS[Light.NONE]}"


async def test_no_praise_when_no_pain_after_the_session_was_told(play: Play) -> None:
    """Only the pain before it is known: that says nothing of how the hips took the session."""
    async with play([missed(step=DONE, before=1)]) as player:
        await answer(player, "s s s s s 5")
        assert "took this well" not in player.text()


def test_signs_and_words_differ_between_lights() -> None:
    assert len({light.sign for light in Light}) == len(set(LIGHT_WORDS.values())) == len(Light)


async def test_a_light_that_the_morning_can_change_says_so(play: Play) -> None:
    async with play([missed(step=DONE)]) as player:
        await answer(player, "0 0 5")
        assert "The morning after can still change this" in player.text()
        assert "so far" in player.shown("light")


async def test_a_light_that_is_settled_does_not(play: Play) -> None:
    async with play([session(1, worst=None, after=None, step=DONE)]) as player:
        await answer(player, "0 0 5")
        assert "The morning after" not in player.text()
        assert player.shown("light") == f"{Light.GREEN.sign}  {LIGHT_WORDS[Light.GREEN]}"


async def test_it_tells_the_next_session_and_why(play: Play) -> None:
    async with play([missed(step=DONE)], size=(100, 60)) as player:
        await answer(player, "5 2 2 1 2 enter 6")
        outlook = player.training.today.outlook(player.last())
        assert outlook
        assert "Next Psoas care" in player.text()
        assert "You did 100 % of what was asked." in player.text()
        for step in outlook.plan.steps:
            if step.change != "same":
                assert f"{step.exercise.name}: " in player.text()
                assert step.why in player.text()


async def test_without_a_change_it_says_the_same_as_today(play: Play) -> None:
    async with play([missed(step=DONE)]) as player:
        await answer(player, "0 0 5")
        assert "The same as today." in player.text()


async def test_a_step_up_is_promised_for_a_good_morning(play: Play) -> None:
    async with play([session(6), session(4), session(2), missed(step=DONE)], size=(100, 60)) as player:
        await answer(player, "0 0 5")
        outlook = player.training.today.outlook(player.last())
        assert outlook
        promised, hoped = player.text().split("If the morning is no worse than usual")
        up = [step for step in outlook.after_a_good_morning.steps if step.change == "up"]
        assert up
        assert "▲ more" not in promised
        assert all(f"{step.exercise.name}: " in hoped and step.why in hoped for step in up)


async def test_a_routine_that_is_gone_is_said(play: Play) -> None:
    async with play([missed(routine="gone", step=DONE)]) as player:
        await answer(player, "0 0 5")
        assert "no longer there" in player.text()


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_enter_and_escape_go_home(play: Play, key: str) -> None:
    async with play([missed(step=DONE)]) as player:
        await answer(player, "0 0 5")
        await player.press(key)
        assert player.at == "Home"
        assert "unanswered" not in player.listed()


async def test_change_answers_comes_back_with_the_answers(play: Play) -> None:
    async with play([missed(step=DONE)]) as player:
        await answer(player, "4 2 2 2 2 enter 6")
        await player.press("c")
        assert player.at == "PainCheck"
        values = {question.id: question.value for question in player.screen.query(Question)}
        assert values == {
            "worst": 4, "after": 2, "quality": Quality.DULL, "gait-changed": True, "painful": ("bridge-march",),
            "effort": 6,
        }  # fmt: skip


async def test_changed_answers_change_the_record_and_the_light(play: Play) -> None:
    async with play([missed(step=DONE)]) as player:
        await answer(player, "5 2 2 1 2 enter 6")
        red = player.shown("light")
        await player.press("c", "2")
        assert player.at == "VerdictScreen"
        assert player.last().worst == 2
        assert player.shown("light") != red
        assert len(player.records()) == 1
        await player.press("c", "down", "1")
        assert pain_answers_of(player.last()) == Answers(2, 1, Quality.DULL, False, ("bridge-march",), 6)


async def test_pain_that_is_added_later_is_asked_about(play: Play) -> None:
    """First "no pain at all", then changed: what kind of pain, and where, was never answered."""
    async with play([missed(step=DONE)]) as player:
        await answer(player, "0 0 5")
        await player.press("c", "4")
        assert player.at == "PainCheck"
        # What "no pain" said of it in full was never asked: it is not kept as an answer.
        assert pain_answers_of(player.last()) == Answers(4, 0, effort=5)


async def test_no_pain_opens_again_without_the_questions_about_pain(play: Play) -> None:
    async with play([missed(step=DONE)]) as player:
        await answer(player, "0 0 5")
        await player.press("c")
        assert [q.id for q in player.screen.query(Question) if q.display] == ["worst", "after", "effort"]


async def test_pain_that_is_taken_back_takes_its_details_along(play: Play) -> None:
    async with play([missed(step=DONE)]) as player:
        await answer(player, "4 0 2 2 2 enter 6")
        await player.press("c", "0")
        assert pain_answers_of(player.last()) == Answers(0, 0, Quality.NONE, False, (), 6)


async def test_a_long_verdict_scrolls_by_arrows(play: Play) -> None:
    async with play([missed(step=DONE)], size=(80, 14)) as player:
        await answer(player, "5 2 2 1 2 enter 6")
        top = player.text()
        await player.press(*["down"] * 4)
        assert player.text() != top
        await player.press(*["up"] * 4)
        assert player.text() == top


async def test_what_another_coach_keeps_meanwhile_is_shown(play: Play) -> None:
    """A warning sign ticked in another window locks what stands here; so does the page for a clinician tell of it."""
    flag = Event(id="flag", at=NOW, kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
    async with play([session(0)]) as player:
        player.app.go.verdict(player.last())
        await player.pilot.pause()
        assert "GREEN" in player.text()
        assert "local emergency number" not in player.text()
        player.training.store.add([flag])
        player.training.forget()
        player.app.files.tell_screens()
        await player.pilot.pause()
        assert "local emergency number" in player.text()
        assert "Once seen" in player.keys().values()
        assert player.app.fault is None
    async with play([session(0)]) as player:
        player.app.go.report()
        await player.pilot.pause()
        before = player.shown("sheet")
        player.training.store.add([flag])
        player.training.forget()
        player.app.files.tell_screens()
        await player.pilot.pause()
        assert player.shown("sheet") != before
