"""The light of one record, from its answers, the phase before it and the records before it.

Source: RULES, "Words" and "The light of a record".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .book import Routine

Entry = dict[str, Any]
"""An entry as a history file writes it, with its table's name as ``type``. An unanswered question is no key."""

GREEN, AMBER, RED = 0, 1, 2
NAMES = ("green", "amber", "red")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Light:
    """``steady``: "an amber run that is amber by the first row alone"."""

    name: str
    provisional: bool
    steady: bool = False


def is_record(entry: Entry) -> bool:
    """ "A record is a session or a run." """
    return entry["type"] in ("session", "run")


def light(entry: Entry, phase: str, routine: Routine | None, earlier: Sequence[Entry], start: dict[str, Any]) -> Light:
    """ "The worst row wins; the phase is the one before the record. No answers at all: light none." """
    told = ("before", "worst", "after", "morning", "quality", "gait_changed")
    provisional = any(entry.get(key) is None for key in ("before", "worst", "after", "morning"))
    if all(entry.get(key) is None for key in told):
        return Light("none", provisional)
    rows = rows_of(entry, phase, routine, earlier, start)
    worst = max(rows.values())
    return Light(NAMES[worst], provisional, is_steady(entry, rows))


def rows_of(
    entry: Entry, phase: str, routine: Routine | None, earlier: Sequence[Entry], start: dict[str, Any]
) -> dict[str, int]:
    """The colour of each row of the table, with its two last rows taken in."""
    pain, rise, morning = pain_row(entry, phase, routine), rise_row(entry), morning_row(entry, earlier, start)
    recovery = entry["type"] == "session" and routine is not None and routine.kind == "recovery"
    before = entry.get("before")
    if recovery and before is not None and all(entry.get(key, 0) <= before for key in ("worst", "after")):
        pain, rise = min(pain, AMBER), min(rise, AMBER)
    gentle = recovery or entry.get("routine") == "rescue"
    if gentle and before is not None and "morning" in entry and entry["morning"] <= before:
        morning = min(morning, AMBER)
    alarm = entry.get("quality") in ("sharp", "catching") or entry.get("gait_changed") is True
    return {
        "pain": pain,
        "rise": rise,
        "morning": morning,
        "alarm": RED if alarm else GREEN,
        "trend": trend_row(entry, earlier),
    }


def pain_row(entry: Entry, phase: str, routine: Routine | None) -> int:
    """ "Running, and every record in the acute phase: 0, 1–3, 4+; sessions in recovery and maintenance: 0–3, 4–5, 6+",
    where `[adapt]` says nothing else.
    """
    pain = max(entry.get("worst", 0), entry.get("after", 0))
    amber_from, red_from = (4, 6) if routine is None else (routine.amber_from, routine.red_from)
    if entry["type"] == "run" or phase == "acute" or (routine is not None and routine.kind == "run"):
        amber_from, red_from = 1, 4
    return RED if pain >= red_from else AMBER if pain >= amber_from else GREEN


def rise_row(entry: Entry) -> int:
    """ "worst − before: ≤ 1; 2, and 3+ while worst ≤ 4; 3+ with worst ≥ 5." """
    if "worst" not in entry or "before" not in entry:
        return GREEN
    rise = entry["worst"] - entry["before"]
    if rise <= 1:
        return GREEN
    return RED if rise >= 3 and entry["worst"] >= 5 else AMBER


def morning_row(entry: Entry, earlier: Sequence[Entry], start: dict[str, Any]) -> int:
    """ "morning − usual morning (no baseline at all: morning itself)." """
    morning = entry.get("morning")
    if morning is None:
        return GREEN
    usual = usual_morning(entry["at"], earlier, start, entry.get("before"))
    if usual is None:
        return RED if morning >= 6 else AMBER if morning >= 4 else GREEN
    rise = morning - usual
    if rise <= 0 or (rise == 1 and morning <= 2):
        return GREEN
    return RED if rise >= 2 and morning >= 4 else AMBER


def usual_morning(at: datetime, earlier: Sequence[Entry], start: dict[str, Any], before: int | None) -> int | None:
    """ "The median of the mornings of sessions and runs known from the 14 days before the record (exactly 14 days
    counts; of two middle values the higher), when there are three or more; else `[start]` `usual_morning`; else that
    record's `before`." A record of the very same instant is not before it.
    """
    known = sorted(
        entry["morning"]
        for entry in earlier
        if is_record(entry) and entry["at"] < at and at - entry["at"] <= 14 * DAY and "morning" in entry
    )
    if len(known) >= 3:
        return int(known[len(known) // 2])
    said: int | None = start.get("usual_morning")
    return before if said is None else said


def trend_row(entry: Entry, earlier: Sequence[Entry]) -> int:
    """ "The mean of the mornings of the last 7 days, against the 7 before (two or more in each; this record's own,
    unanswered, counts as 0): ≥ +1 is amber." As for the usual morning, another record of the same instant is no
    earlier one.
    """
    last, before = [entry.get("morning", 0)], []
    for other in earlier:
        if not is_record(other) or "morning" not in other or other["at"] >= entry["at"]:
            continue
        age = entry["at"] - other["at"]
        if age <= 7 * DAY:
            last.append(other["morning"])
        elif age <= 14 * DAY:
            before.append(other["morning"])
    if len(last) < 2 or len(before) < 2:
        return GREEN
    return AMBER if sum(last) * len(before) - sum(before) * len(last) >= len(last) * len(before) else GREEN


def is_steady(entry: Entry, rows: dict[str, int]) -> bool:
    """ "A steady run: worst and after at most 3, rise ≤ 1, after ≤ before, all four answered, gait unchanged." """
    if entry["type"] != "run" or any(key not in entry for key in ("before", "worst", "after", "morning")):
        return False
    by_pain_alone = rows["pain"] == AMBER and all(rows[name] == GREEN for name in rows if name != "pain")
    return (
        by_pain_alone
        and max(entry["worst"], entry["after"]) <= 3
        and entry["after"] <= entry["before"]
        and entry.get("gait_changed") is not True
    )
