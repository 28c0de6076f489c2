"""Runs the app from start to end, and reports it when the app broke."""

import os
import sys
from typing import TYPE_CHECKING

from coach.services.assembly import Coach
from coach.tui.app import CoachApp
from coach.tui.base.app_base import AppBase

if TYPE_CHECKING:
    from coach.cues.sound_desk import Desk

KEPT = "What you did up to here is kept: start the coach again to go on."


def run(coach: Coach, *, routine: str | None = None, weeks: bool = False) -> int:
    """Run the app until it is left; return the exit code: 1 when it broke, told on stderr. ``weeks``: open at Weeks."""
    app = CoachApp(coach, routine, _desk_here, follows=True, opens_weeks=weeks)
    code = run_to_end(app)
    if app.fault is None:
        return code
    from coach.services.trouble.last_resort import fault_sentence, write_down

    print(f"coach: {fault_sentence(app.fault, write_down(app.fault), KEPT)}", file=sys.stderr)
    if os.environ.get("COACH_DEBUG"):
        import traceback

        traceback.print_exception(app.fault)
    return 1


def run_to_end(app: CoachApp) -> int:
    """Run an app until it is left or breaks; return the exit code. An error is kept in ``app.fault``."""
    try:
        with app.minding_threads():
            code = app.run()
    except Exception as error:  # while starting or stopping, where the app's own handlers do not reach
        if app.fault is None:
            app.fault = error
        code = 1
    finally:
        app.close()
    return app.return_code or 0 if code is None else code


def _desk_here(app: AppBase) -> "Desk":
    """This machine's bell, voice, and way to keep a screen awake."""
    from coach.cues.sound_desk import Desk, outfit_here

    return Desk(outfit_here(app.bell))
