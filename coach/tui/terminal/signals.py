"""The signals that end an app: a closed window, a kill."""

import asyncio
import signal
from collections.abc import Callable

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")


def mind_signals(leave: Callable[[], None]) -> None:
    """``leave`` when one of them comes; to be called where the app's loop runs."""
    loop = asyncio.get_running_loop()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            loop.add_signal_handler(number, leave)
