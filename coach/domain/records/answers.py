"""The answers of a runner and the records that hold them: each hand-over between the two, and what they say together.

Before a session that is the check-in, after it the pain check.
Left out: what is asked (``questions``), and what follows from the answers. Source: RULES, "Words".
"""

from collections.abc import Set
from datetime import datetime
from itertools import takewhile
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.by_name import taking
from coach.domain.records.by_name import told as names_told
from coach.domain.records.entries import Answered, CheckIn, History, Quality, Record, Session, StepDone, is_judged
from coach.domain.records.morning import ASKED_FOR
from coach.domain.records.questions import PAIN_CHECK, PAINFUL, When

A = TypeVar("A", bound=Answered)
NOT_ON_RECORD = frozenset({"iced_minutes_ago"})
"""What a check-in asks for its own day alone: no record keeps it."""


class Answers(Struct, frozen=True):
    """What the runner says right after a session: pains and effort 0–10; None: not answered.

    ``painful`` names exercises, with a side where it is known: ``bridge-march`` or ``bridge-march:left``.
    ``soreness`` of muscles and pain ``elsewhere`` stand apart: they are noted, and bear on nothing.
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
        """Worst and after are both answered with 0: there is no quality, gait or place of a pain to ask for."""
        return self.worst == 0 and self.after == 0


# --- between answers and records ------------------------------------------------------------------------------------


def check_in_of(record: Answered) -> CheckIn:
    """What was answered before a record, as far as it tells."""
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
    """The record with what was answered before it, in place of what it had of that."""
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
    """The record with what was answered before it, where it does not tell that itself."""
    own = check_in_of(record)
    return with_check_in(record, taking(check_in, own, names_told(own)))


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
    """The record with these answers, as they stand, in place of those it had; ``answered`` weighs them first."""
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
    """The record with every answer of another one, whatever kind that is of."""
    answered_both = with_check_in(with_pain_answers(record, pain_answers_of(other)), check_in_of(other))
    return replace(answered_both, morning=other.morning, recalled=other.recalled)


# --- the pain check -------------------------------------------------------------------------------------------------


class WhileItRan(Struct, frozen=True):
    """What was told while a session or run went on, by the hurts key: no later answer takes it back.

    ``worst`` 0–10, and the most alarming ``quality``; None: none was told. ``painful``: what was named.
    """

    worst: int | None = None
    quality: Quality | None = None
    painful: tuple[str, ...] = ()


def while_it_ran(record: Record) -> WhileItRan:
    """What a record holds of that.

    A run keeps no steps: where something in it was named as painful, its own answers are taken for what was told.
    """
    if not isinstance(record, Session):
        return WhileItRan(record.worst, record.quality) if record.painful else WhileItRan()
    rows = record.step or ()
    worst = max((row.pain for row in rows if row.pain is not None), default=None)
    return WhileItRan(worst, _worse(*(row.quality for row in rows)), _named_while_it_ran(record))


def told(record: Record) -> int | None:
    """The worst pain 0–10 that was told while it ran, by the hurts key; None: none was."""
    return while_it_ran(record).worst


def told_quality(record: Record) -> Quality | None:
    """The most alarming quality that was told while it ran; None: none was."""
    return while_it_ran(record).quality


def below_what_was_told(worst: int | None, during: int | None) -> str | None:
    """What is said to a worst pain below the one told while it ran, which counts; None: it is not below."""
    if worst is None or during is None or worst >= during:
        return None
    return (
        f"While it ran you said that it hurt {during}, and now gave {worst} as the worst. "
        f"The worst is at least what you felt then: {during} counts."
    )


def contradiction(answers: Answers) -> str | None:
    """What cannot be true in these answers, kindly; None when they go together."""
    if answers.worst is not None and answers.after is not None and answers.after > answers.worst:
        return (
            f"You gave {answers.after} for right after, but {answers.worst} as the worst during it. "
            "The worst is at least what you felt right after: which of the two should change?"
        )
    return None


def answered(record: Record, answers: Answers, asked: Set[str] | None = None, ran: WhileItRan | None = None) -> Record:
    """The record with these answers in place of those it had.

    ``asked``: the names of the questions that they answer, where an answer of None was left out, or taken back; all
    else stays. None: those that are answered. ``ran``: what was told while it ran; None: as the record tells.

    A session without pain says so in full. Of the worst pain and of its quality the worse counts, now or while it
    ran: a later answer can only worsen a light (RULES).
    """
    ran = ran or while_it_ran(record)
    before = pain_answers_of(record)
    names = names_told(answers) if asked is None else asked
    # What a session without pain says of it was never asked: with pain after all, it is open.
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

    ``begun``: its pain check was begun here. Else, where the pains and the effort are told, it holds all that it is to
    hold: what is absent of the pain's quality, and of the gait, is none. What hurt is never among them.
    """
    said = pain_answers_of(record)
    known = names_told(said)
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
    """What the hurts key named; no later answer takes it back."""
    told_of = (row for row in record.step or () if row.pain or row.quality)
    hurt = {name for row in told_of for name in (row.exercise, row.eased, row.swapped)}
    return tuple(place for place in record.painful or () if place.partition(":")[0] in hurt)


def _worse(*qualities: Quality | None) -> Quality | None:
    return max((quality for quality in qualities if quality), key=lambda quality: quality.alarm, default=None)


def exercises_done(record: Record) -> tuple[str, ...]:
    """The ids of the exercises that may have hurt, as they were performed; none of a run, which is one thing."""
    steps = (record.step or ()) if isinstance(record, Session) else ()
    named = (place.partition(":")[0] for place in record.painful or () if isinstance(record, Session))
    return tuple(dict.fromkeys((*(_performed(row) for row in steps if row.done != 0), *named)))


def _performed(row: StepDone) -> str:
    """The exercise that was done: an easier one, a substitute, or the step's own."""
    return next((name for name in (row.eased, row.swapped) if isinstance(name, str)), row.exercise)
