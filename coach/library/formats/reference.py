"""Makes Markdown tables of the keys of every kind of file, from the same schema that editors use.

The pages in ``docs`` hold the tables between marks; ``fill`` replaces them.
"""

import re
from collections.abc import Mapping

from coach.library.formats.hints.examples import EXAMPLES
from coach.library.formats.hints.lookup import looked_up
from coach.library.formats.hints.value import written
from coach.library.formats.schema import file_schema
from coach.library.toml.dates import DAY_PATTERN
from coach.library.toml.fields import MAX_SLUG, Schema
from coach.library.toml.times import TIME_PATTERN

_PLACES: Mapping[str, tuple[str, ...]] = {
    "routine": ("routine",),
    "step": ("routine", "step"),
    "range": ("routine", "step", "hold"),
    "round": ("routine", "round"),
    "adapt": ("routine", "adapt"),
    "stage": ("routine", "stage"),
    "exercise": ("exercise",),
    "dose": ("exercise", "dose"),
    "figure": ("exercise", "figure"),
    "figure.pose": ("exercise", "figure", "pose"),
    "figure.pose joints": ("exercise", "figure", "pose", "both"),
    "figure.prop": ("exercise", "figure", "prop"),
    "figure.muscle": ("exercise", "figure", "muscle"),
    "settings session": ("settings", "session"),
    "settings look": ("settings", "look"),
    "settings sound": ("settings", "sound"),
    "settings sound table": ("settings", "sound", "table"),
    "settings sound row": ("settings", "sound", "table", "work"),
    "settings profile": ("settings", "profile"),
    "settings editor": ("settings", "editor"),
    "lessons": ("lessons",),
    "lessons card": ("lessons", "card"),
    "lessons question": ("lessons", "question"),
    "course": ("course",),
    "block": ("course", "block"),
    "until": ("course", "block", "until"),
    "weekdays": ("course", "block", "weekdays"),
    "check": ("course", "check"),
    "caps": ("caps",),
    "caps every": ("caps", "every"),
}
"""Each table's name, and its path in the schema; a path that does not exist makes no table."""

_MARKED = re.compile(r"(<!-- keys: ([a-z. ]+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def reference_tables() -> dict[str, str]:
    """Every table by its name."""
    return {name: table for name, place in _PLACES.items() if (table := _table(place))}


def fill(text: str) -> str:
    """The document with its marked tables replaced by current ones. An unknown table becomes empty."""
    made = reference_tables()
    return _MARKED.sub(lambda match: f"{match[1]}{made.get(match[2], '')}{match[3]}", text)


def _table(place: tuple[str, ...]) -> str:
    where = file_schema(place[0])  # type: ignore[arg-type]
    for key in place[1:]:
        where = where.get("properties", {}).get(key, {})
        where = next(iter(where.get("patternProperties", {}).values()), where)  # tables named by their author
        where = where["items"] if isinstance(where.get("items"), dict) and "properties" in where["items"] else where
    keys: Mapping[str, Schema] = where.get("properties", {})
    if not keys:
        return ""
    required = where.get("required", ())
    rows = ["| key | holds | what it is for | as in |", "|---|---|---|---|"]
    for key, made in keys.items():
        must = " (must be there)" if key in required else ""
        what = f"{_cell(made.get('description', ''))}{must}"
        rows.append(f"| `{key}` | {_holds(made)} | {what} | `{_example(made, (*place, key))}` |")
    return "\n".join(rows) + "\n"


def _example(made: Schema, path: tuple[str, ...]) -> str:
    """A key as a file writes it: with an example value, or as a table's header."""
    examples = looked_up(EXAMPLES, path)
    if examples:
        return _cell(f"{path[-1]} = {written(examples[0])}")
    name = ".".join(path[1:])
    return f"[[{name}]]" if "items" in made else f"[{name}.my-move]" if "patternProperties" in made else f"[{name}]"


def _holds(made: Schema) -> str:
    """The values that a key accepts, in words."""
    kinds = made.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "enum" in made:
        return ", ".join(f"`{_toml(each)}`" for each in made["enum"])
    parts = []
    if "integer" in kinds:
        parts.append(f"a whole number, {_bounds(made)}{_or_time(made)}")
    elif "number" in kinds:
        parts.append(f"a number, {_bounds(made)}")
    if "array" in kinds:
        parts.append(_list(made))
    elif "object" in kinds:
        parts.append("a range `{ from, to, step }`" if "from" in made.get("properties", {}) else "a table")
    if made.get("pattern", "").startswith("^max$"):
        parts.append('`"max"`')
    elif "string" in kinds and not _or_time(made):
        parts.append(_text(made))
    if "boolean" in kinds:
        parts.append("`true` or `false`")
    return ", or ".join(parts)


def _list(made: Schema) -> str:
    items = made["items"]
    if "properties" in items:
        return f"tables, at most {made['maxItems']}" if "maxItems" in made else "tables"
    length = f"{made['minItems']}" if made.get("minItems") == made["maxItems"] else f"at most {made['maxItems']}"
    if "enum" in items:
        return "a list of " + ", ".join(f"`{_toml(each)}`" for each in items["enum"])
    if items["type"] == "array":
        return f"a list of {length} pairs of times"
    if _or_time(items):
        return f"a list of {length} whole numbers, {_bounds(items)}{_or_time(items)}"
    words = "ids" if items.get("maxLength") == MAX_SLUG else "texts"
    return f"a list of {length} {'whole numbers, ' + _bounds(items) if items['type'] == 'integer' else words}"


def _text(made: Schema) -> str:
    if made.get("pattern") == DAY_PATTERN:
        return "a date"
    if made.get("maxLength") == MAX_SLUG:
        return "an id"
    return f"text, at most {made['maxLength']} characters" if "maxLength" in made else "text"


def _or_time(made: Schema) -> str:
    return ", or a time" if TIME_PATTERN in made.get("pattern", "") else ""


def _bounds(made: Schema) -> str:
    return f"{made['minimum']:g} to {made['maximum']:g}"


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
