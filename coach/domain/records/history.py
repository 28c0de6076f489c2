"""A history: all that is on record of one runner, in the order of its time, and what they said at the start.

Left out: what an entry is (``entries``). Source: RULES, "Words".
"""

from bisect import bisect_right
from datetime import datetime
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Activity, Entry, Event, Measure, Moment, Run, Session, Unreadable, Walk

_TIE_ORDER = (Session, Run, Walk, Activity, Event, Measure, Unreadable)


class Start(Struct, frozen=True, forbid_unknown_fields=True):
    """What the runner said at first: the phase, and the usual morning pain 0–10.

    ``run_minutes`` and ``runs_per_week``: what they run already without this pain; None: not at present. ``own_runs``:
    they have no complaint, and plan their runs alone.
    """

    phase: Phase | None = None
    usual_morning: int | None = None
    run_minutes: int | None = None
    runs_per_week: int | None = None
    own_runs: bool | None = None


NO_START = Start()


class Before(Struct, frozen=True):
    """The ``count`` entries up to ``until``, known by their standing only.

    ``is_begun``: not all of them are plans (a course chosen, a pause).
    """

    until: Moment
    count: int
    is_begun: bool


class History(Struct, frozen=True):
    """All entries in the order of their time, ties by type, then as given; and what was said at the start.

    ``unreadable``: rows on record that cannot be read; without a time of their own, with the time they were found.
    Plans ignore them until ``placed`` has put them among the entries. ``before``: these are only the last weeks'
    entries, and that is what comes before them; None: they are all.
    """

    entries: tuple[Entry, ...] = ()
    start: Start = NO_START
    unreadable: tuple[Unreadable, ...] = ()
    before: Before | None = None

    @classmethod
    def of(cls, entries: tuple[Entry, ...] | list[Entry], start: Start = NO_START) -> "History":
        """The history of these entries, sorted; ties: session, run, walk, activity, event, then as given."""
        return cls(tuple(sorted(entries, key=lambda entry: (entry.at, _rank(entry)))), start)

    def placed(self, now: datetime) -> "History":
        """The history with its unreadable rows among the entries, each at its own time, in the zone of ``now``.

        One whose time is unknown or in the future counts as of today, after all else until now: there it weighs most.
        """
        if not self.unreadable:
            return self
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        today = max([midnight, *(entry.at for entry in self.entries if entry.at <= now)])
        placed = tuple(
            replace(each, at=each.at.astimezone(now.tzinfo))
            if each.dated and each.at <= now
            else replace(each, at=today, dated=False)
            for each in self.unreadable
        )
        return replace(History.of([*self.entries, *placed], self.start), unreadable=placed)

    def until(self, at: datetime) -> "History":
        """What was known at ``at``: the entries up to and including it."""
        known = self.entries[: bisect_right(self.entries, at, key=attrgetter("at"))]
        return History(known, self.start, before=self.before)

    def with_entries(self, entries: tuple[Entry, ...] | list[Entry]) -> "History":
        """A history of these entries, sorted, with this one's start and ``before``."""
        return replace(History.of(entries, self.start), before=self.before)


def _rank(entry: Entry) -> int:
    return _TIE_ORDER.index(type(entry))
