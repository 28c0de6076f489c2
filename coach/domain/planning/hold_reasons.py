"""Why a dose holds, and why a cut goes on, in plain words: the first condition that is not met, and which record.

Left out: the conditions (``earning``, ``moves``). Source: RULES, rows 9, 10, 12 and 13.
"""

from collections.abc import Sequence
from itertools import groupby

from coach.domain.exercises.exercise import Exercise
from coach.domain.planning.earning import Lack, Shortfall
from coach.domain.planning.moves import PlanDay, turn
from coach.domain.planning.standing import RoutineStanding, SlotStanding, Standing
from coach.domain.records.by_name import answered_names
from coach.domain.records.days import day
from coach.domain.records.entries import Answered, Session
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import Light

_PAINS = {
    "before": "pain before",
    "worst": "the worst pain",
    "after": "pain right after",
    "morning": "the next morning",
}


def unanswered_pains(record: Answered) -> str:
    """Which pains of a record have no answer, as part of a sentence: ``only the worst pain was answered``."""
    answers = answered_names(record)
    known = [words for name, words in _PAINS.items() if name in answers]
    missing = [words for name, words in _PAINS.items() if name not in answers]
    if missing == [_PAINS["morning"]]:  # it may be still to come
        return f"{missing[0]} is not answered yet"
    if len(known) == 1:
        return f"only {known[0]} was answered"
    return f"{' and '.join(missing)} {'was' if len(missing) == 1 else 'were'} not answered"


# --- why a dose holds -----------------------------------------------------------------------------------------------


def why_hold(standing: Standing, routine: RoutineStanding, position: int, today: PlanDay) -> str:
    """Why an exercise stays where it is: the first condition of row 12 that is not met."""
    slot = routine.slots[position]
    if slot.ladder[slot.level].max:
        return "As long as form lasts: there is no step to take."
    if len(slot.ladder) == 1:
        return "The routine sets one dose here: there is no step to take."
    if slot.level + 1 == len(slot.ladder):
        return "You are at the top of this range: keep it."
    if slot.proven >= rules.STEP_UP_RECORDS:
        return _why_earned_waits(routine, position, today)
    short = sorted((one for one in slot.shortfalls if one), key=lambda one: one.lack)
    if short:
        said = "; ".join(_said_of(tuple(ones)) for _, ones in groupby(short, key=_words_of))
        return f"{said[0].upper()}{said[1:]}. A step takes two sessions in full."
    if slot.proven:
        return "One session in full at this dose so far: a second one earns a step."
    if routine.sessions == 0 and slot.level == 0:
        return f"From the start of its range: {_steps_above(slot)}."
    return "No session in full at this dose yet: two of them earn a step."


def _steps_above(slot: SlotStanding) -> str:
    steps = len(slot.ladder) - 1 - slot.level
    return "one step lies above" if steps == 1 else f"{steps} steps lie above"


def _why_earned_waits(routine: RoutineStanding, position: int, today: PlanDay) -> str:
    """Why a step that is earned is not taken today."""
    slot = routine.slots[position]
    if today.halved:
        return "Its step is earned; on a sorer day nothing goes up."
    if today.no_rise:
        return "Its step is earned; with a painkiller today nothing goes up."
    next_rung = slot.ladder[slot.level + 1].rung > slot.ladder[slot.level].rung
    if next_rung and slot.since_step < rules.RUNG_SESSIONS:
        return f"More resistance comes {rules.RUNG_SESSIONS} sessions after the last step: so far {slot.since_step}."
    assert position not in turn(routine)
    return "Its step is earned; at most two exercises go up at a time, and its turn comes."


def _said_of(shorts: Sequence[Shortfall]) -> str:
    """What one or two records both lacked, with their dates."""
    on = " and ".join(dict.fromkeys(day(short.record.at) for short in shorts))
    return f"on {on} {_words_of(shorts[0])}"


def _words_of(short: Shortfall) -> str:
    """What a record lacked, as part of a sentence."""
    record, lack = short.record, short.lack
    if lack is Lack.NOT_GREEN:
        return "no pain was answered" if short.light is Light.NONE else f"the light was {short.light}"
    if lack is Lack.UNANSWERED:
        return unanswered_pains(record)
    if lack is Lack.NOT_DONE and record.done is None:
        return "it was not said how much was done"
    if lack is Lack.EFFORT_HIGH:
        return f"effort was {record.effort}, above {rules.STEP_UP_EFFORT_TO}"
    return _WORDS[lack]


_WORDS = {
    Lack.REFUSED: "you trained although the day's plan said no",
    Lack.OUT: "this was out",
    Lack.REDUCED: "this was at less than its full dose",
    Lack.NOT_DONE: f"less than {round(rules.STEP_UP_DONE_FROM * 100)} % was done",
    Lack.EFFORT_UNANSWERED: "effort was not answered",
    Lack.PAINKILLER: "there was a painkiller",
    Lack.PAINFUL: "this hurt",
    Lack.INSTEAD: "this was done as something else",
    Lack.NOT_WHOLE: "this was not done in full",
}


# --- why a cut goes on ----------------------------------------------------------------------------------------------


def went_on(standing: Standing, slot: SlotStanding, *, out: bool) -> str:
    """Why the last green did not end a cut that was there before it, as a sentence; empty: there was no such green.

    ``out``: the same for a drill or loading exercise that is out until a green strength or mixed session.
    """
    green = standing.green
    if green is None:
        return ""
    ended = standing.drills_back if out else slot.known.relieved
    lasts = (mark for mark in standing.marks if ended < mark.number < green.number)
    if not any(mark.concerns(slot.exercise, slot.step.key, out=out) for mark in lasts):
        return ""
    record = green.record
    return f" Your green on {day(record.at)} did not end it: {_obstacle(standing, record, slot.exercise, out=out)}."


def _obstacle(standing: Standing, record: Session, exercise: Exercise, *, out: bool) -> str:
    green = standing.green
    assert green
    if green.provisional:
        return unanswered_pains(record)
    if record.painkiller:
        return "there was a painkiller"
    if green.refused:
        return "you trained although the day's plan said no"
    if out:
        return "it was no strength or mixed session"
    routine = standing.routines.get(record.routine)
    held = routine is not None and any(slot.exercise.id == exercise.id for slot in routine.slots)
    return "this was out of it, or not done" if held else "this was not in it"
