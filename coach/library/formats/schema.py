"""The JSON Schema of each kind of file, made of the very fields that read it; for editors that complete and check.

Draft 4: of the drafts that editors know, it is the one where 20.0 is no whole number, as with us.
Some things no schema can say (that an exercise exists, that from is not above to): the coach's own check does.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.library.formats import (
    caps_file,
    course_keys,
    exercise_file,
    history_file,
    lesson_file,
    routine_file,
    settings_file,
)
from coach.library.formats.key_docs import meaning
from coach.library.formats.kinds import FileKind
from coach.library.formats.reading import Kind
from coach.library.toml.fields import Schema, table_schema
from coach.library.toml.writing import write_text

_TRAINS = [{"required": ["name", "kind", work]} for work in ("step", "stage")] + [{"required": ["extends"]}]
_TEACHES = [{"required": ["card"]}, {"required": ["question"]}]
FOLDER = "schema"
"""Beside the routines: the folder that their ``#:schema`` line names."""

_TITLES: Mapping[FileKind, str] = {
    "routine": "A routine of the coach",
    "exercise": "An exercise of the coach",
    "course": "A course of the coach",
    "settings": "The coach's settings",
    "history": "A history of the coach",
    "lessons": "Lessons of the coach: cards and questions",
    "caps": "What a group of the coach's runners is allowed at most",
}
KINDS: Sequence[FileKind] = tuple(_TITLES)


def schema(kind: FileKind) -> Schema:
    """The schema of one kind of file, every key with its description."""
    whole = {
        "routine": lambda: table_schema(routine_file.FILE_FIELDS, routine_file.EXTENDING_REQUIRED, anyOf=_TRAINS),
        "exercise": lambda: table_schema(exercise_file.FILE_FIELDS, exercise_file.FILE_REQUIRED),
        "course": lambda: table_schema(course_keys.FILE_FIELDS, (*course_keys.FILE_REQUIRED, "block")),
        "settings": lambda: table_schema(settings_file.FILE_FIELDS),
        "history": lambda: table_schema(history_file.FILE_FIELDS),
        "lessons": lambda: table_schema(lesson_file.FILE_FIELDS, lesson_file.FILE_REQUIRED, anyOf=_TEACHES),
        "caps": lambda: table_schema(caps_file.FILE_FIELDS, caps_file.FILE_REQUIRED, minProperties=2),
    }[kind]()
    _describe(whole, (kind,))
    return {"$schema": "http://json-schema.org/draft-04/schema#", "title": _TITLES[kind], **whole}


def schema_text(kind: FileKind) -> str:
    """The schema as a file holds it."""
    return json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into ``folder``, where they are not there already. Raises OSError."""
    paths = []
    for kind in KINDS:
        path, text = folder / f"{kind}.json", schema_text(kind)
        paths.append(path)
        if not path.is_file() or path.stat().st_size != len(text.encode()) or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
    return paths


def schema_line(path: Path, layer: Path, kind: Kind) -> str:
    """The first line of a file at ``path`` in a layer's folder: it names the schema."""
    there = os.path.relpath(layer / FOLDER / f"{kind}.json", path.parent)
    return f"#:schema {there if there.startswith('.') else './' + there}"


def _describe(table: Schema, path: tuple[str, ...]) -> None:
    """Put in what each key of a table means, and each key of the tables in it."""
    for key, made in table.get("properties", {}).items():
        words = meaning((*path, key))
        if words:
            made["description"] = words
        for inner in (made, *_inside(made)):
            _describe(inner, (*path, key))
    for inner in table.get("patternProperties", {}).values():  # tables named by the runner: [exercise.my-move]
        _describe(inner, _OTHERWISE.get(path[-1], path if path[0] == "caps" else path[-1:]))


_OTHERWISE: Mapping[str, tuple[str, ...]] = {"change": ("routine", "step")}
"""Tables that hold the keys of others. Those of caps, by the ids of exercises, have keys of their own."""


def _inside(made: Schema) -> list[Schema]:
    """The tables of a list."""
    items = made.get("items")
    return [items] if isinstance(items, dict) and "properties" in items else []
