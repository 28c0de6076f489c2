"""What the terminal is asked once the first frame is out, and what is done with its replies. Nothing waits for them."""

import os
from time import monotonic, sleep
from typing import TYPE_CHECKING

from coach.tui.base.app_base import AppBase
from coach.tui.flow.colours import Colours
from coach.tui.terminal.links import in_links

if TYPE_CHECKING:
    from textual.driver import Driver

FRESH_S, LEAVE_S = 2.0, 0.2
"""Seconds for which a reply may still be on its way; and how long to wait for it when the coach is left."""
HEARD_S = 10.0
"""Seconds after the question; a name that comes later is not taken for its reply."""


def linking(driver: "type[Driver]", app: AppBase) -> "type[Driver]":
    """Return a driver that sends links only where the runner wants the terminal to be told more than what is shown."""
    return in_links(driver, app, lambda: _may_be_told(app))


def _may_be_told(app: AppBase) -> bool:
    from coach.tui.base.telling import may_be_told  # it loads what knows of SSH, which the first frame does without

    return may_be_told(app)


class Inquiry:
    """The questions of an app to its terminal."""

    def __init__(self, app: AppBase, colours: Colours) -> None:
        self._app, self._colours = app, colours
        self._asked_at: float | None = None

    def ask(self) -> None:
        """Ask what is useful here and allowed."""
        self._colours.ask()
        if os.environ.get("TERM") and _may_be_told(self._app):
            from coach.tui.terminal.program import ask_for_program

            if ask_for_program(self._app):
                self._asked_at = monotonic()

    def hear(self, reply: str) -> None:
        """Handle a reply of the terminal. A name counts only until the attributes reply, after which none comes."""
        self._colours.hear(reply)
        if self._asked_at is None:
            return
        from coach.system.terminal_kind import IS_ATTRIBUTES, program_of

        program = program_of(reply)
        if program is not None and monotonic() - self._asked_at < HEARD_S:
            from coach.tui.terminal.program import keep_program

            keep_program(self._app, program)
        if reply == IS_ATTRIBUTES:
            self._asked_at = None

    def leave(self) -> None:
        """Wait briefly for a reply that may be on its way, so that it does not land in the shell."""
        asked = [at for at in (self._asked_at, self._colours.asked_at) if at is not None]
        if any(monotonic() - at < FRESH_S for at in asked):
            sleep(LEAVE_S)
