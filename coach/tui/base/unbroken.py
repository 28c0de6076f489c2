"""An app with a last resort: whatever breaks in it, what was done is saved, and the app is left as if by a key.

Errors in handlers, timers, drawing and Textual's workers reach Textual, which would show a traceback with local values,
the runner's words among them. Errors in callbacks of the event loop and in other threads reach nobody. Here all of them
end the app, once; ``fault`` is the first error. Left out: reporting it afterwards (``run``, ``guest``).
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from rich.console import RenderableType
from textual.app import App


class BrokenError(Exception):
    """Textual gave up without an exception to pass on."""


class Unbroken(App[int]):
    """Textual's app, without Textual's own output when it breaks."""

    fault: Exception | None = None
    """The first error that broke it."""

    def save(self) -> None:
        """Save what was entered and done, as far as possible: the error itself may be in the way."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        self._note(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave, without printing a traceback."""
        self._close_messages_no_wait()

    def panic(self, *_renderables: RenderableType) -> None:
        """Leave too. Textual calls this with something to print, never with the exception."""
        self._note(BrokenError())
        self._return_code = 1
        self._close_messages_no_wait()

    def _note(self, error: Exception) -> None:
        if self.fault is None:
            self.fault = error
            with suppress(Exception):
                self.save()

    def mind_callbacks(self) -> None:
        """Catch errors in the event loop that occur outside any handler."""
        asyncio.get_running_loop().set_exception_handler(self._hear)

    def _hear(self, loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        error = told.get("exception")
        if isinstance(error, Exception) and self._running:
            self._handle_exception(error)
        elif not isinstance(error, asyncio.CancelledError):
            loop.default_exception_handler(told)

    @contextmanager
    def minding_threads(self) -> Iterator[None]:
        """Within this context, an error in any other thread ends the app, too."""

        def hear(told: threading.ExceptHookArgs) -> None:
            if isinstance(told.exc_value, Exception):
                with suppress(RuntimeError):  # the app has ended this very moment
                    self.call_later(self._handle_exception, told.exc_value)

        before, threading.excepthook = threading.excepthook, hear
        try:
            yield
        finally:
            threading.excepthook = before
