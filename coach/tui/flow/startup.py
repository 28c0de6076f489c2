"""What lies over Home when the app opens: what was asked for, what was interrupted, what must be said first."""

from coach.services.notices import of_the_future, safety_notice_is_due, safety_notice_was_read
from coach.tui.base.app_base import AppBase


def open_with(app: AppBase, routine: str | None) -> None:
    """What lies over Home at first. ``routine``: its Ready screen was asked for."""
    interrupted = app.training.interrupted()
    if routine is not None:
        app.go.ready(routine)
    elif app.training.is_new() and app.trouble is None:
        from coach.tui.screens.first_start import FirstStart

        app.push_screen(FirstStart(app.training))
    if interrupted:
        from coach.tui.flow.resume_offer import offer

        offer(app, interrupted)
    for notice in app.coach.notices:
        app.notify(notice, timeout=15, markup=False)
    warning = of_the_future(app.coach)
    if warning:
        app.notify(warning, severity="warning", timeout=20, markup=False)
    if safety_notice_is_due(app.coach):
        from coach.tui.screens.notice import Notice

        app.push_screen(Notice(), lambda _: safety_notice_was_read(app.coach))
