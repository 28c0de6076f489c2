"""The command palette: every action of the screen that is legal now, and every routine."""

import pytest
from textual.events import Click, Key
from textual.widgets import OptionList

from coach.domain.session.state import Status
from coach.tui.flow.palette_search import PaletteCommands

from ..conftest import Play
from ..playing import Player


def offered(player: Player) -> dict[str, str]:
    """Titles and what they say."""
    return {command.title: command.help for command in player.app.get_system_commands(player.screen)}


def first_found(player: Player) -> str:
    """What Enter would do."""
    found = player.screen.query_one(OptionList).options
    return str(found[0].prompt) if found else ""


async def test_home_offers_every_routine(play: Play) -> None:
    async with play() as player:
        names = {f"Get ready: {routine.name}" for routine in player.training.catalogue.routines.values()}
        assert names <= offered(player).keys()
        assert {"Leave", "Light/dark"} <= offered(player).keys()


async def test_a_session_offers_what_is_legal_now_with_its_key(play: Play) -> None:
    async with play(at="session") as player:
        await player.wait(15)
        commands = offered(player)
        assert {"Pause", "Next", "Again", "Easier", "It hurts", "Stop"} <= commands.keys()
        assert "Back" not in commands
        assert commands["Pause"] == "Stop the clock; again, count three and go on. F7, too. Key: Space."
        assert not any(title.startswith("Get ready: ") for title in commands)


async def test_no_command_stands_there_twice_or_asks_for_a_digit(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        titles = [command.title for command in player.app.get_system_commands(player.screen)]
        assert len(titles) == len(set(titles))
        assert "Pain" not in titles


async def test_a_command_is_carried_out(play: Play) -> None:
    async with play(at="session") as player:
        await player.wait(15)
        await player.press("ctrl+p")
        await player.type("pause")
        while not first_found(player).startswith("Pause"):
            await player.pilot.pause(0.01)  # it looks in a worker of its own
        await player.press("enter")
        await player.pilot.pause()
        assert player.state.status is Status.PAUSED


@pytest.mark.parametrize("key", ["pageup", "pagedown", "home", "end", "down", "escape"])
async def test_keys_that_come_faster_than_its_list_end_nothing(play: Play, key: str) -> None:
    async with play() as player:
        for each in ("ctrl+p", key, "x", key, key, "escape", key, "ctrl+p", key):
            player.app.post_message(Key(each, "x" if each == "x" else None))
        for _ in range(10):  # on a busy machine, too, all keys are taken before the app is left
            await player.pilot.pause(0.03)
        assert player.app.is_running


async def test_a_page_of_a_list_that_is_not_drawn_yet_is_no_end(play: Play) -> None:
    async with play() as player:
        player.app.action_command_palette()
        player.app.action_command_palette()
        palette = player.screen
        await player.press("x", "backspace")
        for _ in range(20):
            player.app.post_message(Key("pagedown", None))
            player.app.post_message(Key("pageup", None))
            await player.pilot.pause(0.01)
        palette.dismiss(None)
        palette.dismiss(None)
        await player.pilot.pause()
        assert player.at == "Home"


async def test_it_opens_while_the_one_before_is_on_its_way_out(play: Play) -> None:
    async with play() as player:
        for _ in range(3):
            player.app.action_command_palette()
            await player.pilot.pause()
            player.app.pop_screen()
            player.app.action_command_palette()
            player.app.pop_screen()
        await player.pilot.pause()
        assert player.app.fault is None
        assert player.at == "Home"


async def test_no_screen_lies_over_its_like(play: Play) -> None:
    async with play() as player:
        go = player.app.go
        for _ in range(2):
            for lead in (go.settings, go.learn, go.share):
                lead()
                await player.pilot.pause()
        kinds = [type(screen) for screen in player.app.screen_stack]
        assert len(kinds) == len(set(kinds))
        assert type(player.screen).__name__ == "ShareScreen"


async def test_a_click_where_the_terminal_is_no_more_ends_nothing(play: Play) -> None:
    async with play() as player:
        await player.press("ctrl+p")
        await player.pilot.pause()
        far = {"x": 200, "y": 90, "delta_x": 0, "delta_y": 0, "button": 1, "shift": False, "meta": False, "ctrl": False}
        player.screen.post_message(Click(player.screen, **far))  # type: ignore[arg-type]
        await player.pilot.pause()
        assert player.app.fault is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [("undo", "Remove a record"), ("report", "Page for a clinician"), ("psoas-care", "Get ready: Psoas care")],
)
async def test_a_known_word_comes_before_its_letters_found_in_a_name(play: Play, typed: str, first: str) -> None:
    async with play() as player:
        commands = PaletteCommands(player.screen)
        hits = sorted([hit async for hit in commands.search(typed)], key=lambda hit: -hit.score)
        assert str(hits[0].match_display) == first
