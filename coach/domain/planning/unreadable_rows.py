"""What cannot be read on record, in words: what it was, what it counts as meanwhile; and whether it is what counts now.

Left out: what it does to a standing (``consequences``), and how the runner settles it (``unreadable_rows``).
Source: RULES, the fourth law.
"""

from coach.domain.planning.reasons import day
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Unreadable
from coach.domain.rules.light import Light

_NAMES = {
    "session": "A session",
    "run": "A run",
    "walk": "A walk",
    "activity": "Cross-training",
    "event": "A warning sign, an unlocking or a phase",
    "start": "What you said at the start",
    "profile": "What you said of yourself",
}


def name_of(row: Unreadable) -> str:
    """``A session of 3 Nov``; where nothing tells when it was, that is said."""
    name = _NAMES.get(row.what, "A record of a kind that is not known")
    if row.what in ("start", "profile"):
        return name
    return f"{name} of {day(row.at)}" if row.dated else f"{name}, of no known day,"


def line_of(row: Unreadable) -> str:
    """The whole in a sentence or two: what it is, why it cannot be read, what it counts as."""
    counts = "Training is locked" if row.locks else f"It counts as a red {'of that day' if row.dated else 'of today'}"
    return f"{name_of(row)} cannot be read ({row.why}). {counts} until you say what it was, or leave it aside."


def last_light(standing: Standing) -> tuple[Light, bool]:
    """The light of the last record, and whether an answer to it is missing. What cannot be read is a record, too."""
    if standing.unread and (standing.last is None or standing.unread[-1].at >= standing.last.at):
        return Light.RED, False
    verdict = standing.verdict
    return (verdict.light, verdict.provisional) if verdict else (Light.NONE, False)


def reason(standing: Standing) -> str:
    """Why a plan is as after a red that nobody told of; empty where none is."""
    if not standing.unread or standing.red_at != standing.unread[-1].at:
        return ""
    return f"{name_of(standing.unread[-1])} cannot be read, so it counts as a red until you say what it was."
