"""Where a runner stands, kept in their database from one start to the next: a long history is folded once.

It stands for the entries before the last weeks. These are read, and what is said of them is folded, as ever. It is made
under the coach's own rules, the catalogue and what was said at the start: where one of them is another, all is folded
anew. Left out: when the database drops it (``store.database``), and its text (``domain.planning.keeping``).
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
from coach.domain.records.entries import Before, Event, EventKind, History, Start
from coach.store import Store
from coach.store.protocol import MakeKey, StandingText
from coach.system.own_code import code_of

if TYPE_CHECKING:
    from coach.domain.records.renamings import Renaming, Renamings

BACK = timedelta(days=15)
"""What is younger is read at each start: Home asks of it one by one, and answers still come in."""
MADE_BY = ("domain", "library")
"""The rooms of the code that it is made by; the files of both are looked at for the library that is kept, too."""
STEP = 32
"""So many entries more are worth keeping another standing for them."""


class KeptHistory:
    """The last weeks of one runner's history with the standing before them, and the keeping of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._in_use: StandingText | None = None
        self._called: tuple[Renaming, ...] = ()
        self.seen: History | None = None
        """What is known of the history by now, all of it or the last weeks; None: nothing, or it was changed."""

    def read(
        self, catalogue: Catalogue, replays: ReplayCache, now: datetime, called: "Renamings | None"
    ) -> History | None:
        """The last weeks, where they are enough; ``replays`` go on from the standing that is kept. None: they are not.

        ``called``: with the names of these in place of those of their day. Raises UnreadError.
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
        """All of the history is known now. What was folded stays good, if nothing was changed of what lies before."""
        called_so = () if called is None else called.made
        is_the_same, self._called = called_so == self._called, called_so
        self.seen, in_use = history, self._in_use
        if is_the_same and in_use is not None and not history.unreadable and self._store.keeps(in_use):
            replays.know_all(history)

    def forget(self) -> None:
        """The catalogue is another one."""
        self._in_use = None

    def keep(self, catalogue: Catalogue, replays: ReplayCache, now: datetime) -> None:
        """Keep a standing for more of what is known of the history, where that is worth it.

        Nothing is said where that does not work: it would save time and nothing else.
        """
        history = self.seen
        if history is None:
            return
        place = bisect_right(history.entries, now - BACK, key=attrgetter("at"))
        before = 0 if history.before is None else history.before.count
        known = self._in_use.before.count if self._in_use is not None else 0
        if history.unreadable or before + place < known + STEP:
            return
        from coach.domain.planning.keeping.standing_text import text_of

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
        self._store.keep_standing(StandingText(key, until, text_of(standing), self._store.times_changed))


def is_plan(entry: object) -> bool:
    """Whether an entry says what the runner means to do, and not what they did."""
    return isinstance(entry, Event) and entry.kind in (EventKind.COURSE, EventKind.PAUSE)


def key_under(catalogue: Catalogue) -> MakeKey:
    """What a standing is made under besides the entries: this catalogue, and the rules as they are installed."""

    def key(start: Start, called: "Sequence[Renaming]") -> str:
        code = code_of(*MADE_BY)
        made_of = (catalogue.exercises, catalogue.routines, catalogue.caps, catalogue.courses, start, called)
        text = msgspec.msgpack.encode(made_of, order="deterministic")
        return f"{code} {len(text)}-{crc32(text):08x}{adler32(text):08x}" if code else ""

    return key
