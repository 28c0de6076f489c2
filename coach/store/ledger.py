"""Remembers which entries were logged last, removed or corrected, so that this can be undone.

All of it is stored as facts of the profile. Left out: the entries themselves, and why they are added or removed.
"""

from collections.abc import Iterable, Set
from contextlib import suppress
from datetime import datetime, timedelta

from coach.domain.records.entries import Entry
from coach.domain.records.plain_data import entry_from_plain, entry_to_plain
from coach.store import json_text
from coach.store.json_text import kept_words
from coach.store.protocol import Deleted, Store

RESTORABLE = timedelta(days=30)
"""How long a removed or corrected entry can be restored."""
LOGGED_KEY, REMOVED_KEY, CORRECTED_KEY = "logged", "removed", "corrected"
_MOST_CORRECTED = 200
"""How many corrections can be undone."""
_MOST_LOGGED = 50
"""How many logged entries can be taken back one by one, the last first."""


def logged(store: Store) -> tuple[str, ...]:
    """The ids of logged entries, the last at the end."""
    return kept_words(store.read(LOGGED_KEY))


def note_logged(store: Store, entry_id: str) -> None:
    """Remember that this entry was the last to be logged."""
    store.change(
        LOGGED_KEY, lambda kept: [*(each for each in kept_words(kept) if each != entry_id), entry_id][-_MOST_LOGGED:]
    )


def removed_ids(store: Store) -> frozenset[str]:
    """The ids of entries that were removed and have not come back."""
    return frozenset(kept_words(store.read(REMOVED_KEY)))


def remove_entry(store: Store, entry_id: str, at: datetime) -> None:
    """Remove an entry, and remember that, so that an import of an older export does not bring it back."""
    # The fact first: if the coach is killed in between, the entry is still there, and counts.
    keep_out(store, entry_id)
    store.remove(entry_id, at)


def keep_out(store: Store, entry_id: str) -> None:
    """Remember that an import must not bring this entry back."""
    store.change(REMOVED_KEY, lambda kept: sorted({*kept_words(kept), entry_id}))


def restorable(store: Store, now: datetime) -> tuple[Deleted, ...]:
    """What was removed in the last 30 days and can be restored, the last first."""
    return store.deleted(now - RESTORABLE)


def restore_entry(store: Store, entry_id: str, now: datetime) -> None:
    """Restore an entry that was removed in the last 30 days, as it was. Raises NoSuchEntryError."""
    store.restore(entry_id, now - RESTORABLE)
    let_back(store, {entry_id})


def let_back(store: Store, entry_ids: Set[str]) -> None:
    """Forget that these were removed, so that an import may add them."""
    if entry_ids:
        store.change(REMOVED_KEY, lambda kept: sorted({*kept_words(kept)} - entry_ids))


def staying_out(store: Store, entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of those entries that were removed here and are not in the history now."""
    out = removed_ids(store)
    if not out:
        return frozenset()
    here = {entry.id for entry in store.history().entries}
    return frozenset(json_text.with_id(entry).id for entry in entries) & out - here


# --- corrections ----------------------------------------------------------------------------------------------------


def note_corrected(store: Store, former: Entry, at: datetime) -> None:
    """Remember an entry as it was before a correction. Corrections older than 30 days are forgotten."""
    row = {"at": at.isoformat(), "entry": entry_to_plain(former)}
    # A change may run twice, so a row that is there already is not added again.
    store.change(
        CORRECTED_KEY, lambda kept: [*(each for each in _rows(kept, at) if each != row), row][-_MOST_CORRECTED:]
    )


def former_versions(store: Store, now: datetime) -> tuple[Deleted, ...]:
    """The former versions of entries that were corrected in the last 30 days, the last first."""
    found = []
    for row in reversed(_rows(store.read(CORRECTED_KEY), now)):
        with suppress(ValueError):
            found.append(Deleted(entry_from_plain(row["entry"]), datetime.fromisoformat(str(row["at"]))))
    return tuple(found)


def undo_correction(store: Store, former: Entry, now: datetime) -> None:
    """Put the former version of an entry back; later corrections of it are forgotten. Raises NoSuchEntryError."""
    plain = entry_to_plain(former)
    store.replace(former)

    def without(kept: object) -> list[dict[str, object]]:
        rows = _rows(kept, now)
        places = [place for place, row in enumerate(rows) if row["entry"] == plain]
        since = places[-1] if places else len(rows)
        return [row for place, row in enumerate(rows) if place < since or _id_of(row) != former.id]

    store.change(CORRECTED_KEY, without)


def _rows(kept: object, now: datetime) -> list[dict[str, object]]:
    """The rows that are complete and not older than 30 days."""
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
