"""Which group each profile is in: one file per profile (0600), written by the host where no guest can write.

Left out: the files and caps of a group (``library.disk.layers``, ``library.formats.caps_file``).
"""

from pathlib import Path

from coach.host.accounts.keys import known_name
from coach.host.base.errors import BoxError
from coach.host.base.paths import make_private
from coach.library.toml.fields import MAX_SLUG, is_slug
from coach.library.toml.sanitize import short
from coach.store.private_files import write_private


class Groups:
    """The memberships, kept in a folder (0700)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, profile: str) -> str | None:
        """Return a profile's group; None: it is in none. Raises BoxError when its file is unreadable or wrong."""
        try:
            with self._path(profile).open("rb") as file:
                group = file.read(MAX_SLUG + 2).decode().strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise BoxError(_UNREADABLE.format(profile)) from error
        if not is_slug(group):
            raise BoxError(_UNREADABLE.format(profile))
        return group

    def put(self, profile: str, group: str) -> None:
        """Put a profile into a group, and out of any other. Raises BoxError."""
        path = self._path(profile)
        known_group(group)
        make_private(self._folder)
        try:
            write_private(path, f"{group}\n".encode())
        except OSError as error:
            raise BoxError(f"{path} cannot be written: {error.strerror}.") from error

    def leave(self, profile: str) -> bool:
        """Take a profile out of its group; False: it was in none. Raises BoxError."""
        try:
            self._path(profile).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise BoxError(f"{self._path(profile)} cannot be removed: {error.strerror}.") from error
        return True

    def _path(self, profile: str) -> Path:
        return self._folder / known_name(profile)


def known_group(text: str) -> str:
    """Return the text if it can be a group's id. Raises BoxError when it cannot."""
    if not is_slug(text):
        raise BoxError(f'"{short(text)}" cannot be a group: use small letters, digits and hyphens.')
    return text


_UNREADABLE = (
    "the group of {0} cannot be read, so the coach stays shut. Whoever looks after the box sets it anew: "
    "coach host group {0} GROUP, or --none."
)
"""For the person who runs the box; a guest is told ``guests.entry.NO_GROUP`` instead."""
