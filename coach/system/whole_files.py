"""Writes files whole or not at all: a crash leaves the old file or the new one, never half of one.

Left out: files that hold what is private (``store.private_files``).
"""

import os
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write the text to ``path`` atomically: a crash leaves the old file or the new one, never half of one.

    Makes the folder if it is missing. Follows a link, and keeps the file's permissions, which are for the runner to
    choose (private files are written by ``store.private_files``, which does neither). A device or pipe is written to,
    and never replaced. Raises OSError.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """The same for bytes, which need not be text."""
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as there:
            there.write(content)
        return
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            if target.exists():
                take_permissions(file.fileno(), temporary, target)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def take_permissions(descriptor: int, path: Path, like: Path) -> None:
    """Give the open file at ``path`` the permissions of the file ``like``. Raises OSError.

    Uses the descriptor where the system can: a guest's sandbox does not allow ``chmod`` by path.
    """
    mode = like.stat().st_mode & 0o7777
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)
    else:  # Windows
        path.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Flush the folder, so that the rename survives a crash, on systems that can open a folder."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
