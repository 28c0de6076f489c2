"""What the first frame is made with: Home's looks stand by themselves, so that those of other screens come later."""

import sys
from pathlib import Path

import pytest

from coach.system.start_bytecode import StartBytecode
from coach.tui.base.steady import LATE_STYLES

from .conftest import Play


@pytest.mark.parametrize("size", [(140, 45), (100, 30), (60, 18), (30, 10)])
async def test_home_looks_the_same_before_the_looks_of_the_other_screens_are_read(
    play: Play, size: tuple[int, int]
) -> None:
    async with play(size=size) as player:
        styles, place = player.app.stylesheet, (str(LATE_STYLES), "")
        content, *how = styles.source[place]
        rules = styles._parse_rules(content, place, *how)
        assert len(rules) > 50
        shown = [widget.css_path_nodes for widget in player.app.screen.walk_children(with_self=True)]
        assert not {rule.selectors for rule in rules for nodes in shown if any(styles._check_rule(rule, nodes))}


async def test_the_kept_bytecode_is_for_what_comes_before_it(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "meta_path", [StartBytecode(tmp_path / "none.pycs"), *sys.meta_path])
    async with play():
        assert not any(isinstance(finder, StartBytecode) for finder in sys.meta_path)
