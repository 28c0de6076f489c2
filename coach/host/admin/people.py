"""All profiles of the box, for the person who runs it: who is locked, red or silent, and the disk space each takes.

It reads the light, the lock and the day from a history, and writes nothing but what opening a database writes, as that
database's owner. Left out: who is here at this moment (``status``).
"""

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from coach.domain.shared_page import Page, concern
from coach.host.accounts.holder import last_visit
from coach.host.base.ownership import as_owner_of
from coach.host.guests.quota import Used, used
from coach.library.disk.layers import layers
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library, load_library
from coach.services.sharing import Sharing
from coach.services.training import Training
from coach.store.paths import DATABASE, PROFILES, data_folder, is_profile_name
from coach.store.protocol import StoreError
from coach.system.clock import SystemClock

UNREADABLE = 6
"""The sort rank of a profile without a readable history: after the locked, the red and the silent."""


class Person(Struct, frozen=True):
    """A profile. ``page`` is None when there is no history, or it cannot be read; then ``trouble`` says why."""

    profile: str
    page: Page | None
    last_visit: datetime | None
    used: Used
    trouble: str | None = None


def people(now: datetime) -> list[Person]:
    """Return every profile of this box, those that need attention first."""
    folder = data_folder() / PROFILES
    if not folder.is_dir():
        return []
    library = load_library(layers())
    names = sorted(path.name for path in folder.iterdir() if is_profile_name(path.name) and path.is_dir())
    found = [_person(folder / name, library) for name in names]
    return sorted(found, key=lambda each: concern(each.page, now) if each.page else UNREADABLE)


def _person(folder: Path, library: Library) -> Person:
    from coach.store.database.sqlite import SqliteStore

    visit, taken = last_visit(folder), used(folder)
    if visit is None:
        return Person(folder.name, None, None, taken)
    try:
        with as_owner_of(folder):
            store = SqliteStore(folder / DATABASE)
            try:
                page = Sharing(Training(library, store, SystemClock(), Settings()), folder.name).page()
            finally:
                store.close()
    except (StoreError, OSError) as error:
        return Person(folder.name, None, visit, taken, str(error))
    return Person(folder.name, page, visit, taken)
