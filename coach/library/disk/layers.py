"""Where routines and exercises are looked for, lowest layer first: of one id, the last layer's version is in use.

Left out: reading the files (``library``). The environment is handed in, or is the process's own.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

import coach
from coach.system.guest import home_folder

SHIPPED_LAYER = "shipped"
"""The name of the layer that comes with the coach."""
GROUP_LAYER = "group"
"""The name of the layer that a group's runners share."""
OWN_LAYER = "own"
"""The name of a runner's own layer."""
GIVEN_LAYER = "given"
"""The name of the layer of ``--routines``, the last of all."""
EXERCISES = "exercises"
"""The folder, inside a layer's, that holds exercises; routines stand at the layer's top."""
PROGRAMMES = "programmes"
"""The folder, inside a layer's, for routines of kind run; at the layer's top they are as good."""
LESSONS = "lessons"
"""The folder, inside a layer's, that holds lessons: cards and questions."""
COURSES = "courses"
"""The folder, inside a layer's, for courses; at the layer's top they are as good, told by their ``[[block]]``."""
ROUTINES = "routines"
"""A folder inside a runner's or a machine's own, for those who keep their routines apart from their settings."""
GROUPS = "groups"
"""The folder, inside the system's, that holds a folder for each group."""
SETTINGS = "settings.toml"
"""Stands beside the routines, and is none."""
CAPS = "caps.toml"
"""The same, in a group's folder."""
CHANGING = ".changing.json"
"""In one's own folder: several files that are being changed at one stroke (``packs.transaction``)."""
GROUP = "COACH_GROUP"
"""The variable in which a host says whose group a guest is in; no guest can set it."""


class Layer(Struct, frozen=True):
    """A folder of routines with its ``exercises/``. ``named``: the runner named it, so it must be there."""

    name: str
    folder: Path
    named: bool = False


def layers(
    routines: Path | None = None, environ: Mapping[str, str] | None = None, *, group: str | None = None
) -> tuple[Layer, ...]:
    """All layers in their order: shipped, system, the group's, own, and the folder of ``--routines``.

    ``group``: the id of the profile's group, if it has one; its routines stand beside the system's.
    """
    system, own = system_folder(environ), config_folder(environ)
    found = [
        Layer(SHIPPED_LAYER, shipped_folder()),
        Layer("system", system),
        Layer("system", system / ROUTINES),
    ]
    if group is not None:
        club = group_folder(group, environ)
        found += [Layer(GROUP_LAYER, club), Layer(GROUP_LAYER, club / ROUTINES)]
    found += [
        Layer(OWN_LAYER, own),
        Layer(OWN_LAYER, own / ROUTINES),
    ]
    if routines is not None:
        found.append(Layer(GIVEN_LAYER, routines, named=True))
    return tuple(found)


def caps_path(layers: Iterable[Layer]) -> Path | None:
    """Where the caps of the runner's group are; None: no group is among the layers."""
    return next((layer.folder / CAPS for layer in layers if layer.name == GROUP_LAYER), None)


def shipped_folder() -> Path:
    """The routines that come with the coach: inside the installed package, else at the top of the checkout."""
    package = Path(coach.__file__).parent
    installed = package / "routines"
    return installed if installed.is_dir() else package.parent / "routines"


def system_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The coach's folder for everyone on this machine: the first of XDG_CONFIG_DIRS, else ``/etc/xdg``."""
    first = (os.environ if environ is None else environ).get("XDG_CONFIG_DIRS", "").split(os.pathsep)[0]
    return (Path(first) if Path(first).is_absolute() else Path("/etc/xdg")) / "coach"


def group_folder(group: str, environ: Mapping[str, str] | None = None) -> Path:
    """The folder of a group of this machine's runners. ``group`` must be an id: else it might lead elsewhere."""
    return system_folder(environ) / GROUPS / group


def config_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The runner's own folder, with ``settings.toml`` and ``routines/``: in XDG_CONFIG_HOME, else ``~/.config``.

    A relative path in the variable is ignored, as the XDG base directory specification asks. Raises NoHomeError.
    """
    variables = os.environ if environ is None else environ
    config = Path(variables.get("XDG_CONFIG_HOME", ""))
    if config.is_absolute():
        return config / "coach"
    home = Path(variables.get("HOME", ""))
    return (home if home.is_absolute() else home_folder()) / ".config" / "coach"


def group_in_use(own: str | None, environ: Mapping[str, str] | None = None) -> str | None:
    """The group of whoever this process is for: as their host says, else as their own settings do."""
    said = (os.environ if environ is None else environ).get(GROUP)
    if not said:
        return own
    from coach.library.toml.fields import is_slug  # only where there is a host

    return said if is_slug(said) else own


def is_folder(path: Path) -> bool:
    """Whether there is a folder at ``path`` that we may look at; never raises."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is a regular file at ``path`` that we may look at; never raises."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def toml_files(folder: Path) -> list[Path]:
    """The folder's ``*.toml``, by name, whatever kind of thing they are; none when there is no such folder.

    Capitals in the file's ending are as good, but come last: some systems write ``.TOML``.

    Hidden files are left out: editors keep their backups there. Raises OSError when the folder cannot be listed.
    """
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name[-5:].lower() == ".toml" and entry.name[0] != "."]
    except FileNotFoundError:
        return []
    return [folder / name for name in sorted(names, key=lambda name: (name[-5:] != ".toml", name))]
