"""Swapping a step for today, over the Ready screen: first which step, then what to do instead."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from textual.app import App

from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.records.entries import CheckIn
from coach.services.training import Training
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.choose_one import Choose, one
from coach.tui.text.present import step_dose

_ITSELF = ""
"""The value that stands for no substitute: the step as the routine has it."""


class Swapping(Struct, frozen=True):
    """What can be swapped. ``plan`` is as the rules made it, ``fitted`` as it is shown on the screen.

    ``done`` is called with all swaps: ids of substitutes by the index of their step.
    """

    app: App[int]
    training: Training
    plan: Plan
    fitted: Plan
    check_in: CheckIn
    swaps: Mapping[int, str]
    done: Callable[[dict[int, str]], None]

    def ask(self) -> None:
        """Ask which step to swap."""
        items = [Item(self._name(index), index) for index, step in enumerate(self.plan.steps) if step.dose is not None]
        self.app.push_screen(Choose("Swap which step, for today?", items, set()), one(self._ask_instead))

    def _ask_instead(self, index: int) -> None:
        here, others = self.plan.steps[index], self.fitted.steps
        taken = frozenset(step.exercise.id for place, step in enumerate(others) if place != index)
        offered = self.training.today.substitutes(self.plan, index, self.check_in, self.training.not_at_hand(), taken)
        name = here.exercise.name
        items = [
            Item(f"{name}, as the routine has it", _ITSELF),
            *(Item(_with_dose(step), step.exercise.id) for step in offered),
        ]
        question = f"What instead of {name}?" if offered else f"Nothing here can take the place of {name} today."
        now = self.fitted.steps[index]
        ticked = now.exercise.id if now.instead_of else _ITSELF

        def then(chosen: str) -> None:
            self._take(index, chosen)

        self.app.push_screen(Choose(question, items, {ticked}), one(then))

    def _take(self, index: int, chosen: str) -> None:
        others = {place: exercise for place, exercise in self.swaps.items() if place != index}
        self.done(others if chosen == _ITSELF else {**others, index: chosen})

    def _name(self, index: int) -> str:
        step = self.fitted.steps[index]
        own = self.plan.steps[index].exercise.name
        return f"{own} → {step.exercise.name}" if step.instead_of else own


def _with_dose(step: PlannedStep) -> str:
    return f"{step.exercise.name}: {step_dose(step)}"
