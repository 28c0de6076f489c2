"""Correcting a record in plain mode: its questions again, the consequences, and storing it; and undoing that."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from coach.domain.records.by_name import by_name
from coach.domain.records.entries import Answered, Quality, Session, is_judged
from coach.domain.records.questions import Prompt, Takes
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.plan_lines import light_line
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.services.weeks.corrections import UNDO, better, consequences, correct, questions_of, top_stage, wrong_with
from coach.services.weeks.when import typed_moment, when_in_words, wrong_moment
from coach.store.protocol import NoSuchEntryError

_OPEN = "-"
_QUALITIES = {str(quality): quality for quality in Quality}


def correct_record(training: Training, talk: Talk, record: Answered) -> bool:
    """Ask, say which later plans would change, and store the correction after a yes; returns whether it was.

    Raises InputEndedError; then nothing is stored.
    """
    talk.say(f"{training.records.in_full(record)}. Enter leaves an answer as it is, - leaves the question open.")
    changed: dict[str, object] = {}
    values = by_name(record)
    for prompt in questions_of(record, training):
        now = values[prompt.name]
        if prompt.takes is Takes.EXERCISES:
            answer = _where(talk, record, now, training)
        else:
            shown = "open" if now is None else _shown(prompt, now)
            reader = _reader(prompt, training, top_stage(training, record))
            answer = asked(talk, f"{prompt.question}? It is {shown}:", reader)
        if answer is not None and answer[0] != now:
            changed[prompt.name] = answer[0]
    at = _when(talk, record.at, training)
    if at is not None and at != record.at:
        changed["at"] = at
    made = better(record, changed, training)
    wrong = wrong_with(made)
    if wrong:
        talk.say(f"{wrong} Nothing was changed.")
        return False
    if made == record:
        talk.say("Nothing was changed.")
        return False
    talk.say(consequences(training, record, made).in_words)
    if not asked(talk, "Save it? y, n:", read.yes_no):
        talk.say("It stays as it was.")
        return False
    kept = correct(training, record, made)
    talk.say(f"Corrected. {UNDO}")
    verdict = training.records.verdict(kept) if is_judged(kept) else None
    if verdict is not None:
        talk.say(light_line(verdict))
    return True


def _when(talk: Talk, known: datetime, training: Training) -> datetime | None:
    """When it was, in the time zone of the record; None: unchanged."""

    def understood(line: str) -> datetime | None:
        wrong = wrong_moment(line, known, training.clock.now()) if line else ""
        if wrong:
            raise read.NotUnderstoodError(wrong)
        return typed_moment(line, known) if line else None

    return asked(talk, f"When was it? It is {when_in_words(known)}; such as 2026-11-20 07:30:", understood)


def _where(talk: Talk, record: Answered, now: object, training: Training) -> tuple[object] | None:
    """Which of its exercises hurt, in a tuple of one; None: unchanged."""
    if not isinstance(record, Session):
        return None
    names = training.pain_checks.may_have_hurt(record)
    if not names:
        return None
    ids: Sequence[str] = tuple(names)
    listed = ", ".join(f"{number} {name}" for number, name in enumerate(names.values(), 1))
    hurt = [place for place in now if isinstance(place, str)] if isinstance(now, tuple) else []
    shown = ", ".join(_place(place, names) for place in hurt) or ("none" if now is not None else "open")

    def understood(line: str) -> tuple[object] | None:
        if not line:
            return None
        return (None,) if line == _OPEN else (() if line == "0" else read.painful(line, ids),)

    return asked(talk, f"Where did it hurt? It is {shown}. {listed}. Numbers, 2l for the left, 0 none:", understood)


def _place(place: str, names: Mapping[str, str]) -> str:
    name, _, side = place.partition(":")
    return f"{names.get(name, name)}{f', {side}' if side else ''}"


def _shown(prompt: Prompt, value: object) -> str:
    if prompt.takes is Takes.SHARE and isinstance(value, float):
        return f"{round(value * 100)} %"
    if prompt.takes is Takes.TIME and isinstance(value, int):
        return f"{value // 60}:{value % 60:02}"
    if prompt.takes is Takes.DISTANCE:
        return f"{value} m"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _reader(prompt: Prompt, training: Training, top: int) -> Callable[[str], tuple[object] | None]:
    """The parser of a new answer. It returns a tuple of one; None: unchanged."""

    def understood(line: str) -> tuple[object] | None:
        if not line:
            return None
        return (None if line == _OPEN else _read(prompt, line, training, top),)

    return understood


def _read(prompt: Prompt, line: str, training: Training, top: int) -> object:
    match prompt.takes:
        case Takes.PAIN | Takes.EFFORT:
            return read.whole(line, 0, 10)
        case Takes.YES_NO:
            return read.yes_no(line)
        case Takes.QUALITY:
            if line.lower() not in _QUALITIES:
                raise read.NotUnderstoodError(f"One of {', '.join(_QUALITIES)}.")
            return _QUALITIES[line.lower()]
        case Takes.TIME:
            return read.seconds(line)
        case Takes.DISTANCE:
            return read.distance(line, training.settings.units)
        case Takes.STAGE:
            return read.whole(line, 1, top)
        case Takes.SHARE:
            return read.share(line)
        case Takes.STOPPED:
            return read.stopped(line)
    return read.whole(line, 1, 1440)


def undo_one(training: Training, talk: Talk, most: int) -> bool:
    """Offer the last ``most`` of them, and restore the chosen one; returns whether one was chosen.

    Raises InputEndedError.
    """
    from coach.services.weeks.corrections import undo, undoable

    gone = undoable(training)[:most]
    for number, each in enumerate(gone, 1):
        talk.say(f"{number}. {each.words}.")
    which = "Which one shall be as it was? A number; Enter for none:"
    place = asked(talk, which, lambda line: read.index_typed(line, len(gone))) if gone else None
    if place is None:
        talk.say("Nothing was brought back." if gone else "Nothing was corrected or taken out in the last 30 days.")
        return False
    try:
        talk.say(undo(training, gone[place]))
    except NoSuchEntryError:
        talk.say("It can no longer be brought back.")
    return True
