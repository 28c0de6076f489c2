"""Gives a runner's own thing another id: in its file, in own files that refer to it, and when the history is read.

The history is not rewritten: the renaming is stored beside it (``store.renamings``), and goes with an export.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from coach.domain.records.renamings import Renamed, Renaming
from coach.library.disk.layers import SHIPPED_LAYER
from coach.library.drafts.own_copy import OwnFile, why_unwritable
from coach.library.formats.template import UnusualError
from coach.library.packs.id_places import IdPlace, renamed, spots
from coach.library.packs.own_things import OwnThing, kind_of_own, own_documents, unreadable
from coach.library.packs.transaction import FileChange, carry_out
from coach.library.shelf.in_use import Origin
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.fields import is_slug
from coach.library.toml.sanitize import short
from coach.library.toml.source import parse, raw_text, read_document, shown_path
from coach.services.own_files.removing import CannotError
from coach.services.training import Training
from coach.store import renamings
from coach.store.protocol import StoreError
from coach.store.resilient import ResilientStore


class NewId(Struct, frozen=True):
    """What a new id would change. ``others``: names of files that are adapted; ``unread``: of unreadable files."""

    thing: OwnThing
    to: str
    path: Path
    changes: tuple[FileChange, ...]
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """The sentence shown before and after."""
        follow = f" These follow: {', '.join(self.others)}." if self.others else ""
        cannot = (
            f" {', '.join(self.unread)} cannot be read now: if {self.thing.identity} is named there, change it there."
            if self.unread
            else ""
        )
        past = "" if self.thing.kind == "lessons" else " What you did under the old id counts on under the new one."
        return f"{self.thing.identity} becomes {self.to}.{follow}{past}{cannot}"


def why_not(training: Training, thing: OwnThing, to: str) -> str:
    """Why a thing cannot have this id; empty: it can."""
    if not is_slug(to):
        return f'"{short(to)}" cannot be an id: small letters, digits and single hyphens, as in my-care.'
    if to == thing.identity:
        return "That is its id already."
    origins = training.learning.book.origins if thing.kind == "lessons" else None
    taken = to in origins if origins is not None else (thing.kind, to) in training.library.origins
    if taken or (not thing.inline and _at(thing, to) != thing.path and _at(thing, to).exists()):
        return f"{to} is taken: choose another id."
    return ""


def new_id(training: Training, thing: OwnThing, to: str) -> NewId:
    """What the new id would change. Raises CannotError if it is not possible."""
    if _is_shipped(training, thing):
        raise CannotError(
            f"{thing.identity} is an id that comes with the coach, and yours stands in its place: it keeps its id. "
            "A copy under another one is begun as a new file."
        )
    if why := why_not(training, thing, to):
        raise CannotError(why)
    document = read_document(thing.path)
    wrong = document if isinstance(document, Diagnostic) else _first_error(training, thing)
    if wrong is not None:  # a last good version is known by the file's path, and would be in use no longer
        raise CannotError(f"it cannot be given another id while its file is broken: {wrong.message}.")
    assert not isinstance(document, Diagnostic)
    try:
        own, changes = _own(thing, to, document.text), []
        others = []
        for path, other in own_documents():
            found = spots(other.data, kind_of_own(other), thing.kind, thing.identity)
            if path == thing.path or not found:
                continue
            if thing.kind == "exercise" and thing.identity in other.data.get("exercise", {}):
                continue  # that file refers to its own exercise of this id
            changes.append(FileChange.of_text(path, renamed(other.text, found, thing.identity, to)))
            others.append(short(path.name))
    except UnusualError as error:
        raise CannotError(f"nothing was changed: {error}") from error
    path = thing.path if thing.inline else _at(thing, to)
    unread = tuple(short(each.name) for each in unreadable())
    return NewId(thing, to, path, (*_moved(thing, path, own, to), *changes), tuple(others), unread)


def rename_own_file(training: Training, new: NewId) -> None:
    """Carry out the renaming. Raises CannotError; then nothing has changed."""
    thing = new.thing
    made = _noted(thing, new.to, training.clock.now())
    try:
        # The fact first: if the coach is killed in between, the runner can simply rename again.
        renamings.store_renamings(training.store, made)
    except StoreError as error:
        raise CannotError(f"nothing was changed: {error}") from error
    if isinstance(training.store, ResilientStore) and training.store.trouble:
        _take_back(training, made)
        raise CannotError(f"nothing was changed, for it could not be kept: {training.store.trouble}")
    try:
        carry_out(new.changes)
    except OSError as error:
        _take_back(training, made)
        raise CannotError(f"nothing was changed: {why_unwritable(thing.path, error)}") from error
    training.forget()


def _take_back(training: Training, made: Sequence[Renaming]) -> None:
    for each in made:
        renamings.forget(training.store, each)


def _noted(thing: OwnThing, to: str, now: datetime) -> Sequence[Renaming]:
    return () if thing.kind == "lessons" else (Renaming(Renamed(thing.kind), thing.identity, to, now),)


def _is_shipped(training: Training, thing: OwnThing) -> bool:
    origin = _origin(training, thing)
    return origin is not None and (origin.layer == SHIPPED_LAYER or SHIPPED_LAYER in origin.hides)


def _origin(training: Training, thing: OwnThing) -> Origin | None:
    if thing.kind == "lessons":
        return training.learning.book.origins.get(thing.identity)
    return training.library.origins.get((thing.kind, thing.identity))


def _first_error(training: Training, thing: OwnThing) -> Diagnostic | None:
    """The first error of a file whose last good version is in use; None: it has none."""
    origin = _origin(training, thing)
    if origin is None or not origin.stale:
        return None
    told = (*training.library.diagnostics, *training.learning.book.diagnostics)
    return next((each for each in told if each.severity == "error" and each.path == shown_path(thing.path)), None)


def _at(thing: OwnThing, to: str) -> Path:
    """The path of its file afterwards: named after the new id, unless it was not named after the old one."""
    return thing.path.with_name(f"{to}.toml") if thing.path.stem == thing.identity else thing.path


def _own(thing: OwnThing, to: str, text: str) -> str:
    """The text of its own file with the new id. Raises UnusualError."""
    document = parse(thing.path, text)
    assert not isinstance(document, Diagnostic)
    places: list[IdPlace] = [] if thing.inline else [(("id",), "value")]
    places += spots(document.data, kind_of_own(document), thing.kind, thing.identity)
    return renamed(text, places, thing.identity, to)


def _moved(thing: OwnThing, path: Path, text: str, to: str) -> list[FileChange]:
    """The changes that move the file and its draft to their new paths."""
    moved = [FileChange.of_text(path, text), *([FileChange(thing.path, None)] if path != thing.path else [])]
    draft, new_draft = OwnFile(thing.kind, path, thing.path).draft, OwnFile(thing.kind, path, path).draft
    left = raw_text(draft, guess=True)
    if left is None or draft == new_draft:
        return moved
    parsed = parse(thing.path, left)
    if not isinstance(parsed, Diagnostic):
        with suppress(UnusualError):
            left = _own(thing, to, left)
    return [*moved, FileChange.of_text(new_draft, left), FileChange(draft, None)]
