"""Today's plan on the Ready screen, to be scrolled: its reasons, and its doses or why it is refused."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.planning.plan import Plan
from coach.tui.text import plan_text

_BESIDE = 4
"""Cells of the screen's margins and a scrollbar."""


class PlanBox(VerticalScroll, can_focus=False):
    """Shows one plan at a time, in lines as long as the screen allows."""

    def __init__(self) -> None:
        super().__init__(id="plan")
        self._plan: Plan | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """The reasons, and below them the steps."""
        yield Static(id="reasons", markup=False)
        yield Static(id="steps", markup=False)

    def show(self, plan: Plan, reasons: Content, refusal: Content | None = None) -> None:
        """This plan from now on; ``refusal``: what stands in place of its steps."""
        self._plan = None if refusal else plan
        self.query_one("#reasons", Static).update(reasons)
        if refusal:
            self.query_one("#steps", Static).update(refusal)
        self._wrap()

    def on_resize(self) -> None:
        """Other lines for another width."""
        if self.screen.size.width != self._width:
            self._wrap()

    def _wrap(self) -> None:
        self._width = self.screen.size.width
        if self._plan is not None:
            steps = plan_text.steps(self._plan, self._width - _BESIDE)
            self.query_one("#steps", Static).update(steps)
