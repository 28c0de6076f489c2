"""Converts what the stores keep to JSON text and back: entries, the start, checkpoints and facts; makes entry ids.

Nothing is stored that could not be read back: an entry that does not fit its types is refused when it is added.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.entries import Entry
from coach.domain.records.history import Start
from coach.domain.records.plain_data import (
    PlainDataError,
    entries_from_json,
    entry_from_plain,
    entry_to_plain,
    from_plain,
    to_plain,
)
from coach.store.database.soundness import check_entry, checksum
from coach.store.protocol import Checkpoint, E, NoSuchEntryError, StoreError

START_KEY = "start"
CheckpointTexts = tuple[str, str, str, str]
_ID_LENGTH = 20


class EntryRow(Struct, frozen=True):
    """An entry as it is stored. ``at`` is in UTC, ISO 8601, and sorts as text; ``text`` is the whole entry as JSON.

    ``crc`` is the checksum of ``text``.
    """

    id: str
    at: str
    type: str
    text: str
    crc: int


def with_id(entry: Entry) -> Entry:
    """The entry with an id: its own, or a hash of its content, so that equal entries get equal ids.

    The time zone in which its time was written makes no difference.
    """
    if entry.id:
        return entry
    import hashlib  # slow to import, and most entries already have an id

    plain = entry_to_plain(entry) | {"at": utc(entry.at)}
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True, allow_nan=False).encode()).hexdigest()
    return replace(entry, id=digest[:_ID_LENGTH])


def kept_words(fact: object) -> tuple[str, ...]:
    """The words of a fact that is a list of them; none where nothing is kept, or something else."""
    return tuple(map(str, fact)) if isinstance(fact, list) else ()


def entry_to_row(entry: Entry) -> EntryRow:
    """The row for an entry, which gets an id if it has none. Raises StoreError when it does not fit its types."""
    try:
        entry = with_id(entry)
        plain = entry_to_plain(entry)
        check_entry(entry)
        kept = dump(plain)
        return EntryRow(entry.id, utc(entry.at), str(plain["type"]), kept, checksum(kept.encode()))
    except (ValueError, OverflowError) as error:  # it does not fit its type, or its range
        raise StoreError(f"This entry of {entry.at} cannot be kept: {error}. Correct it and try again.") from error


class EntryReader:
    """Reads entries from JSON texts, and returns the identical object for a text that was there last time.

    That takes a tenth of the time, and whoever caches by entry finds what is new by comparing objects.
    """

    def __init__(self) -> None:
        self._known: dict[str, Entry] = {}

    def read(self, texts: Sequence[str]) -> list[Entry]:
        """The entries of these texts. Raises StoreError, naming the entry that cannot be read."""
        new = [text for text in texts if text not in self._known]
        known = self._known | dict(zip(new, _entries_from_texts(new), strict=True))
        self._known = {text: known[text] for text in texts}
        return [known[text] for text in texts]


def _entries_from_texts(texts: Sequence[str]) -> list[Entry]:
    with suppress(ValueError):
        return list(entries_from_json(texts))
    return [_entry_from_text(text) for text in texts]


def _entry_from_text(text: str) -> Entry:
    try:
        return entry_from_plain(json.loads(text))
    except ValueError as error:
        shown = text if len(text) <= 200 else text[:199] + "…"
        raise StoreError(
            f"An entry of the history cannot be read ({error}): {shown!r}. Nothing was changed. "
            "If a newer coach wrote it, update this one."
        ) from error


def entry_or_none(text: str) -> Entry | None:
    """The entry of a row's text; None: it cannot be read."""
    try:
        return entry_from_plain(json.loads(text))
    except ValueError:
        return None


def apply_correction(entry: E, kept: str, change: Callable[[E], E]) -> E:
    """Apply ``change`` to an entry as it is stored now. ``entry``: the version of it that the caller knew.

    If another coach has made it a different kind of entry, the caller's version is changed instead.
    """
    now = _entry_from_text(kept)
    return change(now if isinstance(now, type(entry)) else entry)


def start_to_plain(start: Start) -> object:
    """The start as plain data."""
    return to_plain(start)


def start_from_plain(plain: object | None) -> Start:
    """The start from plain data; None is the empty one. Raises StoreError when it cannot be read."""
    try:
        return Start() if plain is None else from_plain(Start, plain)
    except PlainDataError as error:
        raise StoreError(f"What you said at the start cannot be read ({error}). Set your phase again.") from error


def checkpoint_to_texts(checkpoint: Checkpoint) -> CheckpointTexts:
    """The id, time, data and owner of a checkpoint. Raises ValueError or TypeError for what could not be read back."""
    if checkpoint.saved_at.utcoffset() is None:
        raise ValueError("a checkpoint's time needs a zone")
    return checkpoint.id, checkpoint.saved_at.isoformat(), dump(dict(checkpoint.data)), checkpoint.owner


def checkpoints_from_texts(rows: Iterable[CheckpointTexts]) -> tuple[Checkpoint, ...]:
    """The checkpoints in these rows, the one saved last at the end. Raises StoreError when one cannot be read."""
    found = [
        Checkpoint(
            each, datetime.fromisoformat(saved_at), cast(dict[str, object], parse_json(data, "checkpoint")), owner
        )
        for each, saved_at, data, owner in rows
    ]
    return tuple(sorted(found, key=lambda checkpoint: checkpoint.saved_at))


def no_such_entry(entry_id: str) -> NoSuchEntryError:
    """The error for an entry that does not exist."""
    return NoSuchEntryError(
        f"There is no entry {entry_id!r} in the history. It may have been removed: look at the history again."
    )


def dump(value: object) -> str:
    """Compact JSON text. Raises ValueError or TypeError for what JSON cannot hold."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def parse_json(text: str, what: str) -> object:
    """Parse JSON text. Raises StoreError, which names ``what`` was to be read."""
    try:
        return cast(object, json.loads(text))
    except ValueError as error:
        raise StoreError(f"The {what} cannot be read: {error}. Nothing was changed.") from error


def utc(at: datetime) -> str:
    """A time as text the way the database stores it: in UTC, so that it sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
