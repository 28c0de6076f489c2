"""Logging: who came, for what, and how it ended. Nothing of what they typed, saw or feel is ever in the log."""

from coach.host.server.journal import Journal
from coach.host.server.roster import Roster
from coach.host.server.visit import Handler, Visit


class Logging:
    """Logs a line when a visit begins and when it is over, and keeps the roster."""

    def __init__(self, journal: Journal, roster: Roster) -> None:
        self._journal = journal
        self._roster = roster

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Pass the visit on, between the two lines."""
        who = {"visit": visit.number, "profile": visit.profile, "address": visit.address}
        self._journal.write("came", **who, key=visit.fingerprint, terminal=visit.size is not None)
        self._roster.add(visit)
        visit.on_forked = self._roster.changed
        began = visit.touched
        code: int | None = None
        try:
            code = await go_on(visit)
            return code
        finally:
            self._roster.remove(visit)
            seconds = round(self._roster.now() - began, 1)
            self._journal.write("left", **who, verb=visit.verb, seconds=seconds, code=code, reason=visit.reason)
