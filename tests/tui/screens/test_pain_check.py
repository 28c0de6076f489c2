"""Pain check: digits and arrow keys, nothing answered beforehand, under ten keys."""

from coach.domain.records.answers import Answers, pain_answers_of
from coach.domain.records.entries import Quality, StepDone
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import Player, missed

THREE = tuple(StepDone(exercise=name, done=1.0) for name in ("psoas-stretch", "bridge-march", "plank"))
"""What was done: the choices of "These hurt", in this order."""


EVERYTHING = tuple(step.exercise for step in THREE)


async def ask(player: Player) -> None:
    """Open the pain check of the last session."""
    player.app.go.pain_check(player.last())
    await player.pilot.pause()
    assert player.at == "PainCheck"


def active(player: Player) -> str:
    """The id of the question that keys go to."""
    (question,) = [question for question in player.screen.query(Question) if question.active]
    return str(question.id)


def displayed(player: Player) -> list[str]:
    return [str(question.id) for question in player.screen.query(Question) if question.display]


ANSWERED = {
    "without pain only effort is asked": ("0 0 5", Answers(0, 0, Quality.NONE, False, (), 5)),
    "all answered": ("4 2 2 1 2 enter 6", Answers(4, 2, Quality.DULL, False, ("bridge-march",), 6)),
    "everything hurt": ("t t 5 2 1 2 3 enter t", Answers(10, 10, Quality.CATCHING, True, EVERYTHING, 10)),
    "several": ("3 1 2 1 1 3 enter 5", Answers(3, 1, Quality.DULL, False, ("psoas-stretch", "plank"), 5)),
    "taken back": ("3 1 2 1 1 1 2 enter 5", Answers(3, 1, Quality.DULL, False, ("bridge-march",), 5)),
    "all skipped": ("s s s s s s", Answers()),
    "after skipped: the rest is asked": ("0 s s s s 4", Answers(0, None, effort=4)),
    "details skipped": ("3 1 s s s 5", Answers(3, 1, None, None, None, 5)),
    "arrows alone": ("right enter right enter right enter", Answers(0, 0, Quality.NONE, False, (), 0)),
    "from the right": ("left left enter 0 1 1 enter 5", Answers(9, 0, Quality.NONE, False, (), 5)),
    "changed on the way": ("0 0 up up 3 2 1 enter 5", Answers(3, 0, Quality.DULL, False, (), 5)),
}
"""What is pressed from the first question on, and the answers that are kept."""


async def test_what_is_pressed_is_what_is_kept(play: Play) -> None:
    unanswered = missed(step=THREE)
    kept = {}
    async with play([unanswered]) as player:
        for case, (keys, _) in ANSWERED.items():
            player.training.store.replace(unanswered)
            await ask(player)
            await player.press(*keys.split())
            kept[case] = pain_answers_of(player.last()) if player.at == "VerdictScreen" else player.at
    assert kept == {case: answers for case, (_, answers) in ANSWERED.items()}


def test_even_when_everything_hurt_it_takes_under_ten_keys() -> None:
    keys, _ = ANSWERED["everything hurt"]
    assert len(keys.split()) < 10


async def test_nothing_is_answered_beforehand(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        assert all(question.value is None for question in player.screen.query(Question))
        assert active(player) == "worst"


async def test_enter_without_an_answer_says_how(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        await player.press("enter")
        assert active(player) == "worst"
        assert "Press a digit" in player.shown("hint")
        assert player.last().worst is None


async def test_without_pain_the_questions_about_it_are_gone(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        await player.press("0", "0")
        assert displayed(player) == ["worst", "after", "effort"]
        assert active(player) == "effort"


async def test_answers_that_cannot_both_be_true_are_asked_again_kindly(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        await player.press("2", "5")
        assert active(player) == "after"
        assert "which of the two should change?" in player.shown("hint")
        assert pain_answers_of(player.last()) == Answers(2, 5)
        await player.press("up", "6", "2", "1", "enter", "5")
        assert pain_answers_of(player.last()) == Answers(6, 5, Quality.DULL, False, (), 5)


async def test_a_contradiction_can_be_mended_at_the_second_question(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        await player.press("2", "5", "1", "2", "1", "enter", "5")
        assert pain_answers_of(player.last()) == Answers(2, 1, Quality.DULL, False, (), 5)


async def test_escape_answers_the_rest_later(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        await player.press("4", "2", "escape")
        assert player.at == "Home"
        assert pain_answers_of(player.last()) == Answers(4, 2)
        assert "unanswered" in player.listed()
        await ask(player)
        assert active(player) == "quality"


async def test_what_was_done_is_offered_by_name_the_easier_one_too(play: Play) -> None:
    done = (
        *THREE[:2],
        StepDone(exercise="plank", done=1.0, eased="dead-bug"),
        StepDone(exercise="band-march", done=0.0, trimmed=True),
        StepDone(exercise="gone-from-the-library", done=0.5),
    )
    async with play([missed(step=done)], size=(100, 40)) as player:
        await ask(player)
        text = player.text()
        for label in ("1 Psoas stretch", "2 Bridge march", "3 Dead bug", "4 gone-from-the-library"):
            assert label in text
        assert "Band march" not in text
        assert "Plank" not in text


async def test_an_exercise_with_two_sides_is_offered_once(play: Play) -> None:
    done = tuple(StepDone(exercise="psoas-stretch", side=side, done=1.0) for side in ("left", "right"))
    async with play([missed(step=done)]) as player:
        await ask(player)
        assert player.text().count("Psoas stretch") == 1


async def test_answers_can_be_clicked(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        for question in ("worst", "after"):
            await player.pilot.click(list(player.screen.query(f"#{question} .answer"))[3])
            await player.pilot.pause()
        assert active(player) == "quality"
        assert player.screen.query_one("#worst", Question).value == 3


async def test_the_question_asked_is_in_sight_in_a_small_terminal(play: Play) -> None:
    async with play([missed(step=THREE)], size=(40, 12)) as player:
        await ask(player)
        for key in ("4", "2", "2", "1", "enter", "6"):
            asked = player.screen.query_one(f"#{active(player)}", Question)
            seen = player.screen.query_one("#questions").region
            assert asked.region.y >= seen.y
            assert asked.region.bottom <= seen.bottom
            await player.press(key)
        assert player.at == "VerdictScreen"


async def test_days_later_how_it_was_right_after_is_asked_not_how_it_is_now(play: Play) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        await player.press("3")
        assert "right after it" in player.shown("hint")
