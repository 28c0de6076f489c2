"""The page as Markdown: the same facts, and nothing of the runner's as markup."""

import re

from coach.services.weeks.markdown import markdown

from .pages import full, hostile, small


def test_every_part_is_there() -> None:
    text = markdown(full())
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [
        "Weeks",
        "Doses, per side",
        "What the coach changed, and why",
        "Warning signs",
        "Notes of the runner",
        "What goes with what",
        "For the clinician",
    ]


def test_what_was_typed_is_text() -> None:
    text = markdown(hostile())
    assert re.search(r"(?<!\\)[<>`*]", text.replace("**", "")) is None
    assert "\x1b" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    tables = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    assert set(tables) == {15, 7, 5}, "no bar of theirs opens a cell"


def test_a_small_page_says_that_there_is_nothing() -> None:
    text = markdown(small())
    assert "None was ticked." in text
    assert "No session." in text
    assert "What goes with what" not in text


def test_what_is_left_out_is_counted() -> None:
    text = markdown(full())
    for words in ("31 less trained ones are", "99 earlier ones are", "4 earlier ones are", "80 earlier ones are"):
        assert f"{words} left out." in text
    assert "left out" not in markdown(small())
