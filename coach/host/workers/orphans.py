"""Coaches whose warm process was killed: on Linux the server becomes their parent, and ends them."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from coach.host.base import prctl

GRACE_S = 1.0
"""How long they may still save, in seconds: their terminals are closed by then, so they have begun to."""
LOOK_S = 0.02


def inherit_orphans() -> None:
    """Make this process the parent of descendants whose parent ends. Does nothing except on Linux."""
    prctl.switch_on(prctl.CHILD_SUBREAPER)


def end_orphans() -> None:
    """Wait GRACE_S for the orphans to end, then kill those left, even stopped or stuck ones.

    Call it when the server has no other children: it waits for all of them.
    """
    until = time.monotonic() + GRACE_S
    while _is_anybody_left():
        if time.monotonic() > until:
            for pid in _children():
                os.kill(pid, signal.SIGKILL)  # not reaped yet, so no other process can have this id
        time.sleep(LOOK_S)


def _is_anybody_left() -> bool:
    """Reap the children that have ended; return whether any are still running."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
        return True
    return False


def _children() -> list[int]:
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    except OSError:
        return []
