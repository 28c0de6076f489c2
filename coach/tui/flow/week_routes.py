"""The routes to past weeks: the Weeks screen, unanswered questions, measurements, the page for a clinician.

Each screen is imported when it is first shown. Left out: all other routes (``routes``).
"""

from typing import TYPE_CHECKING

from coach.tui.flow.record_routes import RecordRoutes

if TYPE_CHECKING:
    from coach.domain.records.morning import Night


class WeekRoutes(RecordRoutes):
    """Where an app can go about past weeks. What depends on the library waits until all of its files are read."""

    def weeks(self, page: int = 0) -> None:
        """Open the Weeks screen over Home. ``page``: the tab shown first."""
        from coach.tui.weeks.screen import WeeksScreen

        self.home()

        def show() -> None:
            self._app.push_screen(WeeksScreen(page))

        self._app.files.when_read(show)

    def morning(self, night: "Night") -> None:
        """Ask over Home how it was the morning after this night."""
        from coach.tui.weeks.unanswered import MorningScreen

        self.home()
        self._app.push_screen(MorningScreen(night, self._app.training))

    def unanswered(self) -> None:
        """Show over Home which questions of the last seven days are unanswered."""
        from coach.tui.weeks.unanswered import pick_unanswered

        self.home()
        self._app.push_screen(pick_unanswered(self._app))

    def measure(self) -> None:
        """Ask over Home how well what matters to the runner goes, and the checks of their course."""
        self.home()

        def ask() -> None:
            from coach.tui.weeks.measure import measure

            measure(self._app)

        self._app.files.when_read(ask)

    def report(self) -> None:
        """Show the page for a clinician over Home."""
        self.home()

        def show() -> None:
            from coach.tui.weeks.report import OwnReport

            self._app.push_screen(OwnReport(self._app.training))

        self._app.files.when_read(show)

    def shared_report(self, runner: str) -> None:
        """Show the page of a runner who shares it with this helper, over the team."""
        from coach.tui.weeks.report import shared_report

        shared_report(self._app, runner)
