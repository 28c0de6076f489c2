"""Keeps the screen awake while a session runs, where the system has a program for it.

The program prevents sleep as long as a ``cat`` inside it reads a pipe. We hold the other end of the pipe and write
nothing: when it is closed, by us or because we were killed, ``cat`` ends, and the program with it.
"""

import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress

from coach.cues.terminal_place import Which, is_remote

HOLDERS: Mapping[str, tuple[str, ...]] = {
    "linux": ("systemd-inhibit", "--what=idle", "--who=coach", "--why=a training session", "--mode=block", "cat"),
    "darwin": ("caffeinate", "-d", "-i", "cat"),
}
ENDS_WITHIN_S = 1.0


def find_holder(
    environ: Mapping[str, str], *, which: Which = shutil.which, platform: str = sys.platform
) -> tuple[str, ...]:
    """The command to run here; empty: there is none, or the runner's screen is not this machine's."""
    program, *rest = HOLDERS.get(platform, ("",))
    path = which(program) if program and not is_remote(environ) else None
    return (path, *rest) if path else ()


class Awake:
    """Keeps the screen awake from ``hold`` to ``release``. Never raises: a sleeping screen must not stop a session."""

    def __init__(self, holder: tuple[str, ...]) -> None:
        self._holder = holder
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Start keeping it awake. A second call does nothing."""
        if not self._holder or self._process is not None:
            return
        with suppress(OSError, ValueError):
            self._process = subprocess.Popen(
                self._holder,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # no Ctrl-C, and no terminal to ask for a password on
            )
            # It may fail at once, so it must be waited for, or it stays as a zombie.
            threading.Thread(target=self._process.wait, name="coach-awake", daemon=True).start()

    def release(self) -> None:
        """Stop keeping it awake. A second call does nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            if process.stdin:
                process.stdin.close()
        threading.Thread(target=_see_off, args=(process,), name="coach-awake", daemon=True).start()


def _see_off(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(timeout=ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
