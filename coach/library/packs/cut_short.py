"""A look, at every start, whether a change of several files was cut short; it costs next to nothing where none was."""

import os
from pathlib import Path

from coach.library.disk.layers import CHANGING, config_folder
from coach.system.guest import NoHomeError


def make_up() -> None:
    """Carry it out if it was decided, else clear it away. Never raises: the next start looks again."""
    try:
        home: Path = config_folder()
    except NoHomeError:
        return
    if os.path.lexists(home / CHANGING):
        from coach.library.packs.transaction import recover

        recover(home)
