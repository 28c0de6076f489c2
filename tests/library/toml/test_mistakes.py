"""What those who are new to TOML write, and what they are told."""

from pathlib import Path

import pytest

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import parse


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("hold = 20s", 10, "a number stands alone"),
        ("rest = 1:30", 9, "a number stands alone"),
        ("rest = 1.", 9, "a number stands alone"),
        ("sets = 2 x 3", 10, "a number stands alone"),
        ("hold = 020", 9, "a number does not begin with 0"),
        ("hold = 20-30", 10, "a range is written as { from = 20, to = 30 }"),
        ("hold = 20 to 30", 11, "a range is written as"),
        ("at = 2026-13-45", 10, "there is no such date or time"),
        ("hold = 20 30", 11, "something is left over after the value"),
        ("hold = 20 rest = 10", 11, "something is left over after the value"),
        ("hold = 20;", 10, "a line ends without a comma or semicolon"),
        ('kind = "drill",  # mine', 15, "a line ends without a comma or semicolon"),
        ("hold = { from = 20, to = 30, }", 30, "the last comma before a } is one too many"),
        ("tempo = (1, 0, 3)", 9, "a list stands in square brackets"),
        ("suggest = False", 11, "true and false are written in small letters"),
        ("kind = \u201cdrill\u201d", 8, "these quotes are curly ones"),
        ("kind = \u2018drill\u2019", 8, "these quotes are curly ones"),
        ("ho\u200bld = 20", 3, "a hidden character stands here (U+200B); delete it"),
        ("hold\u00a0= 20", 5, "a hidden character stands here (U+00A0); delete it"),
        ("hold = Falsehood", 8, "this is not a value"),
    ],
)
def test_a_slip_is_named(line: str, column: int, words: str) -> None:
    found = parse(Path("x.toml"), f"format = 1\n{line}\n")
    assert isinstance(found, Diagnostic)
    assert (found.line, found.column) == (2, column)
    assert found.message.startswith(words)
