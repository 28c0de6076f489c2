"""Walks and deletes folders in which a guest's process may have made what no coach makes: endless depth, locked modes.

This needs only a few descriptors and no long paths, and follows no link: so one guest's folder cannot block what is
done for all.
"""

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MOST_LEVELS = 24
"""The deepest level that is walked; a coach makes six."""
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def walk(within: Path, shut: list[Path]) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Like ``os.walk``, sorted; a folder that is too deep or cannot be read is appended to ``shut`` instead."""
    waiting = [(within, 0)]
    while waiting:
        folder, level = waiting.pop()
        try:
            found = _entries(folder)
        except FileNotFoundError:
            continue
        except OSError:
            shut.append(folder)
            continue
        folders = sorted(name for name, is_folder in found if is_folder)
        yield folder, folders, sorted(name for name, is_folder in found if not is_folder)
        below = [folder / name for name in folders]
        if level >= MOST_LEVELS:
            shut.extend(below)
        else:
            waiting.extend((each, level + 1) for each in reversed(below))


def delete_folder(folder: Path) -> None:
    """Delete a folder with everything in it, at any depth and whatever its modes. Raises OSError."""
    if os.rename not in os.supports_dir_fd:  # Windows
        shutil.rmtree(folder)
        return
    _open_up(str(folder), None)
    top = os.open(folder, _FOLDER)
    try:
        while entries := _entries(top):
            for name, is_folder in entries:
                if is_folder:
                    _lift(name, top)
                    os.rmdir(name, dir_fd=top)
                else:
                    os.unlink(name, dir_fd=top)
    finally:
        os.close(top)
    folder.rmdir()


def _lift(name: str, top: int) -> None:
    """Empty a folder: delete its files, and move its folders up one level, so that no path gets long."""
    _open_up(name, top)
    below = os.open(name, _FOLDER, dir_fd=top)
    try:
        for inner, is_folder in _entries(below):
            if is_folder:
                _open_up(inner, below)
                os.rename(inner, f".gone-{secrets.token_hex(8)}", src_dir_fd=below, dst_dir_fd=top)
            else:
                os.unlink(inner, dir_fd=below)
    finally:
        os.close(below)


def _entries(folder: Path | int) -> list[tuple[str, bool]]:
    """The names in a folder, each with whether it is a folder."""
    with os.scandir(folder) as entries:
        return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]


def _open_up(name: str, at: int | None) -> None:
    """Give the owner full rights to a folder. If that fails, the next call on the folder raises its own error."""
    with suppress(OSError):
        if stat.S_IMODE(os.stat(name, dir_fd=at, follow_symlinks=False).st_mode) & 0o700 != 0o700:
            os.chmod(name, 0o700, dir_fd=at)
