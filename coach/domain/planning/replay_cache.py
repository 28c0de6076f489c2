"""A cache of standings at points of a history, so that the next plan folds only what is new.

``ReplayCache`` gives the same answers as ``replay``: a changed entry drops every standing after it, another catalogue
or start drops all. Entries and catalogues never change in place, so they are compared by identity: any other object
counts as changed.

A history of only the last weeks is folded on from the standing before it (``begin_with``).
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.fresh_standing import fresh
from coach.domain.planning.replay import fold
from coach.domain.planning.standing import Standing
from coach.domain.planning.standing_copy import copy_of
from coach.domain.records.entries import Answered, Entry
from coach.domain.records.history import Before, History
from coach.domain.rules.light import Verdict

EVERY = 250
"""How many entries lie between two standings that are kept, for corrections far back."""
NEAR = 8
"""How many of the last entries have a standing kept after each: they are the ones that get answers later."""


class ReplayCache:
    """The standings of one growing history. Those it returns may stay in the cache: they are for reading only."""

    def __init__(self, *, every: int = EVERY, near: int = NEAR) -> None:
        self._every, self._near = every, near
        self._catalogue: Catalogue | None = None
        self._history = History()
        self._kept: dict[int, Standing] = {}

    def begin_with(self, catalogue: Catalogue, history: History, standing: Standing) -> None:
        """Start from ``standing``, the state before the entries of this history."""
        self._catalogue, self._history, self._kept = catalogue, history, {0: standing}

    def know_all(self, history: History) -> None:
        """Replace the history of the last weeks by the whole one, and keep the standings that were folded.

        The entries before those weeks must be the ones that the first standing was made of; else this must not be
        called. Does nothing if the start, or the number of entries before those weeks, differs.
        """
        before, kept = self._history.before, self._kept
        if before is None or history.start != self._history.start or not _goes_on(history, before):
            return
        assert self._catalogue
        same = _same_so_far(self._history.entries, history.entries[before.count :])
        later = {before.count + position: one for position, one in kept.items() if position <= same}
        self._kept, self._history = {0: fresh(self._catalogue, history.start)} | later, history

    def standing(self, catalogue: Catalogue, history: History, at: datetime) -> Standing:
        """The standing at a time, under this catalogue: later entries are left out."""
        entries = history.entries
        if catalogue is self._catalogue and history is self._history and (not entries or entries[-1].at <= at):
            known = self._kept.get(len(entries))  # asked hundreds of times for a first frame
            if known is not None:
                return known
        return self._after(catalogue, history, bisect_right(history.entries, at, key=attrgetter("at")))

    def own(self, catalogue: Catalogue, history: History, count: int) -> Standing:
        """A copy of the standing after the first ``count`` entries, which the caller may change."""
        return copy_of(self._after(catalogue, history, count))

    def verdict(self, catalogue: Catalogue, history: History, record: Answered) -> Verdict | None:
        """The light of one record, as judged among those before it. None: it is not there, or only a note."""
        for number, entry in enumerate(history.entries, 1):
            if entry.id == record.id and entry.at == record.at:
                standing = self._after(catalogue, history, number)
                return standing.verdict if standing.last == entry else None
        return None

    def around(
        self, catalogue: Catalogue, history: History, record: Answered
    ) -> tuple[Standing | None, Standing | None]:
        """The standings before and after one record. None, None: it is not there."""
        for number, entry in enumerate(history.entries, 1):
            if entry.id == record.id and entry.at == record.at:
                return self._after(catalogue, history, number - 1), self._after(catalogue, history, number)
        return None, None

    def _after(self, catalogue: Catalogue, history: History, count: int) -> Standing:
        """The standing after the first ``count`` entries."""
        self._drop_changed(catalogue, history)
        begin = max(position for position in self._kept if position <= count)
        standing = self._kept[begin]
        if begin < count:
            standing = copy_of(standing)
            is_far = count - begin > self._near  # else it is folded again as fast as it is copied
            for position in range(begin, count):
                if position > begin and (position % self._every == 0 or (is_far and count - position < self._near)):
                    self._kept[position] = copy_of(standing)
                fold(standing, history.entries[position], history.start)
            self._kept[count] = standing
        end = max(count, len(history.entries))
        self._kept = {
            position: kept
            for position, kept in self._kept.items()
            if position % self._every == 0 or position == count or end - position < self._near
        }
        return standing

    def _drop_changed(self, catalogue: Catalogue, history: History) -> None:
        known = self._history
        if catalogue is not self._catalogue or history.start != known.start or history.before != known.before:
            self._begin_anew(catalogue, history)
        else:
            same = _same_so_far(self._history.entries, history.entries)
            self._kept = {position: kept for position, kept in self._kept.items() if position <= same}
        self._catalogue, self._history = catalogue, history

    def _begin_anew(self, catalogue: Catalogue, history: History) -> None:
        """Keep only a fresh standing. Raises LookupError for a part of a history: what was before it is not known."""
        if history.before is not None:
            raise LookupError("only the last weeks of this history are known, and not where they go on from")
        self._kept = {0: fresh(catalogue, history.start)}


def _goes_on(history: History, before: Before) -> bool:
    """Whether a whole history has as many entries up to ``before.until`` as ``before`` says."""
    return bisect_right(history.entries, before.until, key=attrgetter("at")) == before.count


def _same_so_far(one: Sequence[Entry], other: Sequence[Entry]) -> int:
    """How many entries, as the same objects, two histories have in common from the start."""
    if one is other:
        return len(one)
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((number for number, (a, b) in enumerate(pairs) if a is not b), shorter)
