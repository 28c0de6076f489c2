"""Writes what the coach writes as TOML: tables with tomli-w, and files whole and atomically."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coach.library.toml.sanitize import clean


def table_text(header: str, values: Mapping[str, Any]) -> str:
    """One table under its header; texts sanitised, so that any file can hold them."""
    import tomli_w

    return f"{header}\n{tomli_w.dumps({key: _writable(value) for key, value in values.items()})}"


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple | list):
        return [_writable(item) for item in value]
    if isinstance(value, datetime):
        offset = value.utcoffset()
        # TOML's offsets are whole minutes; some zones of the past have seconds.
        return value if offset is None or not offset.total_seconds() % 60 else value.astimezone(UTC)
    return value


def write_text(path: Path, text: str) -> None:
    """Put the text at ``path``, whole or not at all: a crash leaves the old file or the new one, never half of one.

    Makes the folder when it is missing. A link is followed, and the file's permissions stay: they are the runner's
    own doing (what must stay private is written by ``store.private``, which does neither). A device or pipe is written
    to, and never replaced. Raises OSError.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """The same with bytes, which need not be text."""
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
    """The file at ``path``, open here, has another's permissions. By the descriptor: a guest's fence takes no path.

    Raises OSError.
    """
    mode = like.stat().st_mode & 0o7777
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)
    else:  # Windows
        path.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Make the renaming last, where the system can open a folder."""
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
