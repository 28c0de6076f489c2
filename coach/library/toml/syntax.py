"""Turns the parser's errors about broken TOML into plain messages, with the place to look at.

Left out: mistakes in valid TOML (``checker``).
"""

import re
import unicodedata
from pathlib import Path

from coach.library.toml.diagnostics import Diagnostic, KeyPath
from coach.library.toml.mistakes import slip
from coach.library.toml.positions import Positions
from coach.library.toml.sanitize import clean, short
from coach.system.guest import path_in_words

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_LONE_RETURN = re.compile(r"\r(?!\n)")
_OLD_MAC = (
    "the lines end as on old Macs (CR), so all of them count as one; "
    "save the file with the line ends of Unix (LF) or Windows (CRLF)"
)

_REPEATED = ("Cannot overwrite a value", "Duplicate inline table key", "Cannot declare")
_UNCLOSED = ("Unclosed array", "Unclosed inline table", "Unterminated string", 'Expected "\'"', "Expected \"'''\"")
_INSIDE = ("Invalid value", "Invalid initial character", "Expected '='")

_WORDS = (
    ("Invalid statement", "this line is not `key = value`, a [table] or a # comment"),
    ("Expected newline or end of document", "something is left over after the value; write one `key = value` a line"),
    ("Expected '=' after a key", "a key must be followed by = and a value"),
    ("Invalid value", 'this is not a value; text stands in quotes, as in kind = "mixed"'),
    ("Invalid initial character for a key part", "a key is missing here, or holds a character that keys cannot have"),
    ("Expected ']]' at the end", "this list of tables is not closed; write two brackets on both sides, as in [[step]]"),
    ("Expected ']' at the end", "this table's name is not closed; write it as in [adapt]"),
    ("Cannot overwrite a value", "this key is given twice"),
    ("Duplicate inline table key", "this key is given twice"),
    ("Cannot declare", "this table is given twice; a list of tables has two brackets, as in [[step]]"),
    ("Cannot mutate immutable namespace", "this adds to a table or list that is complete already"),
    ("Cannot redefine namespace", "this adds to a table that is given elsewhere"),
    ("Unclosed array", "the list is not closed, or a comma is missing; end it with ]"),
    ("Unclosed inline table", "the { … } is not closed, or a comma is missing; keep it on one line and end it with }"),
    ("Unterminated string", "the text is not closed; end it with the quote that it began with"),
    ("Illegal character '\\n'", "the text is not closed on its line; end it with a quote"),
    ("Found invalid character '\\n'", "the text is not closed on its line; end it with a quote"),
    ("Expected \"'", "the text is not closed; end it with the quote that it began with"),
    ("Illegal character '\\r'", "a carriage return stands alone here; save the file with ordinary line ends"),
    ("Illegal character", "a control character stands here; remove it"),
    ("Found invalid character", "a control character stands here; remove it"),
    ("Unescaped '\\' in a string", "in double quotes a backslash is written twice: \\\\"),
    ("Invalid hex value", "\\u is followed by four hexadecimal digits, \\U by eight"),
    ("Escaped character is not a Unicode", "this escape is not a character"),
    ("Invalid date or datetime", "there is no such date or time"),
)


def explain(path: Path, text: str, complaint: str) -> Diagnostic:
    """A diagnostic for ``complaint``, the error of ``tomllib`` about ``text``, at the place a person should look at."""
    match = _PLACE.search(complaint)
    positions = Positions(text)
    started = positions.unfinished
    if len(_LONE_RETURN.findall(text)) > 1 and "\n" not in text.replace("\r\n", "").strip():
        return _error(path, (1, 1), "", _OLD_MAC)
    # Something unclosed makes the parser fail at the end of the file; the place to look at is where it begins.
    place = (int(match[1]), int(match[2])) if match and match[1] else started or _end(text)
    message = _seen(text, *place) or _in_words(complaint[: match.start()] if match else complaint)
    if started and complaint.startswith(_INSIDE) and re.search(r"=\s*[\[{]", text.split("\n")[started[0] - 1]):
        if place == started:
            message = "the list or { … } is not closed; end it with ] or }"
        elif place[0] != started[0]:
            message += f"; or what begins on line {started[0]} is not closed"
    if complaint.startswith(_REPEATED):
        line = text.split("\n")[place[0] - 1].lstrip()
        is_list = line.startswith("[[")
        if positions.repeated:
            return _repeated(path, positions.repeated, is_list=is_list, is_table=line.startswith("[") and not is_list)
        if is_list:
            message = "this name is taken by a table with one bracket, or by a value, further up"
    if complaint.startswith(_UNCLOSED) and started and started[0] != place[0]:
        message += f" (it begins on line {started[0]})"
    return _error(path, place, "", message)


def _repeated(
    path: Path, repeated: tuple[KeyPath, tuple[int, int], tuple[int, int]], *, is_list: bool, is_table: bool
) -> Diagnostic:
    """The diagnostic for a key that is given twice, or for a table of a list written with one bracket, not two."""
    keys, place, first = repeated
    key = short(".".join(str(part + 1) if isinstance(part, int) else part for part in keys))
    if isinstance(keys[-1], int) and not is_list:
        name = key.rpartition(".")[0]
        message = f"one of several tables has two brackets: [[{name}]], as on line {first[0]}"
        return _error(path, place, name, message)
    said = f'"{key}" is given twice; the first is on line {first[0]}'
    if is_table:
        said += f"; where several are meant, each has two brackets: [[{key}]]"
    return _error(path, place, key, said)


def _seen(text: str, line: int, column: int) -> str | None:
    """A message from the text at the place, when that explains more than the parser's error; else None."""
    lines = text.split("\n")
    before, here = lines[line - 1][: column - 1].rstrip(), lines[line - 1][column - 1 : column]
    if before.endswith(("{", ",")) and not here and line < len(lines):
        return "the { … } runs on over the end of the line; keep it on one line, or write a table of its own"
    if here and unicodedata.category(here) == "Cc" and here not in "\t\r":
        return "a control character stands here; remove it"
    return slip(lines[line - 1][: column - 1], lines[line - 1][column - 1 :])


def _error(path: Path, place: tuple[int, int], key: str, message: str) -> Diagnostic:
    return Diagnostic(clean(path_in_words(path)), *place, "error", key, message)


def _in_words(complaint: str) -> str:
    for start, words in _WORDS:
        if complaint.startswith(start):
            return words
    return clean(complaint)


def _end(text: str) -> tuple[int, int]:
    """Line and column just after the last character that is not blank."""
    used = text.replace("\r\n", "\n").rstrip()
    return used.count("\n") + 1, len(used) - (used.rfind("\n") + 1) + 1
