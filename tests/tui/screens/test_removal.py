"""A record taken out in the app: from the palette, of the latest; and from the verdict on it."""

import pytest
from textual.widgets import OptionList, Static

from coach.domain.records.entries import Quality

from ..conftest import Play
from ..playing import Player, session


def labels(player: Player) -> list[str]:
    picks = player.screen.query_one(OptionList)
    return [str(picks.get_option_at_index(index).prompt) for index in range(picks.option_count)]


async def to_the_list(player: Player, title: str = "Remove a record") -> None:
    (command,) = [command for command in player.app.get_system_commands(player.screen) if command.title == title]
    command.callback()
    await player.pilot.pause()
    assert player.at == "Pick"


async def test_one_of_the_latest_is_chosen_asked_about_and_gone(play: Play) -> None:
    async with play([session(5), session(3, "rescue"), session(1, quality=Quality.SHARP)]) as player:
        assert player.training.phase == "acute"
        await to_the_list(player)
        assert [label[2:] for label in labels(player)] == [
            "Psoas care, 100 % (9 Nov, 18:00)", "Rescue, 100 % (7 Nov, 18:00)", "Psoas care, 100 % (5 Nov, 18:00)",
        ]  # fmt: skip
        await player.press("1")
        assert player.at == "Ask"
        assert "Take it out of your history?" in player.shown("question")
        await player.press("y")
        assert player.at == "Home"
        assert [record.id for record in player.records()] == ["s-5", "s-3"]
        assert player.training.phase == "recovery"
        (note,) = player.app._notifications
        assert note.message.startswith("Removed: Psoas care, 100 % (9 Nov, 18:00). For 30 days it can be brought back:")
        assert "Bring back a record" in note.message


async def test_what_was_taken_out_is_brought_back(play: Play) -> None:
    async with play([session(3, "rescue"), session(1, quality=Quality.SHARP)]) as player:
        await to_the_list(player)
        await player.press("1", "y")
        await to_the_list(player, "Bring back a record")
        assert [label[2:] for label in labels(player)] == ["Psoas care, 100 % (9 Nov, 18:00)"]
        await player.press("1")
        assert player.at == "Home"
        assert len(player.records()) == 2
        assert player.training.phase == "acute"
        await to_the_list(player, "Bring back a record")
        assert player.shown("title") == "No record was taken out in the last 30 days."


async def test_escape_keeps_it(play: Play) -> None:
    async with play([session(1)]) as player:
        await to_the_list(player)
        await player.press("1", "escape")
        assert player.at == "Pick"
        await player.press("escape")
        assert player.at == "Home"
        assert len(player.records()) == 1


async def test_where_there_is_none_that_is_said(play: Play) -> None:
    async with play() as player:
        await to_the_list(player)
        assert player.shown("title") == "There is no record yet."
        await player.press("1", "enter", "escape")
        assert player.at == "Home"


@pytest.mark.parametrize(("key", "left"), [("y", 0), ("escape", 1)])
async def test_from_the_verdict_on_it(play: Play, key: str, left: int) -> None:
    async with play([session(0)]) as player:
        player.app.go.verdict(player.last())
        await player.pilot.pause()
        await player.press("question_mark")
        told = [str(line.content) for line in player.screen.query(".does").results(Static)]
        assert "Take this record out of your history, after asking." in told
        await player.press("escape", "d", key)
        assert len(player.records()) == left
        assert player.at == ("VerdictScreen" if left else "Home")


async def test_it_is_no_command_while_a_session_runs(play: Play) -> None:
    async with play(at="session") as player:
        titles = [command.title for command in player.app.get_system_commands(player.screen)]
        assert "Remove a record" not in titles
