"""Writes the history as CSV tables: sessions, their steps, runs, walks, activities, events, measures.

Each table has a header; times are ISO 8601 with offset, an unanswered question is an empty cell, lists are joined by
semicolons, and truth values are ``true`` and ``false``. The column descriptions of ``docs/taking-it-along.md`` are
kept here, beside each column.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from coach.domain.records.entries import Activity, Answered, Entry, Event, Measure, Run, Session, StepDone, Walk
from coach.domain.rules.light import Verdict
from coach.library.toml.sanitize import clean

_ENTRY = {
    "id": "of the record, the same in every table",
    "at": "when it began, with its offset",
}
_ANSWERS = {
    "before": "pain before it, 0 to 10",
    "worst": "worst pain during it",
    "after": "pain right after it",
    "morning": "pain the next morning",
    "recalled": "that morning was told from memory",
    "quality": "none, dull, tight, sharp or catching",
    "gait_changed": "the pain changed how you moved",
    "effort": "0 to 10",
    "painful": "the exercises that hurt, with their sides",
    "painkiller": "taken in the 6 hours before",
    "sharp": "sharp pain before it",
    "limp": "you limped",
    "red_flags": "warning signs that were ticked",
    "daily_life_pain_free": "as answered then",
    "soreness": "of muscles, 0 to 10; no part of the rules",
    "elsewhere": "pain elsewhere, 0 to 10; no part of the rules",
}
_LIGHT = {
    "light": "green, amber, red or none, as the rules judge it today from what lay before",
    "provisional": "an answer is missing that may still change it",
}
_NOTE = {"note": "your own words"}
_DISTANCE = {"distance_m": "metres, where they were told"}
_DONE = {"done": "share 0 to 1 of what was asked", "stopped": "why it ended early: time, tired, pain or interrupted"}
TABLES: Mapping[str, Mapping[str, str]] = {
    "sessions": {
        **_ENTRY,
        "routine": "its id",
        **_DONE,
        **_LIGHT,
        **_ANSWERS,
        "a_day": "a break that a course asks for so often a day",
        **_NOTE,
    },
    "steps": {
        "id": "of the session that it belongs to",
        "at": "when that began",
        "number": "its place there, from 1",
        "exercise": "its id",
        "side": "left or right; empty: both at once, or in turn",
        "sets": "finished",
        "reps": "in the best of them",
        "hold_s": "seconds held in the best of them",
        "resistance": "its name",
        "done": "share 0 to 1 of what was asked",
        "pain": "told while it ran, 0 to 10",
        "quality": "of that pain",
        "stopped_for_pain": "it ended for pain",
        "swapped": "the exercise done in its place",
        "eased": "the easier one done in its place",
        "trimmed": "left out or cut short for time or kit",
    },
    "runs": {
        **_ENTRY,
        "routine": "the id of the programme that the stage is of; empty: the return to running",
        "stage": "of its programme",
        "run_s": "seconds of running in all",
        "walk_s": "seconds of walking in all",
        **_DISTANCE,
        **_DONE,
        **_LIGHT,
        **_ANSWERS,
        **_NOTE,
    },
    "walks": {**_ENTRY, "minutes": "of walking", **_DISTANCE, **_ANSWERS, **_NOTE},
    "activities": {**_ENTRY, "kind": "swim, bike …", "minutes": "of it", **_DISTANCE, **_ANSWERS, **_NOTE},
    "events": {
        **_ENTRY,
        "kind": "red-flag, unlocked, phase, course or pause",
        "flags": "the warning signs",
        "phase": "that was set",
        "course": "the id of the course that was chosen",
        "block": "of that course",
        "until": "the day that a pause, or staying in a block, lasts to",
        **_NOTE,
    },
    "measures": {
        **_ENTRY,
        "activity": "what matters to you and how well it goes, each as name=0 to 10",
        "check": "the id of the check, where it was one",
        "name": "what the check was called",
        "unit": "seconds, reps or 0-10",
        "left": "what the left side reached",
        "right": "what the right side reached",
        "pain": "the worst pain in it, 0 to 10",
        **_NOTE,
    },
}
"""Each table's columns in order, with what they mean."""
ALL = {
    "table": "sessions, runs, walks, activities, events or measures",
    **_ENTRY,
    **{
        name: words
        for table in ("sessions", "runs", "walks", "activities", "events", "measures")
        for name, words in TABLES[table].items()
        if name not in _NOTE
    },
    **_NOTE,
}
"""The columns of ``history --csv``: all records in one table."""
_OF: tuple[tuple[type[Entry], str], ...] = (
    (Session, "sessions"),
    (Run, "runs"),
    (Walk, "walks"),
    (Activity, "activities"),
    (Event, "events"),
    (Measure, "measures"),
)

Lights = Mapping[str, Verdict]
"""The verdict (light) on each session and run, by its id."""


def csv_texts(entries: Sequence[Entry], lights: Lights) -> dict[str, str]:
    """Every table by its name, as CSV; unreadable entries are left out."""
    rows: dict[str, list[Mapping[str, Any]]] = {name: [] for name in TABLES}
    for entry in entries:
        name = table_of(entry)
        if name is None:
            continue
        rows[name].append(_row(entry, lights))
        if isinstance(entry, Session):
            rows["steps"].extend(_step(entry, number, step) for number, step in enumerate(entry.step or (), 1))
    return {name: _csv(TABLES[name], some) for name, some in rows.items()}


def one_table(entries: Iterable[Entry], lights: Lights) -> str:
    """All records in one table, as CSV."""
    return _csv(ALL, [{"table": name, **_row(entry, lights)} for entry in entries if (name := table_of(entry))])


def table_of(entry: Entry) -> str | None:
    """The name of the table that an entry goes into; None for an unreadable entry."""
    return next((name for kind, name in _OF if type(entry) is kind), None)


def _row(entry: Entry, lights: Lights) -> Mapping[str, Any]:
    values = {name: getattr(entry, name) for name in entry.__struct_fields__ if name != "step"}
    if isinstance(entry, Measure):
        values["activity"] = tuple(f"{each.name}={each.value}" for each in entry.activity or ())
    verdict = lights.get(entry.id) if isinstance(entry, Answered) else None
    return {
        **values,
        "light": verdict.light if verdict else None,
        "provisional": verdict.provisional if verdict else None,
    }


def _step(session: Session, number: int, step: StepDone) -> Mapping[str, Any]:
    values = {name: getattr(step, name) for name in step.__struct_fields__}
    return {"id": session.id, "at": session.at, "number": number, **values}


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    names = list(columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    return ""


def _text(text: str) -> str:
    """A text on one line; if a spreadsheet would take it for a formula, with an apostrophe in front to prevent that."""
    plain = clean(text)
    return f"'{plain}" if plain[:1] in _FORMULAS else plain


_FORMULAS = frozenset("=+-@\t")
_WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (StrEnum, str),
    (str, _text),
    (int, str),
    (float, lambda value: f"{value:g}"),
    (date, lambda value: value.isoformat()),
    (tuple, lambda value: ";".join(map(_text, value))),
)
