"""How many colours this terminal has, by its environment. Left out: which are used (``tui.text.themes``)."""

from collections.abc import Mapping

MILLIONS, SOME, FEW = 16_000_000, 256, 16
_MORE = ("kitty", "ghostty", "direct", "truecolor", "24bit")
"""Parts of a TERM whose terminal has millions, even if it does not say so."""


def is_console(environ: Mapping[str, str]) -> bool:
    """Whether this is Linux's own console, which has eight colours for the ground, and no bright white among them."""
    return environ.get("TERM", "") == "linux"


def colours_of(environ: Mapping[str, str]) -> int | None:
    """16 million, 256 or 16, also where no TERM is set; None: the terminal has none, or colours are not wanted."""
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR") or term in ("dumb", "unknown"):
        return None
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or any(part in term for part in _MORE):
        return MILLIONS
    return SOME if "256" in term else FEW
