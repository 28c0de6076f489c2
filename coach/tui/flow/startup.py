"""What lies over Home when the app opens: what was asked for, an interrupted session, what must be said first."""

from typing import TYPE_CHECKING

from coach.domain.records.entries import Stopped
from coach.services.notices import of_the_future, safety_notice_is_due, safety_notice_was_read
from coach.services.trouble.unread_history import Unread
from coach.tui.base.app_base import AppBase
from coach.tui.base.screen import CoachScreen


def open_with(app: AppBase, routine: str | None, *, weeks: bool = False) -> None:
    """Push what lies over Home at first. ``routine``: open its Ready screen; ``weeks``: open the Weeks screen."""
    # Most starts find no checkpoint, and need not load what sessions are made with.
    interrupted = app.training.sessions.interrupted() if app.training.store.checkpoints() else None
    if routine is not None:
        app.go.ready(routine)
    elif app.training.runner.is_new() and app.trouble is None:
        from coach.tui.screens.first_start import FirstStart

        app.push_screen(FirstStart(app.training))
    elif weeks:
        app.go.weeks()
    if interrupted:
        offer_resume(app, interrupted)
    for notice in app.coach.notices:
        app.notify(notice, timeout=15, markup=False)
    warning = of_the_future(app.coach)
    if warning:
        app.notify(warning, severity="warning", timeout=20, markup=False)
    if safety_notice_is_due(app.coach):
        from coach.tui.screens.notice import Notice

        app.push_screen(Notice(), lambda _: safety_notice_was_read(app.coach))


def history_is_unread(app: AppBase) -> None:
    """The history turned out to be unreadable: say so, instead of plans where there is nothing to make them from."""
    unread = Unread(app.coach)
    if app.session or not unread.is_so:  # Home shows what is wrong
        for screen in app.screen_stack:
            if isinstance(screen, CoachScreen) and screen.is_running:
                screen.library_changed()
        return
    from coach.tui.screens.unread_history import UnreadScreen

    app.go.home()
    app.push_screen(UnreadScreen(unread))


if TYPE_CHECKING:
    from coach.services.workout import Ongoing


def offer_resume(app: AppBase, ongoing: "Ongoing") -> None:
    """Offer to go on with an interrupted session, and act on the answer."""
    from coach.services.sessions import ENDED_ELSEWHERE
    from coach.tui.dialogs.confirm import Ask, Choice

    minutes = max(1, round((app.training.clock.now() - ongoing.started).total_seconds() / 60))
    choices = (
        Choice("enter", "Go on where you stopped", "go on"),
        Choice("d", "Done for today: keep what was done", "keep"),
        Choice("escape", "Decide later", "later"),
    )
    question = f"You stopped in the middle of {ongoing.state.plan.name}, begun {minutes} min ago."

    def decide(choice: str | None) -> None:
        if choice not in ("go on", "keep"):
            return
        mine = app.training.sessions.take_over(ongoing)
        if mine is None:
            app.notify(ENDED_ELSEWHERE, markup=False)
        elif choice == "go on":
            app.session.resume(mine)
        else:
            app.go.ask_about(app.training.sessions.conclude(mine, Stopped.INTERRUPTED))

    app.push_screen(Ask(question, choices), decide)
