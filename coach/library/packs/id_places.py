"""Finds the places in a file that name an id, and replaces the id there.

It edits the text, because the file is somebody's own: comments, order and layout stay. The result is parsed again to
make sure that nothing else changed.
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
IdPlace = tuple[KeyPath, Form]
"""A path in the parsed tables, and whether the id is the value there or the last key of the path."""

_OF_A_STEP = ("exercise", "easier", "harder", "after")
_OF_AN_EXERCISE = ("easier", "harder")
_LISTS_OF_A_WEEK = ("train", "between", "before_run", "after_run")
_SLOT = re.compile(r"(.+?)(#[0-9]+)?")
"""An exercise's id, perhaps with its place in a routine: ``plank#2``."""
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_TEXT = re.compile(r"""(["'])([a-z0-9#-]+)\1(?!["'])""")


def spots(data: Mapping[str, Any], of: Kind, kind: Kind, identity: str) -> list[IdPlace]:
    """The places where a file of kind ``of`` names the ``kind`` with the id ``identity``; not the file's own id."""
    if kind == "exercise":
        found = _exercise_spots(data, identity) if of in ("routine", "exercise") else iter(())
    elif kind == "routine":
        found = _routine_spots(data, identity) if of in ("routine", "course") else iter(())
    else:
        found = iter(())
    return [(path, form) for path, form in found if _named_at(data, path, form, identity)]


def _exercise_spots(data: Mapping[str, Any], identity: str) -> Iterator[IdPlace]:
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


def _routine_spots(data: Mapping[str, Any], identity: str) -> Iterator[IdPlace]:
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


def things_named(data: Mapping[str, Any], of: Kind) -> Iterator[tuple[Kind, str]]:
    """The kind and id of everything that a file of kind ``of`` names, perhaps more than once."""
    kinds: tuple[tuple[Kind, Iterator[IdPlace]], ...] = (("exercise", iter(())), ("routine", iter(())))
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


def renamed(text: str, places: list[IdPlace], identity: str, to: str) -> str:
    """The text with ``to`` in place of ``identity`` at these places. Raises UnusualError for unusual notation."""
    if not places:
        return text
    before = tomllib.loads(text)
    wanted = deepcopy(before)
    # Keys last, and the innermost first, for the paths of the others lead through them.
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
    """A text as lines, with the places of its keys; line ends are preserved."""

    def __init__(self, text: str) -> None:
        self._positions = _Parts(text)
        self._lines = text.split("\n")

    def changed(self, places: list[IdPlace], identity: str, to: str) -> str:
        """The text with the id replaced at those of the places that are written in the usual way."""
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
        """Line and column of a value's opening quote. The place is that of its key, or with ``is_item`` of itself."""
        now, at = self._lines[line - 1], column - 1
        if not is_item:
            equals = self._equals(now, at)
            if equals is None:
                return None
            at = equals
        match = _TEXT.match(now, at)
        return (line, at + 1) if match else None

    def _equals(self, line: str, at: int) -> int | None:
        """The index just behind a key, its ``=`` and blanks; None when there is no ``=``."""
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
    """Positions that also know every place where a part of a key is written, even in headers and dotted keys."""

    def __init__(self, text: str) -> None:
        self._spans: list[int] = []
        self._found: dict[KeyPath, set[int]] = {}
        super().__init__(text)

    def of_key(self, path: KeyPath) -> set[tuple[int, int]]:
        """Line and column of the path's last part, for every place where it is written."""
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
        """Record the offsets of a key's parts, matched from the end; a path's list indexes are not in the text."""
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
    """The value as a list of tables; other items count as empty tables, so that the indexes stay the same."""
    return [each if isinstance(each, dict) else {} for each in _list(value)]


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
