"""What those who are new to TOML write, and what they are told."""

from pathlib import Path

import pytest

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import parse, raw_text, read_document


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("hold = 20x", 10, "a number stands alone"),
        ("rest = 1.", 9, "a number stands alone"),
        ("sets = 2 x 3", 10, "a number stands alone"),
        ("hold = 020", 9, "a number does not begin with 0"),
        ("hold = 20-30", 10, "a range is written as { from = 20, to = 30 }"),
        ("hold = 20 to 30", 11, "a range is written as"),
        ("hold = 90 s", 11, 'a time with its unit stands in quotes, as in "90 s"'),
        ("rest = 2min", 9, 'a time with its unit stands in quotes, as in "2 min"'),
        ("hold = 1:30", 9, 'a time with its unit stands in quotes, as in "1:30"'),
        ("[change.plank#2]", 14, 'a step\'s place stands in quotes with its name: [change."plank#2"]'),
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
        ("suggest = yes", 11, "yes is written true, and no is false"),
        ("suggest = No  # mine", 11, "yes is written true, and no is false"),
        ("name = no pain", 8, "this is not a value; text stands in quotes"),
        ("hold = \u221230", 8, "this minus is another sign (U+2212); type the plain -"),
        ("tempo = [1, \u20132]", 13, "this minus is another sign (U+2013)"),
        ("hold = 20\u221230", 10, "a range is written as"),
        ("// mine", 1, "a remark begins with #, not with /"),
        ("hold = 20 // mine", 11, "a remark begins with #, not with /"),
        ("/* mine */", 1, "a remark begins with #, not with /"),
        ("; mine", 1, "a remark begins with #, not with ;"),
        ("<<<<<<< HEAD", 1, "two versions of this file met here"),
        ("=======", 1, "two versions of this file met here"),
        (">>>>>>> theirs", 1, "two versions of this file met here"),
        ("tempo = [1,\n<<<<<<< HEAD\n2]", 0, "two versions of this file met here"),
        ("```toml", 1, "this belongs to the page that the text was copied from"),
        ("hold = Falsehood", 8, "this is not a value"),
        ("rest = 1,5", 9, "a number has no comma in it"),
        ("rest = 1/2", 9, "a number stands alone"),
        ("rest =", 7, "the value is missing behind the ="),
        ("rest =  # soon", 9, "the value is missing behind the ="),
        ("rest = null", 8, "where there is no value, leave the line out"),
        ("rest = nullify", 8, "this is not a value"),
        ("rest == 5", 7, "one = is enough"),
        ("rest => 5", 7, "one = is enough"),
        ('name = "My "own" care"', 13, "the text ended at this quote"),
        ("name = 'Anna's care'", 14, "the text ended at this quote"),
        ('name = "a" id = "b"', 12, "something is left over after the value"),
        ("every days = 2", 7, "a key is one word: every_days"),
        ("[ [step] ]", 3, "a list of tables has two brackets on both sides"),
        ("[[[step]]]", 3, "a list of tables has two brackets on both sides"),
        (
            "[step]\nsets = 2\n[step]",
            -4,
            '"step" is given twice; the first is on line 2; where several are meant',
        ),
        ("hold \uff1d 30", 6, "this sign only looks like = (U+FF1D); type the plain ="),
        ("hold = \uff13", 8, "this sign only looks like 3 (U+FF13)"),
        ("<!DOCTYPE html>", 1, "this belongs to a web page (HTML)"),
        ("<html>", 1, "this belongs to a web page (HTML)"),
        ("> kind = 1", 1, "a mail put this > before the line"),
    ],
)
def test_a_slip_is_named(line: str, column: int, words: str) -> None:
    found = parse(Path("x.toml"), f"format = 1\n{line}\n")
    assert isinstance(found, Diagnostic)
    assert (found.line, found.column) == ((2, column) if column > 0 else (3 if not column else -column, 1))
    assert found.message.startswith(words)


_GOOD = 'format = 1\nid = "x"\nname = "Hüfte"\n'


@pytest.mark.parametrize(
    ("text", "is_mac"),
    [
        (_GOOD.replace("\n", "\r"), True),
        ("# mine\r" + _GOOD.replace("\n", "\r"), True),
        (_GOOD.replace("\n", "\r") + "\n", True),
        ('format = 1\nname = "a\rb"\n', False),
        (_GOOD.replace("\n", "\r\n") + "x", False),
    ],
)
def test_line_ends_of_old_macs_are_named(text: str, is_mac: bool) -> None:
    found = parse(Path("x.toml"), text)
    assert isinstance(found, Diagnostic)
    assert found.message.startswith("the lines end as on old Macs (CR)") == is_mac


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_GOOD.encode("utf-16-le"), "this is not UTF-8 text (UTF-16); save"),
        (_GOOD.encode("utf-16-be"), "this is not UTF-8 text (UTF-16); save"),
        (_GOOD.encode("utf-16"), "this is not UTF-8 text (UTF-16); save"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml\xa2", "this is a Word document"),
        (b"PK\x03\x04\x14\x00\x06\x00a.toml\xa2", "this is a packed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is a Word document"),
        (b"%PDF-1.7\n%\xe2", "this is a PDF"),
        (b"{\\rtf1\\ansi\\deff0 hello}", "this is a text processor's document (RTF)"),
        (_GOOD.encode("latin-1"), "this is not UTF-8 text (perhaps Latin-1)"),
        (_GOOD.encode() + b"\0", "a control character stands here"),
    ],
)
def test_a_file_that_is_no_plain_text_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    found = read_document(path)
    assert isinstance(found, Diagnostic)
    assert found.message.startswith(words)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
def test_text_in_another_encoding_can_still_be_shown_and_mended(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(_GOOD.encode(encoding))
    assert raw_text(path) == raw_text(path, guess=True) == _GOOD
