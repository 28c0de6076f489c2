"""How many guests a box has room for, by its memory: that of the machine, or less where its service may use less."""

from pathlib import Path

MEGABYTE = 2**20
A_SESSION = 30 * MEGABYTE
"""PSS of a coach in a session on Python 3.11, measured (bench/host_results.md)."""
OF_ITS_OWN = 160 * MEGABYTE
"""The server, the warm process, and what a coach takes for a moment while it starts."""
SHARE = 0.8
"""Of all memory; the rest is the system's."""
LEAST, MOST = 4, 512


def sessions(root: Path = Path("/")) -> int:
    """So many at once; 256 where nothing can be told (not Linux)."""
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
    """What each group above this process allows (cgroup v2): MemoryMax and MemoryHigh of a unit, or of a container."""
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
            except (OSError, ValueError):  # there is none, or it says "max"
                continue
        group = group.parent
    return found
