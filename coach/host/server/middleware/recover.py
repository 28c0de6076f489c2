"""Recover: an error in one visit affects no other. The guest gets a sentence, the log the places in the code."""

import traceback
from pathlib import Path

import coach
from coach.host.base.errors import BoxError
from coach.host.server.journal import Journal
from coach.host.server.visit import GOODBYES, Handler, Visit
from coach.system.exit_codes import BROKEN

_SORRY = "Something went wrong that should not. What you did up to here is kept: log in again to go on."


class Recover:
    """Turns every end of a visit into an exit code, and sends the guest the closing sentence."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Pass the visit on, and handle its errors and crashes."""
        try:
            code = await go_on(visit)
        except BoxError as refusal:
            visit.line.say(str(refusal))
            return BROKEN
        except Exception as error:
            self._journal.write("broke", visit=visit.number, error=type(error).__name__, at=_places(error))
            visit.line.say(_SORRY)
            return BROKEN
        if visit.crash is not None:
            self._journal.write("crashed", visit=visit.number, **visit.crash)
        if code < 0 and visit.reason is None:
            self._journal.write("crashed", visit=visit.number, signal=-code)
            visit.line.repair()
            visit.line.say(_SORRY)
        elif visit.reason is not None and GOODBYES[visit.reason]:
            if code < 0:
                visit.line.repair()
            visit.line.say(GOODBYES[visit.reason])
        return code if code >= 0 else BROKEN


def _places(error: Exception) -> list[str]:
    package = str(Path(coach.__file__).parent.parent)
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return [f"{frame.filename.removeprefix(package).lstrip('/')}:{frame.lineno} {frame.name}" for frame in frames]
