"""What a release is made of is there and true: pages, manual, licences, and the page of the package."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from coach import __version__
from coach.cli.manual import found_pages
from coach.cli.parsers.parser import parser

CHECKOUT = Path(__file__).parents[1]
sys.path.insert(0, str(CHECKOUT / "docs"))

from dependencies import dependencies  # noqa: E402
from man_page import man_page  # noqa: E402
from package_page import package_page  # noqa: E402

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]


def test_the_wheel_takes_every_page() -> None:
    taken = {Path(there).stem: CHECKOUT / here for here, there in WHEEL["force-include"].items() if here != "routines"}
    assert taken == found_pages()


def test_the_manual_page_is_what_the_parser_says() -> None:
    assert (CHECKOUT / "docs" / "coach.1").read_text(encoding="utf-8") == man_page(), "run `make docs`"


def test_the_manual_page_tells_every_command_and_no_hidden_one() -> None:
    page = man_page()
    assert page.isascii()
    listed = next(action for action in parser()._actions if hasattr(action, "_choices_actions"))
    for each in listed._choices_actions:
        assert f".SS coach {each.dest}".replace("-", "\\-") in page
    assert ".SS coach complete" not in page.replace("coach completion", "")
    assert f"coach {__version__}" in page


def test_the_licence_of_everything_needed_is_listed() -> None:
    page = (CHECKOUT / "docs" / "licences.md").read_text(encoding="utf-8")
    missing = [name for name in dependencies() if f"| {name} |" not in page]
    assert missing == [], "run `make docs`"
    project = PROJECT["project"]
    direct = [project["dependencies"], *project["optional-dependencies"].values()]
    for line in (line for lines in direct for line in lines):
        assert f"| {re.match('[a-z-]+', line)[0]} |" in page  # type: ignore[index]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# A\n\n![p](a.svg)\n\nb", "# A\n\nb\n"),
        ("| | |\n|---|---|\n| ![p](a.svg) | ![q](b.svg) |\n\nb", "b\n"),
        ("see [docs](docs/a.md#b) and [there](https://example.org)", "see docs and [there](https://example.org)\n"),
        ("| a | b |\n|---|---|\n| c | [d](e.md) |", "| a | b |\n|---|---|\n| c | d |\n"),
    ],
)
def test_the_page_of_the_package_leads_nowhere_in_the_checkout(written: str, shown: str) -> None:
    assert package_page(written) == shown


def test_the_readme_as_the_page_of_the_package_has_no_relative_link() -> None:
    page = package_page((CHECKOUT / "README.md").read_text(encoding="utf-8"))
    assert not re.search(r"\]\((?!https?:)", page)
    assert len(page) > 1000


def test_the_changelog_tells_this_version() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", __version__]
