"""The words of ``coach share`` and ``coach team``. Left out: what they do (``share``, ``team``)."""

from coach.cli.parsers.commands import Commands, add_json


def add_team(commands: Commands) -> None:
    """Add both."""
    share = commands.add(
        "share",
        "share:share",
        "share a page with a helper: last sessions, light, phase, lock",
        ("coach share", "who sees your page, and what it says"),
        ("coach share mara", "let the helper mara see it from now on"),
        ("coach share mara --stop", "take it back at once"),
        ("coach share --print > page.txt", "to hand it over by yourself"),
        more=(
            " The page is put anew whenever you trained, answered or unlocked.\n"
            "Nothing else of you is on it: no pain, no notes, no warning signs."
        ),
    )
    share.add_argument("helper", nargs="?", metavar="NAME", help="the name of your helper's profile on this box")
    share.add_argument("--stop", action="store_true", help="take the page back")
    share.add_argument("--print", action="store_true", dest="prints", help="the page alone")
    add_json(share)
    team = commands.add(
        "team",
        "team:team",
        "those who share their page with you, whoever needs a look first",
        ("coach team", ""),
        ("coach team anna", "her page"),
        ("coach team --json", "for scripts"),
    )
    team.add_argument("runner", nargs="?", metavar="RUNNER", help="whose page")
    add_json(team)
