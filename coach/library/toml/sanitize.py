"""Makes text from files safe to show: replaces characters that control a terminal, or hide or reorder text.

Left out: markup. Front ends show these strings as plain text, never as markup.
"""

_REPLACED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories: control (C0, C1, DEL), format (bidi, zero width), surrogates, private use, line separators."""

_JOINERS = "\u200c\u200d"
_JOINED = "LMS"
"""First letters of the Unicode categories that joiners join: letters, marks and symbols."""

REPLACEMENT = "\ufffd"
LONGEST_SHOWN = 40


def clean(text: str) -> str:
    """The text with line breaks and tabs as spaces, and every other unsafe character as U+FFFD.

    >>> clean("safe"), clean("a\\x1b[2Jb"), clean("two\\nlines")
    ('safe', 'a\ufffd[2Jb', 'two lines')
    """
    if text.isprintable():  # True only when no character is of a replaced category, and fast
        return text
    lines = " ".join(part.strip(" \t\r") for part in text.split("\n")) if "\n" in text else text
    return "".join(
        " " if char == "\t" else REPLACEMENT if is_unsafe(lines, place) else char for place, char in enumerate(lines)
    )


def is_unsafe(text: str, place: int) -> bool:
    """Whether the character at ``place`` controls a terminal, or hides or reorders text.

    A joiner that joins is safe: Persian and the scripts of India spell with them, and some emoji are made of them.
    """
    from unicodedata import category

    char = text[place]
    if category(char) not in _REPLACED:
        return False
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    joins = len(beside) == 2 and all(not other.isascii() and category(other)[0] in _JOINED for other in beside)
    return not (char in _JOINERS and joins)


def short(text: str) -> str:
    """The text cleaned and cut to a length that suits a message."""
    shown = clean(text[: LONGEST_SHOWN + 1])
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + "…"
