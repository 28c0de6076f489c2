"""Histories and check-ins from a seed: everyday weeks, returns to running, and nasty things on every border.

Plain ``random.Random``: the same number is the same case for ever.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Any

from .book import Book
from .case import Case
from .lights import Entry, is_record

BEGIN = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
ZONES = [timezone(timedelta(hours=hours)) for hours in (0, 0, 0, 1, 14, -10, 5.5)]
HOUR = timedelta(hours=1)
EVERYDAY_GAPS_H = (48, 48, 48, 72, 72, 24, 96)
BORDER_GAPS_H = (0, 1, 5, 12, 23, 24, 25, 36, 47, 48, 49, 71, 120, 168, 167, 169)
LONG_GAPS_H = (10 * 24, 10 * 24 + 1, 14 * 24, 14 * 24 + 1, 17 * 24, 17 * 24 + 1, 18 * 24, 28 * 24, 28 * 24 + 1, 900)
ROUTINES = (
    *("small-mixed",) * 5,
    *("strong",) * 4,
    *("psoas-care", "hip-flexor-loading", "rehab-foundation", "acute-relief", "rescue") * 2,
    "long-stretch",
    "desk-break",
    "runner-drills",
    "maintenance",
    "no-more",
)
FLAGS = ("groin-lump", "leg-weakness", "saddle-numbness", "no-better-after-weeks")
GREEN = {"before": 1, "worst": 2, "after": 1, "morning": 1}

MOODS: dict[str, Callable[[Random], dict[str, Any]]] = {
    "green": lambda rng: rng.choice([GREEN, GREEN, {"before": 0, "worst": 0, "after": 0, "morning": 0}]),
    "low": lambda rng: {key: rng.randint(0, 2) for key in GREEN},
    "steady": lambda rng: {"before": 1, "worst": rng.choice([1, 2]), "after": 1, "morning": 1},
    "amber": lambda rng: rng.choice(
        [
            {"before": 2, "worst": 4, "after": 2, "morning": 1},
            {"before": 2, "worst": 3, "after": 3, "morning": 3},
            {"before": 0, "worst": 3, "after": 1, "morning": 0},
        ]
    ),
    "red": lambda rng: rng.choice(
        [
            {"before": 1, "worst": 6, "after": 2, "morning": 1},
            {"before": 1, "worst": 5, "after": 2, "morning": 1},
            {"before": 1, "worst": 2, "after": 1, "morning": 4},
            {**GREEN, "quality": "catching"},
            {**GREEN, "gait_changed": True},
            {"before": 2, "worst": 8, "after": 6, "morning": 5},
        ]
    ),
    "any": lambda rng: {key: rng.randint(0, 10) for key in GREEN},
    "missing": lambda rng: {key: value for key, value in GREEN.items() if rng.random() < 0.7},
}
MIXTURES = (
    ["green"] * 9 + ["missing"],
    ["green"] * 5 + ["low", "steady", "amber", "missing", "green"],
    ["green"] * 3 + ["low", "low", "amber", "amber", "red", "missing", "any"],
    ["steady"] * 5 + ["green", "amber", "low"],
    ["amber"] * 4 + ["green", "red", "missing", "low"],
)


def case_of(number: int, book: Book) -> Case:
    """The case with this number."""
    rng = Random(number)
    start = some_start(rng)
    make = rng.choice([everyday_weeks, everyday_weeks, return_to_run, return_to_run, anything])
    entries = make(rng, book)
    records = [entry for entry in entries if is_record(entry)] or entries
    last = records[-1]["at"] if records else BEGIN
    after = rng.choice([72, 72, 72, 24, 47, 48, 49, 167, 168, *LONG_GAPS_H])
    at = (last + after * HOUR).astimezone(rng.choice(ZONES))
    asked = [entry["routine"] for entry in entries if entry.get("routine") in book]
    return Case(
        routine=rng.choice([*asked[-3:], *asked[-3:], rng.choice([name for name in ROUTINES if name in book])]),
        at=at,
        entries=tuple(with_a_course(Random(f"{number}, a course"), entries)),
        check_in=some_check_in(rng),
        start=start,
    )


# --- what is said at the start and today ------------------------------------------------------------------------------


def some_start(rng: Random) -> dict[str, Any]:
    start: dict[str, Any] = {}
    if rng.random() < 0.3:
        start["phase"] = rng.choice(["acute", "recovery", "maintenance"])
    if rng.random() < 0.2:
        start["usual_morning"] = rng.randint(0, 4)
    if rng.random() < 0.25:
        start["run_minutes"] = rng.choice([5, 6, 7, 16, 18, 20, 30, 60])
        if rng.random() < 0.6:
            start["runs_per_week"] = rng.randint(1, 5)
    elif rng.random() < 0.08:
        start["own_runs"] = True
    return start


def some_check_in(rng: Random) -> dict[str, Any]:
    if rng.random() < 0.2:
        return {}
    check_in: dict[str, Any] = {"before": rng.choice([0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6])}
    for key, chance in (("sharp", 0.08), ("limp", 0.06), ("painkiller", 0.12)):
        if rng.random() < 0.4:
            check_in[key] = rng.random() < chance
    if rng.random() < 0.15:
        check_in["iced_minutes_ago"] = rng.choice([0, 5, 19, 20, 60])
    if rng.random() < 0.5:
        check_in["daily_life_pain_free"] = rng.random() < 0.8
    if rng.random() < 0.05:
        check_in["red_flags"] = [rng.choice(FLAGS)]
    return check_in


def with_a_course(rng: Random, entries: list[Entry]) -> list[Entry]:
    """The same, and in some what a course leaves in a history, before, between and at the very times of the others.

    ``rng`` is one apart, so that a number stays the case that it was.
    """
    if rng.random() < 0.7:
        return entries
    times = [BEGIN - 24 * HOUR, *(entry["at"] for entry in entries)]
    more = [of_a_course(rng, rng.choice(times) + rng.choice([0, 1, 20]) * HOUR) for _ in range(rng.randint(1, 6))]
    return sorted([*entries, *more], key=lambda entry: entry["at"])


def of_a_course(rng: Random, at: datetime) -> Entry:
    """A break at the desk, now and then one that hurt; a choice; a pause."""
    kind = rng.choice(["break", "break", "hurt", "course", "none", "pause"])
    if kind in ("break", "hurt"):
        hurt = {"worst": rng.choice([1, 4, 6]), "quality": "dull"} if kind == "hurt" else {}
        return {"type": "session", "at": at, "routine": rng.choice(ROUTINES), "done": 1.0, "a_day": True} | hurt
    event: Entry = {"type": "event", "at": at, "kind": "pause" if kind == "pause" else "course"}
    if kind == "course":
        event |= {"course": "steady-hips", "block": "load"}
    return event | ({"until": at.date()} if kind in ("course", "pause") and rng.random() < 0.5 else {})


# --- entries ---------------------------------------------------------------------------------------------------------


def everyday_weeks(rng: Random, book: Book) -> list[Entry]:
    """Sessions of one to three routines, two days apart, with now and then something else."""
    some = rng.sample(ROUTINES, rng.randint(1, 3))
    mixture = rng.choice(MIXTURES)
    entries, at = [], BEGIN
    for _ in range(rng.randint(0, 16)):
        entries.append(session(rng, book, at, rng.choice(some), rng.choice(mixture)))
        if rng.random() < 0.12:
            entries.append(something_else(rng, book, at + rng.choice([1, 6, 12]) * HOUR))
        at += gap(rng)
    return entries


def return_to_run(rng: Random, book: Book) -> list[Entry]:
    """What passes the entry, or nearly; then runs, with strength between them, at stages that go up to the top."""
    entries: list[Entry] = []
    at = BEGIN
    for number in range(rng.choice([0, 3, 3, 4, 4])):
        entries.append(session(rng, book, at, "small-mixed", "green", daily_life_pain_free=True))
        if number < rng.choice([2, 2, 1]):
            entries.append(walk(rng, at + 20 * HOUR))
        at += 48 * HOUR
    mixture = rng.choice(MIXTURES)
    stage = rng.choice([None, None, None, 1, 3, 7, 8, 9, 9, 10, 12, 15])
    for _ in range(rng.randint(1, 14)):
        entries.append(run(rng, at, rng.choice(mixture), stage))
        if stage is not None and rng.random() < 0.2:
            stage = rng.choice([None, stage, max(1, stage - 1), min(15, stage + 1)])
        if rng.random() < 0.35:
            entries.append(session(rng, book, at + rng.choice([6, 24]) * HOUR, "small-mixed", rng.choice(mixture)))
        if rng.random() < 0.1:
            entries.append(something_else(rng, book, at + rng.choice([1, 6, 12]) * HOUR))
        at += gap(rng)
    return entries


def anything(rng: Random, book: Book) -> list[Entry]:
    """Any entries in any order of kinds."""
    entries, at = [], BEGIN
    for _ in range(rng.randint(0, 10)):
        entries.append(rng.choice([session_of_any, run_of_any, something_else])(rng, book, at))
        at += gap(rng)
    return entries


def gap(rng: Random) -> timedelta:
    kind = rng.random()
    hours = EVERYDAY_GAPS_H if kind < 0.8 else BORDER_GAPS_H if kind < 0.94 else LONG_GAPS_H
    return rng.choice(hours) * HOUR


def session_of_any(rng: Random, book: Book, at: datetime) -> Entry:
    return session(rng, book, at, rng.choice(ROUTINES), rng.choice(list(MOODS)))


def run_of_any(rng: Random, book: Book, at: datetime) -> Entry:
    return run(rng, at, rng.choice(list(MOODS)), rng.choice([None, 1, 8, 9, 12]))


def session(rng: Random, book: Book, at: datetime, routine: str, mood: str, **more: Any) -> Entry:
    entry: Entry = {"type": "session", "at": at.astimezone(rng.choice(ZONES)), "routine": routine}
    entry |= answers(rng, mood, [step.exercise for step in book[routine].steps] if routine in book else [])
    entry["done"] = rng.choice([1.0, 1.0, 1.0, 1.0, 0.9, 0.89, 0.5, 0.4])
    if entry["done"] < 0.9:
        entry["stopped"] = rng.choice(["time", "tired", "tired", "pain", "interrupted"])
    if rng.random() < 0.25 and routine in book:
        entry["step"] = [detail(rng, step.exercise) for step in book[routine].steps]
    if rng.random() < 0.04:
        del entry["done"]
    return entry | more


def detail(rng: Random, exercise: str) -> dict[str, Any]:
    """What was performed of one step; mostly all of it."""
    performed: dict[str, Any] = {"exercise": exercise, "sets": 1}
    if exercise == "plank":
        performed["hold_s"] = rng.choice([8, 12, 20, 25, 47, 60])
    performed["done"] = rng.choice([1.0, 1.0, 1.0, 1.0, 0.9, 0.8])
    odd = rng.random()
    if odd < 0.06:
        performed["eased"] = "dead-bug"
    elif odd < 0.12:
        performed["swapped"] = "clam-shell"
    elif odd < 0.2:
        performed |= {"trimmed": True, "done": 0.0, "sets": 0}
    return performed


def run(rng: Random, at: datetime, mood: str, stage: int | None) -> Entry:
    entry: Entry = {"type": "run", "at": at.astimezone(rng.choice(ZONES))} | answers(rng, mood, ["bridge", "plank"])
    if stage is not None:
        entry["stage"] = stage
    if rng.random() < 0.35:
        entry["run_s"] = rng.choice([200, 360, 900, 1080, 1080, 1200, 1500, 1800, 2400])
    return entry


def answers(rng: Random, mood: str, exercises: list[str]) -> dict[str, Any]:
    """The pain answers of a mood, and now and then the other answers."""
    given = dict(MOODS[mood](rng))
    if rng.random() < 0.93:
        given["effort"] = rng.choice([4, 5, 5, 6, 7, 7, 8])
    if rng.random() < 0.3:
        given.setdefault("quality", rng.choice(["none", "dull", "tight"]))
    if mood != "green" and exercises and rng.random() < 0.5:
        given["painful"] = [rng.choice(exercises) + rng.choice(["", "", ":left"])]
    for key, chance in (("painkiller", 0.06), ("sharp", 0.02), ("limp", 0.02)):
        if rng.random() < chance * 2:
            given[key] = rng.random() < 0.5
    if rng.random() < 0.3:
        given["daily_life_pain_free"] = rng.random() < 0.85
    if rng.random() < 0.01:
        given["red_flags"] = [rng.choice(FLAGS)]
    return given


def walk(rng: Random, at: datetime) -> Entry:
    """A brisk walk; mostly one that counts."""
    entry: Entry = {"type": "walk", "at": at, "minutes": rng.choice([30, 30, 30, 45, 29])}
    entry |= {"before": 1, "morning": rng.choice([0, 1, 1, 1, 2]), "limp": rng.random() < 0.05}
    if rng.random() < 0.08:
        del entry[rng.choice(["limp", "morning", "before", "minutes"])]
    return entry


def something_else(rng: Random, book: Book, at: datetime) -> Entry:
    """A walk, a swim, or an event."""
    kind = rng.choice(["walk", "walk", "walk", "swim", "phase", "phase", "flag", "unlocked", "unlocked"])
    if kind == "walk":
        return walk(rng, at)
    if kind == "swim":
        swim: Entry = {"type": "activity", "at": at, "kind": "swim", "minutes": 30}
        return swim | ({"daily_life_pain_free": rng.random() < 0.7} if rng.random() < 0.5 else {})
    if kind == "phase":
        phase = rng.choice(["acute", "recovery", "maintenance"])
        return {"type": "event", "at": at, "kind": "phase", "phase": phase}
    if kind == "flag":
        return {"type": "event", "at": at, "kind": "red-flag", "flags": [rng.choice(FLAGS)]}
    return {"type": "event", "at": at, "kind": "unlocked"}
