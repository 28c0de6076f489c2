"""The ways from screen to screen. Each screen is imported when it is first shown: Home is the first frame.

Left out: what lies over Home at the start (``startup``), the session under way
(``flow.current_session``), keys (the screens).
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING

from coach.domain.records.entries import CheckIn, Record, Walk
from coach.tui.base.app_base import AppBase
from coach.tui.base.screen import CoachScreen

if TYPE_CHECKING:
    from coach.domain.activity_log import LoggedKind
    from coach.domain.records.check_in_answers import CheckInAnswers
    from coach.library.shelf.broken import Broken
    from coach.library.shelf.library import Kind
    from coach.tui.base.app_base import KeyLine


class Routes:
    """Where an app can go. What follows from the library waits until all of its files are read."""

    def __init__(self, app: AppBase) -> None:
        self._app = app

    def home(self) -> None:
        """Back to Home, whatever lies over it; what was typed there is kept."""
        self.keep()
        while len(self._app.screen_stack) > 1:
            self._app.pop_screen()

    def keep(self) -> None:
        """Let every screen put on disk what is nowhere else. One that cannot keeps no other from it."""
        with ExitStack() as keeping:
            for screen in self._app.screen_stack:
                if isinstance(screen, CoachScreen):
                    keeping.callback(screen.keep)

    def ready(self, routine_id: str, answers: "CheckInAnswers | None" = None) -> None:
        """The Ready screen of a routine, with what was answered today already."""
        from coach.tui.screens.ready import Ready

        self.home()
        self._app.push_screen(Ready(routine_id, self._app.training, answers))

    # --- what was done ----------------------------------------------------------------------------------------------

    def ask_about(self, done: Record | Walk | None) -> None:
        """The pain check of what was done; a walk is a note, and has none."""
        if done is not None and not isinstance(done, Walk):
            self.pain_check(done)
            return
        self.home()
        nothing = "Nothing was done, so nothing was recorded."
        self._app.notify(f"You walked {done.minutes} min: that is kept as a walk." if done else nothing, markup=False)

    def pain_check(self, record: Record) -> None:
        """The pain check of a record, then its verdict."""
        self._app.files.when_read(lambda: self._ask_pain(record))

    def _ask_pain(self, record: Record) -> None:
        from coach.tui.screens.pain_check import PainCheck

        self.home()
        self._app.push_screen(PainCheck(record, self._app.training))

    def verdict(self, record: Record, not_by: str = "") -> None:
        """What the answers of a record mean. ``not_by``: the key that led there, which does not lead on from it."""
        from coach.tui.screens.verdict import VerdictScreen

        training = self._app.training
        self.home()
        self._app.push_screen(
            VerdictScreen(record, training.records.verdict(record), training.today.outlook(record), not_by)
        )

    def unlock(self) -> None:
        """What came of a lock: any answer but Esc lifts it, and goes home. What cannot be read is settled instead."""
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
        """Log what was done elsewhere: first what it was, then how."""
        from coach.tui.screens.log import pick

        self.home()

        def ask() -> None:
            self._app.push_screen(pick(self._app.training))

        self._app.files.when_read(ask)

    def log_in_place_of(self, thing: "LoggedKind | None", at: datetime | None, kept: Callable[[], None]) -> None:
        """Log anew what cannot be read; ``kept`` is done when it is. ``thing`` or ``at`` None: that is asked, too."""
        from coach.tui.screens.log import LogScreen, pick

        self.home()

        def ask() -> None:
            training = self._app.training
            if thing is not None and thing.is_named:
                self._app.push_screen(LogScreen(thing, training, at=at, kept=kept))
            else:
                self._app.push_screen(pick(training, at=at, kept=kept))

        self._app.files.when_read(ask)

    def log_run(self, check_in: CheckIn) -> None:
        """Log a run that was done outside, with what was answered before it."""
        from coach.domain.activity_log import LoggedKind, What
        from coach.tui.screens.log import LogScreen

        self.home()
        self._app.push_screen(LogScreen(LoggedKind(What.RUN), self._app.training, check_in))

    def remove(self, record: Record | None = None) -> None:
        """Take a record out of the history, after asking; None: of the latest, ask which first."""
        from coach.tui.screens.removing import ask, pick

        if record is not None:
            ask(self._app, record)
            return
        self.home()
        self._app.push_screen(pick(self._app))

    def bring_back(self) -> None:
        """Put a record back that was taken out; ask which."""
        from coach.tui.screens.removing import pick_removed

        self.home()
        self._app.push_screen(pick_removed(self._app))

    def settle(self) -> None:
        """Say what something was that cannot be read, or that it may go or be left aside."""
        from coach.tui.screens.unreadable_rows import begin

        self.home()
        begin(self._app)

    # --- the runner, and those who see their page -------------------------------------------------------------------

    def you(self) -> None:
        """What the runner says of themselves."""
        from coach.tui.screens.you import You

        self.home()
        self._app.push_screen(You())

    def share(self) -> None:
        """Who sees the runner's page."""
        from coach.tui.screens.share import ShareScreen

        self._app.push_screen(ShareScreen())

    def team(self) -> None:
        """Who shares their page with the runner."""
        from coach.tui.screens.team import TeamScreen

        self.home()
        self._app.push_screen(TeamScreen())

    def settings(self) -> None:
        """The Settings screen."""
        from coach.tui.screens.settings import SettingsScreen

        self._app.push_screen(SettingsScreen(self._app.coach.settings_path))

    def help(
        self,
        lines: "Sequence[KeyLine]",
        rules: tuple[str, ...] | None = None,
        *,
        at_rules: bool = False,
        then: Callable[[None], None] | None = None,
    ) -> None:
        """Help over the present screen: ``lines`` of keys, and the ``rules`` that stand first (None: no rules)."""
        from coach.tui.screens.help import Help

        self._app.push_screen(Help(lines, rules, at_rules=at_rules), then)

    # --- files of one's own -----------------------------------------------------------------------------------------

    def edit(self, kind: "Kind", identity: str, then: Callable[[], None] | None = None) -> None:
        """Edit a routine or exercise; of what is not the runner's own, a copy. ``then`` is done when it is left."""
        from coach.tui.editor.open_editor import edit

        self._app.files.when_read(lambda: edit(self._app, kind, identity, then))

    def mend(self, broken: "Broken") -> None:
        """Edit a broken file."""
        from coach.tui.editor.open_editor import mend

        self._app.files.when_read(lambda: mend(self._app, broken))

    def new_routine(self) -> None:
        """Begin a routine of one's own."""
        from coach.tui.editor.open_editor import begin_new

        self._app.files.when_read(lambda: begin_new(self._app))
