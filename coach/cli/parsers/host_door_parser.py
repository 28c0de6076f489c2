"""The parsers of ``coach host ban``, ``unban``, ``drain``, ``authority`` and ``host-key``."""

from pathlib import Path

from coach.cli.parsers.commands import Commands
from coach.cli.parsers.host_values import whole_within


def add_door(below: Commands) -> None:
    """Add these commands below ``host``."""
    ban = below.add(
        "ban",
        "box.host_door:ban",
        "answer nobody from an address or network any more; without one, all bans",
        ("coach host ban 192.0.2.7", ""),
        ("coach host ban 2001:db8:1:2::/64", ""),
    )
    ban.add_argument("address", nargs="?", metavar="ADDRESS")
    unban = below.add("unban", "box.host_door:unban", "answer them again", ("coach host unban 192.0.2.7", ""))
    unban.add_argument("address", metavar="ADDRESS")
    drain = below.add(
        "drain",
        "box.host_door:drain",
        "let nobody new in and end when the last session is over, before a restart",
        ("coach host drain", "then systemctl start coach-host"),
    )
    drain.add_argument(
        "--wait", type=whole_within(1, 86_400), default=10_800, metavar="S", help="seconds at most (10800)"
    )
    _add_authority(below)
    key = below.add(
        "host-key", "box.hosting:help_host", "the key of this host, and the next one", ("coach host host-key next", "")
    )
    key.set_defaults(host_help=key.format_help)
    verbs = Commands(key)
    verbs.add("next", "box.host_door:next_host_key", "make the next, which clients learn in advance", (_NEXT, ""))
    verbs.add("rotate", "box.host_door:rotate_host_key", "let the next take over, weeks later", (_ROTATE, ""))


_NEXT, _ROTATE = "coach host host-key next", "coach host host-key rotate"


def _add_authority(below: Commands) -> None:
    authority = below.add(
        "authority",
        "box.hosting:help_host",
        "the club's own authorities, whose certificates open the profile that they name",
        ("coach host authority add club-ca.pub", ""),
    )
    authority.set_defaults(host_help=authority.format_help)
    verbs = Commands(authority)
    add = verbs.add(
        "add", "box.host_door:add_authority", "trust what it signs", ("coach host authority add ca.pub", "")
    )
    add.add_argument("file", type=Path, metavar="KEYFILE", help="its .pub file; - is the standard input")
    remove = verbs.add(
        "remove", "box.host_door:remove_authority", "no longer trust it", ("coach host authority remove SHA256:…", "")
    )
    remove.add_argument("fingerprint", metavar="FINGERPRINT", help="as in `coach host authority list`")
    revoke = verbs.add(
        "revoke",
        "box.host_door:revoke_certificates",
        "take single certificates back; without any named, all that were",
        ("coach host authority revoke --id anna", ""),
        ("coach host authority revoke --serial 7-20", ""),
    )
    revoke.add_argument("--id", action="append", default=[], metavar="ID", help="as given by ssh-keygen -I")
    revoke.add_argument("--serial", action="append", default=[], metavar="N", help="as given by -z: 7, or 7-20")
    revoke.add_argument("--undo", action="store_true", help="let them open again")
    verbs.add("list", "box.host_door:list_authorities", "all of them", ("coach host authority list", ""))
