"""The editor: text, its problems and what it becomes; what is saved, what stays in use, and that nothing is lost."""

import re
from pathlib import Path

import pytest
from rich.style import Style
from textual.events import Paste
from textual.widgets.text_area import Selection

from coach.domain.planning.plan import Plan
from coach.library.formats.settings.settings_file import Motion, Settings, Theme
from coach.library.toml.sanitize import clean
from coach.tui.widgets.figure import FigureView

from ..playing import Player
from .editing import MINE, MOVE, SHIPPED, Edit, _below, area, change, editor, look


def plan_of(player: Player, routine: str = "mine") -> Plan:
    return player.training.today.plan(routine)


# --- as it is typed ---------------------------------------------------------------------------------------------------


async def test_what_is_typed_stands_in_the_text_question_marks_too(edit: Edit) -> None:
    async with edit() as player:
        await player.press("question_mark", *"x1", "enter", "tab")
        assert area(player).content == f"?x1\n  {MINE}"
        assert player.at == "Editor"


async def test_a_problem_is_shown_with_its_line_and_underlined(edit: Edit) -> None:
    async with edit() as player:
        await change(player, "hold = 30", "hold = -5")
        assert "12: step 2 (plank): hold must be 5 to 3600 seconds" in player.text()
        underlined = [span for span in area(player).get_line(11).spans if Style.parse(str(span.style)).underline]
        assert [(span.start, span.end) for span in underlined] == [(0, 9)]
        await change(player, "hold = -5", "hold = 35")
        assert "All is right." in player.shown("problem")
        assert not [span for span in area(player).get_line(11).spans if Style.parse(str(span.style)).underline]


async def test_words_are_coloured_each_kind_in_its_own(edit: Edit) -> None:
    async with edit() as player:
        line = area(player).get_line(10)
        colours = {line.plain[span.start : span.end]: str(span.style) for span in line.spans}
        assert len({colours[word] for word in ("exercise", "plank", "# held")}) == 3
        before = colours["exercise"]
        await player.press("ctrl+t")
        spans = area(player).get_line(10).spans
        assert before not in {str(span.style) for span in spans}


async def test_all_problems_are_told_and_the_next_one_is_a_key_away(edit: Edit) -> None:
    async with edit() as player:
        await change(player, 'exercise = "psoas-stretch"', 'exercise = "psoas-strech"')
        await change(player, "hold = 30", "hold = -5")
        assert "(2 in all)" in player.shown("problem")
        area(player).move_cursor((0, 0))
        await player.press("ctrl+n")
        assert area(player).cursor_location == (6, 0)
        assert 'did you mean "psoas-stretch"?' in player.shown("problem")
        await player.press("f8")
        assert area(player).cursor_location == (11, 0)
        await player.press("ctrl+n")
        assert area(player).cursor_location == (6, 0)


async def test_a_click_leads_to_a_problem(edit: Edit) -> None:
    async with edit() as player:
        await change(player, "hold = 20", "hold = -1")
        await change(player, "hold = 30", "holdd = 30")
        area(player).move_cursor((0, 0))
        await player.pilot.pause()
        await player.pilot.click("#problems", offset=(3, 0))
        await player.pilot.pause()
        assert area(player).cursor_location == (11, 0)
        area(player).move_cursor((0, 0))
        await player.pilot.pause()
        await player.pilot.click("#problem", offset=(3, 0))
        await player.pilot.pause()
        assert area(player).cursor_location == (7, 0)
        assert area(player).has_focus


async def test_to_the_start_and_the_end(edit: Edit) -> None:
    async with edit() as player:
        await player.press("ctrl+end")
        assert area(player).cursor_location == area(player).document.end
        await player.press("ctrl+home")
        assert area(player).cursor_location == (0, 0)


async def test_lines_become_comments_and_lines_again(edit: Edit) -> None:
    async with edit() as player:
        area(player).selection = Selection((5, 0), (8, 0))
        await player.press("ctrl+underscore")
        commented = MINE.replace('[[step]]\nexercise = "psoas', '# [[step]]\n# exercise = "psoas')
        assert area(player).content == commented.replace("hold = 20", "# hold = 20")
        area(player).selection = Selection((5, 0), (8, 0))
        await player.press("ctrl+underscore")
        assert area(player).content == MINE
        await player.press("ctrl+z")
        assert area(player).content == commented.replace("hold = 20", "# hold = 20")


async def test_with_nothing_wrong_the_key_says_so(edit: Edit) -> None:
    async with edit() as player:
        await player.press("ctrl+n")
        assert "Nothing is wrong." in player.text()


async def test_a_moment_without_keys_is_enough(edit: Edit, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.tui.editor.screen.SOON_S", 0.001)
    async with edit() as player:
        await player.type("x = 1")
        for _ in range(500):
            await player.pilot.pause()
            if "something is left over" in player.text():
                break
        assert "something is left over" in player.text()
        assert (own / ".mine.edit.toml").exists()


async def test_who_types_on_and_on_is_looked_at_all_the_same(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.tui.editor.screen.SOON_S", 600)
    async with edit() as player:
        await player.press("a")
        first = editor(player)._timer
        player.clock.move(0.5)
        await player.press("b")
        second = editor(player)._timer
        assert second is not first
        player.clock.move(0.6)
        await player.press("c")
        assert editor(player)._timer is second


async def test_undo_and_redo(edit: Edit) -> None:
    async with edit() as player:
        await player.type("abc")
        await player.press("ctrl+z")
        assert area(player).content == MINE
        await player.press("ctrl+y")
        assert area(player).content == f"abc{MINE}"


# --- what it becomes --------------------------------------------------------------------------------------------------


async def test_the_plan_is_as_it_would_be_and_its_figure_moves(edit: Edit) -> None:
    async with edit(size=(120, 36)) as player:
        assert "Mine" in player.text()
        assert "1 × 30 s" in player.text()
        await change(player, "hold = 30", "hold = 45\nsets = 2")
        assert "2 × 45 s" in player.text()
        assert "▶ Plank" in player.text()
        pictures = set()
        for _ in range(4):
            player.clock.move(0.7)
            _below(player).query_one("#preview").move()  # type: ignore[attr-defined]
            pictures.add(str(player.screen.query_one(FigureView)._picture))
        assert len(pictures) > 1


async def test_the_plan_is_capped_as_the_group_caps_it(edit: Edit, own: Path, tmp_path: Path) -> None:
    club = tmp_path / "system" / "coach" / "groups" / "club"
    club.mkdir(parents=True)
    (club / "caps.toml").write_text("format = 1\n[every]\nhold = 25\nsets = 2\n")
    async with edit(size=(120, 36), group="club") as player:
        await change(player, "hold = 30", "hold = 45\nsets = 3")
        assert "▶ Plank 2 × 25 s" in player.text()
        assert "Psoas stretch 2 × 20 s" in player.text()
        (club / "caps.toml").write_text("format = 1\n[every]\nhold = 15\n")
        player.app.files.look()
        await player.pilot.pause()
        assert "▶ Plank 3 × 15 s" in player.text()
        assert "45" in area(player).content


async def test_a_figure_of_ones_own_moves_as_it_is_typed(edit: Edit, own: Path) -> None:
    (own / "mine.toml").write_text(MINE + MOVE)
    async with edit(size=(120, 36)) as player:
        area(player).move_cursor((len((MINE + MOVE).split("\n")) - 2, 0))
        await player.pilot.pause()
        shown = player.screen.query_one(FigureView)._shown
        assert shown is not None
        await change(player, "lean = 20", "lean = 60")
        changed = player.screen.query_one(FigureView)._shown
        assert changed is not None
        assert dict(changed.figure.poses[1].angles)["lean"] == 60
        await change(player, "hold = 30", "hold = -30")  # elsewhere something is wrong: the figure goes on
        area(player).move_cursor((len((MINE + MOVE).split("\n")) - 2, 0))
        await player.pilot.pause()
        assert player.screen.query_one(FigureView)._shown is not None


async def test_a_broken_text_keeps_the_last_preview_and_says_so(edit: Edit) -> None:
    async with edit(size=(120, 36)) as player:
        await change(player, "hold = 30", "hold = ")
        assert "As it was: this is no TOML just now." in player.text()
        assert "1 × 30 s" in player.text()
        await change(player, "hold = \n", "hold = 2\n")
        assert "As it was, before the errors below." in player.text()
        assert "1 × 30 s" in player.text()


async def test_an_exercise_shows_its_card(edit: Edit, own: Path) -> None:
    async with edit("plank", "exercise", size=(120, 36)) as player:
        await change(player, 'name = "Plank"', 'name = "My plank"')
        assert "My plank · strength" in player.text()
        assert player.screen.query_one(FigureView)._shown is not None
        assert "Exercise" not in player.footer().values()  # steps are for routines
        await player.press("ctrl+s")
        assert (own / "exercises" / "plank.toml").read_text().startswith("#:schema ../schema/exercise.json\n")
        assert player.training.catalogue.exercises["plank"].name == "My plank"


async def test_a_course_shows_its_blocks_and_is_saved_as_a_copy(edit: Edit, own: Path) -> None:
    async with edit("steady-hips", "course", size=(140, 40)) as player:
        assert "1. Settle · acute only" in player.text()
        assert "6 training days in any 7: Acute relief" in player.text()
        assert "Exercise" not in player.footer().values()  # steps are for routines
        await change(player, "per_week = 6", "per_week = 5")
        assert "5 training days in any 7: Acute relief" in player.text()
        await change(player, '"acute-relief"', '"acute-relieve"')
        assert 'train: there is no routine "acute-relieve" (did you mean "acute-relief"?)' in player.text()
        assert "5 training days in any 7: Acute relief" in player.text()
        assert "As it was, before the errors below." in player.text()
        await change(player, '"acute-relieve"', '"acute-relief"')
        await player.press("ctrl+s")
        assert (own / "courses" / "steady-hips.toml").read_text().startswith("#:schema ../schema/course.json\n")
        assert player.training.catalogue.courses["steady-hips"].blocks[0].per_week == 5


async def test_an_exercise_inside_a_routine_is_edited_where_it_stands(edit: Edit, own: Path) -> None:
    (own / "mine.toml").write_text(MINE + MOVE)
    async with edit("wall-lean", "exercise") as player:
        assert area(player).document.get_line(area(player).cursor_location[0]) == "[exercise.wall-lean]"


async def test_with_reduced_motion_the_figure_stands(edit: Edit) -> None:
    async with edit(size=(120, 36), settings=Settings(motion=Motion.REDUCED, explain=False)) as player:
        assert player.screen.query_one(FigureView).still


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (99, 30)])
async def test_where_there_is_room_for_one_a_key_changes_to_the_other(edit: Edit, size: tuple[int, int]) -> None:
    async with edit(size=size) as player:
        assert not player.screen.query_one("#preview").display
        assert player.unreadable() == []
        await player.press("ctrl+r")
        assert player.screen.query_one("#preview").display
        assert not area(player).display
        assert "Psoas stretch" in player.text()
        await player.press("ctrl+r", "x")
        assert area(player).content == f"x{MINE}"


async def test_from_100_columns_on_they_stand_side_by_side(edit: Edit) -> None:
    async with edit(size=(100, 24)) as player:
        assert player.screen.query_one("#preview").display
        assert area(player).display
        assert "Preview" not in player.keys().values()
        await player.resize((80, 24))
        assert not player.screen.query_one("#preview").display
        await player.resize((30, 8))
        await player.resize((80, 24))
        await player.press("x")
        assert area(player).content == f"x{MINE}"


async def test_on_a_small_terminal_the_problem_at_the_cursor_has_one_line(edit: Edit) -> None:
    async with edit(size=(40, 12)) as player:
        await change(player, "hold = 30", "hold = -5")
        assert any(row.startswith(" ■ 12: step 2 (plank)") for row in player.rows())
        assert player.screen.query_one("#problem").region.height == 1


# --- saving -----------------------------------------------------------------------------------------------------------


async def test_what_is_saved_is_in_use_at_once(edit: Edit, own: Path) -> None:
    async with edit() as player:
        await change(player, "hold = 30", "hold = 45")
        assert "not saved" in player.shown("file")
        assert plan_of(player).steps[1].dose.hold_s == 30  # type: ignore[union-attr]
        await player.press("ctrl+s")
        assert (own / "mine.toml").read_text() == MINE.replace("hold = 30", "hold = 45")
        assert plan_of(player).steps[1].dose.hold_s == 45  # type: ignore[union-attr]
        assert "in use from now on" in player.text()
        assert not (own / ".mine.edit.toml").exists()


async def test_saved_with_errors_the_last_good_version_stays_in_use(edit: Edit, own: Path) -> None:
    async with edit() as player:
        await change(player, "hold = 30", "hold = -5")
        await player.press("ctrl+s")
        assert "hold = -5" in (own / "mine.toml").read_text()
        assert "Its last good version stays in use." in player.text()
        assert plan_of(player).steps[1].dose.hold_s == 30  # type: ignore[union-attr]
        assert [each.line for each in player.app.diagnostics] == [12]
        await player.press("escape")
        assert "mine" in player.listed()
    async with edit(None) as player:  # and so it is at the next start
        assert plan_of(player).steps[1].dose.hold_s == 30  # type: ignore[union-attr]


async def test_of_what_is_shipped_a_copy_is_saved_with_its_comments(edit: Edit, own: Path) -> None:
    async with edit("psoas-care") as player:
        assert "yours once you save it" in player.text()
        await player.press("ctrl+n")
        assert "yours once you save it  Nothing is wrong." in player.rows()[0]
        await change(player, "from = 20", "from = 25")
        assert not (own / "psoas-care.toml").exists()
        await player.press("ctrl+s")
        assert (own / "psoas-care.toml").read_text() == SHIPPED.replace("from = 20", "from = 25")
        assert "takes the place of the shipped one" in player.text()
        assert player.training.library.origins["routine", "psoas-care"].layer == "own"


async def test_a_broken_copy_leaves_the_shipped_one_in_use(edit: Edit) -> None:
    async with edit("psoas-care") as player:
        await change(player, "from = 20", "from = -20")
        await player.press("ctrl+s")
        assert "The shipped routine stays in use." in player.text()
        assert plan_of(player, "psoas-care").steps


async def test_somebody_elses_change_is_not_written_over_unasked(edit: Edit, own: Path) -> None:
    async with edit() as player:
        await change(player, "hold = 30", "hold = 45")
        (own / "mine.toml").write_text(MINE + "# theirs\n")
        await player.press("ctrl+s")
        assert "changed elsewhere" in player.text()
        await player.press("escape")
        assert "# theirs" in (own / "mine.toml").read_text()
        await player.press("ctrl+s", "y")
        assert (own / "mine.toml").read_text() == MINE.replace("hold = 30", "hold = 45")


async def test_what_cannot_be_kept_is_said_and_not_left_behind_unasked(
    edit: Edit, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(122, "Disk quota exceeded")

    async with edit(hosted=True) as player:
        monkeypatch.setattr("coach.library.drafts.draft.write_text", full)
        await change(player, "hold = 30", "hold = 45")
        assert "Your text is not kept!" in player.text()
        assert "no room left" in player.text()
        await player.press("ctrl+s")
        assert "no room left" in player.text()
        await player.press("escape")
        assert player.at == "Ask"
        await player.press("escape")
        assert "hold = 45" in area(player).content
        monkeypatch.undo()
        await player.press("escape", "l")
        assert (own / "mine.toml").read_text() == MINE


# --- nothing is lost --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["escape", "ctrl+q", "signal", "palette"])
async def test_however_it_is_left_the_text_is_offered_again(edit: Edit, own: Path, way: str) -> None:
    async with edit() as player:
        await player.press("number_sign", "space", *"mine", "enter")
        if way == "signal":
            player.app._leave_for_signal()
            await player.pilot.pause()
        elif way == "palette":
            player.app.go.ready("psoas-care")
            await player.pilot.pause()
        else:
            await player.press(way)
    assert (own / ".mine.edit.toml").read_text() == f"# mine\n{MINE}"
    assert (own / "mine.toml").read_text() == MINE
    async with edit() as player:
        assert "You left a change" in player.text()
        await player.press("enter")
        assert area(player).content == f"# mine\n{MINE}"
        await player.press("escape")
        assert player.at == "Home"


async def test_a_draft_may_be_given_up_or_left_for_later(edit: Edit, own: Path) -> None:
    (own / ".mine.edit.toml").write_text("# left by coach edit\n")
    async with edit() as player:
        await player.press("escape")
        assert player.at == "Home"
        assert (own / ".mine.edit.toml").exists()
        player.app.go.edit("routine", "mine")
        await player.press("f")
        assert area(player).content == MINE
        assert not (own / ".mine.edit.toml").exists()
        assert (own / "mine.toml.old").read_text() == "# left by coach edit\n"
        assert "mine.toml.old" in player.text()


async def test_changed_elsewhere_the_text_is_taken_over_where_nothing_is_lost(edit: Edit, own: Path) -> None:
    async with edit() as player:
        area(player).move_cursor((8, 0))
        (own / "mine.toml").write_text(MINE.replace("Mine", "Theirs"))
        player.app.files.look()
        await player.pilot.pause()
        assert area(player).content == MINE.replace("Mine", "Theirs")
        assert area(player).cursor_location == (8, 0)
        assert "Changed elsewhere: this is its text now" in player.text()
        await player.press("ctrl+z")
        assert area(player).content == MINE


async def test_what_is_given_is_edited_where_it_is_but_not_by_a_guest(edit: Edit, own: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "mine.toml").write_text(MINE.replace("Mine", "Given"))
    async with edit(given=given) as player:
        await change(player, "hold = 30", "hold = 45")
        await player.press("ctrl+s")
        assert "hold = 45" in (given / "mine.toml").read_text()
        assert (own / "mine.toml").read_text() == MINE
    async with edit(given=given, hosted=True) as player:
        assert player.at == "Ask"
        assert "cannot be written here" in player.shown("question")
        await player.press("enter")
        assert area(player).content == MINE


async def test_a_broken_file_that_is_given_is_mended_where_it_is(edit: Edit, own: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "broken.toml").write_text("oops")
    async with edit(None, given=given) as player:
        (broken,) = player.training.library.broken
        player.app.go.mend(broken)
        await player.pilot.pause()
        assert area(player).content == "oops"


async def test_changed_elsewhere_what_is_not_saved_stays(edit: Edit, own: Path) -> None:
    async with edit() as player:
        await change(player, "hold = 30", "hold = 45")
        mine = area(player).content
        (own / "mine.toml").write_text("# theirs\n")
        player.app.files.look()
        await player.pilot.pause()
        assert area(player).content == mine
        assert "Changed elsewhere: Ctrl+S asks" in player.text()
        await player.press("ctrl+s", "y")
        assert (own / "mine.toml").read_text() == mine
        assert (own / "mine.toml.old").read_text() == "# theirs\n"
        assert "The other is in mine.toml.old." in player.text()


async def test_deleted_elsewhere_it_is_said_and_can_be_put_back(edit: Edit, own: Path) -> None:
    async with edit() as player:
        (own / "mine.toml").unlink()
        player.app.files.look()
        await player.pilot.pause()
        assert "Deleted elsewhere" in player.text()
        await player.press("ctrl+s", "y")
        assert (own / "mine.toml").read_text() == MINE


async def test_another_files_change_reaches_the_problems(edit: Edit, own: Path) -> None:
    async with edit() as player:
        await change(player, '"plank"', '"my-plank"')
        assert 'there is no exercise "my-plank"' in player.text()
        (own / "exercises").mkdir()
        (own / "exercises" / "my-plank.toml").write_text(
            'format = 1\nid = "my-plank"\nname = "My plank"\nkind = "strength"\n[dose]\nhold = 20\n'
        )
        player.app.files.look()
        await player.pilot.pause()
        assert "there is no exercise" not in player.text()


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+z"])
async def test_no_key_of_the_app_ends_it_while_one_types(edit: Edit, key: str) -> None:
    async with edit() as player:
        await player.press(key, key)
        assert player.at == "Editor"
        assert area(player).content == MINE
        await player.press("escape")
        assert player.app.check_action("interrupt", ())


async def test_what_is_selected_is_copied_cut_and_put_in(edit: Edit) -> None:
    async with edit() as player:
        await player.press("shift+down", "ctrl+c")
        assert player.app.clipboard == "format = 1\n"
        await player.press("ctrl+x", "ctrl+v", "ctrl+v")
        assert area(player).content.startswith("format = 1\nformat = 1\nid")


# --- hostile texts ----------------------------------------------------------------------------------------------------

HOSTILE = {
    "escapes": "\x1b[2J\x1b]0;title\x07\x9b31m",
    "bidi": "\u202egel\u2066 \u200b\u200d",
    "line ends of other systems": "a\x85b\u2028c\u2029d\x0be\x0cf\x1c",
    "null": "a\x00b",
    "tabs": "\t\ta\tb",
    "markup": "[@click=app.quit]x[/] [bold",
    "wide": "漢字" * 80,
    "marks upon marks": "e\u0301" * 50,
    "long": "x" * 60_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_whatever_is_pasted_stays_in_its_place_and_is_the_same_on_disk(edit: Edit, own: Path, text: str) -> None:
    async with edit(size=(100, 30)) as player:
        player.app.post_message(Paste(text))
        await player.pilot.pause()
        await look(player)
        for strip in player.strips():
            assert clean(strip.text) == strip.text
            assert strip.cell_length <= 100
        assert area(player).content == text + MINE
        assert (own / ".mine.edit.toml").read_bytes().decode() == text + MINE
        await player.press("ctrl+a", "down", "ctrl+z")
        assert area(player).content == MINE


async def test_hidden_characters_are_told(edit: Edit) -> None:
    async with edit() as player:
        await change(player, "# held", "# he\u202eld")
        assert "12" not in player.shown("problem")
        assert "11: a hidden character stands here (U+202E)" in player.shown("problem")


async def test_line_ends_that_are_pasted_are_line_ends(edit: Edit) -> None:
    async with edit() as player:
        player.app.post_message(Paste("a\r\nb\rc\n"))
        await player.pilot.pause()
        assert area(player).content == f"a\nb\nc\n{MINE}"


async def test_ten_megabytes_are_refused(edit: Edit) -> None:
    async with edit() as player:
        player.app.post_message(Paste("x\n" * 5_000_000))
        await player.pilot.pause()
        assert area(player).content == MINE
        assert "That is too much" in player.text()


async def test_a_guest_is_led_nowhere_by_a_link(edit: Edit, own: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text(MINE)
    (own / "linked.toml").symlink_to(tmp_path / "outside.toml")
    async with edit("linked", hosted=True) as player:
        assert player.at == "Home"
        assert "is a link that leads" in player.text()


@pytest.mark.parametrize("identity", ["../../etc/passwd", "nothing-like-it", "", "x" * 500])
async def test_what_is_no_file_of_ours_is_not_opened(edit: Edit, identity: str) -> None:
    async with edit(identity) as player:
        assert player.at == "Home"
        assert "There is no routine" in player.text()


# --- steps and new routines -------------------------------------------------------------------------------------------


async def test_an_exercise_is_put_in_after_the_step_of_the_cursor(edit: Edit) -> None:
    async with edit() as player:
        area(player).move_cursor((7, 3))
        await player.press("ctrl+o")
        await player.type("clam")
        assert re.findall(r"Clam shell|Dead bug", player.text()) == ["Clam shell"]
        await player.press("enter")
        text = area(player).content
        assert re.findall(r'exercise = "([a-z-]+)"', text) == ["psoas-stretch", "clam-shell", "plank"]
        assert "All is right." in player.shown("problem")
        assert area(player).document.get_line(area(player).cursor_location[0]).startswith("reps = ")
        await player.press("ctrl+z")
        assert area(player).content == MINE


async def test_the_list_is_left_without_a_change(edit: Edit) -> None:
    async with edit() as player:
        await player.press("ctrl+o", "z", "q", "x", "enter", "backspace", "escape")
        assert player.at == "Editor"
        assert area(player).content == MINE


async def test_a_new_routine_from_the_template(edit: Edit, own: Path) -> None:
    async with edit(None) as player:
        await player.press("ctrl+n", "enter")
        await player.press(*"mine")  # what stood there was selected
        assert "There is a routine of this id already" in player.text()
        await player.press("enter")
        assert player.at == "NameIt"
        await player.press("backspace", "backspace", "backspace", "backspace", *"--../", "enter")
        assert "It needs a letter or a digit." in player.text()
        await player.press(*" My Übung/..2")
        assert "It becomes my-ubung-2." in player.text()
        await player.press("enter")
        assert player.at == "Editor"
        assert (own / "my-ubung-2.toml").exists()
        assert "All is right." in player.shown("problem")
        await player.press("escape")
        assert "my-ubung-2" in player.listed()


async def test_a_guest_s_template_names_no_command_they_do_not_have(edit: Edit, own: Path) -> None:
    async with edit(None, hosted=True) as player:
        await player.press("ctrl+n", "enter", *"club", "enter")
        assert player.at == "Editor"
        text = (own / "club.toml").read_text()
        assert "The steps run from top to bottom.\n" in text
        assert not re.search("coach (check|show|exercises|schema|edit)", text)
        assert "All is right." in player.shown("problem")


async def test_a_copy_under_another_id_keeps_the_comments(edit: Edit, own: Path) -> None:
    async with edit(None) as player:
        await player.press("ctrl+n")
        await player.type("psoas care")
        await player.press("enter", "enter")
        text = (own / "my-psoas-care.toml").read_text()
        assert text == SHIPPED.replace('id = "psoas-care"', 'id = "my-psoas-care"').replace(
            'name = "Psoas care"', 'name = "My psoas care"'
        )
        assert area(player).content == text


async def test_from_home_and_from_ready(edit: Edit) -> None:
    async with edit(None) as player:
        await player.press("ctrl+e")
        assert player.at == "Editor"
        await player.press("escape")
        await player.type("mine")
        await player.press("enter", "ctrl+e")
        await change(player, "hold = 30", "hold = 45")
        await player.press("ctrl+s", "escape")
        assert player.at == "Ready"
        assert "1 × 45 s" in player.text()


async def test_help_tells_of_its_keys(edit: Edit) -> None:
    async with edit() as player:
        await player.press("f1")
        assert player.at == "Help"
        assert "With errors too: what was right last stays in use." in player.text()
        assert "Take back what you typed last." in player.text()
        await player.press("escape")
        assert player.at == "Editor"


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.LIGHT])  # of the terminal's own colours nobody here knows
async def test_what_is_typed_can_be_told_from_its_ground(edit: Edit, theme: Theme) -> None:
    from textual.color import Color

    async with edit(settings=Settings(theme=theme, explain=False)) as player:
        await change(player, "hold = 30", "hold = -5")
        ground = area(player).background_colors[1]
        for number in range(12):
            for span in area(player).get_line(number).spans:
                style = Style.parse(str(span.style))
                assert style.color
                ink = Color.from_rich_color(style.color)
                assert ink.get_contrast_text(1.0)
                assert _contrast(ink, ground) >= 4.5, (number, span)


def _contrast(one: "object", other: "object") -> float:
    def luminance(color: object) -> float:
        parts = [part / 255 for part in (color.r, color.g, color.b)]  # type: ignore[attr-defined]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


async def test_a_template_that_nobody_touched_is_not_what_home_suggests(edit: Edit, own: Path) -> None:
    """Its id comes first, and it was never done: as soon as it says something of its own, it is suggested."""
    async with edit(None) as player:
        await player.press("ctrl+n", "enter", *"aaa", "enter", "escape")
        assert player.at == "Home"
        assert "aaa" in player.listed()
        assert "Today Aaa" not in player.text()
        path = own / "aaa.toml"
        path.write_text(path.read_text().replace("every_days = 2", "every_days = 3"))
        player.app.reread([path])
        await player.press("down")
        assert "Today Aaa" in player.text()


async def test_undoing_the_lines_that_the_cursor_stands_in_breaks_nothing(edit: Edit) -> None:
    """The text needs a scrollbar no more, while the cursor is still below its end."""
    async with edit(size=(40, 12)) as player:
        text = area(player)
        text.load_text("format = 1\n")
        for lines in range(1, 12):
            text.insert("x = 1\n" * lines, (0, 0), maintain_selection_offset=False)
            text.move_cursor((lines, 0))
            text.undo()
            await player.pilot.pause()
            assert player.app.fault is None, lines
            text.redo()
            text.move_cursor(text.document.end)
            text.undo()
            await player.pilot.pause()
            assert player.app.fault is None, lines
