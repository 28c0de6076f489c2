"""Finds the files that cannot be used because of errors, after all files were resolved."""

from collections.abc import Iterator, Mapping, Sequence

from coach.library.shelf.broken import Broken, identity_in
from coach.library.shelf.held_files import Held
from coach.library.shelf.in_use import Resolved
from coach.library.shelf.layer_files import Listing
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.source import problem


def broken_files(held_files: Mapping[str, Held], listings: Sequence[Listing], resolved: Resolved) -> Iterator[Broken]:
    """The files that cannot be used, lowest layer first, except those that a higher layer hides.

    ``held_files``: all files by path; ``listings``: the files of each layer, lowest first.
    """
    if all(held.good for held in held_files.values()):
        return
    origins = resolved.library.origins
    rank = {str(held.path): number for number, listing in enumerate(listings) for held in listing.files}
    in_use = {str(origin.path): key for key, origin in origins.items() if origin.stale}
    for where, held in held_files.items():
        now = held.now
        if held.good or now is None:
            continue
        said = [now] if isinstance(now, Diagnostic) else resolved.wrong.get(now, ())
        if now in resolved.copies and not has_errors(said):
            continue
        first = next((each for each in said if each.severity == "error"), None)
        first = first or problem(held.path, "it cannot be used beside the other files")
        kind, identity = in_use.get(where) or (held.kind, identity_in(held.path, now))
        used = origins.get((kind, identity))
        if used is None or rank.get(str(used.path), 0) <= rank[where]:
            yield Broken(kind, identity, held.path, first, where in in_use)
