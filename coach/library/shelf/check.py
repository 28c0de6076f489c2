"""``coach check PATH …``: validates any of the coach's files and folders against what would be loaded.

Left out: printing, and the exit code.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from coach.library.disk.gc_pause import no_collecting
from coach.library.disk.layers import (
    CAPS_FILE,
    COURSES,
    EXERCISES,
    LESSONS,
    PROGRAMMES,
    ROUTINES,
    Layer,
    is_folder,
    toml_files,
)
from coach.library.disk.subfolders import passed_over
from coach.library.formats.caps_file import caps_of
from coach.library.formats.history_file import MAX_HISTORY_BYTES, history_of
from coach.library.formats.kinds import HISTORY_KEYS, FileKind, kind_of
from coach.library.formats.packs.pack_sign import says_pack
from coach.library.formats.reading import FileGroup, course_file, exercise_file, routine_file
from coach.library.formats.settings.settings_file import settings_of
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.shelf.library import Shelf, combine, load_library, read_layer
from coach.library.shelf.trial import trial
from coach.library.toml.checker import Problems
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import MAX_FILE_BYTES, Document, parse, problem, read_document, shown_path

_HISTORY_TABLE = re.compile(rf"^\[\[?(?:{'|'.join(sorted(HISTORY_KEYS))})\]".encode(), re.MULTILINE)


def check_files(paths: Iterable[Path], layers: Iterable[Layer]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the files at ``paths``; without paths, with all files of the layers.

    A file may be anywhere: it is checked as if it were added above the layers. Of a folder, its ``*.toml`` and those in
    its ``exercises/``, ``programmes/``, ``courses/`` and ``lessons/`` are checked, and the same in its ``routines/``.
    """
    files: list[Path] = []
    found: list[Diagnostic] = []
    given = list(paths)
    if not given:
        known = tuple(layers)
        return (*load_library(known).diagnostics, *LessonShelf(known).refresh().diagnostics)
    for path in given:
        if is_folder(path):
            files.extend(_folder(path, found))
        else:
            files.append(path)
    files = list(dict.fromkeys(files))
    with no_collecting():
        return (*found, *_check_files(files, layers, by_name=files != given))


def check_text(path: Path, text: str, layers: Iterable[Layer]) -> tuple[Diagnostic, ...]:
    """Everything that would be wrong with the file at ``path`` with this text; not for settings and histories."""
    shelf = Shelf(layers, advise=False)
    library = shelf.refresh()
    document = parse(path, text) if path.name == CAPS_FILE else None
    if isinstance(document, Document) and kind_of(document) == "caps":
        return caps_of(document, library.catalogue.exercises)[1]
    return trial(shelf, path, text).diagnostics


def check_lessons(documents: Sequence[Document], layers: Iterable[Layer]) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with these files of lessons, each in its layer or, from elsewhere, above all layers."""
    if not documents:
        return ()
    shelf = LessonShelf(layers)
    shelf.refresh()
    shown = {shown_path(document.path) for document in documents}
    return tuple(each for each in shelf.with_documents(documents).diagnostics if each.path in shown)


def _folder(folder: Path, found: list[Diagnostic]) -> Iterable[Path]:
    found += passed_over(folder)
    below = (EXERCISES, "", PROGRAMMES, COURSES, LESSONS)
    for part in [home / name for home in (folder, folder / ROUTINES) for name in below]:
        try:
            yield from toml_files(part)
        except OSError as error:
            found.append(problem(part, f"the folder cannot be read: {error.strerror}"))


def _check_files(files: list[Path], layers: Iterable[Layer], *, by_name: bool) -> list[Diagnostic]:
    """``by_name``: recognise copies by their names. Not for a file that was named explicitly: that one is meant."""
    found: list[Diagnostic] = []
    homes: dict[Path, dict[FileKind, list[Document]]] = {}
    lessons: list[Document] = []
    for path in files:
        document = read_document(path, _most_bytes(path))
        if isinstance(document, Diagnostic):
            found.append(document)
            continue
        kind = kind_of(document)
        if kind == "history":
            found.extend(history_of(document).diagnostics)
        elif kind == "settings":
            found.extend(settings_of(document)[1])
        elif kind == "caps":
            found.extend(caps_of(document, load_library(layers, advise=False).catalogue.exercises)[1])
        elif kind == "lessons":
            lessons.append(document)
        elif kind == "pack":
            problems = Problems(document)
            says_pack(document, problems)
            found.extend(problems.diagnostics())
        else:
            home = path.parent.parent if path.parent.name in (EXERCISES, PROGRAMMES, COURSES) else path.parent
            homes.setdefault(home, {"exercise": [], "routine": [], "course": []})[kind].append(document)
    found += check_lessons(lessons, layers)
    if homes:
        own = frozenset(os.path.realpath(path) for path in files)
        groups = [read_layer(layer, without=own) for layer in layers]
        groups += [
            FileGroup(
                "checked",
                [*map(exercise_file, kinds["exercise"])],
                [*map(routine_file, kinds["routine"])],
                courses=[*map(course_file, kinds["course"])],
                place=f"checked {home}",
                by_name=by_name or len(files) > 1,
            )
            for home, kinds in homes.items()
        ]
        shown = {shown_path(path) for path in files}
        found += [diagnostic for diagnostic in combine(groups).diagnostics if diagnostic.path in shown]
    return found


def _most_bytes(path: Path) -> int:
    """The most bytes to read: more for a history, so that other large files are not even parsed."""
    try:
        if not path.is_file() or path.stat().st_size <= MAX_FILE_BYTES:
            return MAX_FILE_BYTES
        with path.open("rb") as file:
            return MAX_HISTORY_BYTES if _HISTORY_TABLE.search(file.read(64_000)) else MAX_FILE_BYTES
    except (OSError, ValueError):
        return MAX_FILE_BYTES
