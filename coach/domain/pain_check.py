"""The pain check after a session or run: what is asked, what the answers say together, and how they reach the record.

Left out: what follows from them (``pain``, ``adaptation``). Source: RULES, "Words".
"""

from dataclasses import dataclass, fields, replace

from coach.domain.record import Quality, Record, Session, StepDone


@dataclass(frozen=True, slots=True)
class Answers:
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


def told(record: Record) -> int | None:
    """The worst pain 0–10 that was told while it ran, by the hurts key; None: none was.

    A run keeps no steps: where something in it was named as painful, its worst is what was told.
    """
    if not isinstance(record, Session):
        return record.worst if record.painful else None
    return max((step.pain for step in record.step or () if step.pain is not None), default=None)


def told_quality(record: Record) -> Quality | None:
    """The most alarming quality that was told while it ran; None: none was. Of a run see ``told``."""
    if not isinstance(record, Session):
        return record.quality if record.painful else None
    return _worse(*(row.quality for row in record.step or ()))


def contradiction(answers: Answers, during: int | None = None) -> str | None:
    """What cannot be true in these answers, kindly; None when they go together. ``during``: see ``told``."""
    if answers.worst is not None and during is not None and during > answers.worst:
        return (
            f"While it ran you said that it hurt {during}, and now gave {answers.worst} as the worst. "
            "The worst is at least what you felt then: would you look at it again?"
        )
    if answers.worst is not None and answers.after is not None and answers.after > answers.worst:
        return (
            f"You gave {answers.after} for right after, but {answers.worst} as the worst during it. "
            "The worst is at least what you felt right after: which of the two should change?"
        )
    return None


def answered(record: Record, answers: Answers) -> Record:
    """The record with these answers in place of those it had; what is left out stays as it was told.

    A session without pain says so in full. Of the worst pain and of its quality the worse counts, now or while it
    ran: a later answer can only worsen a light (RULES).
    """
    during = told(record)
    if answers.worst is not None and during is not None:
        answers = replace(answers, worst=max(answers.worst, during))
    if answers.without_pain:
        answers = replace(answers, quality=Quality.NONE, gait_changed=False, painful=_named_while_it_ran(record))
    elif answers.painful is not None:
        answers = replace(answers, painful=tuple(dict.fromkeys((*_named_while_it_ran(record), *answers.painful))))
    answers = replace(answers, quality=_worse(answers.quality, told_quality(record)))
    given = {field.name: getattr(answers, field.name) for field in fields(answers)}
    return replace(record, **{name: value for name, value in given.items() if value is not None})


def _named_while_it_ran(record: Record) -> tuple[str, ...]:
    """What the hurts key named; no later answer takes it back."""
    steps = (record.step or ()) if isinstance(record, Session) else ()
    told_of = (row for row in steps if row.pain or row.quality)
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
