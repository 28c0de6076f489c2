"""The app for a guest of a shared box: where it broke is told the host, not the guest, and memory is spared."""

import gc
from collections.abc import Callable, Sequence

from textual.css.stylesheet import Stylesheet

from coach.cues.sound_desk import Desk, Outfit
from coach.services.assembly import Coach
from coach.tui.app import CoachApp
from coach.tui.base.app_base import AppBase
from coach.tui.run import run_to_end

Broke = Callable[[str, Sequence[str]], None]
"""Called with the error's class name and the places in the code (``file:line function``), never with its message."""

SAID = "Something went wrong that should not. What you did up to here is kept: log in again to go on."
_MOST_PLACES = 12


_known_styles: list[Stylesheet] = []


class GuestApp(CoachApp):
    """The app for a runner who sits at another machine."""

    def __init__(self, coach: Coach, *, follows: bool = True) -> None:
        super().__init__(coach, make_desk=_their_terminal_rings, follows=follows)

    def _go_on(self) -> None:
        """As in every app, but collect what is garbage by now, which would be frozen too: memory counts here."""
        gc.collect()
        super()._go_on()


def _their_terminal_rings(app: AppBase) -> Desk:
    return Desk(Outfit(app.bell, is_remote=True))


def rehearse_app(coach: Coach, *, follows: bool = False) -> None:
    """Play the app through before this process forks for each guest, so that all of them share what it prepared.

    ``follows``: watch the files meanwhile, as for a guest; that is a thread, which no process may have that forks.
    """
    from coach.tui.warm_up import play_through

    _known_styles[:] = [play_through(GuestApp(coach, follows=follows))]


def run_guest(coach: Coach, broke: Broke) -> int:
    """Run the app until it is left; return the exit code."""
    app = GuestApp(coach)
    if _known_styles:
        app.stylesheet = _known_styles[0]
    code = run_to_end(app)
    if app.fault is None:
        return code
    from coach.services.trouble.last_resort import code_places

    broke(type(app.fault).__name__, code_places(app.fault, _MOST_PLACES))
    print(SAID)
    return 1
