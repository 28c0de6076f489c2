"""What is said of keys beside their meaning is true: examples are right, and so is what counts without a key."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from jsonschema import Draft4Validator

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.hints.defaults import DEFAULTS
from coach.library.formats.hints.examples import EXAMPLES
from coach.library.formats.hints.lookup import looked_up
from coach.library.formats.hints.references import REFERENCES
from coach.library.formats.hints.value import written
from coach.library.formats.hints.value_docs import VALUE_DOCS
from coach.library.formats.kinds import FileKind
from coach.library.formats.lesson_file import lesson_file
from coach.library.formats.schema import SCHEMA_KINDS, file_schema, path_below
from coach.library.formats.settings.settings_file import settings_of
from coach.library.shelf.library import Shelf
from coach.library.shelf.trial import trial
from coach.library.toml.source import Document, parse

Found = tuple[tuple[str, ...], dict[str, Any]]


def keys(made: dict[str, Any], path: tuple[str, ...]) -> Iterator[Found]:
    """Every key of a schema with its path and what it takes."""
    for key, inner in made.get("properties", {}).items():
        yield (*path, key), inner
        yield from keys(inner, (*path, key))
        if isinstance(inner.get("items"), dict):
            yield from keys(inner["items"], (*path, key))
    for inner in made.get("patternProperties", {}).values():
        yield from keys(inner, path_below(path))


EVERY: list[Found] = [found for kind in SCHEMA_KINDS if kind != "history" for found in keys(file_schema(kind), (kind,))]


def test_every_key_has_an_example_and_each_is_right() -> None:
    without = []
    for path, made in EVERY:
        examples = looked_up(EXAMPLES, path)
        is_table = "properties" in made or "patternProperties" in made or "properties" in made.get("items", {})
        if examples is None and not is_table:
            without.append(".".join(path))
        for each in examples or ():
            plain = str(each) if isinstance(each, date) else each
            assert list(Draft4Validator(made).iter_errors(plain)) == [], (path, each)
            assert tomllib.loads(f"x = {written(each)}") == {"x": each}
    assert without == [], "add them to coach/library/formats/hints/examples.py"


def test_nothing_is_said_of_keys_that_there_are_not() -> None:
    every = [*EVERY, *keys(file_schema("history"), ("history",))]
    for table in (EXAMPLES, DEFAULTS, VALUE_DOCS, REFERENCES):
        used = {id(looked_up(table, path)) for path, _ in every}
        assert [key for key, said in table.items() if id(said) not in used] == []


def test_words_are_explained_that_are_there_and_all_or_none_of_a_key() -> None:
    for path, made in EVERY:
        said = looked_up(VALUE_DOCS, path)
        takes = made.get("items", made)
        if said is not None and "enum" in takes:
            assert set(takes["enum"]) == said.keys(), path


def test_an_editor_is_offered_ids_and_takes_others() -> None:
    made = file_schema("routine", {"exercise": ["plank", "bridge"]})
    takes = made["properties"]["step"]["items"]["properties"]["exercise"]
    assert takes["anyOf"][0] == {"enum": ["bridge", "plank"]}
    assert takes["description"]
    valid = Draft4Validator(takes)
    assert [valid.is_valid(each) for each in ("plank", "my-move", "My Move", "a" * 65, 3)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert "anyOf" not in file_schema("routine")["properties"]["step"]["items"]["properties"]["exercise"]
    course = file_schema("course", {"routine": ["psoas-care"]})["properties"]["block"]["items"]["properties"]
    assert course["train"]["items"]["anyOf"][0] == {"enum": ["psoas-care"]}
    assert course["weekdays"]["properties"]["mon"]["anyOf"][0] == {"enum": ["psoas-care"]}


# --- what counts without a key ---------------------------------------------------------------------------------------

POSE = {"lean": 10}
FIGURE = {"pose": [{}, POSE]}
DOSE = {"hold": {"from": 20, "to": 30}, "reps": {"from": 5, "to": 9}, "sets": {"from": 1, "to": 3}}
HEAD = {"format": 1, "id": "x", "name": "X", "kind": "strength"}
WHOLE: dict[FileKind, dict[str, Any]] = {
    "routine": HEAD | {"step": [{"exercise": "plank", **DOSE}], "adapt": {}},
    "exercise": HEAD | {"dose": DOSE, "figure": FIGURE},
    "course": {"format": 1, "id": "x", "name": "X", "block": [{"id": "a", "name": "A", "train": ["psoas-care"]}]},
    "lessons": {
        "format": 1,
        "id": "x",
        "name": "X",
        "card": [{"id": "a", "title": "A", "says": ["a"], "sources": ["a"]}],
    },
    "settings": {"session": {}, "look": {}, "sound": {}, "editor": {}},
}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    made = Shelf([Layer("shipped", shipped_folder())], advise=False)
    made.refresh()
    return made


def becomes(kind: FileKind, data: dict[str, Any], shelf: Shelf) -> object:
    """What a file comes to."""
    folder = {"exercise": "exercises/", "course": "courses/", "lessons": "lessons/"}.get(kind, "")
    path = Path(f"{folder}{'settings' if kind == 'settings' else 'x'}.toml")
    document = parse(path, tomli_w.dumps(data))
    assert isinstance(document, Document)
    if kind == "settings":
        return settings_of(document)
    if kind == "lessons":
        file = lesson_file(document)
        return file.cards, file.questions, file.order
    tried = trial(shelf, path, tomli_w.dumps(data))
    made = tried.exercise or tried.course or tried.routine
    assert made is not None, tried.diagnostics
    return made


def missing(
    made: dict[str, Any], data: Any, path: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], str, object]]:
    """The keys that a file could have and has not, with what is said to count without each."""
    for key, inner in made.get("properties", {}).items():
        if key not in data and "default" in inner:
            yield path, key, inner["default"]
        below = data.get(key)
        if isinstance(below, dict):
            yield from missing(inner, below, (*path, key))
        elif isinstance(below, list) and below and isinstance(below[-1], dict):
            yield from missing(inner["items"], below[-1], (*path, key, len(below) - 1))


def test_what_is_said_to_count_without_a_key_is_what_counts(shelf: Shelf) -> None:
    looked_at = 0
    for kind, whole in WHOLE.items():
        for path, key, default in missing(file_schema(kind), whole):
            changed = deepcopy(whole)
            table: Any = changed
            for part in path:
                table = table[part]
            table[key] = default
            assert becomes(kind, changed, shelf) == becomes(kind, whole, shelf), (kind, path, key)
            looked_at += 1
    assert looked_at >= 34
