"""Which terminal this is, by its environment, and what it can be asked and told. What is not known is told nothing.

Left out: writing to it (``tui.terminal``). Sources: the documentation of each terminal, November 2026.
"""

import re
from collections.abc import Mapping

_KNOWN = re.compile(r"xterm|foot|alacritty|wezterm|contour|rxvt|tmux|screen|st-|konsole|gnome|vte|rio")
"""Terminals, by TERM, that take a title, and tell the colour of their ground or swallow the question."""
_GROUND = re.compile(r"11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?")
ASKS_GROUND = "\x1b]11;?\x1b\\"


def _is_within_another(environ: Mapping[str, str]) -> bool:
    """tmux and screen keep such sequences to themselves."""
    return bool(environ.get("TMUX") or environ.get("STY"))


def notification(environ: Mapping[str, str], title: str, text: str) -> str | None:
    """The control sequence of a notice, in a terminal that is known to have one; None: none is known here.

    kitty: OSC 99; foot, WezTerm, Ghostty and the rxvt family: OSC 777; iTerm2: OSC 9. The words must be without control
    characters.
    """
    said = text.replace(";", ",")
    if _is_within_another(environ):
        return None
    if environ.get("KITTY_WINDOW_ID") or environ.get("TERM") == "xterm-kitty":
        return f"\x1b]99;;{title}: {said}\x1b\\"
    program, term = environ.get("TERM_PROGRAM", ""), environ.get("TERM", "")
    if program in ("WezTerm", "ghostty") or term.startswith(("foot", "rxvt-unicode", "xterm-ghostty")):
        return f"\x1b]777;notify;{title};{said}\x1b\\"
    return f"\x1b]9;{title}: {said}\x07" if program == "iTerm.app" else None


def tells_its_ground(environ: Mapping[str, str]) -> bool:
    """Whether it may be asked which colour its ground has."""
    return _KNOWN.match(environ.get("TERM", "")) is not None


def takes_titles(environ: Mapping[str, str]) -> bool:
    """Whether its window has a title that can be set."""
    return tells_its_ground(environ)


def is_light(reply: str) -> bool | None:
    """Whether the ground that a reply tells of is light; None: it tells of none. Weights: ITU-R BT.601."""
    found = _GROUND.fullmatch(reply)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
