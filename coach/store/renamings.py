"""The ids that a runner renamed, as a fact of the profile: the history keeps the old ones and is read under the new."""

from collections.abc import Iterable
from contextlib import suppress

from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.domain.records.profile import RENAMED_KEY
from coach.domain.records.renamings import Renaming
from coach.store.protocol import Store

MOST_RENAMINGS = 2000
"""How many are stored; the oldest are dropped first."""


def stored_renamings(store: Store) -> tuple[Renaming, ...]:
    """The stored renamings, oldest first; rows that cannot be read are skipped."""
    return _read(store.read(RENAMED_KEY))


def store_renamings(store: Store, made: Iterable[Renaming]) -> None:
    """Store these as well; one that is there already is not stored twice."""
    new = tuple(made)
    if new:
        store.change(RENAMED_KEY, lambda there: _plain((*_read(there), *new)))


def forget(store: Store, made: Renaming) -> None:
    """Delete a renaming that was not carried out after all."""
    store.change(RENAMED_KEY, lambda there: _plain(each for each in _read(there) if each != made))


def _plain(made: Iterable[Renaming]) -> list[object]:
    rows = sorted(dict.fromkeys(made), key=lambda each: each.at)  # stable: those of the same time stay in order
    return [to_plain(each) for each in rows[-MOST_RENAMINGS:]]


def _read(there: object) -> tuple[Renaming, ...]:
    found = []
    for row in there if isinstance(there, list) else []:
        with suppress(PlainDataError):
            found.append(from_plain(Renaming, row))
    return tuple(sorted(found, key=lambda each: each.at))
