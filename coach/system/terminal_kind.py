"""Which terminal this is, by its environment or its own word, and what it can be asked and told. The unknown: nothing.

Left out: writing to it (``tui.terminal``). Sources: the documentation of each terminal, November 2026; which were
tried: docs/terminals.md.
"""

import re
from collections.abc import Mapping

_KNOWN = re.compile(r"xterm|foot|alacritty|wezterm|contour|rxvt|tmux|screen|st-|konsole|gnome|vte|rio")
"""Terminals, by TERM, that take a title, and tell the colour of their ground or swallow the question."""
_GROUND = re.compile(r"11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?")
_PROGRAM = re.compile(r"P>\|([A-Za-z][A-Za-z0-9._-]{0,30})(?:[ (][ -~]{0,60})?")
ATTRIBUTES = re.compile(r"\x1b\[\?[0-9;]{1,80}c")
"""What every terminal answers when it is asked for its attributes (DA1)."""
IS_ATTRIBUTES = "attributes"
"""The same as a reply."""
ASKS_GROUND = "\x1b]11;?\x1b\\"
ASKS_PROGRAM = "\x1b[>0q\x1b[c"
"""XTVERSION, and DA1 behind it."""
_OF_ENVIRONMENT = (
    ("KITTY_WINDOW_ID", "kitty"),
    ("WT_SESSION", "Windows-Terminal"),
    ("KONSOLE_VERSION", "Konsole"),
    ("VTE_VERSION", "VTE"),
)
_OF_TERM = (
    (re.compile("xterm-kitty"), "kitty"),
    (re.compile("xterm-ghostty"), "ghostty"),
    (re.compile("foot"), "foot"),
    (re.compile("rxvt-unicode"), "rxvt-unicode"),
    (re.compile("alacritty"), "alacritty"),
)
_NOTICES_777 = frozenset({"wezterm", "ghostty", "foot", "rxvt-unicode"})
_NOTICES_9 = frozenset({"iterm.app", "iterm2"})
_LINKS = frozenset(
    {"kitty", "wezterm", "ghostty", "foot", "alacritty", "iterm.app", "iterm2", "vte", "konsole"}
    | {"contour", "rio", "mintty", "windows-terminal", "vscode"}
)
"""Programs, in small letters, that make links of OSC 8."""


def _is_within_another(environ: Mapping[str, str]) -> bool:
    """tmux and screen keep such sequences to themselves."""
    return bool(environ.get("TMUX") or environ.get("STY")) or environ.get("TERM", "").startswith(("tmux", "screen"))


def _program(environ: Mapping[str, str]) -> str:
    """The terminal's program in small letters; empty: not known. TERM first: it is set anew by whoever is in front."""
    term = environ.get("TERM", "")
    of_term = next((program for known, program in _OF_TERM if known.match(term)), "")
    of_name = next((program for name, program in _OF_ENVIRONMENT if environ.get(name)), "")
    return (of_term or environ.get("TERM_PROGRAM", "") or of_name).lower()


def notification(environ: Mapping[str, str], title: str, text: str) -> str | None:
    """The control sequence of a notice, in a terminal that is known to have one; None: none is known here.

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
    """Whether it makes links of OSC 8, and does not show their codes."""
    return not _is_within_another(environ) and _program(environ) in _LINKS


def tells_its_ground(environ: Mapping[str, str]) -> bool:
    """Whether it may be asked which colour its ground has."""
    return _KNOWN.match(environ.get("TERM", "")) is not None


def takes_titles(environ: Mapping[str, str]) -> bool:
    """Whether its window has a title that can be set."""
    return tells_its_ground(environ)


def tells_its_program(environ: Mapping[str, str]) -> bool:
    """Whether it may be asked what it is. tmux and screen would answer for themselves."""
    return tells_its_ground(environ) and not _is_within_another(environ)


def program_is_told(environ: Mapping[str, str]) -> bool:
    """Whether the environment tells what it is, so that there is nothing to ask."""
    return _program(environ) != ""


def program_of(reply: str) -> str | None:
    """The program that a reply to XTVERSION names, such as ``kitty`` or ``XTerm``; None: it is none."""
    found = _PROGRAM.fullmatch(reply)
    return found[1] if found else None


def is_light(reply: str) -> bool | None:
    """Whether the ground that a reply tells of is light; None: it tells of none. Weights: ITU-R BT.601."""
    found = _GROUND.fullmatch(reply)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
