"""Ready: one screen before a session. Today's doses and why, the minutes and equipment there are, and pain now."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.plan import Change, Plan, PlannedStep
from coach.domain.record import CheckIn
from coach.domain.trim import MINUTES_OFFERED
from coach.tui.present import change_of, step_dose
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.kit import Kit
from coach.tui.widgets.question import SCALE, Question

_CHANGE_STYLES = {Change.UP: "$success", Change.DOWN: "$warning", Change.OUT: "$error", Change.SAME: "dim"}


class Ready(CoachScreen):
    """The plan of one routine. A digit answers pain now, Enter starts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start"),
        *SCALE.bindings("pain", "Pain now"),
        Binding("s", "skip_pain", "Skip"),
        Binding("m", "minutes", "Minutes"),
        Binding("k", "kit", "Kit"),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("escape", "app.home", "Home"),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, routine_id: str) -> None:
        super().__init__()
        self._routine_id = routine_id
        self._minutes: int | None = None
        self._plan: Plan | None = None

    def body(self) -> ComposeResult:
        """The title, the doses, the choices and the question."""
        yield Static(id="title", markup=False)
        with VerticalScroll(id="plan", can_focus=False):
            yield Static(id="reasons", markup=False)
            yield Static(id="steps", markup=False)
        yield Static(id="choices", markup=False)
        yield Question("Pain now, 0 none … 10 worst", SCALE, id="pain")
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Show today's plan."""
        self.query_one(Question).active = True
        self._look()

    def action_pain(self, key: str) -> None:
        """Answer how much it hurts now."""
        self.query_one(Question).choose(key)
        self._hint("Enter starts.")

    def action_skip_pain(self) -> None:
        """Leave pain now unanswered."""
        self.query_one(Question).skip()
        self._hint("Not answered: today's doses hold. Enter starts.")

    def on_question_answered(self, _event: Question.Answered) -> None:
        """A number was clicked."""
        self._hint("Enter starts.")

    def action_minutes(self) -> None:
        """All the time it takes, or 5, 10 or 20 minutes."""
        offered = (None, *MINUTES_OFFERED)
        self._minutes = offered[(offered.index(self._minutes) + 1) % len(offered)]
        self._look()

    def action_kit(self) -> None:
        """Say what is not at hand today."""
        training = self.coach.training
        needs = training.catalogue.kit(training.catalogue.routines[self._routine_id])
        if not needs:
            self._hint("This routine needs no equipment.")
            return
        self.app.push_screen(Kit(needs, training.not_at_hand()), self._set_kit)

    def action_scroll(self, rows: int) -> None:
        """Look further down the plan, or up."""
        self.query_one("#plan", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_start(self) -> None:
        """Begin, once pain now is answered or skipped."""
        question = self.query_one(Question)
        if self._plan is None or not self._plan.asked:
            self._hint("Nothing is left to do with what is at hand. Press k for the kit, or Esc for another routine.")
        elif not question.is_settled:
            self._hint("First: how much does it hurt now? Press a digit, t for ten, or s to skip.")
        else:
            before = question.value if isinstance(question.value, int) else None
            self.coach.begin(self._plan, CheckIn(before=before))

    def _set_kit(self, missing: frozenset[str] | None) -> None:
        if missing is not None:
            self.coach.training.set_not_at_hand(missing)
            self._look()

    def _look(self) -> None:
        training = self.coach.training
        plan = training.plan(self._routine_id)
        self._plan = training.fitted(plan, self._minutes, training.not_at_hand())
        minutes = training.minutes(self._plan) if self._plan.asked else 0
        self.query_one("#title", Static).update(
            Content.assemble((plan.name, "bold"), f" · {minutes} min", (f" · {plan.phase} phase", "dim"))
        )
        self.query_one("#reasons", Static).update(Content.assemble((" ".join(plan.reasons), "dim")))
        self.query_one("#steps", Static).update(Content("\n").join([_step_lines(step) for step in self._plan.steps]))
        self._show_choices(plan, minutes)

    def _show_choices(self, plan: Plan, minutes: int) -> None:
        offered = [("all", None), *((str(m), m) for m in MINUTES_OFFERED)]
        parts: list[Content | tuple[str, str] | str] = [("m ", "bold $accent"), "Minutes today  "]
        for label, value in offered:
            parts.append((f"[{label}]", "bold") if value == self._minutes else (f" {label} ", "dim"))
        if self._minutes is not None and minutes > self._minutes:
            parts.append((f"  {minutes} min at the least", "$warning"))
        training = self.coach.training
        needs = training.catalogue.kit(training.catalogue.routines[plan.routine])
        if needs:
            missing = training.not_at_hand()
            kit = "  ".join(f"{'✕' if need in missing else '✓'} {need}" for need in needs)
            parts += [("\nk ", "bold $accent"), f"Kit today      {kit}"]
        self.query_one("#choices", Static).update(Content.assemble(*parts))

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Static).update(text)


def _step_lines(step: PlannedStep) -> Content:
    """Two lines: the dose with its change, and why."""
    style = "dim" if step.trimmed else _CHANGE_STYLES[step.change]
    resting = "dim" if step.dose is None else ""
    return Content.assemble(
        (f"{step.exercise.name:<24.24} ", f"bold {resting}".strip()),
        (f"{step_dose(step):<26} ", resting),
        (change_of(step), style),
        ("\n  " + step.why, "dim"),
    )
