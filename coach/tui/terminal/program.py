"""Which program the terminal says it is: asked once (XTVERSION), where its surroundings do not tell.

Its attributes (DA1) are asked in the same breath: every terminal answers these, so that whoever is silent about its
name is known to be. Nothing waits for either; what comes late is swallowed like any reply. Left out: what each program
takes (``system.terminal_kind``), when it may be asked (``flow.inquiry``).
"""

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App

from coach.system.terminal_kind import ASKS_PROGRAM, program_is_told, tells_its_program
from coach.tui.terminal.raw_write import write


def ask_for_program(app: App[Any]) -> bool:
    """Ask, where it is of use, the terminal may be asked, and its answers are sifted; whether it was asked."""
    sifts = getattr(app._driver, "sifts", False)
    asks = bool(sifts) and tells_its_program(os.environ) and not program_is_told(os.environ)
    return asks and write(app, ASKS_PROGRAM)


def keep_program(app: App[Any], program: str) -> None:
    """What the terminal said it is, for as long as the app has this terminal."""
    if app._driver is not None:
        app._driver.program_told = program  # type: ignore[attr-defined]


def environ_of(app: App[Any]) -> Mapping[str, str]:
    """The surroundings, and in them the program that the terminal said it is."""
    told = getattr(app._driver, "program_told", "")
    return {**os.environ, "TERM_PROGRAM": told} if told else os.environ
