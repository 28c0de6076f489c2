"""The pain check after a session or run: what is asked, what the answers say together, and how they reach the record.

Left out: what follows from them (``pain``, ``adaptation``). Source: RULES, "Words".
"""

from collections.abc import Set
from datetime import datetime
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.entries import History, Quality, Record, Run, Session, StepDone
from coach.domain.records.morning import ASKED_FOR


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
    before = answers_of(record)
    names = _given(answers) if asked is None else asked
    # What a session without pain says of it was never asked: with pain after all, it is open.
    said = replace(before, quality=None, gait_changed=None, painful=None) if before.without_pain else before
    said = replace(said, **{name: getattr(answers, name) for name in names})
    if ran.worst is not None:
        said = replace(said, worst=max(said.worst or 0, ran.worst))
    if said.without_pain:
        said = replace(said, quality=Quality.NONE, gait_changed=False, painful=ran.painful)
    elif said.painful is not None or ran.painful:
        said = replace(said, painful=tuple(dict.fromkeys((*ran.painful, *(said.painful or ())))))
    said = replace(said, quality=_worse(said.quality, ran.quality))
    return replace(record, **{name: getattr(said, name) for name in said.__struct_fields__})


def open_questions(record: Record, *, begun: bool = False) -> tuple[str, ...]:
    """The names of the pain check's questions that a record does not answer.

    ``begun``: its pain check was begun here. Else, where the pains and the effort are told, it holds all that it is to
    hold: what is absent of the pain's quality, and of the gait, is none. What hurt is never among them.
    """
    said = answers_of(record)
    always = tuple(name for name in ("worst", "after", "effort") if getattr(said, name) is None)
    if said.without_pain or not (always or begun):
        return always
    return (*always, *(name for name in ("quality", "gait_changed") if getattr(said, name) is None))


def left_open(history: History, now: datetime, begun: Set[str] = frozenset()) -> tuple[Record, ...]:
    """The records of the past seven days, as of ``now``, that have open questions; latest first.

    ``begun``: the ids of those whose pain check was begun here.
    """
    past = (entry for entry in reversed(history.entries) if entry.at <= now)
    recent = takewhile(lambda entry: now - entry.at <= ASKED_FOR, past)
    records = (entry for entry in recent if isinstance(entry, Session | Run))
    return tuple(record for record in records if open_questions(record, begun=record.id in begun))


def _given(answers: Answers) -> frozenset[str]:
    return frozenset(name for name in answers.__struct_fields__ if getattr(answers, name) is not None)


def _named_while_it_ran(record: Session) -> tuple[str, ...]:
    """What the hurts key named; no later answer takes it back."""
    told_of = (row for row in record.step or () if row.pain or row.quality)
    hurt = {name for row in told_of for name in (row.exercise, row.eased, row.swapped)}
    return tuple(place for place in record.painful or () if place.partition(":")[0] in hurt)


def _worse(*qualities: Quality | None) -> Quality | None:
    return max((quality for quality in qualities if quality), key=lambda quality: quality.alarm, default=None)


def answers_of(record: Record) -> Answers:
    """The answers that a record holds."""
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


def exercises_done(record: Record) -> tuple[str, ...]:
    """The ids of the exercises that may have hurt, as they were performed; none of a run, which is one thing."""
    steps = (record.step or ()) if isinstance(record, Session) else ()
    named = (place.partition(":")[0] for place in record.painful or () if isinstance(record, Session))
    return tuple(dict.fromkeys((*(_performed(row) for row in steps if row.done != 0), *named)))


def _performed(row: StepDone) -> str:
    """The exercise that was done: an easier one, a substitute, or the step's own."""
    return next((name for name in (row.eased, row.swapped) if isinstance(name, str)), row.exercise)
