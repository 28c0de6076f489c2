"""Correcting a record in plain mode: the questions that it was asked, what follows, and keeping it."""

from collections.abc import Callable

from coach.domain.records.by_name import by_name
from coach.domain.records.entries import Answered, Quality, is_judged
from coach.domain.records.questions import Prompt, Takes
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.plan_lines import light_line
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.services.weeks.corrections import UNDO, better, consequences, correct, questions_of, top_stage, wrong_with

_OPEN = "-"
_QUALITIES = {str(quality): quality for quality in Quality}
_STOPS = Takes.EXERCISES
"""What hurt is named in the app, where the exercises stand in a list."""


def correct_record(training: Training, talk: Talk, record: Answered) -> bool:
    """Ask, say which later plans change, and keep it on a yes; whether it was. Raises InputEndedError: nothing is."""
    talk.say(f"{training.records.in_full(record)}. Enter leaves an answer as it is, - leaves the question open.")
    changed: dict[str, object] = {}
    values = by_name(record)
    for prompt in questions_of(record, training):
        if prompt.takes is _STOPS:
            continue
        now = values[prompt.name]
        shown = "open" if now is None else _shown(prompt, now)
        answer = asked(
            talk, f"{prompt.question}? It is {shown}:", _reader(prompt, training, top_stage(training, record))
        )
        if answer is not None and answer[0] != now:
            changed[prompt.name] = answer[0]
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


def _shown(prompt: Prompt, value: object) -> str:
    if prompt.takes is Takes.SHARE and isinstance(value, float):
        return f"{round(value * 100)} %"
    if prompt.takes is Takes.TIME and isinstance(value, int):
        return f"{value // 60}:{value % 60:02}"
    if prompt.takes is Takes.DISTANCE:
        return f"{value} m"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _reader(prompt: Prompt, training: Training, top: int) -> Callable[[str], tuple[object] | None]:
    """How its new answer is read; None: it stays, as it does where nothing is understood."""

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
