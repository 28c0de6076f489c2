"""A fingerprint of the coach's own code: what one version has cached is of no use to another."""

import os
from functools import cache
from pathlib import Path
from zlib import crc32

import coach


@cache
def code_of(*rooms: str) -> str:
    """A fingerprint of the files of these packages as they are installed; empty if they cannot be read.

    Made of their paths, sizes and times of change: the version alone would not do for developers.
    """
    try:
        found = sorted(each for room in rooms for each in _files(Path(coach.__file__).parent / room))
    except OSError:
        return ""
    return f"{coach.__version__}-{len(found)}-{crc32(repr(found).encode()):08x}" if found else ""


def _files(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                found.append((entry.path, status.st_size, status.st_mtime_ns))
            elif entry.is_dir() and entry.name != "__pycache__":
                found += _files(Path(entry.path))
    return found
