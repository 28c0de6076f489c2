"""Finds web addresses in a text that came from a file, so that a terminal can turn them into links.

The text is always shown whole and unchanged: so no words can hide another address behind them. Left out: whether this
terminal supports links (``terminal_kind``), and how they are written.
"""

import re

LONGEST = 1024
"""Characters of an address; terminals accept twice as many."""
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::\d{1,5})?"  # no user part: it may look like a host
    r"(?:[/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?"
    r"(?=[\s<>\"”’»)\]]|$)"  # with other characters around, its end is not certain
)
_NOT_ITS_END = ".,;:!?'"


def with_addresses(text: str) -> list[tuple[str, str | None]]:
    """Split the text into parts, each with the address that it is, or None. Joined again they are the text."""
    parts: list[tuple[str, str | None]] = []
    reached = 0
    for found in _ADDRESS.finditer(text.replace(", ", " \n").replace(". ", " \n")):
        address = _trimmed(text[found.start() : found.end()])
        if len(address) <= LONGEST:
            parts += [(text[reached : found.start()], None), (address, address)]
            reached = found.start() + len(address)
    return [part for part in (*parts, (text[reached:], None)) if part[0]]


def _trimmed(found: str) -> str:
    """The address without the punctuation of the sentence that contains it."""
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1]
    shorter = found.rstrip(_NOT_ITS_END)
    return found if shorter == found else _trimmed(shorter)
