"""Filter the history by ``--since`` and ``--kind`` of ``coach history``."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date

from msgspec.structs import replace

from coach.cli.base.context import present_ids, unknown_id
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.records.entries import Activity, Entry, Event, Measure, Run, Session, Unreadable, Walk
from coach.domain.records.history import History
from coach.store.protocol import Store

_KINDS: dict[str, type[Entry]] = {
    "session": Session,
    "run": Run,
    "walk": Walk,
    "activity": Activity,
    "event": Event,
    "measure": Measure,
}


def filtered(args: Namespace, history: History, catalogue: Catalogue, today: date, store: Store) -> History:
    """Return the history with only the entries asked for, and those that cannot be read.

    An entry's day is by the UTC offset it was entered in. Raises RefusedError for an unknown kind.
    """
    since = args.since(today) if args.since else None
    words = (now for word in args.kind or () for now in _as_called_now(word, catalogue, store))
    fits = [_fits(word, history.entries, catalogue) for word in words]
    if since is None and not fits:
        return history
    entries = tuple(
        entry
        for entry in history.entries
        if isinstance(entry, Unreadable)
        or ((since is None or entry.at.date() >= since) and (not fits or any(fit(entry) for fit in fits)))
    )
    return replace(history, entries=entries)


def _as_called_now(word: str, catalogue: Catalogue, store: Store) -> Sequence[str]:
    """Return the present ids for a former one, as the history is read under those; an id in use stays as it is."""
    return [word] if word in catalogue.routines else present_ids(word, store) or [word]


def _fits(word: str, entries: Sequence[Entry], catalogue: Catalogue) -> Callable[[Entry], bool]:
    """Return a test for entries of this kind: a kind of entry, a routine's id, or a kind of cross-training.

    Raises RefusedError for an unknown word.
    """
    kind = _KINDS.get(word.removesuffix("s") if word != "activities" else "activity")
    if kind is not None:
        return lambda entry: type(entry) is kind
    routines = {entry.routine for entry in entries if isinstance(entry, Session)} | {*catalogue.routines}
    activities = {entry.kind for entry in entries if isinstance(entry, Activity)}
    if word in routines:
        return lambda entry: isinstance(entry, Session) and entry.routine == word
    if word in activities:
        return lambda entry: isinstance(entry, Activity) and entry.kind == word
    names = {name: name for name in (*_KINDS, *routines, *activities)}
    raise unknown_id(
        word, "kind of record", names, "session, run, walk, activity, event, measure, a routine's id, or swim …"
    )
