"""What helps while one types: offers, meanings, find and replace, poses; and what is said before it is too late."""

import json
import stat
from pathlib import Path

import pytest
from textual.widgets.text_area import Selection

from coach.library.formats.settings.settings_file import Complete, Settings
from coach.tui.editor.read_whole import ReadWhole
from coach.tui.editor.search_bar import matches
from coach.tui.widgets.figure import FigureView

from ..playing import Player
from .editing import MINE, MOVE, Edit, area, change, editor, look


async def at(player: Player, row: int, column: int = 0, typed: str = "") -> None:
    """The cursor there, then this typed, and the moment without keys that follows."""
    area(player).move_cursor((row, column))
    await player.type(typed)
    completing = editor(player)._completing
    assert completing is not None
    if completing._when is Complete.TYPING:
        completing.look()
    await look(player)


def labels(player: Player) -> list[str]:
    return [each.label for each in area(player).box.found]


def line(player: Player) -> str:
    return area(player).document.get_line(area(player).cursor_location[0])


# --- offers -----------------------------------------------------------------------------------------------------------


async def test_what_fits_is_offered_and_taken_with_its_value(edit: Edit) -> None:
    async with edit() as player:
        await at(player, 12, 0, "easi")
        assert labels(player) == ["easier"]
        assert "easier The exercise that the easier key offers" in player.text()
        await player.press("tab")
        assert line(player) == "easier = "
        assert "Band march · strength" in player.text()  # at once, what may stand there
        await player.type('"side')
        await player.press("down", "up", "enter")
        assert line(player) == 'easier = "side-plank"'
        assert labels(player) == []
        await player.press("ctrl+z")
        assert line(player) == 'easier = "side'


async def test_enter_ends_the_line_unless_an_arrow_has_chosen(edit: Edit) -> None:
    async with edit() as player:
        await at(player, 12, 0, "r")
        assert len(labels(player)) > 2
        await player.press("enter")
        assert labels(player) == []
        assert area(player).document.get_line(12) == "r"
        await player.press("ctrl+z", "backspace", "r")
        await at(player, 12, 1)
        await player.press("down", "enter")
        assert line(player) != "r"


async def test_escape_closes_the_list_and_then_leaves(edit: Edit) -> None:
    async with edit() as player:
        await at(player, 12, 0, "r")
        await player.press("escape")
        assert (labels(player), player.at) == ([], "Editor")
        await player.press("escape")
        assert player.at == "Home"


async def test_who_moves_on_is_offered_nothing_more(edit: Edit) -> None:
    async with edit() as player:
        await at(player, 12, 0, "r")
        await player.press("left")
        assert labels(player) == []


@pytest.mark.parametrize(
    ("when", "typing", "tab"),
    [(Complete.TYPING, True, True), (Complete.TAB, False, True), (Complete.OFF, False, False)],
)
async def test_the_setting_says_when_something_is_offered(edit: Edit, when: Complete, typing: bool, tab: bool) -> None:
    async with edit(settings=Settings(complete=when, explain=False)) as player:
        await at(player, 12, 0, "prio")
        assert bool(labels(player)) is typing
        await player.press("tab")
        assert line(player) == ("priority = " if tab else "prio  ")


async def test_tab_indents_where_nothing_is_typed(edit: Edit) -> None:
    async with edit() as player:
        await at(player, 12)
        await player.press("tab")
        assert line(player) == "  "


async def test_an_offer_can_be_clicked(edit: Edit) -> None:
    async with edit(size=(80, 24)) as player:
        await at(player, 4, 0, "s")
        place = area(player).region
        row = next(number for number, row in enumerate(player.rows()) if row.strip().startswith("suggest"))
        await player.pilot.click(offset=(place.x + 8, row))
        await player.pilot.pause()
        assert line(player) == "suggest = "


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_the_list_fits_into_every_window(edit: Edit, size: tuple[int, int]) -> None:
    async with edit("psoas-care", size=size) as player:
        last = area(player).document.line_count - 1
        for row in (0, last // 2, last):
            area(player).move_cursor((row, len(area(player).document.get_line(row))))
            await player.press("enter")
            await at(player, row + 1, 0, "e")
            assert labels(player)
            assert all(strip.cell_length <= size[0] for strip in player.strips())
            assert any(labels(player)[0] in text and "╳" not in text for text in player.rows())
            await player.press("escape", "backspace", "backspace")


async def test_the_key_of_the_cursor_and_of_the_mouse_says_what_it_means(edit: Edit) -> None:
    async with edit() as player:
        await at(player, 11, 2)
        assert player.shown("means").startswith("hold  Seconds to hold")
        found = area(player).meaning_of(6, 3)
        assert found is not None
        assert found.plain.startswith("exercise  The id of an exercise")
        assert area(player).meaning_of(500, 0) is None


async def test_what_is_saved_is_offered_to_other_editors(edit: Edit, own: Path) -> None:
    (own / "mine.toml").write_text(MINE + MOVE)
    async with edit() as player:
        await change(player, "hold = 30", "hold = 45")
        await player.press("ctrl+s")
        made = json.loads((own / "schema" / "routine.json").read_text())
        takes = made["properties"]["step"]["items"]["properties"]["exercise"]["anyOf"]
        assert {"plank", "wall-lean"} <= {*takes[0]["enum"]}


# --- find, replace, go to a line --------------------------------------------------------------------------------------


async def test_a_text_is_found_and_another_put_in_its_place(edit: Edit) -> None:
    async with edit() as player:
        await player.press("ctrl+f")
        await player.type("hold")
        assert area(player).selected_text == "hold"
        assert "1 of 2" in player.shown("found-count")
        await player.press("enter")
        assert area(player).selection == Selection((11, 0), (11, 4))
        await player.press("tab")
        await player.type("reps")
        await player.press("enter")
        assert area(player).document.get_line(11) == "reps = 30"
        assert "1 of 1" in player.shown("found-count")
        await player.press("ctrl+a")
        assert "1 replaced" in player.shown("found-count")
        assert "hold" not in area(player).content
        await player.press("escape", "ctrl+z")
        assert area(player).content == MINE.replace("hold = 30", "reps = 30")
        await player.press("f3", "ctrl+g")
        await player.type("3")
        await player.press("enter", "x")
        assert line(player).startswith("x")
        assert area(player).cursor_location[0] == 2


@pytest.mark.parametrize(
    ("needle", "count"), [("step", 2), ("Mine", 1), ("mine", 2), ("MINE", 0), ("[[", 2), ("", 0), ('"', 10)]
)
def test_without_capitals_any_are_found(needle: str, count: int) -> None:
    assert len(matches(MINE.split("\n"), needle)) == count


# --- poses ------------------------------------------------------------------------------------------------------------


async def test_the_figure_stands_in_the_pose_of_the_cursor(edit: Edit, own: Path) -> None:
    (own / "mine.toml").write_text(MINE + MOVE)
    rows = (MINE + MOVE).split("\n")
    poses = [number for number, text in enumerate(rows) if text.startswith("[[exercise")]
    async with edit(size=(120, 36)) as player:
        view = player.screen.query_one(FigureView)
        for number, row in enumerate(poses):
            await at(player, row + 1)
            assert view._shown is not None
            assert (view._shown.way, view._shown.moving) == (float(number), False)
        await at(player, 0)
        assert view._shown is not None
        assert view._shown.moving


async def test_a_pose_to_begin_from_and_the_mirror_of_one(edit: Edit, own: Path) -> None:
    (own / "mine.toml").write_text(MINE + MOVE)
    async with edit(size=(120, 36)) as player:
        await at(player, len((MINE + MOVE).split("\n")) - 2)
        await player.press("ctrl+o")
        await player.type("right knee")
        await player.press("enter")
        assert area(player).content.endswith(
            '[[exercise.wall-lean.figure.pose]]\nbase = "standing"\nboth = { knee = 90 }\n'
            "left = { hip = 90 }\nright = { ankle = -85 }\n"
        )
        assert "All is right." in player.shown("problem")
        await player.press("ctrl+o", "enter")  # first of all: the mirror of this one
        assert area(player).content.endswith("left = { ankle = -85 }\nright = { hip = 90 }\n")
    async with edit("plank", "exercise") as player:
        await player.press("ctrl+o")
        assert "On hands and knees" in player.text()
        assert "Clam shell" not in player.text()


# --- said in time -----------------------------------------------------------------------------------------------------


async def test_a_problem_is_read_whole_where_it_is_cut(edit: Edit) -> None:
    async with edit(size=(40, 12)) as player:
        await change(player, "hold = 30", "hodl = 30")
        assert "did you mean" not in player.text()
        await player.press("f4")
        assert isinstance(player.screen, ReadWhole)
        assert 'unknown key "hodl" (did you mean "hold"?)' in player.text()
        assert player.unreadable() == []
        await player.press("enter")
        assert area(player).cursor_location == (11, 0)


async def test_a_read_only_file_is_asked_about(edit: Edit, own: Path) -> None:
    path = own / "mine.toml"
    path.chmod(0o444)
    async with edit() as player:
        assert "read-only" in player.shown("file")
        await change(player, "hold = 30", "hold = 45")
        await player.press("ctrl+s")
        assert "This file is read-only" in player.text()
        await player.press("escape")
        assert path.read_text() == MINE
        await player.press("ctrl+s", "y")
        assert "hold = 45" in path.read_text()
        assert not path.stat().st_mode & stat.S_IWUSR


async def test_home_says_what_was_left_unsaved(edit: Edit, own: Path) -> None:
    (own / "exercises").mkdir()
    (own / "exercises" / ".plank.edit.toml").write_text("# left")
    async with edit(size=(120, 50)) as player:
        await change(player, "hold = 30", "hold = 45")
        await player.press("escape")
        row = next(row for row in player.rows() if "Mine" in row)
        assert "● not saved" in row
        assert "plank: a change of this exercise is not saved" in player.text()
        await player.type("not saved")
        assert {"mine"} <= {*player.listed()}
        await player.press("escape")
        await player.type("plank")
        await player.press("enter")
        assert player.at == "Ask"  # go on with it?


async def test_what_is_looked_for_as_the_editor_is_left_is_shown_to_nobody(edit: Edit) -> None:
    async with edit() as player:
        await at(player, 12, 0, "r")
        completing = editor(player)._completing
        assert completing is not None
        player.app.go.home()
        await player.pilot.pause()
        completing.look()
        assert player.at == "Home"
