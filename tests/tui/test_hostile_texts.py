"""Texts from files are shown as text on every screen: no markup runs, no action is made, nothing steers a terminal."""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import pytest

from coach.domain.records.entries import StepDone
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import Library, load_library
from coach.library.toml.sanitize import REPLACEMENT
from coach.tui.screens.verdict import VerdictScreen
from coach.tui.widgets.question import Question

from .conftest import Play
from .playing import Player, missed

BAIT = "[@click=app.quit]x[/]"
HOSTILE = rf"{BAIT} [/] keep [left] leg \u001B[31m \u009B2J \u202Egel\u200B [bold"
"""As it stands in a TOML string."""
EXERCISE = f"""\
format = 1
id = "NAME"
name = "{HOSTILE}"
kind = "strength"
sides = "each"
muscles = ["{HOSTILE}"]
needs = ["mat"]
loads_hip_flexors = false
steps = ["{HOSTILE}", "{HOSTILE}"]
feel = "{HOSTILE}"
faults = ["{HOSTILE}"]
cautions = ["{HOSTILE}"]
sources = ["S1"]

[dose]
hold = 20
sets = 2
rest = 20
resistance = ["{HOSTILE}", "light"]
"""
ROUTINE = f"""\
format = 1
id = "hostile"
name = "{HOSTILE}"
about = "{HOSTILE}"
kind = "mixed"
phases = ["recovery"]
sources = ["S1"]

[[step]]
exercise = "hostile-move"
hold = 20
sets = 2
rest = 20
easier = "hostile-rest"
"""
BROKEN = f"""\
format = 1
id = "broken"
name = "Broken"
about = "Broken."
kind = "{HOSTILE}"

[[step]]
exercise = "hostile-move"
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Library:
    """The shipped library with a hostile routine and its exercises on top, and a broken file."""
    (tmp_path / "exercises").mkdir()
    for name in ("hostile-move", "hostile-rest"):
        (tmp_path / "exercises" / f"{name}.toml").write_text(EXERCISE.replace("NAME", name), encoding="utf-8")
    (tmp_path / "hostile.toml").write_text(ROUTINE, encoding="utf-8")
    (tmp_path / "broken.toml").write_text(BROKEN, encoding="utf-8")
    library = load_library([Layer("shipped", shipped_folder()), Layer("own", tmp_path)])
    assert [Path(wrong.path).name for wrong in library.diagnostics if wrong.severity == "error"][:1] == ["broken.toml"]
    assert "hostile" in library.catalogue.routines
    return library


def troubles(player: Player) -> Iterator[str]:
    """What on the screen is not plain text."""
    for y, strip in enumerate(player.strips()):
        for segment in strip:
            if segment.control:
                yield f"row {y}: control {segment.control}"
            actions = [value for key, value in segment.style.meta.items() if key[0] == "@"] if segment.style else []
            # The footer's own keys can be clicked.
            yield from (f"row {y}: {action} on {segment.text!r}" for action in actions if not is_a_key(action))
            yield from (f"row {y}: U+{ord(c):04X}" for c in segment.text if category(c) in ("Cc", "Cf", "Cs"))


def is_a_key(action: object) -> bool:
    return str(action).startswith("app.simulate_key(")


def shows_as_text(player: Player) -> None:
    """The bait can be read, and is nothing but text."""
    assert BAIT in player.text()
    assert list(troubles(player)) == []
    assert player.app.is_running


async def test_every_screen_shows_it_as_text(play: Play, hostile: Library) -> None:
    async with play(library=hostile, diagnostics=hostile.diagnostics, size=(110, 40)) as player:
        await player.type("[@click=app.quit]x[/]")
        assert player.listed() == ["hostile"]
        assert "keep [left] leg" in player.shown("about")
        assert REPLACEMENT in player.shown("about")
        shows_as_text(player)
        await player.press("enter")
        assert player.at == "Ready"
        shows_as_text(player)
        await player.press("k")
        assert list(troubles(player)) == []
        await player.press("escape", "1", "enter")
        assert player.at == "SessionScreen"
        assert "keep [left] leg" in player.shown("set")
        assert "keep [left] leg" in player.shown("how")
        shows_as_text(player)
        await player.wait(12)
        assert player.state.segment.is_work
        shows_as_text(player)
        await player.press("e")
        assert player.state.segment.eased
        shows_as_text(player)
        await player.press("q")
        assert player.at == "Ask"
        shows_as_text(player)
        await player.press("escape")
        await player.wait(600)
        assert player.at == "PainCheck"
        await player.press("4", "3")
        shows_as_text(player)
        await player.press("2", "1", "1", "enter", "5")
        assert isinstance(player.screen, VerdictScreen)
        shows_as_text(player)


async def test_a_broken_files_message_is_text(play: Play, hostile: Library) -> None:
    async with play(library=hostile, diagnostics=hostile.diagnostics, size=(160, 50)) as player:
        assert "1 file is broken" in player.shown("trouble")
        await player.type("broken")
        assert BAIT in player.shown("about")
        shows_as_text(player)
        await player.press("enter")
        assert player.at == "Ask"
        shows_as_text(player)


async def test_an_interrupted_session_is_offered_as_text(play: Play, hostile: Library) -> None:
    from coach.store.memory import MemoryStore

    store = MemoryStore()
    async with play(store=store, library=hostile, routine="hostile", at="session") as player:
        await player.wait(15)
        await player.press("ctrl+c")
    async with play(store=store, library=hostile, later_s=60) as player:
        assert player.at == "Ask"
        shows_as_text(player)


async def test_clicking_the_bait_does_nothing_of_its_own(play: Play, hostile: Library) -> None:
    async with play(library=hostile, routine="hostile", size=(110, 40)) as player:
        row = next(y for y, text in enumerate(player.rows()) if BAIT in text)
        column = player.rows()[row].index("x[/]")
        await player.pilot.click(offset=(column, row))
        await player.pilot.pause()
        assert player.app.is_running
        assert player.at == "Ready"


async def test_a_record_from_elsewhere_is_text_too(play: Play) -> None:
    """A history that was imported names routines and exercises that no file of ours cleaned."""
    name = f"{BAIT} keep [left]"
    done = (StepDone(exercise=name, done=1.0),)
    async with play([missed(routine=name, step=done)], size=(110, 40)) as player:
        player.app.go.pain_check(player.last())
        await player.pilot.pause()
        await player.press("4", "3", "2", "1")
        shows_as_text(player)
        assert player.screen.query_one("#painful", Question).choose("1")
        await player.press("enter", "5")
        assert list(troubles(player)) == []
