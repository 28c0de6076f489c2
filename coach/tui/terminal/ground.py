"""Asks the terminal for its background colour; the reply arrives as a message at any later time.

A late reply is swallowed by ``byte_sifter`` like any other. Left out: what is done with it (``flow.colours``).
"""

import os
from typing import Any

from textual.app import App
from textual.message import Message

from coach.system.terminal_kind import ASKS_GROUND, tells_its_ground
from coach.tui.terminal.raw_write import write_raw


class TerminalReply(Message):
    """A reply from the terminal."""

    def __init__(self, reply: str) -> None:
        super().__init__()
        self.reply = reply


def ask_for_ground(app: App[Any]) -> bool:
    """Ask, if the terminal may be asked and its replies are sifted; return whether it was asked."""
    sifts = getattr(app._driver, "sifts", False)
    return bool(sifts) and tells_its_ground(os.environ) and write_raw(app, ASKS_GROUND)
