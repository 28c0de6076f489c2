"""A runner's own files in plain mode: putting away, bringing back, giving another id."""

from collections.abc import Callable, Sequence
from pathlib import Path

from coach.domain.listing import capitalised
from coach.library.packs.own_things import OwnThing
from coach.library.packs.removed_files import RemovedFiles
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.assembly import Coach
from coach.services.files import RunnerFiles
from coach.services.own_files.removing import CannotError, files_put_away, own, put_away_file, removal, restore_own_file
from coach.services.own_files.renaming import new_id, rename_own_file
from coach.services.training import Training
from coach.store.protocol import StoreError

_MOST = 50
_WHAT = "r: put it away. n: another id. Enter: leave it."


def own_files(coach: Coach, talk: Talk) -> None:
    """List them, and do with one what the runner asks for; changes are in use at once."""
    training, reread = coach.training, RunnerFiles(coach).use
    things, gone = own(training)[:_MOST], files_put_away()[:_MOST]
    for number, thing in enumerate(things, 1):
        talk.say(f"{number}. {thing.name or thing.identity}: {thing.kind} {thing.identity}.")
    back = " b brings back what was put away." if gone else ""
    if not things and not gone:
        talk.say("You have no files of your own yet.")
        return
    line = talk.ask(f"Which of your files? A number; Enter for none.{back}").strip().lower()
    if line == "b" and gone:
        _bring_back(talk, gone, reread)
        return
    try:
        place = read.index_typed(line, len(things))
    except read.NotUnderstoodError:
        place = None
    if place is None:
        talk.say("Nothing was changed.")
        return
    _do(training, talk, things[place], reread)


def _do(training: Training, talk: Talk, thing: OwnThing, reread: Callable[[Sequence[Path]], None]) -> None:
    what = talk.ask(f"{thing.name or thing.identity}. {_WHAT}").strip().lower()
    try:
        if what == "r":
            _put_away(training, talk, thing, reread)
        elif what == "n":
            to = talk.ask(f"The new id of {thing.identity}? Enter: leave it.").strip().lower()
            if to:
                new = new_id(training, thing, to)
                rename_own_file(training, new)
                reread([change.path for change in new.changes])
                talk.say(new.in_words)
                return
            talk.say("Nothing was changed.")
        else:
            talk.say("Nothing was changed.")
    except (CannotError, StoreError) as error:
        talk.say(capitalised(str(error)))


def _put_away(training: Training, talk: Talk, thing: OwnThing, reread: Callable[[Sequence[Path]], None]) -> None:
    if not asked(talk, f"{removal(training, thing).question} y, n:", read.yes_no):
        talk.say("It stays.")
        return
    put_away_file(thing, training.clock.now())
    reread([thing.path])
    talk.say("It is put away. f, then b, brings it back.")


def _bring_back(talk: Talk, gone: Sequence[RemovedFiles], reread: Callable[[Sequence[Path]], None]) -> None:
    for number, each in enumerate(gone, 1):
        talk.say(f"{number}. {each.in_words}, {each.at.astimezone():%d %b, %H:%M}.")
    place = asked(
        talk,
        "Which one shall come back? A number; Enter for none:",
        lambda line: read.index_typed(line, len(gone)),
    )
    if place is None:
        talk.say("Nothing was brought back.")
        return
    try:
        talk.say(restore_own_file(gone[place]))
    except CannotError as error:
        talk.say(capitalised(str(error)))
        return
    reread(list(gone[place].files))
