"""How much memory a process uses, as the kernel reports it (Linux only)."""

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
