"""Plain mode around a session: resuming or beginning it, performing it, the pain check, the verdict.

Left out: the words (``session_lines``, ``plan_lines``), parsing answers (``answers``), real input and output
(``talk``).
"""

from collections.abc import Callable, Set

from msgspec.structs import replace

from coach.cues.sound_desk import Desk, Outfit
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import Plan
from coach.domain.records.answers import Answers, pain_answers_of
from coach.domain.records.entries import NO_CHECK_IN, CheckIn, Record, Session, Stopped, Walk
from coach.domain.records.soreness import apart_lines
from coach.library.formats.settings.settings_file import Pace
from coach.library.formats.settings.sound_settings import Words
from coach.plain import answers as read
from coach.plain.around.before import ask_kit, ask_swap, signs_allow, tell_once
from coach.plain.asking import asked
from coach.plain.check_in import check_in
from coach.plain.learn import offer_card
from coach.plain.narrator import Narrator
from coach.plain.pain_check import PainCheck
from coach.plain.plan_lines import ago, fitted_lines, outlook_lines, plan_lines, verdict_lines
from coach.plain.run_session import drive
from coach.plain.talk import InputEndedError, Talk, signals_interrupt
from coach.services.assembly import Coach
from coach.services.sessions import CONTINUED_ELSEWHERE, ENDED_ELSEWHERE
from coach.services.sound import attend
from coach.services.today import foretold
from coach.services.training import Training
from coach.services.workout import Workout
from coach.store.protocol import UnreadError
from coach.system.exit_codes import DONE, INTERRUPTED
from coach.system.invocation import call_to_play


def run_session(
    coach: Coach,
    talk: Talk,
    *,
    routine: str | None = None,
    minutes: int | None = None,
    desk: Desk | None = None,
    words: Words = Words.ALL,
) -> int:
    """Run a session in plain mode; returns the exit code. ``routine`` None: today's. ``minutes`` None: asked.

    ``words``: how much is said. ``desk``: for the bell, None: silent; its voice stays off, as a screen reader may
    speak. The end of the input is no error: all is kept, as after SIGINT, SIGTERM and SIGHUP, which return 130.
    """
    sitting = Sitting(coach, talk, desk, words)
    return run_interruptible(lambda: sitting.run(routine, minutes), sitting, talk)


def run_interruptible(sit: Callable[[], None], sitting: "Sitting", talk: Talk) -> int:
    """Run ``sit`` until its end or until it is interrupted, which is reported; returns the exit code."""
    with signals_interrupt():
        try:
            sit()
        except InputEndedError:
            talk.say(f"The input ended. {sitting.where_it_stands()}")
        except KeyboardInterrupt:
            talk.say(f"Interrupted. {sitting.where_it_stands()}")
            return INTERRUPTED
        except UnreadError:  # nothing can have begun
            raise
        except Exception:  # the command line reports the error itself
            talk.say(sitting.where_it_stands())
            raise
        finally:
            sitting.desk.close()
    return DONE


class Sitting:
    """One run of plain mode: it keeps track of its progress, to report it if the run is interrupted."""

    def __init__(self, coach: Coach, talk: Talk, desk: Desk | None = None, words: Words = Words.ALL) -> None:
        self._coach = coach
        self._words = words
        self.desk = desk or Desk(Outfit())
        self._talk = talk
        self._training: Training = coach.training
        self._keeps = coach.kept is not None
        self._workout: Workout | None = None
        self._record: Record | None = None
        self._left: str | None = None
        if talk.hands_free:  # nobody could count reps by key
            self._training.settings = replace(self._training.settings, pace=Pace.TEMPO)

    def run(self, routine: str | None, minutes: int | None) -> None:
        """The whole run. Raises InputEndedError and KeyboardInterrupt, after everything was kept."""
        if self.welcome():
            return
        if not self._talk.hands_free:
            self.answer_what_was_missed()
        routine = routine or self._todays()
        if routine is not None:
            self.train(routine, minutes)

    def welcome(self) -> bool:
        """What comes first: a remark on rehearsals, notices shown once, and the unfinished session.

        True: that session was performed.
        """
        if not self._keeps:
            self._talk.say(f"A rehearsal, {self._training.clock.speed:g} times as fast: nothing of it is kept.")
        tell_once(self._coach, self._talk)
        return self._goes_on()

    def where_it_stands(self) -> str:
        """What is kept and how to go on, in one or two sentences, for a runner who was interrupted."""
        if self._record is not None:
            return "What you did and answered is kept." if self._keeps else "Nothing of the rehearsal is kept."
        if self._left is not None:
            return _STAYS.format(self._left, call_to_play())
        if self._workout is None:
            return f"No session was begun. To begin one: {call_to_play()}"
        if not self._keeps:
            return "Nothing of the rehearsal is kept."
        return _STAYS.format(self._workout.state.plan.name, call_to_play())

    # --- before -----------------------------------------------------------------------------------------------------

    def _goes_on(self) -> bool:
        """Offer to resume the unfinished session; True: it was performed."""
        training = self._training
        ongoing = training.sessions.interrupted()
        if ongoing is None:
            return False
        name = ongoing.state.plan.name
        saved = next(each.saved_at for each in training.store.checkpoints() if each.id == ongoing.id)
        question = f"You stopped in the middle of {name} {ago(saved, training.clock.now())}. Go on? Enter yes, n no:"
        self._left = name
        agreed = asked(self._talk, question, read.agreed)
        self._left = None
        if agreed is None:
            return False
        mine = training.sessions.take_over(ongoing)
        if mine is None:
            self._talk.say(ENDED_ELSEWHERE)
            return False
        if agreed:
            self._perform(training.sessions.resume(mine), resumed=True)
        else:
            record = training.sessions.conclude(mine, Stopped.INTERRUPTED)
            if record is None:
                self._talk.say("Nothing of it was done, so nothing of it is kept.")
            elif isinstance(record, Walk):
                self._talk.say(_WALKED.format(record.minutes))
            else:
                self._talk.say(f"What you did of it, {round((record.done or 0) * 100)} %, is in your history.")
        return agreed

    def answer_what_was_missed(self) -> None:
        """Offer each pain check that has open questions, the latest first."""
        for record in self._training.pain_checks.incomplete():
            if asked(self._talk, f"{self._training.pain_checks.words(record)}? Enter yes, n no:", read.agreed):
                self._check_pain(record, None, goes_on=True)
                self._record = None

    def _todays(self) -> str | None:
        lock = self._training.standing().lock
        if lock.is_on:
            self._talk.say(lock.in_words())
            return None
        suggestion = foretold(self._training)
        if suggestion.routine is None:
            self._talk.say(suggestion.text)
            self._talk.say("To train all the same, name a routine (coach list): coach play ROUTINE --plain")
        else:
            self._talk.say(f"Today: {self._training.catalogue.routines[suggestion.routine].name}. {suggestion.why}")
        return suggestion.routine

    def train(self, routine: str, minutes: int | None = None) -> None:
        """Run a routine from its plan to its verdict. ``minutes`` None: asked."""
        training, talk = self._training, self._talk
        plan = training.today.plan(routine)
        self._say_plan(plan)
        if plan.locked or not signs_allow(training, talk):
            return
        told = check_in(training, talk)
        checked = training.today.plan(routine, told)
        if (checked.steps, checked.allowed) != (plan.steps, plan.allowed):
            self._say_plan(checked)
        if not checked.allowed:
            return
        ask_kit(training, talk, routine)
        if minutes is None and checked.asked and checked.kind is not RoutineKind.RUN:
            all_of_it = training.today.minutes(checked)
            minutes = asked(talk, f"Minutes today? 5, 10, 20 or your own; Enter for all {all_of_it}:", read.minutes)
        fitted = self._fit(checked, told, minutes)
        if fitted is not None:
            self._perform(training.sessions.begin(fitted, told), resumed=False)

    def take_break(self, routine: str) -> None:
        """Perform one of a day's breaks: no questions before or after it. If it is refused, say why."""
        training = self._training
        plan = training.today.plan(routine)
        if plan.allowed:
            plan = training.today.fitted(plan, training.profile().minutes, training.not_at_hand())
        if plan.asked:
            self._perform(training.sessions.begin(plan, NO_CHECK_IN, is_break=True), resumed=False)
        else:
            self._say_plan(plan)

    def _fit(self, plan: Plan, told: CheckIn, minutes: int | None) -> Plan | None:
        """Fit the plan to the day and, at a terminal, to the runner's choices; None: they want no session after all."""
        training, talk = self._training, self._talk
        swaps: dict[int, str] = {}
        while True:
            fitted = training.today.fitted(plan, minutes, training.not_at_hand(), check_in=told, swaps=swaps)
            for line in fitted_lines(plan, fitted):
                talk.say(line)
            if not fitted.asked:
                talk.say("Nothing is left to do today: rest, or choose another routine (coach list).")
                return None
            if talk.hands_free:
                talk.say("The session runs by itself; the lines of the input answer questions.")
            else:
                talk.say("While it runs, Enter pauses, and ? says what else you can type.")
            answer = talk.ask("Enter starts, q leaves:" if talk.hands_free else _STARTS).lower()
            if answer in ("q", "quit", "n", "no"):
                talk.say("No session was begun.")
                return None
            if talk.hands_free or answer not in ("w", "swap"):
                return fitted
            swaps = ask_swap(talk, training, plan, told, swaps)

    def _say_plan(self, plan: Plan) -> None:
        for line in plan_lines(plan, self._training.today.minutes_as_begun(plan)):
            self._talk.say(line)

    # --- the session, and after -------------------------------------------------------------------------------------

    def _perform(self, workout: Workout, *, resumed: bool) -> None:
        training = self._training
        self._workout = workout
        narrator = Narrator(workout, self._talk, self._words)
        try:
            if resumed:
                narrator.come_back()
            else:
                narrator.begin()
            attend(self.desk, workout, training)
            drive(workout, narrator, self._talk, training, go_on=resumed)
        finally:
            try:
                self.desk.leave()
            finally:
                if not workout.state.is_over and not workout.is_taken_over:
                    training.sessions.keep(workout.ongoing)  # paused, at the last moment seen
        if workout.is_taken_over:
            self._talk.say(CONTINUED_ELSEWHERE)
            self._workout = None
            return
        record = training.sessions.conclude(workout.ongoing)
        if record is None:
            self._talk.say("Nothing was done, so nothing is kept.")
        elif isinstance(record, Walk):
            self._talk.say(_WALKED.format(record.minutes))
        elif isinstance(record, Session) and record.is_break:
            self._talk.say("That is kept as a break: nothing is asked, and nothing counts it.")
        else:
            self._check_pain(record, workout.state.plan)
            self._record = None
            offer_card(self._coach, self._talk)
        self._workout = None

    def _check_pain(self, record: Record, plan: Plan | None, *, goes_on: bool = False) -> None:
        """Ask the questions and say the verdict; again if the runner wants to change an answer.

        ``goes_on``: the first time, ask only what the record leaves open.
        """
        self._record = record
        while True:
            record = self._ask_about(record, pain_answers_of(record) if goes_on else None)
            goes_on = False
            self._training.pain_checks.asks_about(record, done=True)
            self._say_verdict(record, plan)
            if self._talk.hands_free or self._talk.ask("Enter ends, c changes your answers:").lower() not in _CHANGES:
                return

    def _ask_about(self, record: Record, known: Answers | None) -> Record:
        """Ask about a record and store each answer; returns the record. ``known``: what need not be asked."""
        names = self._training.pain_checks.may_have_hurt(record)
        ran = self._training.pain_checks.while_it_ran(record)

        def keep(answers: Answers, asked: Set[str]) -> None:
            nonlocal record
            record = self._training.pain_checks.answer(record, answers, asked, ran)

        is_well, after = self._training.runner.is_well(), self._training.pain_checks.after_asked(record)
        place = self._training.profile().place
        PainCheck(self._talk, names, ran, place, keep, is_well=is_well, after=after).ask(known)
        return record

    def _say_verdict(self, record: Record, plan: Plan | None) -> None:
        verdict = self._training.records.verdict(record)
        if verdict is not None:
            for line in (*verdict_lines(verdict), *apart_lines(record)):
                self._talk.say(line)
            if not self._training.standing().lock.is_on:
                for words in self._training.course_questions.milestones_to_say(record):
                    self._talk.say(words)
        outlook = self._training.today.outlook(record)
        if outlook is not None:
            for line in outlook_lines(outlook, plan):
                self._talk.say(line)


_STARTS = "Enter starts, w swaps a step, q leaves:"
_CHANGES = ("c", "change")
_WALKED = "You walked {} min: that is kept as a walk."
_STAYS = "{} is paused and saved; for four hours you can go on where you stopped: {}"
