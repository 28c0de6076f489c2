"""The wheel works: built from what git would commit, installed into a fresh environment, played elsewhere.

In every run the environment holds what the wheel asks for as it lies here already; in `make soak` and `.ci/run` pip
fetches it.
"""

import ensurepip
import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import Distribution, PathDistribution, distribution
from importlib.util import find_spec
from pathlib import Path

import pytest
from e2e.terminal import Terminal, have_read_the_notice
from packaging.requirements import Requirement

from coach import __version__
from coach.cli.manual import found_pages

_CHECKOUT = Path(__file__).parents[1]
_PLAY = ("play", "desk-break", "--plain", "--speed", "60", "--record")
_ANSWERS = "1\n\n\n0\n0\n3\n\n\n"
"""Pain now, minutes, Enter to start; worst pain and pain now, which leave only the effort; then nothing more."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the files that git knows or would take in."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in _files():
        if (_CHECKOUT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(_CHECKOUT / name, source / name)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``coach`` command of a fresh environment that holds the wheel and what it asks for, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    environ = dict(os.environ)
    if find_spec("pip"):
        pip: tuple[str | Path, ...] = (sys.executable, "-m", "pip", "--python", python)
    else:  # an environment that uv made: the pip that comes with Python
        (bundled,) = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
        pip, environ["PYTHONPATH"] = (python, "-m", "pip"), str(bundled)
    _run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel, cwd=folder, env=environ)
    (site,) = folder.glob("lib/python*/site-packages")
    (metadata,) = site.glob("hip_coach-*.dist-info")
    for path in _asked_for(PathDistribution(metadata)):
        (site / path.name).symlink_to(path)
    return folder / "bin" / "coach"


def _asked_for(package: Distribution) -> set[Path]:
    """What lies at the top of the packages that one asks for without extras, and those that they ask for."""
    found: set[Path] = set()
    left, seen = [package], {""}
    while left:
        for line in left.pop().requires or ():
            wanted = Requirement(line)
            if wanted.name not in seen and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
                seen.add(wanted.name)
                left.append(distribution(wanted.name))
                tops = {
                    Path(file.parts[0]) for file in left[-1].files or () if file.parts[0] not in ("..", "__pycache__")
                }
                found |= {Path(str(left[-1].locate_file(top))) for top in tops}
    return found


@pytest.mark.soak
def test_pip_finds_all_that_the_wheel_asks_for(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=True, symlinks=True)
    constraints = _CHECKOUT / "constraints.txt"
    _run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--constraint", constraints, wheel, cwd=folder)
    home = tmp_path / "home"
    home.mkdir()
    assert _coach(folder / "bin" / "coach", home, *_PLAY, answers=_ANSWERS).returncode == 0


def test_the_wheel_carries_every_routine_and_exercise_and_the_styles(wheel):
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    routines = {f"coach/{path.relative_to(_CHECKOUT)}" for path in (_CHECKOUT / "routines").rglob("*.toml")}
    assert len(routines) > 40
    assert routines <= carried
    assert {f"coach/tui/{name}.tcss" for name in ("coach", "sizes", "screens")} <= carried
    assert {f"coach/docs/{name}.md" for name in found_pages()} <= carried
    assert any(name.endswith("share/man/man1/coach.1") for name in carried)
    assert any(name.endswith("licenses/LICENSE") for name in carried)
    assert not [name for name in carried if name.startswith(("tests/", "bench/", "screenshots/", "docs/"))]


def test_both_names_of_the_command_are_there_and_the_pages_and_nothing_needs_doing(installed, tmp_path):
    other = _coach(installed.with_name("hip-coach"), tmp_path, "--version")
    assert other.stdout == f"coach {__version__}\n"
    pages = _coach(installed, tmp_path, "docs")
    assert [line.split()[0] for line in pages.stdout.splitlines()[:-1]] == [*found_pages()]
    assert "routines" in _coach(installed, tmp_path, "docs", "routines").stdout
    assert (installed.parents[1] / "share" / "man" / "man1" / "coach.1").is_file()
    looked = json.loads(_coach(installed, tmp_path, "doctor", "--json").stdout)
    assert looked
    doctor = _coach(installed, tmp_path, "doctor")
    assert "Traceback" not in doctor.stderr
    assert str(_CHECKOUT) not in doctor.stdout


def test_home_opens_on_a_terminal_and_gives_it_back(installed, tmp_path):
    have_read_the_notice(tmp_path)
    with Terminal([str(installed)], tmp_path, env={"PYTHONPATH": ""}) as terminal:
        terminal.wait_for("Psoas care")
        terminal.wait_for("Get ready")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_a_routine_is_played_from_the_wheel_far_from_the_checkout(installed, tmp_path):
    played = _coach(installed, tmp_path, *_PLAY, answers=_ANSWERS)
    assert played.returncode == 0, played.stderr
    assert "Standing hip opener" in played.stdout
    assert "GREEN" in played.stdout.upper()
    assert "Traceback" not in played.stderr
    history = _coach(installed, tmp_path, "history")
    assert "Desk break" in history.stdout


def test_the_installed_coach_finds_nothing_wrong_and_reads_its_own_routines(installed, tmp_path):
    checked = _coach(installed, tmp_path, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    listed = _coach(installed, tmp_path, "list", "--json")
    assert str(_CHECKOUT) not in listed.stdout
    assert str(installed.parents[1]) in listed.stdout


def _coach(command: Path, home: Path, *words: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [command, *words],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"},
        cwd=home,
        input=answers,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def _files() -> list[str]:
    """What git knows, or would take in; in a copy without git, what the wheel is made of."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=_CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        return listing.stdout.split("\0")[:-1]
    made_of = ["pyproject.toml", *(path.name for path in _CHECKOUT.glob("*.md")), "LICENSE"]
    for folder in ("coach", "routines", "docs"):
        made_of += [str(path.relative_to(_CHECKOUT)) for path in (_CHECKOUT / folder).rglob("*.*") if path.is_file()]
    return [name for name in made_of if not name.endswith(".pyc")]


def _run(*words: str | Path, cwd: Path, env: dict[str, str] | None = None) -> None:
    done = subprocess.run([*map(str, words)], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
