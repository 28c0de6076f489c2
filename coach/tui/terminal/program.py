"""Asks the terminal once which program it is (XTVERSION), where the environment does not tell.

Its attributes (DA1) are asked along with it: every terminal answers these, which shows that no name will follow.
Nothing waits for either reply; a late one is swallowed like any other. Left out: what each program supports
(``system.terminal_kind``), when it may be asked (``flow.inquiry``).
"""

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App

from coach.system.terminal_kind import ASKS_PROGRAM, program_is_told, tells_its_program
from coach.tui.terminal.raw_write import write_raw


def ask_for_program(app: App[Any]) -> bool:
    """Ask, if that helps, the terminal may be asked, and its replies are sifted; return whether it was asked."""
    sifts = getattr(app._driver, "sifts", False)
    asks = bool(sifts) and tells_its_program(os.environ) and not program_is_told(os.environ)
    return asks and write_raw(app, ASKS_PROGRAM)


def keep_program(app: App[Any], program: str) -> None:
    """Remember the terminal's name for itself, as long as the app has this terminal."""
    if app._driver is not None:
        app._driver.program_told = program  # type: ignore[attr-defined]


def environ_of(app: App[Any]) -> Mapping[str, str]:
    """Return the environment, with TERM_PROGRAM as the terminal named itself."""
    told = getattr(app._driver, "program_told", "")
    return {**os.environ, "TERM_PROGRAM": told} if told else os.environ
