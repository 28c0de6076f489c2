"""Confine a guest's coach, whatever happens in it: kernel limits, another account, Landlock, seccomp."""

import os
import resource
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from coach.host.base.errors import BoxError
from coach.host.guests import seccomp
from coach.host.guests.landlock import confine
from coach.host.guests.quota import BYTES
from coach.host.guests.room import readable_for_all

MEMORY = 384 * 2**20
"""Bytes of data. A coach uses about 30 MB, most of it shared."""
ADDRESSES = 2 * 2**30
"""Bytes of address space; much more than MEMORY, as threads and libraries reserve far more than they use."""
LARGEST_FILE = BYTES
"""Bytes of one file. A history of ten years is a few megabytes."""
OPEN_FILES = 128
PROCESSES = 16_384
"""Counts threads, and all that run under the same account: four per coach, and 2,000 coaches at most."""
OOM_SCORE = 500
"""From 0 to 1000, where 1000 is killed first; a process without privileges cannot lower it again."""
CPU_S = 900
"""Seconds of processor time. A session of an hour takes about one minute."""
CPU_GRACE_S = 15


class Account(Struct, frozen=True):
    """A second account, with few rights, under which the guests' coaches run."""

    name: str
    uid: int
    gid: int


def account(name: str) -> Account:
    """Look up the account of this name. Raises BoxError when there is none, or when it is root's."""
    import pwd

    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise BoxError(f"there is no account {name!r} on this machine. One without a login: useradd -r.") from None
    if entry.pw_uid == 0:
        raise BoxError("root is no account for guests: name one with few rights.")
    return Account(name, entry.pw_uid, entry.pw_gid)


def give_room(folder: Path, to: Account) -> None:
    """Make the second account the owner of a profile's folder and, if it was not yet, of all in it. Needs root."""
    os.chown(folder.parent, to.uid, to.gid, follow_symlinks=False)
    if folder.stat().st_uid == to.uid:
        return
    for _, folders, files, at in os.fwalk(folder, follow_symlinks=False):
        for name in (*folders, *files):
            os.chown(name, to.uid, to.gid, dir_fd=at, follow_symlinks=False)
    os.chown(folder, to.uid, to.gid, follow_symlinks=False)  # last, so that an interrupted change is done again


def drop_to(other: Account) -> None:
    """Switch this process to the second account, irrevocably."""
    os.setgroups([])
    os.setresgid(other.gid, other.gid, other.gid)
    os.setresuid(other.uid, other.uid, other.uid)


def enter_sandbox(folder: Path, others: Iterable[Path] = (), opened: Iterable[int] = ()) -> None:
    """Apply all protections but the account. ``folder``: the only one that stays writable; ``others``: more to read.

    ``opened``: descriptors of still more folders to read; each needs to be open only while it is iterated.
    """
    seccomp.prepare()
    _go_first()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_DATA, MEMORY)
    _limit(resource.RLIMIT_AS, ADDRESSES)
    _limit(resource.RLIMIT_FSIZE, LARGEST_FILE)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_NPROC, PROCESSES)
    signal.signal(signal.SIGXCPU, _out_of_cpu)
    _limit(resource.RLIMIT_CPU, CPU_S, CPU_S + CPU_GRACE_S)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write then fails with an error, which the store can report
    confine([*readable_for_all(), *others], [folder], opened)
    seccomp.filter_calls()


def _go_first() -> None:
    """When memory runs out, let the kernel kill a coach first, not the warm process that all coaches come from."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(OOM_SCORE))


def _limit(what: int, soft: int, hard: int | None = None) -> None:
    """Lower a limit to this; never raise the hard limit."""
    most = resource.getrlimit(what)[1]
    wanted = soft if hard is None else hard
    ceiling = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    with suppress(ValueError, OSError):  # not every system has every limit
        resource.setrlimit(what, (min(soft, ceiling), ceiling))


def _out_of_cpu(_number: int, _frame: object) -> None:
    """Handle SIGXCPU: save and leave, as when the host stops. The kernel kills the process CPU_GRACE_S later."""
    os.kill(os.getpid(), signal.SIGTERM)
