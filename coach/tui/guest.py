"""The app for a guest of a shared box: as everywhere, but when it breaks, its host is told where, not the guest."""

import io
import re
from collections.abc import Callable, Sequence

from rich.console import Console
from textual.css.stylesheet import Stylesheet

from coach.cues.sound_desk import Desk, Outfit
from coach.services.assembly import Coach
from coach.tui.app import CoachApp
from coach.tui.base.app_base import AppBase

Broke = Callable[[str, Sequence[str]], None]
"""Told the error's kind and the places in the code, ``file:line function``; nothing of what the error says."""

SAID = "Something went wrong that should not. What you did up to here is kept: log in again to go on."
_PLACE = re.compile(r"([\w./-]*?[\w-]+/[\w-]+\.py):(\d+) in (\w+)")
_KIND = re.compile(r"^([A-Za-z_]\w*)(?::|$)", re.MULTILINE)
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
    report = io.StringIO()
    app.error_console = Console(file=report, color_system=None, width=200)
    try:
        code = app.run()
    finally:
        app.close()
    text = report.getvalue()
    if text:
        kinds = _KIND.findall(text)
        broke(kinds[-1] if kinds else "Exception", [_place(*found) for found in _PLACE.findall(text)[-_MOST_PLACES:]])
        print(SAID)
        return 1
    return app.return_code or 0 if code is None else code


def _place(path: str, line: str, function: str) -> str:
    """The last two parts of the path are enough, and never name a runner."""
    return f"{'/'.join(path.split('/')[-2:])}:{line} {function}"
