"""The layers: folders searched for routines and exercises, lowest first. For each id, the last layer's version is used.

Left out: reading the files (``library``). ``environ`` defaults to the process's own environment.
"""

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
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
"""The name of the layer made from ``--routines``, the highest of all."""
EXERCISES = "exercises"
"""The subfolder of a layer that holds exercises; routines are at the layer's top level."""
PROGRAMMES = "programmes"
"""The subfolder of a layer for routines of kind run; they may also be at the layer's top level."""
LESSONS = "lessons"
"""The subfolder of a layer that holds lessons: cards and questions."""
COURSES = "courses"
"""The subfolder of a layer for courses; at the layer's top level they are recognised by their ``[[block]]``."""
ROUTINES = "routines"
"""A subfolder of the runner's or the system's folder, for those who keep routines apart from settings."""
GROUPS = "groups"
"""The subfolder of the system's folder that holds a folder for each group."""
SETTINGS = "settings.toml"
"""A file in the same folder as the routines that is not a routine."""
CAPS_FILE = "caps.toml"
"""The caps file in a group's folder; not a routine either."""
CHANGING = ".changing.json"
"""In the runner's own folder: the journal of a change of several files at once (``packs.transaction``)."""
GROUP_VARIABLE = "COACH_GROUP"
"""The environment variable in which a host names a guest's group; no guest can set it."""


class Layer(Struct, frozen=True):
    """A folder of routines with its ``exercises/``. ``named``: the runner gave it (``--routines``); it must exist."""

    name: str
    folder: Path
    named: bool = False


def layers(
    routines: Path | None = None, environ: Mapping[str, str] | None = None, *, group: str | None = None
) -> tuple[Layer, ...]:
    """All layers from lowest to highest: shipped, system, the group's, own, and the folder of ``--routines``.

    ``group``: the id of the profile's group, if it has one; its folder is inside the system's.
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


def up_to(layer: Layer, known: Sequence[Layer]) -> tuple[Layer, ...]:
    """The layers, lowest first, up to and including this one."""
    return tuple(known[: 1 + max(number for number, each in enumerate(known) if each.name == layer.name)])


def caps_path(layers: Iterable[Layer]) -> Path | None:
    """The path of the caps file of the runner's group; None when no group is among the layers."""
    return next((layer.folder / CAPS_FILE for layer in layers if layer.name == GROUP_LAYER), None)


def shipped_folder() -> Path:
    """The folder of the shipped routines: inside the installed package, else at the top of the checkout."""
    package = Path(coach.__file__).parent
    installed = package / "routines"
    return installed if installed.is_dir() else package.parent / "routines"


def system_folder(environ: Mapping[str, str] | None = None) -> Path:
    """The coach's folder for everyone on this machine: the first of XDG_CONFIG_DIRS, else ``/etc/xdg``."""
    first = (os.environ if environ is None else environ).get("XDG_CONFIG_DIRS", "").split(os.pathsep)[0]
    return (Path(first) if Path(first).is_absolute() else Path("/etc/xdg")) / "coach"


def group_folder(group: str, environ: Mapping[str, str] | None = None) -> Path:
    """The folder of a group of this machine's runners. ``group`` must be an id; other text could escape the folder."""
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
    """The group of this process's runner: as the host's ``COACH_GROUP`` says, else ``own``, that of their settings."""
    said = (os.environ if environ is None else environ).get(GROUP_VARIABLE)
    if not said:
        return own
    from coach.library.toml.fields import is_slug  # imported late: only a host's guests need it

    return said if is_slug(said) else own


def is_folder(path: Path) -> bool:
    """Whether there is a folder at ``path`` that this process may stat; never raises."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is a regular file at ``path`` that this process may stat; never raises."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def toml_files(folder: Path) -> list[Path]:
    """The folder's ``*.toml`` entries sorted by name, even those that are no regular files; none without a folder.

    Some systems write ``.TOML``: endings with capitals count too, and come last. Hidden files are left out, for editors
    keep backups in them. Raises OSError when the folder cannot be listed.
    """
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name[-5:].lower() == ".toml" and entry.name[0] != "."]
    except FileNotFoundError:
        return []
    return [folder / name for name in sorted(names, key=lambda name: (name[-5:] != ".toml", name))]
