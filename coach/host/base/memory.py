"""How much memory a process uses, as the kernel reports it, and giving back what is free (Linux only)."""

import ctypes
import sys
from contextlib import suppress
from pathlib import Path


def proportional_memory(pid: int) -> int | None:
    """Return the bytes that a process uses, shared pages divided among the processes that share them (PSS).

    None when the kernel does not say: not on Linux, no such process, or one of another account.
    """
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    line = next((line for line in text.splitlines() if line.startswith("Pss:")), None)
    return None if line is None else int(line.split()[1]) * 1024


def give_back() -> None:
    """Return free memory of the C library to the kernel, which it would keep for later. Where it cannot: nothing."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library other than glibc
            ctypes.CDLL(None).malloc_trim(0)
