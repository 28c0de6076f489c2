"""The pain questions about runs and walks imported from a watch: one outing at a time, all optional."""

from collections.abc import Sequence

from msgspec.structs import replace

from coach.domain.activity_log.log_answers import LogAnswers
from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.activity_log.logged_record import filled_in
from coach.domain.records.answers import with_check_in, with_pain_answers
from coach.domain.records.by_name import with_values
from coach.domain.records.entries import Run, Walk
from coach.domain.records.morning import has_come, is_recalled
from coach.domain.records.questions import LOG, Takes, When
from coach.plain import answers as read
from coach.plain.asking import ask, asked, pain_line
from coach.plain.pain_check import ask_pains, ask_quality
from coach.plain.talk import InputEndedError, Talk
from coach.services.training import Training

_OF_A_RUN = ("before", "worst", "quality", "gait_changed", "effort", "painkiller", "morning")
_OF_A_WALK = ("limp", "before", "worst", "morning")


def ask_about_each(training: Training, talk: Talk, records: Sequence[Run | Walk]) -> int:
    """Ask about each record in this order, until the runner stops; return how many were answered.

    Answers are stored after each record. Raises InputEndedError, after storing the answers so far.
    """
    answered = 0
    for record in records:
        what = f"{training.records.in_full(record)}, {record.at:%a %d %b, %H:%M}"
        line = f"{what}. Enter answers, n leaves it open, q leaves the rest:"
        wish = asked(talk, line, _wish)
        if wish == "q" or wish is None:
            break
        if wish == "y":
            answered += _ask(training, talk, record)
    return answered


def _wish(line: str) -> str:
    word = line.strip().lower()
    if word in ("", "y", "yes"):
        return "y"
    if word in ("n", "no", "s"):
        return "n"
    if word in ("q", "quit"):
        return "q"
    raise read.NotUnderstoodError("Enter, n or q.")


def _ask(training: Training, talk: Talk, record: Run | Walk) -> bool:
    """Ask about one record; return whether anything was answered."""
    asking = _Asking(training, talk, record)
    try:
        asking.ask()
    except InputEndedError:
        asking.keep(whole=False)
        raise
    return asking.keep(whole=True)


class _Asking:
    """The questions about one record, and its answers so far."""

    def __init__(self, training: Training, talk: Talk, record: Run | Walk) -> None:
        self._training, self._talk, self._record = training, talk, record
        self._told = LogAnswers()
        self._place = training.profile().place

    def ask(self) -> None:
        now = self._training.clock.now()
        is_told = self._training.records.bearer_beside(self._record) is not None
        for name in _OF_A_RUN if isinstance(self._record, Run) else _OF_A_WALK:
            prompt = LOG[name]
            if prompt.when is When.MORNING and (is_told or not has_come(self._record.at, now)):
                continue
            if prompt.when is When.WITH_PAIN and self._told.without_pain:
                continue
            if name == "worst":
                lines = pain_line(prompt, self._place), pain_line(LOG["after"], self._place)
                ask_pains(self._talk, lines, self._tell)
            else:
                quality = prompt.takes is Takes.QUALITY
                self._tell(name, ask_quality(self._talk) if quality else ask(self._talk, prompt, self._place))

    def _tell(self, name: str, answer: object) -> None:
        self._told = with_values(self._told, {name: answer})

    def keep(self, *, whole: bool) -> bool:
        """Store the answers in the record; return whether there are any. ``whole``: every question was asked."""
        if self._told.is_empty:
            return False
        kind = LoggedKind(LogKind.RUN if isinstance(self._record, Run) else LogKind.WALK)
        told = filled_in(kind, self._told, None) if whole else self._told
        better = with_check_in(with_pain_answers(self._record, told.pain_answers), told.check_in)
        recalled = told.morning is not None and is_recalled(self._record, self._training.clock.now())
        self._training.records.amend(self._record, replace(better, morning=told.morning, recalled=recalled or None))
        return True
