"""Correcting a record: which questions may be asked, what follows from it, storing it, and undoing it within 30 days.

A plan is derived from the history each time, so every later plan follows at once. Left out: how it is asked.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.activity_log.log_questions import prompts
from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.planning.run_gate import programme_named
from coach.domain.records.answers import Answers, answered, contradiction, pain_answers_of
from coach.domain.records.by_name import by_name, with_values
from coach.domain.records.entries import Activity, Answered, Run, Session, Walk
from coach.domain.records.history import History
from coach.domain.records.morning import has_come, is_recalled
from coach.domain.records.questions import Prompt, When
from coach.domain.statistics.later_plans import LaterPlans, Plans, as_of_now, plans_changed
from coach.services.removal import Removable, record_in_words, restorable_records, restore_record
from coach.services.training import Training
from coach.store import ledger
from coach.store.protocol import NoSuchEntryError

UNDO = f"For {ledger.RESTORABLE.days} days that can be undone."
_PAINS = frozenset(Answers.__struct_fields__)
_NOT_ASKED = frozenset(("as_planned",))
"""Questions whose answer no record stores."""


class Undoable(Struct, frozen=True):
    """The former version of a record; ``is_gone``: it was removed, else it was corrected. ``words``: its title."""

    entry: Removable
    is_gone: bool
    words: str


def logged_as(record: Answered) -> LoggedKind:
    """What kind of thing a record is, as it would be logged. Raises ValueError if it is no record."""
    match record:
        case Run():
            return LoggedKind(LogKind.RUN)
        case Walk():
            return LoggedKind(LogKind.WALK)
        case Activity(kind=kind):
            return LoggedKind(LogKind.ACTIVITY, kind)
        case Session(routine=routine):
            return LoggedKind(LogKind.SESSION, routine)
    raise ValueError(f"{type(record).__name__} is no record")


def questions_of(record: Answered, training: Training) -> tuple[Prompt, ...]:
    """Every question that such a record can have answered, in the order in which it would be logged."""
    now = training.clock.now()
    return tuple(
        prompt
        for prompt in prompts(logged_as(record))
        if prompt.name not in _NOT_ASKED and (prompt.when is not When.MORNING or has_come(record.at, now))
    )


def top_stage(training: Training, record: Answered) -> int:
    """The number of the last stage of a run's programme."""
    return programme_named(training.standing(), (isinstance(record, Run) and record.routine) or "").top


def better(record: Answered, changed: Mapping[str, object], training: Training) -> Answered:
    """The record with these answers in place of its own.

    What was reported during it stays: of the worst pain and its quality the worse one counts.
    """
    own = {
        name: value for name, value in changed.items() if name not in _PAINS or not isinstance(record, Session | Run)
    }
    made = with_values(record, own)
    if "morning" in own and isinstance(made, Session | Run | Walk):
        late = made.morning is not None and is_recalled(made, training.clock.now())
        made = replace(made, recalled=late or None)
    pains = {name: value for name, value in changed.items() if name not in own}
    if pains and isinstance(made, Session | Run):
        ran = training.pain_checks.while_it_ran(made)
        made = answered(made, with_values(pain_answers_of(made), pains), frozenset(pains), ran)
    return made


def wrong_with(record: Answered) -> str | None:
    """The contradiction between its answers, as a kind sentence; None: there is none."""
    return contradiction(pain_answers_of(record))


def consequences(training: Training, known: Answered, corrected: Answered) -> LaterPlans:
    """How the plans after it would change. The plans as they are may be cached; only the changed ones are replayed."""
    history, now = training.history(), training.clock.now()
    places = [place for place, entry in enumerate(history.entries) if entry.id == known.id and entry.at == known.at]
    if not places:
        return LaterPlans(0)
    begins, place = min(known.at, corrected.at), places[0]
    first = bisect_left(history.entries, begins, key=attrgetter("at"))
    after = History.of([*history.entries[first:place], corrected, *history.entries[place + 1 :]]).entries
    standing = training.replays.own(training.catalogue, history, first)
    as_it_is = _as_it_is(training, begins)
    return plans_changed(training.catalogue, standing, as_it_is, after, history.start, now=now, corrected=corrected.id)


def _as_it_is(training: Training, begins: datetime) -> Plans:
    """The plans from a time on, as they are now."""
    told = training.weeks.chronicles.told_since(begins)
    return as_of_now(training.catalogue, training.standing(), told, training.clock.now())


def correct(training: Training, known: Answered, corrected: Answered) -> Answered:
    """Store the corrected record, and for a while its former version. What another coach changed meanwhile stays."""
    if by_name(known) == by_name(corrected):
        return known
    there = next((entry for entry in training.history().entries if entry.id == known.id), known)
    ledger.note_corrected(training.store, there, training.clock.now())
    return training.records.amend(known, corrected)


def undoable(training: Training) -> tuple[Undoable, ...]:
    """What was corrected or removed in the last 30 days, the last of each first."""
    gone = [
        Undoable(entry, True, f"Taken out: {record_in_words(training, entry)}")
        for entry in restorable_records(training)
    ]
    there = {entry.id for entry in training.history().entries}
    former: Iterable[Answered] = (
        each.entry
        for each in ledger.former_versions(training.store, training.clock.now())
        if isinstance(each.entry, Answered) and each.entry.id in there
    )
    return (*(Undoable(entry, False, f"Corrected: {record_in_words(training, entry)}") for entry in former), *gone)


def undo(training: Training, what: Undoable) -> str:
    """Restore the former version; returns the sentence that says so. Raises NoSuchEntryError where it is too late."""
    if what.is_gone:
        return restore_record(training, what.entry)
    ledger.undo_correction(training.store, what.entry, training.clock.now())
    training.forget()
    return f"As it was before: {record_in_words(training, what.entry)}."


__all__ = [
    "NoSuchEntryError", "Undoable", "better", "consequences", "correct", "questions_of", "top_stage", "undo",
    "undoable",
]  # fmt: skip
