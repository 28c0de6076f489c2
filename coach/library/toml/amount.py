"""Counts the elements of a TOML text before it is parsed: each costs time and memory, however short it is.

Counts the signs outside quoted strings (``=``, brackets, braces, commas, dots, comments) and the strings themselves, in
time linear in the text's length. Left out: whether it is valid TOML.
"""

import re

_SIGN = re.compile(r"\"\"\"|'''|[\"'#\[{,=.]")
_ENDS = {
    '"""': re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"(?:[^']++|'(?!''))*+'{3,5}"),
    '"': re.compile(r'(?:[^"\\\n]++|\\.)*+"'),
    "'": re.compile(r"[^'\n]*+'"),
    "#": re.compile(r"[^\n]*+"),
}


def holds_more(text: str, than: int) -> bool:
    """Whether a text has more than ``than`` elements. Counting stops at an unclosed quote, as the parser does."""
    return things(text, than + 1) > than


def things(text: str, most: int) -> int:
    """The number of elements in a text; counting stops at ``most``."""
    count, at = 0, 0
    while count < most and (sign := _SIGN.search(text, at)):
        count, at = count + 1, sign.end()
        if end := _ENDS.get(sign[0]):
            closed = end.match(text, at)
            if closed is None:
                break
            at = closed.end()
    return count
