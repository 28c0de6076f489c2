"""``coach rename``: change the id of something of the runner's own, where it is used, and in the history as read."""

from argparse import Namespace

from coach.cli.base.context import opened_coach, readable
from coach.cli.base.errors import RefusedError
from coach.cli.handing_over.removing import one_of
from coach.library.packs.ids import id_from
from coach.services.own_files.removing import CannotError
from coach.services.own_files.renaming import new_id
from coach.services.own_files.renaming import rename_own_file as give
from coach.system.exit_codes import DONE
from coach.system.invocation import call


def rename(args: Namespace) -> int:
    """Give the thing the new id, and print what changed and how to undo it."""
    to = id_from(args.new) or args.new
    with opened_coach(args) as coach:
        training = readable(coach).training
        thing = one_of(training, args.old, args.kind, "rename")
        try:
            new = new_id(training, thing, to)
            give(training, new)
        except CannotError as error:
            raise RefusedError(str(error)) from error
    print(new.in_words)
    print(f"To undo: {call(f'rename {to} {args.old}')}")
    return DONE
