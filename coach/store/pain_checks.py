"""Remembers the state of pain checks, besides their answers, as facts of the profile.

That is which were completed, with questions left out on purpose, and what the hurts key recorded during a run, which
keeps no steps. Left out: the answers themselves.
"""

from coach.domain.records.answers import WhileItRan
from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.store.protocol import Store

_STATES_KEY, _TOLD_KEY = "pain-checks", "told-in-runs"
_MOST = 50
"""How many are remembered: more than can be asked about within the days in which they are asked."""


def note_pain_check(store: Store, record_id: str, *, done: bool) -> None:
    """Remember that a record's pain check was begun, or completed: what is unanswered then was left out on purpose."""
    row: list[object] = [record_id, done]
    if row not in _rows(store.read(_STATES_KEY)):
        store.change(_STATES_KEY, lambda kept: [*(each for each in _rows(kept) if each[0] != record_id), row][-_MOST:])


def noted(store: Store) -> dict[str, bool]:
    """The pain checks that were begun here, by the id of the record; True: completed."""
    return {str(known): done is True for known, done in _rows(store.read(_STATES_KEY))}


def note_told(store: Store, run_id: str, told: WhileItRan) -> None:
    """Remember what was reported during a run."""
    row = [run_id, to_plain(told)]
    store.change(_TOLD_KEY, lambda kept: [*(each for each in _rows(kept) if each[0] != run_id), row][-_MOST:])


def told_in(store: Store, run_id: str) -> WhileItRan | None:
    """What was reported during a run; None: not known."""
    for known, plain in _rows(store.read(_TOLD_KEY)):
        if known == run_id:
            try:
                return from_plain(WhileItRan, plain)
            except PlainDataError:
                return None
    return None


def _rows(kept: object) -> list[list[object]]:
    rows = kept if isinstance(kept, list) else []
    return [row for row in rows if isinstance(row, list) and len(row) == 2]
