"""Which terminal this is, by its environment or its own reply, and what it supports. If unknown: nothing.

Left out: writing to it (``tui.terminal``). Sources: the documentation of each terminal, November 2026; which were
tried: docs/terminals.md.
"""

import re
from collections.abc import Mapping

_KNOWN = "xterm|foot|alacritty|wezterm|contour|rxvt|tmux|screen|st-|konsole|gnome|vte|rio"
"""Terminals, by TERM, that support a title, and answer or ignore the question for their background colour."""
_GROUND = "11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?"
_PROGRAM = r"P>\|([A-Za-z][A-Za-z0-9._-]{0,30})(?:[ (][ -~]{0,60})?"
ATTRIBUTES = r"\x1b\[\?[0-9;]{1,80}c"
"""The reply of every terminal to the question for its attributes (DA1)."""
IS_ATTRIBUTES = "attributes"
"""The same reply as the app names it."""
ASKS_GROUND = "\x1b]11;?\x1b\\"
ASKS_PROGRAM = "\x1b[>0q\x1b[c"
"""XTVERSION, followed by DA1."""
_OF_ENVIRONMENT = (
    ("KITTY_WINDOW_ID", "kitty"),
    ("WT_SESSION", "Windows-Terminal"),
    ("KONSOLE_VERSION", "Konsole"),
    ("VTE_VERSION", "VTE"),
)
_OF_TERM = (
    ("xterm-kitty", "kitty"),
    ("xterm-ghostty", "ghostty"),
    ("foot", "foot"),
    ("rxvt-unicode", "rxvt-unicode"),
    ("alacritty", "alacritty"),
)
_NOTICES_777 = frozenset({"wezterm", "ghostty", "foot", "rxvt-unicode"})
_NOTICES_9 = frozenset({"iterm.app", "iterm2"})
_LINKS = frozenset(
    {"kitty", "wezterm", "ghostty", "foot", "alacritty", "iterm.app", "iterm2", "vte", "konsole"}
    | {"contour", "rio", "mintty", "windows-terminal", "vscode"}
)
"""Programs, in lower case, that turn OSC 8 into links."""


def _is_within_another(environ: Mapping[str, str]) -> bool:
    """Whether tmux or screen is between: they do not pass such sequences on."""
    return bool(environ.get("TMUX") or environ.get("STY")) or environ.get("TERM", "").startswith(("tmux", "screen"))


def _program(environ: Mapping[str, str]) -> str:
    """The terminal's program in lower case; empty: unknown. TERM first: whichever terminal is in front sets it."""
    term = environ.get("TERM", "")
    of_term = next((program for known, program in _OF_TERM if term.startswith(known)), "")
    of_name = next((program for name, program in _OF_ENVIRONMENT if environ.get(name)), "")
    return (of_term or environ.get("TERM_PROGRAM", "") or of_name).lower()


def notification(environ: Mapping[str, str], title: str, text: str) -> str | None:
    """The control sequence of a notification, for a terminal known to support one; None: none is known.

    kitty: OSC 99; foot, WezTerm, Ghostty and the rxvt family: OSC 777; iTerm2: OSC 9. The words must be without control
    characters.
    """
    said = text.replace(";", ",")
    program = "" if _is_within_another(environ) else _program(environ)
    if program == "kitty":
        return f"\x1b]99;;{title}: {said}\x1b\\"
    if program in _NOTICES_777:
        return f"\x1b]777;notify;{title};{said}\x1b\\"
    return f"\x1b]9;{title}: {said}\x07" if program in _NOTICES_9 else None


def takes_links(environ: Mapping[str, str]) -> bool:
    """Whether it turns OSC 8 into links, and does not show the codes."""
    return not _is_within_another(environ) and _program(environ) in _LINKS


def tells_its_ground(environ: Mapping[str, str]) -> bool:
    """Whether it can be asked for its background colour."""
    return re.match(_KNOWN, environ.get("TERM", "")) is not None


def takes_titles(environ: Mapping[str, str]) -> bool:
    """Whether its window has a title that can be set."""
    return tells_its_ground(environ)


def tells_its_program(environ: Mapping[str, str]) -> bool:
    """Whether it can be asked for its name. tmux and screen would answer for themselves."""
    return tells_its_ground(environ) and not _is_within_another(environ)


def program_is_told(environ: Mapping[str, str]) -> bool:
    """Whether the environment already names the program, so that there is nothing to ask."""
    return _program(environ) != ""


def program_of(reply: str) -> str | None:
    """The program that a reply to XTVERSION names, such as ``kitty`` or ``XTerm``; None: it is no such reply."""
    found = re.fullmatch(_PROGRAM, reply)
    return found[1] if found else None


def is_light(reply: str) -> bool | None:
    """Whether the background colour in a reply is light; None: it is no such reply. Weights: ITU-R BT.601."""
    found = re.fullmatch(_GROUND, reply)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
