"""``coach docs``: every page is there, and is shown as it was written."""

import pytest

from coach.cli.manual import found_pages

from .conftest import Run


def test_every_page_is_listed_with_its_title(coach: Run) -> None:
    said = coach("docs")
    assert said.code == 0
    lines = dict(line.split(maxsplit=1) for line in said.out.splitlines())
    assert lines["hosting"] == "A shared box"
    assert lines["security"] == "Security"
    assert lines["changelog"] == "Changelog"
    assert found_pages().keys() <= lines.keys()


@pytest.mark.parametrize("name", ["routines", "ROUTINES.md"])
def test_a_page_in_a_pipe_is_as_it_was_written(coach: Run, name: str) -> None:
    assert coach("docs", name).out == found_pages()["routines"].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["routins", "../README", "/etc/passwd", "\x1b[2J"])
def test_a_page_that_is_none_is_refused_in_a_line(coach: Run, name: str) -> None:
    said = coach("docs", name)
    assert (said.code, said.out) == (2, "")
    assert "coach docs" in said.err
    assert "\x1b" not in said.err
    assert said.err.count("\n") == 1
