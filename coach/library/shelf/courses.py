"""Builds the courses in use from their files, once the routines in use are known.

Left out: which of several files of one layer is used (``precedence``), and everything but courses (``resolve``).
"""

from collections.abc import Iterable, Mapping

from coach.domain.exercises.course import Course
from coach.domain.exercises.routine import Routine
from coach.library.formats.courses.course_file import build_course
from coach.library.formats.reading import CourseFile, FileGroup, Kind, Reading
from coach.library.shelf.in_use import Origin, last_origin


class CourseLayers:
    """The courses of all layers, lowest first. ``failed``: files without errors of their own that cannot be used."""

    def __init__(self, *, advise: bool) -> None:
        self._advises = advise
        self._files: dict[str, list[tuple[FileGroup, CourseFile]]] = {}
        self.failed: set[Reading] = set()
        self.origins: dict[tuple[Kind, str], Origin] = {}

    def add(self, part: FileGroup, files: Iterable[CourseFile]) -> None:
        """Add the files of a layer that are to be used, above those added before."""
        for file in files:
            self._files.setdefault(file.draft.id, []).append((part, file))

    def in_use(
        self, routines: Mapping[str, Routine], broken: frozenset[str], unsound: Iterable[Reading]
    ) -> dict[str, Course]:
        """The highest usable version of each course. ``broken``: ids of routines whose files have errors.

        ``unsound``: files with errors of their own; their problems with other files are reported as well.
        """
        for file in unsound:
            if isinstance(file, CourseFile):
                file.problems.rewind()
                build_course(file.draft, routines, broken)
        found: dict[str, Course] = {}
        for identity, versions in self._files.items():
            good = [(part, file, made) for part, file in versions if (made := self._build(file, routines, broken))]
            if good:
                found[identity] = good[-1][2]
                self.origins["course", identity] = last_origin([(part, file) for part, file, _ in good])
        return found

    def _build(self, file: CourseFile, routines: Mapping[str, Routine], broken: frozenset[str]) -> Course | None:
        """The course of a file; the same object as last time if it is equal."""
        file.problems.rewind()
        made = build_course(file.draft, routines, broken)
        if made is None:
            self.failed.add(file)
        elif self._advises and not file.stale:
            from coach.library.formats.courses.course_advice import advise_course

            advise_course(made, file.draft, routines)
        file.built = file.built if file.built == made else made
        return file.built
