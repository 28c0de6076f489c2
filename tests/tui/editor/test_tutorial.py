"""docs/first-routine.md, done as it says: each line of its tables is typed, and what it says is then on the screen."""

import re
from pathlib import Path

from coach.cli import main
from coach.tui.editor.screen import Editor

from ..playing import Player
from .editing import Edit

PAGE = (Path(__file__).parents[3] / "docs" / "first-routine.md").read_text(encoding="utf-8")
ROWS = [row for row in re.findall(r"^\| (.+?) \| (.+) \|$", PAGE, re.MULTILINE) if row[0] not in ("do", "---")]
KEYS = {"Esc": "escape", "→": "right", "Backspace": "backspace", "Home": "home", "End": "end", "Tab": "tab"}
TIMES = {"twice": 2}


async def do(player: Player, words: str) -> None:
    """What a cell says: ``press`` names keys, ``type`` a text; each goes for all that follows it, until the other."""
    does = ""
    for verb, quoted, times in re.findall(r"(?i)\b(press|type)\b|`([^`]+)`(?: (twice))?", words):
        if verb:
            does = verb.lower()
        elif does == "type":
            await player.type(quoted)
        else:
            key = KEYS.get(quoted, quoted.lower().replace("ctrl+", "ctrl+"))
            await player.press(*[key] * TIMES.get(times, 1))
        await settle(player)


async def settle(player: Player) -> None:
    """The moments without keys that a person leaves."""
    await player.pilot.pause()
    screen = player.screen
    if isinstance(screen, Editor) and screen._completing is not None:
        if screen._completing._timer is not None:
            screen._completing.look()
        screen.look()
        await player.pilot.pause()


async def test_a_stranger_follows_it_from_home_to_the_plan(edit: Edit, own: Path) -> None:
    assert len(ROWS) > 15
    (own / "mine.toml").unlink()
    async with edit(None, size=(100, 30)) as player:
        for words, seen in ROWS:
            await do(player, words)
            shown = re.sub(r"\s+", " ", player.text())
            for text in re.findall("“([^”]+)”", seen):
                assert text in shown, f"{words}: {text}\n" + "\n".join(player.rows())
        assert player.at == "Ready"
        await player.press("escape")
        assert player.at == "Home"
    assert '"Ten quiet minutes before bed."' in (own / "my-evening.toml").read_text(encoding="utf-8")
    for command in re.findall(r"^    coach (.+)$", PAGE, re.MULTILINE):
        assert main(command.split()) == 0, command
