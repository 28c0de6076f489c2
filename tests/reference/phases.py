"""Where a history starts, how the phase moves after a record, and when somebody should see a clinician.

Source: RULES, "Phases" and the paragraph of prompts under it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from .lights import DAY, Entry, is_record, usual_morning
from .story import PROMPT_ONLY, Past, PhaseBegun, Story, ticked

RANKS = ("acute", "recovery", "maintenance")


def is_bad_beginning(answers: dict[str, Any]) -> bool:
    """ "Sharp, limping or before ≥ 4", of a first record or of a first check-in."""
    return bool(answers.get("sharp") or answers.get("limp") or answers.get("before", 0) >= 4)


def first_phase(entries: Sequence[Entry], start: dict[str, Any]) -> str:
    """ "A history starts in recovery, unless `[start]` says otherwise; whatever it says, in acute where the first
    record is sharp, limping or before ≥ 4."
    """
    first = next((entry for entry in entries if is_record(entry)), None)
    if first is not None and is_bad_beginning(first):
        return "acute"
    return str(start.get("phase", "recovery"))


def after_record(story: Story, past: Past) -> PhaseBegun | None:
    """The move that "takes effect after its record", if there is one."""
    number = len(story.pasts) - 1
    if falls_to_acute(story, past):
        return None if story.phase == "acute" else PhaseBegun("acute", past.at, number)
    if story.phase == "maintenance" and falls_to_recovery(story, past):
        return PhaseBegun("recovery", past.at, number)
    if any(begun.is_up and past.at - begun.at < 7 * DAY for begun in story.phases):
        return None
    if story.phase == "acute" and leaves_acute(story):
        return PhaseBegun("recovery", past.at, number, is_up=True)
    if story.phase == "recovery" and leaves_recovery(story):
        return PhaseBegun("maintenance", past.at, number, is_up=True)
    return None


def is_alarming(past: Past) -> bool:
    """ "Sharp, catching, gait changed." """
    return past.entry.get("quality") in ("sharp", "catching") or past.entry.get("gait_changed") is True


def falls_to_acute(story: Story, past: Past) -> bool:
    """ "Sharp, catching, gait changed, worst ≥ 6, or two reds within 7 days." """
    if is_alarming(past) or past.entry.get("worst", 0) >= 6:
        return True
    return past.is_red and is_second_red(past, story.since_hand())


def is_second_red(past: Past, records: Sequence[Past]) -> bool:
    """Whether another of these records is a red of the 7 days before this red."""
    return any(other is not past and other.is_red and past.at - other.at <= 7 * DAY for other in records)


def falls_to_recovery(story: Story, past: Past) -> bool:
    """ "Any other red, or two ambers running since the phase began." """
    return past.is_red or len(story.ambers_running(story.since_phase())) >= 2


def leaves_acute(story: Story) -> bool:
    """ "The latest records since acute began, at least 3 and as many as span 72 h; none sharp, catching or with changed
    gait; before ≤ 2, worst ≤ 3, morning answered and ≤ before; no painkiller (greens not required)."
    """
    latest: list[Past] = []
    for past in reversed(story.since_phase()):
        latest.append(past)
        if len(latest) >= 3 and latest[0].at - past.at >= timedelta(hours=72):
            return all(is_calm(past) for past in latest)
    return False


def is_calm(past: Past) -> bool:
    answers = past.entry
    return (
        counts_upward(past)
        and not is_alarming(past)
        and answers["before"] <= 2
        and answers["worst"] <= 3
        and answers["morning"] <= answers["before"]
        and answers.get("painkiller") is not True
    )


def leaves_recovery(story: Story) -> bool:
    """ "≥ 6 sessions of kind strength or mixed since recovery began, spanning ≥ 14 days; the last 4 of these green, not
    provisional, worst ≤ 2, no painkiller; last daily_life_pain_free true."
    """
    built = [past for past in story.since_phase() if story.is_building(past)]
    counted = [past for past in built if counts_upward(past)]
    if len(counted) < 6 or counted[-1].at - counted[0].at < 14 * DAY:
        return False
    good = all(
        past.is_counted_green and past.entry["worst"] <= 2 and past.entry.get("painkiller") is not True
        for past in built[-4:]
    )
    return good and story.last_daily_life() is True


def counts_upward(past: Past) -> bool:
    """A provisional green "counts in no phase", as an amber "in no move up". What would have been refused "as a green
    is like a provisional one", and so as an amber: "a worse answer never makes it harder".
    """
    return past.light is not None and not past.light.provisional and not past.refused


# --- prompts --------------------------------------------------------------------------------------------------------


def sees_clinician(story: Story, at: datetime, check_in: dict[str, Any]) -> bool:
    """ "A prompt to see a clinician for 14 days (as while locked)." """
    if any(flag in PROMPT_ONLY for flag in check_in.get("red_flags", ())):
        return True
    return any(at - past.at <= 14 * DAY and prompts(story, number) for number, past in enumerate(story.pasts))


def prompts(story: Story, number: int) -> bool:
    """Whether this entry asks for a clinician, as things stood after it."""
    past = story.pasts[number]
    if any(flag in PROMPT_ONLY for flag in ticked(past.entry)):
        return True
    if not is_record(past.entry):
        return False
    records = [other for other in story.pasts[: number + 1] if is_record(other.entry)]
    return (
        past.entry.get("worst", 0) >= 8
        or (past.is_red and is_second_red(past, records))
        or has_stiff_mornings(story, records)
        or takes_painkillers_only(records)
        or has_weeks_without_a_move(story, number, records)
        or (past.entry["type"] == "run" and runs_without_a_green(records))
    )


def has_stiff_mornings(story: Story, records: list[Past]) -> bool:
    """ "Usual morning ≥ 3 with no fall of 2 points in 14 days, after 14 days of history (an unknown earlier value is no
    fall)."
    """
    past, earlier = records[-1], [other.entry for other in records[:-1]]
    if past.at - story.begins < 14 * DAY:
        return False
    now = usual_morning(past.at, earlier, story.start, past.entry.get("before"))
    then = usual_morning(past.at - 14 * DAY, earlier, story.start, None)
    return now is not None and now >= 3 and not (then is not None and then - now >= 2)


def takes_painkillers_only(records: list[Past]) -> bool:
    """ "The last 5 or more records, spanning ≥ 14 days, all with a painkiller." """
    latest = trailing(records, lambda past: past.entry.get("painkiller") is True)
    return len(latest) >= 5 and latest[-1].at - latest[0].at >= 14 * DAY


def has_weeks_without_a_move(story: Story, number: int, records: list[Past]) -> bool:
    """ "≥ 42 days in recovery, or ≥ 21 in acute (the phase before the record, since it began), with a worst or morning
    ≥ 2 in each of the last 3 weeks, counted back from this record."
    """
    past = records[-1]
    begun = [begun for begun in story.phases if begun.after < number][-1]
    least = {"acute": 21, "recovery": 42}.get(begun.phase)
    if least is None or past.at - begun.at < least * DAY:
        return False
    weeks = set()
    for other in records:
        if max(other.entry.get("worst", 0), other.entry.get("morning", 0)) >= 2:
            weeks.add((past.at - other.at) // (7 * DAY))
    return {0, 1, 2} <= weeks


def runs_without_a_green(records: list[Past]) -> bool:
    """ "Asked at a run: the last 4 or more runs, all at one stage, spanning ≥ 28 days, each amber or red." """
    runs = [past for past in records if past.entry["type"] == "run"]
    stage = stage_of(runs[-1])
    latest = trailing(runs, lambda past: past.light.name in ("amber", "red") and stage_of(past) == stage)
    return len(latest) >= 4 and latest[-1].at - latest[0].at >= 28 * DAY


def stage_of(past: Past) -> int:
    """The stage of a run: "a recorded stage is taken as entered", else the one that was planned; of a record "whose
    plan would have been refused" without its step up.
    """
    recorded: int | None = past.entry.get("stage")
    if recorded is not None:
        return recorded
    if past.run is None:
        return 0
    return past.run.stage if past.run.allowed else min(past.run.stage, past.run.held)


def trailing(records: list[Past], fits: Any) -> list[Past]:
    """The latest records, as many as fit without a break, oldest first."""
    latest: list[Past] = []
    for past in reversed(records):
        if not fits(past):
            break
        latest.insert(0, past)
    return latest
