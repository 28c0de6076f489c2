"""A closed window and a kill end a sitting as Ctrl-C does, so that it can keep what there is."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def signals_interrupt() -> Iterator[None]:
    """SIGTERM and SIGHUP end what is done within as Ctrl-C does; what a shell had ignored stays ignored (``nohup``)."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for each in changed:  # what is being saved now must not be interrupted again
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    in_main = threading.current_thread() is threading.main_thread()  # elsewhere, Python allows no handlers
    changed = {each: signal.getsignal(each) for each in known if in_main and signal.getsignal(each) != signal.SIG_IGN}
    for each in changed:
        signal.signal(each, interrupt)
    try:
        yield
    finally:
        for each, handler in changed.items():
            signal.signal(each, handler)
