"""Ready: one screen between a routine and its first get-ready. Nothing is answered by accident."""

from coach.domain.session.segments import SegmentKind
from coach.domain.session.state import Status
from coach.store.memory import MemoryStore
from coach.tui.text.present import step_dose
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import Player, make, session


def before(player: Player) -> object:
    return player.screen.query_one("#pain", Question).value


def asked(player: Player) -> list[str]:
    """The exercises that a session begun now would have."""
    plan = player.screen._choices.plan  # type: ignore[attr-defined]
    return [step.exercise.id for step in plan.asked]


async def test_from_home_to_the_first_get_ready_in_three_keys(play: Play) -> None:
    async with play() as player:
        await player.press("enter", "1", "enter")
        assert player.at == "SessionScreen"
        assert player.state.segment.kind is SegmentKind.GET_READY
        assert player.state.status is Status.RUNNING
        assert player.workout.ongoing.check_in.before == 1


async def test_enter_without_an_answer_says_what_is_missing(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        assert before(player) is None
        await player.press("enter")
        assert player.at == "Ready"
        assert "how much does it hurt now" in player.shown("hint")
        assert before(player) is None


async def test_every_answer_has_one_key(play: Play) -> None:
    async with play(routine="desk-break") as player:
        for key, expected in {**{str(n): n for n in range(10)}, "t": 10}.items():
            await player.press(key)
            assert before(player) == expected
            assert f"[{expected}]" in player.text()
        await player.press("3", "enter")
        assert player.workout.ongoing.check_in.before == 3


async def test_skipping_is_an_answer_of_its_own(play: Play) -> None:
    async with play(routine="desk-break") as player:
        await player.press("3", "s")
        assert before(player) is None
        assert "Not answered" in player.shown("hint")
        await player.press("enter")
        assert player.workout.ongoing.check_in.before is None


async def test_the_last_answer_holds(play: Play) -> None:
    async with play(routine="desk-break") as player:
        await player.press("7", "s", "2", "enter")
        assert player.workout.ongoing.check_in.before == 2


async def test_a_number_can_be_clicked(play: Play) -> None:
    async with play(routine="desk-break") as player:
        answer = list(player.screen.query("#pain .answer"))[4]
        await player.pilot.click(answer)
        assert before(player) == 4


async def test_every_step_shows_its_dose_what_changed_and_why(play: Play) -> None:
    async with play(make.history(), routine="psoas-care", size=(100, 40)) as player:
        text = player.text()
        for step in player.training.today.plan("psoas-care").steps:
            assert step.exercise.name in text
            assert step_dose(step) in text
            assert step.why in text
        assert "▼ less" in text
        assert "✕ out" in text


async def test_minutes_cycle_and_trim(play: Play) -> None:
    async with play([session(2)], routine="hip-flexor-loading", size=(100, 40)) as player:
        whole = asked(player)
        minutes = []
        for _ in range(3):
            await player.press("m")
            minutes.append(player.training.today.minutes(player.screen._choices.plan))  # type: ignore[attr-defined]
        assert minutes[0] <= 5 < minutes[1] <= 10 < minutes[2] <= 20
        await player.press("m", "m")
        assert len(asked(player)) < len(whole)
        assert "left out today" in player.text()
        assert "– trimmed" in player.text()
        await player.press("1", "enter")
        assert {step.exercise.id for step in player.state.plan.asked} < set(whole)


async def test_all_is_the_first_choice_of_minutes_and_comes_back(play: Play) -> None:
    async with play(routine="hip-flexor-loading", size=(100, 40)) as player:
        assert "[all]" in player.shown("choices")
        whole = asked(player)
        await player.press("m", "m", "m", "m")
        assert "[all]" in player.shown("choices")
        assert asked(player) == whole


async def test_kit_that_is_missing_leaves_steps_out_and_is_remembered(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store, routine="psoas-care") as player:
        assert "band-march" in asked(player)
        await player.press("k")
        assert player.at == "Ticks"
        await player.press("2", "enter")
        assert player.at == "Ready"
        assert "band-march" not in asked(player)
        assert "✕ band" in player.shown("choices")
    async with play(store=store, routine="psoas-care") as player:
        assert "band-march" not in asked(player)
        await player.press("k", "2", "enter")
        assert "band-march" in asked(player)
        assert player.training.not_at_hand() == frozenset()


async def test_escape_leaves_the_kit_as_it_was(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("k", "1", "2", "9", "escape")
        assert player.at == "Ready"
        assert player.training.not_at_hand() == frozenset()
        assert "✕" not in player.shown("choices")


async def test_without_any_kit_it_does_not_start_and_says_why(play: Play) -> None:
    async with play(routine="core-and-hips") as player:
        await player.press("k", "1", "enter")
        assert asked(player) == []
        await player.press("1", "enter")
        assert player.at == "Ready"
        assert "Nothing is left to do" in player.shown("hint")
        assert player.training.store.checkpoints() == ()


async def test_where_every_exercise_is_out_the_kit_is_not_blamed(play: Play) -> None:
    async with play([session(3, worst=5)]) as player:
        player.app.go.ready("hip-flexor-loading")
        await player.pilot.pause()
        await player.press("1", "enter")
        assert player.at == "Ready"
        assert player.shown("hint") == "Every exercise of it is out today. Esc: another."
        await player.press("escape")
        (row,) = (row for row in player.rows() if "Hip-flexor loading" in row)
        assert row.split()[2:] == ["strength", "all", "out"]


async def test_a_routine_without_kit_says_so(play: Play) -> None:
    async with play(routine="desk-break") as player:
        await player.press("k")
        assert player.at == "Ready"
        assert "no equipment" in player.shown("hint")


async def test_escape_goes_home_and_keeps_nothing(play: Play) -> None:
    async with play(routine="desk-break") as player:
        await player.press("1", "escape")
        assert player.at == "Home"
        assert player.training.store.checkpoints() == ()
        assert player.records() == ()


async def test_a_long_plan_scrolls_by_arrows(play: Play) -> None:
    async with play(routine="psoas-care", size=(40, 12)) as player:
        first = player.text()
        await player.press(*["down"] * 4)
        assert player.text() != first
        await player.press(*["up"] * 4)
        assert player.text() == first
