"""The runner's settings: ``settings.toml`` in their own folder, to ``Settings`` and back.

Left out: what the settings do. A broken file gives its diagnostics, and the defaults for what is wrong in it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coach.library.checker import Field, Problems, Table
from coach.library.diagnostics import Diagnostic
from coach.library.fields import Choice, Schema, Slug, Whole, table_schema
from coach.library.source import Document, read


class Pace(StrEnum):
    """How reps are counted: paced by the step's tempo, hands-free, or one by one with a key."""

    TEMPO = "tempo"
    KEY = "key"


class Theme(StrEnum):
    """The app's colours."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a runner can set. Times are in seconds: to get ready before a step, and to switch sides.

    ``group``: the id of the group whose routines they share, if there is one.
    """

    get_ready_s: int = 10
    switch_s: int = 5
    pace: Pace = Pace.TEMPO
    theme: Theme = Theme.DARK
    group: str | None = None


_FIELDS: Mapping[str, Mapping[str, tuple[str, Field]]] = {
    "session": {
        "get_ready": ("get_ready_s", Whole(0, 60, "seconds")),
        "switch": ("switch_s", Whole(0, 60, "seconds")),
        "pace": ("pace", Choice(Pace)),
    },
    "look": {"theme": ("theme", Choice(Theme))},
    "profile": {"group": ("group", Slug())},
}
"""The tables of the file: each key with its setting's name and what it may hold."""


class _Group:
    """One table of settings, as the settings' names and values."""

    def __init__(self, key: str) -> None:
        self.fields = {name: field for name, (_, field) in _FIELDS[key].items()}

    def schema(self) -> Schema:
        """What it takes."""
        return table_schema(self.fields)

    def read(self, value: object, table: Table, key: str) -> dict[str, object] | None:
        """Those that are right."""
        if type(value) is not dict:
            table.wrong(key, f"must be a table [{key}]")
            return None
        known = _FIELDS[key]
        values = table.inside(key, value).read(self.fields)
        return {known[name][0]: setting for name, setting in values.items()}


FILE_FIELDS: Mapping[str, Field] = {key: _Group(key) for key in _FIELDS}
"""The tables at the top of the file."""


def read_settings(path: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in the file at ``path`` and what is wrong with it; the defaults when there is no such file."""
    if not os.path.lexists(path):
        return Settings(), ()
    document = read(path)
    return (Settings(), (document,)) if isinstance(document, Diagnostic) else settings_of(document)


def settings_of(document: Document) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings of a file that is read already, and what is wrong with it."""
    problems = Problems(document)
    groups = Table(document.data, problems).read(FILE_FIELDS)
    given = {name: value for group in groups.values() for name, value in group.items()}
    return Settings(**given), tuple(problems.diagnostics())


def write_settings(path: Path, settings: Settings) -> None:
    """Write all settings, whole and atomically. Raises OSError."""
    from coach.library.toml_text import table_text, write_text

    parts = [
        table_text(f"[{table}]", given)
        for table, known in _FIELDS.items()
        if (given := {key: value for key, (name, _) in known.items() if (value := getattr(settings, name)) is not None})
    ]
    write_text(path, "\n".join(parts))
