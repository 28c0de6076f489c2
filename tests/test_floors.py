"""The floors hold: imports only go down, and the lowest floor loads nothing of the upper ones."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[1]
_LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_LOADED = "import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"


def test_no_contract_of_the_floors_is_broken():
    with (_CHECKOUT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    lint = subprocess.run(
        [sys.executable, "-c", _LINT, "--no-cache"], cwd=_CHECKOUT, capture_output=True, text=True, check=False
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr
    assert len(contracts) >= 3
    assert f"{len(contracts)} kept, 0 broken" in lint.stdout


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        (
            "coach.domain.planning.planner, coach.domain.session.state, coach.domain.records.plain_data",
            "textual rich sqlite3 tomllib asyncio",
        ),
        ("coach.library.shelf.library", "textual rich sqlite3"),
        ("coach.services.training", "textual rich sqlite3"),
        ("coach.store", "textual rich sqlite3"),
        ("coach.plain", "textual"),
        ("coach.cli", "textual rich sqlite3 tomllib"),
    ],
)
def test_a_floor_loads_nothing_from_above_and_nothing_heavy(module, unwanted):
    code = _LOADED.format(module=module)
    loaded = subprocess.run([sys.executable, "-c", code], cwd=_CHECKOUT, capture_output=True, text=True, check=True)
    assert "coach" in loaded.stdout.split()
    assert not set(loaded.stdout.split()) & set(unwanted.split())


def test_every_module_of_the_domain_loads_without_the_world():
    paths = [path.relative_to(_CHECKOUT) for path in (_CHECKOUT / "coach" / "domain").rglob("[a-z]*.py")]
    assert len(paths) > 80
    modules = [".".join(path.with_suffix("").parts) for path in paths]
    code = _LOADED.format(module=", ".join(modules))
    loaded = subprocess.run([sys.executable, "-c", code], cwd=_CHECKOUT, capture_output=True, text=True, check=True)
    assert not set(loaded.stdout.split()) & {"textual", "rich", "sqlite3", "tomllib", "tomli_w", "platformdirs"}
