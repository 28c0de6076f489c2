"""On a wide terminal no screen is a column of text in an empty room: something stands on the right of each."""

import re
from functools import partial
from pathlib import Path

import pytest
from textual.screen import ModalScreen
from textual.widgets import OptionList

from coach import tui
from coach.domain.records.questions import AFTER, LOG, PAIN_CHECK
from coach.services.removal import records as removable
from coach.services.removal import remove_record
from coach.services.sharing import Sharing
from coach.services.training import Training
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.pick_screen import Pick
from coach.tui.dialogs.soreness import Apart
from coach.tui.screens.quiz import QuizScreen
from coach.tui.weeks.note import NoteDialog
from coach.tui.widgets.question import Question

from . import places
from .conftest import Play
from .places import PLACES, in_turn
from .playing import UNEXPLAINED, Player, make, missed, playing, session, shipped

STYLES = ("coach.tcss", "sizes.tcss", "screens.tcss")
LARGE = [(120, 30), (160, 50)]
COLUMN = 0.6
"""The share of the width from which on something must be read."""


def on_the_right(player: Player) -> str:
    """What is read there, above the footer."""
    begins = round(player.app.size.width * COLUMN)
    rows = player.rows()[: player.screen.query_one("#keys").region.y]
    return " ".join(" ".join(row[begins:] for row in rows).split())


@pytest.mark.parametrize(("place", "size"), in_turn(LARGE))
async def test_no_screen_is_a_column_in_an_empty_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(places, "playing", partial(playing, size=size))
    async with PLACES[place].open(tmp_path) as player:
        PLACES[place].go(player)
        await player.pilot.pause()
        await player.pilot.pause()
        lists = player.screen.query(OptionList)
        has_nothing = any(not each.option_count for each in lists)  # a sentence says so
        has_nothing |= isinstance(player.screen, Pick) and not lists
        if not isinstance(player.screen, ModalScreen) and not has_nothing:
            assert len(on_the_right(player)) > 30, player.rows()


@pytest.mark.parametrize("size", LARGE, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_so_is_none_whose_list_is_not_always_filled(
    play: Play, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    async with play([missed(), session(2)], size=size, profile="mara", team=("anna",)) as player:
        player.app.go.unanswered()
        await player.pilot.pause()
        assert "worst –" in on_the_right(player), "the record that it is about"
        await player.press("enter")
        assert player.at == "PainCheck"
        assert "Psoas care" in on_the_right(player), "what was done"
        remove_record(player.training, removable(player.training)[-1], "")
        player.app.go.bring_back()
        await player.pilot.pause()
        assert "Psoas care" in on_the_right(player), "what was taken out"
        Sharing(Training(shipped(), player.training.store, player.clock, UNEXPLAINED), "anna").share("mara")
        player.app.go.team()
        await player.pilot.pause()
        assert "Last light: green" in on_the_right(player), "the page of the runner that is marked"


async def test_beside_the_quiz_the_card_stands_only_when_it_was_answered(play: Play) -> None:
    async with play(size=(160, 50)) as player:
        player.app.push_screen(QuizScreen())
        await player.pilot.pause()
        assert "This round" in on_the_right(player)
        assert "It does so with every step" not in player.text()
        await player.press("1")
        assert "It does so with every step" in on_the_right(player)
        await player.press("enter")
        assert "Psoas trouble is more common in cyclists than in runners. It is: False" in on_the_right(player)
        await player.resize((80, 24))
        assert "This round" not in player.text()


@pytest.mark.parametrize("size", [(160, 50), (120, 30), (80, 24), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_log_leaves_no_hole_between_its_questions(play: Play, size: tuple[int, int]) -> None:
    async with play(size=size) as player:
        player.app.go.log()
        await player.pilot.pause()
        await player.press("1", "1", "enter", "3", "2", "enter", "2", "0")
        heights = {each.region.height for each in player.screen.query(Question) if each.display}
        assert heights <= {1, 2, 3}, "no id of a question is one of another screen's, with its looks"


async def test_no_question_has_the_looks_of_another_screen() -> None:
    ids = {name.replace("_", "-") for name in (*LOG, *(each.name for each in (*PAIN_CHECK, AFTER)))}
    rules = "".join((Path(tui.__file__).parent / name).read_text(encoding="utf-8") for name in STYLES)
    named = {found[2] for found in re.finditer(r"(Home\S* |\w*)#([\w-]+)", rules) if not found[1]}
    assert ids & named == set()


async def test_a_line_to_type_on_stands_where_every_dialog_does(play: Play) -> None:
    async with play(size=(160, 50)) as player:
        player.app.push_screen(NoteDialog(""))
        await player.pilot.pause()
        box = player.screen.query_one("#ask").region
        assert abs(box.x - (160 - box.right)) <= 1
        assert abs(box.y - (50 - box.bottom)) <= 1


async def test_the_footer_takes_no_line_that_it_does_not_fill(play: Play) -> None:
    async with play(make.history(), size=(80, 24)) as player:
        await player.press("f2", "left", "left", "enter", "enter")
        assert player.at == "CorrectScreen"
        assert player.screen.query_one("#keys").region.height == 1
        assert "Esc Leave as it was  ?" in player.rows()[-1]


async def test_where_there_is_nothing_to_choose_no_key_says_so(play: Play) -> None:
    async with play() as player:
        player.app.go.bring_back()
        await player.pilot.pause()
        assert player.rows()[0] == " No record was taken out in the last 30 days."
        assert set(player.footer()) == {"Esc", "?"}
        await player.press("enter", "down", "1", "escape")
        assert player.at == "Home"


async def test_without_colours_nothing_behind_a_dialog_is_taken_for_part_of_it(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with play(make.history(), size=(40, 12)) as player:
        assert "Routines (15)" in player.text()
        for dialog in (Ask("Which?", (Choice("enter", "This", 1),)), NoteDialog(""), Apart((None, None))):
            player.app.push_screen(dialog)
            await player.pilot.pause()
            assert player.screen.styles.background.a == 1
            player.app.pop_screen()


async def test_a_name_is_cut_in_a_preview_only_where_there_is_no_room(play: Play) -> None:
    name = "Kneeling hip-flexor stretch"
    async with play(size=(160, 50)) as player:
        await player.press(*"mobility")
        await player.pilot.pause()
        assert name in on_the_right(player)
        await player.resize((120, 30))
        await player.pilot.pause()
        assert name in on_the_right(player) or "Kneeling hip-flexor s…" in on_the_right(player)
