"""``coach host invite``, ``invites`` and ``profile delete``: invite people to a shared box, or delete their data."""

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from coach.cli.base.errors import RefusedError, complain
from coach.cli.base.shapes import as_json
from coach.cli.box.hosting import as_refusals, at_home, in_group
from coach.host.accounts.groups import known_group
from coach.host.accounts.holder import holder_of, local_moment, refuse_holder
from coach.host.accounts.invites import USER, Invites
from coach.host.accounts.keys import known_name
from coach.host.base.errors import BoxError
from coach.host.base.paths import BoxFolder, host_folder, make_private
from coach.system.exit_codes import BROKEN, DONE, USAGE

MOST_INVITED = 2000
"""The most lines of a file of names."""


@as_refusals
def invite(args: Namespace) -> int:
    """Print an invitation code for one name, or a line with one for every name in a file."""
    from coach.host.admin.status import door

    if (args.name is None) == (args.file is None):
        raise RefusedError("either a name, or --file with many.", USAGE)
    here = host_folder()
    host, port = door(here)
    port = args.port or port
    everybody = [(args.name, args.group)] if args.file is None else _names_in(args.file, args.group)
    faults = [] if args.another_key else _taken(here, everybody)
    if faults:
        raise RefusedError("\n".join(faults), BROKEN)
    for name, group in everybody:
        with in_group(name, group):
            code = Invites(here.invites).make(name, args.hours, another=args.another_key)
        print(f"{USER}{code}" if args.file is None else f"{name},ssh -p {port} {USER}{code}@{host}")
    hours = "one hour" if args.hours == 1 else f"{args.hours} hours"
    how = f": ssh -p {port} {USER}{code}@{host}" if args.file is None else f", each. {len(everybody)} invited."
    print(f"coach: it works once, for {hours}{how}", file=sys.stderr)
    return DONE


def _taken(here: BoxFolder, everybody: list[tuple[str, str | None]]) -> list[str]:
    """Return a sentence for each name that is taken already."""
    faults = []
    for name, _ in everybody:
        try:
            refuse_holder(here, name)
        except BoxError as refusal:
            faults.append(str(refusal))
    return faults


def _names_in(file: Path, group: str | None) -> list[tuple[str, str | None]]:
    """Return the names in a file (``name`` or ``name,group`` per line), each with its group or the default one.

    Raises RefusedError that lists every bad line.
    """
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not text"
        raise RefusedError(f"{file} cannot be read: {reason}.") from error
    found: dict[str, str | None] = {}
    faults = []
    lines = text.splitlines()
    for number, line in enumerate(lines[:MOST_INVITED], 1):
        name, _, own = (part.strip() for part in line.replace(";", ",").partition(","))
        if not name or name.startswith("#") or (number == 1 and name.lower() == "name"):
            continue
        try:
            known_name(name)
            if own:
                known_group(own)
            if name in found:
                raise BoxError(f"{name} stands there twice.")
        except BoxError as refusal:
            faults.append(f"line {number}: {refusal}")
        found[name] = own or group
    if len(lines) > MOST_INVITED:
        faults.append(f"it has more than {MOST_INVITED} lines.")
    if faults or not found:
        raise RefusedError("\n".join([f"{file} invites nobody:", *(faults or ["there is no name in it."])]))
    return list(found.items())


@as_refusals
def invites(args: Namespace) -> int:
    """Print every open invitation."""
    found = Invites(host_folder().invites).all()
    if args.json:
        print(as_json([{"profile": each.profile, "until": each.until.isoformat()} for each in found]))
        return DONE
    for each in found:
        print(f"{each.profile}  until {local_moment(each.until)}")
    if not found:
        print("No open invitations. To make one: coach host invite NAME")
    return DONE


@as_refusals
def revoke_invites(args: Namespace) -> int:
    """Revoke every open invitation of a profile."""
    gone = Invites(host_folder().invites).revoke(known_name(args.name))
    if not gone:
        raise RefusedError(f"there is no open invitation for {args.name}. All of them: coach host invites")
    print(f"{'One invitation' if gone == 1 else f'{gone} invitations'} for {args.name}: can no longer be used.")
    return DONE


@as_refusals
def delete(args: Namespace) -> int:
    """Delete all of a person's data, after a question and a copy, unless the options skip these."""
    from coach.host.admin.removal import delete_person

    here = host_folder()
    holder = holder_of(here, args.name)
    if holder.is_free:
        raise RefusedError(f"there is no {args.name} here. Who has a key: coach host key list")
    archive = None if args.no_backup else _archive(here, args)
    print(holder.in_words())
    if not args.yes and not _agreed(args.name):
        print("Nothing was deleted.")
        return DONE
    if archive is not None and args.backup is None:
        make_private(here.deleted)
    gone = delete_person(here, args.name, archive, None if args.authorized is None else at_home(args.authorized))
    print(f"{args.name} is deleted: keys, invitations, history, backups, settings, routines, pages for them.")
    if archive is not None:
        print(f"A copy is in {archive}. Hand it over or delete it: it is all that is left of them.")
    for runner in gone.still_named_by:
        complain(f"{runner} shared their page with {args.name}, and that could not be ended: coach host status")
    return BROKEN if gone.still_named_by else DONE


def _archive(here: BoxFolder, args: Namespace) -> Path:
    if args.backup is not None:
        return Path(args.backup).absolute()
    return here.deleted / f"{args.name}-{datetime.now().astimezone():%Y%m%d-%H%M%S}.tar.gz"


def _agreed(name: str) -> bool:
    from coach.plain.talk import Console, InputEndedError

    try:
        return Console().ask(f"Delete all of it for good? Write {name} to do so:").strip() == name
    except InputEndedError:
        return False
