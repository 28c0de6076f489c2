"""The runner's own files in the app: put one away after asking, bring one back, or give it another id."""

from collections.abc import Callable, Sequence
from pathlib import Path

from coach.domain.listing import capitalised
from coach.library.disk.layers import config_folder
from coach.library.packs.own_things import NotYoursError, OwnThing
from coach.library.packs.removed_files import RemovedFiles
from coach.library.shelf.broken import Broken
from coach.library.shelf.library import Kind
from coach.library.toml.sanitize import short
from coach.services.own_files.removing import (
    CannotError,
    files_put_away,
    find_own,
    own,
    put_away_file,
    removal,
    restore_own_file,
)
from coach.services.own_files.renaming import new_id, rename_own_file, why_not
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.confirm import Ask, Choice

BACK = "Bring back a file"
"""The palette's title of the command that brings a file back."""
_CHOICES = (Choice("y", "Yes, put it away", True), Choice("escape", "Keep it", False))


def pick_and_put_away(app: AppBase, kind: Kind | None = None, identity: str = "") -> None:
    """Put away one of the runner's own files; without an id, ask which."""
    _with_one(app, "Which file shall be put away?", kind, identity, lambda thing: _ask_to_remove(app, thing))


def put_away_broken(app: AppBase, broken: Broken) -> None:
    """The same for a broken file, whatever its name, if it is the runner's own."""
    if config_folder() not in broken.path.parents:
        _say(app, f"{broken.name} is not yours: whoever looks after it can put it away.")
        return
    _ask_to_remove(app, OwnThing(broken.kind, broken.id or broken.path.stem, broken.path, ""))


def give_other_id(app: AppBase, kind: Kind | None = None, identity: str = "") -> None:
    """Give one of the runner's own files another id; without an id, ask which."""
    _with_one(app, "Which file shall have another id?", kind, identity, lambda thing: _ask_for_id(app, thing))


def bring_back_file(app: AppBase) -> None:
    """Bring back a file that was put away or replaced."""
    from coach.tui.dialogs.filter_list import FilterLine, Find

    entries = [
        FilterLine(short(each.name), f"{each.at.astimezone():%d %b, %H:%M}  {each.which}", each)
        for each in files_put_away()
    ]
    if not entries:
        app.notify("Nothing was put away.", markup=False)
        return
    app.push_screen(Find("What shall come back?", entries), lambda what: _bring_back(app, what))


# --- one after the other --------------------------------------------------------------------------------------------


def _with_one(app: AppBase, question: str, kind: Kind | None, identity: str, act: Callable[[OwnThing], None]) -> None:
    if not identity:
        _pick(app, question, own(app.training), act)
        return
    try:
        found = [thing for thing in find_own(app.training, identity) if kind in (None, thing.kind)]
    except NotYoursError as error:
        _say(app, str(error))
        return
    if found:
        act(found[0])
    else:
        _say(app, f'there is no {kind} "{short(identity)}" of yours.')


def _pick(app: AppBase, question: str, things: Sequence[OwnThing], act: Callable[[OwnThing], None]) -> None:
    from coach.tui.dialogs.filter_list import FilterLine, Find

    if not things:
        _say(app, "you have no files of your own yet: New begins one.")
        return
    entries = [FilterLine(thing.name or thing.identity, f"{thing.kind} {thing.identity}", thing) for thing in things]
    app.push_screen(Find(question, entries), lambda thing: act(thing) if thing is not None else None)


def _ask_to_remove(app: AppBase, thing: OwnThing) -> None:
    try:
        question = removal(app.training, thing).question
    except CannotError as error:
        _say(app, str(error))
        return

    def decide(sure: bool | None) -> None:
        if not sure:
            return
        try:
            put_away_file(thing, app.training.clock.now())
        except CannotError as error:
            _say(app, str(error))
            return
        _use(app, [thing.path])
        app.go.home()
        app.notify(f"Put away: {short(thing.path.name)}. {BACK} (Ctrl+P) has it there again.", markup=False)

    app.push_screen(Ask(question, _CHOICES), decide)


def _ask_for_id(app: AppBase, thing: OwnThing) -> None:
    from coach.tui.dialogs.name_prompt import NameIt

    def give(to: str | None) -> None:
        if to is None:
            return
        try:
            new = new_id(app.training, thing, to)
            rename_own_file(app.training, new)
        except CannotError as error:
            _say(app, str(error))
            return
        _use(app, [change.path for change in new.changes])
        app.go.home()
        app.notify(new.in_words, timeout=10, markup=False)

    question = f"Which id shall {thing.in_words} have? What names it follows, and your history goes with it."
    app.push_screen(NameIt(question, thing.identity, lambda to: why_not(app.training, thing, to)), give)


def _bring_back(app: AppBase, what: RemovedFiles | None) -> None:
    if what is None:
        return
    try:
        said = restore_own_file(what)
    except CannotError as error:
        _say(app, str(error))
        return
    _use(app, list(what.files))
    app.go.home()
    app.notify(said, markup=False)


def _use(app: AppBase, paths: Sequence[Path]) -> None:
    """Read the files again, and use them as they are now."""
    app.training.learning.look()
    app.reread(paths)


def _say(app: AppBase, sentence: str) -> None:
    app.notify(capitalised(sentence), severity="warning", timeout=8, markup=False)
