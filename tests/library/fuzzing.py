"""Damages texts at random, always the same from the same seed: bytes, lines, keys, values, signs, depth, length."""

import random
import re
import unicodedata
from collections.abc import Callable

Change = Callable[[random.Random, str], str]

VALUES = [
    "-1", "0", "1", "99999", "-0.0", "1e400", "nan", "-inf", "9" * 400, "9" * 5000, "0x1F", "0o7", "true", "false",
    '""', '"x"', "'''a'''", '"""\n"""', '"\\u202e"', '"\\u0000"', '"\\ud800"', "[]", "[[]]", "{}", "[1, 2, 3]",
    "{ from = 1, to = 0 }", "{ from = 10, to = 20, step = 0 }", "{ from = 9, to = 99, step = 1000000 }",
    "2026-11-01", "07:30:00", "2026-11-01T07:30:00", "2026-11-01T07:30:00+23:59", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999-23:59", "max", '"max"', "yes", "1_000", "+5", "1.5", '["", ""]', '"' + "y" * 600 + '"',
    "[" * 300 + "]" * 300, "{ a = " * 60 + "1" + " }" * 60, '"plank"', '"psoas-care"', '"red-flag"', '["plank:left"]',
]  # fmt: skip
SIGNS = [
    "\x00",
    "\x1b[2J",
    "\r",
    "\t",
    "\x7f",
    "\u202e",
    "\u2028",
    "\u00a0",
    "\ufeff",
    "\U0001f600",
    "é",
    "\u0301",
    "“",
    "ß",
    "\u200d",
]
LINES = [
    "[[step]]", "[step]", "[exercise.plank]", "[exercise]", "[[exercise.plank]]", "[adapt]", "[dose]", "[figure]",
    "[[figure.pose]]", "[start]", "[check_in]", "[[session]]", "[[run]]", "[[event]]", "[[session.step]]", "[profile]",
    "format = 2", 'id = "psoas-care"', "a.b.c.d = 1", "a" + ".a" * 40 + " = 1", "\"\" = 1", '"\\u001b" = 1', "= 1", "x",
]  # fmt: skip


def _signs(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(SIGNS) + text[at + chance.randrange(3) :]


def _lines(chance: random.Random, text: str) -> str:
    rows = text.splitlines(keepends=True) or [""]
    at, to = chance.randrange(len(rows)), chance.randrange(len(rows))
    how = chance.randrange(4)
    if how == 0:
        rows.insert(to, rows[at])
    elif how == 1:
        rows.insert(to, rows.pop(at))
    elif how == 2:
        rows.insert(to, chance.choice(LINES) + "\n")
    else:
        del rows[at : at + chance.randrange(1, 6)]
    return "".join(rows)


def _values(chance: random.Random, text: str) -> str:
    places = list(re.finditer(r"(?m)(?<==)[ \t]*[^\n#]+", text))
    if not places:
        return chance.choice(VALUES)
    place = chance.choice(places)
    return f"{text[: place.start()]} {chance.choice(VALUES)}{text[place.end() :]}"


def _keys(chance: random.Random, text: str) -> str:
    keys = sorted(set(re.findall(r"(?m)^([\w.-]+)[ \t]*=", text)))
    if len(keys) < 2:
        return text
    one, other = chance.sample(keys, 2)
    return re.sub(rf"(?m)^{re.escape(one)}\b", lambda _: other, text, count=chance.randrange(1, 3))


def _words(chance: random.Random, text: str) -> str:
    words = sorted(set(re.findall(r"[A-Za-z-]{3,}", text)))
    if not words:
        return text
    word = chance.choice(words)
    slip = "".join(chance.sample(word, len(word))) if chance.random() < 0.3 else chance.choice(words)
    return text.replace(word, slip, chance.randrange(1, 3))


def _ends(chance: random.Random, text: str) -> str:
    return text.replace("\n", chance.choice(["\r\n", "\r", "\n\n", "\x0b", "", "\u2028"]))


def _cut(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _much(chance: random.Random, text: str) -> str:
    return text + chance.choice([*LINES, '[[step]]\nexercise = "plank"']).join(["\n"] * chance.choice([2, 120, 900]))


CHANGES: list[Change] = [_signs, _lines, _lines, _values, _values, _values, _keys, _words, _words, _ends, _cut, _much]


def fuzzed(chance: random.Random, text: str) -> bytes:
    """The text damaged in one to four ways, as the bytes of a file."""
    for _ in range(chance.randrange(1, 5)):
        text = chance.choice(CHANGES)(chance, text)
    content = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        at = chance.randrange(len(content) + 1)
        content = content[:at] + chance.randbytes(chance.randrange(1, 5)) + content[at + chance.randrange(4) :]
    if chance.random() < 0.02:
        content = text.encode(chance.choice(["utf-16", "utf-32", "latin-1"]), "replace")
    return content


def is_safe(text: str) -> bool:
    """Nothing in it moves the cursor, breaks the line or turns the writing round; unusual spaces are harmless."""
    return all(unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for char in text)
