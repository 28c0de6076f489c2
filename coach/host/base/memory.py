"""How much memory a process takes, as the kernel tells it (Linux)."""

from pathlib import Path


def proportional_memory(pid: int) -> int | None:
    """Bytes that a process takes, what it shares divided among those who share it (PSS). None: Linux only."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    line = next((line for line in text.splitlines() if line.startswith("Pss:")), None)
    return None if line is None else int(line.split()[1]) * 1024
