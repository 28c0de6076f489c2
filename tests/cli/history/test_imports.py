"""What a command costs before it does anything: heavy modules are imported by those who need them, and then only."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "textual",
    "rich",
    "sqlite3",
    "tomllib",
    "tomli_w",
    "platformdirs",
    "difflib",
    "asyncio",
    "hashlib",
    "coach.library",
)


def loaded_after(code: str) -> set[str]:
    program = f"import sys\n{code}\nimport json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_command_line_alone_is_light() -> None:
    loaded = loaded_after(
        "import coach.cli\nfrom coach.cli.parsers.parser import parser\nparser().parse_args(['list'])"
    )
    assert loaded.isdisjoint(HEAVY)


def test_plain_mode_loads_no_textual() -> None:
    assert loaded_after("import coach.plain.app, coach.plain.talk").isdisjoint(("textual", "rich"))


@pytest.mark.parametrize("words", [["list", "--json"], ["next"], ["check"], ["show", "psoas-care", "--json"]])
def test_scripts_load_neither_textual_nor_rich(words: list[str], home: object) -> None:
    assert loaded_after(f"from coach.cli import main\nmain({words})").isdisjoint(("textual", "rich"))


def test_simulate_opens_no_database(home: object) -> None:
    Path("h.toml").touch()
    words = ["simulate", "rescue", "--history", "h.toml", "--json"]
    assert "sqlite3" not in loaded_after(f"from coach.cli import main\nmain({words})")
