"""Where in a file an id stands, its own or another's, and the same text with another id in these places.

Text is changed, not tables, for it is somebody's file: comments, order and layout stay. What came out is read again, so
nothing else can have changed.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Literal

from coach.library.formats.reading import Kind
from coach.library.formats.template import UnusualError
from coach.library.toml.diagnostics import KeyPath
from coach.library.toml.positions import Positions

Form = Literal["value", "key"]
Spot = tuple[KeyPath, Form]
"""A place in the tables, and whether the id is the value there or the last key of the way."""

_OF_A_STEP = ("exercise", "easier", "harder", "after")
_OF_AN_EXERCISE = ("easier", "harder")
_LISTS_OF_A_WEEK = ("train", "between", "before_run", "after_run")
_SLOT = re.compile(r"(.+?)(#[0-9]+)?")
"""An exercise's second place in a routine is named with a number behind it."""
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_TEXT = re.compile(r"""(["'])([a-z0-9#-]+)\1(?!["'])""")


def spots(data: Mapping[str, Any], of: Kind, kind: Kind, identity: str) -> list[Spot]:
    """Where a file of kind ``of`` names the ``identity`` of a ``kind``; its own id is not among them."""
    if kind == "exercise":
        found = _exercise_spots(data, identity) if of in ("routine", "exercise") else iter(())
    elif kind == "routine":
        found = _routine_spots(data, identity) if of in ("routine", "course") else iter(())
    else:
        found = iter(())
    return [(path, form) for path, form in found if _named_at(data, path, form, identity)]


def _exercise_spots(data: Mapping[str, Any], identity: str) -> Iterator[Spot]:
    for key in _OF_AN_EXERCISE:
        yield (key,), "value"
    for index, step in enumerate(_tables(data.get("step"))):
        for key in _OF_A_STEP:
            if key in step:
                yield ("step", index, key), "value"
    for table in ("exercise", "change"):
        inner = data.get(table)
        for name, each in inner.items() if isinstance(inner, dict) else ():
            yield (table, name), "key"
            for key in _OF_A_STEP if isinstance(each, dict) else ():
                if key in each:
                    yield (table, name, key), "value"
    for index, _ in enumerate(_list(data.get("leave_out"))):
        yield ("leave_out", index), "value"


def _routine_spots(data: Mapping[str, Any], identity: str) -> Iterator[Spot]:
    yield ("extends",), "value"
    weeks: list[tuple[KeyPath, Mapping[str, Any]]] = [((), data)]
    weeks += [(("block", index), block) for index, block in enumerate(_tables(data.get("block")))]
    for path, table in weeks:
        for key in _LISTS_OF_A_WEEK:
            for index, _ in enumerate(_list(table.get(key))):
                yield (*path, key, index), "value"
        yield (*path, "running"), "value"
        for day in _table(table.get("weekdays")):
            yield (*path, "weekdays", day), "value"
        for name in _table(table.get("a_day")):
            yield (*path, "a_day", name), "key"


def names_of(data: Mapping[str, Any], of: Kind) -> Iterator[tuple[Kind, str]]:
    """Everything that a file names: the kind and id, as it stands; some twice."""
    kinds: tuple[tuple[Kind, Iterator[Spot]], ...] = (("exercise", iter(())), ("routine", iter(())))
    if of in ("routine", "exercise"):
        kinds = (("exercise", _exercise_spots(data, "")), ("routine", _routine_spots(data, "")))
    elif of == "course":
        kinds = (("routine", _routine_spots(data, "")),)
    for kind, found in kinds:
        for path, form in found:
            value = path[-1] if form == "key" else _value(data, path)
            match = _SLOT.fullmatch(value) if isinstance(value, str) else None
            if match:
                yield kind, match[1]


def renamed(text: str, places: list[Spot], identity: str, to: str) -> str:
    """The text with another id in these places. Raises UnusualError where it is written in an unusual way."""
    if not places:
        return text
    before = tomllib.loads(text)
    wanted = deepcopy(before)
    # Keys last, and the inmost first: the way to a value leads over them.
    for path, form in sorted(places, key=lambda spot: (spot[1] == "key", -len(spot[0]))):
        _put(wanted, path, form, identity, to)
    after = _Text(text).changed(places, identity, to)
    try:
        right = tomllib.loads(after) == wanted
    except tomllib.TOMLDecodeError:
        right = False
    if not right:
        raise UnusualError(
            f"{identity} cannot be given another id in it automatically, as it is written in an unusual way: "
            "change the file yourself."
        )
    return after


def _put(data: Any, path: KeyPath, form: Form, identity: str, to: str) -> None:
    *way, last = path
    table = data
    for key in way:
        table = table[key]
    if form == "value":
        table[last] = _other(table[last], identity, to)
        return
    inner = {(_other(key, identity, to) if key == last else key): value for key, value in table.items()}
    table.clear()
    table.update(inner)


def _other(name: str, identity: str, to: str) -> str:
    return to + name[len(identity) :]


class _Text:
    """A text whose places are known, line by line: so its line ends stay as they are."""

    def __init__(self, text: str) -> None:
        self._positions = _Parts(text)
        self._lines = text.split("\n")

    def changed(self, places: list[Spot], identity: str, to: str) -> str:
        """The text with the id exchanged at these places, as far as they are found as they are usually written."""
        marks: set[tuple[int, int]] = set()
        for path, form in places:
            if form == "key":
                marks |= self._positions.of_key(path)
            else:
                found = self._value_at(*self._positions.of(path), is_item=isinstance(path[-1], int))
                marks |= {found} if found else set()
        for line, column in sorted(marks, reverse=True):  # from the end: what is before it keeps its place
            now = self._lines[line - 1]
            at = column - 1 + (now[column - 1 : column] in ("'", '"'))
            if now.startswith(identity, at):
                self._lines[line - 1] = f"{now[:at]}{to}{now[at + len(identity) :]}"
        return "\n".join(self._lines)

    def _value_at(self, line: int, column: int, *, is_item: bool) -> tuple[int, int] | None:
        """Where the quotes of a value begin, whose key (or which itself) begins at the place."""
        now, at = self._lines[line - 1], column - 1
        if not is_item:
            equals = self._equals(now, at)
            if equals is None:
                return None
            at = equals
        match = _TEXT.match(now, at)
        return (line, at + 1) if match else None

    def _equals(self, line: str, at: int) -> int | None:
        """The place behind a key and its sign."""
        while match := _KEY_PART.match(line, at):
            at = match.end()
            rest = line[at:].lstrip(" \t")
            at += len(line[at:]) - len(rest)
            if rest[:1] == "=":
                at += 1
                return at + len(line[at:]) - len(line[at:].lstrip(" \t"))
            if rest[:1] != ".":
                return None
            at += 1 + len(rest[1:]) - len(rest[1:].lstrip(" \t"))
        return None


class _Parts(Positions):
    """Besides, every place in which a part of a key stands: in headers and in dotted keys, too."""

    def __init__(self, text: str) -> None:
        self._spans: list[int] = []
        self._found: dict[KeyPath, set[int]] = {}
        super().__init__(text)

    def of_key(self, path: KeyPath) -> set[tuple[int, int]]:
        """Line and column of the last part of the way, wherever it is written."""
        return {self._place(offset) for offset in self._found.get(path, ())}

    def _key(self, at: int) -> tuple[list[str], int]:
        parts, end = super()._key(at)
        spans, place = [], at
        for number, _ in enumerate(parts):
            match = _KEY_PART.match(self._text, place)
            if match is None:
                break
            spans.append(place)
            place = match.end()
            while number + 1 < len(parts) and self._text[place : place + 1] in (" ", "\t", "."):
                place += 1
        self._spans = spans
        return parts, end

    def _header(self, start: int) -> tuple[int, KeyPath]:
        at, path = super()._header(start)
        self._note(path, self._spans)
        return at, path

    def _pair(self, start: int, table: KeyPath, depth: int) -> int:
        parts, _ = self._key(start)
        self._note((*table, *parts), self._spans)
        return super()._pair(start, table, depth)

    def _note(self, path: KeyPath, spans: list[int]) -> None:
        """The parts of a key, the last of them last; numbers of lists stand in the way, and not in the text."""
        named = [number for number, part in enumerate(path) if isinstance(part, str)]
        for number, offset in zip(reversed(named), reversed(spans), strict=False):
            self._found.setdefault(path[: number + 1], set()).add(offset)


# --- values ---------------------------------------------------------------------------------------------------------


def _named_at(data: Mapping[str, Any], path: KeyPath, form: Form, identity: str) -> bool:
    value = path[-1] if form == "key" else _value(data, path)
    match = _SLOT.fullmatch(value) if isinstance(value, str) else None
    return match is not None and match[1] == identity


def _value(data: Any, path: KeyPath) -> object:
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _tables(value: object) -> list[Mapping[str, Any]]:
    """A list of tables, as far as it is one; what is none counts as an empty one, so that the places stay."""
    return [each if isinstance(each, dict) else {} for each in _list(value)]


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
