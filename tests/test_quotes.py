"""What the pages quote is there: the modules, names and paths of the map, and every command line that a page gives."""

import argparse
import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from coach.cli.parsers.parser import parser

CHECKOUT = Path(__file__).parents[1]
MAPS = ("ARCHITECTURE.md", "WHERE.md", "CONTRIBUTING.md", "bench/README.md")
PAGES = ("README.md", "SECURITY.md", *MAPS, *(f"docs/{path.name}" for path in sorted((CHECKOUT / "docs").glob("*.md"))))
FOREIGN = {"os.walk", "json.loads", "self.app", "/dev/shm", "coach/routines"}
"""Of Python, of Textual, of the machine, of the wheel."""
DEFINED = re.compile(r"^ *(?:(?:async )?(?:def|class) (\w+)|(?:self\.)?(\w+)(?:, \w+)*(?::[^=\n]+)? = )", re.MULTILINE)
"""A line that defines a name. Parsing all 1,200 modules would take half a minute in every process that runs tests."""


@cache
def files() -> dict[str, Path]:
    """All files by their path in the checkout; a module of the package without its ``.py`` as well."""
    found = {}
    for folder in ("coach", "tests", "routines", "docs", "bench", "screenshots", ".ci"):
        for path in (CHECKOUT / folder).rglob("*"):
            place = path.relative_to(CHECKOUT)
            if "__pycache__" in place.parts:
                continue
            found[place.as_posix()] = path
            if path.suffix == ".py":
                found[place.with_suffix("").as_posix()] = path
    return found


def ending_in(place: str) -> list[Path]:
    """All files and folders whose path ends in these words: a map may leave out the first folders."""
    place = place.strip("/")
    named = [path for each, path in files().items() if each == place or each.endswith(f"/{place}")]
    top = CHECKOUT / place
    return [*named, top] if top.exists() else named


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module or folder of the package defines: functions, classes, constants, attributes of classes."""
    modules = path.glob("*.py") if path.is_dir() else [path]
    return frozenset(
        name
        for module in modules
        if module.suffix == ".py"
        for pair in DEFINED.findall(module.read_text(encoding="utf-8"))
        for name in pair
        if name
    )


@cache
def all_names() -> frozenset[str]:
    """Every name that is defined anywhere in the package or the tests, and the last part of every path."""
    names: set[str] = {name for path in files().values() if path.suffix == ".py" for name in names_in(path)}
    return frozenset(names | {Path(place).name for place in files()} | {Path(place).stem for place in files()})


def is_there(quoted: str) -> bool:
    """Whether a module, a path, or ``module.name`` (``Class.name`` too) is there."""
    if quoted in FOREIGN or quoted in all_names() or ending_in(quoted):
        return True
    owner, _, name = quoted.rpartition(".")
    if not owner or not re.fullmatch(r"\w+", name):
        return False
    owners = ending_in(owner)
    if not owners and "/" not in owner:  # a class, or an object that is called as its module
        owners = [path for path in files().values() if path.suffix == ".py" and owner in names_in(path)]
    return any(name in names_in(path) for path in owners)


def quotes(page: str) -> Iterator[tuple[int, str]]:
    """What stands between backticks on a page, with its line."""
    for number, line in enumerate((CHECKOUT / page).read_text(encoding="utf-8").splitlines(), 1):
        for quoted in re.findall(r"`([^`]+)`", line):
            yield number, quoted


@pytest.mark.parametrize("page", MAPS)
def test_every_module_name_and_path_on_a_map_is_there(page: str) -> None:
    # A call is looked up by its name. What else has spaces or signs is code or a command; a small word may be any word.
    quoted = {(number, each.partition("(")[0]) for number, each in quotes(page)}
    names = sorted(
        each for each in quoted if re.fullmatch(r"[A-Za-z/.]+[\w/.-]*", each[1]) and re.search(r"[/._A-Z]", each[1])
    )
    assert len(names) > 10
    assert [each for each in names if not is_there(each[1])] == []


def test_what_is_not_there_would_be_found() -> None:
    assert is_there("domain/rules/rows.ROWS")
    assert is_there("Workout.wait_s")
    for gone in (
        "domain/farewell",
        "domain/rules/numbers.LINES",
        "Workout.wait_hours",
        "host/merging.py",
        "no_such_name",
    ):
        assert not is_there(gone), gone


def test_a_docstring_leaves_nothing_to_a_module_that_is_not_there() -> None:
    """``Left out: … (``planning.consequences``)``: whoever looks for it there finds it."""
    gone = []
    for place, path in files().items():
        if place.startswith("coach/") and place.endswith(".py"):
            said = path.read_text(encoding="utf-8").split('"""')[1].partition("Left out")[2]
            for quoted in re.findall(r"``([a-z_]+(?:\.[a-z_]+)+)``", said):
                if not ending_in(f"{quoted.replace('.', '/')}.py") and not ending_in(quoted.replace(".", "/")):
                    gone.append((place, quoted))
    assert gone == []


def command_lines(page: str) -> Iterator[tuple[int, str]]:
    """Every command line of a page that begins with ``coach``: quoted, or on an indented line or in a fence."""
    fenced = False
    for number, line in enumerate((CHECKOUT / page).read_text(encoding="utf-8").splitlines(), 1):
        fenced ^= line.startswith("```")
        texts = [*re.findall(r"`([^`]+)`", line), *([line.strip()] if fenced or line.startswith("    ") else ())]
        for text in texts:
            if re.match(r"(\S*/)?coach( |$)", text):
                yield number, text


@pytest.fixture(scope="module")
def whole_parser() -> argparse.ArgumentParser:
    return parser()


@pytest.mark.parametrize("page", PAGES)
def test_every_command_line_on_a_page_is_one(page: str, whole_parser: argparse.ArgumentParser) -> None:
    wrong = []
    for number, text in command_lines(page):
        # What follows two spaces or a # explains; what follows |, > or && is the shell's.
        words = shlex.split(re.split(r"\s+#\s|\s{2,}|\s[|>]|\s&&\s", text)[0])[1:]
        said = io.StringIO()
        try:
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                whole_parser.parse_args(words)
        except SystemExit as ended:
            # A command may be called by its name alone: "coach add", without its file.
            alone = (
                "the following arguments are required" in said.getvalue() or "expected one argument" in said.getvalue()
            )
            if ended.code and not alone and "…" not in text:
                wrong.append((number, text, said.getvalue().strip()))
    assert wrong == []


def anchor(heading: str) -> str:
    """The name that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def headings(page: Path) -> list[str]:
    """The headings of a page, without what stands in its fences."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^#+ (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere_and_no_heading_stands_twice(page: str) -> None:
    here = CHECKOUT / page
    for link in re.findall(r"\]\(([^)\s]+)\)", here.read_text(encoding="utf-8")):
        file, _, place = link.partition("#")
        if not link.startswith(("http", "mailto:")):
            there = here.parent / file if file else here
            assert there.exists(), link
            assert not place or place in map(anchor, headings(there)), link
    assert len(set(headings(here))) == len(headings(here))
