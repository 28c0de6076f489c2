"""The parsers of the commands about the records: ``history``, ``log``, ``export``, ``import``, ``backup`` and more."""

from argparse import BooleanOptionalAction
from pathlib import Path

from coach.cli.parsers.commands import Commands, Parser, add_json
from coach.cli.parsers.log_options import add_log_options
from coach.cli.parsers.values import ids, note, pain, since
from coach.services.weeks.page_names import PAGES

BACKUP_ACTIONS = ("list", "make", "restore")


def add_records(commands: Commands) -> None:
    """Add ``history``, ``weeks``, ``measure``, ``report``, ``export``, ``import`` and ``morning``."""
    _add_history(commands)
    _add_weeks(commands)
    _add_measure(commands)
    _add_report(commands)
    _add_export(commands)
    _add_import(commands)
    _add_morning(commands)


def _add_history(commands: Commands) -> None:
    history = commands.add(
        "history",
        "history.records:history",
        "what was done, with its lights",
        ("coach history", "the newest 50; in a pipe, all"),
        ("coach history --all", "all of it"),
        ("coach history --since 28d --kind run", "the runs of four weeks; or 2026-11-01, psoas-care"),
        ("coach history --json", "for scripts; --csv: one table"),
        ("coach history --ids", "with each record's id"),
        ("coach history --show 3f2a", "one record, with its answers, light and reasons"),
        ("coach history --edit 3f2a", "correct it; first it says which later plans change"),
        ("coach history --delete 3f2a", "take out the record whose id begins so"),
        ("coach history --restore 3f2a", "bring it back, or undo its last correction, within 30 days"),
        more=(
            "\n\nEvery plan is derived from the history: without a record, all are made as if it had never been. An\n"
            "import does not bring it back, unless with --restore. What cannot be read is named, and counts as a red\n"
            "of its day, or as a lock, until it is answered anew, removed or set aside."
        ),
    )
    add_json(history)
    history.add_argument("--csv", action="store_true", help="one table, for a spreadsheet")
    history.add_argument("--since", metavar="DAY", type=since, help="a day, as 2026-11-01, or days back, as 28d")
    history.add_argument(
        "--kind", metavar="LIST", type=ids, help="session, run, walk, activity, event, measure, or ids"
    )
    history.add_argument("--all", action="store_true", help="on a terminal, too: not only the newest 50")
    history.add_argument("--ids", action="store_true", help="with each record's id")
    history.add_argument("--show", metavar="ID", help="read out one record: answers, light and why, steps, note")
    history.add_argument("--edit", metavar="ID", help="correct a record, question by question")
    history.add_argument("--delete", metavar="ID", help="take a record out, by its id or how that begins")
    history.add_argument(
        "--restore",
        metavar="ID",
        help="have a record back that was taken out, or as it was before its last correction, within 30 days",
    )
    history.add_argument("--answer", metavar="ID", help="say anew what something was that cannot be read")
    history.add_argument(
        "--set-aside", metavar="ID", help="let what cannot be read no longer count; it stays on record"
    )
    _yes(history)


def _add_weeks(commands: Commands) -> None:
    weeks = commands.add(
        "weeks",
        "history.weeks:weeks",
        "the weeks behind: calendar, pain, doses, running, what goes with what",
        ("coach weeks", "the app opens there; without a terminal, all of it as tables"),
        ("coach weeks pain", "one page as a table; also: calendar, doses, running, with, measures"),
        ("coach weeks --plain", "all pages as tables"),
    )
    weeks.add_argument("page", nargs="?", metavar="PAGE", choices=PAGES, help=", ".join(PAGES))
    weeks.add_argument("--plain", action="store_true", help="as tables, here too")


def _add_export(commands: Commands) -> None:
    export = commands.add(
        "export",
        "history.exchange:export",
        "the whole history as a file, or as tables",
        ("coach export my-training.toml", "all of it; coach import reads it again"),
        ("coach export -", "to the screen"),
        ("coach export --json all.json", "the same as JSON"),
        ("coach export --csv tables", "sessions, steps, runs, walks … as tables for a spreadsheet"),
    )
    export.add_argument("file", metavar="FILE", nargs="?", help="where to; - is the standard output")
    export.add_argument("--csv", metavar="DIR", type=Path, help="a folder for the tables: docs/taking-it-along.md")
    add_json(export)


def _add_import(commands: Commands) -> None:
    take = commands.add(
        "import",
        "history.exchange:import_files",
        "add the records of a history file, or runs and walks from a watch; twice changes nothing",
        ("coach import my-training.toml", ""),
        ("coach import run.fit morning.gpx", "runs, walks, rides and swims; it shows them and asks before"),
        ("coach import activities.csv", "all of them, as Strava or Garmin gives them"),
        ("coach import hike.gpx --as walk", "where the file does not say what it was"),
        more=(
            " What you took out of your history yourself stays out.\n"
            "Of a watch it takes when, how long, how far and the title. What begins within two minutes of a record is\n"
            "left. Then it asks how each was, one at a time; unanswered, nothing goes up on it. FIT needs the extra\n"
            "watch: pip install 'hip-coach[watch]'."
        ),
    )
    take.add_argument("files", metavar="FILE", type=Path, nargs="+")
    take.add_argument("--yes", action="store_true", help="of a watch: without asking")
    ways = ("run", "walk", "ride", "swim")
    take.add_argument("--as", dest="way", choices=ways, help="what it was, where that is not said")
    take.add_argument("--units", choices=("km", "mi"), help="of a table's distances, where it leaves that open")
    take.add_argument("--restore", action="store_true", help="bring back what was taken out, too")


def _add_morning(commands: Commands) -> None:
    morning = commands.add(
        "morning",
        "history.records:morning",
        "how it was the morning after your last day of training, running or walking: pain 0 to 10",
        ("coach morning 1", ""),
        more=(
            " It counts in full: a session's light is only certain with it.\n"
            "It is asked of your complaint alone (coach profile; your hip, where you said none), not of sore\n"
            "muscles or of pain elsewhere. "
            "A brisk walk has a morning after, too: it counts for the way back to running.\n"
            "One answer is about all that you did that day; a bad one counts once."
        ),
    )
    morning.add_argument("pain", metavar="N", type=pain, help="0 none … 10 the worst you can imagine")


def _add_measure(commands: Commands) -> None:
    measure = commands.add(
        "measure",
        "history.measure:measure",
        "how well what matters to you goes, and the checks of your course",
        ("coach measure", "asks what is due"),
        ('coach measure --name "climbing stairs" --name "tying a shoe"', "one to three things, in your own words"),
        ("coach measure stairs=7 shoe=5", "for scripts: 0 not at all … 10 as ever"),
        ("coach measure bridge=12/9 --pain 1", "a check of your course: left/right"),
        more=(
            " First asked after your second training, then every two weeks.\n"
            "It may keep the next block waiting, or ask you to see a clinician; it never opens or raises anything. A\n"
            "check is not done in the acute phase, nor within 48 hours of a red, and stops at pain 4."
        ),
    )
    measure.add_argument("told", metavar="WHAT=VALUE", nargs="*", type=note, help="what, and how well it goes")
    measure.add_argument(
        "--name", metavar="TEXT", action="append", type=note, help='what matters to you; "" for nothing'
    )
    measure.add_argument("--pain", metavar="N", type=pain, help="of a check: the worst pain in it")
    add_json(measure)


def _add_report(commands: Commands) -> None:
    report = commands.add(
        "report",
        "history.report:report",
        "one page for a physiotherapist or doctor: pain, lights, doses, runs, what was changed and why",
        ("coach report", "to the screen"),
        ("coach report --html page.html", "one file to look at, print or send; one A4 page"),
        ("coach report --days 28 --pdf page.pdf", "four weeks; where Chromium, Chrome or Edge is there"),
        ('coach report --name "Anna Berg" --no-notes --html page.html', "with your name, and without your notes"),
        more=" Nothing is sent anywhere. Without --name there is a line to write it on.",
    )
    report.add_argument("--days", type=int, choices=(28, 84), default=84, help="four weeks or twelve (default)")
    report.add_argument("--html", metavar="FILE", help="as one file of HTML; - is the standard output")
    report.add_argument("--md", metavar="FILE", help="as Markdown")
    report.add_argument("--pdf", metavar="FILE", help="as PDF")
    report.add_argument("--name", metavar="TEXT", type=note, help="who you are, if you want that on it")
    report.add_argument(
        "--notes", action=BooleanOptionalAction, default=True, help="the remarks you made in your records, or none"
    )


def add_log(commands: Commands) -> None:
    """Add ``log``."""
    log = commands.add(
        "log",
        "history.log:log",
        "log a run, walk, session or cross-training done elsewhere",
        ("coach log", "asks what it was, and how"),
        ("coach log walk --days-ago 1", "asks about yesterday's walk"),
        ("coach log run --stage 3 --before 0 --worst 1 --after 0", "for scripts: asks nothing"),
        ('coach log run --minutes 31 --distance 5 --at "yesterday 18:00"', "by your own clock; with its pace"),
        ("coach log psoas-care --done 80% --worst 2 --after 1", ""),
        ("coach log swim --minutes 40", ""),
        ("coach log --undo", "take back what was logged last"),
        more=(
            "\n\nWith any answer among the options nothing is asked, and what is not given stays unanswered.\n"
            "Without, it asks line by line, at a terminal or through a pipe; s skips a question. When the input\n"
            "ends early, what was answered is kept; whatever ends it, from the first answer about pain on it is."
        ),
    )
    add_log_options(log)
    add_json(log)
    log.add_argument("--undo", action="store_true", help="take back what was logged last, after asking")
    _yes(log)


def _yes(command: Parser) -> None:
    command.add_argument("--yes", action="store_true", help="with what takes a record out: without asking")


def add_backup(commands: Commands) -> None:
    """Add ``backup`` and the commands below it."""
    backup = commands.add(
        "backup",
        "history.backup:help_backup",
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
    listed = below.add("list", "history.backup:backups", "which there are, the newest first", ("coach backup list", ""))
    add_json(listed)
    made = below.add("make", "history.backup:make", "make one now", ("coach backup make", ""))
    add_json(made)
    restore = below.add(
        "restore",
        "history.backup:restore",
        "put one in the place of your history, which is a backup itself from then on",
        ("coach backup restore newest", ""),
        ("coach backup restore 12 --yes", "by its number, without asking"),
    )
    restore.add_argument("which", metavar="WHICH", help="a number, a day (as 2026-11-28), or newest")
    restore.add_argument("--yes", action="store_true", help="without asking")
    add_json(restore)
