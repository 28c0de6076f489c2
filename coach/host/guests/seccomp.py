"""Seccomp: make system calls fail that a guest's coach does not need, and that could affect others (Linux).

Landlock covers files, programs and TCP; this covers the rest: other processes' limits, priority and memory, new
processes, sockets, namespaces, memory that no limit counts, and the modes, owners and times of files that cannot even
be read. Needs no privileges. Where pyseccomp or libseccomp2 is missing, nothing changes and the other protections hold.
"""

import ctypes
import errno
import os
import struct
import sys
import tempfile
from contextlib import suppress
from functools import cache
from types import ModuleType
from typing import Any

from coach.host.base import prctl

_CLONE_THREAD = 0x00010000
_AF_UNIX = 1
_STAND_IN = 0x5EC0ACE
"""A placeholder for the process id, which no process can have: the kernel's largest is 4,194,304."""
_INSTRUCTION = struct.Struct("=HBBI")
"""linux/filter.h: sock_filter."""
_FOR_OTHERS = (
    # these reach all processes of the same account
    *("setpriority", "ioprio_set", "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_open", "pidfd_getfd"),
    *("pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "tkill", "kcmp", "move_pages", "migrate_pages"),
    "process_mrelease",
    # Landlock does not cover these: they would change the owner, mode or times of files that it makes unreadable
    *("chmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchown", "fchownat", "utime", "utimes", "futimesat"),
    *("setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr", "lremovexattr", "fremovexattr"),
    *("removexattrat", "file_setattr"),
    # these reach services of this machine, by a socket's path or by datagrams
    *("socket", "connect", "bind"),
    # memory and counters that outlive the coach, or that none of its limits counts
    *("shmget", "shmat", "shmctl", "semget", "semop", "semtimedop", "semctl", "msgget", "msgsnd", "msgrcv", "msgctl"),
    *("mq_open", "mq_unlink", "memfd_create", "memfd_secret", "inotify_init", "inotify_init1", "timer_create"),
)
_NOT_NEEDED = (
    # these make files that would trip the host up in a guest's folder
    *("symlink", "symlinkat", "mknod", "mknodat"),
    # new processes, connections from outside, and parts of the kernel with a record of vulnerabilities
    *("fork", "vfork", "execve", "execveat", "listen", "accept", "accept4", "unshare", "setns", "mount", "umount2"),
    *("pivot_root", "chroot", "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "personality", "quotactl", "acct", "syslog"),
    *("fsopen", "fsconfig", "fsmount", "fspick", "open_tree", "open_tree_attr", "move_mount", "mount_setattr"),
    *("name_to_handle_at", "open_by_handle_at", "fanotify_init", "fanotify_mark", "modify_ldt"),
    # these matter when the host runs as root without --account
    *("reboot", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "swapon", "swapoff"),
    *("settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname", "iopl", "ioperm"),
)
_NUMBERS = {
    "fchmodat2": 452, "setxattrat": 463, "removexattrat": 466, "open_tree_attr": 467, "file_setattr": 469,
}  # fmt: skip
"""Numbers of calls whose names an older libseccomp2 does not know; they are the same on every architecture."""
_TOLD_BY_SIGNAL = (8, 10, 15)
"""linux/fcntl.h: F_SETOWN, F_SETSIG, F_SETOWN_EX: a descriptor could send any chosen signal to another process."""
_TOLD_BY_SIGNAL_TOO = (0x8901, 0x8902)
"""asm/sockios.h: FIOSETOWN, SIOCSPGRP."""
_TYPES_IN_TERMINAL = 0x5412
"""asm/ioctls.h: TIOCSTI: puts characters into a terminal as if they had been typed."""
_LOW = 0xFFFFFFFF
"""The bits that the kernel reads of such a number: it ignores the upper half, so the filter must too."""
_STREAM, _KIND = 1, 0xF


def can_filter() -> bool:
    """Return whether this machine can filter system calls."""
    return _library() is not None


@cache
def _library() -> ModuleType | None:
    """Import pyseccomp; None: not available. It runs a program to find libseccomp2, so call this before confining."""
    if sys.platform != "linux":
        return None
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError, AttributeError):  # each of these can mean that libseccomp2 is missing
        return None
    found: ModuleType = pyseccomp
    return found


def prepare() -> None:
    """Find the library and compile the filter, once for all processes forked from this one."""
    _program()


@cache
def _program() -> bytes | None:
    """Compile the filter (an array of ``sock_filter``), with _STAND_IN for the process id; None: not available."""
    library = _library()
    if library is None:
        return None
    try:
        with tempfile.TemporaryFile() as file:
            _rules(library).export_bpf(file)
            file.seek(0)
            return file.read()
    except (OSError, ValueError, RuntimeError):
        return None


def filter_calls() -> bool:
    """Install the filter for this process and all its threads. False: nothing has changed.

    Call it before there are threads, and after all other protections.
    """
    program = _program()
    if program is None:
        return False
    own = _for_process(program, os.getpid())
    kept = ctypes.create_string_buffer(own, len(own))
    whole = struct.pack("HxxxxxxP", len(own) // _INSTRUCTION.size, ctypes.addressof(kept))  # linux/filter.h: sock_fprog
    return prctl.switch_on(prctl.NO_NEW_PRIVS) and prctl.filter_by(whole)


def _for_process(program: bytes, pid: int) -> bytes:
    """Return the filter for one process: _STAND_IN replaced by its id."""
    instructions = _INSTRUCTION.iter_unpack(program)
    return b"".join(
        _INSTRUCTION.pack(code, yes, no, pid if value == _STAND_IN else value) for code, yes, no, value in instructions
    )


def _rules(library: ModuleType) -> Any:
    calls = library.SyscallFilter(library.ALLOW)
    refused = library.ERRNO(errno.EPERM)
    for name in (*_FOR_OTHERS, *_NOT_NEEDED):
        _refuse(library, calls, refused, name)
    _refuse(library, calls, refused, "prlimit64", library.Arg(0, library.NE, 0))
    for name in ("kill", "tgkill"):
        _refuse(library, calls, refused, name, library.Arg(0, library.NE, _STAND_IN))
    _refuse(library, calls, refused, "socketpair", library.Arg(0, library.NE, _AF_UNIX))
    for kind in range(_KIND + 1):
        if kind != _STREAM:  # a datagram socket could send to any address
            _refuse(library, calls, refused, "socketpair", library.Arg(1, library.MASKED_EQ, _KIND, kind))
    _refuse(library, calls, refused, "utimensat", library.Arg(1, library.NE, 0))  # 0: of an open file, by no path
    for number in _TOLD_BY_SIGNAL:
        _refuse(library, calls, refused, "fcntl", library.Arg(1, library.MASKED_EQ, _LOW, number))
    for number in (*_TOLD_BY_SIGNAL_TOO, _TYPES_IN_TERMINAL):
        _refuse(library, calls, refused, "ioctl", library.Arg(1, library.MASKED_EQ, _LOW, number))
    flags = 1 if os.uname().machine == "s390x" else 0
    _refuse(library, calls, refused, "clone", library.Arg(flags, library.MASKED_EQ, _CLONE_THREAD, 0))
    # The flags of clone3 are in memory, which a filter cannot read; on ENOSYS the C library falls back to clone.
    _refuse(library, calls, library.ERRNO(errno.ENOSYS), "clone3")
    return calls


def _refuse(library: ModuleType, calls: Any, action: int, name: str, *arguments: object) -> None:
    """Make one call fail. Raises only if one of the essential calls cannot be filtered; unknown others are skipped."""
    try:
        calls.add_rule(action, name, *arguments)
    except (OSError, ValueError):
        if name in _NUMBERS:
            with suppress(OSError, ValueError):
                calls.add_rule(action, _NUMBERS[name], *arguments)
        elif name in ("prlimit64", "clone", "clone3", "listen", "setpriority", "unshare"):
            raise
