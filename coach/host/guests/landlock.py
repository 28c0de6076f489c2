"""Landlock: the process gives up, for good, every file, program and connection that it is not granted (Linux 5.13+).

Needs no privileges. Where the kernel lacks it, ``confine`` returns 0 and changes nothing: the other protections (the
account, the limits, what the coach offers) still hold. Numbers: linux/landlock.h.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from coach.host.base import prctl

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
"""By Landlock version: all file rights known from it on. Version 4 adds the network, version 6 signals."""
_TCP = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11
_READS = _READ_FILE | _READ_DIR


def version() -> int:
    """Return the kernel's Landlock version; 0: it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE_RULESET, None, 0, _ASK_VERSION))


def confine(reads: Iterable[Path], writes: Iterable[Path], opened: Iterable[int] = ()) -> int:
    """Confine this process: read below ``reads``, all but execute below ``writes``; no connections, no programs.

    ``opened``: descriptors of more folders to read, used where a path could have been redirected by now. Applies to
    this process and all it starts. Call it before there are threads. Returns ``version()``, or 0 if it did not work.
    """
    known = version()
    if not known:
        return 0
    rights = _BY_VERSION[max(number for number in _BY_VERSION if number <= known)]
    net = _TCP if known >= 4 else 0
    scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if known >= 6 else 0
    attributes = struct.pack("=QQQ", rights, net, scoped)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    ruleset = _call(_CREATE_RULESET, attributes[:size], size, 0)
    if ruleset < 0:
        return 0
    try:
        for path in reads:
            _allow(ruleset, path, _READS & rights)
        for folder in opened:
            _grant(ruleset, folder, _READS & rights)
        _allow(ruleset, Path("/dev/null"), (_READ_FILE | _WRITE_FILE) & rights)
        for path in writes:
            _allow(ruleset, path, rights & ~_EXECUTE)
        if not prctl.switch_on(prctl.NO_NEW_PRIVS):
            return 0
        return known if _call(_RESTRICT_SELF, ruleset, 0) == 0 else 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Grant the rights below a path. A path that does not exist is skipped."""
    try:
        at = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not path.is_dir():
            rights &= _FILE_RIGHTS
        _grant(ruleset, at, rights)
    finally:
        os.close(at)


def _grant(ruleset: int, at: int, rights: int) -> None:
    _call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, struct.pack("=Qi", rights, at), 0)


def _call(number: int, *arguments: int | bytes | None) -> int:
    """Make a system call; return its result, -1 when it fails."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return int(libc.syscall(ctypes.c_long(number), *map(_as_c, arguments)))


def _as_c(argument: int | bytes | None) -> object:
    return ctypes.c_long(argument) if isinstance(argument, int) else ctypes.c_char_p(argument)
