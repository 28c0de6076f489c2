"""Plain mode's home, the app without a screen: what is due, every routine, the lock and the history, as prompts.

Left out: a session and what belongs to it (``app``).
"""

from collections.abc import Callable
from functools import partial

from coach.cues.sound_desk import Desk
from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.planning.planner import verdicts
from coach.domain.planning.reasons import day
from coach.domain.planning.unreadable_rows import line_of
from coach.domain.records.entries import Unreadable
from coach.domain.rules.lock import OUTCOMES
from coach.library.formats.settings.sound_settings import Words
from coach.plain import answers as read
from coach.plain.app import Sitting, run_interruptible
from coach.plain.around.correcting import undo_one
from coach.plain.around.course_commands import CourseCommands
from coach.plain.around.first_start import first_start
from coach.plain.around.measuring import measure
from coach.plain.around.routine_list import matching, numbered_routines, routine_lines
from coach.plain.around.today_lines import today_lines
from coach.plain.around.weeks import say_report, say_weeks
from coach.plain.asking import asked
from coach.plain.learn import learn, offer_now, read_offered
from coach.plain.log import log
from coach.plain.pain_check import ask_mornings
from coach.plain.plan_lines import light_line, profile_lines
from coach.plain.talk import Talk
from coach.plain.unread_history import wait_until_read
from coach.services.assembly import Coach
from coach.services.removal import record_in_words, records, removal_question, remove_record
from coach.services.today import foretold
from coach.services.trouble.unreadable_rows import lines
from coach.system.guest import is_guest

LATEST = 10
"""How many records of the history are said."""
_LEAVES = ("q", "quit", "leave")
_CHOICES = (
    "Enter: today's session. A name, or a number of the list: that routine. l: the list. h: what you did. "
    "+: log what you did elsewhere. -: take out a record. b: bring one back. a: answer what is open. "
    "c: your course. m: what is ahead. v: the weeks behind, in tables. p: ill or away. u: unlock training. "
    "y: what is known of you. w: who sees your page. s: settings. "
    "n: what matters to you. r: the page for a clinician. e: learn, cards and a quiz. f: your files. ?: this. q: leave."
)


def run_home(coach: Coach, talk: Talk, desk: Desk | None = None, words: Words = Words.ALL) -> int:
    """Run plain mode until it is left; returns the exit code. The end of the input leaves, too, and is no error."""
    sitting = Sitting(coach, talk, desk, words)
    return run_interruptible(Home(coach, talk, sitting).run, sitting, talk)


class Home:
    """Everything outside a session: reads a line, and carries it out."""

    def __init__(self, coach: Coach, talk: Talk, sitting: Sitting) -> None:
        self._coach = coach
        self._training = coach.training
        self._profile, self._team, self._settings_path = coach.profile, coach.team, coach.settings_path
        self._talk = talk
        self._sitting = sitting
        self._course = CourseCommands(coach.training, talk)
        self._trouble: str | None = None

    def run(self) -> None:
        """Run until the runner leaves. Raises InputEndedError and KeyboardInterrupt, after everything was kept."""
        if not wait_until_read(self._coach, self._talk):
            return
        self._sitting.welcome()
        first_start(self._training, self._talk)
        self._say_today()
        self._say_choices()
        offer_now(self._coach, self._talk)
        while (line := self._what_now()).lower() not in _LEAVES:
            if self._coach.kept is not None and self._coach.kept.retry():
                self._talk.say("What you did is on disk now: that trouble is over.")
                self._training.forget()
            if self._training.catch_up():
                self._talk.say("You did something elsewhere meanwhile: it is counted in.")
                self._say_today()
            self._obey(line)
        self._talk.say("Until next time.")

    def _what_now(self) -> str:
        """Ask for the next command; before it, say once if records can no longer be written to disk."""
        before, self._trouble = self._trouble, self._coach.kept.trouble if self._coach.kept is not None else None
        if self._trouble not in (None, before):
            self._talk.say(f"{self._trouble} What you do is in memory only until that is over.")
        return self._talk.ask("What now?")

    def _obey(self, line: str) -> None:
        if self._training.on_offer is not None and line.lower() != "i":
            self._training.learning.passed(self._training.on_offer)
        does: dict[str, Callable[[], None]] = {
            "": self._train_today,
            "l": self._say_routines,
            "h": self._say_history,
            "+": partial(log, self._training, self._talk),
            "-": self._remove,
            "b": self._bring_back,
            "a": self._answer_missed,
            "u": self._unlock,
            "x": self._settle,
            "c": self._about_the_course,
            "k": self._stay,
            "o": self._without_run,
            "m": self._course.say_ahead,
            "v": partial(say_weeks, self._training, self._talk),
            "n": self._measure,
            "r": partial(say_report, self._training, self._talk),
            "p": self._pause,
            "g": self._log_walk,
            "d": self._take_break,
            "y": self._say_profile,
            "w": self._share,
            "t": self._say_team,
            "s": self._change_settings,
            "e": partial(learn, self._training.learning, self._talk),
            "i": partial(read_offered, self._training, self._talk, _CHOICES),
            "f": self._own_files,
            "?": self._say_choices,
        }
        if line.lower() in does:
            does[line.lower()]()
        else:
            self._train_named(line)

    def _settle(self) -> None:
        from coach.plain.unreadable_rows import settle_all

        settle_all(self._training, self._talk)
        self._say_today()

    def _change_settings(self) -> None:
        from coach.plain.settings import change_settings

        if self._settings_path is None:
            self._talk.say("There is no place for settings here.")
        else:
            change_settings(self._training, self._settings_path, self._talk)

    def _own_files(self) -> None:
        from coach.plain.around.own_files import own_files

        own_files(self._coach, self._talk)
        self._say_today()

    def _say_choices(self) -> None:
        self._talk.say(_CHOICES)
        if self._team:
            self._talk.say(f"t: your team, {len(self._team)} who share with you.")

    def _share(self) -> None:
        from coach.plain.share import share

        share(self._training, self._profile, self._talk)

    def _say_team(self) -> None:
        from coach.plain.share import say_team

        say_team(self._training, self._profile, self._talk)

    # --- today ------------------------------------------------------------------------------------------------------

    def _say_today(self) -> None:
        training, say = self._training, self._talk.say
        unread = lines(training)
        for line in unread:
            say(line)
        if unread:
            say("x: say what it was, remove it, or leave it aside.")
        lock = training.standing().lock
        if lock.is_on:
            unlocks = " When it is settled, u unlocks." if lock.may_be_lifted else ""
            say(f"{lock.in_words()} Training is locked.{unlocks}")
            return
        for line in (*today_lines(training), self._course.hints()):
            if line:
                say(line)
        for words in training.pain_checks.open_words():
            say(f"{words}: a.")

    def _train_today(self) -> None:
        suggestion = foretold(self._training)
        if self._training.standing().lock.is_on:
            self._talk.say(self._training.standing().lock.in_words())
        elif suggestion.routine is None:
            self._talk.say(f"{suggestion.text} To train all the same, give a routine's name or number.")
        else:
            self._train(suggestion.routine)

    def _train(self, routine_id: str) -> None:
        self._sitting.train(routine_id)
        self._say_today()

    # --- the weeks ----------------------------------------------------------------------------------------------------

    def _about_the_course(self) -> None:
        self._course.course()
        self._say_today()

    def _stay(self) -> None:
        self._course.stay()
        self._say_today()

    def _without_run(self) -> None:
        self._course.no_run()
        self._say_today()

    def _pause(self) -> None:
        self._course.pause()
        self._say_today()

    def _measure(self) -> None:
        measure(self._training, self._talk)
        self._say_today()

    def _log_walk(self) -> None:
        log(self._training, self._talk, LoggedKind(LogKind.WALK))
        self._say_today()

    def _take_break(self) -> None:
        offers = self._training.today.suggestion().offers
        routine = next((offer.routine for offer in offers if offer.a_day and offer.routine), None)
        if routine is None or self._training.standing().lock.is_on:
            self._talk.say("No break is asked for now.")
        else:
            self._sitting.take_break(routine)
            self._say_today()

    # --- the list -----------------------------------------------------------------------------------------------------

    def _say_routines(self) -> None:
        for line in routine_lines(self._training):
            self._talk.say(line)

    def _train_named(self, line: str) -> None:
        found = matching(numbered_routines(self._training), line)
        if len(found) == 1:
            self._train(found[0].id)
        elif found:
            self._talk.say(f"Which of these? {', '.join(routine.name for routine in found)}.")
        else:
            self._talk.say(f"There is no such routine. {_CHOICES}")

    # --- what was done ------------------------------------------------------------------------------------------------

    def _say_history(self) -> None:
        history = self._training.history()
        lights = verdicts(self._training.catalogue, history)
        if not history.entries:
            self._talk.say("Nothing done yet.")
        for entry in history.entries[-LATEST:]:
            if isinstance(entry, Unreadable):
                self._talk.say(line_of(entry))
                continue
            verdict = lights.get(entry.id)
            light = f" {light_line(verdict)}" if verdict else ""
            self._talk.say(f"{day(entry.at)}: {self._training.records.in_full(entry)}.{light}")

    def _remove(self) -> None:
        latest = records(self._training)[-LATEST:]
        for number, entry in enumerate(latest, 1):
            self._talk.say(f"{number}. {record_in_words(self._training, entry)}.")
        which = "Which one should not be there? A number; Enter for none:"
        place = asked(self._talk, which, lambda line: read.index_typed(line, len(latest))) if latest else None
        if place is None:
            self._talk.say("Nothing was removed.")
        elif asked(self._talk, f"{removal_question(self._training, latest[place])} y, n:", read.yes_no):
            self._talk.say(remove_record(self._training, latest[place], "b at What now?"))
            self._say_today()
        else:
            self._talk.say("It stays.")

    def _bring_back(self) -> None:
        if undo_one(self._training, self._talk, LATEST):
            self._say_today()

    def _say_profile(self) -> None:
        for line in profile_lines(self._training.profile(), self._training.history().start):
            self._talk.say(" ".join(line.split()))
        if not is_guest():
            self._talk.say("To change it: coach profile --help")

    def _answer_missed(self) -> None:
        if not self._training.pain_checks.open_words():
            self._talk.say("Every pain check and morning of the last seven days is answered.")
        self._sitting.answer_what_was_missed()
        ask_mornings(self._training, self._talk)

    def _unlock(self) -> None:
        lock = self._training.standing().lock
        if not lock.may_be_lifted:
            self._talk.say("x settles what cannot be read." if lock.is_on else "Training is not locked.")
            return
        for number, outcome in enumerate(OUTCOMES, 1):
            self._talk.say(f"{number}. {outcome.words}.")
        question = "What came of it? A number unlocks, and is kept in your history; Enter leaves training locked:"
        numbers = tuple(outcome.note for outcome in OUTCOMES)
        chosen = asked(self._talk, question, lambda line: read.some_of(line, numbers))
        if chosen:
            self._training.records.unlock(chosen[0])
            if not self._training.standing().lock.is_on:
                self._talk.say("Training is open again.")
            self._say_today()
