"""A runner's own files: ``coach check`` and ``coach new``.

Left out: others' files (``sharing``), and editing (``editing``).
"""

import os
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coach.cli.base.context import known_routine, layers_of, refuse_broken, unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json, diagnostic_shape
from coach.cli.base.writing import tell, write_atomically
from coach.library.disk.layers import EXERCISES, OWN_LAYER, ROUTINES, SETTINGS, Layer, config_folder, is_folder
from coach.library.drafts.own_copy import keep_schemas, own_path, with_schema
from coach.library.formats.courses.course_template import course_template
from coach.library.formats.settings.settings_file import read_settings
from coach.library.formats.template import UnusualError, copied, default_name, template
from coach.library.formats.templates.exercise_template import exercise_template
from coach.library.formats.templates.lesson_template import lesson_template
from coach.library.packs.ids import id_from
from coach.library.packs.intake import plan_intake
from coach.library.packs.pieces import Handed, handed_over, is_a_pack, twice
from coach.library.shelf.check import check_files
from coach.library.shelf.library import Kind, Library, load_library
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.sanitize import short
from coach.library.toml.source import read_document
from coach.store.paths import default_path
from coach.system.exit_codes import BROKEN, DONE, USAGE


def check(args: Namespace) -> int:
    """Print everything that is wrong with these files, or without any, with all that would be loaded."""
    packs = [path for path in args.paths if not is_folder(path) and is_a_pack(path)]
    others = [path for path in args.paths if path not in packs]
    found = [*check_files(others, layers_of(args))] if others or not packs else []
    if not args.paths:
        found += [*read_settings(config_folder() / SETTINGS)[1], *_of_the_profile(args)]
    handed = handed_over(packs)
    found += _wrong_in(handed, layers_of(args)) if packs else ()
    if args.json:
        print(as_json([diagnostic_shape(diagnostic) for diagnostic in found]))
    else:
        tell(found, handed.texts)
        print(_summary(found))
    return BROKEN if has_errors(found) else DONE


def _of_the_profile(args: Namespace) -> list[Diagnostic]:
    """Return warnings where the course that the runner follows does not suit the days in their profile."""
    if not default_path(args.profile).is_file():
        return []
    from coach.cli.base.context import opened_coach
    from coach.library.formats.courses.course_advice import profile_warnings

    try:
        with opened_coach(args, quiet=True) as coach:
            training = coach.training
            course = training.courses.course
            warnings = profile_warnings(course, training.profile()) if course else ()
            path = str(training.library.origins["course", course.id].path) if course else ""
    except RefusedError:  # every other command reports an unreadable history
        return []
    return [Diagnostic(path, 1, 1, "warning", "", words) for words in warnings]


def _wrong_in(handed: Handed, known: tuple[Layer, ...]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with packs, and with the files in them as if they were added."""
    wrong = [*handed.diagnostics, *twice(handed.pieces)]
    if handed.pieces and not has_errors(wrong):
        wrong += plan_intake(handed.pieces, Layer(OWN_LAYER, config_folder() / ROUTINES), known, "theirs").wrong
    return tuple(wrong)


def _summary(found: Sequence[Diagnostic]) -> str:
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    warnings = len(found) - errors
    if not found:
        return "All is right."
    worth = f"{warnings} worth a look." if warnings else ""
    return f"{errors} to mend. {worth}".rstrip() if errors else f"No errors. {worth}"


def new(args: Namespace) -> int:
    """Make a new file of the runner's own: a routine, course, exercise or lessons, from a template or as a copy."""
    typed, args.id = args.id, id_from(args.id)
    if not args.id:
        raise RefusedError(
            f'"{short(typed)}" cannot be an id: use small letters, digits and single hyphens, as in my-care.', USAGE
        )
    library = load_library(layers_of(args))
    kind = _kind_of_new(args, library)
    path = own_path(kind, args.id)
    if args.source is None:
        text = _TEMPLATES[kind](args.id)
    else:
        source = known_routine(args.source, library) if kind == "routine" else args.source
        text = with_schema(_copy_of(library.origins[kind, source].path, source, args.id), path, kind)
    if os.path.lexists(path):
        raise RefusedError(f"{path} is there already: it stays as it is. Choose another id, or: coach edit {args.id}")
    write_atomically(path, text)
    keep_schemas()
    print(path)
    hidden = library.origins.get((kind, args.id))
    if hidden:
        print(f"It takes the place of the {hidden.layer} {kind} {args.id}.")
    if args.id != typed.strip():
        print(f"Its id is {args.id}: so it is called in every other file, and in your history.")
    then = {
        "routine": f"coach show {args.id}; coach play {args.id}",
        "course": f"coach show {args.id}; coach course {args.id}",
        "lessons": "coach learn",
    }.get(kind, f"coach show {args.id}")
    print(f"Change it: coach edit {args.id}, or any editor and coach check. Then: {then}")
    return DONE


_TEMPLATES: Mapping[Kind, Callable[[str], str]] = {
    "routine": template,
    "course": course_template,
    "lessons": lesson_template,
    "exercise": exercise_template,
}
"""The template for each kind of file, by its id."""


def _kind_of_new(args: Namespace, library: Library) -> Kind:
    """Return the kind of the new file. Raises RefusedError for copying a course that does not exist."""
    if args.source is None:
        return "course" if args.course else "lessons" if args.lessons else "exercise" if args.exercise else "routine"
    if args.source in library.catalogue.courses and (args.course or args.source not in library.catalogue.routines):
        return "course"
    if args.course:
        names = {course.id: course.name for course in library.catalogue.courses.values()}
        refuse_broken(args.source, library)
        raise unknown_id(args.source, "course", names, ", ".join(names))
    return "exercise" if args.source in _own_files(library) else "routine"


def _own_files(library: Library) -> frozenset[str]:
    """Return the exercises that have a file of their own, and no routine of the same id."""
    exercises = (identity for kind, identity in library.origins if kind == "exercise")
    return frozenset(
        identity
        for identity in exercises
        if identity not in library.catalogue.routines
        and library.origins["exercise", identity].path.parent.name == EXERCISES
    )


def _copy_of(path: Path, source: str, identity: str) -> str:
    document = read_document(path)
    if isinstance(document, Diagnostic):  # it has changed since it was loaded
        raise RefusedError(str(document))
    try:
        return copied(document.text, source, identity, default_name(identity))
    except UnusualError as error:
        raise RefusedError(str(error)) from error
