"""Publish a file and undo that: what is the same for a routine, for lessons and for a group's caps.

Left out: what may be published, and where (``sharing``, ``caps``); keeping the version before
(``library.disk.published``).
"""

import os
from collections.abc import Sequence
from pathlib import Path

from coach.cli.base.errors import RefusedError
from coach.cli.base.writing import must_differ, tell, unwritable
from coach.library.disk import published
from coach.library.disk.layers import Layer
from coach.library.shelf.check import check_files, check_text
from coach.library.toml.diagnostics import has_errors
from coach.library.toml.source import Document
from coach.system.exit_codes import DONE


def publish_text(path: Path, document: Document, known: Sequence[Layer]) -> None:
    """Write a checked file to ``path``; what was there before is kept for undoing. Raises RefusedError."""
    must_differ(path, document.path)
    there = os.path.lexists(path)
    sound = there and not has_errors(check_files([path], known))
    try:
        published.publish(path, document.text, sound=sound)
    except OSError as error:
        raise unwritable(path, error) from error
    print(f"{'Replaced' if there else 'Published'}: {path}")


def way_back(name: str, group: str | None) -> str:
    """Return the sentence that names the command for undoing it."""
    return f"To take it back: coach publish {name}{f' --group {group}' if group else ''} --undo"


def undo_publishing(path: Path, known: Sequence[Layer]) -> int:
    """Restore what was at ``path`` before the last publishing. Raises RefusedError if that has errors by now."""
    earlier = published.before_text(path)
    if earlier is not None and has_errors(wrong := check_text(path, earlier, known)):
        tell(wrong)
        raise RefusedError("the version before has errors by now, so nothing was changed.")
    try:
        there = published.swap_with_former(path)
    except OSError as error:
        raise unwritable(path, error) from error
    print(f"The version before is back: {path}" if there else f"Taken back, there was none before: {path}")
    print("Once more, and that is undone too.")
    return DONE
