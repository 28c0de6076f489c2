"""A key has the same name wherever it is shown: in every footer, in the palette, and in Help."""

import re
from pathlib import Path

import pytest

from coach.tui.base.key_lines import key_lines

from .places import PLACES

NAMES = {"escape": "Esc", "enter": "⏎", "delete": "Del", "tab": "Tab", "space": "Space", "pagedown": "PgDn", "f1": "F1"}
ALLOWED = re.compile(r"\^?([^A-Z]|F\d\d?|Esc|Del|Tab|Space|Home|End|Pg(Up|Dn))|[↑←][↓→]|\d–\d( t)?")
"""One character, perhaps with Ctrl; a key's label; or several keys together."""


@pytest.mark.parametrize("place", PLACES)
async def test_every_key_that_a_screen_names_has_the_name_of_its_label(place: str, tmp_path: Path) -> None:
    async with PLACES[place].open(tmp_path) as player:
        PLACES[place].go(player)
        await player.pilot.pause()
        shown = [one.binding for one in player.screen.active_bindings.values() if one.binding.show]
        named = {each.key: player.app.get_key_display(each) for each in shown if not each.key_display}
        assert {key: name for key, name in named.items() if name != NAMES.get(key, name)} == {}
        keys = {player.app.get_key_display(each) for each in shown} | {
            key for key, _ in key_lines(player.screen) if key
        }
        assert {key for key in keys if not ALLOWED.fullmatch(key)} == set()
