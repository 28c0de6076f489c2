"""Renamed ids: a record keeps the id of its day, and is read with the present one.

A history is not rewritten. Each renaming says when it was made: in a record up to then, the former id means the present
one; in a later record it means itself, for by then the former id may belong to something else.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.entries import Answered, Entry, Event, Moment, Run, Session, StepDone
from coach.domain.records.history import History


class Renamed(StrEnum):
    """What may be renamed."""

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
    """Applies renamings, oldest first. The same entry always gives the same object, so that caches can rely on it."""

    def __init__(self, made: Iterable[Renaming] = ()) -> None:
        self.made = tuple(sorted(dict.fromkeys(made), key=lambda each: each.at))  # at one time: as given
        self._known: dict[int, tuple[Entry, Entry]] = {}

    def of(self, history: History) -> History:
        """The history with every id as it is now; without renamings, the history itself."""
        if not self.made:
            return history
        known, self._known = self._known, {}
        entries = tuple(self._kept(entry, known) for entry in history.entries)
        return replace(history, entries=entries)

    def entry(self, entry: Entry) -> Entry:
        """One entry with its ids as they are now."""
        return self._changed(entry) if self.made else entry

    def name(self, kind: Renamed, name: str, at: datetime) -> str:
        """The present id of what a record of that time calls ``name``."""
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
        at, changed = entry.at, entry
        if isinstance(changed, Session):
            steps = tuple(self._step(step, at) for step in changed.step) if changed.step else changed.step
            changed = replace(changed, routine=self.name(Renamed.ROUTINE, changed.routine, at), step=steps)
        elif isinstance(changed, Run) and changed.routine is not None:
            changed = replace(changed, routine=self.name(Renamed.ROUTINE, changed.routine, at))
        elif isinstance(changed, Event) and changed.course:
            changed = replace(changed, course=self.name(Renamed.COURSE, changed.course, at))
        if isinstance(changed, Answered) and changed.painful:
            changed = replace(changed, painful=tuple(self._sided(name, at) for name in changed.painful))
        return entry if changed == entry else changed

    def _sided(self, name: str, at: datetime) -> str:
        exercise, colon, side = name.partition(":")
        return f"{self.name(Renamed.EXERCISE, exercise, at)}{colon}{side}"

    def _step(self, step: StepDone, at: datetime) -> StepDone:
        exercise = self.name(Renamed.EXERCISE, step.exercise, at)
        return replace(step, exercise=exercise, swapped=self._done(step.swapped, at), eased=self._done(step.eased, at))

    def _done(self, instead: str | bool | None, at: datetime) -> str | bool | None:
        return self.name(Renamed.EXERCISE, instead, at) if isinstance(instead, str) else instead


def with_present_ids(history: History, made: Iterable[Renaming]) -> History:
    """A history with every id as it is now."""
    return Renamings(made).of(history)
