"""What the warm process does once, so that no coach has to: all is imported, and the app played without a screen."""

import importlib
import pkgutil
import tempfile

_PACKAGES = (
    "coach.domain", "coach.system", "coach.library", "coach.store", "coach.cues", "coach.services", "coach.plain",
    "coach.tui", "coach.cli",
)  # fmt: skip
_NEVER = frozenset({"coach.cli.training.calendar_file"})
"""What no guest comes to, and is large: a calendar as a file brings icalendar, 4.5 MB."""
_OTHERS = ("_strptime", "tomli_w")
"""What is imported where it is first used, by Python's own datetime and in a session's first answer."""


def import_all() -> None:
    """Every module of the floors below, and of the command line; what needs an extra that is not there is left out."""
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
    """Import all, and play a coach of nobody's from Home into a session."""
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
    store.write(PROFILE_KEY, {})  # not new: the first questions are asked once, and the session is played often
    training = Training(library, store, SystemClock(), Settings())
    guest.rehearse(Coach(training, library.diagnostics, None, hosted=True))
