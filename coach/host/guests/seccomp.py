"""Seccomp: system calls that a guest's coach has no use for, and that would reach others, fail from now on (Linux).

Landlock takes files, programs and TCP away; this takes what it leaves: other processes' limits, priority and memory,
new processes, sockets, namespaces, memory that nobody is charged for, and the modes, owners and times of files that can
not even be read. Needs no rights. Where pyseccomp or libseccomp2 is missing, nothing has changed and the other fences
stand.
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
"""In the place of a process's number, which no process has: the kernel's largest is 4,194,304."""
_INSTRUCTION = struct.Struct("=HBBI")
"""linux/filter.h: sock_filter."""
_FOR_OTHERS = (
    # whoever shares the account shares these, too
    *("setpriority", "ioprio_set", "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler"),
    *("ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_open", "pidfd_getfd"),
    *("pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "tkill", "kcmp", "move_pages", "migrate_pages"),
    "process_mrelease",
    # by path: of files that Landlock keeps shut, these would still change who may open them, or when they were changed
    *("chmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchown", "fchownat", "utime", "utimes", "futimesat"),
    *("setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr", "lremovexattr", "fremovexattr"),
    *("removexattrat", "file_setattr"),
    # services of this machine: each by its path, or handed a datagram
    *("socket", "connect", "bind"),
    # memory and counters that stay when the coach is gone, or that no limit of its own counts
    *("shmget", "shmat", "shmctl", "semget", "semop", "semtimedop", "semctl", "msgget", "msgsnd", "msgrcv", "msgctl"),
    *("mq_open", "mq_unlink", "memfd_create", "memfd_secret", "inotify_init", "inotify_init1", "timer_create"),
)
_NOT_NEEDED = (
    # what the host would stumble over in a guest's folder
    *("symlink", "symlinkat", "mknod", "mknodat"),
    # new processes, ways in from outside, and parts of the kernel in which faults are found
    *("fork", "vfork", "execve", "execveat", "listen", "accept", "accept4", "unshare", "setns", "mount", "umount2"),
    *("pivot_root", "chroot", "keyctl", "add_key", "request_key", "bpf", "perf_event_open", "userfaultfd"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "personality", "quotactl", "acct", "syslog"),
    *("fsopen", "fsconfig", "fsmount", "fspick", "open_tree", "open_tree_attr", "move_mount", "mount_setattr"),
    *("name_to_handle_at", "open_by_handle_at", "fanotify_init", "fanotify_mark", "modify_ldt"),
    # of a host that is root's, without --account
    *("reboot", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "swapon", "swapoff"),
    *("settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname", "iopl", "ioperm"),
)
_NUMBERS = {
    "fchmodat2": 452, "setxattrat": 463, "removexattrat": 466, "open_tree_attr": 467, "file_setattr": 469,
}  # fmt: skip
"""Of calls that a libseccomp2 may be too old to know by name: the same on every machine."""
_TOLD_BY_SIGNAL = (8, 10, 15)
"""linux/fcntl.h: F_SETOWN, F_SETSIG, F_SETOWN_EX: whoever owns a descriptor gets any signal that its owner chose."""
_TOLD_BY_SIGNAL_TOO = (0x8901, 0x8902)
"""asm/sockios.h: FIOSETOWN, SIOCSPGRP."""
_TYPES_IN_TERMINAL = 0x5412
"""asm/ioctls.h: TIOCSTI: as if it had been typed."""
_LOW = 0xFFFFFFFF
"""Of such a number the kernel looks at no more, whatever stands above."""
_STREAM, _KIND = 1, 0xF


def is_there() -> bool:
    """Whether this machine has it."""
    return _library() is not None


@cache
def _library() -> ModuleType | None:
    """pyseccomp; None: it is not to be had. It looks for libseccomp2 with a program: so before other fences go up."""
    if sys.platform != "linux":
        return None
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError, AttributeError):  # it says in each way that libseccomp2 is missing
        return None
    found: ModuleType = pyseccomp
    return found


def prepare() -> None:
    """Find the library and put the filter together: once, for all that are forked from this process."""
    _program()


@cache
def _program() -> bytes | None:
    """The filter as the kernel takes it (an array of ``sock_filter``), with a stand-in for the process; None: none."""
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
    """Let them fail from now on, in this process and all its threads. False: nothing has changed.

    Call it before there are threads, and last of the fences.
    """
    program = _program()
    if program is None:
        return False
    own = _for_process(program, os.getpid())
    kept = ctypes.create_string_buffer(own, len(own))
    whole = struct.pack("HxxxxxxP", len(own) // _INSTRUCTION.size, ctypes.addressof(kept))  # linux/filter.h: sock_fprog
    return prctl.switch_on(prctl.NO_NEW_PRIVS) and prctl.filter_by(whole)


def _for_process(program: bytes, pid: int) -> bytes:
    """The filter for one process: the stand-in is its number."""
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
        if kind != _STREAM:  # one end of a pair that takes datagrams sends them wherever it likes
            _refuse(library, calls, refused, "socketpair", library.Arg(1, library.MASKED_EQ, _KIND, kind))
    _refuse(library, calls, refused, "utimensat", library.Arg(1, library.NE, 0))  # 0: of an open file
    for number in _TOLD_BY_SIGNAL:
        _refuse(library, calls, refused, "fcntl", library.Arg(1, library.MASKED_EQ, _LOW, number))
    for number in (*_TOLD_BY_SIGNAL_TOO, _TYPES_IN_TERMINAL):
        _refuse(library, calls, refused, "ioctl", library.Arg(1, library.MASKED_EQ, _LOW, number))
    flags = 1 if os.uname().machine == "s390x" else 0
    _refuse(library, calls, refused, "clone", library.Arg(flags, library.MASKED_EQ, _CLONE_THREAD, 0))
    # Its flags lie in memory, which no filter can read: the C library then uses clone, whose flags can be.
    _refuse(library, calls, library.ERRNO(errno.ENOSYS), "clone3")
    return calls


def _refuse(library: ModuleType, calls: Any, action: int, name: str, *arguments: object) -> None:
    """Have one call fail; one that this kernel or machine does not have is no error."""
    try:
        calls.add_rule(action, name, *arguments)
    except (OSError, ValueError):
        if name in _NUMBERS:
            with suppress(OSError, ValueError):
                calls.add_rule(action, _NUMBERS[name], *arguments)
        elif name in ("prlimit64", "clone", "clone3", "listen", "setpriority", "unshare"):
            raise
