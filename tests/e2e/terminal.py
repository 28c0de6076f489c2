"""A real terminal for tests and measurements: a command on a pseudo-terminal, its screen read through pyte.

Waiting is always for output, with a time limit; nothing sleeps for a fixed time. Left out: what is expected of the
command (the tests). POSIX only, as pseudo-terminals are.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psutil
import pyte

from coach.domain.records.profile import PROFILE_KEY
from coach.services.notices import SAFETY_READ
from coach.store.database.sqlite import SqliteStore

COACH = (sys.executable, "-m", "coach")
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "f3": "\x1bOR",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+c": "\x03",
    "ctrl+q": "\x11",
    "ctrl+z": "\x1a",
}
PATIENCE_S = float(os.environ.get("COACH_PATIENCE", "180"))
"""Ends a hang, and nothing else: no test may depend on how fast the machine is."""
_LEAVE_OTHER_SCREEN = b"\x1b[?1049l"
_KEYBOARD_PROTOCOL = re.compile(rb"\x1b\[[<>=][\d;]*u")
_CHECKOUT = Path(__file__).parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a runner whose files all lie under ``home``; bytecode is cached, as for anybody."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "PYTHONPATH": str(_CHECKOUT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CONFIG_DIRS": str(home / "system"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        # As over SSH: nothing here speaks, or keeps this machine awake.
        "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22",
        **more,
    }


class Terminal:
    """A command on a terminal of ``size`` (columns, rows). Use with ``with``: at the end what still runs is killed.

    ``draws``: keep the screen; without it only ``raw`` is there, and reading takes next to no time.
    """

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        draws: bool = True,
    ) -> None:
        self.raw = bytearray()
        """Everything the command has sent."""
        self.received_at = 0.0
        """When the last of it came, on ``time.monotonic``."""
        self._draws = draws
        self._stood_still = not draws
        """Nothing came for a while once: the first frame is whole. Who reads bytes alone waits for none."""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._master, self._slave = pty.openpty()
        self._sends = select.poll()  # not select(), which takes no number above 1,023
        self._sends.register(self._master, select.POLLIN)
        self._set_size(*size)
        self.modes_before = termios.tcgetattr(self._slave)
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=environment(home, **(env or {})),
            cwd=home,
            start_new_session=True,
            preexec_fn=_take_terminal,  # the child is not threaded yet
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self.close_window()
        os.close(self._slave)

    # --- what it shows ----------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def modes(self) -> list[object]:
        """The terminal's own settings (echo, line mode, …) as ``termios`` gives them."""
        return termios.tcgetattr(self._slave)

    def receive(self, seconds: float) -> bytes:
        """What the command sends next, at once when there is something; empty when nothing came within ``seconds``."""
        if not self._sends.poll(1000 * max(0.0, seconds)):
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is gone
            return b""
        self.received_at = time.monotonic()
        self.raw += data
        if self._draws:
            self._draw(data)
        return data

    def wait_until(self, is_so: Callable[[str], bool], what: str, timeout: float = PATIENCE_S) -> str:
        """Read until the screen's text is as wanted; the text. Raises AssertionError with the screen."""
        until = time.monotonic() + timeout
        while not is_so(self.text):
            left = until - time.monotonic()
            if left <= 0 or (not self.receive(min(left, 0.2)) and self._has_ended_showing_all()):
                raise AssertionError(f"waited for {what}; exit {self.process.poll()}; the screen:\n{self.text}")
        return self.text

    def wait_for(self, text: str, timeout: float = PATIENCE_S) -> str:
        """Read until the screen holds ``text``."""
        return self.wait_until(lambda shown: text in shown, repr(text), timeout)

    def wait_for_home(self) -> None:
        """Read until Home is there and takes what is typed: before its first frame it takes nothing."""
        self.wait_for("Routines (")
        until = time.monotonic() + PATIENCE_S
        while "Routines (0 of" not in self.text and time.monotonic() < until:
            self.press("~")  # which no line holds
            self.receive(0.2)
        while "type to filter" not in self.text and time.monotonic() < until:
            self.press("\x7f")
            self.receive(0.2)

    def wait_gone(self, text: str, timeout: float = PATIENCE_S) -> str:
        """Read until the screen no longer holds ``text``."""
        return self.wait_until(lambda shown: text not in shown, f"{text!r} to go", timeout)

    def settle(self, quiet_s: float = 0.3) -> str:
        """Read until nothing has come for ``quiet_s``; the text."""
        while self.receive(quiet_s):
            pass
        self._stood_still = True
        return self.text

    def wait_exit(self, timeout: float = PATIENCE_S) -> int:
        """Read to the end of the command; its exit code, negative for a signal."""
        until = time.monotonic() + timeout
        while self.process.poll() is None:
            if time.monotonic() > until:
                raise AssertionError(f"still running after {timeout} s; the screen:\n{self.text}")
            self.receive(0.02)
        while self.receive(0.0):
            pass
        return self.process.returncode

    # --- what is done to it -----------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys: names as in ``KEYS``, or text that is typed. The first waits for a frame that stands still."""
        if not self._stood_still:  # what is typed before the first frame is whole answers nothing
            self._stood_still = True
            until = time.monotonic() + 3.0
            while self.receive(0.4) and time.monotonic() < until:
                pass
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())

    def click(self, text: str) -> None:
        """Wait for a text, and press and let go of the left button where it stands lowest, as terminals report it."""
        self.wait_for(text)
        row = max(number for number, line in enumerate(self.lines) if text in line)
        place = f"{self.lines[row].index(text) + 1};{row + 1}"
        os.write(self._master, f"\x1b[<0;{place}M\x1b[<0;{place}m".encode())

    def resize(self, columns: int, rows: int) -> None:
        """Another size of the window."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the command alone."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """``kill -9``, with what it started."""
        if self.process.poll() is None:
            children = psutil.Process(self.process.pid).children(recursive=True)
            for victim in (*children, self.process):
                with suppress(psutil.NoSuchProcess):  # it may have ended by itself meanwhile
                    victim.kill()
            self.process.wait()

    def close_window(self) -> None:
        """The window is closed: the system sends SIGHUP, and nothing can be read or written any more."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def _draw(self, data: bytes) -> None:
        """Show it. pyte knows neither the other screen, which is left empty here, nor the keyboard protocol's codes."""
        for number, part in enumerate(data.split(_LEAVE_OTHER_SCREEN)):
            if number:
                self.screen.erase_in_display(2)
                self.screen.cursor_position()
            self._stream.feed(_KEYBOARD_PROTOCOL.sub(b"", part))

    def _has_ended_showing_all(self) -> bool:
        return self.process.poll() is not None and not self.receive(0.0)

    def _set_size(self, columns: int, rows: int) -> None:
        # The system tells the foreground process by SIGWINCH when the size has changed.
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def have_read_the_notice(home: Path) -> None:
    """Let the coach of this home have been started before: its notice was read, its first questions were left."""
    be_no_beginner(home / "data" / "coach" / "coach.db")


def be_no_beginner(database: Path) -> None:
    """The same, for the profile of this database."""
    store = SqliteStore(database)
    store.write(SAFETY_READ, "earlier")
    store.write(PROFILE_KEY, {})
    store.close()


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
