"""Replaces files that cannot be used by their last good versions.

Left out: which files those are (``library``), and where good versions are kept (``disk.last_good``).
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from coach.library.disk.last_good import Kept
from coach.library.formats.reading import FileGroup, Reading, RoutineFile, routine_file
from coach.library.shelf.in_use import Resolved
from coach.library.shelf.resolve import resolve
from coach.library.toml.diagnostics import Diagnostic

F = TypeVar("F", bound=Reading)


def resolve_again(
    groups: Sequence[FileGroup], first: Resolved, instead: Mapping[Reading, Reading], *, advise: bool
) -> Resolved:
    """Resolve the groups with last good versions in place of some files (``instead``), which are still reported.

    ``first``: the result without these replacements, from which their diagnostics are taken.
    """

    def replaced(files: Sequence[F | Diagnostic]) -> Sequence[F | Diagnostic]:
        """The files with their replacements, which come last; each has the kind of the file it replaces."""
        stale: list[Any] = [instead[file] for file in files if isinstance(file, Reading) and file in instead]
        return [file for file in files if isinstance(file, Diagnostic) or file not in instead] + stale

    again = []
    for part in groups:
        files = [file for file in instead if file in part.files(file.holds)]
        faults = [*part.faults, *(each for file in files for each in first.wrong.get(file, ()))]
        again.append(
            FileGroup(
                part.name, replaced(part.exercises), replaced(part.routines), faults,
                courses=replaced(part.courses), place=part.place, by_name=part.by_name,
            )
        )  # fmt: skip
    second = resolve(again, advise=advise)
    wrong = {file: found for file, found in first.wrong.items() if file in instead}
    return Resolved(second.library, second.failed | instead.keys(), {**wrong, **second.wrong}, second.copies)


def keep_whole(file: Reading, kept: Kept) -> None:
    """Keep the whole draft of a routine that extends another, for its base may change while the coach is closed."""
    if isinstance(file, RoutineFile) and file.whole is not None and file.draft.extends:
        from coach.library.formats.routine_keys.extended import data_of

        kept.keep_whole(file.document.path, data_of(file.whole))


def with_whole(stale: Reading | None, now: Reading | Diagnostic | None, kept: Kept | None) -> Reading | None:
    """``stale``, a last good version; if it extends another routine, with the whole draft from when it was in use."""
    if not isinstance(stale, RoutineFile) or not stale.draft.extends or stale.whole is not None:
        return stale
    if isinstance(now, RoutineFile) and now.whole is not None:
        stale.whole = now.whole
    elif kept is not None and (whole := kept.whole(stale.document.path)) is not None:
        read = routine_file(whole, stale=True).draft
        stale.whole = read if read.sound else None
    return stale
