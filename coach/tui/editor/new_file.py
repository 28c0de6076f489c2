"""Starting a new file in the app: what it starts from, its id, then the editor."""

import os
from collections.abc import Callable, Mapping

from coach.library.drafts.draft import UnwritableError, write_own_file
from coach.library.drafts.own_copy import own_path, with_schema
from coach.library.formats.courses.course_template import course_template
from coach.library.formats.template import UnusualError, copied, default_name, template
from coach.library.formats.templates.exercise_template import exercise_template
from coach.library.formats.templates.lesson_template import lesson_template
from coach.library.shelf.library import Kind
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.fields import MAX_SLUG
from coach.library.toml.source import read_document
from coach.tui.base.app_base import AppBase

_Start = tuple[Kind, str]
"""The kind of a new file, and the id of the file to copy; empty: a template."""
_TEMPLATES: Mapping[Kind, tuple[str, str, str, Callable[..., str]]] = {
    "routine": ("A template", "of a routine, which explains itself", "my-care", template),
    "exercise": ("A template of an exercise", "with its figure", "my-move", exercise_template),
    "course": ("A template of a course", "weeks that lead somewhere", "my-weeks", course_template),
    "lessons": ("A template of lessons", "cards to read, and questions", "my-cards", lesson_template),
}
"""For each kind: the line that offers the template and its description, a first id, and the template."""


def begin_new(app: AppBase) -> None:
    """Ask what a new file starts from, then its id, and open it in the editor."""
    from coach.tui.dialogs.filter_list import FilterLine, Find

    routines = sorted(app.training.catalogue.routines.values(), key=lambda routine: routine.name)
    courses = sorted(app.training.catalogue.courses.values(), key=lambda course: course.name)
    entries: list[FilterLine[_Start]] = [
        *(FilterLine(words, about, (kind, "")) for kind, (words, about, _, _) in _TEMPLATES.items()),
        *(FilterLine(f"A copy of {routine.name}", str(routine.kind), ("routine", routine.id)) for routine in routines),
        *(FilterLine(f"A copy of {course.name}", "course", ("course", course.id)) for course in courses),
    ]

    def name(start: _Start | None) -> None:
        if start is not None:
            _name(app, start)

    app.push_screen(Find("What shall it start from?", entries), name)


def _name(app: AppBase, start: _Start) -> None:
    from coach.tui.dialogs.name_prompt import NameIt

    kind, source = start
    first = f"my-{source}"[:MAX_SLUG] if source else _TEMPLATES[kind][2]
    question = "What shall its id be? It is the file's name, too."
    app.push_screen(
        NameIt(question, first, lambda identity: _taken(app, kind, identity)),
        lambda identity: _make(app, start, identity),
    )


def _taken(app: AppBase, kind: Kind, identity: str) -> str:
    training = app.training
    known = training.learning.book.origins if kind == "lessons" else {}
    if os.path.lexists(own_path(kind, identity)) or (kind, identity) in training.library.origins or identity in known:
        what = "are lessons" if kind == "lessons" else f"is {'an' if kind == 'exercise' else 'a'} {kind}"
        return f"There {what} of this id already: choose another."
    return ""


def _make(app: AppBase, start: _Start, identity: str | None) -> None:
    """Write the new file, and open it in the editor."""
    if identity is None:
        return
    kind, _ = start
    path = own_path(kind, identity)
    try:
        write_own_file(path, _beginning(app, start, identity), fenced=app.coach.hosted)
    except (UnusualError, UnwritableError) as error:
        app.notify(str(error), severity="error", timeout=10, markup=False)
        return
    if kind == "lessons":
        app.training.learning.look()
    else:
        app.reread([path])
    app.go.edit(kind, identity)


def _beginning(app: AppBase, start: _Start, identity: str) -> str:
    kind, source = start
    if not source:
        text: str = _TEMPLATES[kind][3](identity, commands=not app.coach.hosted)
        return text
    document = read_document(app.training.library.origins[kind, source].path)
    if isinstance(document, Diagnostic):
        raise UnusualError(f"{source} cannot be copied while it is broken: {document.message}.")
    return with_schema(copied(document.text, source, identity, default_name(identity)), own_path(kind, identity), kind)
