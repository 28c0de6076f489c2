"""Plays the app once without a screen, for a process that is to fork many: what Textual works out is then shared."""

import gc

from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from coach.services.assembly import Coach
from coach.tui.app import CoachApp

SIZE = (100, 30)
_KEYS = ("enter", "0", "enter", "space", "space")
"""From Home to a routine's Ready screen, into its session, and a pause in it."""


def play_through(coach: Coach) -> Stylesheet:
    """Home, Ready and Session, then leave; the styles, parsed. What breaks here breaks in a coach, which tells."""
    app = CoachApp(coach)

    async def play(pilot: Pilot[object]) -> None:
        for key in _KEYS:
            await pilot.press(key)
            await pilot.pause()
        app.exit()

    app.run(headless=True, size=SIZE, auto_pilot=play)
    gc.unfreeze()
    gc.enable()
    return app.stylesheet
