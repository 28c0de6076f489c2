"""Which environment variables are accepted from a guest's client. Everything else that it sends is dropped.

Left out: the size of the terminal (``system.terminal_size``).
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
    """Return those of the sent variables whose name and value are both allowed."""
    return {name: value for name, value in sent.items() if name in _ALLOWED and _ALLOWED[name].fullmatch(value)}
