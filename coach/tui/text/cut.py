"""A text that has no room for all its words: cut where a word ends, with a sign that there is more, and how to read on.

No Textual.
"""

from textwrap import wrap

READS_ON = "… [?]"
"""Stands for what was left out; the key shows it."""


def cut(text: str, width: int, rows: int) -> str:
    """The text, if it fits into so many rows of so many columns; else what fits, and ``READS_ON``."""
    if _rows(text, width) <= rows:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        shorter = f"{' '.join(words).rstrip(' ,;:.')}{READS_ON}"
        if _rows(shorter, width) <= rows:
            return shorter
    return READS_ON


def _rows(text: str, width: int) -> int:
    return sum(max(1, len(wrap(line, max(1, width)))) for line in text.split("\n"))
