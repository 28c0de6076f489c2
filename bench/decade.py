"""Ten years on record, made up: what a runner who trains every day, and does what the coach says, would have by then.

Each season has its four routines. A session is recorded as the app does it, a row for each exercise and side. Most
days are green, some amber, a few red; walks and runs in between. What locks is lifted the day after.
"""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import Sides
from coach.domain.planning.fresh_standing import fresh
from coach.domain.planning.plan import Plan
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import fold
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import (
    CheckIn,
    Entry,
    Event,
    EventKind,
    Quality,
    Run,
    Session,
    StepDone,
    Stopped,
    Walk,
)
from coach.domain.records.history import History
from coach.domain.rules.numbers import ACUTE_RELIEF, RISE_RED_WORST_FROM

DAYS = 3650
SEASON_DAYS = 91
FIRST = datetime(2016, 11, 24, 7, 0, tzinfo=UTC)
_MOODS = {"green": 87, "amber": 6, "red": 1, "tired": 4, "unanswered": 2}
"""Of a hundred days, so many."""
_ROSE = {"amber": 2, "red": 3}
"""Points that the worst pain lay above the pain before, at least."""
_RED_WORST = RISE_RED_WORST_FROM
"""Less than this is no red, however much it rose."""


def decade(catalogue: Catalogue, days: int = DAYS) -> History:
    """One entry a day for ten years, or so many days; the same whenever it is asked for."""
    chance = Random(DAYS)
    history = History()
    standing = fresh(catalogue, history.start)
    entries: list[Entry] = []
    season: list[str] = []
    for day in range(days):
        if day % SEASON_DAYS == 0:
            season = chance.sample([*catalogue.routines], 4)
        at = FIRST + timedelta(days=day, minutes=chance.randrange(-60, 60))
        entry = _entry(chance, catalogue, standing, season, day, at)
        fold(standing, entry, history.start)
        entries.append(entry)
    return History.of(entries)


def _entry(
    chance: Random, catalogue: Catalogue, standing: Standing, season: list[str], day: int, at: datetime
) -> Entry:
    entry_id = f"day-{day}"
    if standing.lock.is_on:
        return Event(at=at, id=entry_id, kind=EventKind.UNLOCKED, note="seen, and may train again")
    mood = chance.choices([*_MOODS], [*_MOODS.values()])[0]
    before = day // SEASON_DAYS % 3
    answers: dict[str, Any] = {
        "at": at,
        "id": entry_id,
        "before": before,
        "worst": _RED_WORST if mood == "red" else before + _ROSE.get(mood, chance.choice([0, 1])),
        "after": before,
        "morning": None if mood == "unanswered" else before,
        "quality": Quality.DULL,
        "gait_changed": False,
        "effort": chance.choice([4, 5, 6, 7, 8]),
        "sharp": False,
        "limp": False,
        "painkiller": chance.random() < 0.02,
        "red_flags": (),
        "daily_life_pain_free": at.day == 1 or None,
    }
    kind = chance.random()
    if kind < 0.06:
        return Walk(**answers, minutes=chance.choice([20, 30, 40]))
    if kind < 0.18:
        return Run(**{**answers, "worst": _RED_WORST if mood == "red" else _ROSE.get(mood, 0), "after": 0}, done=1.0)
    plan = _plan(
        chance.choice(season), catalogue, standing, CheckIn(before=before, painkiller=answers["painkiller"]), at
    )
    asked = [step.exercise.id for step in plan.asked]
    return Session(
        **answers,
        routine=plan.routine,
        painful=(chance.choice(asked),) if mood in _ROSE and asked else (),
        done=0.4 if mood == "tired" else 1.0,
        stopped=Stopped.TIRED if mood == "tired" else None,
        step=_as_performed(plan),
    )


def _plan(routine_id: str, catalogue: Catalogue, standing: Standing, check_in: CheckIn, at: datetime) -> Plan:
    """The plan of a routine; of acute-relief where that is refused."""
    plan = plan_from(catalogue, standing, routine_id, check_in, at=at)
    return plan if plan.allowed else plan_from(catalogue, standing, ACUTE_RELIEF, check_in, at=at)


def _as_performed(plan: Plan) -> tuple[StepDone, ...]:
    return tuple(
        StepDone(
            exercise=step.exercise.id,
            side=side,
            sets=step.dose.sets,
            reps=step.dose.reps,
            hold_s=25 if step.dose.max else step.dose.hold_s,
            resistance=step.resistance,
            done=1.0,
        )
        for step in plan.asked
        if step.dose
        for side in (("left", "right") if step.exercise.sides is Sides.EACH else (None,))
    )
