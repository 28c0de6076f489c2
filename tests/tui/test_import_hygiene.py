"""Start-up time is imports: what the app must not load before its first frame."""

import subprocess
import sys

import pytest
from e2e.terminal import be_no_beginner

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
ROOMS = {
    "coach.cues": set(),
    "coach.tui.dialogs": set(),
    "coach.tui.editor": set(),
    "coach.tui.screens": set(),
}
"""Rooms that are entered later, and what of them Home needs: it is the first frame."""
LATER = (
    "argparse",
    "coach.domain.today.ahead",
    "coach.domain.today.strip",
    "hashlib",
    "secrets",
    "coach.domain.activity_log",
    "coach.domain.teaching.rule_cards",
    "coach.domain.session.commands",
    "coach.domain.session.facts",
    "coach.domain.session.outcome",
    "coach.domain.session.next_moment",
    "coach.domain.session.state",
    "coach.library.drafts",
    "coach.library.formats.caps_file",
    "coach.services.trouble.last_resort",
    "coach.services.records",
    "coach.services.removal",
    "coach.services.questions.said_today",
    "coach.services.sessions",
    "coach.services.sharing",
    "coach.services.sound",
    "coach.services.trouble.unreadable_rows",
    "coach.services.workout",
    "coach.store.backups",
    "coach.store.shared_pages",
    "coach.tui.flow.palette",
    "coach.tui.widgets.live_picture",
    "coach.tui.widgets.preview",
    "coach.tui.widgets.question",
)
"""What is loaded when it is first needed, after the first frame."""
KEPT = ("coach.library.shelf.library", "coach.library.shelf.resolve")
"""What reads and joins the library's files: where it was kept whole, nobody on the way to Home has any use for it."""
# The whole way to the first frame of a runner who was here before; a terminal is not needed.
FIRST_FRAME = """
import coach.cli, coach.cli.training.start
from coach.services.assembly import Wish, assemble
from coach.tui.app import CoachApp
CoachApp._go_on = CoachApp.exit
app = CoachApp(assemble(Wish(piecemeal=True)))
app.run(headless=True, size=(100, 30))
assert app.fault is None and app.is_between_sessions
"""


def loaded_by(statement: str) -> set[str]:
    """The modules that are loaded after a statement in a fresh interpreter."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=180)
    return set(done.stdout.split())


KEEP = "from coach.services.assembly import Wish, assemble\nassemble(Wish()).shelf.save()"


@pytest.fixture(scope="module")
def by_the_first_frame(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded when Home is there."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HOME", str(home))
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            environment.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        be_no_beginner(home / "data" / "coach" / "coach.db")
        loaded_by(KEEP)
        return loaded_by(FIRST_FRAME)


@pytest.fixture(scope="module")
def by_the_app() -> set[str]:
    return loaded_by("import coach.tui.app")


def test_the_app_does_not_load(by_the_app: set[str]) -> None:
    assert {module: why for module, why in NEVER.items() if module in by_the_app} == {}


def test_home_is_shown_without(by_the_first_frame: set[str]) -> None:
    assert "coach.services.today" in by_the_first_frame
    assert by_the_first_frame.intersection((*LATER, *KEPT)) == set()


def test_home_is_shown_without_the_other_rooms(by_the_first_frame: set[str]) -> None:
    loaded = {room: {name for name in by_the_first_frame if f"{name}.".startswith(f"{room}.")} for room in ROOMS}
    assert loaded == ROOMS


@pytest.mark.parametrize("module", ["coach.tui.text.present", "coach.tui.text.digits"])
def test_what_needs_no_textual_loads_none(module: str) -> None:
    assert not {name for name in loaded_by(f"import {module}") if name.split(".")[0] in ("textual", "rich")}
