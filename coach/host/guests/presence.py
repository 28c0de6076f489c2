"""What a coach tells its host through a pipe: whether a session is running, and how it ended when it broke.

One byte an event for the session, one line of JSON for a crash: where in the code it was, and nothing of the runner's.
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
"""A session runs; it is paused, over, or there is none."""
MOST_FRAMES = 12


class Presence:
    """Writes to the host. ``descriptor`` None: there is nobody to tell."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._said = RESTS

    @property
    def runs(self) -> bool:
        """Whether a session runs."""
        return self._said == RUNS

    def follow(self, workout: "Workout") -> None:
        """Tell from now on whether this session runs."""

        def look(_facts: "tuple[Fact, ...]") -> None:
            self._say(workout)

        workout.listen(look)
        self._say(workout)

    def crashed(self, error: BaseException) -> None:
        """Tell where the coach broke. What the error says may be about the runner, and stays here."""
        package = str(Path(coach.__file__).parent.parent)
        frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
        at = [f"{frame.filename.removeprefix(package).lstrip('/')}:{frame.lineno} {frame.name}" for frame in frames]
        self.broke(type(error).__name__, at)

    def broke(self, kind: str, at: Sequence[str]) -> None:
        """Tell the kind of an error, and the places in the code."""
        self._write(json.dumps({"error": kind, "at": list(at)}).encode() + b"\n")

    def _say(self, workout: "Workout") -> None:
        from coach.domain.session.state import Status

        now = RUNS if workout.state.status in (Status.RUNNING, Status.RESUMING) else RESTS
        if now != self._said:
            self._said = now
            self._write(now)

    def _write(self, data: bytes) -> None:
        if self._descriptor is not None:
            with suppress(OSError):  # the host is gone, and will say so in its own way
                os.write(self._descriptor, data)
