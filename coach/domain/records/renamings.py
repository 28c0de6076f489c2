"""Ids that were changed: what is on record keeps the name of its day, and is read under today's.

A history is not rewritten. Each renaming says when it was made: a record from before it that names the former id is
about the present one; a record from after it means what it says, for the former id may be another thing's by then.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import fields, replace

from coach.domain.records.entries import Answered, Entry, Event, History, Moment, StepDone


class Renamed(StrEnum):
    """What may have another id."""

    ROUTINE = "routine"
    EXERCISE = "exercise"
    COURSE = "course"


class Renaming(Struct, frozen=True, forbid_unknown_fields=True):
    """An id that was changed: of what, from ``former`` to ``now``, and at which moment (with a zone)."""

    kind: Renamed
    former: str
    now: str
    at: Moment


class Renamings:
    """Some renamings, oldest first. What was made of an entry once is the very same object every time."""

    def __init__(self, made: Iterable[Renaming] = ()) -> None:
        self.made = tuple(sorted(dict.fromkeys(made), key=lambda each: each.at))  # of one second: as they were made
        self._known: dict[int, tuple[Entry, Entry]] = {}

    def of(self, history: History) -> History:
        """The history with every name as it is now; without renamings, the history itself."""
        if not self.made:
            return history
        known, self._known = self._known, {}
        entries = tuple(self._kept(entry, known) for entry in history.entries)
        return replace(history, entries=entries)

    def entry(self, entry: Entry) -> Entry:
        """One entry with its names as they are now."""
        return self._changed(entry) if self.made else entry

    def name(self, kind: Renamed, name: str, at: datetime) -> str:
        """What is called so on record at a time, as it is called now."""
        for each in self.made:
            if each.kind is kind and each.former == name and at <= each.at:
                name = each.now
        return name

    def _kept(self, entry: Entry, known: dict[int, tuple[Entry, Entry]]) -> Entry:
        before = known.get(id(entry))
        changed = before[1] if before is not None and before[0] is entry else self._changed(entry)
        if changed is not entry:
            self._known[id(entry)] = entry, changed
        return changed

    def _changed(self, entry: Entry) -> Entry:
        at = entry.at
        values: dict[str, object] = {}
        routine, course = getattr(entry, "routine", None), entry.course if isinstance(entry, Event) else None
        if isinstance(routine, str):
            values["routine"] = self.name(Renamed.ROUTINE, routine, at)
        if course:
            values["course"] = self.name(Renamed.COURSE, course, at)
        if isinstance(entry, Answered) and entry.painful:
            values["painful"] = tuple(self._sided(name, at) for name in entry.painful)
        steps: Sequence[StepDone] | None = getattr(entry, "step", None)
        if steps:
            values["step"] = tuple(self._step(step, at) for step in steps)
        different = {key: value for key, value in values.items() if value != getattr(entry, key)}
        return replace(entry, **different) if different else entry

    def _sided(self, name: str, at: datetime) -> str:
        exercise, colon, side = name.partition(":")
        return f"{self.name(Renamed.EXERCISE, exercise, at)}{colon}{side}"

    def _step(self, step: StepDone, at: datetime) -> StepDone:
        said = {key: getattr(step, key) for key in _NAMES_OF_A_STEP}
        names = {key: self.name(Renamed.EXERCISE, name, at) for key, name in said.items() if isinstance(name, str)}
        return step if all(said[key] == name for key, name in names.items()) else replace(step, **names)


def called_now(history: History, made: Iterable[Renaming]) -> History:
    """A history with every name as it is now."""
    return Renamings(made).of(history)


_NAMES_OF_A_STEP = tuple(each.name for each in fields(StepDone) if each.name in ("exercise", "swapped", "eased"))
