"""Today's plan on the Ready screen, which scrolls: the reasons, then the doses, or why it is refused.

Where a panel is shown beside it, one of its steps is marked.
"""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.planning.plan import Plan, PlannedStep
from coach.tui.text import plan_text
from coach.tui.widgets.beside import has_room_beside

_SCROLLBAR = 2
_MIDDLE, _ROOMY = 20, 36
"""Rows of a terminal (coach.tcss: -middle, -high)."""
_ROWS = {"up": -1, "down": 1}
_PAGES = {"pageup": -1, "pagedown": 1}


class PlanBox(VerticalScroll, can_focus=False):
    """Shows one plan at a time, fitted to the width."""

    def __init__(self) -> None:
        super().__init__(id="plan")
        self._plan: Plan | None = None
        self._marked = 0
        self._drawn: tuple[int, bool] = (0, False)
        self._rows: list[int] = []
        """The row in which each step begins."""

    def compose(self) -> ComposeResult:
        """The reasons, and below them the steps."""
        yield Static(id="reasons", markup=False)
        yield Static(id="steps", markup=False)

    def show(self, plan: Plan, reasons: Content, refusal: Content | None = None) -> None:
        """Show this plan; ``refusal``: shown in place of its steps."""
        self._plan = None if refusal else plan
        self.query_one("#reasons", Static).update(reasons)
        if refusal:
            self.query_one("#steps", Static).update(refusal)
        self._draw()

    @property
    def marked(self) -> PlannedStep | None:
        """The marked step."""
        steps = self._plan.steps if self._plan else ()
        return steps[min(self._marked, len(steps) - 1)] if steps else None

    def mark(self, by: int) -> None:
        """Move the mark by so many steps, negative is up, and keep it in sight."""
        last = len(self._plan.steps) - 1 if self._plan else 0
        self._marked = max(0, min(last, self._marked + by))
        self._draw()
        if self._rows:
            above = self.query_one("#reasons").size.height
            top, room = above + self._rows[self._marked], self.size.height
            end = above + (self._rows[self._marked + 1] if self._marked < last else self.virtual_size.height)
            if self._marked == 0:
                self.scroll_home(animate=False)
            elif top < self.scroll_y or end > self.scroll_y + room:
                self.scroll_to(y=max(0, min(top, end - room)) if top >= self.scroll_y else top, animate=False)

    def move(self, where: str) -> None:
        """Move by the name of a key: arrows move the mark, where there is one, or scroll a row; the others scroll."""
        if where in _ROWS and self.marks:
            self.mark(_ROWS[where])
        elif where in _ROWS:
            self.scroll_relative(y=_ROWS[where], animate=False)
        elif where in _PAGES:
            self.scroll_relative(y=_PAGES[where] * max(1, self.size.height - 1), animate=False)
        elif where == "home":
            self.scroll_home(animate=False)
        else:
            self.scroll_end(animate=False)

    @property
    def marks(self) -> bool:
        """Whether a step is marked: only where there is room to describe it beside the list."""
        return has_room_beside(self.app.size)

    def on_resize(self) -> None:
        """Draw for the new width."""
        if (self.size.width, self.marks) != self._drawn:
            self._draw()

    def _draw(self) -> None:
        self._drawn = self.size.width, self.marks
        if self._plan is None or not self.size.width:
            return
        marked = min(self._marked, len(self._plan.steps) - 1) if self.marks else None
        lines = plan_text.steps(self._plan, self.outer_size.width - _SCROLLBAR, marked=marked)
        # Where there is room, a blank line separates the steps.
        between = "\n\n" if self.app.size.height >= _ROOMY else "\n"
        rows = [str(block).count("\n") + len(between) for block in lines.steps]
        self._rows = [sum(rows[:number]) for number in range(len(rows))]
        above = Content("\n\n" if lines.below and self.app.size.height >= _MIDDLE else "\n" if lines.below else "")
        parts = [Content(between).join(lines.steps), above, Content("\n").join(lines.below)]
        self.query_one("#steps", Static).update(Content("").join(parts))
