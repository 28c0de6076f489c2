"""What the tests of the editor share: a routine of one's own, and what a hand does to its text."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from coach.library.disk.layers import shipped_folder
from coach.tui.editor.screen import Editor
from coach.tui.editor.toml_area import TomlArea

from ..playing import Player

MINE = """\
format = 1
id = "mine"
name = "Mine"
kind = "stretch"

[[step]]
exercise = "psoas-stretch"
hold = 20

[[step]]
exercise = "plank"   # held
hold = 30
"""
MOVE = """
[[step]]
exercise = "wall-lean"
hold = 20

[exercise.wall-lean]
name = "Wall lean"
kind = "stretch"
sides = "each"

[[exercise.wall-lean.figure.pose]]
base = "standing"

[[exercise.wall-lean.figure.pose]]
base = "standing"
lean = 20
"""
SHIPPED = (shipped_folder() / "psoas-care.toml").read_text(encoding="utf-8")
Edit = Callable[..., AbstractAsyncContextManager[Player]]


def editor(player: Player) -> Editor:
    """The editor; fails when another screen is on top."""
    assert isinstance(player.screen, Editor), player.at
    return player.screen


def area(player: Player) -> TomlArea:
    return _below(player).query_one(TomlArea)


def _below(player: Player) -> Editor:
    return next(screen for screen in player.app.screen_stack if isinstance(screen, Editor))


async def change(player: Player, before: str, after: str) -> None:
    """Put a text in the place of another, as an editor's hand would, and let the screen look."""
    text = area(player).text
    start = text.index(before)

    def place(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)

    area(player).replace(after, place(start), place(start + len(before)), maintain_selection_offset=False)
    await look(player)


async def look(player: Player) -> None:
    """What a moment without keys does."""
    _below(player).look()
    await player.pilot.pause()
