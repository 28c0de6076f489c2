"""A driver that outlives what a terminal, or who plays one, may send, however much: it ends no coach.

Textual reads on without end while the app is still busy with what came; here it waits, and so does whoever sends. What
is read at all is up to ``terminal``, ``reader`` and ``byte_sifter``. Left out: sizes that can be read, and are no good
(``app``).
"""

import os
from threading import Event
from typing import TYPE_CHECKING

from textual.events import Key

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver
    from textual.message import Message

AT_ONCE = 128
"""Keys and the like that may wait for the app; a paste is one."""
LOOK_S = 0.02


def sturdy(driver: "type[Driver]", app: "App[int]") -> "type[Driver]":
    """The driver, which waits for the app; on a terminal of Unix, reading only what is sifted."""
    if os.name == "posix":
        from textual.drivers.linux_driver import LinuxDriver

        if issubclass(driver, LinuxDriver):
            from coach.tui.terminal.unix_driver import on_terminal

            driver = on_terminal(driver, app)

    class Sturdy(driver):  # type: ignore[misc, valid-type]
        taken = 0

        def process_message(self, message: "Message") -> None:
            """Hand a message on; half of a character is no key: no file could take it."""
            if isinstance(message, Key) and is_half(message.character):
                return
            super().process_message(message)
            self.taken += 1
            if self.taken % AT_ONCE == 0:
                wait_for(app, self.exit_event)

    return Sturdy


def is_half(character: str | None) -> bool:
    """Whether this is one of the surrogates, which stand for nothing by themselves."""
    return character is not None and any("\ud800" <= each <= "\udfff" for each in character)


def wait_for(app: "App[int]", ends: Event) -> None:
    """Return when the app has taken up what came before, or ``ends``. For another thread than the app's."""
    come = Event()
    app.call_later(come.set)  # it stands in line with what came
    while not ends.is_set():
        if come.wait(LOOK_S) and not is_behind(app):
            return
        ends.wait(LOOK_S if come.is_set() else 0)


def is_behind(app: "App[int]") -> bool:
    """Whether much is still waiting for the app, its screen, or where one types."""
    pumps = [app, *app.screen_stack[-1:], *([app.focused] if app.screen_stack and app.focused else [])]
    return any(pump.message_queue_size > AT_ONCE for pump in pumps)
