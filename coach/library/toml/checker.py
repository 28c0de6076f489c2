"""Checks parsed TOML against tables of expected keys, and collects every problem there is.

A *field* checks one kind of value (``fields``); a ``Table`` is the cursor over one TOML table. Nothing raises: a wrong
value is reported and left out. Lines and columns are looked up at the end, only when something was found.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from coach.library.toml.diagnostics import Diagnostic, KeyPath, Severity
from coach.library.toml.sanitize import clean, short
from coach.library.toml.source import Document, shown_path
from coach.library.toml.spelling import meant_key

MAX_PROBLEMS = 100
"""The most errors listed for one file, and the most warnings; a further line of each says that there are more."""


class Field(Protocol):
    """What a key may hold."""

    def read(self, value: object, table: "Table", key: str) -> Any:
        """The value as the domain has it; None for a wrong one, reported to ``table`` under ``key``."""


class Problems:
    """The problems of one document."""

    __slots__ = ("_document", "_found", "_hints", "_marked", "errors", "meant", "top")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: dict[Severity, list[tuple[KeyPath, str]]] = {"error": [], "warning": []}
        self._hints: dict[KeyPath, str] = {}
        self._marked = 0, 0, 0
        self.errors = 0
        self.top: Mapping[str, Field] = {}
        """The keys of the file's top level, set when it is read: one of them inside a table is misplaced."""
        self.meant: set[KeyPath] = set()
        """Keys that misspelled ones probably stand for: they are not reported as missing as well."""

    @property
    def full(self) -> bool:
        """Whether no more errors will be listed, so that a loop over ten thousand bad items can stop."""
        return len(self._found["error"]) > MAX_PROBLEMS

    def add(self, path: KeyPath, message: str, severity: Severity = "error") -> None:
        """Report a problem with the key at ``path``; the same one, of both sides of a step, is told once."""
        if path in self.meant:
            return
        message = clean(message)  # it may quote words and keys of the file
        found = self._found[severity]
        if (path, message) in found:
            return
        self.errors += severity == "error"
        if len(found) < MAX_PROBLEMS:
            found.append((path, message))
        elif len(found) == MAX_PROBLEMS:
            found.append((path, "there are more problems like these; correct them first"))

    def hint(self, path: KeyPath, text: str) -> None:
        """Append to the message at ``path`` a text that depends on other files; replaces an earlier hint."""
        self._hints[path] = clean(text)

    def mark(self) -> None:
        """Mark the end of the file's own problems. Those added later depend on other files; ``rewind`` forgets them."""
        self._marked = len(self._found["error"]), len(self._found["warning"]), self.errors

    def rewind(self) -> None:
        """Forget what was reported since the mark."""
        errors, warnings, self.errors = self._marked
        del self._found["error"][errors:]
        del self._found["warning"][warnings:]

    def diagnostics(self) -> list[Diagnostic]:
        """Everything reported, in the order of the text."""
        if not any(self._found.values()):
            return []
        path = shown_path(self._document.path)
        place = self._document.positions.of
        listed: list[Diagnostic] = []
        last: list[Diagnostic] = []
        for severity, found in self._found.items():
            for number, (keys, text) in enumerate(found):
                to = listed if number < MAX_PROBLEMS else last
                to.append(Diagnostic(path, *place(keys), severity, dotted(keys), text + self._hints.get(keys, "")))
        listed.sort(key=lambda diagnostic: (diagnostic.line, diagnostic.column))
        return [*listed, *last]


def dotted(path: KeyPath) -> str:
    """A key's path as people read it, list items counted from 1: ``step.3.hold.from``."""
    return short(".".join(str(part + 1) if isinstance(part, int) else part for part in path))


def as_list(key: str, value: object) -> str:
    """A hint for a word given instead of a list: ``, as in train = ["psoas-care"]``; empty for any other value."""
    return f", as in {key} = [{shown_value(value)}]" if type(value) is str and value and " " not in value else ""


def shown_value(value: object) -> str:
    """A value as a message shows it: short and sanitised, and made quickly even for a huge value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{short(value)}"'
    if isinstance(value, int):
        return str(value) if value.bit_length() < 64 else "a huge number"
    if isinstance(value, float):
        return str(value)
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, dict):
        return "a table"
    return f"the date or time {value}"


class Table:
    """A cursor over one TOML table.

    ``label`` names the table in messages ("step 3"); ``subject`` is the key whose value is added to tell it from
    others ("step 3 (plank)"). A table inside a key, such as a range, uses its ``owner``'s label, its keys prefixed.
    """

    __slots__ = ("data", "label", "owner", "path", "problems", "subject")

    def __init__(
        self,
        data: Mapping[str, Any],
        problems: Problems,
        path: KeyPath = (),
        label: str = "",
        subject: str = "",
        owner: "Table | None" = None,
    ) -> None:
        self.data = data
        self.problems = problems
        self.path = path
        self.label = label
        self.subject = subject
        self.owner = owner

    def inside(self, key: str, data: Mapping[str, Any]) -> "Table":
        """The cursor over ``data``, the table at ``key``."""
        return Table(data, self.problems, (*self.path, key), owner=self)

    def read(self, fields: Mapping[str, Field], required: Iterable[str] = ()) -> dict[str, Any]:
        """All valid values, by key. Unknown, wrong and missing ``required`` keys are reported."""
        if not self.path:
            self.problems.top = fields
        values: dict[str, Any] = {}
        for key, value in self.data.items():
            field = fields.get(key)
            if field is not None:
                read = field.read(value, self, key)
                if read is not None:
                    values[key] = read
            elif self.problems.full:
                break
            elif self.path and key in self.problems.top:
                self.say(f'"{key}" belongs at the top of the file, before the first [table]', key)
            else:
                self._say_unknown(key, fields)
        for key in required:
            if key not in self.data:
                hint = ": write format = 1 at the top, which says how the file is to be read" if key == "format" else ""
                self.say(f'"{self._prefix()}{key}" is missing{hint}', key)
        return values

    def _say_unknown(self, key: str, fields: Iterable[str]) -> None:
        meant = meant_key(key, fields)
        hint = f' (did you mean "{meant}"?)' if meant else f"; the keys here are {', '.join(fields)}"
        self.say(f'unknown key "{short(key)}"{hint}', key)
        if meant and meant not in self.data:
            self.problems.meant.add((*self.path, meant))

    def wrong(self, key: str, message: str, item: int | None = None) -> None:
        """Report the value at ``key``, or one item (from 0) of the list there. ``message`` continues the key's name."""
        name = f"{self._prefix()}{short(key)}"  # an id that the file gives may be as long as the file
        if item is None:
            self.say(f"{name} {message}", key)
        else:
            self.say(f"{name}, item {item + 1}, {message}", key, item)

    def say(self, message: str, *keys: str | int, severity: Severity = "error") -> None:
        """Report any problem, at the place of ``keys`` relative to this table."""
        title = self._title()
        self.problems.add((*self.path, *keys), f"{title}: {message}" if title else message, severity)

    def _title(self) -> str:
        if self.owner is not None:
            return self.owner._title()
        subject = self.data.get(self.subject) if self.subject else None
        return f"{self.label} ({short(subject)})" if isinstance(subject, str) and subject else self.label

    def _prefix(self) -> str:
        return "" if self.owner is None else f"{self.owner._prefix()}{self.path[-1]}."
