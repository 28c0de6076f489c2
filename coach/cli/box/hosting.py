"""``coach host …``: keys, groups, the server, the backup, and the forced command of the box's own OpenSSH.

Left out: invitations and deleting (``host_people``), bans, authorities and host keys (``host_door``), ``host_status``.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

from coach.cli.base.errors import Action, RefusedError, complain
from coach.cli.base.shapes import as_json
from coach.host.accounts.groups import Groups
from coach.host.accounts.holder import refuse_holder
from coach.host.accounts.keys import Keys, known_name
from coach.host.base.errors import BoxError
from coach.host.base.paths import host_folder
from coach.library.disk.layers import group_folder
from coach.library.toml.sanitize import clean
from coach.store.paths import PROFILES, data_folder, is_profile_name
from coach.system.exit_codes import BROKEN, DONE, USAGE
from coach.system.guest import home_folder


def as_refusals(action: Action) -> Action:
    """Decorate an action: turn the host's BoxError into the command line's."""

    @wraps(action)
    def act(args: Namespace) -> int:
        try:
            return action(args)
        except BoxError as refusal:
            raise RefusedError(str(refusal), BROKEN) from refusal

    return act


def help_host(args: Namespace) -> int:
    """Print the help of ``coach host``, for a call without a subcommand."""
    print(args.host_help(), file=sys.stderr)
    return USAGE


@as_refusals
def add_key(args: Namespace) -> int:
    """Let a key open a profile: add it to the key store, and print or install the line for OpenSSH."""
    from coach.host.accounts.authorized_keys import forced_line, install, read_key_file

    known_name(args.name)
    key = read_key_file(args.file)
    line = forced_line(args.name, key, args.command)
    if not args.another_key and Keys(host_folder().keys).profile_of(key.data) != args.name:
        refuse_holder(host_folder(), args.name)
    with in_group(args.name, args.group):
        new = Keys(host_folder().keys).add(args.name, key)
    print(
        f"coach: {key.fingerprint} {'now opens' if new else 'already opens'} the profile {args.name}.", file=sys.stderr
    )
    if args.authorized is None:
        print(line)
    else:
        path = at_home(args.authorized)
        done = install(path, line, key)
        print(f"coach: {path} {'has the line now' if done else 'has the line already'}.", file=sys.stderr)
    return DONE


def at_home(path: Path) -> Path:
    """Return the path with a leading ``~`` replaced by this account's home folder."""
    return home_folder().joinpath(*path.parts[1:]) if path.parts[:1] == ("~",) else path


@as_refusals
def remove_key(args: Namespace) -> int:
    """Remove a profile's keys, all or one."""
    from coach.host.accounts.authorized_keys import uninstall

    for key in Keys(host_folder().keys).remove(args.name, args.fingerprint):
        if args.authorized is not None:
            uninstall(at_home(args.authorized), key)
        print(f"{key.fingerprint} no longer opens anything.")
    return DONE


@as_refusals
def list_keys(args: Namespace) -> int:
    """Print every key with its profile, as a table, as JSON, or as lines for OpenSSH."""
    from coach.host.accounts.authorized_keys import forced_line

    found, groups = Keys(host_folder().keys).all(), Groups(host_folder().groups)
    if args.json:
        rows = [
            {
                "profile": profile,
                "fingerprint": key.fingerprint,
                "comment": key.comment,
                "group": groups.of(profile),
            }
            for profile, key in found
        ]
        print(as_json(rows))
        return DONE
    if args.openssh:
        _print_authorities(args.command)
    for profile, key in found:
        if args.openssh:
            print(forced_line(profile, key, args.command))
        else:
            of = groups.of(profile)
            print(f"{profile}  {key.fingerprint}  {key.kind}  {key.comment}".rstrip() + (f"  in {of}" if of else ""))
    if not found and not args.openssh:
        print("No keys yet. To let somebody in: coach host key add NAME KEYFILE")
    return DONE


def _print_authorities(command: str) -> None:
    """Print a line for sshd for each authority and profile: a certificate opens the profile that it names."""
    from coach.host.accounts.authorities import Authorities
    from coach.host.accounts.authorized_keys import forced_line

    profiles = data_folder() / PROFILES
    names = sorted(path.name for path in profiles.iterdir() if is_profile_name(path.name)) if profiles.is_dir() else []
    for key in Authorities(host_folder().authorities).all():
        for name in names:
            print(f'cert-authority,principals="{name}",{forced_line(name, key, command)}')


@as_refusals
def group(args: Namespace) -> int:
    """Print, set or end a profile's membership of a group."""
    groups = Groups(host_folder().groups)
    if args.none and args.group is not None:
        raise RefusedError("either a group, or --none.", USAGE)
    if args.none:
        groups.leave(args.name)
    elif args.group is not None:
        groups.put(args.name, args.group)
    now = groups.of(args.name)
    print(f"{args.name} is in the group {now}." if now else f"{args.name} is in no group.")
    _mention_if_empty(now)
    return DONE


@contextmanager
def in_group(profile: str, group: str | None) -> Iterator[None]:
    """Put a profile into a group, if one is given, for the ``with`` block; put it back if that raises BoxError.

    So a profile that a key or code opens in the block is in its group from the start.
    """
    if group is None:
        yield
        return
    groups = Groups(host_folder().groups)
    before = groups.of(profile)
    groups.put(profile, group)
    try:
        yield
    except BoxError:
        if before is None:
            groups.leave(profile)
        else:
            groups.put(profile, before)
        raise
    _mention_if_empty(group)


def _mention_if_empty(group: str | None) -> None:
    """Warn if a group has no folder yet: any name makes a group, so it may be mistyped."""
    if group is not None and not group_folder(group).is_dir():
        complain(f"this group has no routines and no caps yet: coach publish FILE --group {group}")


@as_refusals
def login(args: Namespace) -> int:
    """Serve the guest whom sshd let in: this is its forced command."""
    from coach.cli.entry import main
    from coach.host.guests.login import serve_guest as receive

    if args.profile is None:
        raise RefusedError("host login is for the line in authorized_keys, which names the profile.", USAGE)
    return receive(args.profile, os.environ, main)


@as_refusals
def serve(args: Namespace) -> int:
    """Run our own SSH server."""
    from coach.cli.entry import main
    from coach.host.guests.quota import MEGABYTE
    from coach.host.server.capacity import sessions
    from coach.host.server.options import Opening
    from coach.host.server.serve import serve as run

    opening = Opening(
        address=args.listen,
        port=args.port,
        sessions=args.sessions or sessions(),
        of_one=args.sessions_a_key,
        starts=args.starts,
        idle_s=args.idle,
        login_s=args.login_time,
        connections=args.connections,
        saving_s=args.saving_time,
        metrics=args.metrics,
        quota=args.quota * MEGABYTE,
    )
    return run(host_folder(), opening, main, log=args.log, guests=args.account)


@as_refusals
def backup(args: Namespace) -> int:
    """Back up the whole box into one archive; return 1 if something is damaged or left out."""
    from coach.host.admin.backup import back_up

    made = back_up(args.file.absolute())
    profiles = "1 profile" if made.profiles == 1 else f"{made.profiles} profiles"
    print(f"{profiles} in {args.file}. Keep it as safe as the box itself.")
    for name in made.damaged:
        where = name.split("/")
        whose = f"of {where[1]}" if where[0] == PROFILES else name
        complain(f"the database {whose} is damaged, and in the archive as it is. Bring it back from an earlier one.")
    for name in made.left_out:
        complain(f"{clean(name)} cannot be read, and is not in the archive.")
    return BROKEN if made.damaged or made.left_out else DONE
