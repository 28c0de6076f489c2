"""How many guests a box has memory for: by the machine's memory, or by its service's limit where that is lower."""

from pathlib import Path

from coach.host.guests.quota import MEGABYTE

A_SESSION = 30 * MEGABYTE
"""Bytes (PSS) of a coach in a session on Python 3.11, measured (bench/host_results.md)."""
OF_ITS_OWN = 160 * MEGABYTE
"""Bytes for the server, the warm process, and the brief peak while a coach starts."""
SHARE = 0.8
"""The part of the memory that may be used; the rest is left to the system."""
LEAST, MOST = 4, 512


def sessions(root: Path = Path("/")) -> int:
    """Return how many sessions there may be at once; 256 where the memory is unknown (not Linux)."""
    known = [each for each in (_of_the_machine(root), *_of_the_group(root)) if each is not None]
    if not known:
        return 256
    return max(LEAST, min(MOST, int((min(known) * SHARE - OF_ITS_OWN) // A_SESSION)))


def _of_the_machine(root: Path) -> int | None:
    try:
        lines = (root / "proc" / "meminfo").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemTotal:"))
    except (OSError, ValueError, IndexError, StopIteration):
        return None


def _of_the_group(root: Path) -> list[int | None]:
    """Return the memory limits of this process's cgroup and those above (v2): of a unit (MemoryMax) or container."""
    try:
        line = next(line for line in (root / "proc/self/cgroup").read_text().splitlines() if line.startswith("0::"))
    except (OSError, StopIteration):
        return []
    found: list[int | None] = []
    group = root / "sys/fs/cgroup" / line.removeprefix("0::").lstrip("/")
    while group.is_relative_to(root / "sys/fs/cgroup"):
        for name in ("memory.max", "memory.high"):
            try:
                found.append(int((group / name).read_text()))
            except (OSError, ValueError):  # no such limit, or it is "max"
                continue
        group = group.parent
    return found
