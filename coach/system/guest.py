"""Whether the coach runs at home or for a guest of a shared box, which decides how messages name a file.

At home by its whole path, to a guest by its name alone: a guest does not need the layout of somebody else's machine,
and it would tell about the others on it.
"""

import os
import sys
from pathlib import Path

GUEST = "COACH_GUEST"
"""The environment variable that a host sets for its guests' coaches; no guest can set it."""


def is_guest() -> bool:
    """Whether this coach runs for a guest of a shared box."""
    return GUEST in os.environ


def path_in_words(path: Path) -> str:
    """The path as messages name it. Nothing in it is cleaned: do that before it is shown."""
    return path.name if is_guest() else str(path)


class NoHomeError(Exception):
    """The home folder of this account is unknown: there is neither HOME nor an entry for the account."""

    def __init__(self) -> None:
        super().__init__(
            "your home folder is not known, so nothing can be read or kept. Set HOME to it, or XDG_DATA_HOME and "
            "XDG_CONFIG_HOME to folders of your own."
        )


def home_folder() -> Path:
    """The home folder of this account: ``HOME``, else from the account database. Raises NoHomeError.

    An empty or relative HOME is ignored: files would end up wherever the coach happens to be started.
    """
    named = Path(os.environ.get("HOME", ""))
    if named.is_absolute():
        return named
    if sys.platform == "win32":
        known = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path raises without a home
    else:
        import pwd

        try:
            known = Path(pwd.getpwuid(os.getuid()).pw_dir)
        except KeyError as error:
            raise NoHomeError from error
    if not known.is_absolute():
        raise NoHomeError
    return known
