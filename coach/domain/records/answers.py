"""Copies a runner's answers into records and out of them, and says what the answers mean together.

They are the check-in before a session, and the pain check after it.
Left out: what is asked (``questions``), and what follows from the answers. Source: RULES, "Words".
"""

from collections.abc import Set
from datetime import datetime
from itertools import takewhile
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.by_name import answered_names, taking
from coach.domain.records.entries import Answered, CheckIn, Quality, Record, Session, StepDone, is_judged
from coach.domain.records.history import History
from coach.domain.records.morning import ASKED_FOR
from coach.domain.records.questions import PAIN_CHECK, PAINFUL, When

A = TypeVar("A", bound=Answered)
NOT_ON_RECORD = frozenset({"iced_minutes_ago"})
"""The answers of a check-in that are for its day only: no record keeps them."""


class Answers(Struct, frozen=True):
    """What the runner says right after a session: pains and effort 0–10; None: not answered.

    ``painful`` names exercises, with a side where it is known: ``bridge-march`` or ``bridge-march:left``.
    ``soreness`` of muscles and pain ``elsewhere`` are apart from it: they are noted, and change nothing.
    """

    worst: int | None = None
    after: int | None = None
    quality: Quality | None = None
    gait_changed: bool | None = None
    painful: tuple[str, ...] | None = None
    effort: int | None = None
    soreness: int | None = None
    elsewhere: int | None = None

    @property
    def without_pain(self) -> bool:
        """Whether worst and after are both answered with 0: quality, gait and what hurt need no asking."""
        return self.worst == 0 and self.after == 0


# --- between answers and records ------------------------------------------------------------------------------------


def check_in_of(record: Answered) -> CheckIn:
    """The check-in answers that a record holds."""
    return CheckIn(
        before=record.before,
        sharp=record.sharp,
        limp=record.limp,
        painkiller=record.painkiller,
        daily_life_pain_free=record.daily_life_pain_free,
        red_flags=record.red_flags,
        soreness=record.soreness,
        elsewhere=record.elsewhere,
    )


def with_check_in(record: A, check_in: CheckIn) -> A:
    """The record with these check-in answers in place of those it had."""
    return replace(
        record,
        before=check_in.before,
        sharp=check_in.sharp,
        limp=check_in.limp,
        painkiller=check_in.painkiller,
        daily_life_pain_free=check_in.daily_life_pain_free,
        red_flags=check_in.red_flags,
        soreness=check_in.soreness,
        elsewhere=check_in.elsewhere,
    )


def filled_with_check_in(record: A, check_in: CheckIn) -> A:
    """The record with these check-in answers where it has none of its own."""
    own = check_in_of(record)
    return with_check_in(record, taking(check_in, own, answered_names(own)))


def pain_answers_of(record: Answered) -> Answers:
    """The answers to the pain check that a record holds."""
    return Answers(
        worst=record.worst,
        after=record.after,
        quality=record.quality,
        gait_changed=record.gait_changed,
        painful=record.painful,
        effort=record.effort,
        soreness=record.soreness,
        elsewhere=record.elsewhere,
    )


def with_pain_answers(record: A, answers: Answers) -> A:
    """The record with these pain answers, unchanged, in place of those it had; ``answered`` also applies the rules."""
    return replace(
        record,
        worst=answers.worst,
        after=answers.after,
        quality=answers.quality,
        gait_changed=answers.gait_changed,
        painful=answers.painful,
        effort=answers.effort,
        soreness=answers.soreness,
        elsewhere=answers.elsewhere,
    )


def with_answers_of(record: A, other: Answered) -> A:
    """The record with every answer of another one, of whatever class."""
    answered_both = with_check_in(with_pain_answers(record, pain_answers_of(other)), check_in_of(other))
    return replace(answered_both, morning=other.morning, recalled=other.recalled)


# --- the pain check -------------------------------------------------------------------------------------------------


class WhileItRan(Struct, frozen=True):
    """What was reported during a session or run, with the hurts key: no later answer takes it back.

    ``worst`` 0–10, and the most alarming ``quality``; None: none was reported. ``painful``: what was named.
    """

    worst: int | None = None
    quality: Quality | None = None
    painful: tuple[str, ...] = ()


def while_it_ran(record: Record) -> WhileItRan:
    """What a record holds of reports with the hurts key.

    A run keeps no steps: if it names something painful, its own worst pain and quality are taken as reported.
    """
    if not isinstance(record, Session):
        return WhileItRan(record.worst, record.quality) if record.painful else WhileItRan()
    rows = record.step or ()
    worst = max((row.pain for row in rows if row.pain is not None), default=None)
    return WhileItRan(worst, _worse(*(row.quality for row in rows)), _named_while_it_ran(record))


def below_what_was_told(worst: int | None, during: int | None) -> str | None:
    """What to say of a worst pain below the one reported ``during``, which counts instead; None: it is not below."""
    if worst is None or during is None or worst >= during:
        return None
    return (
        f"While it ran you said that it hurt {during}, and now gave {worst} as the worst. "
        f"The worst is at least what you felt then: {during} counts."
    )


def contradiction(answers: Answers) -> str | None:
    """What to say of answers that contradict each other, kindly; None: they do not."""
    if answers.worst is not None and answers.after is not None and answers.after > answers.worst:
        return (
            f"You gave {answers.after} for right after, but {answers.worst} as the worst during it. "
            "The worst is at least what you felt right after: which of the two should change?"
        )
    return None


def answered(record: Record, answers: Answers, asked: Set[str] | None = None, ran: WhileItRan | None = None) -> Record:
    """The record with these answers in place of those it had.

    ``asked``: the names of the questions that were asked; an answer of None clears the old one, and what was not asked
    stays. None: those that have an answer. ``ran``: what was reported during it; None: what the record holds of that.

    Without pain, quality, gait and what hurt are filled in as none. Of the worst pain and its quality the worse of both
    counts, the one given now or the one during it: a later answer can only worsen a light (RULES).
    """
    ran = ran or while_it_ran(record)
    before = pain_answers_of(record)
    names = answered_names(answers) if asked is None else asked
    # What was filled in for a session without pain was never asked: if there was pain after all, it is open.
    said = replace(before, quality=None, gait_changed=None, painful=None) if before.without_pain else before
    said = taking(said, answers, names)
    if ran.worst is not None:
        said = replace(said, worst=max(said.worst or 0, ran.worst))
    if said.without_pain:
        said = replace(said, quality=Quality.NONE, gait_changed=False, painful=ran.painful)
    elif said.painful is not None or ran.painful:
        said = replace(said, painful=tuple(dict.fromkeys((*ran.painful, *(said.painful or ())))))
    said = replace(said, quality=_worse(said.quality, ran.quality))
    return with_pain_answers(record, said)


def open_questions(record: Record, *, begun: bool = False) -> tuple[str, ...]:
    """The names of the pain check's questions that a record does not answer.

    ``begun``: its pain check was begun here. If not, a record with pains and effort is complete: an absent quality or
    gait means none. What hurt is never among the names.
    """
    said = pain_answers_of(record)
    known = answered_names(said)
    left = [prompt for prompt in PAIN_CHECK if prompt.name not in known and prompt is not PAINFUL]
    always = tuple(prompt.name for prompt in left if prompt.when is When.ALWAYS)
    if said.without_pain or not (always or begun):
        return always
    return (*always, *(prompt.name for prompt in left if prompt.when is When.WITH_PAIN))


def left_open(history: History, now: datetime, begun: Set[str] = frozenset()) -> tuple[Record, ...]:
    """The records of the past seven days, as of ``now``, that have open questions; latest first.

    ``begun``: the ids of those whose pain check was begun here.
    """
    past = (entry for entry in reversed(history.entries) if entry.at <= now)
    recent = takewhile(lambda entry: now - entry.at <= ASKED_FOR, past)
    records = (entry for entry in recent if is_judged(entry))
    return tuple(record for record in records if open_questions(record, begun=record.id in begun))


def _named_while_it_ran(record: Session) -> tuple[str, ...]:
    """What was named as painful with the hurts key, on any of its steps."""
    told_of = (row for row in record.step or () if row.pain or row.quality)
    hurt = {name for row in told_of for name in (row.exercise, row.eased, row.swapped)}
    return tuple(place for place in record.painful or () if place.partition(":")[0] in hurt)


def _worse(*qualities: Quality | None) -> Quality | None:
    return max((quality for quality in qualities if quality), key=lambda quality: quality.alarm, default=None)


def exercises_done(record: Record) -> tuple[str, ...]:
    """The ids of the exercises that may have hurt, as they were performed; a run has none."""
    steps = (record.step or ()) if isinstance(record, Session) else ()
    named = (place.partition(":")[0] for place in record.painful or () if isinstance(record, Session))
    return tuple(dict.fromkeys((*(_performed(row) for row in steps if row.done != 0), *named)))


def _performed(row: StepDone) -> str:
    """The id of the exercise that was done: an easier one, a substitute, or the step's own."""
    return next((name for name in (row.eased, row.swapped) if isinstance(name, str)), row.exercise)
