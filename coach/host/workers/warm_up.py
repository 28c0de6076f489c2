"""What the warm process does once, so that no coach has to: import everything, and run the app without a screen."""

import importlib
import pkgutil
import tempfile

_PACKAGES = (
    "coach.domain", "coach.system", "coach.library", "coach.store", "coach.cues", "coach.services", "coach.plain",
    "coach.tui", "coach.cli",
)  # fmt: skip
_NEVER = frozenset({"coach.cli.training.calendar_file"})
"""Modules that no guest can reach and that are large: the calendar file needs icalendar, 4.5 MB."""
_OTHERS = ("_strptime", "tomli_w")
"""Modules imported only on first use: by Python's own datetime, and by a session's first answer."""


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
    """Import everything, then run the app for a made-up runner, from Home into a session."""
    import_all()
    from coach.domain.records.profile import PROFILE_KEY
    from coach.library.disk.layers import layers
    from coach.library.formats.settings.settings_file import Settings
    from coach.library.shelf.library import keep_warm, load
    from coach.services.assembly import Coach
    from coach.services.training import Training
    from coach.store.memory import MemoryStore
    from coach.system.clock import SystemClock
    from coach.tui import guest

    keep_warm(layers())
    with tempfile.TemporaryDirectory() as nobody:
        library = load(layers(environ=dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "HOME"), nobody)))
    store = MemoryStore()
    store.write(PROFILE_KEY, {})  # not a new runner: the first questions come only once, sessions come often
    training = Training(library, store, SystemClock(), Settings())
    guest.rehearse(Coach(training, library.diagnostics, None, hosted=True))
