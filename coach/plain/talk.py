"""How plain mode speaks and listens: lines out, lines in, and waiting. The one place with real input and output.

Left out: what is said (``session_lines``) and asked (``answers``).
"""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from coach.system.byte_sifter import keys_of_line

LONGEST_LINE = 16_384
"""Bytes of a line that are taken; nobody's note is longer, and a line without an end would fill the memory."""
ILLEGIBLE = "\ufffd"
"""Stands for a line into which a terminal wrote a piece of a reply: it answers nothing."""
ONCE_MORE = "Your terminal wrote into that line. Once more, please:"


class InputEndedError(Exception):
    """There is nobody left to answer: the end of the input."""


class Talk(Protocol):
    """Lines out and in. ``hands_free``: nobody can type while a session runs; the input only answers questions."""

    hands_free: bool

    def say(self, line: str) -> None:
        """Announce one line."""

    def ask(self, question: str) -> str:
        """The line that answers a question, without spaces around it. Raises InputEndedError."""

    def wait(self, seconds: float | None) -> str | None:
        """Let real time pass, None: until a line is typed. Returns such a line at once. Raises InputEndedError.

        Hands-free, the lines wait for their questions; when the input ends and none is left, InputEndedError is raised.
        """


class Console:
    """Standard input and output. Implements ``Talk``."""

    def __init__(self) -> None:
        self._input = _descriptor()
        # Without select on standard input (Windows), nothing can be read while time goes on.
        self.hands_free = os.name == "nt" or not (self._input is not None and os.isatty(self._input))
        self._lines: deque[str] = deque()
        self._begun = b""
        self._ended = self._input is None

    def say(self, line: str) -> None:
        """Announce one line, at once."""
        print(line, flush=True)

    def ask(self, question: str) -> str:
        """Say the question, and wait for its answer."""
        self.say(question)
        while True:
            while not self._lines and not self._ended:
                self._read()
            line = self._next_line()
            if line != ILLEGIBLE:
                return line
            self.say(ONCE_MORE)

    def wait(self, seconds: float | None) -> str | None:
        """Let time pass; see ``Talk``."""
        until = None if seconds is None else time.monotonic() + seconds
        while not self._lines and not self._ended:
            left = None if until is None else until - time.monotonic()
            if (left is not None and left <= 0) or not self._is_ready(left):
                return None
            self._read()
        if not self.hands_free or not self._lines:
            return self._next_line()
        if until is not None:
            time.sleep(max(0.0, until - time.monotonic()))
        return None

    def _next_line(self) -> str:
        if not self._lines:
            raise InputEndedError
        return self._lines.popleft()

    def _is_ready(self, seconds: float | None) -> bool:
        """Whether there is something to read within ``seconds``. No line is read ahead of the one that is needed."""
        if os.name == "nt":
            time.sleep(seconds or 0)
            return False
        import select

        ready, _, _ = select.select([] if self._input is None else [self._input], [], [], seconds)
        return bool(ready)

    def _read(self) -> None:
        """Take in what there is, at least one byte or the end."""
        assert self._input is not None
        try:
            more = os.read(self._input, 4096)
        except OSError:  # closed, or the terminal is gone
            more = b""
        self._ended = not more
        *whole, self._begun = (self._begun + more).split(b"\n")
        self._begun = self._begun[:LONGEST_LINE]
        if self._ended and self._begun:
            whole, self._begun = [*whole, self._begun], b""
        self._lines.extend(_typed(line) for line in whole)


def _typed(line: bytes) -> str:
    """What a line says, without a terminal's replies in it; one in pieces makes it illegible."""
    typed = keys_of_line(line)
    return ILLEGIBLE if typed is None else typed.strip()


def _descriptor() -> int | None:
    try:
        return sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):  # closed before the coach began
        return None


# --- a closed window and a kill end a sitting as Ctrl-C does, so that it can keep what there is -----------------------


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
