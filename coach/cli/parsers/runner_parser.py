"""The parsers of the commands about the runner and their helpers: ``profile``, ``share``, ``team``."""

import argparse

from coach.cli.parsers.commands import Commands, add_json
from coach.cli.parsers.values import days_a_week, minutes_or_none, pain, runs_a_week


def add_profile(commands: Commands) -> None:
    """Add ``profile``."""
    you = commands.add(
        "profile",
        "people.profile:profile",
        "what the coach knows of you: the complaint, what you avoid, your kit, days and minutes",
        ("coach profile", "show it"),
        ("coach profile --side left --site hip --since 2026-09", "what every 0 to 10 is asked of"),
        ("coach profile --concern tight --days-a-week 3", "what brings you, for the choice of a course; how often"),
        ("coach profile --avoid kneeling,band", "such steps are swapped by themselves"),
        ("coach profile --training-days mon,wed,fri --run-days tue,sat", "the rest are rest days"),
        ("coach profile --run-minutes 30 --runs-per-week 3", "what you run already without this pain"),
        ("coach profile --avoid none", "nothing is avoided any more"),
        more=" Lists take commas; none empties one.",
    )
    you.add_argument("--concern", metavar="WHAT", help="what brings you: painful, tight, weak or well")
    you.add_argument("--site", metavar="SITE", help="where it hurts: hip, groin, low-back, buttock or thigh")
    you.add_argument("--side", metavar="SIDE", help="left, right or both")
    you.add_argument("--since", metavar="WHEN", help="about when it began: a year or a month, as 2026-09")
    you.add_argument("--avoid", metavar="LIST", help="positions (kneeling, lying, hands …) and equipment")
    you.add_argument("--not-at-hand", metavar="LIST", help="equipment that you do not have now")
    you.add_argument("--training-days", metavar="DAYS", help="as mon,wed,fri; none: any day")
    you.add_argument("--days-a-week", type=days_a_week, metavar="N", help="how often you mean to train; 0: open")
    you.add_argument("--run-days", metavar="DAYS", help="as tue,sat")
    you.add_argument("--minutes", type=minutes_or_none, metavar="N", help="the time there usually is; 0: all it takes")
    you.add_argument("--start-phase", metavar="PHASE", help="where you stood at first: acute, recovery or maintenance")
    you.add_argument("--usual-morning", type=pain, metavar="N", help="your usual morning pain at first, 0 to 10")
    you.add_argument(
        "--run-minutes",
        type=minutes_or_none,
        metavar="N",
        help="you run so long now without this pain, during it and the next morning; 0: not at present",
    )
    you.add_argument("--runs-per-week", type=runs_a_week, metavar="K", help="how many such runs a week")
    you.add_argument(
        "--own-runs",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="you have no complaint: your runs are judged, and never planned",
    )
    add_json(you)


def add_team(commands: Commands) -> None:
    """Add ``share`` and ``team``."""
    share = commands.add(
        "share",
        "people.share:share",
        "share a page with a helper: last sessions, light, phase, lock",
        ("coach share", "who sees your page, and what it says"),
        ("coach share mara", "let the helper mara see it from now on"),
        ("coach share mara --stop", "take it back at once"),
        ("coach share mara --pain", "the page of coach report, too; --no-pain takes that back"),
        ("coach share --print > page.txt", "to hand it over by yourself"),
        more=(
            " The page is put anew whenever you trained, answered or unlocked.\n"
            "Nothing else of you is on it: no pain, no notes, no warning signs; unless you say --pain, which is asked\n"
            "apart, and shares the page of coach report."
        ),
    )
    share.add_argument("helper", nargs="?", metavar="NAME", help="the name of your helper's profile on this box")
    share.add_argument("--stop", action="store_true", help="take the page back")
    share.add_argument(
        "--pain", action=argparse.BooleanOptionalAction, default=None, help="your pains, too, or no more"
    )
    share.add_argument("--yes", action="store_true", help="with --pain: without asking")
    share.add_argument("--print", action="store_true", dest="prints", help="the page alone")
    add_json(share)
    team = commands.add(
        "team",
        "people.team:team",
        "those who share their page with you, whoever needs a look first",
        ("coach team", ""),
        ("coach team anna", "her page"),
        ("coach team anna --report", "the page with her pains, where she shares it; --html FILE, --pdf FILE"),
        ("coach team --json", "for scripts"),
    )
    team.add_argument("runner", nargs="?", metavar="RUNNER", help="whose page")
    team.add_argument("--report", action="store_true", help="the page for a clinician, to the screen")
    team.add_argument("--html", metavar="FILE", help="the same as one file of HTML; - is the standard output")
    team.add_argument("--md", metavar="FILE", help="the same as Markdown")
    team.add_argument("--pdf", metavar="FILE", help="the same as PDF")
    add_json(team)
