"""What the warm process does once, so that no coach has to: import everything, and run the app without a screen."""

import importlib
import os
import pkgutil
import tempfile
from typing import TYPE_CHECKING

from coach.host.workers.hot_code import lay_side_by_side, what_runs

if TYPE_CHECKING:
    from coach.services.assembly import Coach

_PACKAGES = (
    "coach.domain", "coach.system", "coach.library", "coach.store", "coach.cues", "coach.services", "coach.plain",
    "coach.tui", "coach.cli",
)  # fmt: skip
_NEVER = frozenset({"coach.cli.training.calendar_file"})
"""Modules that no guest can reach and that are large: the calendar file needs icalendar, 4.5 MB."""
_OTHERS = ("_strptime", "tomli_w")
"""Modules imported only on first use: by Python's own datetime, and by a session's first answer."""
_NOBODY = "nobody"


def import_all() -> None:
    """Import every module of ``_PACKAGES``, but those that need an extra that is not installed.

    Raises ModuleNotFoundError when a module of the coach itself is missing.
    """
    for name in _PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if module.name in _NEVER:
                continue
            try:
                importlib.import_module(module.name)
            except ModuleNotFoundError as error:
                if error.name is None or error.name.partition(".")[0] == "coach":
                    raise
    for name in _OTHERS:
        importlib.import_module(name)


def rehearse() -> None:
    """Import everything, then run the app for a made-up runner, from Home into a session.

    A fork of this process does so first, with files: it tells which code runs, and that is laid side by side.
    """
    import_all()
    from coach.tui import guest
    from coach.tui.base.lean_strips import make_strips_lean

    make_strips_lean()
    lay_side_by_side(what_runs(_be_nobody))
    guest.rehearse_app(stand_in())


def _be_nobody() -> None:
    """Run the app for a guest with a folder and a database that are gone afterwards. It changes the environment."""
    from coach.domain.records.profile import PROFILE_KEY
    from coach.host.guests.room import enter, environment, make_room
    from coach.services.assembly import Wish, assemble
    from coach.services.notices import SAFETY_READ
    from coach.tui import guest

    with tempfile.TemporaryDirectory() as nowhere:
        os.environ["XDG_DATA_HOME"] = nowhere
        folder = make_room(_NOBODY)
        enter(folder, environment(folder, {}))
        coach = assemble(Wish(profile=_NOBODY, hosted=True, piecemeal=True))
        for known in (PROFILE_KEY, SAFETY_READ):
            coach.training.store.write(known, {})
        guest.rehearse_app(coach, follows=True)


def stand_in() -> "Coach":
    """Return the coach of a made-up runner, who has the shipped library and is not new; nothing of it is stored."""
    from coach.domain.records.profile import PROFILE_KEY
    from coach.library.disk.layers import layers
    from coach.library.formats.settings.settings_file import Settings
    from coach.library.shelf.library import keep_warm, load_library
    from coach.services.assembly import Coach
    from coach.services.training import Training
    from coach.store.memory import MemoryStore
    from coach.system.clock import SystemClock

    keep_warm(layers())
    with tempfile.TemporaryDirectory() as nobody:
        library = load_library(layers(environ=dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "HOME"), nobody)))
    store = MemoryStore()
    store.write(PROFILE_KEY, {})  # not a new runner: the first questions come only once, sessions come often
    return Coach(Training(library, store, SystemClock(), Settings()), library.diagnostics, None, hosted=True)
