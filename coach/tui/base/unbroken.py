"""An app with a last resort: whatever breaks in it, what was done is saved, and it is left as if by a key.

Handlers, timers, drawing and Textual's workers tell Textual of their errors, which would show a traceback with all that
is in it, the runner's words too. Callbacks of the event loop and other threads tell nobody. Here all of them end the
app, once; what broke it is in ``fault``. Left out: what is said of it afterwards (``app``, ``guest``).
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from rich.console import RenderableType
from textual.app import App


class BrokenError(Exception):
    """Textual gave up, and says no more than that."""


class Unbroken(App[int]):
    """Textual's app, which says nothing of its own when it breaks."""

    fault: Exception | None = None
    """What broke it first."""

    def save(self) -> None:
        """Keep what was entered and done, as far as it goes: what broke may be in the way."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        self._note(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave."""
        self._close_messages_no_wait()

    def panic(self, *_renderables: RenderableType) -> None:
        """Leave, too: it is told what to show, never what it was."""
        self._note(BrokenError())
        self._return_code = 1
        self._close_messages_no_wait()

    def _note(self, error: Exception) -> None:
        if self.fault is None:
            self.fault = error
            with suppress(Exception):
                self.save()

    def mind_callbacks(self) -> None:
        """Hear of what breaks in the event loop, outside of any handler."""
        asyncio.get_running_loop().set_exception_handler(self._hear)

    def _hear(self, loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        error = told.get("exception")
        if isinstance(error, Exception) and self._running:
            self._handle_exception(error)
        elif not isinstance(error, asyncio.CancelledError):
            loop.default_exception_handler(told)

    @contextmanager
    def minding_threads(self) -> Iterator[None]:
        """Within, what breaks in any other thread ends the app, too."""

        def hear(told: threading.ExceptHookArgs) -> None:
            if isinstance(told.exc_value, Exception):
                with suppress(RuntimeError):  # the app has ended this very moment
                    self.call_later(self._handle_exception, told.exc_value)

        before, threading.excepthook = threading.excepthook, hear
        try:
            yield
        finally:
            threading.excepthook = before
