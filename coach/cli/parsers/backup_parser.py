"""The words of ``coach backup …``. Left out: what they do (``backup``)."""

from coach.cli.parsers.commands import Commands, add_json

ACTIONS = ("list", "make", "restore")


def add_backup(commands: Commands) -> None:
    """Add ``backup`` and what is below it."""
    backup = commands.add(
        "backup",
        "backup:help_backup",
        "copies of your history: list them, make one, put one back",
        ("coach backup list", "which there are, and whether they are sound"),
        ("coach backup make", "one more, now"),
        ("coach backup restore newest", "put the newest back"),
        ("coach backup restore 2026-11-28", "the one of that day; or by its number, as listed"),
        more=(
            "\n\nOne is made by itself after the first record of a day; the last 7 days stay, and 4 weeks before.\n"
            "What was there before a restore is a backup, too: so that can be undone. A damaged history is mended\n"
            "by coach doctor --repair."
        ),
    )
    backup.set_defaults(backup_help=backup.format_help)
    below = Commands(backup)
    listed = below.add("list", "backup:listed", "which there are, the newest first", ("coach backup list", ""))
    add_json(listed)
    made = below.add("make", "backup:make", "make one now", ("coach backup make", ""))
    add_json(made)
    restore = below.add(
        "restore",
        "backup:restore",
        "put one in the place of your history, which is a backup itself from then on",
        ("coach backup restore newest", ""),
        ("coach backup restore 12 --yes", "by its number, without asking"),
    )
    restore.add_argument("which", metavar="WHICH", help="a number, a day (as 2026-11-28), or newest")
    restore.add_argument("--yes", action="store_true", help="without asking")
    add_json(restore)
