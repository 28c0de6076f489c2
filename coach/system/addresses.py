"""Addresses on the web in a text that came from a file, so that a terminal may make links of them.

What is shown is always the text itself, whole: no words can stand for an address that they are not. Left out: whether
this terminal takes links (``terminal_kind``), and how they are written.
"""

import re

LONGEST = 1024
"""Characters of an address; terminals take twice as many."""
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::\d{1,5})?"  # no user, whose name may look like a host
    r"(?:[/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?"
    r"(?=[\s<>\"”’»)\]]|$)"  # an address with other characters is none that can be given exactly
)
_NOT_ITS_END = ".,;:!?'"


def with_addresses(text: str) -> list[tuple[str, str | None]]:
    """The text in parts, each with the address that it is, or None. Put together again they are the text."""
    parts: list[tuple[str, str | None]] = []
    reached = 0
    for found in _ADDRESS.finditer(text.replace(", ", " \n").replace(". ", " \n")):
        address = _trimmed(text[found.start() : found.end()])
        if len(address) <= LONGEST:
            parts += [(text[reached : found.start()], None), (address, address)]
            reached = found.start() + len(address)
    return [part for part in (*parts, (text[reached:], None)) if part[0]]


def _trimmed(found: str) -> str:
    """Without the marks of the sentence that it stands in."""
    while found.endswith(")") and found.count(")") > found.count("("):
        found = found[:-1]
    shorter = found.rstrip(_NOT_ITS_END)
    return found if shorter == found else _trimmed(shorter)
