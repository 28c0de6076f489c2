"""Where the database of a profile is. No part of the path ever comes from a file's content."""

import os
import re
import sys
from pathlib import Path

from coach.store.protocol import StoreError
from coach.system.guest import home_folder

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 64
DATABASE = "coach.db"
PROFILES = "profiles"
"""The folder in which every profile has its own."""

TEAM = "COACH_TEAM"
"""The variable in which a host says who shares their page with a guest, with commas; no guest can set it."""


def default_path(profile: str | None = None) -> Path:
    """The database of a profile, or of the runner who uses none: ``$XDG_DATA_HOME/coach/…/coach.db``.

    Raises StoreError as ``profile_folder``, NoHomeError as ``data_folder``.
    """
    return (data_folder() if profile is None else profile_folder(profile)) / DATABASE


def data_folder() -> Path:
    """Where all that the coach keeps on this account lies: ``$XDG_DATA_HOME/coach``. Raises NoHomeError."""
    return _data_home() / "coach"


def profile_folder(profile: str) -> Path:
    """What belongs to one profile.

    Raises StoreError when its name is no slug (small letters, digits, single hyphens between them).
    """
    if len(profile) > _LONGEST or not _SLUG.fullmatch(profile):
        raise StoreError(
            f"{profile[:_LONGEST]!r} cannot be a profile's name. "
            f"Use small letters, digits and hyphens, at most {_LONGEST}, such as 'anna' or 'team-2'."
        )
    return data_folder() / PROFILES / profile


def _data_home() -> Path:
    configured = Path(os.environ.get("XDG_DATA_HOME", ""))
    if configured.is_absolute():  # the XDG specification: a relative one is to be ignored
        return configured
    if sys.platform in ("darwin", "win32"):
        import platformdirs  # slow to import, and only needed where XDG is not at home

        return platformdirs.user_data_path(appauthor=False)
    return home_folder() / ".local" / "share"
