"""The routes of a course: choosing it, what is ahead, a pause, and the decisions it asks of its runner.

Each screen is imported when it is first shown. Left out: what a decision does to the days (``services.courses``).
"""

from collections.abc import Callable
from datetime import date, timedelta

from coach.domain.exercises.weekday import Weekday
from coach.domain.records.days import day
from coach.tui.base.screen import CoachScreen
from coach.tui.flow.week_routes import WeekRoutes

_PAUSES = ((1, "tomorrow"), (3, "three days from now"), (7, "in a week"), (14, "in two weeks"))
_FEVER = "A fever with pain in the hip, groin, back or a joint is a warning sign: press f."


class CourseRoutes(WeekRoutes):
    """Where an app can go about a course. What depends on the library waits until all of its files are read."""

    def course(self) -> None:
        """Choose a course, or none."""
        self._choose(proposes=False)

    def propose_course(self) -> None:
        """Propose the course that suits the answers of the first start."""
        self._choose(proposes=True)

    def _choose(self, *, proposes: bool) -> None:
        def show() -> None:
            from coach.tui.screens.course import CourseScreen

            self._app.push_screen(CourseScreen(self._app.training, proposes=proposes))

        self.home()
        self._app.files.when_read(show)

    def ahead(self) -> None:
        """Show what is ahead, if every light stays green."""

        def show() -> None:
            from coach.tui.screens.ahead import AheadScreen

            self._app.push_screen(AheadScreen(self._app.training))

        self.home()
        self._app.files.when_read(show)

    def kit_ahead(self) -> None:
        """Ask which of the next block's kit is at hand."""
        from coach.tui.dialogs.checklist import Item, Ticks

        training = self._app.training
        block, needs = training.course_questions.kit_ahead()

        def take(at_hand: frozenset[str] | None) -> None:
            if at_hand is not None:
                training.course_questions.kit_was_asked(needs)
                training.runner.set_at_hand(set(needs), at_hand)
                self._look()

        items = [Item(need, need) for need in sorted(needs)]
        question = f"{block} comes next. What of this do you have? Steps that need more are swapped or left out."
        self._app.push_screen(Ticks(question, items, set(needs)), take)

    # --- ill or away ------------------------------------------------------------------------------------------------

    def pause(self) -> None:
        """Ask for a pause, ill or away: until a date, or until the runner says that they are back."""
        from coach.tui.dialogs.confirm import Ask, Choice

        today = self._app.training.clock.now().date()
        choices: list[Choice[date | str]] = [Choice("enter", "Until I say that I am back", "open")]
        for number, (days, words) in enumerate(_PAUSES, 1):
            until = today + timedelta(days=days)
            when = f"{Weekday.of(until).full}, {day(until)}"
            choices.append(Choice(str(number), f"Back {words}: {when}", until))
        choices += [Choice("f", "I have a fever, or another warning sign", "signs"), Choice("escape", "No pause", "")]
        question = f"Ill or away? Every day of a pause counts as kept, and nothing is due.\n{_FEVER}"
        self._app.push_screen(Ask(question, choices), self._take_pause)

    def _take_pause(self, chosen: date | str | None) -> None:
        if chosen == "signs":
            self.signs()
        elif chosen:
            self._app.training.courses.take_pause(chosen if isinstance(chosen, date) else None)
            self.home()
            self._look()

    def still_ill(self) -> None:
        """Continue the pause that ended."""
        self.pause()

    def come_back(self) -> None:
        """End the pause today."""
        self._app.training.courses.come_back()
        self._look()

    # --- what a course asks its runner to decide --------------------------------------------------------------------

    def stay(self) -> None:
        """Stay in the present block one more week."""
        block = self._app.training.standing().course.block
        self._app.training.courses.stay()
        self._look()
        if block is not None:
            self._app.notify(f"One more week of {block.name}. What you have done there stays.", markup=False)

    def overlong(self) -> None:
        """Ask what to do about a block that takes longer than it should."""
        from coach.tui.dialogs.confirm import Ask, Choice

        courses = self._app.training.courses
        course, block = courses.course, self._app.training.standing().course.block
        if course is None or block is None:
            return
        before = course.blocks[: course.blocks.index(block)]
        easier = next((one for one in reversed(before) if not one.is_acute), None)
        choices: list[Choice[str]] = [
            Choice("enter", "Ask a physiotherapist: what to tell them", "ask"),
            Choice("1", "Go on as it is", "on"),
            Choice("2", f"{block.name} once more, counted anew", block.id),
        ]
        if easier is not None:
            choices.append(Choice("3", f"Something easier: {easier.name}", easier.id))
        choices.append(Choice("escape", "Decide later", ""))

        def take(chosen: str | None) -> None:
            if chosen == "ask":
                self._tell_what_to_say(course.name, block.name)
            elif chosen == "on":
                self._app.training.course_questions.overlong_was_heard()
            elif chosen:
                courses.choose(course.id, chosen)
            self._look()

        self._app.push_screen(Ask(f"{courses.overlong()} What now?", choices), take)

    def _tell_what_to_say(self, course: str, block: str) -> None:
        """Show what a physiotherapist wants to know, in words to take along."""
        from coach.tui.dialogs.confirm import Ask, Choice

        training = self._app.training
        missing = [need.words for need in training.courses.needs() if not need.met]
        lines = (
            f"I follow the course {course}, and have been in its block {block} longer than it is meant to take.",
            f"What is still missing there: {'; '.join(missing)}." if missing else "",
            f"It is my {training.profile().complaint or 'hip'}. What I did, and how it felt, is on one page.",
        )
        question = "Tell a physiotherapist:\n\n" + "\n".join(filter(None, lines))
        choices = (Choice("enter", "The page to take along", True), Choice("escape", "Back", False))
        self._app.push_screen(Ask(question, choices), lambda page: self.report() if page else None)

    def said_yes(self) -> None:
        """Ask whether a clinician said yes to the next block; only a deliberate yes is kept."""
        from coach.tui.dialogs.confirm import Ask, Choice

        courses = self._app.training.courses
        course, following = courses.course, courses.asks_for_yes()
        if course is None or following is None:
            return

        def take(yes: bool | None) -> None:
            if yes:
                courses.choose(course.id, following.id)
                self._look()

        choices = (Choice("y", f"Yes: on to {following.name}", True), Choice("escape", "Not yet", False))
        self._app.push_screen(Ask("Did your physiotherapist or doctor say yes to the next block?", choices), take)

    def check_signs(self, then: Callable[[], None], left: Callable[[], None] | None = None) -> None:
        """Go through the warning signs; call ``then`` where none forbids training, ``left`` where Esc was pressed.

        ``left`` None: the same as ``then``.
        """
        from coach.tui.dialogs.checklist import SignTicks
        from coach.tui.dialogs.sign_items import FLAGS

        training = self._app.training

        def take(ticked: frozenset[str] | None) -> None:
            if ticked is None:
                (left or then)()
                return
            if ticked:
                training.records.tick_flags(ticked)
            else:
                training.course_questions.signs_were_seen()
            if training.standing().lock.is_on:
                self.home()
            else:
                then()

        self._app.push_screen(SignTicks("Before you train: is any of these true?", FLAGS, frozenset()), take)

    def signs(self) -> None:
        """Show the warning signs, to be ticked; what is ticked is on record at once."""
        from coach.tui.dialogs.checklist import Ticks
        from coach.tui.dialogs.sign_items import FLAGS

        def take(ticked: frozenset[str] | None) -> None:
            if ticked:
                self._app.training.records.tick_flags(ticked)
                self._look()

        question = "Is any of these true? Press the key of each that is."
        self._app.push_screen(Ticks(question, FLAGS, frozenset()), take)

    # --- what the day offers ----------------------------------------------------------------------------------------

    def log_walk(self) -> None:
        """Log a brisk walk."""
        from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
        from coach.tui.screens.log import LogScreen

        self.home()
        self._app.push_screen(LogScreen(LoggedKind(LogKind.WALK), self._app.training))

    def take_break(self, routine_id: str) -> None:
        """Start one of the day's breaks: no questions before or after it. If it is refused, Ready shows why."""
        self._app.files.when_read(lambda: self._begin_break(routine_id))

    def _begin_break(self, routine_id: str) -> None:
        from coach.domain.records.entries import NO_CHECK_IN

        training = self._app.training
        plan = training.today.plan(routine_id)
        if plan.allowed:
            plan = training.today.fitted(plan, training.profile().minutes, training.not_at_hand())
        if plan.asked:
            self._app.session.begin(plan, NO_CHECK_IN, is_break=True)
        else:
            self._app.go.ready(routine_id)

    def _look(self) -> None:
        """Let Home, and whatever lies over it, show what has changed."""
        for screen in self._app.screen_stack:
            if isinstance(screen, CoachScreen):
                screen.library_changed()
