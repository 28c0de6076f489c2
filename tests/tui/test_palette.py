"""The command palette: every action of the screen that is legal now, and every routine."""

from coach.domain.session import Status

from .conftest import Play
from .playing import Player


def offered(player: Player) -> dict[str, str]:
    """Titles and what they say."""
    return {command.title: command.help for command in player.app.get_system_commands(player.screen)}


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
        assert commands["Pause"] == "Stop the clock; again to count three and go on. Key: Space."
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
        await player.pilot.pause(0.3)
        await player.press("enter")
        await player.pilot.pause()
        assert player.state.status is Status.PAUSED
