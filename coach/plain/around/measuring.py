"""Measuring in plain mode: what matters to the runner and how well it goes, and the checks of their course."""

from collections.abc import Sequence

from coach.domain.courses.measuring import SCALE_QUESTION, STOP
from coach.domain.exercises.course import MOST_SCORE, Check, Unit
from coach.domain.records.days import day
from coach.library.formats.history_keys.measure import MOST_MEASURED
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.measuring import WHAT_MATTERS, Reached, split_names
from coach.services.training import Training


def hints(training: Training) -> str:
    """What may be measured today, for the home of plain mode; empty: nothing."""
    measuring = training.measuring
    due = measuring.due()
    if due:
        return f"n: measure how it goes: {', '.join(due)}."
    return "n: name what matters to you, to see how well it goes." if measuring.asks_what_matters() else ""


def measure(training: Training, talk: Talk) -> None:
    """Ask for everything that is due; if nothing is, for everything there is.

    Raises InputEndedError; the answers given until then are stored.
    """
    measuring = training.measuring
    if not measuring.matters and (measuring.asks_what_matters() or not measuring.due_checks()):
        name_what_matters(training, talk)
    is_due = measuring.scale_is_due() or bool(measuring.due_checks())
    if measuring.matters and (measuring.scale_is_due() or not is_due):
        rate(training, talk, measuring.matters)
    refused = measuring.not_today() if measuring.checks() else ""
    if refused:
        talk.say(refused)
        return
    for check in measuring.due_checks() if is_due else measuring.checks():
        do_check(training, talk, check)


def name_what_matters(training: Training, talk: Talk) -> tuple[str, ...]:
    """Ask what matters to the runner, and return it. An empty answer: they are not asked any more."""
    line = talk.ask(f"{WHAT_MATTERS} Enter: do not ask me.")
    kept = training.measuring.name(split_names(line))
    talk.say(f"Kept: {', '.join(kept)}." if kept else "You are not asked. n names it later.")
    return kept


def rate(training: Training, talk: Talk, matters: Sequence[str]) -> None:
    """Ask how well each of these goes, and store it."""
    values = {each: asked(talk, f"{each}? {SCALE_QUESTION} s skips:", read.pain) for each in matters}
    kept = training.measuring.rate(values)
    talk.say("Kept. In two weeks you are asked again." if kept else "Nothing was answered.")
    waits = training.standing().course.waits_until
    if kept and waits is not None and training.standing().function.fell_by:
        talk.say(f"That is less well than it was. No new block begins before {day(waits)}.")


def do_check(training: Training, talk: Talk, check: Check) -> None:
    """Ask for the result of one check: each side, and the worst pain in it; store it."""
    most = MOST_SCORE if check.unit is Unit.SCORE else MOST_MEASURED
    unit = "0 to 10" if check.unit is Unit.SCORE else str(check.unit)
    talk.say(" ".join(filter(None, (f"{check.name}.", check.how, STOP))))
    left, right = (asked(talk, f"{side}, {unit}? s skips:", lambda line: read.whole(line, 0, most)) for side in _SIDES)
    if left is None and right is None:
        talk.say("Left out.")
        return
    pain = asked(talk, "Worst pain in it? 0 none to 10 worst, s skips:", read.pain)
    training.measuring.reach(check, Reached(left, right, pain))
    talk.say("Kept.")


_SIDES = ("Left", "Right")
