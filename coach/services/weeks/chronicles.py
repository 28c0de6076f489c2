"""The chronicles of a runner's weeks: what happened in a stretch, with what was known then, cached until it changes.

Left out: what is read from them (``weeks``).
"""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from operator import attrgetter

from coach.domain.records.entries import Record
from coach.domain.records.history import History
from coach.domain.rules.findings import judge
from coach.domain.rules.light import Verdict
from coach.domain.statistics.chronicle import Chronicle, chronicle
from coach.services.known import Known

STRETCH_DAYS = 84
"""Twelve weeks: the stretch that is shown at once."""
_BEFORE = timedelta(days=29)
"""How much is read before a stretch: the limit for a week's running looks at the four weeks before it."""
_KEPT = 4
"""How many chronicles are cached."""


class Chronicles:
    """One runner's chronicles. A stretch is ``days`` long and ends today, or ``back`` days earlier."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._told: dict[tuple[date, bool], Chronicle] = {}
        self._of: tuple[History, object, int] | None = None

    def span(self, days: int = STRETCH_DAYS, back: int = 0) -> tuple[date, date]:
        """The first and the last day of a stretch."""
        last = self._known.clock.now().date() - timedelta(days=back)
        return last - timedelta(days=days - 1), last

    def told(self, first: date, *, plans: bool = True) -> Chronicle:
        """The chronicle from four weeks before ``first`` until now. Records in the future are left out.

        ``plans``: with the plan that each session had, see ``chronicle``.
        """
        known, history = self._known, self._known.history()
        if not self._is_of_now():
            self._told, self._of = {}, (history, known.catalogue, self._count_until_now(history))
        told = self._told.get((first, True)) or self._told.get((first, plans))
        if told is None:
            begins = datetime.combine(first - _BEFORE, time(0), known.clock.now().tzinfo)
            at = attrgetter("at")
            begin, end = bisect_left(history.entries, begins, key=at), self._count_until_now(history)
            standing = known.replays.own(known.catalogue, history, min(begin, end))
            while len(self._told) >= _KEPT:
                del self._told[next(iter(self._told))]
            told = chronicle(known.catalogue, standing, history.entries[begin:end], history.start, plans=plans)
            self._told[first, plans] = told
        return told

    def verdict(self, record: Record) -> Verdict | None:
        """The light of a record and why: from a cached chronicle if the record is in one, else by replaying."""
        for told in self._told.values() if self._is_of_now() else ():
            for chapter in told.chapters:
                if chapter.entry is record and chapter.setting is not None:
                    return judge(record, chapter.setting)
        known = self._known
        return known.replays.verdict(known.catalogue, known.history(), record)

    def told_since(self, at: datetime) -> Chronicle:
        """The chronicle from a moment until now: from a cached one, if that goes back far enough."""
        kept = [first for first, plans in self._told if plans and self._is_of_now() and first - _BEFORE < at.date()]
        told = self.told(max(kept, default=at.date()))
        earlier = [chapter for chapter in told.chapters if chapter.at < at]
        return Chronicle(earlier[-1].after if earlier else told.state, told.chapters[len(earlier) :])

    def _is_of_now(self) -> bool:
        """Whether the cached chronicles belong to the present history, catalogue and time."""
        known, history = self._known, self._known.history()
        is_same = self._of is not None and self._of[0] is history and self._of[1] is known.catalogue
        return is_same and self._of is not None and self._of[2] == self._count_until_now(history)

    def _count_until_now(self, history: History) -> int:
        """How many entries are not in the future."""
        return bisect_right(history.entries, self._known.clock.now(), key=attrgetter("at"))

    def stretch(self, days: int = STRETCH_DAYS, back: int = 0, *, plans: bool = True) -> Chronicle:
        """The chronicle of a stretch, with nothing before or after it. One that ends today has all until now.

        What was recorded further east may be of tomorrow by its own calendar.
        """
        first, last = self.span(days, back)
        since = self.told(first, plans=plans).since(first)
        return Chronicle(since.state, tuple(each for each in since.chapters if each.date <= last or not back))
