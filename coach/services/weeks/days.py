"""The details of a day: each record in words, with its answers, its light and why, its steps and its note.

The light comes from the replay, judged from the records before it. Left out: how a record is corrected
(``corrections``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from coach.domain.listing import capitalised, counted
from coach.domain.records.by_name import by_name
from coach.domain.records.entries import Answered, Entry, Event, Measure, Session, StepDone, Unreadable, is_judged
from coach.domain.records.questions import LOG, Takes
from coach.domain.records.titles import record_title
from coach.domain.rules.light import Light
from coach.services.training import Training
from coach.services.weeks.tables import light_sign
from coach.services.weeks.when import zone_in_words

_at = attrgetter("at")
_SKIPPED = ("stage", "as_planned", "run_s", "walk_s", "minutes", "distance_m", "done", "painful")
"""Fields that are shown in the title or on a line of their own."""


def entries_of(training: Training, of: date) -> tuple[Entry, ...]:
    """What is on record for a day, by the calendar of the offset in which each entry was entered."""
    return tuple(entry for entry in _around(training, of, of) if entry.at.date() == of)


def _around(training: Training, first: date, last: date) -> Sequence[Entry]:
    """What was entered from the day before ``first`` to the one after ``last``, by any offset: ten years are many."""
    entries, day = training.history().entries, timedelta(days=1)
    begins = datetime.combine(first, time.min, UTC) - day
    ends = datetime.combine(last, time.max, UTC) + day
    return entries[bisect_left(entries, begins, key=_at) : bisect_right(entries, ends, key=_at)]


def days_of_week(training: Training, of: date) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """The days of a day's week, Monday first, up to today: for each, what was done, with its light."""
    first = of - timedelta(days=of.weekday())
    last = min(first + timedelta(days=6), training.clock.now().date())
    lines: dict[date, tuple[str, ...]] = {first + timedelta(days=n): () for n in range((last - first).days + 1)}
    for entry in _around(training, first, last):
        if entry.at.date() in lines:
            lines[entry.at.date()] += (f"{_sign(training, entry)} {heading(training, entry)}",)
    return tuple(lines.items())


def _sign(training: Training, entry: Entry) -> str:
    verdict = training.weeks.chronicles.verdict(entry) if is_judged(entry) else None
    return " " if verdict is None else light_sign(verdict.light, provisional=verdict.provisional)


def heading(training: Training, entry: Entry) -> str:
    """A record's title with its time, and its time zone if that differs from the present one."""
    if isinstance(entry, Unreadable):
        return f"{entry.at:%H:%M}  Cannot be read: {entry.what}"
    zone = zone_in_words(entry.at, training.clock.now()).removeprefix("By the clock of ").rstrip(". ")
    return f"{entry.at:%H:%M}{f' ({zone})' if zone else ''}  {_name(training, entry)}"


def _name(training: Training, entry: Entry) -> str:
    return (
        record_title(entry, training.catalogue)
        if isinstance(entry, Event | Measure)
        else training.records.in_full(entry)
    )


def record_lines(training: Training, entry: Entry) -> tuple[str, ...]:
    """A record as lines, its title first."""
    head = heading(training, entry)
    if isinstance(entry, Unreadable):
        return (head, entry.why)
    if not isinstance(entry, Answered):
        return (head, *([f"Note: {entry.note}"] if entry.note and entry.note.rstrip(".") not in head else []))
    note = [f"Note: {entry.note}"] if entry.note else []
    return (head, *_light(training, entry), *_answers(training, entry), *_steps(training, entry), *note)


def _light(training: Training, entry: Answered) -> Iterator[str]:
    if not is_judged(entry):
        return
    verdict = training.weeks.chronicles.verdict(entry)
    if verdict is None or verdict.light is Light.NONE:
        yield "No light: no answers about pain."
        return
    yield f"Light: {verdict.light}{' so far' if verdict.provisional else ''}. {' '.join(verdict.why)}".rstrip()


def _answers(training: Training, entry: Answered) -> Iterator[str]:
    """The pains on one line, then what else was answered."""
    pains = ((entry.before, "before"), (entry.worst, "worst"), (entry.after, "after"), (entry.morning, "next morning"))
    yield "Pain: " + ", ".join(f"{word} {'–' if pain is None else pain}" for pain, word in pains)
    told = []
    answers = by_name(entry)
    for name, prompt in LOG.items():
        value = answers.get(name)
        if value is None or prompt.takes is Takes.PAIN or name in _SKIPPED:
            continue
        told.append(f"{prompt.label[0].lower()}{prompt.label[1:]}: {_in_words(value)}")
    if told:
        yield capitalised("; ".join(told))
    if entry.painful:
        names = training.catalogue.exercises
        places = (place.partition(":") for place in entry.painful)
        hurt = [f"{names[i].name if i in names else i}{f' ({side})' if side else ''}" for i, _, side in places]
        yield f"Hurt: {', '.join(hurt)}"


def _in_words(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _steps(training: Training, entry: Answered) -> Iterator[str]:
    for row in (entry.step or ()) if isinstance(entry, Session) else ():
        yield step_line(training, row)


def step_line(training: Training, row: StepDone) -> str:
    """``Plank, left: 2 × 30 s, red band; pain 3``."""
    exercises = training.catalogue.exercises
    name = exercises[row.exercise].name if row.exercise in exercises else row.exercise
    parts = [
        *([str(row.sets)] if row.sets else []),
        *([counted(row.reps, "rep")] if row.reps else []),
        *([f"{row.hold_s} s"] if row.hold_s else []),
    ]
    done = f"{round(row.done * 100)} %" if row.done else "nothing done"
    said = [" × ".join(parts) or done, *([row.resistance] if row.resistance else [])]
    said += [f"pain {row.pain}"] if row.pain is not None else []
    said += ["stopped for pain"] if row.stopped_for_pain else []
    said += ["done as another"] if row.swapped else ["an easier one"] if row.eased else []
    said += ["cut short or left out for time or kit"] if row.trimmed else []
    side = f", {row.side}" if row.side else ""
    return f"{name}{side}: {'; '.join(said)}"
