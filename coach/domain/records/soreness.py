"""Muscle soreness and pain elsewhere: asked apart from the complaint, noted, and no part of the rules.

They are asked apart so that the soreness of the first weeks is not taken for an injury. Source: RULES, "Words".
"""

from coach.domain.records.entries import Answered

APART = "Apart from that: muscle soreness, pain elsewhere"
"""The label that opens the two questions."""


def apart_lines(record: Answered) -> tuple[str, ...]:
    """What to say of both after a session; empty if there is neither."""
    lines = []
    if record.soreness:
        lines.append(
            f"Muscle soreness {record.soreness} is noted apart: muscles often feel new work for a day or two, "
            "and it changes neither your light nor your plan."
        )
    if record.elsewhere:
        lines.append(
            f"Pain elsewhere {record.elsewhere} is noted apart, and changes nothing here. "
            "If it stays, let somebody look at it."
        )
    return tuple(lines)
