"""A record taken out of the history: found by its id, shown, asked about, and gone."""

from itertools import pairwise, takewhile

from coach import settling
from coach.assembly import Coach
from coach.cli.context import refuse_unless_kept
from coach.cli.errors import DONE, USAGE, RefusedError
from coach.domain.record import Answered, Unreadable
from coach.library.sanitize import short
from coach.removing import in_words, question, records, remove
from coach.store.protocol import Settled
from coach.training import Training

LEAST, SHOWN = 3, 6
"""So much of an id must be given, and is shown, at least."""
_NOTHING = "Nothing was removed."


def found(training: Training, wanted: str) -> Answered:
    """The record whose id is, or alone begins with, ``wanted``. Raises RefusedError."""
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
        named = "; ".join(f"{entry.id} {in_words(training, entry)}" for entry in close[:LEAST])
        raise RefusedError(f'"{short(wanted)}" begins several ids: {named}. Give more of it.', USAGE)
    wrong = f'there is no record with the id "{short(wanted)}".'
    raise RefusedError(f"{wrong} Those there are: coach history --ids", USAGE)


def handles(training: Training) -> dict[str, str]:
    """So much of each record's id as names it alone."""
    ids = sorted(entry.id for entry in records(training))
    shared = [0, *(_shared(*pair) for pair in pairwise(ids)), 0]
    return {each: each[: max(SHOWN, 1 + max(around))] for each, around in zip(ids, pairwise(shared), strict=True)}


def _shared(one: str, other: str) -> int:
    """So many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def take_out(coach: Coach, entry: Answered, *, sure: bool) -> int:
    """Ask, unless ``sure``, and take it out."""
    training = coach.training
    if not sure and not _agreed(question(training, entry)):
        print(_NOTHING)
        return DONE
    said = remove(training, entry)
    refuse_unless_kept(coach, "the record was not taken out.")
    print(said)
    return DONE


def settle_unread(coach: Coach, row: Unreadable, how: Settled, *, sure: bool) -> int:
    """Ask, unless ``sure``, and let something that cannot be read count no longer."""
    if not sure and not _agreed(settling.question(row, how)):
        print("It stays as it is.")
        return DONE
    said = settling.settle(coach.training, row, how)
    refuse_unless_kept(coach, "that could not be kept.")
    print(said)
    return DONE


def no_such_unread(training: Training, wanted: str) -> RefusedError:
    """The refusal of an id that names nothing that cannot be read."""
    there = ", ".join(row.id for row in settling.unread(training)) or "none"
    return RefusedError(f'nothing that cannot be read goes by "{short(wanted)}". What does: {there}', USAGE)


def _agreed(asks: str) -> bool:
    from coach.plain.answers import yes_no
    from coach.plain.asking import asked
    from coach.plain.talk import Console, InputEndedError

    try:
        return asked(Console(), f"{asks} y, n:", yes_no) is True
    except InputEndedError:
        return False
