"""What a process asks of the kernel for itself (Linux). Numbers: linux/prctl.h."""

import ctypes
import sys

CHILD_SUBREAPER = 36
NO_NEW_PRIVS = 38
MEMORY_MERGE = 67


def switch_on(option: int) -> bool:
    """Have this of the kernel from now on. False: it does not know it, or does not let us."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(option, 1, 0, 0, 0) == 0)
