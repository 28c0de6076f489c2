"""A guest's terminal: what is taken of its environment. Everything else a client sends is dropped.

Left out: its sizes (``system.terminal_size``).
"""

import re
from collections.abc import Mapping

USUAL_TERM = "xterm-256color"
_ALLOWED = {
    "TERM": re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]{0,39}"),
    "COLORTERM": re.compile(r"truecolor|24bit|yes|1"),
    "LANG": re.compile(r"C|POSIX|[a-z]{2,3}(_[A-Z]{2})?(\.[A-Za-z0-9-]{1,12})?(@[a-z]{1,12})?|C\.(UTF-8|utf8)"),
    "NO_COLOR": re.compile(r"[A-Za-z0-9]{0,8}"),
}


def checked_environment(sent: Mapping[str, str]) -> dict[str, str]:
    """Of what was sent, the variables that are let in, with a value that is let in."""
    return {name: value for name, value in sent.items() if name in _ALLOWED and _ALLOWED[name].fullmatch(value)}
