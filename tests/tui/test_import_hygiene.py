"""Start-up time is imports: what the app must not load before its first frame."""

import subprocess
import sys

import pytest

# What Textual itself loads (rich.table, difflib …) is not ours to leave out.
NEVER = {
    "coach.cli": "the commands call the app, not the other way round",
    "coach.plain": "the other front end",
    "coach.library.shelf.check": "only `coach check` needs it",
    "coach.library.formats.history_file": "only export, import and simulate need it",
    "coach.store.database.sqlite": "opened when something is read or kept",
    "sqlite3": "see coach.store.database.sqlite",
    "tomli_w": "only what writes TOML",
    "argparse": "the commands' own",
    "rich.progress": "nothing here shows one",
    "rich.markdown": "about 100 ms with its parser",
    "markdown_it": "about 100 ms",
    "textual.widgets._markdown": "about 100 ms with its parser",
    "textual.widgets._data_table": "not used",
    "textual.widgets._text_area": "only the editor's",
    "coach.tui.editor.open_editor": "only on the way into the editor",
    "coach.library.drafts.own_copy": "see coach.tui.editor.open_editor",
    "textual.pilot": "for tests",
    "statistics": "slow, and a median is two lines",
    "numpy": "150 ms and more",
    "pydantic": "78 ms",
    "hypothesis": "for tests",
    "multiprocessing": "not used",
}
LATER = [
    f"coach.tui.screens.{name}"
    for name in (
        "ready",
        "session",
        "pain_check",
        "verdict",
        "ask",
        "ticks",
        "hurts",
        "log",
        "pick",
        "questionnaire",
        "settings",
        "sound",
        "share",
        "team",
        "editor",
        "find",
        "name_it",
    )
] + [
    "coach.cues",
    "coach.services.sound",
    "coach.services.sharing",
    "coach.store.shared_pages",
    "coach.library.formats.caps_file",
]
"""Screens that are imported when they are shown: Home is the first frame."""


def loaded_by(statement: str) -> set[str]:
    """The modules that are loaded after a statement in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=180)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def by_the_app() -> set[str]:
    return loaded_by("import coach.tui.app")


@pytest.mark.parametrize("module", NEVER)
def test_the_app_does_not_load(by_the_app: set[str], module: str) -> None:
    assert module not in by_the_app, NEVER[module]


@pytest.mark.parametrize("module", LATER)
def test_home_is_shown_without_the_other_screens(by_the_app: set[str], module: str) -> None:
    assert module not in by_the_app


@pytest.mark.parametrize("module", ["coach.tui.text.present", "coach.tui.text.digits"])
def test_what_needs_no_textual_loads_none(module: str) -> None:
    assert not {name for name in loaded_by(f"import {module}") if name.split(".")[0] in ("textual", "rich")}
