"""Ready: one screen before a session. Today's doses and why, the check-in, and the minutes and equipment there are."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.reasons import day
from coach.domain.records.check_in_answers import CheckInAnswers, check_in_of, flags_in
from coach.domain.records.entries import CheckIn
from coach.domain.records.morning import Night
from coach.domain.today.trim import MINUTES_OFFERED
from coach.services.said_today import recalled, remember
from coach.tui.base.app_base import READING
from coach.tui.base.screen import CoachScreen
from coach.tui.dialogs.checklist import Item, Ticks
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.soreness import Apart, Soreness, apart_line
from coach.tui.screens.check_in_answers import SIGNS
from coach.tui.screens.swap_flow import Swapping
from coach.tui.text.lock_notice import lock_lines
from coach.tui.text.plan_diff import what_changed
from coach.tui.text.present import basis_of, change_of, outside, reason_of, stage_bar, step_dose
from coach.tui.widgets.question import SCALE, YES_NO, Question

_WHILE_LOCKED = ("unlock", "scroll", "help")
_CHANGE_STYLES = {Change.UP: "$success", Change.DOWN: "$warning", Change.OUT: "$error", Change.SAME: "dim"}


class Ready(CoachScreen):
    """The plan of one routine. A digit answers the marked question, Enter starts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", tooltip="Start the session."),
        Binding("enter", "instead", "Instead", tooltip="Go to what is offered instead of what may not be done today."),
        *SCALE.bindings("answer", "Pain", "Answer the marked question; t is ten."),
        Binding("s", "skip", "Skip", tooltip="Leave the marked question unanswered: nothing goes up on it."),
        Binding("f", "signs", "Signs", show=False, tooltip="Say what else is true today, and see all of it."),
        Binding("m", "minutes", "Time", tooltip="Shorten today's session to 5, 10 or 20 minutes."),
        Binding("k", "kit", "Kit", tooltip="Say what you have at hand."),
        Binding("u", "outside", "Outside", tooltip="Do this run outside, without the screen, and log it afterwards."),
        Binding("u", "unlock", "Once seen", tooltip="Say what came of what locks training."),
        Binding("w", "swap", "Swap", tooltip="Do another exercise in the place of one, for today."),
        Binding("o", "apart", "Apart", tooltip="Sore muscles, and pain elsewhere."),
        Binding("tab", "next_question", show=False, tooltip="Mark the next question, to change its answer."),
        Binding("up", "scroll(-1)", show=False, key_display="↑↓", tooltip="Look further up or down the plan."),
        Binding("down", "scroll(1)", show=False),
        Binding("ctrl+e", "edit", "Edit", show=False, tooltip="Change this routine: its text, or a copy of it."),
        Binding("escape", "app.home", "Home", tooltip="Back to Home; nothing is started."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    explains = True

    def __init__(self, routine_id: str, answers: CheckInAnswers | None = None) -> None:
        super().__init__()
        self._routine_id = routine_id
        self._given = answers
        self._answers = answers or CheckInAnswers()
        self._minutes: int | None = None
        self._swaps: dict[int, str] = {}
        self._is_half = False
        """The plan was made before all files were read."""
        self._places: tuple[str, ...] = ()
        """The exercises of the routine's steps, which the swaps are counted by."""
        self._plan: Plan | None = None
        self._nights: dict[str, Night] = {}
        self._questions: list[Question] = []

    def body(self) -> ComposeResult:
        """The title, the doses, the choices and the questions."""
        training = self.app.training
        if self._given is None:
            self._answers = recalled(training.store, training.clock.now())
        asked = training.today.questions()
        known = self.app.training.profile()
        self._minutes = known.minutes
        self._nights = {f"morning-{number}": night for number, night in enumerate(asked.nights, 1)}
        self._questions = [Question(f"Pain now: {known.place}, 0 none … 10 worst", SCALE, id="pain")]
        for name, night in self._nights.items():
            text = f"The morning after {day(night.at)}: {known.place}, 0–10"
            self._questions.append(Question(text, SCALE, id=name))
        for question in self._questions:
            question.add_class("wide")
        if asked.daily_life:
            self._questions.append(Question("Is daily life free of pain?", YES_NO, id="daily"))
        yield Static(id="title", markup=False)
        with VerticalScroll(id="plan", can_focus=False):
            yield Static(id="reasons", markup=False)
            yield Static(id="steps", markup=False)
        yield Static(id="choices", markup=False)
        yield Static(id="apart", markup=False)
        yield from self._questions
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Show today's plan."""
        if not self.query("#hint"):  # left before it was there
            return
        if self._answers.before is not None:
            self._questions[0].set_value(self._answers.before)
        for question in self._questions:
            if question.id == "daily" and self._answers.daily_life is not None:
                question.set_value(self._answers.daily_life)
        self._look()
        self._mark_next()

    def on_resize(self) -> None:
        """Other lines for another width."""
        if self._plan is not None:
            self._show_steps(self._plan)

    def library_changed(self) -> None:
        """The plan anew, with all that was answered and chosen; a short note says what changed."""
        if self._routine_id not in self.app.training.catalogue.routines:
            self.app.go.home()
            self.app.notify("This routine is gone: its file was taken away.", markup=False)
            return
        before, was_half = self._plan, self._is_half
        self._look()
        if before is not None and self._plan is not None:
            self._hint("All your files are read." if was_half else what_changed(before, self._plan))

    def rules_today(self) -> tuple[str, ...]:
        """The rules of these doses."""
        from coach.domain.planning.rule_cards import rows_of

        return rows_of(self._plan)

    # --- answers ----------------------------------------------------------------------------------------------------

    def action_answer(self, key: str) -> None:
        """Answer the marked question."""
        question = self._active
        if question.choose(key):
            self._take(question)

    def action_skip(self) -> None:
        """Leave the marked question unanswered."""
        question = self._active
        question.skip()
        self._take(question)
        self._hint("Not answered: nothing goes up on it.")

    def action_next_question(self) -> None:
        """Mark the next question, to change its answer."""
        here = self._questions.index(self._active)
        self._mark(self._questions[(here + 1) % len(self._questions)])

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked."""
        self._take(event.question)

    def action_signs(self) -> None:
        """Say what is true today: sharp, limping, a painkiller, ice, a warning sign."""
        question = "Is any of these true today? Press the key of each that is."
        self.app.push_screen(Ticks(question, SIGNS, self._answers.signs), self._set_signs)

    def action_apart(self) -> None:
        """Say how sore the muscles are, and what hurts elsewhere: asked apart, no part of the rules."""
        self.app.push_screen(Apart(self._answers.apart), self._set_apart)

    def _set_apart(self, told: Soreness | None) -> None:
        if told is not None:
            self._answers = self._answers.with_apart(told)
            self._remember()
            self._look()

    @property
    def _is_run(self) -> bool:
        """A run is of its stage's length, whatever the minutes. The routine may have gone a moment ago."""
        routine = self.app.training.catalogue.routines.get(self._routine_id)
        return routine is not None and routine.kind is RoutineKind.RUN

    @property
    def _is_locked(self) -> bool:
        """No training at all: then this screen has nothing to ask, and offers nothing but the way out."""
        return self._plan is not None and self._plan.locked

    @property
    def _is_open(self) -> bool:
        """This routine may be done today, as far as is known."""
        return self._plan is None or self._plan.allowed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Most is for what may be done."""
        if self._is_locked:
            return action in _WHILE_LOCKED or action.startswith("app.")
        if action == "unlock":
            return False
        if action in ("minutes", "swap"):
            return self._is_open and not self._is_run
        if action == "outside":
            return self._is_open and self._is_run
        if action == "instead":
            return self._plan is not None and self._plan.instead in self.app.training.catalogue.routines
        return self._is_open if action in ("start", "kit") else True

    def _take(self, question: Question) -> None:
        value = question.value
        if question.id == "pain":
            self._answers = self._answers.with_before(value if isinstance(value, int) else None)
        elif question.id == "daily":
            self._answers = self._answers.with_daily_life(value if isinstance(value, bool) else None)
            self._remember()
        elif isinstance(value, int):
            self.app.training.records.answer_morning(self._nights[question.id or ""], value)
        self._look()
        self._mark_next()

    def _set_signs(self, ticked: frozenset[str] | None) -> None:
        if ticked is None:
            return
        new_flags = flags_in(ticked) - flags_in(self._answers.signs)
        self._answers = self._answers.with_signs(ticked, self.app.training.clock.now())
        self._remember()
        if new_flags:
            self.app.training.records.tick_flags(new_flags)
            self._hint("")
        self._look()

    def _remember(self) -> None:
        training = self.app.training
        remember(training.store, self._answers, training.clock.now())

    @property
    def _active(self) -> Question:
        return next((question for question in self._questions if question.active), self._questions[0])

    def _mark_next(self) -> None:
        open_ones = [question for question in self._questions if not question.is_settled]
        self._mark(open_ones[0] if open_ones else self._questions[0])
        night = self._nights.get(open_ones[0].id or "") if open_ones else None
        if night is not None:
            self._hint(f"A digit answers, s later. Until answered, {day(night.at)} earns no step up.")
        else:
            self._hint("" if open_ones or not self._is_open else "Enter starts.")

    def _mark(self, marked: Question) -> None:
        for question in self._questions:
            question.active = question is marked

    # --- minutes and kit --------------------------------------------------------------------------------------------

    def action_minutes(self) -> None:
        """All the time it takes, 5, 10 or 20 minutes, or the usual ones."""
        offered = (None, *self._offered())
        self._minutes = offered[(offered.index(self._minutes) + 1) % len(offered)]
        self._look()

    def _offered(self) -> list[int]:
        usual = self.app.training.profile().minutes
        return sorted({*MINUTES_OFFERED, *([usual] if usual else [])})

    def action_swap(self) -> None:
        """Do another exercise in the place of one, for today."""
        training, check_in = self.app.training, self._check_in()
        if self._plan is not None and self._plan.allowed and not self._must_wait():
            plan, places = training.today.plan(self._routine_id, check_in), self._places

            def done(swaps: dict[int, str]) -> None:
                if places == self._places:  # else the routine's file was changed meanwhile
                    self._swaps = swaps
                self._look()

            Swapping(self.app, training, plan, self._plan, check_in, self._swaps, done).ask()

    def action_outside(self) -> None:
        """What to do outside, and then the way to log it."""
        if self._plan is not None and self._plan.asked and not self._must_wait():
            choices = (Choice("enter", "I am back: log it now", True), Choice("escape", "Later", False))
            self.app.push_screen(Ask(outside(self._plan), choices), self._log_run)

    def _log_run(self, is_back: bool | None) -> None:
        if is_back:
            self.app.go.log_run(self._check_in())

    def action_kit(self) -> None:
        """Say what is not at hand today."""
        training = self.app.training
        needs = training.catalogue.kit(training.catalogue.routines[self._routine_id])
        if not needs:
            self._hint("This routine needs no equipment.")
            return
        question = "What do you have at hand? Steps that need more are left out today."
        self.app.push_screen(
            Ticks(question, [Item(need, need) for need in needs], set(needs) - training.not_at_hand()),
            lambda ticked: self._set_kit(needs, ticked),
        )

    def _set_kit(self, needs: tuple[str, ...], at_hand: frozenset[str] | None) -> None:
        if at_hand is not None:
            self.app.training.runner.set_at_hand(set(needs), at_hand)
            self._look()

    def action_edit(self) -> None:
        """Edit this routine, and come back to what it has become."""
        here, answers = self._routine_id, self._answers
        self.app.go.edit("routine", here, lambda: self.app.go.ready(here, answers))

    def action_scroll(self, rows: int) -> None:
        """Look further down the plan, or up."""
        self.query_one("#plan", VerticalScroll).scroll_relative(y=rows, animate=False)

    # --- starting ---------------------------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Begin, once pain now is answered or skipped."""
        if self._plan is None or self._must_wait():
            return
        if not self._plan.asked:
            self._hint("Nothing is left to do with what is at hand. Press k for the kit, or Esc for another routine.")
        elif not self._questions[0].is_settled:
            self._hint("First: how much does it hurt now? Press a digit, t for ten, or s to skip.")
        else:
            self.app.session.begin(self._plan, self._check_in())

    def action_instead(self) -> None:
        """What is offered in the place of what is refused."""
        if self._plan is None or self._must_wait():
            return
        if self._plan.instead:
            self.app.go.ready(self._plan.instead, self._answers)

    def action_unlock(self) -> None:
        """Say what came of it."""
        self.app.go.unlock()

    def _must_wait(self) -> bool:
        """While files are still read, nothing may follow from a plan: one of them may be a gentler version of this."""
        if self.app.files.is_reading:
            self._hint(READING)
        return self.app.files.is_reading

    def _check_in(self) -> CheckIn:
        return check_in_of(self._answers, self.app.training.clock.now())

    # --- showing ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        training = self.app.training
        self._is_half = self.app.files.is_reading
        check_in, missing = self._check_in(), training.not_at_hand()
        if not self.query("#reasons"):  # left while something over it was answered
            return
        plan = training.today.plan(self._routine_id, check_in)
        self._keep_swaps(plan)
        was_open = self._is_open
        fitted = training.today.fitted(plan, self._minutes, missing, check_in=check_in, swaps=self._swaps)
        self._plan = fitted if plan.allowed else plan
        if was_open != self._is_open:
            self.refresh_bindings()
        self.set_class(self._is_locked, "-locked")
        minutes = training.today.minutes(self._plan) if self._plan.asked else 0
        length = f" · {minutes} min" if minutes else ""
        self.query_one("#title", Static).update(
            Content.assemble((plan.name, "bold"), length, (f" · {plan.phase} phase", "dim"))
        )
        progress = f"{stage_bar(plan.run.stage)}\n" if plan.run and self._is_run else ""
        self.query_one("#reasons", Static).update(Content.assemble(progress, (" ".join(plan.reasons), "dim")))
        self.set_class(not plan.allowed, "-refused")
        self._show_steps(self._plan)
        self._show_choices(plan, minutes)

    def _keep_swaps(self, plan: Plan) -> None:
        """The swaps of steps that are still where they were: the routine may be another than a moment ago."""
        if plan.allowed:
            places = tuple(step.exercise.id for step in plan.steps)
            if self._places and places != self._places:
                same = [
                    place for place, (now, then) in enumerate(zip(places, self._places, strict=False)) if now == then
                ]
                self._swaps = {place: swap for place, swap in self._swaps.items() if place in same}
            self._places = places

    def _show_steps(self, plan: Plan) -> None:
        width = self.size.width - 4  # without the margins and a scrollbar
        lines = [_step_lines(step, width) for step in plan.steps] if plan.allowed else [self._refusal(plan)]
        self.query_one("#steps", Static).update(Content("\n").join(lines))

    def _refusal(self, plan: Plan) -> Content:
        """Why not, until when, and what instead."""
        if plan.locked:
            return lock_lines(self.app.training.standing().lock)
        lines = [Content.assemble(("■ NOT TODAY", "bold $error")), Content(""), *_refusal_reasons(plan)]
        lines.append(Content.assemble((f"({basis_of(plan)})", "dim")))
        if plan.earliest:
            earliest = plan.earliest.astimezone(self.app.training.clock.now().tzinfo)
            lines.append(Content(f"From {day(earliest)}, {earliest:%H:%M} on it is open again."))
        instead = self.app.training.catalogue.routines.get(plan.instead or "")
        if instead:
            lines += [
                Content(""),
                Content.assemble(("Enter ", "bold $accent"), "does this instead: ", (instead.name, "bold")),
            ]
        if plan.see_clinician:
            lines.append(Content("Please let a doctor or physiotherapist look at your hip in the next days."))
        return Content("\n").join(lines)

    def _show_choices(self, plan: Plan, minutes: int) -> None:
        parts: list[Content | tuple[str, str] | str] = []
        if plan.allowed and not self._is_run:
            parts += [("m ", "bold $accent"), "Minutes today  "]
            for label, value in (("all", None), *((str(m), m) for m in self._offered())):
                parts.append((f"[{label}]", "bold") if value == self._minutes else (f" {label} ", "dim"))
            if self._minutes is not None and minutes > self._minutes:
                parts.append((f"  {minutes} min at the least", "$warning"))
            training = self.app.training
            missing = training.not_at_hand()
            needs = training.catalogue.kit(training.catalogue.routines[plan.routine])
            if needs:
                kit = "  ".join(f"{'✕' if need in missing else '✓'} {need}" for need in needs)
                parts += [("\nk ", "bold $accent"), f"Kit today      {kit}"]
            parts.append("\n")
        parts += [("f ", "bold $accent"), *self._signs_line()]
        self.query_one("#choices", Static).update(Content.assemble(*parts))
        self.query_one("#apart", Static).update(apart_line(self._answers.apart))

    def _signs_line(self) -> list[tuple[str, str] | str]:
        ticked = [item.label for item in SIGNS if item.value in self._answers.signs]
        if ticked:
            return ["True today     ", (", ".join(ticked), "bold $warning")]
        return ["None of these  ", ("sharp, limping, painkiller, ice, warning signs", "dim")]

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Static).update(text)


def _refusal_reasons(plan: Plan) -> list[Content]:
    """Why not; where the entry to running is what is wanting, as a checklist."""
    if not plan.checklist:
        return [Content(reason) for reason in plan.reasons]
    ticks = [
        Content.assemble(("✓ ", "bold $success") if need.met else ("· ", "bold $warning"), need.words)
        for need in plan.checklist
    ]
    return [Content("Before you run, all of this:"), *ticks]


def _step_lines(step: PlannedStep, width: int) -> Content:
    """The dose with its change, and below it why, by which rule, records and source."""
    style = "dim" if step.trimmed else _CHANGE_STYLES[step.change]
    resting = "dim" if step.dose is None else ""
    return Content.assemble(
        (f"{step.exercise.name:<24.24} ", f"bold {resting}".strip()),
        (f"{step_dose(step):<26} ", resting),
        (change_of(step), style),
        (f"\n{reason_of(step, width, '  ')}", "dim"),
    )
