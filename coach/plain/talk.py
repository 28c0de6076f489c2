"""Input and output of plain mode: lines out, lines in, and waiting. The only module with real input and output.

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
"""The most bytes of a line that are read; no note is longer, and a line without an end would fill the memory."""
ILLEGIBLE = "\ufffd"
"""Replaces a line into which a terminal wrote part of a reply: it is no answer."""
ONCE_MORE = "Your terminal wrote into that line. Once more, please:"


class InputEndedError(Exception):
    """The end of the input: nobody is left to answer."""


class Talk(Protocol):
    """Lines out and in. ``hands_free``: nobody can type while a session runs; the input only answers questions."""

    hands_free: bool

    def say(self, line: str) -> None:
        """Print one line."""

    def ask(self, question: str) -> str:
        """Ask a question; returns the line that answers it, stripped. Raises InputEndedError."""

    def wait(self, seconds: float | None) -> str | None:
        """Wait for so many real seconds, None: until a line is typed. Returns a typed line at once.

        If hands-free, lines are kept for the questions. Raises InputEndedError when the input has ended and no line is
        left.
        """


class Console:
    """Talks on standard input and output. Implements ``Talk``."""

    def __init__(self) -> None:
        self._input = _descriptor()
        # Without select on standard input (Windows), nothing can be read while waiting.
        self.hands_free = os.name == "nt" or not (self._input is not None and os.isatty(self._input))
        self._lines: deque[str] = deque()
        self._begun = b""
        self._ended = self._input is None

    def say(self, line: str) -> None:
        """Print one line, and flush it."""
        print(line, flush=True)

    def ask(self, question: str) -> str:
        """Print the question, and wait for its answer."""
        self.say(question)
        while True:
            while not self._lines and not self._ended:
                self._read()
            line = self._next_line()
            if line != ILLEGIBLE:
                return line
            self.say(ONCE_MORE)

    def wait(self, seconds: float | None) -> str | None:
        """Wait; see ``Talk``."""
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
        """Whether there is something to read within ``seconds``. No line is read before it is needed."""
        if os.name == "nt":
            time.sleep(seconds or 0)
            return False
        import select

        ready, _, _ = select.select([] if self._input is None else [self._input], [], [], seconds)
        return bool(ready)

    def _read(self) -> None:
        """Read what is available, at least one byte or the end."""
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
    """What was typed on a line, without a terminal's replies in it; ILLEGIBLE if one of those is broken."""
    typed = keys_of_line(line)
    return ILLEGIBLE if typed is None else typed.strip()


def _descriptor() -> int | None:
    try:
        return sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):  # closed before the coach began
        return None


# --- a closed window or a kill ends plain mode like Ctrl-C, so that everything can be kept ----------------------------


@contextmanager
def signals_interrupt() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP act like Ctrl-C; a signal that the shell ignores (``nohup``) stays ignored."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for each in changed:  # saving, which follows, must not be interrupted again
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    in_main = threading.current_thread() is threading.main_thread()  # Python allows handlers only there
    changed = {each: signal.getsignal(each) for each in known if in_main and signal.getsignal(each) != signal.SIG_IGN}
    for each in changed:
        signal.signal(each, interrupt)
    try:
        yield
    finally:
        for each, handler in changed.items():
            signal.signal(each, handler)
