"""Lists under fast hands: a click and a letter together, a page where nothing is laid out; the right line or none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Click, Key, MouseDown, MouseUp
from textual.widgets import OptionList

from coach.domain.records.entries import CheckIn
from coach.tui.dialogs.filter_list import FilterLine, Find

from ..conftest import Play
from ..places import in_turn
from ..playing import Player, make, missed

ENTRIES = [FilterLine(name, "", name) for name in ("bridge", "clam", "crab walk", "dead bug", "plank", "side plank")]


async def _open(player: Player) -> list[str | None]:
    taken: list[str | None] = []
    player.app.push_screen(Find("Which?", ENTRIES), taken.append)
    await player.pilot.pause()
    return taken


def _click_row(player: Player, row: int) -> list[MouseDown | MouseUp]:
    region = player.screen.query_one(OptionList).content_region
    x, y = region.x + 2, region.y + row
    return [kind(None, x, y, 0, 0, 1, False, False, False, x, y) for kind in (MouseDown, MouseUp)]


@pytest.mark.parametrize(("letters", "order"), in_turn(["click first", "letters first"], ["b", "pl", "side", "zz"]))
async def test_a_click_and_letters_together_take_a_line_that_was_shown_or_none(
    play: Play, order: str, letters: str
) -> None:
    narrowed = [entry.name for entry in ENTRIES if entry.matches(letters)]
    async with play() as player:
        for row, entry in enumerate(ENTRIES):
            taken = await _open(player)
            click = _click_row(player, row)
            keys = [Key(letter, letter) for letter in letters]
            for event in [*click, *keys] if order == "click first" else [*keys, *click]:
                player.app.post_message(event)
            await player.pilot.pause()
            assert set(taken) <= {entry.name, *narrowed[row : row + 1]}, f"row {row}"
            player.app.go.home()
            await player.pilot.pause()


async def test_a_click_on_a_line_that_has_gone_takes_nothing(play: Play) -> None:
    async with play() as player:
        taken = await _open(player)
        found = player.screen.query_one(OptionList)
        region = found.content_region
        style = player.app.screen.get_style_at(region.x + 2, region.y + 5)
        await player.type("b")
        click = Click(found, 2, 5, 0, 0, 1, False, False, False, region.x + 2, region.y + 5, style)
        found.post_message(click)
        await player.pilot.pause()
        assert taken == []
        assert player.at == "Find"


@pytest.mark.parametrize("key", ["pageup", "pagedown", "home", "end", "up", "down", "enter"])
async def test_a_key_that_comes_with_letters_finds_a_list_that_is_not_laid_out_yet(play: Play, key: str) -> None:
    async with play() as player:
        for letters in ("", "b", "zz"):
            for each in (*letters, key, *letters, key):
                player.app.post_message(Key(each, each if len(each) == 1 else None))
            await player.pilot.pause()
            await _open(player)
            for each in (*letters, key, *letters, key):
                player.app.post_message(Key(each, each if len(each) == 1 else None))
            await player.pilot.pause()
            assert player.app.fault is None, letters
            player.app.go.home()
            await player.pilot.pause()


KEYS = (
    "pageup", "pagedown", "home", "end", "up", "down", "left", "right", "enter", "escape", "tab", "shift+tab", "space",
    "backspace", "delete", "0", "5", "t", "s", "a", "z", "question_mark", "ctrl+e", "ctrl+n", "ctrl+t", "ctrl+p",
    "ctrl+s", "f1", "f5",
)  # fmt: skip
SCREENS: dict[str, Callable[[Player], object]] = {
    "home": lambda player: None,
    "ready": lambda player: player.app.go.ready("psoas-care"),
    "log": lambda player: player.app.go.log(),
    "remove": lambda player: player.app.go.remove(),
    "you": lambda player: player.app.go.you(),
    "share": lambda player: player.app.go.share(),
    "team": lambda player: player.app.go.team(),
    "settings": lambda player: player.app.go.settings(),
    "new": lambda player: player.app.go.new_routine(),
    "help": lambda player: player.app.action_command_palette(),
    "session": lambda player: player.app.session.begin(player.training.today.plan("psoas-care"), CheckIn(before=1)),
}


NO_ROOM = [((1, 1),), pytest.param(((39, 11), (20, 5), (200, 2), (2, 60)), marks=pytest.mark.soak)]


@pytest.mark.parametrize("sizes", NO_ROOM, ids=["least", "others"])
@pytest.mark.parametrize("screen", SCREENS)
async def test_every_key_on_every_screen_where_there_is_no_room(
    play: Play, own: Path, screen: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    async with play(make.history(), profile="anna", team=("ben",)) as player:
        for size in sizes:
            if player.app.is_between_sessions:
                player.app.go.home()
                SCREENS[screen](player)
            await player.pilot.pause()
            await player.resize(size)
            for key in KEYS:
                player.app.post_message(Key(key, key if len(key) == 1 else None))
            await player.pilot.pause()
            await player.resize((80, 24))
            await player.press("pageup")
            assert player.app.fault is None, size
            assert player.app.is_running, size


@pytest.mark.parametrize("size", [(39, 24), (80, 11)])
async def test_a_digit_that_nobody_sees_the_question_of_answers_nothing(play: Play, size: tuple[int, int]) -> None:
    async with play([missed()]) as player:
        player.app.go.pain_check(player.last())
        await player.pilot.pause()
        await player.resize(size)
        await player.press("8", "enter", "8", "enter", "escape")
        await player.resize((80, 24))
        assert player.at == "PainCheck"
        assert player.last().worst is None
        await player.press("8")
        assert "[8]" in player.text()


@pytest.mark.parametrize("key", ["pageup", "pagedown", "home", "end"])
async def test_beyond_the_headings_at_its_ends_a_line_stays_chosen(play: Play, key: str) -> None:
    async with play(size=(40, 12)) as player:
        player.app.go.learn()
        await player.pilot.pause()
        cards = player.screen.query_one(OptionList)
        for _ in range(8):
            await player.press(key)
            assert cards.highlighted is not None
        assert cards.highlighted == (1 if key in ("pageup", "home") else cards.option_count - 1)
