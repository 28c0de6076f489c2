"""Warns of subfolders with TOML files that the coach does not read, instead of ignoring them silently."""

import os
from pathlib import Path

from msgspec.structs import replace

from coach.library.disk.layers import COURSES, EXERCISES, GROUPS, LESSONS, PROGRAMMES, ROUTINES, toml_files
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import short
from coach.library.toml.source import problem

_KNOWN = frozenset({EXERCISES, PROGRAMMES, LESSONS, COURSES, ROUTINES, GROUPS})
"""Subfolders that are read, or are layers of their own."""
_MOST = 50
"""At most so many subfolders are checked; a folder with more is hardly a folder of routines."""


def passed_over(folder: Path) -> tuple[Diagnostic, ...]:
    """A warning for each subfolder whose TOML files are not read; hidden ones are ignored. Never raises."""
    try:
        with os.scandir(folder) as entries:
            names = [each.name for each in entries if each.name not in _KNOWN and each.name[0] != "." and each.is_dir()]
    except OSError:
        return ()
    found = ((folder / name, _files(folder / name)) for name in sorted(names)[:_MOST])
    return tuple(_said(path, files) for path, files in found if files)


def _files(folder: Path) -> list[str]:
    try:
        return [path.name for path in toml_files(folder)]
    except OSError:
        return []


def _said(folder: Path, files: list[str]) -> Diagnostic:
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    message = (
        f"{short(files[0])}{more} in this subfolder: not read; routines stand in the folder above it, "
        f"exercises in its {EXERCISES}/, courses in its {COURSES}/"
    )
    return replace(problem(folder, message), severity="warning")
