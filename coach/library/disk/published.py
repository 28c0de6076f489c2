"""Publishes routines for everyone on a machine or in a group, and keeps the previous version for ``swap_with_former``.

The folder holds ``NAME.toml``. Its hidden ``.published/`` holds the same text, used while the file itself is broken by
a hand edit; ``.published/before/`` holds the text from before the last publishing.
"""

from pathlib import Path

from coach.library.disk.layers import is_file
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, read_document
from coach.system.whole_files import write_text

FOLDER = ".published"
FORMER = "before"
READABLE = 0o644
"""The mode of published files: everyone must be able to read them."""


def published_version(path: Path) -> Document | None:
    """The file at ``path`` as it was last published, if it was; for use while the file itself is broken."""
    document = read_document(_copy(path))
    return None if isinstance(document, Diagnostic) else Document(path, document.text, document.data)


def publish(path: Path, text: str, *, sound: bool) -> None:
    """Write the text to ``path`` and keep the earlier text for ``swap_with_former``.

    ``sound``: whether the file now at ``path`` has no errors. If it has, the text last published is kept instead.
    Raises OSError.
    """
    earlier = _earlier(path, sound=sound)
    _put(_before(path), earlier)
    _put(_copy(path), text)
    _put(path, text)


def swap_with_former(path: Path) -> bool:
    """Restore the text from before the last publishing, or remove a file that was new. A second call redoes it.

    Returns whether there is a file at ``path`` now. Raises OSError; FileNotFoundError when nothing was published there.
    """
    now, before = _text(_copy(path)), _text(_before(path))
    if now is None and before is None:
        raise FileNotFoundError(str(path))
    _put(_before(path), now)
    _put(_copy(path), before)
    _put(path, before)
    return before is not None


def before_text(path: Path) -> str | None:
    """The text that ``swap_with_former`` would restore; None when it would remove the file."""
    return _text(_before(path))


def was_published(path: Path) -> bool:
    """Whether ``swap_with_former`` would find anything to restore or remove."""
    return is_file(_copy(path)) or is_file(_before(path))


def _earlier(path: Path, *, sound: bool) -> str | None:
    """The last good text before the one being published: the file's own if ``sound``, else the published one."""
    there = _text(path) if sound else None
    return there if there is not None else _text(_copy(path))


def _copy(path: Path) -> Path:
    return path.parent / FOLDER / path.name


def _before(path: Path) -> Path:
    return path.parent / FOLDER / FORMER / path.name


def _text(path: Path) -> str | None:
    document = read_document(path)
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
