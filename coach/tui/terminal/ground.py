"""Asks the terminal which colour its ground has; its answer comes as a message, whenever it comes.

A late one is swallowed by ``byte_sifter`` like any other reply. Left out: what follows from it (``flow.colours``).
"""

import os
from typing import Any

from textual.app import App
from textual.message import Message

from coach.system.terminal_kind import ASKS_GROUND, tells_its_ground
from coach.tui.terminal.raw_write import write


class TerminalReply(Message):
    """A reply of the terminal's."""

    def __init__(self, reply: str) -> None:
        super().__init__()
        self.reply = reply


def ask_for_ground(app: App[Any]) -> bool:
    """Ask, where the terminal is one that may be asked, and what it answers is sifted; whether it was asked."""
    sifts = getattr(app._driver, "sifts", False)
    return bool(sifts) and tells_its_ground(os.environ) and write(app, ASKS_GROUND)
