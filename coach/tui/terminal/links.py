"""Sends links only to terminals known to support them, where that is allowed; elsewhere their codes are removed.

All output passes here, so it does not matter what made the link, this app or Textual.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.driver import Driver

_BEGINS = "\x1b]8;"
_LINK = r"\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)"


def in_links(driver: "type[Driver]", app: "App[int]", may_be_told: "Callable[[], bool]") -> "type[Driver]":
    """Return the driver, which lets links through where they are supported."""

    class Linking(driver):  # type: ignore[misc, valid-type]
        def write(self, data: str) -> None:
            if _BEGINS in data and not (may_be_told() and _takes_links(app)):
                data = without_links(data)
            super().write(data)

    return Linking


def _takes_links(app: "App[int]") -> bool:
    from coach.system.terminal_kind import takes_links  # the first frame has no links
    from coach.tui.terminal.program import environ_of

    return takes_links(environ_of(app))


def without_links(data: str) -> str:
    """Return ``data`` with each link replaced by its text."""
    return re.sub(_LINK, "", data)
