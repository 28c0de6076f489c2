"""Limits on visits by the box's own OpenSSH: how many at once, how long, and how long without anything happening.

Our own server counts and ends visits itself (``server.middleware``). Here the guest's own process does, by a timer
signal rather than a thread; the kernel knows when the terminal was last read.
"""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from coach.host.base.errors import BoxError
from coach.host.base.paths import make_private
from coach.host.guests.presence import Presence
from coach.host.guests.quota import BYTES, FULL_UP, Watch
from coach.store.paths import is_profile_name

LONGEST_S = 6 * 3600
"""The longest visit, in seconds, whatever is running in it."""
IDLE_S = 1800
SESSIONS = 4
"""The most visits of one profile at once."""
LOOK_S = 5
AWAY = "You were away for a while, so the coach was closed. What you did is saved: log in again to go on."
VERY_LONG = "The coach was open for very long, so it was closed. What you did is saved."
TOO_MANY_OF_ONE = "You are logged in {} times already, which is the most. Leave one of them, then try again."


class DoorVisit(Struct, frozen=True):
    """A visit by OpenSSH: profile, process id, and its start (seconds since 1970, UTC)."""

    profile: str
    pid: int
    since: float


def take_place(folder: Path, profile: str, most: int = SESSIONS) -> int:
    """Lock one of a profile's places; return the descriptor that holds it until this process ends.

    Raises BoxError when none is free. Returns -1 when the lock files cannot be used: then everybody is let in.
    """
    try:
        make_private(folder)
        for number in range(most):
            path = folder / f"{profile}.{number}"
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            if lock_at_once(descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, json.dumps({"pid": os.getpid(), "since": time.time()}).encode())
                return descriptor
            os.close(descriptor)
    except (OSError, BoxError):
        return -1
    raise BoxError(TOO_MANY_OF_ONE.format(most))


def open_visits(folder: Path) -> Iterator[DoorVisit]:
    """Yield the visits by OpenSSH at this moment: those whose place is locked."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        profile = path.name.rpartition(".")[0]
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            if is_profile_name(profile) and not lock_at_once(descriptor):
                kept = json.loads(os.read(descriptor, 200))
                yield DoorVisit(profile, int(kept["pid"]), float(kept["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        finally:
            os.close(descriptor)


def forget_places(folder: Path, profile: str) -> None:
    """Delete a profile's lock files. Call it when nobody is logged in with that profile, and nobody can log in."""
    for path in folder.glob(f"{profile}.*"):
        path.unlink(missing_ok=True)


def lock_at_once(descriptor: int) -> bool:
    """Lock an open file, without waiting. False: somebody else holds the lock."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Patience:
    """Ends this process's visit (by SIGHUP, as a lost connection does) when it is idle, too long, or over its quota.

    Idle means: nobody has typed for ``idle_s`` and no session runs. ``terminal``: its descriptor; None: never idle.
    """

    def __init__(self, presence: Presence, terminal: int | None, idle_s: float = IDLE_S) -> None:
        self._presence = presence
        self._terminal = terminal
        self._idle_s = idle_s
        self._began = time.time()
        self._ran = self._began
        self._room: Watch | None = None
        self.said = ""
        """The sentence that says why the visit was ended; empty: it was not."""

    def begin(self, folder: Path) -> None:
        """Start the timer that checks the visit, and the growth of the profile's ``folder``."""
        self._room = Watch(folder, BYTES)
        signal.signal(signal.SIGALRM, lambda *_: self.look(time.time()))
        every = min(LOOK_S, max(1.0, self._idle_s / 4))
        signal.setitimer(signal.ITIMER_REAL, every, every)

    def stop(self) -> None:
        """Stop the timer: the visit is over. If it went off while Python shuts down, it would kill the process."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def look(self, now: float) -> None:
        """End the visit if it is due. ``now``: seconds since 1970."""
        if self._presence.runs:
            self._ran = now
        if now - self._began >= LONGEST_S:
            self._end(VERY_LONG)
        elif self._terminal is not None and now - max(self._ran, self._began, _read_at(self._terminal)) >= self._idle_s:
            self._end(AWAY)
        elif self._room is not None and self._room.is_over():
            self._end(FULL_UP)

    def _end(self, why: str) -> None:
        if not self.said:
            self.said = why
            os.kill(os.getpid(), signal.SIGHUP)


def _read_at(terminal: int) -> float:
    """Return when somebody typed last (seconds since 1970), by the terminal's access time, exact to eight seconds."""
    try:
        return os.fstat(terminal).st_atime
    except OSError:
        return 0.0
