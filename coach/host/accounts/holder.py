"""Whether a profile's name is taken, and by what, so that nobody is let into somebody else's training.

A second Anna is another person until the host says otherwise. Left out: letting anybody in (``keys``, ``invites``).
"""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from coach.host.accounts.invites import Invites
from coach.host.accounts.keys import Keys, known_name
from coach.host.base.errors import BoxError
from coach.host.base.paths import BoxFolder
from coach.store.paths import DATABASE, profile_folder

IN_USE = ".in-use"
"""The file in a profile's folder that each visit touches and locks (``guests.room``)."""
TOLD = ".told"
"""The file that marks, in a profile's folder, that its runner was told who can read it (``guests.own_data``)."""
ANOTHER = (
    "If it is the same person, with another key: --another-key. Somebody else needs a name of their own, such as {0}-2."
)


class Holder(Struct, frozen=True):
    """What exists under a profile's name.

    ``keys``: fingerprints and comments. ``invited_until``: the end of an open invitation. ``last_visit`` None: there is
    no history. ``has_files``: the folder holds files of theirs, such as a routine or a setting, even without a history.
    """

    profile: str
    keys: tuple[str, ...]
    invited_until: datetime | None
    last_visit: datetime | None
    has_files: bool = False

    @property
    def is_free(self) -> bool:
        """Whether nothing exists under the name, so that somebody new can have it."""
        return not self.keys and self.invited_until is None and self.last_visit is None and not self.has_files

    def in_words(self) -> str:
        """Say in a sentence what exists under the name: keys, an open invitation, a history with its last visit."""
        parts = []
        if self.keys:
            parts.append(f"{'a key' if len(self.keys) == 1 else f'{len(self.keys)} keys'} ({'; '.join(self.keys)})")
        if self.invited_until is not None:
            parts.append(f"an open invitation (until {local_moment(self.invited_until)})")
        if self.last_visit is not None:
            parts.append(f"a history (last visit {local_moment(self.last_visit)})")
        elif self.has_files:
            parts.append("files, without a history")
        return f"{self.profile} has {' and '.join(parts)} already."


def holder_of(place: BoxFolder, profile: str) -> Holder:
    """Return what exists under this name. Raises BoxError for a text that cannot be a name."""
    keys = tuple(f"{key.fingerprint} {key.comment}".strip() for key in Keys(place.keys).of(known_name(profile)))
    until = max((each.until for each in Invites(place.invites).all() if each.profile == profile), default=None)
    folder = profile_folder(profile)
    return Holder(profile, keys, until, last_visit(folder), _has_files(folder))


def refuse_holder(place: BoxFolder, profile: str) -> None:
    """Raise BoxError if the name is taken; the text says by what, and what to do."""
    holder = holder_of(place, profile)
    if not holder.is_free:
        raise BoxError(f"{holder.in_words()} {ANOTHER.format(profile)}")


def last_visit(folder: Path) -> datetime | None:
    """Return when somebody last used a profile (UTC); None: it has no history."""
    if not (folder / DATABASE).exists():
        return None
    seen = 0.0
    for name in (IN_USE, DATABASE, f"{DATABASE}-wal"):
        with suppress(OSError):
            seen = max(seen, (folder / name).stat().st_mtime)
    return datetime.fromtimestamp(seen, UTC)


def _has_files(folder: Path) -> bool:
    """Return whether a profile's folder holds any file but the marks of a visit, or is a link."""
    return folder.is_symlink() or any(
        name not in (IN_USE, TOLD) for _, _, names in os.walk(folder, followlinks=False) for name in names
    )


def local_moment(at: datetime) -> str:
    """Return a time as an admin of this machine reads it: ``3 Nov 2026, 07:30``."""
    there = at.astimezone()
    return f"{there.day} {there:%b %Y, %H:%M}"
