"""A guest's room: the profile's folder, the environment variables of its coach, and whether another coach uses it."""

import fcntl
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from coach.host.accounts.holder import IN_USE
from coach.host.base.errors import BoxError
from coach.host.base.paths import make_private
from coach.host.base.terminal import USUAL_TERM
from coach.store.paths import profile_folder
from coach.store.protocol import StoreError
from coach.system.guest import GUEST

CONFIG = "config"
"""The subfolder of a profile that serves as XDG_CONFIG_HOME: its settings and routines are in ``config/coach``."""
INCOMING = "incoming"
"""The subfolder for a file that is being added, until it has been checked."""
_NONE: Mapping[str, str] = {}
_FROM_HOST = ("PATH", "TZ", "XDG_DATA_HOME", "XDG_CONFIG_DIRS", "COACH_DEBUG", "VIRTUAL_ENV", "PYTHONPATH")
"""Taken from the host's environment; a guest can set none of these. LC_ALL they could, by Debian's AcceptEnv."""


def make_room(profile: str) -> Path:
    """Return the profile's folder (0700), creating it if it is missing. Raises BoxError."""
    try:
        folder = profile_folder(profile)
    except StoreError as error:
        raise BoxError(str(error)) from error
    if folder.is_symlink() or folder.parent.is_symlink():
        raise BoxError("this profile's folder is a link, which is not followed. Tell whoever looks after the box.")
    try:
        make_private(folder.parent)
        make_private(folder)
    except BoxError as error:  # its text names the folder, which only the host may know
        raise BoxError("this profile's folder cannot be used. Tell whoever looks after the box.") from error
    return folder


def environment(
    folder: Path, sent: Mapping[str, str], host: Mapping[str, str] | None = None, *, terms: Mapping[str, str] = _NONE
) -> dict[str, str]:
    """Return all variables of a guest's coach: some of the host's, the checked ones that were sent, and the folders.

    ``terms``: what the host says about this guest; these override all others.
    """
    kept = {name: value for name, value in (os.environ if host is None else host).items() if name in _FROM_HOST}
    if "XDG_DATA_HOME" not in kept:  # HOME will change
        kept["XDG_DATA_HOME"] = str(folder.parent.parent.parent)
    return {
        **kept,
        "TERM": USUAL_TERM,
        **sent,
        "SSH_CONNECTION": "1",  # the runner is elsewhere: only their terminal can make a sound
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / CONFIG),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        GUEST: "1",
        **terms,
    }


def enter(folder: Path, variables: Mapping[str, str]) -> None:
    """Make the room this process's own: set its environment, umask (0077) and working folder."""
    os.environ.clear()
    os.environ.update(variables)
    os.umask(0o077)
    os.chdir(folder)


class Occupied:
    """A shared lock on the room, held until this process ends; ``by_another``: another coach had it open already."""

    def __init__(self, folder: Path) -> None:
        self.by_another = False
        try:
            self._lock = os.open(folder / IN_USE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        except OSError:  # the folder cannot be written: the store will say so, reading may still work
            return
        with suppress(OSError):
            os.utime(self._lock)  # the time of their last visit, for ``last_visit``
        self.by_another = not self._take(fcntl.LOCK_EX)
        self._take(fcntl.LOCK_SH)

    def _take(self, how: int) -> bool:
        try:
            fcntl.flock(self._lock, how | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def readable_for_all() -> list[Path]:
    """Return what any coach must be able to read: Python, its libraries, the shipped and the system-wide routines."""
    from coach.library.disk.layers import shipped_folder, system_folder

    paths = [Path(entry) for entry in sys.path if entry]
    paths += [Path(sys.prefix), Path(sys.base_prefix), shipped_folder(), system_folder()]
    paths += [Path(name) for name in _OF_THE_SYSTEM]
    return paths


_OF_THE_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/xdg",  # the system-wide routines may be installed there while a guest is logged in
    "/etc/localtime",
    "/etc/timezone",
    "/etc/ld.so.cache",
    "/etc/terminfo",
    "/dev/null",
    "/dev/urandom",
)
