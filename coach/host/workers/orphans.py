"""Coaches whose warm process was killed: on Linux they become the server's own, which sees them to their end."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from coach.host.base import prctl

GRACE_S = 1.0
"""How long they may still save: their terminals are closed by then, so they have begun to."""
LOOK_S = 0.02


def inherit_orphans() -> None:
    """Be the parent of whoever loses theirs. Elsewhere than on Linux nothing changes."""
    prctl.switch_on(prctl.CHILD_SUBREAPER)


def end_orphans() -> None:
    """Wait for those who are left, then kill them, the stopped and the stuck too. Call it when all others are gone."""
    until = time.monotonic() + GRACE_S
    while _is_anybody_left():
        if time.monotonic() > until:
            for pid in _children():
                os.kill(pid, signal.SIGKILL)  # not waited for yet, so the id is still its own
        time.sleep(LOOK_S)


def _is_anybody_left() -> bool:
    """Take leave of those who have ended."""
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
