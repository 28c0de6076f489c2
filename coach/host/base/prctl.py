"""Process settings by prctl (Linux only). Numbers: linux/prctl.h."""

import ctypes
import sys

SECCOMP, _FILTER = 22, 2
CHILD_SUBREAPER = 36
NO_NEW_PRIVS = 38
MEMORY_MERGE = 67


def switch_on(option: int) -> bool:
    """Switch on a prctl option for this process. False: the kernel does not have it, or does not allow it."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(option, 1, 0, 0, 0) == 0)


def filter_by(program: bytes) -> bool:
    """Install a seccomp filter (a ``sock_fprog``). False: the kernel has no such filters, or does not allow them."""
    libc = ctypes.CDLL(None)
    return bool(libc.prctl(SECCOMP, _FILTER, ctypes.c_char_p(program), 0, 0) == 0)
