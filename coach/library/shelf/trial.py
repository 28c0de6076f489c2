"""Tries a text as if it were saved in its file: what is wrong with it, and what it makes with the files in use.

Left out: reading and writing files (``library``, ``own_copy``).
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.course import Course
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.library.formats.kinds import kind_of
from coach.library.formats.lesson_file import LessonFile, lesson_file
from coach.library.formats.reading import CourseFile, ExerciseFile
from coach.library.formats.routine_keys.steps import order_of
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.shelf.library import Shelf
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, parse, shown_path

_NO_EXERCISES: Mapping[str, Exercise] = MappingProxyType({})


class Trial(Struct, frozen=True):
    """The result of trying a text. ``routine``, ``exercise``, ``course``, ``lessons``: what it makes; None with errors.

    ``parsed``: it is valid TOML, whatever its keys. ``inline``: the valid exercises defined in it. ``catalogue``: all
    that would be in use, this routine included. ``order``: the indexes (from 0) of the steps in the text, in the order
    in which they are done.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    parsed: bool = False
    routine: Routine | None = None
    exercise: Exercise | None = None
    lessons: LessonFile | None = None
    course: Course | None = None
    inline: Mapping[str, Exercise] = field(default_factory=lambda: _NO_EXERCISES)
    catalogue: Catalogue = field(default_factory=Catalogue)
    order: tuple[int, ...] = ()

    def exercise_of(self, identity: str) -> Exercise | None:
        """An exercise as this text defines it, even while another part of the text is wrong, else the one in use."""
        return self.inline.get(identity) or self.catalogue.exercises.get(identity)


def trial(shelf: Shelf, path: Path, text: str) -> Trial:
    """Try the text at ``path`` among the files of a shelf, which must have been refreshed and does not change."""
    document = parse(path, text)
    if isinstance(document, Diagnostic):
        return Trial((document,))
    if kind_of(document) == "lessons":
        return _of_lessons(shelf, document)
    reading, resolved = shelf.tried(document, "exercise" if kind_of(document) == "exercise" else "routine")
    found = tuple(resolved.wrong.get(reading, ()))
    catalogue = resolved.library.catalogue
    if isinstance(reading, ExerciseFile):
        return Trial(found, True, exercise=reading.exercise, catalogue=catalogue)
    usable = reading.built is not None and reading.sound and reading not in resolved.failed
    if isinstance(reading, CourseFile):
        return Trial(found, True, course=reading.built if usable else None, catalogue=catalogue)
    routine = reading.built.routine if reading.built and usable else None
    if routine is not None:  # show it even if a layer above hides it
        catalogue = replace(catalogue, routines={**catalogue.routines, routine.id: routine})
    return Trial(
        found,
        True,
        routine=routine,
        inline=reading.draft.inline,
        catalogue=catalogue,
        order=tuple(order_of(document.data)),
    )


def _of_lessons(shelf: Shelf, document: Document) -> Trial:
    lessons = LessonShelf(shelf.layers)
    lessons.refresh()
    shown = shown_path(document.path)
    found = tuple(each for each in lessons.with_documents([document]).diagnostics if each.path == shown)
    file = lesson_file(document)
    return Trial(found, True, lessons=file if file.sound else None)
