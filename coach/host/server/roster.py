"""The roster: who is here, in memory and in a small file for ``coach host status``, written soon after each change."""

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from coach.host.server.visit import Visit
from coach.store.private_files import write_private

DELAY_S = 0.2


class Roster:
    """The current visits, and the file that lists them."""

    def __init__(self, path: Path, address: str, port: int, quota: int) -> None:
        self._path = path
        self._where = {"pid": os.getpid(), "address": address, "port": port, "quota": quota}
        self._visits: dict[int, Visit] = {}
        self._is_draining = False
        self.numbers: Callable[[], Mapping[str, int]] = dict
        """Returns the counts since the start, for the file."""
        self._due: asyncio.TimerHandle | None = None

    @property
    def visits(self) -> list[Visit]:
        """The current visits."""
        return list(self._visits.values())

    def now(self) -> float:
        """Return the time of the event loop's clock, in seconds."""
        return asyncio.get_running_loop().time()

    def add(self, visit: Visit) -> None:
        """Add a visit that begins."""
        self._visits[visit.number] = visit
        self.changed()

    def remove(self, visit: Visit) -> None:
        """Remove a visit that is over."""
        self._visits.pop(visit.number, None)
        self.changed()

    def changed(self) -> None:
        """Have the file written within DELAY_S."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(DELAY_S, self._write)

    def drains(self) -> None:
        """Note that the server is draining: nobody new is let in."""
        self._is_draining = True
        self.changed()

    def open(self) -> None:
        """Write the file at once: the server is open."""
        self._write()

    def close(self) -> None:
        """Delete the file: the server is closed."""
        if self._due is not None:
            self._due.cancel()
        self._path.unlink(missing_ok=True)

    def _write(self) -> None:
        self._due = None
        rows = [
            {
                "visit": visit.number,
                "profile": visit.profile,
                "verb": visit.verb,
                "address": visit.address,
                "since": visit.since.isoformat(timespec="seconds"),
                "pid": visit.pid,
            }
            for visit in self._visits.values()
        ]
        kept = {**self._where, "draining": self._is_draining, "counts": self.numbers(), "visits": rows}
        with suppress(OSError):
            write_private(self._path, json.dumps(kept).encode(), lasting=False)
