"""Where the database of a profile is. No part of the path ever comes from a file's content."""

import os
import re
import sys
from pathlib import Path

from coach.store.protocol import StoreError
from coach.system.guest import home_folder

_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_LONGEST = 64
DATABASE = "coach.db"
PROFILES = "profiles"
"""The folder that holds a folder for each profile."""

TEAM_VARIABLE = "COACH_TEAM"
"""The environment variable with the runners who share their page with a guest, comma-separated.

The host sets it; no guest can.
"""


def default_path(profile: str | None = None) -> Path:
    """The database of a profile, or of the runner without one: ``$XDG_DATA_HOME/coach/…/coach.db``.

    Raises StoreError as ``profile_folder`` does, NoHomeError as ``data_folder`` does.
    """
    return (data_folder() if profile is None else profile_folder(profile)) / DATABASE


def data_folder() -> Path:
    """The folder of everything the coach stores on this account: ``$XDG_DATA_HOME/coach``. Raises NoHomeError."""
    return _data_home() / "coach"


def profile_folder(profile: str) -> Path:
    """The folder of everything that belongs to one profile.

    Raises StoreError when its name is no slug (small letters, digits, single hyphens between them).
    """
    if len(profile) > _LONGEST or not re.fullmatch(_SLUG, profile):
        raise StoreError(
            f"{profile[:_LONGEST]!r} cannot be a profile's name. "
            f"Use small letters, digits and hyphens, at most {_LONGEST}, such as 'anna' or 'team-2'."
        )
    return data_folder() / PROFILES / profile


def is_profile_name(text: str) -> bool:
    """Whether a profile may be called this."""
    try:
        profile_folder(text)
    except StoreError:
        return False
    return True


def _data_home() -> Path:
    configured = Path(os.environ.get("XDG_DATA_HOME", ""))
    if configured.is_absolute():  # the XDG specification says to ignore a relative one
        return configured
    if sys.platform in ("darwin", "win32"):
        import platformdirs  # slow to import, and only needed where XDG is not usual

        return platformdirs.user_data_path(appauthor=False)
    return home_folder() / ".local" / "share"
