"""Write the days ahead as a calendar file (RFC 5545), by ``icalendar`` (extra ``calendar``).

Each event's UID is made of its day, its routine and its runner, so that importing a newer file updates the events and
duplicates none. Left out: working out what is due (``domain.today.ahead``).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from coach import __version__
from coach.domain.today.ahead import InventedDay

_ALL_DAY = timedelta(days=1)


def calendar_of(days: Sequence[InventedDay], names: Mapping[str, str], now: datetime, whose: str) -> bytes:
    """Return a calendar file with an all-day event for each thing that is due.

    ``names``: of routines, by id. ``now``: when the days were worked out. ``whose``: a word unique to this runner.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//coach//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in days:
        for due in {each.routine or "run": each for each in day.due}.values():
            event = Event()
            event.add("uid", f"{day.day.isoformat()}-{due.routine or 'run'}@{whose}.coach")
            event.add("dtstamp", now)
            event.add("dtstart", day.day)
            event.add("dtend", day.day + _ALL_DAY)
            event.add("summary", names.get(due.routine or "", "Your run"))
            event.add("description", f"{due.why} Planned if all stay green.".strip())
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    return bytes(calendar.to_ical())
