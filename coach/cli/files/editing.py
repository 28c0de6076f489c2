"""``coach edit``: open a copy in the runner's editor, check it afterwards, and repeat until it is right or left alone.

The copy is a hidden file beside the routine, which is never loaded: the version in use stays in use, and if the editor
crashes, the next ``coach edit`` continues with the copy.
"""

import os
import shlex
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from coach.cli.base.context import layers_of, refuse_broken, unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.writing import tell, write_atomically
from coach.library.disk.layers import Layer
from coach.library.drafts.draft import UnwritableError, is_read_only, put_aside
from coach.library.drafts.own_copy import OwnFile, UnreadableError, find, find_lessons, keep_schemas
from coach.library.shelf.check import check_text
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.shelf.library import load_library
from coach.library.toml.diagnostics import has_errors
from coach.library.toml.fields import is_slug
from coach.library.toml.sanitize import short
from coach.library.toml.source import raw_text
from coach.system.exit_codes import BROKEN, DONE, USAGE

_USUAL_EDITORS = ("nano", "vim", "vi")


def edit(args: Namespace) -> int:
    """Edit a routine, exercise, course or file of lessons.

    Returns 1 when it is left with errors, or not written over a read-only file: then only the copy has changed.
    """
    if not is_slug(args.id):
        raise RefusedError(f'"{short(args.id)}" is no id. All of them: coach list, coach exercises', USAGE)
    editor = _editor()
    known = layers_of(args)
    file = _found(args.id, known)
    path, copy, before = file.path, file.draft, _beginning(file)
    there = raw_text(path, guess=True)
    if file.warning:
        print(file.warning)
    if os.path.lexists(copy):
        print(f"Going on with what you left: {copy}")
    else:
        write_atomically(copy, before)
    keep_schemas()
    while True:
        _run(editor, copy)
        text = raw_text(copy)
        if text is None:
            raise RefusedError(f"{copy} is not there any more, so nothing was changed.")
        if text == before:
            copy.unlink(missing_ok=True)
            print("Nothing was changed.")
            return DONE
        if _is_right(path, text, copy, known):
            break
        if not _again():
            print(f"Nothing was changed yet. Your text is kept: coach edit {args.id} goes on with it.")
            return BROKEN
    if is_read_only(path) and not _over_read_only(path):
        print(f"It was left as it is. Your text is kept: coach edit {args.id} goes on with it.")
        return BROKEN
    _put_aside(path, there)
    write_atomically(path, text)
    keep_schemas()
    copy.unlink(missing_ok=True)
    print(f"Saved: {path}")
    if file.is_copy:
        print(f"It takes the place of the one in {file.source.parent}.")
    return DONE


def _put_aside(path: Path, there: str | None) -> None:
    """Keep a copy of the file if it was changed elsewhere while the editor was open. ``there``: its text before."""
    now = raw_text(path, guess=True)
    if now is None or now == there:
        return
    try:
        print(f"It was changed elsewhere meanwhile. That text is kept: {put_aside(path, now)}")
    except UnwritableError as error:
        raise RefusedError(f"{path} was changed elsewhere, so it was not touched. {error}") from error


def _found(identity: str, known: Sequence[Layer]) -> OwnFile:
    """Return the file to edit. Raises RefusedError when there is none, or the exercise is part of a routine's file."""
    library = load_library(known)
    file = find(identity, library) or find_lessons(identity, LessonShelf(known).refresh().origins)
    if file is not None and file.inline:
        raise RefusedError(f"{identity} stands inside a routine: coach edit {file.source.stem}", USAGE)
    if file is not None:
        return file
    refuse_broken(identity, library)
    names = {routine.id: routine.name for routine in library.catalogue.routines.values()}
    names |= {exercise.id: exercise.name for exercise in library.catalogue.exercises.values()}
    names |= {course.id: course.name for course in library.catalogue.courses.values()}
    where = f"coach list, coach exercises, coach learn. A new one: coach new {identity}"
    raise unknown_id(identity, "routine, exercise, course or file of lessons", names, where)


def _beginning(file: OwnFile) -> str:
    try:
        return file.beginning()
    except UnreadableError as error:
        raise RefusedError(f"{file.source}: {error}") from error


def _is_right(path: Path, text: str, copy: Path, known: Sequence[Layer]) -> bool:
    """Return whether the text has no errors; print its problems under the name of the copy, the file to look at."""
    found = check_text(path, text, known)
    tell(replace(each, path=str(copy)) for each in found)
    return not has_errors(found)


def _again() -> bool:
    """Ask whether to go on editing; False when nobody can be asked."""
    if not sys.stdin.isatty():
        return False
    try:
        return input("Edit again? Enter: yes, n: leave it for now. ").strip().lower() not in ("n", "no", "q")
    except EOFError:
        return False


def _over_read_only(path: Path) -> bool:
    """Ask whether to overwrite a read-only file; False when nobody can be asked."""
    print(f"{path} is read-only.")
    if not sys.stdin.isatty():
        return False
    try:
        return input("Save over it all the same? y: yes, Enter: no. ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _editor() -> list[str]:
    """Return the editor's command line. Raises RefusedError when there is none."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""))
        except ValueError as error:
            raise RefusedError(f"${name} cannot be understood: {error}.") from error
        if words:
            return words
    for name in _USUAL_EDITORS:
        if shutil.which(name):
            return [name]
    raise RefusedError("no editor was found: set EDITOR, as in EDITOR=nano coach edit my-care")


def _run(editor: Sequence[str], copy: Path) -> None:
    try:
        code = subprocess.run([*editor, str(copy)], check=False).returncode
    except OSError as error:
        raise RefusedError(f"the editor {short(editor[0])} cannot be started: {error.strerror}. Set EDITOR.") from error
    if code:
        raise RefusedError(f"the editor ended with {code}, so nothing was changed. Your text is kept: {copy}")
