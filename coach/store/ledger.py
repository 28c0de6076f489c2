"""What a store remembers of its entries' coming and going: which were logged last, taken out, or corrected.

All are facts of the profile. Left out: the entries themselves, and why they come or go.
"""

from collections.abc import Iterable, Set
from contextlib import suppress
from datetime import datetime, timedelta

from coach.domain.records.entries import Entry
from coach.domain.records.plain_data import entry_from_plain, entry_to_plain
from coach.store import json_text
from coach.store.protocol import Deleted, Store

RESTORABLE = timedelta(days=30)
"""So long what was taken out can be brought back."""
LOGGED_KEY, REMOVED_KEY, CORRECTED_KEY = "logged", "removed", "corrected"
_MOST_CORRECTED = 200
"""So many corrections can be undone."""
_MOST_LOGGED = 50
"""So many things that were logged can be taken back one by one, the last first."""


def logged(store: Store) -> tuple[str, ...]:
    """The ids of what was logged, the last at the end."""
    return _ids(store.read(LOGGED_KEY))


def note_logged(store: Store, entry_id: str) -> None:
    """Remember that an entry was logged, after all others."""
    store.change(
        LOGGED_KEY, lambda kept: [*(each for each in _ids(kept) if each != entry_id), entry_id][-_MOST_LOGGED:]
    )


def removed(store: Store) -> frozenset[str]:
    """The ids of what was taken out, and has not come back."""
    return frozenset(_ids(store.read(REMOVED_KEY)))


def remove(store: Store, entry_id: str, at: datetime) -> None:
    """Take an entry out of the history, and remember that: an import of an older export does not bring it back."""
    # First the fact: broken off in between, the entry is still there, and counts.
    keep_out(store, entry_id)
    store.remove(entry_id, at)


def keep_out(store: Store, entry_id: str) -> None:
    """Remember that an entry is not to come back with an import."""
    store.change(REMOVED_KEY, lambda kept: sorted({*_ids(kept), entry_id}))


def restorable(store: Store, now: datetime) -> tuple[Deleted, ...]:
    """What was taken out in the last 30 days and can be brought back, the last first."""
    return store.deleted(now - RESTORABLE)


def restore(store: Store, entry_id: str, now: datetime) -> None:
    """Bring back what was taken out in the last 30 days, as it was. Raises NoSuchEntryError."""
    store.restore(entry_id, now - RESTORABLE)
    let_back(store, {entry_id})


def let_back(store: Store, entry_ids: Set[str]) -> None:
    """Forget that these were taken out."""
    if entry_ids:
        store.change(REMOVED_KEY, lambda kept: sorted({*_ids(kept)} - entry_ids))


def staying_out(store: Store, entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of those of these entries that were taken out here, and are not here."""
    out = removed(store)
    if not out:
        return frozenset()
    here = {entry.id for entry in store.history().entries}
    return frozenset(json_text.with_id(entry).id for entry in entries) & out - here


# --- corrections ----------------------------------------------------------------------------------------------------


def note_corrected(store: Store, former: Entry, at: datetime) -> None:
    """Remember an entry as it was before it is corrected. What is older than 30 days is forgotten."""
    row = {"at": at.isoformat(), "entry": entry_to_plain(former)}
    # Done twice, it is there once.
    store.change(
        CORRECTED_KEY, lambda kept: [*(each for each in _rows(kept, at) if each != row), row][-_MOST_CORRECTED:]
    )


def corrected(store: Store, now: datetime) -> tuple[Deleted, ...]:
    """Entries as they were before they were corrected in the last 30 days, the last first."""
    found = []
    for row in reversed(_rows(store.read(CORRECTED_KEY), now)):
        with suppress(ValueError):
            found.append(Deleted(entry_from_plain(row["entry"]), datetime.fromisoformat(str(row["at"]))))
    return tuple(found)


def undo_correction(store: Store, former: Entry, now: datetime) -> None:
    """Have an entry again as it was; later corrections of it are forgotten. Raises NoSuchEntryError."""
    plain = entry_to_plain(former)
    store.replace(former)

    def without(kept: object) -> list[dict[str, object]]:
        rows = _rows(kept, now)
        places = [place for place, row in enumerate(rows) if row["entry"] == plain]
        since = places[-1] if places else len(rows)
        return [row for place, row in enumerate(rows) if place < since or _id_of(row) != former.id]

    store.change(CORRECTED_KEY, without)


def _rows(kept: object, now: datetime) -> list[dict[str, object]]:
    """The rows that are whole, and not too old."""
    rows = [row for row in kept if isinstance(row, dict)] if isinstance(kept, list) else []
    found: list[dict[str, object]] = []
    for row in rows:
        with suppress(ValueError, TypeError, KeyError):
            if now - datetime.fromisoformat(str(row["at"])) <= RESTORABLE and isinstance(row["entry"], dict):
                found.append(row)
    return found


def _id_of(row: dict[str, object]) -> object:
    entry = row["entry"]
    return entry.get("id") if isinstance(entry, dict) else None


def _ids(kept: object) -> tuple[str, ...]:
    return tuple(str(item) for item in kept) if isinstance(kept, list) else ()
