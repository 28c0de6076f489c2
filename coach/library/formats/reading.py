"""What one file of the library says by itself, before it is combined with the others.

Left out: which of several versions is in use, and what the exercises that it names are (``resolve``).
Plain classes: two files are never equal, and defining a dataclass costs each start of the coach nearly a millisecond.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from coach.domain.exercises.course import Course
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.library.formats.courses.course_file import CourseDraft, read_course
from coach.library.formats.exercises.exercise_file import read_exercise
from coach.library.formats.packs.pack_sign import says_pack
from coach.library.formats.routine_file import RoutineDraft, read_draft
from coach.library.toml.checker import Problems, Table
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document

Kind = Literal["exercise", "routine", "course", "lessons"]
LAYER_KINDS: tuple[Kind, ...] = ("routine", "exercise", "course")
"""The kinds whose files refer to each other. Routines first: an id shared by several kinds means the routine."""


class ExerciseFile:
    """An exercise's file; ``exercise`` is None when it has errors. ``stale``: a last good version of a broken file."""

    holds: ClassVar[Kind] = "exercise"
    __slots__ = ("document", "exercise", "problems", "stale")

    def __init__(self, document: Document, problems: Problems, exercise: Exercise | None, stale: bool) -> None:
        self.document = document
        self.problems = problems
        self.exercise = exercise
        self.stale = stale

    @property
    def sound(self) -> bool:
        """Whether the file by itself has no errors."""
        return self.exercise is not None


class Built:
    """A routine with what it was built from: a cache, so that editing one file does not rebuild a thousand others.

    ``draft``: the draft it was built from, merged with ``base``, the draft that it extends (None: it extends nothing).
    """

    __slots__ = ("base", "draft", "exercises", "routine")

    def __init__(
        self,
        routine: Routine,
        exercises: Mapping[str, Exercise],
        draft: RoutineDraft,
        base: RoutineDraft | None = None,
    ) -> None:
        self.routine = routine
        self.exercises = exercises
        self.draft = draft
        self.base = base

    def holds_with(self, exercises: Mapping[str, Exercise], names: Iterable[str]) -> bool:
        """Whether the cached routine is still valid: the exercises that it uses, ``names``, are the same as before."""
        before = self.exercises
        if before is not exercises:
            if not all(before.get(name) is exercises.get(name) for name in names):
                return False
            self.exercises = exercises
        return True


class RoutineFile:
    """A routine's file. ``stale``: a last good version of a broken file. ``built``: the routine last built from it.

    ``whole``: if it extends another, its last good draft merged with that base, still usable when the base breaks.
    """

    holds: ClassVar[Kind] = "routine"
    __slots__ = ("built", "document", "draft", "problems", "stale", "whole")

    def __init__(self, document: Document, problems: Problems, draft: RoutineDraft, stale: bool) -> None:
        self.document = document
        self.problems = problems
        self.draft = draft
        self.stale = stale
        self.built: Built | None = None
        self.whole: RoutineDraft | None = None

    @property
    def sound(self) -> bool:
        """Whether the file by itself has no errors."""
        return self.draft.sound


class CourseFile:
    """A course's file. ``stale``: a last good version of a broken file. ``built``: the course last built from it."""

    holds: ClassVar[Kind] = "course"
    __slots__ = ("built", "document", "draft", "problems", "stale")

    def __init__(self, document: Document, problems: Problems, draft: CourseDraft, stale: bool) -> None:
        self.document = document
        self.problems = problems
        self.draft = draft
        self.stale = stale
        self.built: Course | None = None

    @property
    def sound(self) -> bool:
        """Whether the file by itself has no errors."""
        return self.draft.sound


Reading = ExerciseFile | RoutineFile | CourseFile


class FileGroup:
    """Files that are loaded together as one layer; a file that could not even be parsed is a ``Diagnostic``.

    ``place``: groups with the same place are one layer, whose files must not contradict each other; default: ``name``.
    ``by_name``: whether copies are recognised by their file names.
    """

    __slots__ = ("by_name", "courses", "exercises", "faults", "name", "place", "routines")

    def __init__(
        self,
        name: str,
        exercises: Sequence[ExerciseFile | Diagnostic] = (),
        routines: Sequence[RoutineFile | Diagnostic] = (),
        faults: Sequence[Diagnostic] = (),
        *,
        courses: Sequence[CourseFile | Diagnostic] = (),
        place: str = "",
        by_name: bool = True,
    ) -> None:
        self.name = name
        self.exercises = exercises
        self.routines = routines
        self.courses = courses
        self.faults = faults
        self.place = place or name
        self.by_name = by_name

    def files(self, kind: Kind) -> Sequence[Reading | Diagnostic]:
        """The group's files of one kind."""
        if kind == "course":
            return self.courses
        return self.exercises if kind == "exercise" else self.routines


def exercise_file(document: Document, *, stale: bool = False) -> ExerciseFile:
    """Read an exercise's file."""
    problems = Problems(document)
    return ExerciseFile(document, problems, read_exercise(document, problems), stale)


def routine_file(document: Document, *, stale: bool = False) -> RoutineFile:
    """Read a routine's file."""
    problems = Problems(document)
    draft = _no_draft(problems) if says_pack(document, problems) else read_draft(document, problems)
    problems.mark()
    return RoutineFile(document, problems, draft, stale)


def _no_draft(problems: Problems) -> RoutineDraft:
    """The empty draft of a file that is no routine at all."""
    return RoutineDraft(
        id="",
        sound=False,
        inline={},
        named=frozenset(),
        names=(),
        values={},
        top=Table({}, problems),
        problems=problems,
    )


def course_file(document: Document, *, stale: bool = False) -> CourseFile:
    """Read a course's file."""
    problems = Problems(document)
    draft = read_course(document, problems)
    problems.mark()
    return CourseFile(document, problems, draft, stale)


def is_course(data: Mapping[str, Any]) -> bool:
    """Whether a file's tables are those of a course."""
    return "block" in data and "step" not in data


def file_as(kind: Kind, document: Document, *, stale: bool = False) -> Reading:
    """Read a file of the given kind."""
    make: Any = {"exercise": exercise_file, "routine": routine_file, "course": course_file}[kind]
    made: Reading = make(document, stale=stale)
    return made


def kind_in_folder(folder: Kind, document: Document) -> Kind:
    """The kind as which to read a file in a folder of the given kind: a folder of routines may also hold courses."""
    return "course" if folder == "routine" and is_course(document.data) else folder
