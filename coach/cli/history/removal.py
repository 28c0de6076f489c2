"""Remove a record from the history by its id, after showing it and asking; or restore it as it was before."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from coach.cli.base.context import refuse_unless_kept
from coach.cli.base.errors import RefusedError
from coach.domain.records.entries import Unreadable
from coach.library.toml.sanitize import short
from coach.services.assembly import Coach
from coach.services.removal import (
    Removable,
    record_in_words,
    records,
    removal_question,
    remove_record,
    restorable_records,
)
from coach.services.training import Training
from coach.services.trouble import unreadable_rows
from coach.store.ledger import RESTORABLE
from coach.store.protocol import Settled
from coach.system.exit_codes import DONE, USAGE

LEAST, SHOWN = 3, 6
"""How many characters of an id must be given at least, and are shown at least."""
_NOTHING = "Nothing was removed."


def record_named(training: Training, wanted: str) -> Removable:
    """Return the record whose id is ``wanted``, or the only one whose id begins with it. Raises RefusedError."""
    there = records(training)
    exact = [entry for entry in there if entry.id == wanted]
    if exact:
        return exact[0]
    if any(entry.id == wanted for entry in training.history().entries):
        raise RefusedError("that is an event, no record: a lock is lifted, and a phase set, by a word of its own.")
    close = [entry for entry in there if entry.id.startswith(wanted)] if len(wanted) >= LEAST else []
    if len(close) == 1:
        return close[0]
    if close:
        named = "; ".join(f"{entry.id} {record_in_words(training, entry)}" for entry in close[:LEAST])
        raise RefusedError(f'"{short(wanted)}" begins several ids: {named}. Give more of it.', USAGE)
    wrong = f'there is no record with the id "{short(wanted)}".'
    raise RefusedError(f"{wrong} All of them: coach history --ids", USAGE)


def handles(training: Training) -> dict[str, str]:
    """Return the shortest unambiguous beginning of each record's id, by id; at least SHOWN characters."""
    ids = sorted(entry.id for entry in records(training))
    if not ids:
        return {}
    shared = [0, *(_shared(*pair) for pair in pairwise(ids)), 0]
    return {each: each[: max(SHOWN, 1 + max(around))] for each, around in zip(ids, pairwise(shared), strict=True)}


def _shared(one: str, other: str) -> int:
    """Return the length of the common beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def take_out(coach: Coach, entry: Removable, *, sure: bool) -> int:
    """Remove a record, after asking unless ``sure``."""
    training = coach.training
    if not sure and not _agreed(removal_question(training, entry)):
        print(_NOTHING)
        return DONE
    said = remove_record(training, entry, f"coach history --restore {short_id(training, entry.id)}")
    refuse_unless_kept(coach, "the record was not taken out.")
    print(said)
    return DONE


def restore_by_id(coach: Coach, wanted: str) -> int:
    """Restore a record that was removed or corrected in the last 30 days, by its id or the beginning of it.

    Of several corrections the last one is undone. Raises RefusedError.
    """
    from coach.services.weeks.corrections import undo, undoable

    training = coach.training
    last = {each.entry.id: each for each in reversed(undoable(training))}
    close = [wanted] if wanted in last else [each for each in last if len(wanted) >= LEAST and each.startswith(wanted)]
    if not close:
        raise _not_removed(training, wanted, restorable_records(training))
    if len(close) > 1:
        named = _named(training, [last[each].entry for each in close])
        raise RefusedError(f'"{short(wanted)}" begins several ids: {named}. Give more of it.', USAGE)
    said = undo(training, last[close[0]])
    if coach.kept is not None and coach.kept.trouble:
        raise RefusedError("the record could not be brought back.")
    print(said)
    return DONE


def _not_removed(training: Training, wanted: str, gone: Sequence[Removable]) -> RefusedError:
    """Return the error that says why there is nothing to restore under this id."""
    here = [entry for entry in training.history().entries if entry.id == wanted]
    here = here or [entry for entry in records(training) if len(wanted) >= LEAST and entry.id.startswith(wanted)]
    if here:
        return RefusedError(f'the record with the id "{short(wanted)}" is in your history: nothing to bring back.')
    wrong = f'no record with the id "{short(wanted)}" was taken out in the last {RESTORABLE.days} days.'
    those = f" Those that were: {_named(training, gone)}." if gone else ""
    return RefusedError(f"{wrong}{those}", USAGE)


def _named(training: Training, entries: Sequence[Removable]) -> str:
    return "; ".join(f"{short(entry.id)} {record_in_words(training, entry)}" for entry in entries[:LEAST])


def short_id(training: Training, identity: str) -> str:
    """Return the shortest beginning of an id that is unambiguous among present and removed records."""
    others = {entry.id for entry in (*records(training), *restorable_records(training))} - {identity}
    return identity[: max(SHOWN, 1 + max((_shared(identity, other) for other in others), default=0))]


def settle_unread(coach: Coach, row: Unreadable, how: Settled, *, sure: bool) -> int:
    """Settle a record that cannot be read, so that it no longer counts, after asking unless ``sure``."""
    if not sure and not _agreed(unreadable_rows.settle_question(row, how)):
        print("It stays as it is.")
        return DONE
    said = unreadable_rows.settle_row(coach.training, row, how)
    refuse_unless_kept(coach, "that could not be kept.")
    print(said)
    return DONE


def no_such_unread(training: Training, wanted: str) -> RefusedError:
    """Return the error for an id that is not that of an unreadable record."""
    there = ", ".join(row.id for row in unreadable_rows.unread(training)) or "none"
    return RefusedError(f'no unreadable record is called "{short(wanted)}". All of them: {there}', USAGE)


def _agreed(asks: str) -> bool:
    from coach.plain.answers import yes_no
    from coach.plain.asking import asked
    from coach.plain.talk import Console, InputEndedError

    try:
        return asked(Console(), f"{asks} y, n:", yes_no) is True
    except InputEndedError:
        return False
