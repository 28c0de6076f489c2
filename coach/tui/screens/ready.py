"""Ready: the screen before a session, with today's doses and why, the check-in, and the minutes and kit available."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from coach.domain.planning.plan import ALL_OUT
from coach.domain.records.check_in_answers import CheckInAnswers
from coach.library.formats.settings.settings_file import Motion
from coach.services.choices import Choices
from coach.services.questions.said_today import SaidToday
from coach.services.training import Training
from coach.tui.base.app_base import READING
from coach.tui.base.screen import CoachScreen
from coach.tui.dialogs.checklist import Item, Ticks
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.sign_items import SIGN_ITEMS
from coach.tui.dialogs.soreness import Apart, Soreness, apart_line
from coach.tui.screens.swap_flow import Swapping
from coach.tui.text import plan_text
from coach.tui.text.plan_diff import what_changed
from coach.tui.text.present import outside, step_dose
from coach.tui.widgets.beside import Beside
from coach.tui.widgets.check_in_questions import CheckInQuestions
from coach.tui.widgets.choices_lines import ChoicesLines
from coach.tui.widgets.plan_box import PlanBox
from coach.tui.widgets.preview import Preview
from coach.tui.widgets.question import PAIN_OPTIONS, Question

_NO_KIT = "Nothing is left to do with what is at hand. Press k for the kit, or Esc for another routine."
_WHILE_LOCKED = ("unlock", "scroll", "help")


class Ready(CoachScreen):
    """The plan of one routine. A digit answers the marked question, Enter starts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", tooltip="Start the session."),
        Binding("enter", "instead", "Instead", tooltip="Go to what is offered instead of what may not be done today."),
        *PAIN_OPTIONS.bindings("answer", "Pain", "Answer the marked question; t is ten."),
        Binding("s", "skip", "Skip", tooltip="Leave the marked question unanswered: nothing goes up on it."),
        Binding("f", "signs", "Signs", show=False, tooltip="Say what else is true today, and see all of it."),
        Binding("m", "minutes", "Time", tooltip="Shorten today's session to 5, 10 or 20 minutes."),
        Binding("k", "kit", "Kit", tooltip="Say what you have at hand."),
        Binding("u", "outside", "Outside", tooltip="Do this run outside, without the screen, and log it afterwards."),
        Binding("u", "unlock", "Once seen", tooltip="Say what came of what locks training."),
        Binding("w", "swap", "Swap", tooltip="Do another exercise in the place of one, for today."),
        Binding("o", "apart", "Apart", tooltip="Sore muscles, and pain elsewhere."),
        Binding("tab", "next_question", show=False, tooltip="Mark the next question, to change its answer."),
        Binding("up", "scroll('up')", show=False, key_display="↑↓", tooltip="Look further up or down the plan."),
        *(Binding(key, f"scroll('{key}')", show=False) for key in ("down", "pageup", "pagedown", "home", "end")),
        Binding("ctrl+e", "edit", "Edit", show=False, tooltip="Change this routine: its text, or a copy of it."),
        Binding("escape", "app.home", "Home", tooltip="Back to Home; nothing is started."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    explains = True

    def __init__(self, routine_id: str, training: Training, answers: CheckInAnswers | None = None) -> None:
        """``answers``: the answers given on the way here; None: those given earlier today."""
        super().__init__()
        self._routine_id = routine_id
        self._choices = Choices(training, routine_id)
        self._said = SaidToday(training, answers)
        asked = training.today.questions(routine_id)
        self._questions = CheckInQuestions(asked, training.profile().place, self._said.answers)
        self._is_half = False
        """Whether the plan was made before all files were read."""

    def body(self) -> ComposeResult:
        """The title, the doses, the choices and the questions; beside them the marked exercise."""
        still = self.app.training.settings.motion is Motion.REDUCED
        yield Beside(self.app.training.clock, lambda: shown_beside(self, self._choices), still=still)
        yield Static(id="title", markup=False)
        yield PlanBox()
        yield ChoicesLines(self._choices)
        yield Static(id="apart", markup=False)
        yield from self._questions.all
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Show today's plan."""
        if not self.query("#hint"):  # left before it was mounted
            return
        self._questions.show_given()
        self._look()
        self._hint(self._questions.mark_open(may_start=self._choices.is_open))
        ask_for_kit(self, self._choices)

    def library_changed(self) -> None:
        """Make the plan again, with all that was answered and chosen; a short hint says what changed."""
        if self._routine_id not in self.app.training.catalogue.routines:
            self.app.go.home()
            self.app.notify("This routine is gone: its file was taken away.", markup=False)
            return
        before, was_half = self._choices.plan, self._is_half
        self._look()
        if before is not None and self._choices.plan is not None:
            self._hint("All your files are read." if was_half else what_changed(before, self._choices.plan))

    def rules_today(self) -> tuple[str, ...]:
        """The rule cards of these doses."""
        from coach.domain.teaching.rule_cards import cards_of_plan

        return cards_of_plan(self._choices.plan)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Most keys need a plan that is allowed; while training is locked, only the ways out work."""
        choices = self._choices
        if choices.is_locked:
            return action in _WHILE_LOCKED or action.startswith("app.")
        offered = {
            "unlock": False,
            "minutes": choices.is_open and not choices.is_run,
            "swap": choices.is_open and not choices.is_run,
            "outside": choices.is_open and choices.is_run,
            "instead": choices.instead is not None,
            "start": choices.is_open,
            "kit": choices.is_open,
        }
        return offered.get(action, True)

    # --- answers ----------------------------------------------------------------------------------------------------

    def action_answer(self, key: str) -> None:
        """Answer the marked question."""
        question = self._questions.marked
        if question.choose(key):
            self._take(question)

    def action_skip(self) -> None:
        """Leave the marked question unanswered."""
        question = self._questions.marked
        question.skip()
        self._take(question)
        self._hint("Not answered: nothing goes up on it.")

    def action_next_question(self) -> None:
        """Mark the next question, to change its answer."""
        self._questions.mark_following()

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked."""
        self._take(event.question)

    def action_signs(self) -> None:
        """Tick what is true today: sharp pain, limping, a painkiller, ice, a warning sign."""

        def take(ticked: frozenset[str] | None) -> None:
            if ticked is not None:
                if self._said.tell_signs(ticked):
                    self._hint("")
                self._look()

        question = "Is any of these true today? Press the key of each that is."
        self.app.push_screen(Ticks(question, SIGN_ITEMS, self._said.answers.signs), take)

    def action_apart(self) -> None:
        """Ask for sore muscles and pain elsewhere, which the rules do not use."""

        def take(told: Soreness | None) -> None:
            if told is not None:
                self._said.tell_apart(told)
                self._look()

        self.app.push_screen(Apart(self._said.answers.apart), take)

    def _take(self, question: Question) -> None:
        value, name = question.value, self._questions.name_of(question)
        if name is not None:
            self._said.tell(name, value)
        elif isinstance(value, int):
            self.app.training.records.answer_morning(self._questions.nights[question.id or ""], value)
        self._look()
        self._hint(self._questions.mark_open(may_start=self._choices.is_open))

    # --- minutes, kit, swaps ----------------------------------------------------------------------------------------

    def action_minutes(self) -> None:
        """Go on to the next limit: the full time, 5, 10 or 20 minutes, or the usual ones."""
        self._choices.next_minutes()
        self._look()

    def action_swap(self) -> None:
        """Do another exercise in place of one, for today."""
        training, choices, check_in = self.app.training, self._choices, self._said.check_in
        if choices.plan is not None and choices.plan.allowed and not self._must_wait():
            plan = training.today.plan(self._routine_id, check_in)

            def done(swaps: dict[int, str]) -> None:
                choices.swap(swaps, plan)
                self._look()

            Swapping(self.app, training, plan, choices.plan, check_in, choices.swaps, done).ask()

    def action_kit(self) -> None:
        """Ask what is at hand today."""
        needs = self._choices.needs
        if not needs:
            self._hint("This routine needs no equipment.")
            return

        def take(at_hand: frozenset[str] | None) -> None:
            if at_hand is not None:
                self._choices.set_at_hand(needs, at_hand)
                self._look()

        question = "What do you have at hand? Steps that need more are left out today."
        items = [Item(need, need) for need in needs]
        self.app.push_screen(Ticks(question, items, set(needs) - self._choices.missing), take)

    # --- starting, and other ways on --------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Start the session, once the question about pain now is answered or skipped."""
        plan = self._choices.plan
        if plan is None or self._must_wait():
            return
        if not plan.asked:
            self._hint(
                _NO_KIT if any(step.trimmed for step in plan.steps) else f"{ALL_OUT.capitalize()}. Esc: another."
            )
        elif not self._questions.pain.is_settled:
            self._hint("First: how much does it hurt now? Press a digit, t for ten, or s to skip.")
        else:
            self.app.session.begin(plan, self._said.check_in)

    def action_outside(self) -> None:
        """Show what to do outside, then offer to log it."""
        plan = self._choices.plan
        if plan is not None and plan.asked and not self._must_wait():
            choices = (Choice("enter", "I am back: log it now", True), Choice("escape", "Later", False))
            self.app.push_screen(
                Ask(outside(plan), choices),
                lambda is_back: self.app.go.log_run(self._said.check_in) if is_back else None,
            )

    def action_instead(self) -> None:
        """Open what is offered in place of what is refused."""
        if self._choices.instead and not self._must_wait():
            self.app.go.ready(self._choices.instead, self._said.answers)

    def action_unlock(self) -> None:
        """Ask what came of the lock."""
        self.app.go.unlock()

    def action_edit(self) -> None:
        """Edit this routine, then come back to it."""
        here, answers = self._routine_id, self._said.answers
        self.app.go.edit("routine", here, lambda: self.app.go.ready(here, answers))

    def action_scroll(self, where: str) -> None:
        """Scroll the plan."""
        self.query_one(PlanBox).move(where)
        self.query_one(Beside).follow()

    def _must_wait(self) -> bool:
        """Whether files are still read; one may hold a gentler version of this routine, so no session may start yet."""
        if self.app.files.is_reading:
            self._hint(READING)
        return self.app.files.is_reading

    # --- showing ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Make the plan again, and update everything that depends on it."""
        self._is_half = self.app.files.is_reading
        if not self.query("#reasons"):  # left while a dialog over it was answered
            return
        choices = self._choices
        was_open = choices.is_open
        plan = choices.make(self._said.check_in)
        if was_open != choices.is_open:
            self.refresh_bindings()
        self.set_class(choices.is_locked, "-locked")
        self.set_class(not choices.is_open, "-refused")
        self.query_one("#title", Static).update(plan_text.plan_title(plan, choices.lasts))
        reasons = plan_text.reasons(plan, is_run=choices.is_run)
        self.query_one(PlanBox).show(
            plan, reasons, None if choices.is_open else plan_text.refusal_in_words(plan, self.app.training)
        )
        ticked = [item.label for item in SIGN_ITEMS if item.value in self._said.answers.signs]
        self.query_one(ChoicesLines).show(ticked)
        self.query_one(Beside).follow()
        self.query_one("#apart", Static).update(apart_line(self._said.answers.apart))

    def _hint(self, text: str) -> None:
        self.query_one("#hint", Static).update(text)


def shown_beside(ready: Ready, choices: Choices) -> Preview | None:
    """Preview the marked exercise; where the routine is refused, the one offered instead."""
    if choices.is_locked:
        return None
    if choices.is_open:
        marked = next((box.marked for box in ready.query(PlanBox)), None)  # none while the screen is being removed
        return Preview(exercise=marked.exercise, dose=step_dose(marked)) if marked else None
    if choices.instead is None:
        return None
    today = ready.app.training.today
    plan = today.plan(choices.instead)
    first = next((step.exercise for step in plan.asked), None)
    return Preview(plan, today.minutes_as_begun(plan), exercise=first, begins=True)


def ask_for_kit(ready: Ready, choices: Choices) -> None:
    """Ask whether the kit is at hand, at the first session that needs it."""
    asking, needs = ready.app.training.course_questions, frozenset(choices.needs)
    if choices.is_open and asking.kit_to_ask(needs):
        asking.kit_was_asked(needs)
        ready.action_kit()
