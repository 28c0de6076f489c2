"""Plays the app once, headless, in a process that will fork many times: they then share what Textual worked out."""

import gc

from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from coach.tui.app import CoachApp
from coach.tui.terminal.reader import Reader

SIZE = (100, 30)
_WAY = (
    ("", "Home"),
    ("enter", "Ready"),
    ("0", "Ready"),
    ("enter", "SoundQuestion"),
    ("s", "SessionScreen"),
    ("n", "SessionScreen"),
    ("space", "SessionScreen"),
)
"""From Home to a routine's Ready screen, into its session, on to the first hold, and pause it: each key, and the screen
that it leads to."""
_TYPED = (b"\x1b[?2026;2$y", b"\x1b[48;30;100;600;800t", b"\x1b[A", b"\x1b[53u", b"5")
"""What a terminal sends, one read after the other: it answers, tells its size, and keys are pressed."""
_LOOK_S = 0.01
_MOST_LOOKS = 300
"""How often to look for a screen that does not come; keys pressed too early would do nothing."""


def play_through(app: CoachApp) -> Stylesheet:
    """Go through Home, Ready and Session, then leave; return the parsed stylesheet.

    Errors are not handled here: the same would break a real coach, which reports it.
    """

    async def comes(pilot: Pilot[object], screen: str) -> bool:
        for _ in range(_MOST_LOOKS):
            if app.is_seen and type(app.screen).__name__ == screen:
                await pilot.pause()
                return True
            await pilot.pause(_LOOK_S)
        return False

    async def play(pilot: Pilot[object]) -> None:
        for key, screen in _WAY:
            if key:
                await pilot.press(key)
            if not await comes(pilot, screen):
                break
        app.exit()

    app.run(headless=True, size=SIZE, auto_pilot=play)
    reader = Reader()  # nothing is read in a rehearsal without a terminal
    for data in _TYPED:
        list(reader.read(data))
    gc.unfreeze()
    gc.enable()
    return app.stylesheet
