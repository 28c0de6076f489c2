"""The driver on a Unix terminal: reads sifted input, asks for keys by their place, and suspends and resumes cleanly.

Textual's own takes every SIGCONT for the end of a stop that it knew of, and so mistakes the raw mode for the original
mode of the terminal; and it stops where nobody could ever resume it. It does both in the middle of whatever runs; here
both are done between two turns of the event loop.
"""

import asyncio
import os
import selectors
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.drivers.linux_driver import LinuxDriver

LOOK_S = 0.1
"""Seconds between two checks whether the app has ended."""
AT_ONCE = 4096
"""The most bytes of one read."""
IN_BACKGROUND_S = 0.2
"""Seconds that an app resumed in the background waits to be ended, before it stops again."""
STOPPED_S = 0.05
"""An absence longer than this, in seconds, means that the process was stopped."""
NO_SHELL = "There is no shell here to go back to. Ctrl+Q leaves."
_ASKS_FOR_KEYS, _ASKS_FOR_PLACES = "\x1b[>25u", "\x1b[>29u"
"""What Textual requests of kitty's protocol, and the same with each key's letter on the base layout (4)."""


def on_terminal(driver: "type[LinuxDriver]", app: "App[int]") -> "type[LinuxDriver]":
    """Return the driver, with what the module's docstring describes."""

    class OnTerminal(driver):  # type: ignore[misc, valid-type]
        is_on = False
        went_on = False
        sifts = True

        def run_input_thread(self) -> None:
            """Read until the app ends, or until the terminal is gone, which ends the app."""
            from coach.tui.terminal.reader import Reader

            reader = Reader()
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if not selector.select(reader.wait_s(LOOK_S)):
                        messages = reader.wake()
                    elif data := _read(self.fileno):
                        messages = reader.read(data)
                    else:
                        app.call_later(app.action_quit)
                        return
                    for message in messages:
                        self.process_message(message)

        def write(self, data: str) -> None:
            super().write(_ASKS_FOR_PLACES if data == _ASKS_FOR_KEYS else data)

        def start_application_mode(self) -> None:
            """Take over the terminal; in the background, stop instead."""
            self._key_thread = None
            super().start_application_mode()
            self.is_on = self._key_thread is not None

        def stop_application_mode(self) -> None:
            """Restore the terminal, once."""
            if self.is_on:
                self.is_on = False
                super().stop_application_mode()

        def _sigtstp_application(self, *_: Any) -> None:
            self._loop.call_soon_threadsafe(self._step_aside)

        def _sigcont_application(self, *_: Any) -> None:
            self.went_on = True
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._go_on)

        def _step_aside(self) -> None:
            """Restore the terminal, and stop. Where nobody could resume it, the system does not stop it: go on."""
            if app._exit:
                return
            if self._auto_restart and self.is_on:
                self.suspend_application_mode()
                self._must_signal_resume = True
            self.went_on = False
            began = time.monotonic()
            _stop(self._sigtstp_application)
            if not self.went_on and time.monotonic() - began < STOPPED_S and self._auto_restart:
                self.resume_application_mode()
                app.call_later(_tell, app)

        def _go_on(self) -> None:
            """Take over the terminal again: another program may have used it, even if the stop was not announced."""
            if not self._auto_restart or app._exit:
                return
            if self.is_on:
                with _allowed_in_background():
                    self.suspend_application_mode()
                self._must_signal_resume = True
            if _is_in_background(self.fileno):
                asyncio.get_running_loop().call_later(IN_BACKGROUND_S, self._go_on_or_stop)
            else:
                self.resume_application_mode()

        def _go_on_or_stop(self) -> None:
            if not self.is_on and not app._exit:
                self.resume_application_mode()

    return OnTerminal


def _read(fileno: int) -> bytes:
    """Return what can be read; empty: the terminal is gone."""
    try:
        return os.read(fileno, AT_ONCE)
    except OSError:
        return b""


def _tell(app: "App[int]") -> None:
    app.notify(NO_SHELL, markup=False)


def _stop(handler: Any) -> None:
    """Stop the whole process group that the shell started, as the terminal's own Ctrl+Z does."""
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    with suppress(OSError):
        os.killpg(os.getpgrp(), signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    signal.pthread_kill(threading.get_ident(), signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, handler)


def _is_in_background(fileno: int) -> bool:
    try:
        return os.tcgetpgrp(fileno) != os.getpgrp()
    except OSError:
        return False


@contextmanager
def _allowed_in_background() -> Iterator[None]:
    """A context in which the terminal may be changed even from the background."""
    before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGTTOU, before)
