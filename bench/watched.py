"""``coach``, with one thing told besides: the moment at which a session began, written to the file $COACH_BENCH_BEGAN.

It is on ``time.monotonic``, so that whoever reads the terminal knows when each second was due.
"""

import os
import sys
import time
from pathlib import Path

from coach.cli import main
from coach.domain.planning.plan import Plan
from coach.domain.records.entries import CheckIn
from coach.services.sessions import Sessions
from coach.services.workout import Workout

_begin = Sessions.begin


def _begin_and_tell(self: Sessions, plan: Plan, check_in: CheckIn, *, is_break: bool = False) -> Workout:
    workout = _begin(self, plan, check_in, is_break=is_break)
    origin = time.monotonic() - (self._known.clock.monotonic() - workout.state.origin)
    Path(os.environ["COACH_BENCH_BEGAN"]).write_text(repr(origin))
    return workout


if __name__ == "__main__":
    Sessions.begin = _begin_and_tell  # type: ignore[method-assign]
    sys.exit(main())
