"""Logging in plain mode: what was done elsewhere, asked line by line, at a terminal or through a pipe.

The first answer about pain creates the record; each further answer is added as it is given. Left out: the words of the
questions (``questions``), and what is said afterwards (``logged``).
"""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from coach.domain.activity_log.log_answers import LogAnswers, mistyped
from coach.domain.activity_log.log_questions import is_open, offered_stage, prompts
from coach.domain.activity_log.logged_kinds import ACTIVITIES, Logged, LoggedKind, LogKind, thing_of, words
from coach.domain.activity_log.logged_record import as_planned, filled_in, logged_record, of_programme
from coach.domain.exercises.exercise import says_running
from coach.domain.records.by_name import with_values
from coach.domain.records.entries import Run, Session
from coach.domain.records.questions import LOG, Prompt, Takes
from coach.domain.records.titles import intervals
from coach.domain.rules.stages import RunPlan
from coach.library.toml.diagnostics import did_you_mean
from coach.library.toml.fields import is_slug
from coach.plain import answers as read
from coach.plain.asking import ask, asked, pain_line
from coach.plain.logged import logged_lines
from coach.plain.pain_check import ask_pains, ask_quality, ask_where
from coach.plain.talk import InputEndedError, Talk, signals_interrupt
from coach.services.training import Training
from coach.system.exit_codes import DONE, INTERRUPTED

_NOTHING = "Nothing was kept."
_SO_FAR = "What you answered is kept."


def run_log(
    training: Training, talk: Talk, thing: LoggedKind | None, at: datetime | None, note: str | None = None
) -> int:
    """Log one thing; returns the exit code. After SIGINT, SIGTERM or SIGHUP: 130, with the answers so far stored."""
    logging = _Logging(training, talk, LogAnswers(note=note))
    with signals_interrupt():
        try:
            _log(logging, talk, thing, at)
        except InputEndedError:
            pass
        except KeyboardInterrupt:
            talk.say(f"Interrupted. {_SO_FAR if logging.is_kept else _NOTHING}")
            return INTERRUPTED
    return DONE


def log(
    training: Training, talk: Talk, thing: LoggedKind | None = None, at: datetime | None = None, note: str | None = None
) -> None:
    """Ask, store, and say what it means. ``thing`` and ``at`` None: asked too.

    Raises InputEndedError; the answers until then are stored, if there are any.
    """
    _log(_Logging(training, talk, LogAnswers(note=note)), talk, thing, at)


def _log(logging: "_Logging", talk: Talk, thing: LoggedKind | None, at: datetime | None) -> None:
    try:
        logging.ask(thing, at)
    except InputEndedError:
        talk.say("The input ended.")
        logging.conclude()
        raise
    logging.conclude()


class _Logging:
    """One thing being logged, and how far it has come."""

    def __init__(self, training: Training, talk: Talk, told: LogAnswers) -> None:
        self._training = training
        self._talk = talk
        self._thing: LoggedKind | None = None
        self._at: datetime | None = None
        self._told = told
        self._place = training.profile().place
        self._planned: RunPlan | None = None
        self._is_whole = False
        self._record: Logged | None = None
        self._doubted: int | None = None
        """The metres that were asked about, as nobody covers them in that time."""

    @property
    def is_kept(self) -> bool:
        """Whether a record was stored already."""
        return self._record is not None

    def ask(self, thing: LoggedKind | None, at: datetime | None) -> None:
        """Ask all the questions. Raises InputEndedError."""
        thing = _named(self._training, self._talk, thing)
        if thing is None:
            return
        now = self._training.clock.now()
        when = "When was it? Enter for just now, 1 for a day ago, 7:30 for today, 1 7:30 for yesterday:"
        at = at or asked(self._talk, when, lambda line: read.moment(line, now))
        if at is None:
            return
        self._thing, self._at = thing, at
        self._planned = self._training.today.run_plan(at, thing.id) if thing.what is LogKind.RUN else None
        morning_is_told = bool(self._training.records.bearer_beside(logged_record(thing, LogAnswers(), at, now)))
        for prompt in prompts(thing):
            if prompt.name != "after" and is_open(
                prompt, thing, self._told, at, now, self._planned, morning_is_told=morning_is_told
            ):
                self._ask(prompt, thing)
        self._is_whole = True

    def conclude(self) -> None:
        """Store the answers, if there are any, and say what they mean."""
        if self._is_whole or not self._told.is_empty:
            self._keep()
        if self._record is None:
            self._talk.say(_NOTHING)
            return
        if self._is_whole and isinstance(self._record, Session | Run):
            self._training.pain_checks.asks_about(self._record, done=True)
        for line in logged_lines(self._training, self._record):
            self._talk.say(line)

    def _keep(self) -> None:
        if self._thing is None or self._at is None:
            return
        told = filled_in(self._thing, self._told, self._planned, self._training.today.programme(self._planned))
        record = logged_record(of_programme(self._thing, self._planned), told, self._at, self._training.clock.now())
        if self._record is not None:
            self._record = self._training.records.amend(self._record, replace(record, id=self._record.id))
            return
        self._record = self._training.records.log(record)
        if isinstance(self._record, Session | Run):
            self._training.pain_checks.asks_about(self._record)

    def _tell(self, name: str, answer: object) -> None:
        """Take an answer; the first one about pain creates the record."""
        self._told = with_values(self._told, {name: answer})
        if self._told.is_of_pain:
            self._keep()

    def _ask(self, prompt: Prompt, thing: LoggedKind) -> None:
        talk = self._talk
        answer: object
        if prompt.name == "worst":
            questions = pain_line(LOG["worst"], self._place), pain_line(LOG["after"], self._place)
            ask_pains(talk, questions, self._tell)
            return
        if prompt.takes is Takes.QUALITY:
            answer = ask_quality(talk)
        elif prompt.takes is Takes.EXERCISES:
            answer = ask_where(talk, self._training.catalogue.names_in(thing.id))
        elif prompt.takes in (Takes.PAIN, Takes.EFFORT, Takes.YES_NO):
            answer = ask(talk, prompt, self._place, self._plan_in_words(prompt))
        else:
            asks, understood = self._line(prompt)
            answer = asked(talk, asks, understood)
        self._tell(prompt.name, answer)

    def _line(self, prompt: Prompt) -> tuple[str, Callable[[str], object]]:
        """The question as one line, and the parser of its answer."""
        asks = f"{prompt.question}?"
        match prompt.takes:
            case Takes.TIME:
                return f"{asks} Such as 12 or 12:30, s skips:", read.seconds
            case Takes.DISTANCE:
                units = self._training.settings.units
                return f"{asks} In {units.short}, such as 5.2, or 800m; Enter skips:", self._distance
            case Takes.STAGE:
                stage = offered_stage(self._planned)
                last = self._training.today.programme(self._planned).top
                return f"{asks} 1 to {last}, Enter for {stage}, s skips:", lambda line: read.whole(
                    line or str(stage), 1, last
                )
            case Takes.SHARE:
                return f"{asks} In percent; Enter for all, s skips:", read.share
            case Takes.STOPPED:
                return f"{asks} n no time, i tired, p pain; Enter leaves it open:", read.stopped
        return f"{asks} s skips:", lambda line: read.whole(line, 1, 1440)

    def _distance(self, line: str) -> int | None:
        """A typed distance. One that nobody covers in that time is asked about once: typed again, it is taken."""
        units = self._training.settings.units
        metres = read.distance(line, units)
        far = mistyped(self._thing, replace(self._told, distance_m=metres), units) if self._thing else None
        if far and self._doubted != metres:
            self._doubted = metres
            raise read.NotUnderstoodError(f"{far} The same again keeps it, Enter skips.")
        return metres

    def _plan_in_words(self, prompt: Prompt) -> str:
        """What "as planned" means for this run."""
        if prompt.name != "as_planned" or self._planned is None:
            return ""
        run = as_planned(self._told.stage, self._planned, self._training.today.programme(self._planned))
        return f" ({intervals(run)})"


def _named(training: Training, talk: Talk, thing: LoggedKind | None) -> LoggedKind | None:
    """What was done, with its routine or its kind. None: skipped."""
    catalogue = training.catalogue

    def known(line: str) -> LoggedKind:
        found = thing_of(line.lower(), catalogue)
        if found is None:
            guess = did_you_mean(line, words(catalogue))
            raise read.NotUnderstoodError(f"run, walk, {', '.join(ACTIVITIES)}, or a routine's id (coach list){guess}.")
        return found

    def routine(line: str) -> LoggedKind:
        found = thing_of(line.lower(), catalogue)
        if found is None or line.lower() not in catalogue.routines:
            guess = did_you_mean(line, catalogue.routines)
            raise read.NotUnderstoodError(f"A routine's id, as in coach list{guess}.")
        return found

    def kind(line: str) -> LoggedKind:
        if not is_slug(line.lower()):
            raise read.NotUnderstoodError("One word, such as swim.")
        if says_running(line):
            return LoggedKind(LogKind.RUN)
        return LoggedKind(LogKind.ACTIVITY, line.lower())

    thing = thing or asked(talk, "What was it? run, walk, swim, bike … or a routine's id:", known)
    if thing is None or thing.is_named:
        return thing
    if thing.what is LogKind.SESSION:
        return asked(talk, "Which routine? Its id, as in coach list:", routine)
    return asked(talk, f"What kind? {', '.join(ACTIVITIES)}, or another word:", kind)
