import os
from pathlib import Path

import pytest

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import MAX_FILE_BYTES, Document, read_document


def report(path: Path) -> str:
    found = read_document(path)
    assert isinstance(found, Diagnostic)
    return str(found).removeprefix(f"{path}:")


@pytest.mark.parametrize(
    "content",
    [b"", b"a = 1", b"\xef\xbb\xbfa = 1\n", b"a = 1\r\nb = 2\r\n", 'a = "é"'.encode(), b"#" * MAX_FILE_BYTES],
    ids=["empty", "no line end", "byte order mark", "CRLF", "UTF-8", "as large as may be"],
)
def test_reads(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    assert isinstance(read_document(path), Document)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'a = 1\nb = "caf\xe9"\n', "2:9: error: this is not UTF-8 text (perhaps Latin-1)"),
        (b"\xff\xfea\x00", "1:1: error: this is not UTF-8 text (UTF-16)"),
        (b"\n" * (MAX_FILE_BYTES + 1), "1:1: error: the file is too large: 1,000,001 bytes"),
        (b"a = 1\nx = " + b"[" * 20_000 + b"]" * 20_000, "2:1: error: lists or tables stand too deep"),
        (b"a = 1\nx = " + b"9" * 5_000, "2:5: error: a number has far too many digits"),
        (b"a = 1\n" + b"k." * 100_000 + b"k = 1", "2:32: error: a key has more than 16 parts"),
        (
            b'x = """\n""" # .................\ny = { ' + b'"k".' * 50 + b"k = 1 }",
            "3:70: error: a key has more than 16",
        ),
        (b"a = 1\nb = \x00", "2:5: error: a control character stands here"),
    ],
)
def test_what_is_not_read_is_explained(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    assert report(path).startswith(expected)


def test_prose_with_many_dots_is_no_long_key(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('steps = ["' + "Up. Down. " * 40 + '"]\n# ' + "a.b." * 50)
    assert isinstance(read_document(path), Document)


def test_what_is_no_file(tmp_path: Path) -> None:
    folder, fifo, dangling, loop = (tmp_path / name for name in ("f.toml", "p.toml", "d.toml", "l.toml"))
    folder.mkdir()
    os.mkfifo(fifo)
    dangling.symlink_to("nowhere")
    loop.symlink_to("l.toml")
    assert report(folder) == "1:1: error: this is a folder, not a file; give it a name without .toml"
    assert report(fifo) == "1:1: error: this is not a regular file, and is not read"
    assert report(dangling) == "1:1: error: this is a link to a file that is not there"
    assert report(loop).startswith("1:1: error: the file cannot be read")
    assert report(tmp_path / "none.toml") == "1:1: error: there is no such file"
    assert report(Path("/dev/null")) == "1:1: error: this is not a regular file, and is not read"
    assert report(Path("a\0b")).startswith("a\ufffdb:1:1: error: the file cannot be read")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert report(tmp_path / "x.toml") == "1:1: error: you have no permission to read this file"


def test_a_name_with_an_escape_sequence_is_shown_without_it(tmp_path: Path) -> None:
    assert "\x1b" not in str(read_document(tmp_path / "a\x1b[2Jb.toml"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\nb 2", "2:3: error: a key must be followed by ="),
        ("a = 1\nb = mixed", "2:5: error: this is not a value; text stands in quotes"),
        ("a = 1 b = 2", "1:7: error: something is left over"),
        ('a = 1\nb = "x\nc = 1', "2:7: error: the text is not closed on its line"),
        ("b = 'x\nc = 1", "1:1: error: the text is not closed"),
        ("b = 'x\nc = 'y'", "1:7: error: the text is not closed on its line"),
        ('a = """x\n\n', "1:1: error: the text is not closed"),
        ('a = """x\ny = 1\n\n', "1:1: error: the text is not closed; end it with the quote that it began with"),
        (
            "a = [1,\n2\nc = 3",
            "3:1: error: the list is not closed, or a comma is missing; end it with ] (it begins on line 1)",
        ),
        ("a = { b = 1\n}", "1:12: error: the { … } is not closed"),
        ("a = 1\n[t]\nb = 1\na = [\n1]\nb = 2", '6:1: error: "t.b" is given twice; the first is on line 3'),
        ("x = { a = 1,\ta = 2 }", '1:14: error: "x.a" is given twice; the first is on line 1'),
        ("[[step]]\na = 1\n[step]\n", "3:"),
        ("[adapt]\n[adapt]\n", '2:1: error: "adapt" is given twice; the first is on line 1'),
        ("[adapt]\n[[adapt]]\n", "2:8: error: this name is taken by a table with one bracket"),
        ("[[step]]\n[step]\n", "2:1: error: one of several tables has two brackets: [[step]], as on line 1"),
        ("[[step]\n", "1:7: error: this list of tables is not closed"),
        ("[adapt\n", "1:7: error: this table's name is not closed"),
        ("= 1", "1:1: error: this line is not"),
        ('a = "\\x"', "1:8: error: in double quotes a backslash is written twice"),
        ('a = "\\ud800"', "1:12: error: this escape is not a character"),
        ("a = 2026-02-30", "1:5: error: there is no such date or time"),
        ("a = 1\rb = 2", "1:6: error: something is left over"),
        ("a = 1\na.b = 2", "2:"),
        ("a = []\na.b = 2", "2:"),
        ('a = "x\x1by"', "1:7: error: a control character"),
    ],
)
def test_broken_toml_in_plain_words(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(text.encode())
    assert report(path).startswith(expected)
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert report(path).startswith(expected)
