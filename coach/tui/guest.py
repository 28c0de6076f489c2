"""The app for a guest of a shared box: as everywhere, but when it breaks, its host is told where, not the guest."""

from collections.abc import Callable, Sequence

from textual.css.stylesheet import Stylesheet

from coach.cues.sound_desk import Desk, Outfit
from coach.services.assembly import Coach
from coach.tui.app import CoachApp
from coach.tui.base.app_base import AppBase
from coach.tui.run import to_the_end

Broke = Callable[[str, Sequence[str]], None]
"""Told the error's kind and the places in the code, ``file:line function``; nothing of what the error says."""

SAID = "Something went wrong that should not. What you did up to here is kept: log in again to go on."
_MOST_PLACES = 12


_known_styles: list[Stylesheet] = []


class GuestApp(CoachApp):
    """The app for one who sits elsewhere."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach, make_desk=_their_terminal_rings, follows=True)


def _their_terminal_rings(app: AppBase) -> Desk:
    return Desk(Outfit(app.bell, is_remote=True))


def rehearse(coach: Coach) -> None:
    """Play the app once, before this process is forked for each guest: what it works out is there from then on."""
    from coach.tui.warm_up import play_through

    _known_styles[:] = [play_through(coach)]


def run(coach: Coach, broke: Broke) -> int:
    """Run the app until it is left; the exit code."""
    app = GuestApp(coach)
    if _known_styles:
        app.stylesheet = _known_styles[0]
    code = to_the_end(app)
    if app.fault is None:
        return code
    from coach.services.trouble.last_resort import places

    broke(type(app.fault).__name__, places(app.fault, _MOST_PLACES))
    print(SAID)
    return 1
