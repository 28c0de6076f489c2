"""How many things a TOML text holds, told before it is parsed: each costs time and memory, however short it is.

Counted is what stands outside texts in quotes: keys, lists, tables, commas, dots, comments, and the texts themselves.
It takes time by the length of the text alone. Left out: whether it is right TOML.
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
    """Whether a text holds more things than that. Where a quote has no end, the parser stops, and so does counting."""
    return things(text, than + 1) > than


def things(text: str, most: int) -> int:
    """How many things a text holds; counting stops at ``most``."""
    count, at = 0, 0
    while count < most and (sign := _SIGN.search(text, at)):
        count, at = count + 1, sign.end()
        if end := _ENDS.get(sign[0]):
            closed = end.match(text, at)
            if closed is None:
                break
            at = closed.end()
    return count
