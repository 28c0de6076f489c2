"""Cuts a text that does not fit: at the end of a word, with a sign that there is more and the key that shows it.

No Textual.
"""

from textwrap import wrap

READS_ON = "… [?]"
"""Replaces what was cut off; the key ? shows it."""


def cut(text: str, width: int, rows: int) -> str:
    """Return the text if it fits into ``rows`` of ``width`` columns; else as much as fits, and ``READS_ON``."""
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
