"""Makes the JSON Schema of each kind of file from the fields that read it, for editors that complete and check.

Draft 4 is used because in it, as here, 20.0 is not a whole number; in later drafts that editors know, it is.
Some rules cannot be put into a schema (that an exercise exists, that from is not above to): ``coach check`` has them.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from coach.library.formats import caps_file, history_file, lesson_file, routine_file
from coach.library.formats.courses import course_keys
from coach.library.formats.exercises import exercise_file
from coach.library.formats.hints.defaults import DEFAULTS
from coach.library.formats.hints.examples import EXAMPLES
from coach.library.formats.hints.lookup import looked_up
from coach.library.formats.hints.references import REFERENCES, Named
from coach.library.formats.hints.value_docs import VALUE_DOCS
from coach.library.formats.key_docs import meaning
from coach.library.formats.kinds import FileKind
from coach.library.formats.reading import Kind
from coach.library.formats.settings import settings_file
from coach.library.toml.fields import Schema, table_schema
from coach.system.whole_files import write_text

_TRAINS = [{"required": ["name", "kind", work]} for work in ("step", "stage")] + [{"required": ["extends"]}]
_TEACHES = [{"required": ["card"]}, {"required": ["question"]}]
SCHEMA_FOLDER = "schema"
"""The folder for schemas in a layer's folder, which the files' ``#:schema`` line names."""

_TITLES: Mapping[FileKind, str] = {
    "routine": "A routine of the coach",
    "exercise": "An exercise of the coach",
    "course": "A course of the coach",
    "settings": "The coach's settings",
    "history": "A history of the coach",
    "lessons": "Lessons of the coach: cards and questions",
    "caps": "What a group of the coach's runners is allowed at most",
}
SCHEMA_KINDS: Sequence[FileKind] = tuple(_TITLES)

Ids = Mapping[Named, Sequence[str]]
"""The existing ids of each kind of thing."""
_NO_IDS: Ids = {}


def file_schema(kind: FileKind, ids: Ids = _NO_IDS) -> Schema:
    """The schema of one kind of file, every key with its description, examples and default.

    ``ids``: suggested where a key names an id; any other id is valid too, for its file may be added later.
    """
    whole = {
        "routine": lambda: table_schema(routine_file.FILE_FIELDS, routine_file.EXTENDING_REQUIRED, anyOf=_TRAINS),
        "exercise": lambda: table_schema(exercise_file.FILE_FIELDS, exercise_file.FILE_REQUIRED),
        "course": lambda: table_schema(course_keys.FILE_FIELDS, (*course_keys.FILE_REQUIRED, "block")),
        "settings": lambda: table_schema(settings_file.FILE_FIELDS),
        "history": lambda: table_schema(history_file.FILE_FIELDS),
        "lessons": lambda: table_schema(lesson_file.FILE_FIELDS, lesson_file.FILE_REQUIRED, anyOf=_TEACHES),
        "caps": lambda: table_schema(caps_file.FILE_FIELDS, caps_file.FILE_REQUIRED, minProperties=2),
    }[kind]()
    _describe(whole, (kind,), ids)
    return {"$schema": "http://json-schema.org/draft-04/schema#", "title": _TITLES[kind], **whole}


def schema_text(kind: FileKind, ids: Ids = _NO_IDS) -> str:
    """The schema as the text of a JSON file."""
    return json.dumps(file_schema(kind, ids), indent=1, ensure_ascii=False) + "\n"


def write_schemas(folder: Path, ids: Ids = _NO_IDS) -> list[Path]:
    """Write all schemas into ``folder``, except those already there unchanged; returns all paths. Raises OSError."""
    paths = []
    for kind in SCHEMA_KINDS:
        path, text = folder / f"{kind}.json", schema_text(kind, ids)
        paths.append(path)
        if not path.is_file() or path.stat().st_size != len(text.encode()) or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
    return paths


def schema_line(path: Path, layer: Path, kind: Kind) -> str:
    """The first line of a file at ``path`` in the folder ``layer``, which names its schema."""
    there = os.path.relpath(layer / SCHEMA_FOLDER / f"{kind}.json", path.parent)
    return f"#:schema {there if there.startswith('.') else './' + there}"


def _describe(table: Schema, path: tuple[str, ...], ids: Ids, *, whole: bool = True) -> None:
    """Add descriptions, defaults and examples to each key of a table and of the tables in it.

    ``whole``: the table is complete by itself, so defaults apply; in a ``[change.…]``, missing keys stay as they were.
    """
    for key, made in table.get("properties", {}).items():
        _hint(made, (*path, key), ids, whole=whole)
        for inner in (made, *_inside(made)):
            _describe(inner, (*path, key), ids, whole=whole)
    for inner in table.get("patternProperties", {}).values():  # tables named by the runner: [exercise.my-move]
        _describe(inner, path_below(path), ids, whole=path[-1] not in _OTHERWISE)


def path_below(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path for looking up keys of a table that its author named (``[exercise.my-move]``), from its parent's."""
    return _OTHERWISE.get(path[-1], path if path[0] == "caps" else path[-1:])


_OTHERWISE: Mapping[str, tuple[str, ...]] = {"change": ("routine", "step")}
"""Tables whose inner tables have the keys of another one: a change those of a step. Those of caps have their own."""


def _hint(made: Schema, path: tuple[str, ...], ids: Ids, *, whole: bool) -> None:
    """Add to a key's schema its description, default, examples, what each word means, and ids to suggest."""
    words = meaning(path)
    if words:
        made["description"] = words
    default, examples = looked_up(DEFAULTS, path), looked_up(EXAMPLES, path)
    if default is not None and whole:
        made["default"] = default
    if examples and not isinstance(examples[0], date):  # JSON has no dates: an editor would offer one in quotes
        made["examples"] = list(examples)
    takes = made["items"] if isinstance(made.get("items"), dict) and "properties" not in made["items"] else made
    said = looked_up(VALUE_DOCS, path)
    if said is not None and "enum" in takes:
        takes["x-taplo"] = {"docs": {"enumValues": [said.get(str(word)) for word in takes["enum"]]}}
    named = looked_up(REFERENCES, path)
    if named is not None and ids.get(named) and {"pattern", "anyOf"} & takes.keys():
        _offer(takes, sorted(ids[named]))


def _offer(takes: Schema, ids: Sequence[str]) -> None:
    """Make editors suggest these ids, while every other id stays as valid as before."""
    ways = takes.pop("anyOf", None) or [{"pattern": takes.pop("pattern")}]
    takes["anyOf"] = [{"enum": list(ids)}, *ways]


def _inside(made: Schema) -> list[Schema]:
    """The schema of the tables in a list, as a list of one; empty for anything else."""
    items = made.get("items")
    return [items] if isinstance(items, dict) and "properties" in items else []
