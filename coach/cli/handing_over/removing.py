"""``coach remove``: put away a file of the runner's own, bring it back, or delete what was put away (--for-good)."""

import sys
from argparse import Namespace

from coach.cli.base.context import opened_coach
from coach.cli.base.errors import RefusedError
from coach.library.packs.own_things import NotYoursError, OwnThing
from coach.library.toml.sanitize import short
from coach.services.own_files.removing import (
    CannotError,
    delete_files_put_away,
    files_put_away,
    find_own,
    removal,
    restore_own_file,
)
from coach.services.own_files.removing import put_away_file as put_away
from coach.services.training import Training
from coach.system.exit_codes import DONE, USAGE
from coach.system.invocation import call


def remove(args: Namespace) -> int:
    """Put a file away; or bring back, list, or delete for good what was put away."""
    if sum((args.undo, args.list, args.for_good)) > 1:
        raise RefusedError("one of --undo, --list and --for-good at a time", USAGE)
    if args.list:
        return _list(args.id or "")
    if args.undo:
        return _undo(args.id or "")
    if args.for_good:
        return _throw_away(args)
    if not args.id:
        raise RefusedError(f"what shall be put away? {call('remove ID')}", USAGE)
    with opened_coach(args) as coach:
        training = coach.training
        thing = one_of(training, args.id, args.kind, "remove")
        try:
            said = removal(training, thing).question
            _ask(said, sure=args.yes, how=f"remove {args.id} --yes")
            put_away(thing, training.clock.now())
        except CannotError as error:
            raise RefusedError(str(error)) from error
    print(f"Put away: {short(thing.path.name)}. To bring it back: {call(f'remove --undo {thing.identity}')}")
    return DONE


def one_of(training: Training, identity: str, kind: str | None, verb: str) -> OwnThing:
    """Return the one thing of the runner's own with this id, and kind if given. Raises RefusedError."""
    try:
        found = find_own(training, identity)
    except NotYoursError as error:
        raise RefusedError(str(error), USAGE) from error
    meant = [thing for thing in found if kind in (None, thing.kind)]
    if len(meant) == 1:
        return meant[0]
    kinds = " or ".join(f"--kind {thing.kind}" for thing in found)
    raise RefusedError(f"{identity} is {' and '.join(f'a {thing.kind}' for thing in found)}: say which, {kinds}", USAGE)


def _ask(question: str, *, sure: bool, how: str) -> None:
    if sure:
        return
    if not sys.stdin.isatty():
        print(question)
        raise RefusedError(f"nothing was put away yet. To do it: {call(how)}")
    try:
        answer = input(f"{question} y, n: ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        raise RefusedError("nothing was put away.")


def _list(identity: str) -> int:
    found = files_put_away(identity)
    for each in found:
        print(f"{each.at.astimezone():%Y-%m-%d %H:%M}  {each.in_words}")
    print(f"To bring one back: {call('remove --undo ID')}" if found else "Nothing was put away.")
    return DONE


def _undo(identity: str) -> int:
    found = files_put_away(identity)
    if not found:
        what = f' called "{short(identity)}"' if identity else ""
        raise RefusedError(f"nothing{what} was put away. What was: {call('remove --list')}", USAGE)
    try:
        print(restore_own_file(found[0]))
    except CannotError as error:
        raise RefusedError(str(error)) from error
    return DONE


def _throw_away(args: Namespace) -> int:
    if args.id:
        raise RefusedError("--for-good is about all that was put away, and takes no id", USAGE)
    count = sum(len(each.files) for each in files_put_away())
    if not count:
        print("Nothing was put away.")
        return DONE
    files = "1 file" if count == 1 else f"{count} files"
    _ask(f"Delete {files} for good? They cannot come back.", sure=args.yes, how="remove --for-good --yes")
    try:
        delete_files_put_away()
    except CannotError as error:
        raise RefusedError(str(error)) from error
    print(f"Deleted for good: {files}.")
    return DONE
