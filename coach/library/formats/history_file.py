"""Reads a history from a TOML file (import, simulate) into records.

Left out: how it is written (``history_writing``), where the history is kept (``store``), and what follows from it
(``planning.planner``).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from coach.domain.exercises.routine import Phase
from coach.domain.records.distance import LEAST_M, MOST_M
from coach.domain.records.entries import (
    Activity,
    CheckIn,
    Entry,
    Event,
    EventKind,
    Measure,
    Quality,
    Run,
    Session,
    StepDone,
    Stopped,
    Walk,
)
from coach.domain.records.history import History, Start
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.records.renamings import Renaming, with_present_ids
from coach.domain.rules.starting_runs import LEAST_RUN_MINUTES, MOST_RUN_MINUTES, MOST_RUNS_A_WEEK
from coach.domain.teaching.lessons import NOTHING_LEARNED, Learned
from coach.library.formats.event_keys import OWN_FIELDS as EVENT_FIELDS
from coach.library.formats.event_keys import RenamedTables, check_event, event_schema
from coach.library.formats.history_keys.answers import ANSWER_FIELDS, CHECK_IN_FIELDS, PAIN_FIELD, RedFlags
from coach.library.formats.history_keys.measure import MEASURE_FIELDS, check_measure, measure_schema
from coach.library.formats.packs.pack_sign import says_pack
from coach.library.formats.profile_keys import PROFILE_FIELDS, profile_of
from coach.library.toml.checker import Field, Problems, Table
from coach.library.toml.dates import DateTime
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.fields import Flag, OneOf, Schema, ShareField, Slug, Text, Texts, Whole, table_schema
from coach.library.toml.lists import tables_in
from coach.library.toml.source import Document, read_document
from coach.library.toml.times import Seconds

MAX_HISTORY_BYTES = 32_000_000
"""Enough for decades of daily sessions with the details of every step."""

MAX_RECORDS = 100_000
_MAX_SESSION_STEPS = 500


class _StepsDone:
    """The ``[[session.step]]`` tables of one session."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": _MAX_SESSION_STEPS, "items": table_schema(DONE_FIELDS, ("exercise",))}

    def read(self, value: object, table: Table, key: str) -> tuple[StepDone, ...] | None:
        """The valid steps."""
        items = tables_in(value, table, key, _MAX_SESSION_STEPS, "[[session.step]]")
        if items is None:
            return None
        steps = []
        for index, data in items:
            label = f"{table.label}, step {index + 1}"
            step = Table(data, table.problems, (*table.path, key, index), label=label, subject="exercise")
            values = step.read(DONE_FIELDS, ("exercise",))
            if "exercise" in values:
                steps.append(StepDone(**values))
        return tuple(steps)


DONE_FIELDS: Mapping[str, Field] = {
    "exercise": Slug(),
    "side": OneOf(("left", "right")),
    "sets": Whole(0, 1000),
    "reps": Whole(0, 100_000),
    "hold_s": Seconds(0, 86_400),
    "resistance": Text(),
    "done": ShareField(),
    "pain": PAIN_FIELD,
    "quality": OneOf(Quality),
    "stopped_for_pain": Flag(),
    "swapped": Slug(),
    "eased": Slug(),
    "trimmed": Flag(),
}
"""The keys of a ``[[session.step]]``."""

_ENTRY: Mapping[str, Field] = {"at": DateTime(), "id": Text(), "note": Text()}

_SESSION: Mapping[str, Field] = {
    "routine": Slug(),
    **_ENTRY,
    **ANSWER_FIELDS,
    "done": ShareField(),
    "stopped": OneOf(Stopped),
    "a_day": Flag(),
    "step": _StepsDone(),
}

_DISTANCE = Whole(LEAST_M, MOST_M, "metres")

_RUN: Mapping[str, Field] = {
    **_ENTRY,
    "routine": Slug(),
    "stage": Whole(1, 60),
    "run_s": Seconds(0, 86_400),
    "walk_s": Seconds(0, 86_400),
    "distance_m": _DISTANCE,
    **ANSWER_FIELDS,
    "done": ShareField(),
    "stopped": OneOf(Stopped),
}

_AMOUNT: Mapping[str, Field] = {"minutes": Whole(0, 1440, "minutes"), "distance_m": _DISTANCE}

ENTRY_FIELDS: Mapping[str, tuple[type[Entry], Mapping[str, Field], tuple[str, ...]]] = {
    "session": (Session, _SESSION, ("routine", "at")),
    "run": (Run, _RUN, ("at",)),
    "walk": (Walk, {**_ENTRY, **_AMOUNT, **ANSWER_FIELDS}, ("at",)),
    "activity": (Activity, {**_ENTRY, "kind": Slug(), **_AMOUNT, **ANSWER_FIELDS}, ("at", "kind")),
    "event": (
        Event,
        {**_ENTRY, "kind": EVENT_FIELDS["kind"], "flags": RedFlags(), **EVENT_FIELDS},
        ("at", "kind"),
    ),
    "measure": (Measure, {**_ENTRY, **MEASURE_FIELDS}, ("at",)),
}
"""The tables of a history: the record each becomes, its keys in the order of writing, and its required keys."""

START_FIELDS: Mapping[str, Field] = {
    "phase": OneOf(Phase),
    "usual_morning": PAIN_FIELD,
    "run_minutes": Whole(LEAST_RUN_MINUTES, MOST_RUN_MINUTES, "minutes"),
    "runs_per_week": Whole(1, MOST_RUNS_A_WEEK),
    "own_runs": Flag(),
}

_MOST_LEARNED = 5_000

LEARNED_FIELDS: Mapping[str, Field] = {
    key: Texts(_MOST_LEARNED, slugs=True) for key in ("read", "passed", "right", "missed")
}


def learned_of(**ids: tuple[str, ...]) -> Learned:
    """What was learned, duplicate ids removed."""
    return Learned(**{key: tuple(dict.fromkeys(each)) for key, each in ids.items()})


class _One:
    """A table that becomes one value, made by calling ``kind`` with its keys."""

    def __init__(self, kind: Callable[..., Any], fields: Mapping[str, Field]) -> None:
        self.kind = kind
        self.fields = fields

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields)

    def read(self, value: object, table: Table, key: str) -> Any:
        """The value, made of the valid keys."""
        if type(value) is dict:
            return self.kind(**table.inside(key, value).read(self.fields))
        table.wrong(key, f"must be a table [{key}]")
        return None


class _Entries:
    """All the tables of one kind of entry."""

    def __init__(self, key: str) -> None:
        self.key = key

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        kind, fields, required = ENTRY_FIELDS[self.key]
        entry = table_schema(fields, required)
        if kind is Event:
            entry["anyOf"] = [event_schema(each) for each in EventKind]
        elif kind is Measure:
            entry.update(measure_schema())
        return {"type": "array", "maxItems": MAX_RECORDS, "items": entry}

    def read(self, value: object, table: Table, key: str) -> list[Entry]:
        """The valid entries."""
        kind, fields, required = ENTRY_FIELDS[key]
        entries: list[Entry] = []
        for index, data in tables_in(value, table, key, MAX_RECORDS, f"[[{key}]]") or ():
            if table.problems.full:
                break
            entry = Table(data, table.problems, (key, index), label=f"{key} {index + 1}", subject="routine")
            before = table.problems.errors
            values = entry.read(fields, required)
            if kind is Event:
                check_event(values, entry)
            elif kind is Measure:
                check_measure(values, entry)
            if table.problems.errors == before:
                entries.append(kind(**values))
        return entries


FILE_FIELDS: Mapping[str, Field] = {
    "start": _One(Start, START_FIELDS),
    "profile": _One(profile_of, PROFILE_FIELDS),
    "learned": _One(learned_of, LEARNED_FIELDS),
    "renamed": RenamedTables(),
    **{key: _Entries(key) for key in ENTRY_FIELDS},
    "check_in": _One(CheckIn, CHECK_IN_FIELDS),
}
"""The keys at the top of a history file."""


class HistoryFile(Struct, frozen=True):
    """What a history file holds. Entries with errors (see ``diagnostics``) are left out.

    ``history`` has the ids as they were at the time; ``renamed`` says which of them were changed since.
    """

    history: History = field(default_factory=History)
    check_in: CheckIn | None = None
    profile: Profile = NO_PROFILE
    learned: Learned = NOTHING_LEARNED
    diagnostics: tuple[Diagnostic, ...] = ()
    renamed: tuple[Renaming, ...] = ()

    @property
    def history_now(self) -> History:
        """The history with renamed ids replaced by today's."""
        return with_present_ids(self.history, self.renamed)


def read_history(path: Path) -> HistoryFile:
    """Read the history file at ``path``. Never raises, whatever is there."""
    document = read_document(path, MAX_HISTORY_BYTES)
    return HistoryFile(diagnostics=(document,)) if isinstance(document, Diagnostic) else history_of(document)


def history_of(document: Document) -> HistoryFile:
    """The history of a parsed file."""
    problems = Problems(document)
    if says_pack(document, problems):
        return HistoryFile(diagnostics=tuple(problems.diagnostics()))
    values = Table(document.data, problems).read(FILE_FIELDS)
    entries = [entry for key in ENTRY_FIELDS for entry in values.get(key, ())]
    history = History.of(entries, values.get("start", Start()))
    profile = values.get("profile", NO_PROFILE)
    learned = values.get("learned", NOTHING_LEARNED)
    renamed = values.get("renamed", ())
    return HistoryFile(history, values.get("check_in"), profile, learned, tuple(problems.diagnostics()), renamed)
