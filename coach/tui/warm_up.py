"""Plays the app once, headless, in a process that will fork many times: they then share what Textual worked out."""

import gc

from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from coach.services.assembly import Coach
from coach.tui.app import CoachApp

SIZE = (100, 30)
_KEYS = ("enter", "0", "enter", "space", "space")
"""From Home to a routine's Ready screen, into its session, and pause it."""


def play_through(coach: Coach) -> Stylesheet:
    """Go through Home, Ready and Session, then leave; return the parsed stylesheet.

    Errors are not handled here: the same would break a real coach, which reports it.
    """
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
