"""Routines for everyone: put in place at one stroke, with the version before kept beside them.

In the folder stands ``NAME.toml``; in its hidden ``.published/`` the same text, in use for those who never saw the file
before someone broke it by hand, and under ``before/`` what stood there earlier, for ``undo``.
"""

from pathlib import Path

from coach.library.disk.layers import is_file
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, read
from coach.library.toml.writing import write_text

FOLDER = ".published"
BEFORE = "before"
READABLE = 0o644
"""What is for everyone must be readable for everyone."""


def published_version(path: Path) -> Document | None:
    """The file at ``path`` as it was published, if it was; to be used while the file itself is broken."""
    document = read(_copy(path))
    return None if isinstance(document, Diagnostic) else Document(path, document.text, document.data)


def publish(path: Path, text: str, *, sound: bool) -> None:
    """Put the text at ``path``, and keep what stood there. ``sound``: whether that was right. Raises OSError."""
    earlier = _earlier(path, sound=sound)
    _put(_before(path), earlier)
    _put(_copy(path), text)
    _put(path, text)


def undo(path: Path) -> bool:
    """Bring back what stood at ``path`` before it was published last (nothing, if it was new); once more undoes that.

    Returns whether a file stands there now. Raises OSError; FileNotFoundError when nothing was published there.
    """
    now, before = _text(_copy(path)), _text(_before(path))
    if now is None and before is None:
        raise FileNotFoundError(str(path))
    _put(_before(path), now)
    _put(_copy(path), before)
    _put(path, before)
    return before is not None


def before_text(path: Path) -> str | None:
    """What ``undo`` would bring back: None for nothing at all."""
    return _text(_before(path))


def was_published(path: Path) -> bool:
    """Whether ``undo`` has anything to do."""
    return is_file(_copy(path)) or is_file(_before(path))


def _earlier(path: Path, *, sound: bool) -> str | None:
    """The last good text before this one."""
    there = _text(path) if sound else None
    return there if there is not None else _text(_copy(path))


def _copy(path: Path) -> Path:
    return path.parent / FOLDER / path.name


def _before(path: Path) -> Path:
    return path.parent / FOLDER / BEFORE / path.name


def _text(path: Path) -> str | None:
    document = read(path)
    return None if isinstance(document, Diagnostic) else document.text


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink(missing_ok=True)
        return
    new = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    write_text(path, text)
    path.chmod(READABLE)
    for folder in new:
        folder.chmod(0o755)
