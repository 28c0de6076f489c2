"""What the first frame is made with: Home's looks stand by themselves, so that those of other screens come later."""

import sys
from pathlib import Path

import pytest

from coach.system.start_bytecode import StartBytecode
from coach.tui.base.steady import LATE_STYLES, SIZE_STYLES

from .conftest import Play
from .playing import Player


def that_match(player: Player, file: Path) -> set[object]:
    """The rules of these styles that something on the screen is drawn by."""
    styles, place = player.app.stylesheet, (str(file), "")
    content, *how = styles.source[place]
    rules = styles._parse_rules(content, place, *how)
    assert len(rules) > 20
    shown = [widget.css_path_nodes for widget in player.app.screen.walk_children(with_self=True)]
    return {rule.selectors for rule in rules for nodes in shown if any(styles._check_rule(rule, nodes))}


@pytest.mark.parametrize("size", [(140, 45), (100, 30), (60, 18), (30, 10)])
async def test_home_looks_the_same_before_the_looks_of_the_other_screens_are_read(
    play: Play, size: tuple[int, int]
) -> None:
    async with play(size=size) as player:
        assert not that_match(player, LATE_STYLES)


@pytest.mark.parametrize("size", [(80, 20), (100, 30), (119, 35)])
async def test_a_window_of_a_usual_size_needs_no_looks_of_other_sizes(play: Play, size: tuple[int, int]) -> None:
    async with play(size=size) as player:
        assert not that_match(player, SIZE_STYLES)


@pytest.mark.parametrize("size", [(79, 30), (120, 30), (100, 19), (100, 36), (39, 30), (100, 11)])
async def test_any_other_window_has_its_looks_in_the_first_frame(
    play: Play, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.tui.app.read_styles", lambda *_: None)  # after the first frame
    async with play(size=size) as player:
        assert player.app.stylesheet.has_source(str(SIZE_STYLES))


async def test_a_window_that_changes_at_once_gets_the_looks_of_its_size(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.tui.app.read_styles", lambda *_: None)  # after the first frame
    async with play(size=(100, 30)) as player:
        await player.resize((60, 18))
        assert that_match(player, SIZE_STYLES)
        assert player.screen.query_one("#about").display is False


async def test_the_kept_bytecode_is_for_what_comes_before_it(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "meta_path", [StartBytecode(tmp_path / "none.pycs"), *sys.meta_path])
    async with play():
        assert not any(isinstance(finder, StartBytecode) for finder in sys.meta_path)
