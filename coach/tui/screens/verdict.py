"""Verdict: the light of the session just done, why, and what the next session will be."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.planning.reasons import basis_of
from coach.domain.records.entries import Record, Run, Session
from coach.domain.records.soreness import apart_lines
from coach.domain.records.titles import distance_and_pace, full_title
from coach.domain.rules.light import Light, Verdict
from coach.domain.rules.lock import Lock
from coach.services.today import Outlook
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.text.lock_notice import lock_lines
from coach.tui.text.present import LIGHT_WORDS, change_of, reason_of, step_dose

_LIGHT_STYLES = {Light.GREEN: "$success", Light.AMBER: "$warning", Light.RED: "$error", Light.NONE: "dim"}


class VerdictScreen(ScrollingScreen):
    """What the answers of a session mean."""

    page = "#verdict"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "home", "Home", tooltip="Back to Home."),
        Binding("escape", "home_by_escape", "Home", show=False),
        Binding("escape", "home_by_escape_alone", "Home", tooltip="Back to Home."),
        Binding("c", "change", "Change answers", tooltip="Answer the questions of this session again."),
        Binding("u", "unlock", "Once seen", tooltip="Say what came of what locks training."),
        Binding("d", "remove", show=False, tooltip="Take this record out of your history, after asking."),
        Binding("up", "scroll(-1)", show=False, key_display="↑↓", tooltip="Look further up or down."),
        Binding("down", "scroll(1)", show=False),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    explains = True

    def __init__(self, record: Record, verdict: Verdict | None, outlook: Outlook | None, not_by: str = "") -> None:
        """``not_by``: the key that answered the last question; pressed twice, it would close this screen unseen."""
        super().__init__()
        self._not_by = not_by
        self._record = record
        self._verdict = verdict
        self._outlook = outlook
        self._milestones: tuple[str, ...] = ()
        self._told_lock: Lock | None = None
        """The lock that is shown."""

    def body(self) -> ComposeResult:
        """The light, the reasons, the next session; a milestone is shown only once."""
        self._told_lock = self._lock
        if self._verdict is not None and not self._told_lock.is_on:
            self._milestones = self._milestones or self.app.training.course_questions.milestones_to_say(self._record)
        light = self._verdict.light if self._verdict else Light.NONE
        so_far = self._verdict is not None and self._verdict.provisional and light in (Light.GREEN, Light.AMBER)
        words = f"{light.upper()} so far" if so_far else LIGHT_WORDS[light]
        yield Static(
            Content.assemble((f"{light.sign}  {words}", f"bold {_LIGHT_STYLES[light]}")),
            id="light",
            classes=f"-{light}",
        )
        with VerticalScroll(id="verdict", can_focus=False, classes="-locked" if self._lock.is_on else ""):
            parts = [
                Static(self._why(so_far=so_far), id="reasons", markup=False),
                Static(self._next(), id="steps", markup=False),
            ]
            # What locks training comes before all else.
            yield from reversed(parts) if self._lock.is_on else parts
        yield Static(self.app.trouble or "", id="trouble", markup=False)

    def rules_today(self) -> tuple[str, ...]:
        """The rule card on lights, and those of the next session."""
        from coach.domain.teaching.rule_cards import LIGHT, cards_of_plan

        return (LIGHT, *cards_of_plan(self._outlook.plan if self._outlook else None))

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self.query_one("#steps", Static).update(self._next())

    def on_mount(self) -> None:
        """Hide the line for trouble where there is none."""
        self.query_one("#trouble").display = bool(self.app.trouble)

    def library_changed(self) -> None:
        """Show again what the answers mean, if that is another: another coach of this runner may have kept a record."""
        training = self.app.training
        records = (entry for entry in training.history().entries if isinstance(entry, Session | Run))
        record = next((entry for entry in records if entry.id == self._record.id), self._record)
        verdict, outlook, lock = training.records.verdict(record), training.today.outlook(record), self._lock
        if (record, verdict, outlook, lock) != (self._record, self._verdict, self._outlook, self._told_lock):
            self._record, self._verdict, self._outlook = record, verdict, outlook
            self.refresh(recompose=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter leaves, unless it is the key that led here; Esc always leaves."""
        if action in ("home", "home_by_escape"):
            return self._not_by != "enter"
        if action == "unlock":
            return self._lock.is_on
        return action != "home_by_escape_alone" or self._not_by == "enter"

    def action_home(self) -> None:
        """Go back to Home, and offer the card that helps now."""
        self.app.go.home()
        self.app.go.offer_card()

    def action_home_by_escape(self) -> None:
        """The same, by Esc: a hidden binding while Enter works."""
        self.action_home()

    def action_home_by_escape_alone(self) -> None:
        """The same, by Esc: shown in the footer while Enter does not work."""
        self.action_home()

    def action_unlock(self) -> None:
        """Ask what came of the lock."""
        self.app.go.unlock()

    def action_change(self) -> None:
        """Go back to the questions, with the answers as they are."""
        self.app.go.pain_check(self._record)

    def action_remove(self) -> None:
        """Remove this record, after asking."""
        self.app.go.remove(self._record)

    def _why(self, *, so_far: bool) -> Content:
        lines = list(self._verdict.why) if self._verdict else ["Without pain answers nothing goes up."]
        if so_far:
            lines.append("The morning after can still change this: the next check-in asks for it.")
        lines += apart_lines(self._record)
        reached = [Content.assemble((f"★ {words}", "bold $success")) for words in self._milestones]
        return Content("\n").join([*reached, Content(self._what_was_done()), *(Content(line) for line in lines)])

    def _what_was_done(self) -> str:
        """The share of what was asked; where that is not known, as of a run that nothing planned, the run itself."""
        training, record = self.app.training, self._record
        if record.done is None:
            return f"{full_title(record, training.catalogue, training.settings.units)}."
        went = " · ".join(distance_and_pace(record, training.settings.units))
        return f"You did {round(record.done * 100)} % of what was asked{f': {went}' if went else ''}."

    @property
    def _lock(self) -> Lock:
        return self.app.training.standing().lock

    def _next(self) -> Content:
        if self._lock.is_on:
            return lock_lines(self._lock)
        if self._outlook is None:
            return Content("This routine is no longer there. Your record is kept.")
        plan, hopeful = self._outlook.plan, self._outlook.after_a_good_morning
        if not plan.allowed:
            if not self._outlook.waits:
                return Content("\n").join(Content(reason) for reason in plan.reasons)
            waits = Content.assemble((f"Next {plan.name}: it has to wait", "bold $warning"))
            instead = self.app.training.catalogue.routines.get(plan.instead or "")
            until = [Content(f"Until then: {instead.name}.")] if instead else []
            rule = Content.assemble((f"({basis_of(plan)})", "dim"))
            return Content("\n").join([waits, *map(Content, plan.reasons), rule, *until])
        lines = [Content.assemble((f"Next {plan.name}", "bold"))]
        changed = [step for step in plan.steps if step.change is not Change.SAME]
        width = self.size.width - 4  # without the margins and a scrollbar
        if not changed:
            lines.append(Content("  The same as today."))
        same = [step for step in plan.steps if step.change is Change.SAME]
        lines += [_step_lines(step, width) for step in (*changed, *same)]
        better = [
            step
            for step, now in zip(hopeful.steps, plan.steps, strict=False)
            if step.change is Change.UP and now.change is not Change.UP
        ]
        if better:
            lines.append(Content.assemble(("If the morning is no worse than usual", "bold")))
            lines += [_step_lines(step, width) for step in better]
        return Content("\n").join(lines)


def _step_lines(step: PlannedStep, width: int) -> Content:
    why = reason_of(step, width, "    ")
    return Content.assemble(
        (f"  {step.exercise.name}: {step_dose(step)}  ", "bold"), change_of(step), (f"\n{why}", "dim")
    )
