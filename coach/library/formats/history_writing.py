"""Writes a history as TOML (export); read back, the records are identical."""

from collections.abc import Iterable, Sequence
from typing import Any

from coach.domain.planning.unreadable_rows import line_of
from coach.domain.records.entries import Measure, Session, Unreadable
from coach.domain.records.history import History, Start
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.records.renamings import Renaming
from coach.domain.teaching.lessons import NOTHING_LEARNED, Learned
from coach.library.formats.history_file import DONE_FIELDS, ENTRY_FIELDS, LEARNED_FIELDS, START_FIELDS
from coach.library.formats.history_keys.measure import RATED_FIELDS
from coach.library.formats.profile_keys import profile_values
from coach.library.toml.sanitize import clean


def write_history(
    history: History,
    profile: Profile = NO_PROFILE,
    learned: Learned = NOTHING_LEARNED,
    renamed: Sequence[Renaming] = (),
) -> str:
    """The history in order of time, the profile, what was learned, and renamed ids as TOML; identical when read back.

    Unreadable rows are named in comments at the top. Two things that a file cannot hold are changed: unsafe characters
    (``sanitize``), and offsets with seconds (to UTC).
    """
    from coach.library.toml.writing import table_text

    parts = [_left_out(history.unreadable)] if history.unreadable else []
    parts += [table_text("[start]", _values(history.start, START_FIELDS))] if history.start != Start() else []
    if profile != NO_PROFILE:
        parts.append(table_text("[profile]", profile_values(profile)))
    if learned != NOTHING_LEARNED:
        said = {key: list(getattr(learned, key)) for key in LEARNED_FIELDS if getattr(learned, key)}
        parts.append(table_text("[learned]", said))
    parts += [table_text("[[renamed]]", _renaming(each)) for each in renamed]
    names = {kind: key for key, (kind, _, _) in ENTRY_FIELDS.items()}
    for entry in history.entries:
        if isinstance(entry, Unreadable):
            continue
        key = names[type(entry)]
        parts.append(table_text(f"[[{key}]]", _values(entry, ENTRY_FIELDS[key][1])))
        if isinstance(entry, Session):
            steps = entry.step or ()
            parts.extend(table_text("[[session.step]]", _values(step, DONE_FIELDS)) for step in steps)
        elif isinstance(entry, Measure):
            rated = entry.activity or ()
            parts.extend(table_text("[[measure.activity]]", _values(each, RATED_FIELDS)) for each in rated)
    return "\n".join(parts)


def _renaming(made: Renaming) -> dict[str, Any]:
    return {"kind": str(made.kind), "from": made.former, "to": made.now, "at": made.at}


def _left_out(rows: Sequence[Unreadable]) -> str:
    """The comment that warns readers of the file that rows are missing, and names them."""
    of_them = [f"# {clean(line_of(row))}" for row in rows]
    return "\n".join(["# This is not the whole history: what could not be read is left out.", *of_them, ""])


def _values(record: object, keys: Iterable[str]) -> dict[str, Any]:
    """A record's values by key, without unanswered questions, an empty id, and what has tables of its own."""
    values = {key: getattr(record, key) for key in keys}
    return {
        key: value
        for key, value in values.items()
        if value is not None and not (key == "id" and value == "") and not (key in ("step", "activity") and value)
    }
