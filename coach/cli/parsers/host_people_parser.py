"""The parsers of ``coach host invite``, ``invites`` and ``profile``: who comes to a shared box, and who leaves it."""

from pathlib import Path

from coach.cli.parsers.commands import Commands, add_json
from coach.cli.parsers.host_values import another_key, authorized, name_of_profile, whole_within


def add_people(below: Commands) -> None:
    """Add these commands below ``host``."""
    _add_invite(below)
    _add_invites(below)
    profile = below.add(
        "profile", "box.hosting:help_host", "a person's data", ("coach host profile delete anna", "asks first")
    )
    profile.set_defaults(host_help=profile.format_help)
    delete = Commands(profile).add(
        "delete",
        "box.host_people:delete",
        "delete all of a person's data: keys, history, backups, settings, routines",
        ("coach host profile delete anna", "asks, and keeps one last copy"),
        ("coach host profile delete anna --backup /root/anna.tar.gz", "the copy goes there"),
        more=" What others share with them ends, too.",
    )
    name_of_profile(delete)
    delete.add_argument("--yes", action="store_true", help="without asking")
    delete.add_argument("--backup", metavar="FILE", type=Path, help="the copy (beside the keys, in deleted/)")
    delete.add_argument("--no-backup", action="store_true", help="without a copy")
    authorized(delete, "--uninstall", "take their lines out of this file, too")


def _add_invite(below: Commands) -> None:
    invite = below.add(
        "invite",
        "box.host_people:invite",
        "make a code with which somebody registers the key they come with, once",
        ("coach host invite ben", ""),
        ("coach host invite --file names.csv", "a whole club: a name a line, and a group behind a comma"),
    )
    invite.add_argument("name", nargs="?", metavar="NAME", help="the profile that the key will open")
    invite.add_argument("--file", type=Path, metavar="FILE", help="many at once; - is the standard input")
    another_key(invite)
    invite.add_argument("--hours", type=whole_within(1, 24 * 30), default=48, help="how many hours it works (48)")
    invite.add_argument("--group", metavar="GROUP", help="put the profile into this group")
    invite.add_argument(
        "--port", type=whole_within(1, 65535), help="as it is named to the guest (that of the open server)"
    )


def _add_invites(below: Commands) -> None:
    invites = below.add("invites", "box.host_people:invites", "every open invitation", ("coach host invites", ""))
    add_json(invites)
    revoke = Commands(invites).add(
        "revoke",
        "box.host_people:revoke_invites",
        "take back the open invitations of somebody",
        ("coach host invites revoke ben", ""),
    )
    name_of_profile(revoke)
