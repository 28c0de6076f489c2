"""What a coach reports to its host through a pipe: whether a session is running, and where it crashed.

One byte per change of the session; one line of JSON for a crash, with places in the code and nothing about the runner.
"""

import json
import os
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import coach

if TYPE_CHECKING:
    from coach.domain.session.facts import Fact
    from coach.services.workout import Workout

RUNS, RESTS = b"+", b"-"
"""A session is running; none is, or it is paused or over."""
MOST_FRAMES = 12


class Presence:
    """Writes reports to the host. ``descriptor`` None: nobody reads them, so nothing is written."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._said = RESTS

    @property
    def runs(self) -> bool:
        """Whether a session is running, as last reported."""
        return self._said == RUNS

    def follow(self, workout: "Workout") -> None:
        """Report from now on whether this session is running."""

        def look(_facts: "tuple[Fact, ...]") -> None:
            self._say(workout)

        workout.listen(look)
        self._say(workout)

    def crashed(self, error: BaseException) -> None:
        """Report where the coach crashed. The error's message is not sent: it may be about the runner."""
        package = str(Path(coach.__file__).parent.parent)
        frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
        at = [f"{frame.filename.removeprefix(package).lstrip('/')}:{frame.lineno} {frame.name}" for frame in frames]
        self.broke(type(error).__name__, at)

    def broke(self, kind: str, at: Sequence[str]) -> None:
        """Report the type of an error, and the places in the code (``file:line function``)."""
        self._write(json.dumps({"error": kind, "at": list(at)}).encode() + b"\n")

    def _say(self, workout: "Workout") -> None:
        from coach.domain.session.state import Status

        now = RUNS if workout.state.status in (Status.RUNNING, Status.RESUMING) else RESTS
        if now != self._said:
            self._said = now
            self._write(now)

    def _write(self, data: bytes) -> None:
        if self._descriptor is not None:
            with suppress(OSError):  # the host is gone: the coach will be ended for that
                os.write(self._descriptor, data)
