"""Learn: the list, a card, the quiz with all answers wrong, and the card at its moment, as a runner meets them."""

from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.records.entries import Event, EventKind
from coach.domain.teaching.lessons import Learned
from coach.library.disk.layers import Layer, shipped_folder
from coach.store.memory import MemoryStore
from coach.tui.dialogs.base import ChoiceLine
from coach.tui.screens.learn import Cards, CardScreen
from coach.tui.screens.quiz import QuizScreen
from coach.tui.widgets.routine_list import RoutineList

from ..playing import NOW, Player, playing, session

SIZES = [(40, 12), (80, 24), (160, 50)]


def learned(player: Player) -> Learned:
    return player.app.training.learning.learned()


def shown(player: Player) -> str:
    return player.text()


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_read_where_it_is_opened_and_enter_goes_on(size: tuple[int, int]) -> None:
    async with playing(size=size) as player:
        await player.press("f3")
        assert player.at == "LearnScreen"
        assert "0 of 18 read" in shown(player)
        await player.press("enter")
        assert player.at == "CardScreen"
        assert learned(player).read == ("what-the-psoas-is",)
        await player.press("enter")
        assert learned(player).read == ("what-the-psoas-is", "where-it-runs")
        await player.press("escape")
        assert (player.at, "2 of 18 read" in shown(player)) == ("LearnScreen", True)
        await player.press("escape")
        assert player.at == "Home"


async def test_after_the_last_card_comes_the_list() -> None:
    async with playing() as player:
        player.app.go.learn("the-whole-hip")
        await player.pilot.pause()
        await player.press("p")
        assert "How running comes back" in shown(player)
        await player.press("enter", "enter")
        assert player.at == "Home"


async def test_the_psoas_moves_on_its_card() -> None:
    async with playing() as player:
        player.app.go.learn("in-a-stride")
        await player.pilot.pause()
        screen = player.screen
        assert isinstance(screen, CardScreen)
        screen.move()
        before = screen.query_one("#drawn")._picture  # type: ignore[attr-defined]
        player.clock.move(1)
        screen.move()
        assert screen.query_one("#drawn")._picture != before  # type: ignore[attr-defined]


async def test_the_quiz_with_all_answers_wrong() -> None:
    async with playing() as player:
        await player.press("f3", "z")
        for key in "1", "1", "1", "3", "2":
            await player.press(key)
            assert "Not quite. It is:" in shown(player)
            assert player.at == "QuizScreen"
            await player.press("enter")
        assert "come back first next time" in shown(player)
        assert len(learned(player).missed) == 5
        await player.press("enter")
        assert "1 of 5" in shown(player)
        assert "cyclists" in shown(player), "what was missed comes first"


async def test_a_question_leads_to_its_card() -> None:
    async with playing() as player:
        await player.press("f3", "z", "2", "c")
        assert player.at == "CardScreen"
        await player.press("escape")
        assert player.at == "QuizScreen"


async def test_home_s_list_and_the_palette_lead_to_learn() -> None:
    async with playing() as player:
        await player.type("learn")
        await player.press("enter")
        assert player.at == "LearnScreen"


# --- the card at its moment -----------------------------------------------------------------------------------------

PILL = session(0.2, painkiller=True)
CARD = "i  A card for now: Painkillers hide pain"


def lines(player: Player) -> list[str]:
    routines = player.app.screen_stack[0].query_one(RoutineList)
    return [str(routines.get_option_at_index(place).prompt) for place in range(routines.option_count)]


async def test_home_offers_one_card_below_what_is_due_and_reading_it_ends_that() -> None:
    async with playing([PILL]) as player:
        await player.pilot.pause()
        assert [line for line in lines(player) if "A card for now" in line] == [CARD]
        assert lines(player).index(CARD) > 0
        player.app.screen.query_one(RoutineList).highlighted = lines(player).index(CARD)
        await player.press("enter")
        assert player.at == "CardScreen"
        await player.press("escape")
        assert CARD not in lines(player)
        assert learned(player).read == ("painkillers",)


async def test_anything_else_passes_and_it_does_not_come_again() -> None:
    store = MemoryStore()
    async with playing([PILL], store=store) as player:
        await player.pilot.pause()
        await player.type("settings")
        await player.press("enter")
        assert player.at == "SettingsScreen"
        assert learned(player).passed == ("painkillers",)
    async with playing(store=store) as player:
        await player.pilot.pause()
        assert CARD not in lines(player)


@pytest.mark.parametrize(("key", "read"), [("enter", True), ("x", False), ("escape", False)])
async def test_after_a_session_it_is_offered_over_home(key: str, read: bool) -> None:
    async with playing([PILL]) as player:
        player.app.go.verdict(PILL)
        await player.pilot.pause()
        await player.press("enter")
        assert player.at == "CardOffer"
        await player.press(key)
        assert player.at == ("CardScreen" if read else "Home")
        assert ("painkillers" in learned(player).read, "painkillers" in learned(player).passed) == (read, not read)
        await player.press("escape")
        player.app.go.verdict(PILL)
        await player.pilot.pause()
        await player.press("enter")
        assert player.at == "Home"


async def test_none_while_training_is_locked() -> None:
    locked = Event(id="l", at=NOW - timedelta(hours=1), kind=EventKind.RED_FLAG, flags=("leg-weakness",))
    async with playing([PILL, locked]) as player:
        await player.pilot.pause()
        assert not [line for line in lines(player) if "A card for now" in line]


# --- files ----------------------------------------------------------------------------------------------------------


async def test_a_saved_file_is_used_while_learn_is_open(tmp_path: Path) -> None:
    folder = tmp_path / "lessons"
    folder.mkdir()
    async with playing() as player:
        player.app.training.lesson_layers = lambda: (Layer("shipped", shipped_folder()), Layer("own", tmp_path))
        await player.press("f3")
        before = player.screen.query_one(Cards).option_count
        card = '[[card]]\nid = "x"\ntitle = "Club"\nsays = ["Hello."]\nsources = ["us"]\n'
        (folder / "x.toml").write_text(f'format = 1\nid = "x"\nname = "X"\n{card}')
        player.screen.look()  # type: ignore[attr-defined]
        await player.pilot.pause()
        assert player.screen.query_one(Cards).option_count == before + 2
        (folder / "x.toml").write_text("id = [")
        player.screen.look()  # type: ignore[attr-defined]
        await player.pilot.pause()
        assert "x.toml" in str(player.screen.query_one("#trouble").render())


async def test_the_quiz_names_the_keys_of_the_answers_that_there_are() -> None:
    async with playing() as player:
        player.app.push_screen(QuizScreen())
        await player.pilot.pause()
        seen = set()
        for _ in range(5):
            answers = len([line for line in player.screen.query(ChoiceLine) if line.display])
            assert f"1–{answers} Answer" in player.text()
            seen.add(answers)
            await player.press("1", "enter")
        assert len(seen) > 1
