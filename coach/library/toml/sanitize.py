"""Makes text from files safe to show: replaces characters that control a terminal, or hide or reorder text.

Left out: markup. Front ends show these strings as plain text, never as markup.
"""

_REPLACED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories: control (C0, C1, DEL), format (bidi, zero width), surrogates, private use, line separators."""

REPLACEMENT = "\ufffd"
LONGEST_SHOWN = 40


def clean(text: str) -> str:
    """The text with line breaks and tabs as spaces, and every other unsafe character as U+FFFD.

    >>> clean("safe"), clean("a\\x1b[2Jb"), clean("two\\nlines")
    ('safe', 'a\ufffd[2Jb', 'two lines')
    """
    if text.isprintable():  # True only when no character is of a replaced category, and fast
        return text
    from unicodedata import category

    lines = " ".join(part.strip(" \t\r") for part in text.split("\n")) if "\n" in text else text
    return "".join(" " if char == "\t" else REPLACEMENT if category(char) in _REPLACED else char for char in lines)


def short(text: str) -> str:
    """The text cleaned and cut to a length that suits a message."""
    shown = clean(text[: LONGEST_SHOWN + 1])
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + "…"
