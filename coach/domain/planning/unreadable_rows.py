"""Rows on record that cannot be read, in words: what each was, and what it counts as until it is settled.

Left out: what one does to a standing (``consequences``), and how the runner settles it
(``services.trouble.unreadable_rows``).
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
    """What the row was, and when: ``A session of 3 Nov``; ``A session, of no known day,``."""
    name = _NAMES.get(row.what, "A record of a kind that is not known")
    if row.what in ("start", "profile"):
        return name
    return f"{name} of {day(row.at)}" if row.dated else f"{name}, of no known day,"


def line_of(row: Unreadable) -> str:
    """Two sentences: what the row is and why it cannot be read; what it counts as until it is settled."""
    return f"{name_of(row)} cannot be read ({row.why}). {counts_as(row)}"


def counts_as(row: Unreadable) -> str:
    """A sentence: what the row counts as until it is settled."""
    counts = "Training is locked" if row.locks else f"It counts as a red {'of that day' if row.dated else 'of today'}"
    return f"{counts} until you say what it was, or leave it aside."


def last_light(standing: Standing) -> tuple[Light, bool]:
    """The last record's light, and whether it is provisional. A row that cannot be read counts as a red record."""
    if standing.unread and (standing.last is None or standing.unread[-1].at >= standing.last.at):
        return Light.RED, False
    verdict = standing.verdict
    return (verdict.light, verdict.provisional) if verdict else (Light.NONE, False)


def reason(standing: Standing) -> str:
    """Why a plan is as after a red, where an unreadable row counts as that red; else empty."""
    if not standing.unread or standing.red_at != standing.unread[-1].at:
        return ""
    return f"{name_of(standing.unread[-1])} cannot be read, so it counts as a red until you say what it was."
