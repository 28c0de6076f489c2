"""The routes to what was done: asking about it, logging it, removing it and bringing it back; and back home.

Each screen is imported when it is first shown, so that Home comes fast. Left out: all other routes (``routes``).
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING

from coach.domain.records.entries import CheckIn, Record, Run, Session, Walk
from coach.tui.base.app_base import AppBase
from coach.tui.base.screen import CoachScreen

if TYPE_CHECKING:
    from coach.domain.activity_log.logged_kinds import LoggedKind


class RecordRoutes:
    """Where an app can go about records. What depends on the library waits until all of its files are read."""

    def __init__(self, app: AppBase) -> None:
        self._app = app

    def home(self) -> None:
        """Go back to Home, closing whatever lies over it; what was typed there is kept."""
        self.keep()
        while len(self._app.screen_stack) > 1:
            self._app.pop_screen()

    def keep(self) -> None:
        """Let every screen save what is kept nowhere else. One that fails does not prevent the others from saving."""
        with ExitStack() as keeping:
            for screen in self._app.screen_stack:
                if isinstance(screen, CoachScreen):
                    keeping.callback(screen.keep)

    def ask_about(self, done: Record | Walk | None, said: str = "") -> None:
        """Ask about what was done: the pain check. A walk is only a note and has none, nor has a break of a course.

        ``said``: the routine's last words, shown above it.
        """
        is_break = isinstance(done, Session) and done.is_break
        if isinstance(done, Session | Run) and not is_break:
            self.pain_check(done, said)
            return
        self.home()
        if said:
            self._app.notify(said, markup=False)
        if isinstance(done, Session | Run):
            self._app.notify("Kept. Nothing is asked about a break.", markup=False)
            return
        nothing = "Nothing was done, so nothing was recorded."
        self._app.notify(f"You walked {done.minutes} min: that is kept as a walk." if done else nothing, markup=False)

    def pain_check(self, record: Record, said: str = "") -> None:
        """Open the pain check of a record, then its verdict. ``said``: the routine's last words, shown above it."""
        self._app.files.when_read(lambda: self._ask_pain(record, said))

    def _ask_pain(self, record: Record, said: str) -> None:
        from coach.tui.screens.pain_check import PainCheck

        self.home()
        self._app.push_screen(PainCheck(record, self._app.training, said))

    def verdict(self, record: Record, not_by: str = "") -> None:
        """Show what the answers of a record mean. ``not_by``: the key that opened it, which must not also close it."""
        from coach.tui.screens.verdict import VerdictScreen

        training = self._app.training
        self.home()
        self._app.push_screen(
            VerdictScreen(record, training.records.verdict(record), training.today.outlook(record), not_by)
        )

    def unlock(self) -> None:
        """Ask what came of a lock: any answer but Esc lifts it, and goes home. A lock by unreadable rows is settled."""
        from coach.domain.rules.lock import OUTCOMES
        from coach.tui.dialogs.confirm import Ask, Choice

        lock = self._app.training.standing().lock
        if lock.is_on and not lock.may_be_lifted:
            self.settle()
            return

        outcomes = (
            *(Choice(str(number), outcome.words, outcome.note) for number, outcome in enumerate(OUTCOMES, 1)),
            Choice("escape", "Leave training locked", ""),
        )

        def lift(outcome: str | None) -> None:
            if outcome:
                self._app.training.records.unlock(outcome)
                self.home()

        self._app.push_screen(Ask("What came of it? Unlocking is kept in your history.", outcomes), lift)

    def log(self) -> None:
        """Log what was done elsewhere: ask first what it was, then how it went."""
        from coach.tui.screens.log import pick_activity

        self.home()

        def ask() -> None:
            self._app.push_screen(pick_activity(self._app.training))

        self._app.files.when_read(ask)

    def log_in_place_of(self, thing: "LoggedKind | None", at: datetime | None, kept: Callable[[], None]) -> None:
        """Log what an unreadable row was; ``kept`` is called when that is done. ``thing``, ``at`` None: ask for it."""
        from coach.tui.screens.log import LogScreen, pick_activity

        self.home()

        def ask() -> None:
            training = self._app.training
            if thing is not None and thing.is_named:
                self._app.push_screen(LogScreen(thing, training, at=at, kept=kept))
            else:
                self._app.push_screen(pick_activity(training, at=at, kept=kept))

        self._app.files.when_read(ask)

    def log_run(self, check_in: CheckIn) -> None:
        """Log a run done outside, with the check-in answered before it."""
        from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
        from coach.tui.screens.log import LogScreen

        self.home()
        self._app.push_screen(LogScreen(LoggedKind(LogKind.RUN), self._app.training, check_in))

    def remove(self, record: Record | None = None) -> None:
        """Take a record out of the history, after asking; None: first ask which of the latest."""
        from coach.tui.screens.removal import ask_to_remove, pick_record

        if record is not None:
            ask_to_remove(self._app, record)
            return
        self.home()
        self._app.push_screen(pick_record(self._app))

    def bring_back(self) -> None:
        """Ask which removed record to put back."""
        from coach.tui.screens.removal import pick_removed

        self.home()
        self._app.push_screen(pick_removed(self._app))

    def settle(self) -> None:
        """Resolve unreadable rows: say what each was, or that it may be removed or left aside."""
        from coach.tui.screens.unreadable_rows import settle_rows

        self.home()
        settle_rows(self._app)
