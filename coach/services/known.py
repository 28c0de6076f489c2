"""What is known of one runner: history, standing and profile, cached until something changes them.

It joins the library, the store and a clock to the rules. Left out: what is asked of it (``today``, ``records`` …).
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, Routine
from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Record, Run, Session
from coach.domain.records.history import History
from coach.domain.records.profile import NOT_AT_HAND_KEY, PROFILE_KEY, RENAMED_KEY, Profile, profile_from_plain
from coach.domain.rules import numbers as rules
from coach.domain.session.segments import Pacing
from coach.domain.teaching.new_exercises import new_exercises
from coach.library.disk.last_good import Kept
from coach.library.disk.layers import SHIPPED_LAYER, Layer, shipped_folder
from coach.library.formats.settings.settings_file import Pace, Settings
from coach.library.shelf.in_use import Library
from coach.services.keeping.kept_standing import KeptHistory
from coach.store import Store
from coach.store.protocol import E, NoSuchEntryError
from coach.system.clock import Clock

if TYPE_CHECKING:
    from coach.domain.records.renamings import Renamings
    from coach.domain.teaching.lessons import Card


class Known:
    """One runner's library, store, clock and settings, handed in, and what is computed from them."""

    def __init__(self, library: Library, store: Store, clock: Clock, settings: Settings) -> None:
        self.library = library
        self.store = store
        self.clock = clock
        self.settings = settings
        self.changed: Callable[[], None] | None = None
        """Callback, called whenever records were added, corrected or removed here."""
        self.lesson_layers: Callable[[], tuple[Layer, ...]] = lambda: (Layer(SHIPPED_LAYER, shipped_folder()),)
        """Returns the layers in which lessons are looked for; by default only the shipped ones."""
        self.lessons_kept: Kept | None = None
        self.on_offer: Card | None = None
        """The card that Home offers, until it was read or passed, or its moment is over (``learning``)."""
        self._history: History | None = None
        self._recent: History | None = None
        self.kept_history = KeptHistory(store)
        self._placed_on: tuple[date, timedelta | None] | None = None
        self.replays = ReplayCache()
        self._renamings: Renamings | None = None
        self._profile: Profile | None = None

    def use(self, library: Library, replays: ReplayCache | None = None) -> None:
        """Use another library from now on. ``replays``: standings under it that were computed in advance."""
        self.library = library
        self.replays = replays or self.replays
        self._recent = None
        self.kept_history.forget()

    @property
    def catalogue(self) -> Catalogue:
        """The exercises and routines in use."""
        return self.library.catalogue

    @property
    def pacing(self) -> Pacing:
        """The durations the runner set, how reps are counted, and which exercises are new to them."""
        settings = self.settings
        new = new_exercises(self.standing(), self.catalogue.exercises) if settings.explain else ()
        return Pacing(
            settings.get_ready_s,
            settings.switch_s,
            hands_free=settings.pace is Pace.TEMPO,
            rest_percent=settings.rest_percent,
            new=new,
            untried=new_exercises(self.standing(), new, times=1),
        )

    def history(self) -> History:
        """All records, unreadable ones placed on their day. Cached until something changes it, or ``forget`` is called.

        Raises UnreadError if they were never read whole in this run: no plan is made from what may be incomplete.
        """
        now = self.clock.now()
        today = now.date(), now.utcoffset()
        if self._history is None or (self._history.unreadable and self._placed_on != today):
            self._history, self._placed_on = self._as_called_now(self.store.history().placed(now)), today
            self.kept_history.take(self._history, self.replays, self._renamings)
        return self._history

    def recent(self) -> History:
        """The records of at least the last two weeks, with the standing before them; all records, if none is cached.

        Whoever needs no more should ask here: then a start need not read ten years of records. Raises UnreadError.
        """
        if self._history is not None:
            return self.history()
        if self._recent is None:
            called = self._renamings_now()
            self._recent = self.kept_history.read(self.catalogue, self.replays, self.clock.now(), called)
        return self._recent or self.history()

    def standing(self) -> Standing:
        """Where the runner stands now. Records from the future are left out."""
        return self.replays.standing(self.catalogue, self.recent(), self.clock.now())

    def forget(self) -> None:
        """Drop the cached history and profile after records were added, corrected or removed; then call ``changed``."""
        self._history = self._recent = self._profile = self.kept_history.seen = None
        if self.changed is not None:
            self.changed()

    def catch_up(self) -> bool:
        """Read what another coach of this runner has stored meanwhile; returns whether anything differs."""
        if not self.store.written_elsewhere():
            return False
        before = self.recent(), self.profile()
        self._history = self._recent = self._profile = None
        return before != (self.recent(), self.profile())

    @property
    def phase(self) -> Phase:
        """The phase the runner is in."""
        return self.standing().phase

    def profile(self) -> Profile:
        """What the runner said about themselves."""
        if self._profile is None:
            kept = self.store.read(PROFILE_KEY)
            self._profile = profile_from_plain(kept, self.store.read(NOT_AT_HAND_KEY) if kept is None else None)
        return self._profile

    def not_at_hand(self) -> frozenset[str]:
        """The equipment that the runner said is not at hand."""
        return frozenset(self.profile().not_at_hand)

    def routine_of(self, record: Record) -> Routine | None:
        """The routine of a record; for a run, its programme. None: it no longer exists."""
        return self.catalogue.routines.get(record.routine or rules.RETURN_TO_RUN_ROUTINE)

    def name_of(self, record: Record) -> str:
        """The name of a record: its routine's name, or its id if that no longer exists; a run of no plan: Run."""
        if isinstance(record, Run) and record.routine is None and record.stage is None and self.recent().start.own_runs:
            return "Run"
        routine = self.routine_of(record)
        if routine is not None:
            return routine.name
        return record.routine if isinstance(record, Session) else "Run"

    def correct(self, known: E, change: Callable[[E], E]) -> E:
        """Apply a change to a record as it is stored now; returns the result. A record removed elsewhere comes back."""
        try:
            corrected = self.store.correct(known, change)
        except NoSuchEntryError:
            corrected = change(known)
            self.store.add([corrected])
        self.forget()
        return corrected if self._renamings is None else cast(E, self._renamings.entry(corrected))

    def _as_called_now(self, history: History) -> History:
        """The history with renamed ids in place of the old ones."""
        called = self._renamings_now()
        return history if called is None else called.of(history)

    def _renamings_now(self) -> "Renamings | None":
        """The renamed ids; None if there are none, as for most runners."""
        if self.store.read(RENAMED_KEY) is None:
            self._renamings = None
            return None
        from coach.domain.records.renamings import Renamings
        from coach.store import renamings

        made = renamings.stored_renamings(self.store)
        if self._renamings is None or made != self._renamings.made:  # else entries must stay identical
            self._renamings = Renamings(made)
        return self._renamings

    def remember(self, profile: Profile) -> None:
        """Take this as the profile that is stored now."""
        self._profile = profile


def reaching(known: Known, at: datetime) -> History:
    """The history at least as far back as ``at``: the last weeks, or all. Raises UnreadError."""
    recent = known.recent()
    return recent if recent.before is None or at > recent.before.until else known.history()


def history_as_written(known: Known) -> History:
    """All records with the ids of their day, as they are exported. Raises UnreadError."""
    return known.store.history().placed(known.clock.now())
