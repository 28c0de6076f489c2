"""Caches where a runner stands in their database, from one start to the next, so that a long history is folded once.

The standing covers the entries before the last weeks. The last weeks are read and folded at each start. It depends on
the coach's own code, the catalogue and what was said at the start: if one of them differs, all is folded again. Left
out: when the database drops it (``store.database``), and its text (``domain.planning.keeping``).
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING
from zlib import adler32, crc32

import msgspec

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.records.entries import Event, EventKind
from coach.domain.records.history import Before, History, Start
from coach.store import Store
from coach.store.protocol import MakeKey, StandingText
from coach.system.own_code import code_of

if TYPE_CHECKING:
    from coach.domain.records.renamings import Renaming, Renamings

BACK = timedelta(days=15)
"""Younger entries are read at each start: Home asks about them one by one, and answers still come in."""
MADE_BY = ("domain", "library")
"""The packages whose code the standing depends on; the cached library depends on the same two."""
STEP = 32
"""How many more entries it takes before another standing is worth storing."""


class KeptHistory:
    """The last weeks of one runner's history with the cached standing before them; reads and stores that standing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._in_use: StandingText | None = None
        self._called: tuple[Renaming, ...] = ()
        self.seen: History | None = None
        """What is known of the history by now, all of it or the last weeks; None: nothing, or it was changed."""

    def read(
        self, catalogue: Catalogue, replays: ReplayCache, now: datetime, called: "Renamings | None"
    ) -> History | None:
        """The last weeks, with ``replays`` prepared to go on from the cached standing. None: they are not enough.

        ``called``: renamed ids, under which the entries are returned. Raises UnreadError.
        """
        key, called_so = key_under(catalogue), () if called is None else called.made
        found = self._store.recent(lambda start, made: key(start, made) if tuple(made) == called_so else "")
        if found is None or found.kept.before.until > now - BACK:
            return None
        history = found.history if called is None else called.of(found.history)
        if found.kept != self._in_use:
            from coach.domain.planning.keeping.standing_text import standing_from  # most histories are short

            try:
                standing = standing_from(found.kept.text, catalogue, found.history.start)
            except ValueError:
                return None
            replays.begin_with(catalogue, history, standing)
            self._in_use = found.kept
        self.seen, self._called = history, called_so
        return history

    def take(self, history: History, replays: ReplayCache, called: "Renamings | None") -> None:
        """The whole history is known now. What was folded stays valid if nothing before the last weeks was changed."""
        called_so = () if called is None else called.made
        is_the_same, self._called = called_so == self._called, called_so
        self.seen, in_use = history, self._in_use
        if is_the_same and in_use is not None and not history.unreadable and self._store.keeps(in_use):
            replays.know_all(history)

    def forget(self) -> None:
        """Do not rely on the standing in use any more, because the catalogue has changed."""
        self._in_use = None

    def keep(self, catalogue: Catalogue, replays: ReplayCache, now: datetime) -> None:
        """Store a standing that covers more of the known history, if that is worth it.

        Nothing is reported if that fails: it would only save time.
        """
        history = self.seen
        if history is None:
            return
        place = bisect_right(history.entries, now - BACK, key=attrgetter("at"))
        before = 0 if history.before is None else history.before.count
        known = self._in_use.before.count if self._in_use is not None else 0
        if history.unreadable or before + place < known + STEP:
            return
        from coach.domain.planning.keeping.standing_text import standing_to_text

        key = key_under(catalogue)(history.start, self._called)
        if not key:
            return
        is_begun = any(not is_plan(entry) for entry in history.entries[:place])
        until = Before(
            history.entries[place - 1].at,
            before + place,
            is_begun or (history.before is not None and history.before.is_begun),
        )
        standing = replays.own(catalogue, history, place)
        self._store.keep_standing(StandingText(key, until, standing_to_text(standing), self._store.times_changed))


def is_plan(entry: object) -> bool:
    """Whether an entry says what the runner intends (a course, a pause), not what they did."""
    return isinstance(entry, Event) and entry.kind in (EventKind.COURSE, EventKind.PAUSE)


def key_under(catalogue: Catalogue) -> MakeKey:
    """Makes the key of what a standing depends on besides the entries: the catalogue and the code of the rules."""

    def key(start: Start, called: "Sequence[Renaming]") -> str:
        code = code_of(*MADE_BY)
        made_of = (catalogue.exercises, catalogue.routines, catalogue.caps, catalogue.courses, start, called)
        text = msgspec.msgpack.encode(made_of, order="deterministic")
        return f"{code} {len(text)}-{crc32(text):08x}{adler32(text):08x}" if code else ""

    return key
