"""In any state that a runner may be in, every command that only reads comes to an end, and what it says can be read."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from coach.system.clock import FixedClock
from tests.commands import said
from tests.states import COURSES, ROUTINES, State, lay_down, states
from tests.wording import marks, texts_of

PAGES = ("calendar", "pain", "doses", "running", "with", "measures")
PROGRAMMES = ("return-to-run", "my-laps")
COMMANDS = (
    ("list",),
    ("next",),
    *(("show", name) for name in (*ROUTINES, *PROGRAMMES, *COURSES)),
    ("history",),
    ("history", "--all", "--ids"),
    *(("weeks", *page) for page in ((), *((page,) for page in PAGES))),
    ("weeks", "--plain"),
    ("report",),
    ("report", "--days", "28", "--md", "-"),
    ("doctor",),
    ("course",),
    ("plan",),
    ("measure",),
    ("profile",),
    ("exercises",),
    ("learn",),
    ("check",),
    ("backup", "list"),
    ("share",),
)
"""Without names and files, which have their own tests."""
WITH_JSON = {"list", "next", "show", "history", "doctor", "course", "plan", "measure", "profile", "share", "learn"}
CODES = {0, 1, 3}
"""Done, something needs doing (``doctor``), rest or locked."""


@contextmanager
def _at_home(state: State) -> Iterator[Path]:
    """A machine on which this runner's records, files and settings lie, and whose clock stands still."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        home = Path(folder)
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS", "HOME"):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("COLUMNS", "80")
        patch.setenv("TERM", "xterm-256color")
        patch.chdir(home)
        patch.setattr("coach.services.assembly.SystemClock", lambda _speed: FixedClock(state.now))
        lay_down(state, home / "xdg_config_home" / "coach")
        yield home


def problem(*words: str) -> str:
    """What is wrong with a command in this state; empty: nothing."""
    code, out, err = said(*words)
    if code not in CODES:
        return f"{words}: exit code {code}: {err}"
    if "Traceback" in err or "went wrong" in err:
        return f"{words}: {err}"
    lines = [*texts_of(json.loads(out))] if "--json" in words else out.splitlines()
    found = [wrong for line in (*lines, *err.splitlines()) for wrong in marks(line, drawn=True)]
    return f"{words}: {found}" if found else ""


def problems(state: State, commands: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> list[str]:
    """What is wrong with these commands, with and without --json."""
    with _at_home(state):
        each = [words for of in commands for words in (of, *([(*of, "--json")] if of[0] in WITH_JSON else []))]
        return [wrong for words in each if (wrong := problem(*words))]


@given(states(), st.randoms(use_true_random=False))
@examples(max_examples=3, derandomize=True)  # the same each time: chance is for the soak
def test_some_commands_in_any_state(state: State, chance: random.Random) -> None:
    assert problems(state, chance.sample(COMMANDS, 10)) == []


@pytest.mark.soak
@given(states())
def test_every_command_in_any_state(state: State) -> None:
    assert problems(state, [*COMMANDS]) == []
