"""The routes from screen to screen. Each screen is imported when first shown, to keep Home's first frame fast.

Left out: the routes to what was done (``record_routes``), those of a course (``course_routes``), what lies over Home at
the start (``startup``), the session under way (``flow.current_session``), keys (the screens).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coach.tui.flow.course_routes import CourseRoutes

if TYPE_CHECKING:
    from coach.domain.records.check_in_answers import CheckInAnswers
    from coach.library.shelf.broken import Broken
    from coach.library.shelf.library import Kind
    from coach.tui.base.navigation import KeyLine
    from coach.tui.base.screen import CoachScreen


class Routes(CourseRoutes):
    """Where an app can go. What depends on the library waits until all of its files are read."""

    def ready(self, routine_id: str, answers: "CheckInAnswers | None" = None) -> None:
        """Open the Ready screen of a routine, with the answers already given today; first the warning signs, if due."""
        from coach.tui.screens.ready import Ready

        self.home()
        if self._app.files.is_reading or not self._app.training.course_questions.signs_are_due():
            self._app.push_screen(Ready(routine_id, self._app.training, answers))
        else:
            self.check_signs(lambda: self.ready(routine_id, answers), self.home)

    # --- the runner, and those who see their page -------------------------------------------------------------------

    def you(self) -> None:
        """Open the runner's profile."""
        from coach.tui.screens.you import You

        self.home()
        self._app.push_screen(You())

    def share(self) -> None:
        """Choose who sees the runner's page."""
        from coach.tui.screens.share import ShareScreen

        self._over(ShareScreen())

    def team(self) -> None:
        """Show who shares their page with this runner."""
        from coach.tui.screens.team import TeamScreen

        self.home()
        self._app.push_screen(TeamScreen())

    def settings(self) -> None:
        """Open the Settings screen."""
        from coach.tui.screens.settings import SettingsScreen

        self._over(SettingsScreen(self._app.coach.settings_path))

    def learn(self, card: str = "") -> None:
        """Open the cards and the quiz, or one card, over the present screen."""
        from coach.tui.screens.learn import CardScreen, LearnScreen

        found = self._app.training.learning.lessons.card(card) if card else None
        self._over(LearnScreen() if found is None else CardScreen(found))

    def _over(self, screen: "CoachScreen") -> None:
        """Push a screen over the present one; if one of its class is open, over Home, so that none is there twice."""
        if any(type(open_one) is type(screen) for open_one in self._app.screen_stack):
            self.home()
        self._app.push_screen(screen)

    def offer_card(self) -> None:
        """Offer the card that helps now, if there is one; Enter reads it, anything else passes."""
        learning = self._app.training.learning
        card = learning.offer()
        if card is None:
            return
        from coach.tui.dialogs.card_offer import CardOffer

        def take(reads: bool | None) -> None:
            if reads:
                self.learn(card.id)
            else:
                learning.passed(card)

        self._app.push_screen(CardOffer(card), take)

    def help(
        self,
        lines: "Sequence[KeyLine]",
        rules: tuple[str, ...] | None = None,
        *,
        at_rules: bool = False,
        then: Callable[[None], None] | None = None,
        says: "Sequence[str]" = (),
    ) -> None:
        """Open Help over the present screen. ``lines``: its keys; ``rules``: the rule cards that come first, if any."""
        from coach.tui.screens.help import Help

        self._app.push_screen(Help(lines, rules, at_rules=at_rules, says=says), then)

    # --- the runner's own files -------------------------------------------------------------------------------------

    def edit(self, kind: "Kind", identity: str, then: Callable[[], None] | None = None) -> None:
        """Edit a routine or exercise, or a copy if it is not the runner's own. ``then`` is called after the editor."""
        from coach.tui.editor.open_editor import edit_file

        self._app.files.when_read(lambda: edit_file(self._app, kind, identity, then))

    def mend(self, broken: "Broken") -> None:
        """Edit a broken file."""
        from coach.tui.editor.open_editor import mend_file

        self._app.files.when_read(lambda: mend_file(self._app, broken))

    def new_routine(self) -> None:
        """Start a routine of the runner's own, or another file."""
        from coach.tui.editor.new_file import begin_new

        self._app.files.when_read(lambda: begin_new(self._app))

    def put_away(self, kind: "Kind | None" = None, identity: str = "", broken: "Broken | None" = None) -> None:
        """Put away one of the runner's own files, after asking; without an id, ask which first."""
        from coach.tui.editor.own_files import pick_and_put_away, put_away_broken

        if broken is not None:
            self._app.files.when_read(lambda: put_away_broken(self._app, broken))
        else:
            self._app.files.when_read(lambda: pick_and_put_away(self._app, kind, identity))

    def give_other_id(self, kind: "Kind | None" = None, identity: str = "") -> None:
        """Give one of the runner's own files another id; without an id, ask which first."""
        from coach.tui.editor.own_files import give_other_id

        self._app.files.when_read(lambda: give_other_id(self._app, kind, identity))

    def bring_back_file(self) -> None:
        """Bring back a file that was put away."""
        from coach.tui.editor.own_files import bring_back_file

        self._app.files.when_read(lambda: bring_back_file(self._app))
