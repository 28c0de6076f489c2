"""Whose a profile's name is by now: what lies under it, so that nobody is let into somebody else's training.

A second Anna is another person until her host says otherwise. Left out: letting anybody in (``keys``, ``invites``).
"""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from coach.host.accounts.invites import Invites
from coach.host.accounts.keys import Keys, known_name
from coach.host.base.errors import RefusedError
from coach.host.base.paths import BoxFolder
from coach.store.paths import DATABASE, profile_folder

IN_USE = ".in-use"
"""The file of a profile's folder that each visit touches (``guests.room``)."""
TOLD = ".told"
"""The file that stands in a profile's folder once its runner was told who can read it (``guests.own_data``)."""
ANOTHER = (
    "If it is the same person, with another key: --another-key. Somebody else needs a name of their own, such as {0}-2."
)


class Holder(Struct, frozen=True):
    """What lies under a name. ``invited_until``: of an open invitation; ``last_visit`` None: nobody ever trained so.

    ``has_files``: there is something of theirs in the folder, such as a routine or a setting, even without a history.
    """

    profile: str
    keys: tuple[str, ...]
    invited_until: datetime | None
    last_visit: datetime | None
    has_files: bool = False

    @property
    def is_free(self) -> bool:
        """Whether nothing does."""
        return not self.keys and self.invited_until is None and self.last_visit is None and not self.has_files

    def in_words(self) -> str:
        """Whose it is: the keys, and when they were last here."""
        parts = []
        if self.keys:
            parts.append(f"{'a key' if len(self.keys) == 1 else f'{len(self.keys)} keys'} ({'; '.join(self.keys)})")
        if self.invited_until is not None:
            parts.append(f"an open invitation (until {_day(self.invited_until)})")
        if self.last_visit is not None:
            parts.append(f"a history (last visit {_day(self.last_visit)})")
        elif self.has_files:
            parts.append("files, without a history")
        return f"{self.profile} has {' and '.join(parts)} already."


def holder_of(place: BoxFolder, profile: str) -> Holder:
    """What lies under this name. Raises RefusedError for what can be no name."""
    keys = tuple(f"{key.fingerprint} {key.comment}".strip() for key in Keys(place.keys).of(known_name(profile)))
    until = max((each.until for each in Invites(place.invites).all() if each.profile == profile), default=None)
    folder = profile_folder(profile)
    return Holder(profile, keys, until, last_visit(folder), _has_files(folder))


def refuse_holder(place: BoxFolder, profile: str) -> None:
    """Raises RefusedError where the name is somebody's: it says whose, and what to do."""
    holder = holder_of(place, profile)
    if not holder.is_free:
        raise RefusedError(f"{holder.in_words()} {ANOTHER.format(profile)}")


def last_visit(folder: Path) -> datetime | None:
    """When somebody was last in a profile's folder; None: there is no history in it."""
    if not (folder / DATABASE).exists():
        return None
    seen = 0.0
    for name in (IN_USE, DATABASE, f"{DATABASE}-wal"):
        with suppress(OSError):
            seen = max(seen, (folder / name).stat().st_mtime)
    return datetime.fromtimestamp(seen, UTC)


def _has_files(folder: Path) -> bool:
    """Whether anything lies in a profile's folder but the marks of a visit."""
    return folder.is_symlink() or any(
        name not in (IN_USE, TOLD) for _, _, names in os.walk(folder, followlinks=False) for name in names
    )


def _day(at: datetime) -> str:
    there = at.astimezone()
    return f"{there.day} {there:%b %Y, %H:%M}"
