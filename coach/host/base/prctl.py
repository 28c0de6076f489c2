"""What a process asks of the kernel for itself (Linux). Numbers: linux/prctl.h."""

import ctypes
import sys

SECCOMP, _FILTER = 22, 2
CHILD_SUBREAPER = 36
NO_NEW_PRIVS = 38
MEMORY_MERGE = 67


def switch_on(option: int) -> bool:
    """Have this of the kernel from now on. False: it does not know it, or does not let us."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(option, 1, 0, 0, 0) == 0)


def filter_by(program: bytes) -> bool:
    """Have the kernel look at each system call by this program (``sock_fprog``). False: it does not, or not for us."""
    libc = ctypes.CDLL(None)
    return bool(libc.prctl(SECCOMP, _FILTER, ctypes.c_char_p(program), 0, 0) == 0)
