"""The plan that RULES gives, worked out anew from every record: the whole of the reference, and its one entry point.

Plain and slow on purpose: nothing is kept from one plan to the next. The parts: ``book`` (what authors wrote),
``lights`` (one record), ``story`` (what has come of all records), ``phases``, ``doses`` and ``running``. Source: RULES.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from . import doses, phases
from .book import Book, Routine
from .lights import Entry, is_record, light
from .running import run_of
from .story import EMERGENCY, PROMPT_ONLY, Asked, Past, PhaseBegun, RunAsked, Story

CheckIn = dict[str, Any]
NO_ANSWERS = {"type", "at", "id", "note", "routine", "done", "stopped", "step", "a_day"}
"""What a session says besides how it felt."""
TIE_ORDER = ("session", "run", "walk", "activity", "event")
SEEN_AFTER = timedelta(hours=72)
CHECK_IN_KEYS = ("before", "sharp", "limp", "painkiller", "daily_life_pain_free", "red_flags")


@dataclass(frozen=True)
class Gate:
    """What rows 1 to 6 say: the row that refuses, what instead, and until when where it is only the time."""

    row: int
    instead: str | None = None
    earliest: datetime | None = None


@dataclass(frozen=True)
class Plan:
    """A plan as the reference sees it. ``notice``: "emergency" or "see-someone" while locked."""

    phase: str
    light: str
    provisional: bool
    gate: Gate | None
    notice: str | None
    see_clinician: bool
    steps: tuple[Asked, ...]
    run: RunAsked


def plan(
    book: Book, start: dict[str, Any], entries: Iterable[Entry], check_in: CheckIn, routine: str, at: datetime
) -> Plan:
    """The plan of a routine at a moment, after these entries and with these answers of today."""
    story = replay(book, start, in_order(entries, at), at, check_in)
    gate = gate_of(story, book[routine], at, check_in)
    allowed = gate is None
    records = story.records
    last = records[-1].light if records else None
    return Plan(
        phase=story.phase,
        light="none" if last is None else last.name,
        provisional=False if last is None else last.provisional,
        gate=gate,
        notice=notice_of(story, check_in),
        see_clinician=is_locked(story, check_in) or phases.sees_clinician(story, at, check_in),
        steps=doses.steps_of(story, book[routine], at, check_in, is_row_5_rescue(story, book[routine], check_in))
        if allowed
        else (),
        run=run_today(story, at, check_in),
    )


def in_order(entries: Iterable[Entry], until: datetime) -> list[Entry]:
    """ "Ties in time: session, run, walk, activity, event, then file order." """
    known = [entry for entry in entries if entry["at"] <= until and counts(entry)]
    return sorted(known, key=lambda entry: (entry["at"], TIE_ORDER.index(entry["type"])))


def counts(entry: Entry) -> bool:
    """ "A course only chooses: it opens nothing that the rules refuse and changes no dose", nor does a pause; and its
    ``a_day`` routines "leave a record without answers that nothing counts; after ``h`` it is a session like any other".
    """
    if entry["type"] == "event":
        return entry["kind"] not in ("course", "pause")
    return entry.get("a_day") is not True or bool(entry.keys() - NO_ANSWERS)


# --- replaying -------------------------------------------------------------------------------------------------------


def replay(book: Book, start: dict[str, Any], entries: Sequence[Entry], at: datetime, check_in: CheckIn) -> Story:
    """What these entries, in order, have come to.

    "While nothing is recorded, such a check-in is planned, and shown, as in acute."
    """
    story = Story(book, start, begins=entries[0]["at"] if entries else at)
    beginning = phases.first_phase(entries, start)
    if not any(is_record(entry) for entry in entries) and phases.is_bad_beginning(check_in):
        beginning = "acute"
    story.phases.append(PhaseBegun(beginning, story.begins, -1))
    for entry in entries:
        take_in(story, entry)
    return story


def take_in(story: Story, entry: Entry) -> None:
    """Judge one entry by what is known before it, commit what its plan asked, and move the phase after it."""
    past = Past(entry, story.phase)
    if is_record(entry):
        ask(story, past)
    earlier = [other.entry for other in story.pasts]
    story.pasts.append(past)
    if is_record(entry):
        judge(story, past, earlier)
        if (routine := story.routine_of(past)) is not None:
            doses.commit(story, past, routine)
        begin(story, phases.after_record(story, past))
    elif entry["type"] == "event" and entry["kind"] == "phase":
        begin(story, PhaseBegun(entry["phase"], past.at, len(story.pasts) - 1, by_hand=True))


def ask(story: Story, past: Past) -> None:
    """The plan that a record follows, made with the answers of its own check-in."""
    check_in = {key: past.entry[key] for key in CHECK_IN_KEYS if key in past.entry}
    past.run = run_today(story, past.at, check_in)
    if past.entry["type"] == "run":
        past.refused = not past.run.allowed
    elif (routine := story.routine_of(past)) is not None:
        past.refused = gate_of(story, routine, past.at, check_in) is not None
        past.asked = doses.steps_of(story, routine, past.at, check_in, is_row_5_rescue(story, routine, check_in))


def judge(story: Story, past: Past, earlier: list[Entry]) -> None:
    """Its light, and whether row 9 follows: after a red, and after a third amber running, "three within 14 days"."""
    past.light = light(past.entry, past.phase, story.routine_of(past), earlier, story.start)
    running = story.ambers_running(story.records)
    third = len(running) >= 3 and running[-1] is past and past.at - running[-3].at <= timedelta(days=14)
    past.row_9 = past.is_red or third


def begin(story: Story, begun: PhaseBegun | None) -> None:
    if begun is not None:
        story.phases.append(begun)
        if begun.phase == "acute":
            doses.back_to_from(story)


# --- rows 1 to 6 -----------------------------------------------------------------------------------------------------


def gate_of(story: Story, routine: Routine, at: datetime, check_in: CheckIn) -> Gate | None:
    """ "Rows 1–6: the first that matches decides. acute-relief is never refused by rows 2–5." """
    if is_locked(story, check_in):
        return Gate(1)
    if routine.id != "acute-relief" and (gate := gate_by_pain(story, routine, at, check_in)) is not None:
        return gate
    iced = check_in.get("iced_minutes_ago")
    if iced is not None and iced < 20 and any(step.kind == "stretch" for step in routine.steps):
        return Gate(6, earliest=at + timedelta(minutes=20 - iced))
    return None


def gate_by_pain(story: Story, routine: Routine, at: datetime, check_in: CheckIn) -> Gate | None:
    """Rows 2 to 5."""
    if is_row_2(check_in):
        return Gate(2, "acute-relief")
    if (until := row_3_until(story, at)) is not None:
        return Gate(3, "acute-relief", until)
    lowest = min(phases.RANKS.index(phase) for phase in routine.phases or ("recovery",))
    if lowest > phases.RANKS.index(story.phase):
        return Gate(4, "acute-relief" if story.phase == "acute" else "rehab-foundation")
    if is_row_5(story, check_in) and routine.id != "rescue":
        return Gate(5, "acute-relief" if story.phase == "acute" else "rescue")
    return None


def is_locked(story: Story, check_in: CheckIn) -> bool:
    """Row 1: "a flag (not "prompt only") ticked now or in an earlier record and not lifted; or three reds"."""
    return bool(flags_now(story, check_in)) or story.locked_by_reds()


def flags_now(story: Story, check_in: CheckIn) -> list[str]:
    return story.flags() + [flag for flag in check_in.get("red_flags", ()) if flag not in PROMPT_ONLY]


def notice_of(story: Story, check_in: CheckIn) -> str | None:
    if not is_locked(story, check_in):
        return None
    return "emergency" if any(flag in EMERGENCY for flag in flags_now(story, check_in)) else "see-someone"


def is_row_2(check_in: CheckIn) -> bool:
    """ "Check-in: before ≥ 6, sharp, or limping." """
    return check_in.get("before", 0) >= 6 or check_in.get("sharp") is True or check_in.get("limp") is True


def row_3_until(story: Story, at: datetime) -> datetime | None:
    """ "Within 48 h after a red: not allowed until then"; so after a third amber."""
    ends = [past.at + timedelta(hours=48) for past in story.pasts if past.row_9]
    return max(ends) if ends and at < max(ends) else None


def is_row_5(story: Story, check_in: CheckIn) -> bool:
    """ "Check-in: before 4–5, or ≥ 2 above the last record's before (none known: no comparison)." """
    before = check_in.get("before")
    if before is None:
        return False
    last = story.records[-1].entry.get("before") if story.records else None
    return bool(before >= 4 or (last is not None and before - last >= 2))


def is_row_5_rescue(story: Story, routine: Routine, check_in: CheckIn) -> bool:
    """ "Rescue itself: rows 6–11 too, at most half the sets, no step up." """
    return routine.id == "rescue" and is_row_5(story, check_in)


def run_today(story: Story, at: datetime, check_in: CheckIn) -> RunAsked:
    """ "Rows 1–3 and 5 hold for runs", and "the first that matches decides": row 5 is not asked while row 3 holds."""
    until = row_3_until(story, at)
    refused = is_locked(story, check_in) or is_row_2(check_in) or (until is None and is_row_5(story, check_in))
    return run_of(story, at, check_in, refused, until)
