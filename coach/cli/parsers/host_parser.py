"""The parsers of ``coach host …``, the shared box. Left out: the actions (``cli.box``, and ``coach.host``)."""

from pathlib import Path

from coach.cli.parsers.commands import Commands, Parser, add_json
from coach.cli.parsers.host_door_parser import add_door
from coach.cli.parsers.host_people_parser import add_people
from coach.cli.parsers.host_values import another_key, authorized, name_of_profile, whole_within
from coach.host.base.port import HERE, PORT


def add_host(commands: Commands) -> None:
    """Add ``host`` and all commands below it."""
    host = commands.add(
        "host",
        "box.hosting:help_host",
        "a shared box: let people in over SSH",
        ("coach host key add anna anna.pub", "let Anna in"),
        ("coach host serve", "open the door"),
        ("coach host status", "who is here"),
        more="\n\nHow to set up a box, step by step: docs/hosting.md",
    )
    host.set_defaults(host_help=host.format_help)
    below = Commands(host)
    _add_keys(below)
    _add_serve(below)
    add_people(below)
    add_door(below)
    group = below.add(
        "group",
        "box.hosting:group",
        "the group of a profile: its routines and its caps, which the runner cannot leave",
        ("coach host group anna", "show it"),
        ("coach host group anna tuesday-club", "put her into it"),
        ("coach host group anna --none", "and out again"),
        more=" It holds from their next login on.",
    )
    name_of_profile(group)
    group.add_argument("group", nargs="?", metavar="GROUP", help="small letters, digits, hyphens")
    group.add_argument("--none", action="store_true", help="in no group any more")
    status = below.add(
        "status",
        "box.host_status:host_status",
        "who is here, and who is locked, red or silent for 14 days",
        ("coach host status", ""),
        ("coach host status --all", "everybody"),
    )
    status.add_argument("--all", action="store_true", help="those who need no look, too")
    add_json(status)
    backup = below.add(
        "backup",
        "box.hosting:backup",
        "all profiles, keys and the host's own key in one archive",
        ("coach host backup box.tar.gz", "while people train"),
    )
    backup.add_argument("file", metavar="FILE", type=Path)
    below.add_hidden("login", "box.hosting:login")


def _add_keys(below: Commands) -> None:
    key = below.add("key", "box.hosting:help_host", "who may come in", ("coach host key list", ""))
    key.set_defaults(host_help=key.format_help)
    verbs = Commands(key)
    add = verbs.add(
        "add",
        "box.hosting:add_key",
        "let a key open a profile; prints the line for OpenSSH",
        ("coach host key add anna anna.pub", "for `coach host serve`, and for OpenSSH by hand"),
        ("coach host key add anna anna.pub --install", "into this account's authorized_keys"),
        ("coach host key add anna anna.pub --group tuesday-club", "with that group's routines and caps"),
    )
    name_of_profile(add)
    another_key(add)
    add.add_argument("file", metavar="KEYFILE", type=Path, help="the .pub file; - is the standard input")
    add.add_argument("--group", metavar="GROUP", help="put the profile into this group")
    authorized(add, "--install", "put the line into this file")
    _command(add)
    remove = verbs.add(
        "remove",
        "box.hosting:remove_key",
        "keep a key out again: all of a profile, or one",
        ("coach host key remove anna", ""),
        ("coach host key remove anna SHA256:…", "one of several"),
        more=" The profile and its history stay.",
    )
    name_of_profile(remove)
    remove.add_argument("fingerprint", nargs="?", metavar="FINGERPRINT", help="as in `coach host key list`")
    authorized(remove, "--uninstall", "take the line out of this file, too")
    listing = verbs.add("list", "box.hosting:list_keys", "every key, with its profile", ("coach host key list", ""))
    listing.add_argument("--openssh", action="store_true", help="as lines for sshd (AuthorizedKeysCommand)")
    add_json(listing)
    _command(listing)


def _add_serve(below: Commands) -> None:
    serve = below.add(
        "serve",
        "box.hosting:serve",
        "a server of our own, for a box without root",
        ("coach host serve", f"on {HERE}:{PORT}, for this machine alone"),
        ("coach host serve --listen 0.0.0.0", "for everybody who has a key"),
        more=" Needs the extra: pip install 'hip-coach[host]'.",
    )
    serve.add_argument("--listen", metavar="ADDRESS", default=HERE, help=f"({HERE})")
    serve.add_argument("--port", type=whole_within(0, 65535), default=PORT, help=f"({PORT}; 0: any that is free)")
    serve.add_argument("--account", metavar="NAME", help="started as root: the account under which the coaches run")
    serve.add_argument("--log", metavar="FILE", type=Path, help="JSON lines; without it, to the standard error")
    serve.add_argument(
        "--metrics", metavar="PORT", type=whole_within(1, 65535), help="numbers for Prometheus, on loopback"
    )
    numbers = serve.add_argument_group("limits")
    numbers.add_argument("--sessions", type=whole_within(1, 2000), metavar="N", help="in all (by the memory there is)")
    numbers.add_argument("--sessions-a-key", type=whole_within(1, 100), default=4, metavar="N", help="at once (4)")
    numbers.add_argument("--starts", type=whole_within(1, 64), default=4, metavar="N", help="at a time (4)")
    numbers.add_argument(
        "--idle", type=whole_within(5, 86_400), default=1800, metavar="S", help="seconds without a key (1800)"
    )
    numbers.add_argument(
        "--login-time", type=whole_within(2, 600), default=20, metavar="S", help="seconds to log in (20)"
    )
    numbers.add_argument(
        "--saving-time", type=whole_within(1, 600), default=3, metavar="S", help="seconds to save and leave (3)"
    )
    numbers.add_argument(
        "--quota", type=whole_within(2, 10_000), default=20, metavar="MB", help="of a profile's files (20)"
    )
    numbers.add_argument(
        "--connections",
        type=whole_within(1, 100_000),
        default=300,
        metavar="N",
        help="of one address at once, then 10 a second (300)",
    )


def _command(command: Parser) -> None:
    command.add_argument("--command", default="coach", metavar="WORDS", help="how sshd starts the coach (coach)")
