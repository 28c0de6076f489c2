"""Moves a runner's own file to the folder of removed files and back, with the question before and the report after."""

from datetime import datetime

from msgspec import Struct

from coach.domain.listing import few_listed
from coach.library.disk.layers import OWN_LAYER
from coach.library.drafts.own_copy import OwnFile, why_unwritable
from coach.library.packs import removed_files
from coach.library.packs.own_things import OwnThing, all_own, named_in, own_things, why_not_own
from coach.library.packs.removed_files import CannotReturnError, RemovedFiles, kept_away
from coach.library.packs.transaction import FileChange, carry_out
from coach.services.training import Training

_MOST_NAMED = 4


class CannotError(Exception):
    """It could not be done, and nothing was changed. The message is a sentence that says why."""


class Removal(Struct, frozen=True):
    """What would be put away. ``used_by``: names of own files that refer to it.

    ``again``: the layer whose version is used then; ``followed``: it is the course that the runner follows.
    """

    thing: OwnThing
    used_by: tuple[str, ...] = ()
    again: str = ""
    followed: bool = False

    @property
    def question(self) -> str:
        """The question before it is put away."""
        words = self.thing.in_words
        parts = [f"Put away {words}? It goes to the folder of removed files, and can be brought back."]
        if self.again:
            parts.append(f"The {self.again} one of this id is used again.")
        elif self.used_by:
            parts.append(f"It is used by {few_listed(self.used_by, _MOST_NAMED)}, which cannot be used without it.")
        if self.followed and not self.again:
            parts.append("It is the course that you follow: without it you have none.")
        return " ".join(parts)


def own(training: Training) -> tuple[OwnThing, ...]:
    """Everything of the runner's own that can be put away or renamed."""
    return all_own(training.library, training.learning.book.origins)


def find_own(training: Training, identity: str) -> tuple[OwnThing, ...]:
    """The runner's own things with this id. Raises NotYoursError if there are none."""
    origins = training.learning.book.origins
    found = own_things(identity, training.library, origins)
    if not found:
        raise why_not_own(identity, training.library, origins)
    return found


def removal(training: Training, thing: OwnThing) -> Removal:
    """What putting it away would change. Raises CannotError for something that is defined inside another file."""
    if thing.inline:
        raise CannotError(f"{thing.identity} stands inside the routine {thing.path.stem}: take it out of its text.")
    book, library = training.learning.book, training.library
    origin = book.origins.get(thing.identity) if thing.kind == "lessons" else None
    origin = origin or library.origins.get((thing.kind, thing.identity))
    again = ""
    if origin is not None:
        lower = [each for each in origin.hides if each != OWN_LAYER]
        again = lower[-1] if lower and origin.layer == OWN_LAYER else origin.layer if origin.layer != OWN_LAYER else ""
    chosen = training.standing().course.chosen if thing.kind == "course" else None
    return Removal(thing, named_in(thing, library), again, chosen == thing.identity)


def put_away_file(thing: OwnThing, now: datetime) -> None:
    """Put it away, together with its draft. Raises CannotError; then nothing has changed."""
    draft = OwnFile(thing.kind, thing.path, thing.path).draft
    paths = [thing.path, *([draft] if draft.is_file() else [])]
    try:
        carry_out([*kept_away(paths, thing.identity, now), *(FileChange(path, None) for path in paths)])
    except OSError as error:
        raise CannotError(f"nothing was put away: {why_unwritable(thing.path, error)}") from error


def files_put_away(identity: str = "") -> tuple[RemovedFiles, ...]:
    """What was put away, the last first."""
    return removed_files.removals(identity)


def restore_own_file(what: RemovedFiles) -> str:
    """Put it back where it was; returns the sentence that reports it. Raises CannotError; then nothing has changed."""
    try:
        paths = removed_files.restore_files(what)
    except CannotReturnError as error:
        raise CannotError(f"nothing was brought back: {error}") from error
    except OSError as error:
        raise CannotError(f"nothing was brought back: {why_unwritable(what.folder, error)}") from error
    shown = [path for path in paths if not path.name.startswith(".")] or list(paths)
    return f"Back among your own: {few_listed(tuple(path.stem for path in shown), _MOST_NAMED)}."


def delete_files_put_away() -> int:
    """Delete all removed files for good; returns how many. Raises CannotError."""
    try:
        return removed_files.delete_removals(removed_files.removals())
    except OSError as error:
        raise CannotError(f"not all could be deleted: {error.strerror}.") from error
