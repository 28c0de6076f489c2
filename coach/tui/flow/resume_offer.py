"""Asks whether to go on with an interrupted session."""

from typing import TYPE_CHECKING

from coach.domain.records.entries import Stopped
from coach.services.training import ENDED_ELSEWHERE
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.confirm import Ask, Choice

if TYPE_CHECKING:
    from coach.services.workout import Ongoing


def offer(app: AppBase, ongoing: "Ongoing") -> None:
    """Ask, and do as is answered."""
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
        mine = app.training.take_over(ongoing)
        if mine is None:
            app.notify(ENDED_ELSEWHERE, markup=False)
        elif choice == "go on":
            app.session.resume(mine)
        else:
            app.go.ask_about(app.training.conclude(mine, Stopped.INTERRUPTED))

    app.push_screen(Ask(question, choices), decide)
