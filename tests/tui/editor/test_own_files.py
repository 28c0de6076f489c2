"""Files of one's own in the app: put away and brought back, given another id, begun from a template of each kind."""

from pathlib import Path

import pytest

from coach.store import renamings

from ..playing import session
from .editing import MINE, Edit


async def command(player: object, title: str) -> None:
    """Take a line of the palette."""
    app, pilot = player.app, player.pilot  # type: ignore[attr-defined]
    (found,) = [each for each in app.get_system_commands(app.screen) if each.title == title]
    found.callback()
    await pilot.pause()


async def test_a_routine_is_put_away_after_asking_and_comes_back(edit: Edit, own: Path) -> None:
    async with edit(None) as player:
        await player.type("mine")
        await player.press("delete")
        assert player.at == "Ask"
        assert "Put away the routine Mine (mine)? It goes to the folder of removed files" in player.shown("question")
        await player.press("escape")
        assert (own / "mine.toml").exists()
        await player.press("delete", "y")
        assert player.at == "Home"
        assert not (own / "mine.toml").exists()
        assert "mine" not in player.app.training.catalogue.routines
        await command(player, "Bring back a file")
        await player.press("enter")
        assert (own / "mine.toml").read_text() == MINE
        assert "mine" in player.app.training.catalogue.routines


async def test_another_id_is_asked_for_and_the_history_goes_with_it(edit: Edit, own: Path) -> None:
    async with edit(None, entries=[session(2, "mine")]) as player:
        await player.type("mine")
        await player.press("ctrl+r")
        assert player.at == "NameIt"
        await player.press("end", "minus", "2", "enter")
        assert player.at == "Home"
        assert 'id = "mine-2"' in (own / "mine-2.toml").read_text()
        training = player.app.training
        assert [record.routine for record in player.records()] == ["mine"]
        assert [record.routine for record in training.history().entries] == ["mine-2"]  # type: ignore[attr-defined]
        assert len(renamings.stored_renamings(training.store)) == 1


@pytest.mark.parametrize("key", ["delete", "ctrl+r"])
async def test_what_comes_with_the_coach_stays(edit: Edit, key: str) -> None:
    async with edit(None) as player:
        await player.press(key)
        assert player.at == "Home"
        (note,) = player.app._notifications
        assert "comes with the coach, so it stays as it is" in note.message


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("template exercise", "exercises/my-move.toml"),
        ("template course", "courses/my-weeks.toml"),
        ("template lessons", "lessons/my-cards.toml"),
        ("copy steady hips", "courses/my-steady-hips.toml"),
    ],
)
async def test_a_new_file_of_each_kind(edit: Edit, own: Path, typed: str, path: str) -> None:
    async with edit(None) as player:
        await player.press("ctrl+n")
        await player.type(typed)
        await player.press("enter", "enter")
        assert player.at == "Editor"
        assert (own / path).exists()
        assert "All is right." in player.shown("problem")
