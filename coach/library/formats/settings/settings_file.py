"""Reads and writes the runner's settings, ``settings.toml`` in their own folder.

Left out: what the settings do. A file with errors gives diagnostics, and defaults for its wrong values.
"""

import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from coach.domain.records.distance import Units
from coach.library.formats.settings.sound_settings import (
    SIGNALS,
    Signal,
    Signals,
    SoundMoment,
    VoiceChoice,
    VoiceCommand,
    Words,
    table_values,
)
from coach.library.toml.checker import Field, Problems, Table
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.fields import Flag, OneOf, Schema, Slug, Whole, table_schema
from coach.library.toml.source import Document, read_document
from coach.library.toml.times import Seconds


class Pace(StrEnum):
    """How reps are counted: paced by the step's tempo, hands-free, or one by one with a key."""

    TEMPO = "tempo"
    KEY = "key"


class Theme(StrEnum):
    """The app's colours."""

    DARK = "dark"
    LIGHT = "light"
    TERMINAL = "terminal"
    """The sixteen colours of the terminal's own palette, on its own background."""


class Motion(StrEnum):
    """Whether figures are animated, or stand still and change."""

    FULL = "full"
    REDUCED = "reduced"


class Notify(StrEnum):
    """When to notify the desktop that a session or a long rest is over while the window has no focus."""

    HERE = "here"
    """Only if the coach runs on the runner's own machine."""
    ON = "on"
    """Over SSH, too."""
    OFF = "off"


class Contrast(StrEnum):
    """How strong the contrast of the colours is."""

    NORMAL = "normal"
    HIGH = "high"


class Complete(StrEnum):
    """When the editor offers completions."""

    TYPING = "typing"
    TAB = "tab"
    OFF = "off"


class Settings(Struct, frozen=True, kw_only=True):
    """What a runner can set. Times are in seconds: to get ready before a step, and to switch sides.

    ``rest_percent``: the length of rests, in percent of the routine's. ``explain``: whether all steps of an exercise
    are told the first two times. ``captions``: whether spoken words are shown too; ``flash``: whether the screen lights
    up once when something changes. ``command``: the runner's own voice, a program and its arguments. ``table``: what
    sounds at which moment. ``group``: the id of the group whose routines they share, if any. ``complete``: when the
    editor offers keys, values and ids.
    """

    get_ready_s: int = 10
    switch_s: int = 5
    rest_percent: int = 100
    pace: Pace = Pace.TEMPO
    explain: bool = True
    theme: Theme = Theme.DARK
    contrast: Contrast = Contrast.NORMAL
    motion: Motion = Motion.FULL
    captions: bool = False
    flash: bool = False
    notify: Notify = Notify.HERE
    units: Units = Units.METRIC
    voice: VoiceChoice = VoiceChoice.ASK
    bell: bool = False
    words: Words = Words.BRIEF
    command: tuple[str, ...] = ()
    table: Mapping[SoundMoment, Signal] = field(default_factory=lambda: SIGNALS)
    group: str | None = None
    complete: Complete = Complete.TYPING

    @property
    def asks_for_sound(self) -> bool:
        """Whether the runner never chose about sound, so that the first session asks."""
        return self.voice is VoiceChoice.ASK and not self.bell


LEAST_REST, MOST_REST = 50, 300
LONGEST_LEAD_IN_S = 60

_FIELDS: Mapping[str, Mapping[str, tuple[str, Field]]] = {
    "session": {
        "get_ready": ("get_ready_s", Seconds(0, LONGEST_LEAD_IN_S)),
        "switch": ("switch_s", Seconds(0, LONGEST_LEAD_IN_S)),
        "rest": ("rest_percent", Whole(LEAST_REST, MOST_REST, "percent of what the routine gives")),
        "pace": ("pace", OneOf(Pace)),
        "explain": ("explain", Flag()),
    },
    "look": {
        "theme": ("theme", OneOf(Theme)),
        "contrast": ("contrast", OneOf(Contrast)),
        "motion": ("motion", OneOf(Motion)),
        "captions": ("captions", Flag()),
        "flash": ("flash", Flag()),
        "notify": ("notify", OneOf(Notify)),
        "units": ("units", OneOf(Units)),
    },
    "sound": {
        "voice": ("voice", OneOf(VoiceChoice)),
        "bell": ("bell", Flag()),
        "words": ("words", OneOf(Words)),
        "command": ("command", VoiceCommand()),
        "table": ("table", Signals()),
    },
    "profile": {"group": ("group", Slug())},
    "editor": {"complete": ("complete", OneOf(Complete))},
}
"""The tables of the file: each key with the name of its setting and its field."""


def plain_defaults() -> Iterator[tuple[str, str, bool | int | str]]:
    """What counts without a key, with its table: of all but the colours, which may be the terminal's, and lists."""
    settings = Settings()
    for table, known in _FIELDS.items():
        for key, (name, _) in known.items():
            value = getattr(settings, name)
            if isinstance(value, bool | int | str) and not isinstance(value, Theme):
                yield table, key, str(value) if isinstance(value, StrEnum) else value


class _Group:
    """One table of the file, as values by the names of the settings."""

    def __init__(self, key: str) -> None:
        self.fields = {name: field for name, (_, field) in _FIELDS[key].items()}

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields)

    def read(self, value: object, table: Table, key: str) -> dict[str, object] | None:
        """The valid settings."""
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
    document = read_document(path)
    return (Settings(), (document,)) if isinstance(document, Diagnostic) else settings_of(document)


def settings_of(document: Document) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings of a parsed file, and what is wrong with it."""
    problems = Problems(document)
    groups = Table(document.data, problems).read(FILE_FIELDS)
    given = {name: value for group in groups.values() for name, value in group.items()}
    return Settings(**given), tuple(problems.diagnostics())


def settings_text(settings: Settings) -> str:
    """All settings as TOML; of the sound table, only the rows that differ from the defaults."""
    from coach.library.toml.writing import table_text

    parts = []
    for table, known in _FIELDS.items():
        values = {key: getattr(settings, name) for key, (name, _) in known.items() if name != "table"}
        said = {key: value for key, value in values.items() if value is not None}
        parts += [table_text(f"[{table}]", said)] if said else []
    parts += [table_text(f"[sound.table.{moment}]", values) for moment, values in table_values(settings.table).items()]
    return "\n".join(parts)


def write_settings(path: Path, settings: Settings) -> None:
    """Write all settings atomically. Raises OSError."""
    from coach.system.whole_files import write_text

    write_text(path, settings_text(settings))


def kept_aside(path: Path) -> Path:
    """Where ``save_settings`` keeps a handwritten file. The name does not end in ``.toml``, so it is not read."""
    return path.with_name(f"{path.name}.old")


def is_handwritten(path: Path) -> bool:
    """Whether the file differs from what the coach would write: comments, another order, mistakes."""
    if not os.path.lexists(path):
        return False
    try:
        return path.read_text(encoding="utf-8") != settings_text(read_settings(path)[0])
    except (OSError, ValueError):
        return True


def save_settings(path: Path, settings: Settings) -> None:
    """Write all settings; a handwritten file is first copied to ``kept_aside``. Raises OSError."""
    if path.exists() and is_handwritten(path):
        from coach.system.whole_files import write_bytes

        write_bytes(kept_aside(path), path.read_bytes())
    write_settings(path, settings)
