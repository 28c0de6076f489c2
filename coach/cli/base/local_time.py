"""Times by the clock of this machine, also in the nights in which it is put forward or back."""

from datetime import UTC, datetime

from coach.domain.records.days import day


def by_local_clock(at: datetime) -> datetime:
    """Return a time with the UTC offset that this machine's zone has then; one without a zone is by its clock.

    A time that the clock skips in spring becomes as much later; of one that it has twice in autumn, this is the first.
    Raises OverflowError and OSError for years that the machine cannot represent.
    """
    return datetime.fromtimestamp(at.timestamp(), UTC).astimezone()


def clock_change_note(said: datetime, taken: datetime) -> str:
    """Say what was taken for a local time that there was not, or twice; empty for any other. ``said``: without a zone.

    ``taken``: what ``by_local_clock`` made of it.
    """
    when = f"{said:%H:%M} on {day(said)}"
    if taken.replace(tzinfo=None) != said:
        return f"{when} was skipped, as the clocks went forward; {taken:%H:%M} was taken."
    second = by_local_clock(said.replace(fold=1))
    if second == taken:
        return ""
    return f"{when} came twice, as the clocks went back; the first was taken. The second: --at {second.isoformat()}"
