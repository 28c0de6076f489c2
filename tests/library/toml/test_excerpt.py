"""The line and the caret: in the right place whatever stands before it, and nothing unsafe in it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.excerpt import WIDEST, excerpt, with_excerpts


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("hold = -5", 1, ("    3 | hold = -5", "      | ^")),
        ("hold = { from = 2 }", 10, ("    3 | hold = { from = 2 }", "      |          ^")),
        ("\thold = 1", 2, ("    3 |  hold = 1", "      |  ^")),
        ('name = "日本" # x', 15, ('    3 | name = "日本" # x', "      |                 ^")),
        ("e\u0301 = 1 # x", 8, ("    3 | e\u0301 = 1 # x", "      |       ^")),
        ("a\x1b[2J = 1", 6, ("    3 | a\ufffd[2J = 1", "      |      ^")),
        ("a \u202e = 1", 5, ("    3 | a \ufffd = 1", "      |     ^")),
        ("short", 99, ("    3 | short", "      |      ^")),
        ("", 1, ("    3 |", "      | ^")),
    ],
)
def test_one_line(line: str, column: int, expected: tuple[str, str]) -> None:
    assert excerpt(line, 3, column) == expected


def test_a_long_line_is_cut_around_the_place() -> None:
    shown, caret = excerpt("x" * 5000 + "HERE" + "y" * 5000, 1, 5001)
    assert shown[len(caret) - 1 :].startswith("HERE")
    assert len(shown) <= WIDEST + 12
    assert shown.count("…") == 2


@given(st.text(max_size=300), st.integers(1, 400))
def test_never_unsafe_and_never_long(line: str, column: int) -> None:
    shown, caret = excerpt(line, 1, column)
    unsafe = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert all(unicodedata.category(char) not in unsafe for char in shown + caret)
    assert len(shown) <= WIDEST + 12
    assert len(caret) <= 2 * WIDEST + 12


def at(path: Path, line: int, column: int = 1) -> Diagnostic:
    return Diagnostic(str(path), line, column, "error", "k", "wrong")


def test_files_are_shown_where_they_can_be(tmp_path: Path) -> None:
    path, folder, large = tmp_path / "a.toml", tmp_path / "b.toml", tmp_path / "c.toml"
    path.write_bytes(b"\xef\xbb\xbfone = 1\r\n\r\ncaf\xe9 = 2\r\n")
    folder.mkdir()
    large.write_bytes(b"x\n" * 1_000_000)
    found = [at(path, 1), at(path, 2), at(path, 3, 4), at(path, 99), at(folder, 1), at(large, 1), at(tmp_path / "n", 1)]
    lines = [line.removeprefix(str(tmp_path)) for line in with_excerpts(found)]
    assert lines == [
        "/a.toml:1:1: error: wrong",
        "    1 | one = 1",
        "      | ^",
        "/a.toml:2:1: error: wrong",
        "/a.toml:3:4: error: wrong",
        "    3 | caf\ufffd = 2",
        "      |    ^",
        "/a.toml:99:1: error: wrong",
        "/b.toml:1:1: error: wrong",
        "/c.toml:1:1: error: wrong",
        "/n:1:1: error: wrong",
    ]
