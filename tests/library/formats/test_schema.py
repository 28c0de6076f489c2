"""The schema and the loader agree, every key is explained, and what is shipped is what the fields say."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.caps_file import caps_of
from coach.library.formats.history_file import history_of
from coach.library.formats.kinds import FileKind, kind_of
from coach.library.formats.lesson_file import lesson_file
from coach.library.formats.reading import FileGroup, course_file, exercise_file, routine_file
from coach.library.formats.schema import SCHEMA_KINDS, file_schema, schema_line, schema_text, write_schemas
from coach.library.formats.settings.settings_file import settings_of
from coach.library.shelf.library import combine, read_layer
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import parse

from ..library_files import COURSE, EXERCISE, HISTORY, ROUTINE, SETTINGS

SHIPPED = sorted(shipped_folder().rglob("*.toml"))
FOLDERS: dict[str, FileKind] = {"exercises": "exercise", "courses": "course", "lessons": "lessons"}
TAPLO = Path(sys.executable).parent / "taplo"

BEYOND = re.compile(
    r"must not be above to"
    r"|there is no exercise|cannot be used|is taken by|for its exercise has no dose of its own"
    r"|is running, and running follows"
    r"|belongs in a routine of kind|a routine of kind \"run\"|step must be a walk of|how long you run is for"
    r"|there is no routine|is of kind|per_week must be at most|nothing of it may be done in|is that of block"
    r'|"until" is missing|must be a date, such as .*, got "'  # of all blocks but one; no calendar is in a pattern
    r"|the date or time|must be a date and time with its zone, without quotes, as .*, got \""
    r"|at stands without quotes"  # to JSON, a date is a text
    r"|words with differs, got|two of the (?:card|question)s have the id|the number of one of the|drawn on bones"
    r"|got nan|got no finite number"
    r"|that is [\d,]+ seconds|minutes of running are more than|stages are for running"
    r"|of another routine: say of which|goes with extends|names this very routine"
)
"""What no schema can say: what words in a name mean, whether other files hold a thing, how two numbers compare, or two
blocks, and what JSON has no word for.
"""


# --- the files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_the_shipped_schema_is_what_the_fields_say(kind: FileKind) -> None:
    shipped = (shipped_folder() / "schema" / f"{kind}.json").read_text(encoding="utf-8")
    assert shipped == schema_text(kind), "make docs"


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_it_is_a_schema(kind: FileKind) -> None:
    Draft4Validator.check_schema(file_schema(kind))
    assert "null" not in schema_text(kind)


def unexplained(made: dict[str, Any], path: str) -> Iterator[str]:
    for key, inner in {**made.get("properties", {}), **made.get("patternProperties", {})}.items():
        if "properties" in made and key in made["properties"] and not inner.get("description"):
            yield f"{path}.{key}"
        yield from unexplained(inner, f"{path}.{key}")
        if isinstance(inner.get("items"), dict):
            yield from unexplained(inner["items"], f"{path}.{key}")


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_every_key_is_explained(kind: FileKind) -> None:
    assert sorted(set(unexplained(file_schema(kind), kind))) == [], (
        "say what they mean in coach/library/formats/key_docs.py"
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files_name_their_schema_and_keep_to_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind = FOLDERS.get(path.parent.name, "routine")
    line = text.partition("\n")[0]
    assert line == schema_line(path, shipped_folder(), kind)
    assert (path.parent / line.split()[1]).resolve() == (shipped_folder() / "schema" / f"{kind}.json").resolve()
    assert not list(Draft4Validator(file_schema(kind)).iter_errors(tomllib.loads(text)))


@pytest.mark.skipif(not TAPLO.exists() and not shutil.which("taplo"), reason="taplo has no binary for this platform")
def test_taplo_finds_nothing_wrong_with_shipped_files_and_something_with_wrong_ones(tmp_path: Path) -> None:
    taplo = str(TAPLO) if TAPLO.exists() else "taplo"
    done = subprocess.run([taplo, "check", *map(str, SHIPPED)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    write_schemas(tmp_path / "schema")
    wrong = tmp_path / "wrong.toml"
    for kind, text, why in (
        ("routine", ROUTINE.replace("priority = 2", "priority = 12"), "12 is greater than the maximum of 9"),
        ("course", COURSE.replace("per_week = 3", "per_week = 7"), "7 is greater than the maximum of 6"),
        ("course", COURSE, ""),
    ):
        wrong.write_text(f"#:schema ./schema/{kind}.json\n{text}")
        done = subprocess.run([taplo, "check", str(wrong)], capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == bool(why), done.stderr
        assert why in done.stderr


def test_schemas_that_are_there_already_are_left_alone(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path)
    before = [path.stat().st_mtime_ns for path in paths]
    assert [path.stat().st_mtime_ns for path in write_schemas(tmp_path)] == before
    paths[0].write_text("{}")
    write_schemas(tmp_path)
    assert paths[0].read_text(encoding="utf-8") == schema_text("routine")


# --- schema and loader ----------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """As a validator of TOML sees it: JSON has no dates."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value


@cache
def shipped() -> FileGroup:
    return read_layer(Layer("shipped", shipped_folder()))


@cache
def validator(kind: FileKind) -> Draft4Validator:
    return Draft4Validator(file_schema(kind))


def loader_errors(kind: FileKind, text: str) -> list[str]:
    names = {
        "routine": "x.toml",
        "exercise": "exercises/x.toml",
        "course": "courses/x.toml",
        "settings": "settings.toml",
        "caps": "caps.toml",
    }
    name = names.get(kind, "h.toml")
    document = parse(Path(name), text)
    assert not isinstance(document, Diagnostic), document
    if kind == "settings":
        found = settings_of(document)[1]
    elif kind == "history":
        found = history_of(document).diagnostics
    elif kind == "lessons":
        found = lesson_file(document).diagnostics
    elif kind == "caps":
        found = caps_of(document)[1]
    elif kind == "course":
        found = combine([shipped(), FileGroup("own", courses=[course_file(document)])]).diagnostics
    else:
        below = FileGroup("shipped", [f for f in shipped().exercises if f.exercise.id != "plank"], [])
        plank = exercise_file(parse(Path("exercises/plank.toml"), EXERCISE))
        own = (
            FileGroup("own", [exercise_file(document)])
            if kind == "exercise"
            else FileGroup("own", [], [routine_file(document)])
        )
        found = combine([below, FileGroup("base", [plank]), own]).diagnostics
    return [each.message for each in found if each.severity == "error"]


def agree(kind: FileKind, data: dict[str, Any]) -> None:
    text = tomli_w.dumps(data)
    said = [error.message for error in validator(kind).iter_errors(plain(tomllib.loads(text)))]
    errors = loader_errors(kind, text)
    if said:
        assert errors, (said[:2], text)
    else:
        assert [error for error in errors if not BEYOND.search(error)] == [], text


SOUND = """
[sound]
voice = "on"
bell = true
words = "all"
command = ["say", "{text}"]
table = { work = { bell = 2, say = "brief" }, end = { bell = 0 } }

[profile]
group = "my-club"
"""
CAPS = """
format = 1
phase = "recovery"
run_stage = 6
strength_days = 2

[every]
sets = 3
reps = 12
hold = 60
rungs = 2

[exercise.plank]
hold = 30

[adapt]
amber_from = 3
red_from = 5
"""
WEEKS = """
[profile]
concern = "painful"
days_a_week = 3

[[session]]
routine = "desk-break"
at = 2026-11-01T07:30:00Z
a_day = true

[[event]]
at = 2026-11-01T07:30:00Z
kind = "course"
course = "steady-hips"
block = "load"
until = 2026-12-09

[[event]]
at = 2026-11-02T07:30:00Z
kind = "course"
course = ""

[[event]]
at = 2026-11-03T07:30:00Z
kind = "pause"
until = 2026-11-10
"""
BASES: dict[FileKind, list[dict[str, Any]]] = {
    "routine": [tomllib.loads(ROUTINE)],
    "exercise": [tomllib.loads(EXERCISE)],
    "course": [tomllib.loads(COURSE)],
    "history": [tomllib.loads(HISTORY), tomllib.loads(WEEKS)],
    "settings": [tomllib.loads(SETTINGS), tomllib.loads(SOUND)],
    "caps": [tomllib.loads(CAPS)],
    "lessons": [],
}
for _path in SHIPPED:
    BASES[FOLDERS.get(_path.parent.name, "routine")].append(tomllib.loads(_path.read_text()))


def keys_in(made: dict[str, Any]) -> Iterator[str]:
    for key, inner in made.get("properties", {}).items():
        yield key
        yield from keys_in(inner)
        yield from keys_in(inner.get("items", {}) if isinstance(inner.get("items"), dict) else {})
    for inner in made.get("patternProperties", {}).values():
        yield from keys_in(inner)


KEYS = sorted({key for kind in SCHEMA_KINDS for key in keys_in(file_schema(kind))} | {"xyz", "my-move", "My Move"})
WORDS = ["", " ", "max", "plank", "dead-bug", "walk-run", "brisk-walk", "Plank", "a" * 64, "a" * 65, "x" * 501]
WORDS += ["acute", "each", "both", "drill", "run", "phase", "red-flag", "dull", "left", "plank:left", "plank:up", "key"]
WORDS += ["a" * 64 + ":right", "a" * 65 + ":left"]
WORDS += ["psoas-care", "return-to-run", "course", "pause", "2026-12-09", "2026-02-30", "1970-01-01", "mon"]
NUMBERS = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 14, 15, 30, 31, 60, 61, 100, 101, 600, 601, 1440, 3600, 3601, 10**15]
SCALARS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(NUMBERS),
    st.sampled_from([0.0, 0.5, 1.0, 20.0, -0.1, 1.5, float("nan"), float("inf")]),
    st.booleans(),
    st.sampled_from([date(2026, 1, 1), time(1), datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)]),
    st.sampled_from([datetime(1970, 6, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
) | st.fixed_dictionaries({"from": st.sampled_from(NUMBERS), "to": st.sampled_from(NUMBERS)})


ALIKE = {int: st.sampled_from(NUMBERS), str: st.sampled_from(WORDS), bool: st.booleans(), float: st.floats(0, 1)}


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container with each of its keys or indexes."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in list(items):
        yield value, key
        yield from places(item)


@st.composite
def changed(draw: st.DrawFn, kind: FileKind) -> dict[str, Any]:
    """A right file with a few changes, each of which may make it wrong."""
    data: dict[str, Any] = deepcopy(draw(st.sampled_from(BASES[kind])))
    for _ in range(draw(st.integers(0, 3))):
        container, key = draw(st.sampled_from(list(places(data)) or [(data, "xyz")]))
        does = draw(st.sampled_from(["alike", "alike", "alike", "alike", "replace", "delete", "add", "double"]))
        now = container[key] if isinstance(container, list) else container.get(key)
        if does == "alike" and type(now) in ALIKE:
            container[key] = draw(ALIKE[type(now)])
        elif does == "delete" and len(container) > (container is data):
            del container[key]
        elif does == "double" and isinstance(container, list):
            container.extend(deepcopy(container) * draw(st.sampled_from([1, 9, 60])))
        elif does == "add" and isinstance(container, dict):
            container[draw(st.sampled_from(KEYS))] = draw(VALUES)
        else:
            container[key] = draw(VALUES)
    return data


def check_agreement(kind: FileKind, examples: int) -> None:
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(changed(kind))
    def run(data: dict[str, Any]) -> None:
        agree(kind, data)

    run()


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_schema_and_loader_agree(kind: FileKind) -> None:
    check_agreement(kind, 100)


@pytest.mark.soak
@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_schema_and_loader_agree_on_tens_of_thousands(kind: FileKind) -> None:
    check_agreement(kind, 10_000)


STEP = {"exercise": "plank"}
HEAD = {"format": 1, "id": "x", "name": "X", "kind": "mixed"}
WEEKLY = {"format": 1, "id": "x", "name": "X"}
BLOCK = {"id": "a", "name": "A", "train": ["psoas-care"]}
AT = {"at": datetime(2026, 1, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("routine", HEAD | {"step": [STEP | {"hold": "max", "reps": 5}]}),
        ("routine", HEAD | {"step": [STEP | {"hold": "long"}]}),
        ("routine", HEAD | {"step": [STEP | {"tempo": [0, 0, 0]}]}),
        ("routine", HEAD | {"step": [STEP | {"hold": 20.0}]}),
        ("routine", HEAD | {"step": [STEP | {"hold": {"from": 20}}]}),
        ("routine", HEAD | {"step": []}),
        ("routine", HEAD),
        ("routine", HEAD | {"step": [STEP], "adapt": {"red_from": 4}}),
        ("routine", HEAD | {"step": [STEP], "adapt": {"red_from": 4, "amber_from": 4}}),
        ("exercise", HEAD | {"kind": "drill", "dose": {"sets": 2}}),
        ("exercise", HEAD | {"kind": "drill", "dose": {"hold": "max", "reps": 2}}),
        ("exercise", HEAD | {"kind": "drill", "figure": {}}),
        ("exercise", HEAD | {"kind": "drill", "figure": {"pose": []}}),
        ("exercise", HEAD | {"kind": "drill", "figure": {"pose": [{"hip": 9}]}}),
        ("exercise", HEAD | {"kind": "drill", "figure": {"pose": [{"both": {"hip": 181}}]}}),
        ("exercise", HEAD | {"kind": "drill", "figure": {"pose": [{}], "prop": [{"kind": "band", "at": "hips"}]}}),
        ("history", {"event": [{"at": datetime(2026, 1, 1, tzinfo=UTC), "kind": "phase"}]}),
        ("history", {"event": [{"at": datetime(2026, 1, 1, tzinfo=UTC), "kind": "red-flag", "flags": []}]}),
        ("history", {"walk": [{"at": datetime(2026, 1, 1)}]}),
        ("history", {"event": [AT | {"kind": "course", "block": "load"}]}),
        ("history", {"event": [AT | {"kind": "course", "course": "", "until": date(2026, 12, 9)}]}),
        ("history", {"event": [AT | {"kind": "course", "course": "steady-hips", "phase": "acute"}]}),
        ("history", {"event": [AT | {"kind": "pause", "course": "steady-hips"}]}),
        ("history", {"event": [AT | {"kind": "unlocked", "until": date(2026, 12, 9)}]}),
        ("history", {"profile": {"days_a_week": 8}}),
        ("course", WEEKLY | {"block": []}),
        ("course", WEEKLY),
        ("course", WEEKLY | {"block": [BLOCK | {"train": []}]}),
        ("course", WEEKLY | {"block": [BLOCK | {"until": {}}]}),
        ("course", WEEKLY | {"block": [BLOCK | {"until": {"clinician": False}}]}),
        ("course", WEEKLY | {"block": [BLOCK | {"weekdays": {"monday": "psoas-care"}}]}),
        ("course", WEEKLY | {"block": [BLOCK], "a_day": {"desk-break": 7}}),
        ("course", WEEKLY | {"block": [BLOCK], "kind": "mixed"}),
        ("course", WEEKLY | {"block": [BLOCK | {"id": "A"}]}),
        ("settings", {"session": {"get_ready": 61}}),
        ("caps", {"format": 1}),
        ("caps", {"phase": "recovery"}),
        ("caps", {"format": 1, "every": {}}),
        ("caps", {"format": 1, "run_stage": 16}),
        ("caps", {"format": 1, "exercise": {"My Move": {"sets": 1}}}),
        ("caps", {"format": 1, "adapt": {"amber_from": 5}}),
    ],
)
def test_both_refuse(kind: FileKind, data: dict[str, Any]) -> None:
    assert list(validator(kind).iter_errors(plain(data)))
    assert loader_errors(kind, tomli_w.dumps(data))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("routine", HEAD | {"step": [STEP | {"hold": "max"}]}),
        (
            "routine",
            HEAD | {"step": [STEP | {"hold": {"from": 20, "to": 30}, "reps": 5}]},
        ),
        ("routine", HEAD | {"step": [STEP], "adapt": {"red_from": 4, "amber_from": 3}}),
        ("routine", HEAD | {"step": [STEP], "exercise": {"my-move": {"name": "M", "kind": "drill"}}}),
        ("exercise", HEAD | {"kind": "drill", "figure": {"pose": [{}], "prop": [{"kind": "box"}]}}),
        ("history", {"event": [{"at": datetime(2026, 1, 1, tzinfo=UTC), "kind": "unlocked"}]}),
        ("history", {}),
        (
            "history",
            {"event": [AT | {"kind": "course"}, AT | {"kind": "course", "course": ""}, AT | {"kind": "pause"}]},
        ),
        ("course", WEEKLY | {"block": [BLOCK]}),
        ("course", WEEKLY | {"block": [BLOCK | {"until": {"clinician": True, "not_before": date(2026, 12, 9)}}]}),
        ("settings", {}),
        ("caps", {"format": 1, "exercise": {"my-move": {"sets": 1}}}),
    ],
)
def test_both_accept(kind: FileKind, data: dict[str, Any]) -> None:
    assert list(validator(kind).iter_errors(plain(data))) == []
    assert loader_errors(kind, tomli_w.dumps(data)) == []


def test_files_are_told_apart_as_their_schemas_are() -> None:
    for path in SHIPPED:
        document = parse(path, path.read_text(encoding="utf-8"))
        assert not isinstance(document, Diagnostic)
        assert kind_of(document) == FOLDERS.get(path.parent.name, "routine")
