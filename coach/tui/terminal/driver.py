"""A driver that copes with whatever a terminal, or a program posing as one, may send: it cannot end the app.

Textual keeps reading while the app is still busy with earlier input; here reading waits, and so does the sender. What
is read at all is up to ``unix_driver``, ``reader`` and ``byte_sifter``. Left out: sizes that are valid but cannot be
drawn (``base.keyed_app``).
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
"""How many messages, such as keys, may wait for the app; a paste counts as one."""
LOOK_S = 0.02


def sturdy(driver: "type[Driver]", app: "App[int]") -> "type[Driver]":
    """Return the driver, which waits for the app; on a Unix terminal it also reads only sifted input."""
    if os.name == "posix":
        from textual.drivers.linux_driver import LinuxDriver

        if issubclass(driver, LinuxDriver):
            from coach.tui.terminal.unix_driver import on_terminal

            driver = on_terminal(driver, app)

    class Sturdy(driver):  # type: ignore[misc, valid-type]
        taken = 0

        def process_message(self, message: "Message") -> None:
            """Pass a message on, but drop half a character (a surrogate): no file could store it."""
            if isinstance(message, Key) and is_half(message.character):
                return
            super().process_message(message)
            self.taken += 1
            if self.taken % AT_ONCE == 0:
                wait_for(app, self.exit_event)

    return Sturdy


def is_half(character: str | None) -> bool:
    """Whether this contains a surrogate, which stands for nothing by itself."""
    return character is not None and any("\ud800" <= each <= "\udfff" for each in character)


def wait_for(app: "App[int]", ends: Event) -> None:
    """Return when the app has handled what came before, or when ``ends`` is set. Not for the app's own thread."""
    come = Event()
    app.call_later(come.set)  # it is queued behind what came before
    while not ends.is_set():
        if come.wait(LOOK_S) and not is_behind(app):
            return
        ends.wait(LOOK_S if come.is_set() else 0)


def is_behind(app: "App[int]") -> bool:
    """Whether many messages still wait for the app, its screen, or the focused widget."""
    pumps = [app, *app.screen_stack[-1:], *([app.focused] if app.screen_stack and app.focused else [])]
    return any(pump.message_queue_size > AT_ONCE for pump in pumps)
