"""What the stores keep, as JSON text: entries, the start, checkpoints and facts; and the ids of entries.

Nothing is kept that could not be read back: an entry that does not fit its types is refused when it enters.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Start
from coach.domain.records.plain_data import (
    PlainDataError,
    entries_from_json,
    entry_from_plain,
    entry_to_plain,
    from_plain,
    to_plain,
)
from coach.store.database.soundness import check, checksum
from coach.store.protocol import Checkpoint, E, NoSuchEntryError, StoreError

START_KEY = "start"
CheckpointTexts = tuple[str, str, str, str]
_ID_LENGTH = 20


class EntryRow(Struct, frozen=True):
    """An entry as it is kept. ``at`` is in UTC, ISO 8601, and sorts as text; ``text`` is the whole entry as JSON.

    ``crc`` is its checksum.
    """

    id: str
    at: str
    type: str
    text: str
    crc: int


def with_id(entry: Entry) -> Entry:
    """The entry with an id: its own, or one made from its content, so that equal entries get equal ids.

    Where in the world its time was written down makes no difference.
    """
    if entry.id:
        return entry
    import hashlib  # heavy, and most entries come with an id

    plain = entry_to_plain(entry) | {"at": utc(entry.at)}
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True, allow_nan=False).encode()).hexdigest()
    return replace(entry, id=digest[:_ID_LENGTH])


def entry_to_row(entry: Entry) -> EntryRow:
    """An entry, with an id, ready to be kept. Raises StoreError when it does not fit its types."""
    try:
        entry = with_id(entry)
        plain = entry_to_plain(entry)
        check(entry)
        kept = dump(plain)
        return EntryRow(entry.id, utc(entry.at), str(plain["type"]), kept, checksum(kept.encode()))
    except (ValueError, OverflowError) as error:  # what does not fit its type, or its range
        raise StoreError(f"This entry of {entry.at} cannot be kept: {error}. Correct it and try again.") from error


class EntryReader:
    """Reads entries from rows' texts, and gives the very same entry again for a text that was there last time.

    That takes a tenth of the time, and whoever kept something by entry finds what is new by looking at the objects.
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


def corrected(entry: E, kept: str, change: Callable[[E], E]) -> E:
    """What a change makes of an entry as it is ``kept`` now. ``entry``: the one of its id that whoever changes it knew.

    Where another coach made something of another kind of it, it is what they knew that is changed.
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
    """The checkpoints of these texts, the one saved last at the end. Raises StoreError when one cannot be read."""
    found = [
        Checkpoint(each, datetime.fromisoformat(saved_at), cast(dict[str, object], load(data, "checkpoint")), owner)
        for each, saved_at, data, owner in rows
    ]
    return tuple(sorted(found, key=lambda checkpoint: checkpoint.saved_at))


def no_such_entry(entry_id: str) -> NoSuchEntryError:
    """The error for an entry that is not there."""
    return NoSuchEntryError(
        f"There is no entry {entry_id!r} in the history. It may have been removed: look at the history again."
    )


def dump(value: object) -> str:
    """JSON text, short. Raises ValueError or TypeError for what JSON cannot hold."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def load(text: str, what: str) -> object:
    """What JSON text holds. Raises StoreError, naming ``what`` was to be read."""
    try:
        return cast(object, json.loads(text))
    except ValueError as error:
        raise StoreError(f"The {what} cannot be read: {error}. Nothing was changed.") from error


def utc(at: datetime) -> str:
    """A time as the database keeps it: in UTC, so that it sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
