"""The terminal's title, which shows the time left when the window is in the background or a tab.

Textual has no call for it.
"""

import os

from textual.app import App

from coach.system.terminal_kind import takes_titles
from coach.tui.terminal.raw_write import write_raw

_KEEP, _GIVE_BACK = "\x1b[22;0t", "\x1b[23;0t"


def keep_title(app: App[int]) -> None:
    """Have the terminal save its present title."""
    _write(app, _KEEP)


def set_title(app: App[int], text: str) -> None:
    """Set the title. ``text`` has no control characters: texts from files lost theirs when they were read."""
    _write(app, f"\x1b]0;{text}\x07")


def give_title_back(app: App[int]) -> None:
    """Restore the saved title."""
    _write(app, _GIVE_BACK)


def _write(app: App[int], sequence: str) -> None:
    if takes_titles(os.environ):
        write_raw(app, sequence)
