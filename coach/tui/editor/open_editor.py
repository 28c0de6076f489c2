"""Opening the editor: for a file, or with a draft that was left. Left out: a new file (``new_file``)."""

from collections.abc import Callable
from pathlib import Path

from coach.library.disk.layers import GIVEN_LAYER, config_folder
from coach.library.drafts.draft import Draft, UnwritableError
from coach.library.drafts.own_copy import (
    OwnFile,
    UnreadableError,
    can_change,
    find,
    find_lessons,
)
from coach.library.shelf.broken import Broken
from coach.library.shelf.library import Kind
from coach.library.toml.fields import is_slug
from coach.library.toml.outline import Outline
from coach.library.toml.sanitize import short
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.confirm import Ask, Choice

_LEFT = "You left a change of this file that was not saved."


def edit_file(app: AppBase, kind: Kind, identity: str, then: Callable[[], None] | None = None) -> None:
    """Edit this file; ``then`` is called when the editor is left. If it cannot be edited, say why."""
    file = _file_of(app, kind, identity) if is_slug(identity) else None
    if file is None:
        app.notify(f'There is no {kind} "{short(identity)}" in a file of its own.', severity="warning", markup=False)
        return
    if not file.warning:
        open_file(app, file, then)
        return
    choices = (Choice("enter", "Edit a copy", True), Choice("escape", "Leave it", False))
    app.push_screen(Ask(file.warning, choices), lambda sure: open_file(app, file, then) if sure else None)


def _file_of(app: AppBase, kind: Kind, identity: str) -> OwnFile | None:
    given = not app.coach.hosted
    if kind == "lessons":
        return find_lessons(identity, app.training.learning.book.origins, given=given)
    return find(identity, app.training.library, (kind,), given=given)


def mend_file(app: AppBase, broken: Broken) -> None:
    """Edit a broken file, whatever its name, if it is the runner's own; else say who can repair it."""
    if config_folder() not in broken.path.parents and not _is_given(app, broken.path):
        app.notify(f"{broken.name} is not yours: whoever looks after it can put it right.", markup=False)
        return
    open_file(app, OwnFile(broken.kind, broken.path, broken.path))


def _is_given(app: AppBase, path: Path) -> bool:
    """Whether a file is in the folder of ``--routines``, and the runner may change it there."""
    if app.coach.hosted or not can_change(path):
        return False
    return any(layer.folder in path.parents for layer in app.coach.shelf.layers if layer.name == GIVEN_LAYER)


def open_file(app: AppBase, file: OwnFile, then: Callable[[], None] | None = None) -> None:
    """Open the editor with this file; a draft left earlier is offered first."""
    try:
        manuscript = Draft(file, fenced=app.coach.hosted)
    except (UnreadableError, UnwritableError) as error:
        app.notify(f"{short(file.path.name)} cannot be edited here. {error}", severity="error", markup=False)
        return
    if manuscript.left is None:
        _show(app, manuscript, manuscript.saved, then)
        return
    choices: tuple[Choice[str | None], ...] = (
        Choice("enter", "Go on with it", manuscript.left),
        Choice("f", "Begin from the file, and put it aside", manuscript.saved),
        Choice("escape", "Leave it for now", None),
    )

    def decide(text: str | None) -> None:
        if text == manuscript.saved and not _put_aside(app, manuscript):
            return
        if text is not None:
            _show(app, manuscript, text, then)

    app.push_screen(Ask(_LEFT, choices), decide)


def _put_aside(app: AppBase, manuscript: Draft) -> bool:
    """Move the draft aside, under a name of its own; False: that failed."""
    try:
        aside = manuscript.give_up()
    except UnwritableError as error:
        app.notify(str(error), severity="error", timeout=10, markup=False)
        return False
    app.notify(f"What you left is in {short(aside.name)}, beside the file.", timeout=10, markup=False)
    return True


def _show(app: AppBase, manuscript: Draft, text: str, then: Callable[[], None] | None) -> None:
    from coach.tui.editor.screen import Editor

    line = 0
    if manuscript.file.inline:
        blocks = Outline(text).blocks
        line = next((block.start for block in blocks if block.exercise == manuscript.file.inline), 0)
    app.push_screen(Editor(manuscript, text, line), (lambda _: then()) if then else None)
