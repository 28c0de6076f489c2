"""Finds the file to edit for an id: its path, the text to start from, and the draft beside it.

Shipped, system-wide and group files are copied first, comments included; files in the folder of ``--routines`` are
edited in place, if they may be written. The draft is a hidden file that is never loaded: ``coach edit`` and the app's
editor both keep unsaved text in it, so that either can continue the other's.
Left out: asking and telling (``cli``, ``tui``), and checking a text (``check``).
"""

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from coach.library.disk.layers import (
    COURSES,
    EXERCISES,
    GIVEN_LAYER,
    LESSONS,
    OWN_LAYER,
    PROGRAMMES,
    ROUTINES,
    config_folder,
    is_file,
    layers,
)
from coach.library.formats.reading import LAYER_KINDS, Kind
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.shelf.library import Library, Origin, load_library
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import raw_text, read_document, shown_path
from coach.system.guest import path_in_words

if TYPE_CHECKING:
    from coach.library.formats.schema import Ids

_SCHEMA = "#:schema "
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


_BELOW: Mapping[Kind, tuple[str, ...]] = {
    "routine": ("", PROGRAMMES),
    "exercise": (EXERCISES,),
    "course": (COURSES, ""),
    "lessons": (LESSONS,),
}
"""The subfolders of the runner's folder in which a kind of file is looked for; a new one goes into the first."""


class UnreadableError(Exception):
    """Raised when a file exists but its text cannot be read or edited. The message says why."""


class OwnFile(Struct, frozen=True):
    """A file to edit: its text starts as that of ``source``, and is saved to ``path``, the same if it is one's own.

    ``inline``: the id of the exercise that was asked for, if it is defined inside this routine. ``hidden_by``: the
    folder of a higher layer that has the same id, so that the saved file is not in use.
    """

    kind: Kind
    source: Path
    path: Path
    inline: str = ""
    hidden_by: Path | None = None

    @property
    def warning(self) -> str:
        """What to tell the runner before editing; empty when there is nothing."""
        if self.hidden_by is None:
            return ""
        where = shown_path(self.hidden_by)
        return f"It comes from {where}, which cannot be written here. While it is there, it hides a copy of your own."

    @property
    def is_copy(self) -> bool:
        """Whether the source is not the runner's to write, so that saving makes a copy."""
        return self.source != self.path

    @property
    def draft(self) -> Path:
        """The path where unsaved text is kept."""
        return self.path.with_name(f".{self.path.stem}.edit.toml")

    def beginning(self) -> str:
        """The text to start from, with its comments. Raises UnreadableError."""
        text = raw_text(self.source, guess=True)
        if text is None:
            why = read_document(self.source)
            raise UnreadableError(why.message if isinstance(why, Diagnostic) else "it is changing just now: try again")
        return with_schema(text, self.path, self.kind) if self.is_copy else text


def find(identity: str, library: Library, kinds: Sequence[Kind] = LAYER_KINDS, *, given: bool = True) -> OwnFile | None:
    """The file to edit for a routine, exercise or course, or None; a runner's own file is found even if it is broken.

    ``identity`` must be an id. ``given``: whether a file in the folder of ``--routines`` may be edited in place.
    """
    origins = [(kind, library.origins[kind, identity]) for kind in kinds if (kind, identity) in library.origins]
    for kind, origin in origins:
        if origin.layer == GIVEN_LAYER:
            return _given(_copy(kind, identity, origin), in_place=given)
    in_use = dict(origins)
    for kind in kinds:
        used = in_use.get(kind)
        if used is not None and used.layer == OWN_LAYER and not _is_inline(kind, used):
            return _copy(kind, identity, used)  # by origin, not by name: the file named after the id may hold another
        for path in _own_paths(kind, identity):
            if is_file(path):
                return OwnFile(kind, path, path)
    return next((_copy(kind, identity, origin) for kind, origin in origins), None)


def find_lessons(identity: str, origins: Mapping[str, Origin], *, given: bool = True) -> OwnFile | None:
    """The same for a file of lessons. ``origins``: those of the lessons in use, by id."""
    origin = origins.get(identity)
    if origin is not None and origin.layer == GIVEN_LAYER:
        return _given(_copy("lessons", identity, origin), in_place=given)
    if origin is not None and origin.layer == OWN_LAYER:
        return OwnFile("lessons", origin.path, origin.path)
    own = next((path for path in _own_paths("lessons", identity) if is_file(path)), None)
    if own is not None:
        return OwnFile("lessons", own, own)
    return _copy("lessons", identity, origin) if origin is not None else None


def _copy(kind: Kind, identity: str, origin: Origin) -> OwnFile:
    """The file that holds a thing in use: edited in place if it is the runner's own, else as a copy."""
    inline = identity if _is_inline(kind, origin) else ""
    what: Kind = "routine" if inline else kind
    path = origin.path if origin.layer == OWN_LAYER else own_path(what, origin.path.stem if inline else identity)
    return OwnFile(what, origin.path, path, inline)


def _is_inline(kind: Kind, origin: Origin) -> bool:
    """Whether it is an exercise that is defined inside a routine."""
    return kind == "exercise" and origin.path.parent.name != EXERCISES


def _given(file: OwnFile, *, in_place: bool) -> OwnFile:
    """A file of ``--routines``: a runner's copy would be hidden by it, so it is edited in place if that is allowed."""
    if in_place and can_change(file.source):
        return replace(file, path=file.source)
    if is_file(file.path):  # the runner's existing file must not be overwritten with the given one
        return OwnFile(file.kind, file.path, file.path, file.inline, file.source.parent)
    return replace(file, hidden_by=file.source.parent)


def can_change(path: Path) -> bool:
    """Whether a file may be written: it, and its folder, where the draft goes."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def own_path(kind: Kind, identity: str) -> Path:
    """The path for a new file of the runner's own."""
    return home_in(config_folder() / ROUTINES, kind) / f"{identity}.toml"


def home_in(layer: Path, kind: Kind) -> Path:
    """The folder in a layer into which new files of a kind go."""
    return layer / _BELOW[kind][0]


def _own_paths(kind: Kind, identity: str) -> list[Path]:
    """All paths among the runner's own files where an id may be, the preferred one first."""
    below = _BELOW[kind]
    homes = (config_folder() / ROUTINES, config_folder())
    return [home / part / f"{identity}.toml" for home in homes for part in below]


def with_schema(text: str, path: Path, kind: Kind) -> str:
    """The text with its ``#:schema`` line, if it has one, corrected for a runner's own file at ``path``."""
    if not text.startswith(_SCHEMA):
        return text
    from coach.library.formats.schema import schema_line

    _, end, rest = text.partition("\n")
    return schema_line(path, config_folder() / ROUTINES, kind) + end + rest


def keep_schemas(library: Library | None = None, cards: Iterable[str] | None = None) -> None:
    """Write the schemas beside the runner's own routines, where editors look for them. Ignores OSError: they only help.

    They offer the ids of ``library`` and the ``cards`` of lessons; what is not given is read.
    """
    from coach.library.formats.schema import SCHEMA_FOLDER, write_schemas

    if library is None:
        library = load_library(layers())
    if cards is None:
        cards = [card.id for card in LessonShelf(layers()).refresh().lessons.cards]
    with suppress(OSError):
        write_schemas(config_folder() / ROUTINES / SCHEMA_FOLDER, ids_of(library, cards))


def ids_of(library: Library, cards: Iterable[str]) -> "Ids":
    """All ids that a schema may offer, by kind."""
    known = library.catalogue
    return {
        "exercise": [*known.exercises],
        "routine": [*known.routines],
        "course": [*known.courses],
        "card": [*cards],
    }


def leads_away(path: Path) -> bool:
    """Whether ``path``, with links followed, is outside the runner's own folder."""
    home = os.path.realpath(config_folder())
    return os.path.commonpath([home, os.path.realpath(path)]) != home


def why_unwritable(path: Path, error: OSError) -> str:
    """Why a file could not be written, in a sentence."""
    if isinstance(error, PermissionError):
        return f"you are not permitted to write {path_in_words(path)}. Ask whoever looks after this machine."
    if error.errno in _FULL:
        return f"{path_in_words(path)} could not be written: there is no room left."
    return f"{path_in_words(path)} could not be written: {error.strerror or type(error).__name__}."
