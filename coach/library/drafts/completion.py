"""Completions at the cursor: keys, values and ids, each with its meaning, all from the schema that editors use.

Left out: analysing the cursor's place (``place``), and showing and inserting completions (``tui.editor``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from coach.library.drafts.place import CursorPlace, place_at, word_end
from coach.library.formats.hints.lookup import looked_up
from coach.library.formats.hints.references import KEYS_ARE_IDS, REFERENCES, Named
from coach.library.formats.hints.value import written
from coach.library.formats.kinds import FileKind
from coach.library.formats.schema import file_schema, path_below
from coach.library.toml.fields import Schema
from coach.library.toml.outline import Outline

MOST_COMPLETIONS = 60
"""The most completions that are offered; nobody would read more."""

Own = Mapping[Named, Sequence[str]]
"""The ids that the file itself defines: its exercises, its rounds."""
_NOTHING_OWN: Own = {}
_BARE = re.compile(r"[\w-]+")
_PLACEHOLDERS: Mapping[str, str] = {"exercise": "my-move", "round": "a", "change": "plank"}
"""The name suggested for a table whose name its author chooses, as long as the file has none."""

Names = Mapping[Named, Mapping[str, str]]
"""The existing things by kind and id, each with a short description."""


class Completion(Struct, frozen=True):
    """One completion. ``label`` is shown in the list, with ``about``, what it means, beside it.

    ``text`` is inserted; then the cursor moves ``back`` by so many characters. ``also``: other words that match it.
    """

    text: str
    label: str
    about: str = ""
    back: int = 0
    also: str = ""


def offers(place: CursorPlace, kind: FileKind, names: Names, own: Own = _NOTHING_OWN) -> list[Completion]:
    """The completions at a place in a file of a kind, best match first. ``own``: the ids that the file defines."""
    if place.what == "header":
        return _narrowed(_headers(kind, own), place.word)
    if place.what == "key":
        found = list(_keys(place, kind, names))
        if place.alone and not place.keys:
            found += _headers(kind, own)
        return _narrowed(found, place.word)
    if place.what == "value":
        all_names = {**names}
        for named, ids in own.items():
            all_names[named] = {**names.get(named, {}), **dict.fromkeys(ids, "in this file")}
        return _narrowed(_values(place, kind, all_names), place.word, quoted=place.quoted)
    return []


def own_ids(outline: Outline) -> Own:
    """The ids that a text itself defines."""
    found: dict[Named, list[str]] = {}
    for block in outline.blocks:
        if len(block.path) > 1 and block.path[0] in _PLACEHOLDERS:
            ids = found.setdefault(block.path[0], [])  # type: ignore[arg-type]
            if block.path[1] not in ids:
                ids.append(block.path[1])
    return found


def meaning_at(outline: Outline, line: int, column: int, kind: FileKind) -> tuple[str, str] | None:
    """The key that a place is about, and its meaning; None when there is none. ``line``, ``column``: from 0."""
    place = place_at(outline, line, word_end(outline.lines[line], column))
    if place.what == "header":
        keys = tuple(part for part in place.word.strip("[] \t").split(".") if part)
    else:
        word = (place.word,) if place.what == "key" and place.word else ()
        keys = (*place.table, *place.keys, *word)
    while keys:
        made = _schema_at(kind, keys)
        if made is not None and made.get("description"):
            return keys[-1], str(made["description"])
        keys = keys[:-1]
    return None


# --- the schema, followed ---------------------------------------------------------------------------------------------


@cache
def _whole(kind: FileKind) -> Schema:
    return file_schema(kind)


def _schema_at(kind: FileKind, keys: Sequence[str]) -> Schema | None:
    """The schema at these keys, lists of tables followed into their tables; None when no such key is allowed."""
    here = _whole(kind)
    for key in keys:
        here = _table_in(here)
        found = here.get("properties", {}).get(key)
        if found is None:
            found = next(iter(here.get("patternProperties", {}).values()), None)
        if found is None:
            return None
        here = found
    return here


def _table_in(made: Schema) -> Schema:
    items = made.get("items")
    return items if isinstance(items, dict) and "properties" in items else made


def _path(kind: FileKind, keys: Sequence[str]) -> tuple[str, ...]:
    """The path for looking up hints about a key: a key in ``[exercise.my-move]`` is looked up as an exercise's."""
    if kind == "routine" and len(keys) > 2 and "patternProperties" in _whole(kind)["properties"].get(keys[0], {}):
        return (*path_below((kind, keys[0])), *keys[2:])
    return (kind, *keys)


# --- keys and headers -------------------------------------------------------------------------------------------------


def _keys(place: CursorPlace, kind: FileKind, names: Names) -> Iterator[Completion]:
    """The keys that are not given yet; ids in tables whose keys are ids."""
    above = (*place.table, *place.keys)
    named = looked_up(KEYS_ARE_IDS, _path(kind, above)) if above else None
    if named is not None:
        yield from (Completion(f"{each} = ", each, about) for each, about in names.get(named, {}).items()
                    if each not in place.given)  # fmt: skip
        return
    table = _schema_at(kind, above)
    for key, made in _table_in(table or {}).get("properties", {}).items():
        if key in place.given or _is_header(made):
            continue
        text, back = _begun(key, made, refers=looked_up(REFERENCES, _path(kind, (*above, key))) is not None)
        yield Completion(text, key, str(made.get("description", "")), back)


def _is_header(made: Schema) -> bool:
    """Whether a key is written as a table with a header, not inline."""
    is_table = "properties" in _table_in(made) or "patternProperties" in made
    return is_table and "examples" not in made


def _begun(key: str, made: Schema, *, refers: bool) -> tuple[str, int]:
    """A key with the start of its value, and by how many characters the cursor goes back to continue typing."""
    kinds = made.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds == ["array"]:
        return f"{key} = []", 1
    if kinds == ["object"]:
        return f"{key} = {{  }}", 2
    if kinds == ["string"] and "enum" not in made and not refers:
        return f'{key} = ""', 1
    return f"{key} = ", 0


def _headers(kind: FileKind, own: Own) -> list[Completion]:
    """The headers of all tables, including those of exercises and rounds inside a routine."""
    return list(_headers_in(_whole(kind), (), own))


def _headers_in(made: Schema, above: tuple[str, ...], own: Own) -> Iterator[Completion]:
    for key, inner in _table_in(made).get("properties", {}).items():
        if not _is_header(inner):
            continue
        path = (*above, key)
        about = str(inner.get("description", ""))
        if "patternProperties" in inner:
            (named,) = inner["patternProperties"].values()
            ids = own.get(key) or (_PLACEHOLDERS.get(key, "my-own"),)
            for each in ids:
                yield _header((*path, each), about, many=False)
                yield from _headers_in(named, (*path, each), own)
        else:
            yield _header(path, about, many="items" in inner and "properties" in inner["items"])
            yield from _headers_in(inner, path, own)


def _header(path: tuple[str, ...], about: str, *, many: bool) -> Completion:
    name = ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in path)
    text = f"[[{name}]]" if many else f"[{name}]"
    return Completion(text, text, about, also=name)


# --- values -----------------------------------------------------------------------------------------------------------


def _values(place: CursorPlace, kind: FileKind, names: Names) -> Iterator[Completion]:
    """The values that can be offered: ids, the words of a choice, true and false, the default, examples."""
    keys = (*place.table, *place.keys)
    made = _schema_at(kind, keys)
    if made is None:
        return
    path = _path(kind, keys)
    items = made.get("items")
    in_list = isinstance(items, dict) and "properties" not in items
    one = items if in_list and isinstance(items, dict) else made
    lead, close = ("[", "]") if in_list and not place.listed else ("", "")
    named = looked_up(REFERENCES, path)
    for identity, about in (names.get(named, {}) if named else {}).items():
        yield Completion(f"{lead}{written(identity)}{close}", identity, about, len(close), also=about)
    said = one.get("x-taplo", {}).get("docs", {}).get("enumValues", ())
    for index, word in enumerate(one.get("enum", ())):
        about = (said[index] or "") if said else ""
        yield Completion(f"{lead}{written(word)}{close}", str(word), about, len(close))
    if one.get("type") == "boolean":
        yield from (
            Completion(word, word, _of_truth(word, str(made.get("description", "")))) for word in ("true", "false")
        )
    elif not named and "enum" not in one and not place.listed:
        yield from _examples(made)


def _of_truth(word: str, description: str) -> str:
    """The meaning of true or false, if the description begins with that word."""
    start, _, rest = description.partition(": ")
    return rest if start == word else ""


def _examples(made: Schema) -> Iterator[Completion]:
    """The default, then the examples."""
    default = made.get("default")
    if default is not None:
        yield Completion(written(default), written(default), "What counts without it.")
    for each in made.get("examples", ()):
        if each != default:
            yield Completion(written(each), written(each), "For example.")


# --- narrowed by what is typed ----------------------------------------------------------------------------------------


def _narrowed(found: Iterable[Completion], typed: str, *, quoted: bool = False) -> list[Completion]:
    """The completions that match what is typed, those that begin with it first; none if it is complete already."""
    word = typed.lower().lstrip("[ ")
    if quoted:
        found = [each for each in found if each.text.lstrip("[").startswith('"')]
    ranked = [(rank, number, each) for number, each in enumerate(found) if (rank := _rank(each, word)) is not None]
    ranked.sort(key=lambda one: one[:2])
    nearest = [each for _, _, each in ranked[:MOST_COMPLETIONS]]
    said = len(nearest) == 1 and nearest[0].text == (f'"{word}"' if quoted else word)
    return [] if said else nearest


def _rank(offer: Completion, word: str) -> int | None:
    """How well ``word``, in small letters, matches a completion: 0 is best, None is no match."""
    label, also = offer.label.lower().lstrip("[\"'"), offer.also.lower()
    if label.startswith(word):
        return 0
    parts = label.replace("-", " ").replace("_", " ").replace(".", " ").split() + also.split()
    if any(part.startswith(word) for part in parts):
        return 1
    return 2 if len(word) > 2 and word in f"{label} {also}" else None
