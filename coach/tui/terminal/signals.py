"""The signals that end an app: the window was closed, or the process told to end."""

import asyncio
import signal
from collections.abc import Callable

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")


def mind_signals(leave: Callable[[], None]) -> None:
    """Call ``leave`` when one of them arrives. To be called in the app's event loop."""
    loop = asyncio.get_running_loop()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            loop.add_signal_handler(number, leave)
