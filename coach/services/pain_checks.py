"""Pain checks: which records have open questions, and storing the answers one by one."""

from collections.abc import Set

from coach.domain.listing import listed
from coach.domain.planning.reasons import day
from coach.domain.records.answers import (
    Answers,
    WhileItRan,
    answered,
    exercises_done,
    left_open,
    open_questions,
    while_it_ran,
)
from coach.domain.records.entries import Record, Run, Session, Walk
from coach.domain.records.morning import Night, Slept, unanswered_nights
from coach.domain.records.questions import Prompt, after_of
from coach.services.known import Known
from coach.store.pain_checks import note_pain_check, noted, told_in


class PainChecks:
    """One runner's pain checks."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def answer(
        self, record: Record, answers: Answers, asked: Set[str] | None = None, ran: WhileItRan | None = None
    ) -> Record:
        """Store these answers to a record's pain check; returns the record. ``asked``, ``ran``: as for ``answered``."""
        told = ran or self.while_it_ran(record)
        self.asks_about(record)
        return self._known.correct(record, lambda known: answered(known, answers, asked, told))

    def while_it_ran(self, record: Record) -> WhileItRan:
        """What was reported with the hurts key during a record."""
        return (told_in(self._known.store, record.id) if isinstance(record, Run) else None) or while_it_ran(record)

    def after_asked(self, record: Record) -> Prompt:
        """The question for the pain right after a record, in the words that fit the present time."""
        return after_of(record.at, self._known.clock.now())

    def unanswered(self) -> Record | None:
        """The last record whose pain check has open questions, or None."""
        return next(iter(self.incomplete()), None)

    def incomplete(self) -> tuple[Record, ...]:
        """The records of the past seven days whose pain check has open questions, latest first.

        One that was completed has none: what was left unanswered in it was left out on purpose.
        """
        history, now = self._known.recent(), self._known.clock.now()
        known = noted(self._known.store) if history.entries else {}
        begun = frozenset(each for each, done in known.items() if not done)
        return tuple(record for record in left_open(history, now, begun) if not known.get(record.id))

    def words(self, record: Record) -> str:
        """The text that offers the open questions about a record."""
        begins = record.after is None and record.effort is None
        does = "Answer" if begins else "Go on with"
        at = record.at.astimezone(self._known.clock.now().tzinfo)
        return f"{does} the pain check of {day(at)}: {self._known.name_of(record)}"

    def open_mornings(self) -> tuple[Night, ...]:
        """The nights of the past seven days whose morning question is not answered, latest first."""
        return unanswered_nights(self._known.recent(), self._known.clock.now())

    def open_words(self) -> tuple[str, ...]:
        """The texts for all that is unanswered in the past seven days, pain checks first."""
        checks, mornings = map(self.words, self.incomplete()), map(self.morning_words, self.open_mornings())
        return (*checks, *mornings)

    def may_have_hurt(self, record: Record) -> dict[str, str]:
        """The exercises of a record, id to name; for a session that keeps no steps, also those of its routine."""
        catalogue = self._known.catalogue
        done = exercises_done(record)
        if isinstance(record, Session) and record.step is None:
            done = tuple(dict.fromkeys((*done, *catalogue.names_in(record.routine))))
        return {i: catalogue.exercises[i].name if i in catalogue.exercises else i for i in done}

    def morning_words(self, night: Night) -> str:
        """``The morning after Psoas care and a brisk walk, Fri 20 Nov``."""
        at = night.at.astimezone(self._known.clock.now().tzinfo)
        names = dict.fromkeys(self._called(entry) for entry in night.entries)
        return f"The morning after {listed(names)}, {at:%a} {day(at)}"

    def _called(self, entry: Slept) -> str:
        return "a brisk walk" if isinstance(entry, Walk) else self._known.name_of(entry)

    def asks_about(self, record: Record, *, done: bool = False) -> None:
        """Note that a record's pain check was begun; ``done``: all was asked, and nothing is asked again."""
        if open_questions(record, begun=True):
            note_pain_check(self._known.store, record.id, done=done)
