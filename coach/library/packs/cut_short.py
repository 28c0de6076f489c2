"""Checks at every start whether a change of several files was interrupted; cheap when there was none."""

import os
from pathlib import Path

from coach.library.disk.layers import CHANGING, config_folder
from coach.system.guest import NoHomeError


def make_up() -> None:
    """Complete an interrupted change if it was decided, else roll it back. Never raises: the next start tries again."""
    try:
        home: Path = config_folder()
    except NoHomeError:
        return
    if os.path.lexists(home / CHANGING):
        from coach.library.packs.transaction import recover

        recover(home)
