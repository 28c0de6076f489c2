"""The words of the command line: every command, its options, and examples of both.

An action is named, not imported (``module:function`` in this package): the parser must cost next to nothing.
"""

import argparse
from pathlib import Path

from coach import __version__
from coach.cli.parsers.commands import Commands, Parser, add_everywhere, add_json, as_examples
from coach.cli.parsers.host_parser import add_host
from coach.cli.parsers.log_options import add_log_options
from coach.cli.parsers.values import minutes, minutes_or_none, moment, pain, runs_a_week, speed


def parser() -> argparse.ArgumentParser:
    """The whole command line. The namespace holds ``action``, ``routines``, ``profile`` and the command's own."""
    top = Parser(
        prog="coach",
        description="A workout coach for runners with tight, weak or painful hip flexors. Alone, it opens the app.",
        epilog=as_examples(
            ("coach", "open the app"),
            ("coach play psoas-care --plain", "a session as plain lines, for screen readers and pipes"),
            ("coach next", "what is due today, in one line"),
            ("coach show psoas-care", "today's plan, every dose with its reason"),
            ("coach new my-care --from psoas-care", "a routine of your own"),
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"coach {__version__}")
    top.add_argument(
        "--plain",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="the whole coach as lines and prompts, from now on; --no-plain brings the screen back",
    )
    _add_verbosity(top, default="all")
    top.set_defaults(action="start:app")
    add_everywhere(top, default=None)
    commands = Commands(top)
    _add_training(commands)
    _add_browsing(commands)
    _add_records(commands)
    _add_log(commands)
    _add_files(commands)
    _add_profile(commands)
    add_backup(commands)
    _add_doctor(commands)
    add_team(commands)
    add_host(commands)
    _add_completion(commands)
    return top


def _add_verbosity(to: Parser, default: str) -> None:
    to.add_argument(
        "--verbosity",
        choices=["all", "brief", "counts"],
        default=default,
        help="how much plain mode says in a session: all (as it begins), brief or counts",
    )


def _add_training(commands: Commands) -> None:
    play = commands.add(
        "play",
        "start:play",
        "go straight into a session; without a name, today's",
        ("coach play psoas-care", "in the app"),
        ("coach play psoas-care --plain", "one line an event; type ? while it runs"),
        ("coach play psoas-care --speed 60", "rehearse it in seconds; nothing is kept"),
        ("coach play psoas-care --plain < answers.txt", "hands-free, the lines answer the questions in order"),
        more=(
            "\n\nIn plain mode with input that is no terminal, the session runs by itself and each line of the\n"
            "input answers one question: pain now, minutes, Enter to start; then worst pain, pain now, its\n"
            "quality, whether it changed how you move, where it hurt, effort (with worst and now 0: only\n"
            "effort). When the input ends before the session does, the session is paused and saved."
        ),
    )
    play.add_argument("routine", nargs="?", metavar="ROUTINE", help="its id, as in `coach list`")
    play.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help="lines instead of the app")
    play.add_argument("--speed", type=speed, default=1.0, metavar="N", help="rehearse N times as fast")
    play.add_argument("--record", action="store_true", help="keep what was done, although rehearsed")
    _add_verbosity(play, default=argparse.SUPPRESS)
    play.add_argument("--minutes", type=minutes, metavar="N", help="the time there is today (with --plain)")
    commands.add(
        "next",
        "browse:due",
        "what is due today and why, in one line; exit 0 due, 3 rest",
        ("coach next", ""),
        ("coach next && coach play", "train if something is due"),
    )


def _add_browsing(commands: Commands) -> None:
    add_json(commands.add("list", "browse:routines", "all routines", ("coach list", ""), ("coach list --json", "")))
    add_json(commands.add("exercises", "browse:exercises", "all exercises", ("coach exercises", "")))
    show = commands.add(
        "show",
        "browse:show",
        "today's plan of a routine with every reason, or an exercise's card",
        ("coach show psoas-care", "a routine"),
        ("coach show plank", "an exercise"),
        ("coach show psoas-care --json", "for scripts"),
        more=(
            "\n\nEach dose names its rule, the days of the records it rests on, and the rule's source. What a rule\n"
            "says: coach rules NUMBER."
        ),
    )
    show.add_argument("name", metavar="ROUTINE|EXERCISE", help="an id, as in `coach list` or `coach exercises`")
    add_json(show)
    rules = commands.add(
        "rules",
        "rules:rules",
        "what the rules say, in plain words",
        ("coach rules", "all of them"),
        ("coach rules 12", "the rule that a plan names"),
        ("coach rules light", "how a record gets its light; also: phases, clinician, running, safety"),
    )
    rules.add_argument("cards", nargs="*", metavar="RULE", help="numbers, or light, phases, clinician, running, safety")
    simulate = commands.add(
        "simulate",
        "simulation:simulate",
        "the plan that a history would give",
        ("coach simulate psoas-care --history week.toml --json", "72 hours after the last record"),
        ("coach simulate psoas-care --history week.toml --at 2026-11-04T07:30:00Z", "at a time of your choice"),
        ("coach simulate psoas-care --history week.toml --each", "one JSON line a record: the plan after it"),
        more=" The file's [check_in] is what is answered before the next session. Your own history is not read.",
    )
    simulate.add_argument("routine", metavar="ROUTINE")
    simulate.add_argument("--history", metavar="FILE", type=Path, required=True, help="as `coach export` writes it")
    simulate.add_argument("--at", metavar="TIME", type=moment, help="with its zone; default: the last record + 72 h")
    simulate.add_argument("--each", action="store_true", help="one JSON line a record: the plan 72 h after it")
    add_json(simulate)


def _add_records(commands: Commands) -> None:
    history = commands.add(
        "history",
        "records:history",
        "what was done, with its lights",
        ("coach history", "the newest 50; in a pipe, all"),
        ("coach history --all", "all of it"),
        ("coach history --json", "for scripts"),
        ("coach history --ids", "with each record's id"),
        ("coach history --delete 3f2a", "take out the record whose id begins so"),
        ("coach history --restore 3f2a", "bring it back, within 30 days"),
        more=(
            "\n\nEvery plan is derived from the history: without a record, all are made as if it had never been. An\n"
            "import does not bring it back, unless with --restore. What cannot be read is named, and counts as a red\n"
            "of its day, or as a lock, until it is answered anew, removed or set aside."
        ),
    )
    add_json(history)
    history.add_argument("--all", action="store_true", help="on a terminal, too: not only the newest 50")
    history.add_argument("--ids", action="store_true", help="with each record's id")
    history.add_argument("--delete", metavar="ID", help="take a record out, by its id or how that begins")
    history.add_argument("--restore", metavar="ID", help="bring back a record that was taken out, within 30 days")
    history.add_argument("--answer", metavar="ID", help="say anew what something was that cannot be read")
    history.add_argument(
        "--set-aside", metavar="ID", help="let what cannot be read count no longer; it stays on record"
    )
    _yes(history)
    export = commands.add(
        "export",
        "records:export",
        "the whole history as a file",
        ("coach export my-training.toml", ""),
        ("coach export -", "to the screen"),
    )
    export.add_argument("file", metavar="FILE", help="where to; - is the standard output")
    take = commands.add(
        "import",
        "records:take_in",
        "add the records of a history file; twice changes nothing",
        ("coach import my-training.toml", ""),
        more=" What you took out of your history yourself stays out.",
    )
    take.add_argument("file", metavar="FILE", type=Path)
    take.add_argument("--restore", action="store_true", help="bring back what was taken out, too")
    morning = commands.add(
        "morning",
        "records:morning",
        "how it was the morning after your last session, run or walk: pain 0 to 10",
        ("coach morning 1", ""),
        more=(
            " It counts in full: a session's light is only certain with it.\n"
            "It is asked of your complaint alone (coach profile; your hip, where you said none), not of sore\n"
            "muscles or of pain elsewhere. "
            "A brisk walk has a morning after, too: it counts for the way back to running."
        ),
    )
    morning.add_argument("pain", metavar="N", type=pain, help="0 none … 10 the worst you can imagine")


def _add_log(commands: Commands) -> None:
    log = commands.add(
        "log",
        "log:log",
        "log a run, walk, session or cross-training done elsewhere",
        ("coach log", "asks what it was, and how"),
        ("coach log walk --days-ago 1", "asks about yesterday's walk"),
        ("coach log run --stage 3 --before 0 --worst 1 --after 0", "for scripts: asks nothing"),
        ("coach log run --run-s 1850 --distance 5", "with its pace; a distance changes no plan"),
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
    log.add_argument("--undo", action="store_true", help="take back what was logged last, after asking")
    _yes(log)


def _add_profile(commands: Commands) -> None:
    you = commands.add(
        "profile",
        "profile:profile",
        "what the coach knows of you: the complaint, what you avoid, your kit, days and minutes",
        ("coach profile", "show it"),
        ("coach profile --side left --site hip --since 2026-09", "what every 0 to 10 is asked of"),
        ("coach profile --avoid kneeling,band", "such steps are swapped by themselves"),
        ("coach profile --training-days mon,wed,fri --run-days tue,sat", "the rest are rest days"),
        ("coach profile --run-minutes 30 --runs-per-week 3", "what you run already without this pain"),
        ("coach profile --avoid none", "nothing is avoided any more"),
        more=" Lists take commas; none empties one.",
    )
    you.add_argument("--site", metavar="SITE", help="where it hurts: hip, groin, low-back, buttock or thigh")
    you.add_argument("--side", metavar="SIDE", help="left, right or both")
    you.add_argument("--since", metavar="WHEN", help="about when it began: a year or a month, as 2026-09")
    you.add_argument("--avoid", metavar="LIST", help="positions (kneeling, lying, hands …) and equipment")
    you.add_argument("--not-at-hand", metavar="LIST", help="equipment that you do not have now")
    you.add_argument("--training-days", metavar="DAYS", help="as mon,wed,fri; none: any day")
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


def _add_completion(commands: Commands) -> None:
    shell = commands.add(
        "completion",
        "completion:script",
        "print shell completion, for the shell to read at its start",
        ("coach completion bash >> ~/.bash_completion", ""),
        ("coach completion zsh > _coach", "in a folder of $fpath"),
        ("coach completion fish > ~/.config/fish/completions/coach.fish", ""),
    )
    shell.add_argument("shell", choices=("bash", "zsh", "fish"))
    commands.add_hidden("complete", "completion:complete").add_argument("words", nargs="*")


def _add_choice(command: argparse.ArgumentParser) -> None:
    """Which of two meanings of one exercise shall count."""
    choice = command.add_mutually_exclusive_group()
    choice.add_argument("--mine", action="store_true", help="an exercise that it has otherwise: keep what is there")
    choice.add_argument("--theirs", action="store_true", help="the same: take what the file says, in every routine")
    choice.add_argument("--both", action="store_true", help="the same: keep both, theirs under an id of its own")


def _add_files(commands: Commands) -> None:
    check = commands.add(
        "check",
        "files:check",
        "validate files or folders; exit 1 on any error",
        ("coach check", "all that would be loaded"),
        ("coach check my-care.toml", ""),
    )
    check.add_argument("paths", nargs="*", metavar="PATH", type=Path)
    add_json(check)
    new = commands.add(
        "new",
        "files:new",
        "begin a routine of your own",
        ("coach new my-care", "a template that explains the format"),
        ("coach new my-care --from psoas-care", "a copy to change"),
    )
    new.add_argument("id", metavar="ID", help="small letters, digits and hyphens")
    new.add_argument("--from", dest="source", metavar="ROUTINE", help="the routine to copy, with its comments")
    edit = commands.add(
        "edit",
        "editing:edit",
        "change a routine or exercise of your own in your editor, checked when you close it",
        ("coach edit my-care", ""),
        ("coach edit psoas-care", "a copy of your own, which takes the place of the shipped one"),
        more=" The editor is $VISUAL or $EDITOR. What is wrong is shown, and you may go on editing.",
    )
    edit.add_argument("id", metavar="ID")
    add = commands.add(
        "add",
        "sharing:add",
        "add somebody's routine or exercise to your own",
        ("coach add from-anna.toml", ""),
        more=" Checks it and shows what it does first.",
    )
    add.add_argument("file", metavar="FILE", type=Path)
    add.add_argument("--replace", action="store_true", help="take the place of one that is there already")
    _add_choice(add)
    publish = commands.add(
        "publish",
        "sharing:publish",
        "the same for everyone on this machine, or for a group",
        ("coach publish club-care.toml", "for everyone"),
        ("coach publish club-care.toml --group tuesday-club", "for one group"),
        ("coach publish caps.toml --group tuesday-club", "what the group's runners are allowed at most"),
        ("coach publish club-care --undo", "bring back what was there before"),
        more=(
            " Checks it and shows what it does first; puts it in place at one stroke and keeps the version before.\n"
            "A file that is broken by hand later takes nothing from anybody: the published version stays in use."
        ),
    )
    publish.add_argument("file", metavar="FILE", type=Path)
    publish.add_argument("--group", metavar="NAME", help="a group: those who name it in their settings see it")
    publish.add_argument("--undo", action="store_true", help="FILE (or an id) back to the version before")
    publish.add_argument("--replace", action="store_true", help=argparse.SUPPRESS)
    _add_choice(publish)
    schema = commands.add(
        "schema",
        "schemas:schema",
        "the JSON Schema of every kind of file, for editors that complete and check",
        ("coach schema", "print them all"),
        (
            "coach schema ~/.config/coach/routines/schema",
            "write them there, a file each",
        ),
        ("coach schema --markdown", "the keys as tables"),
    )
    schema.add_argument("folder", nargs="?", metavar="DIR", type=Path)
    schema.add_argument("--markdown", action="store_true", help="the keys as tables, for docs/routines.md")


def _add_doctor(commands: Commands) -> None:
    doctor = commands.add(
        "doctor",
        "doctor:doctor",
        "look at paths, terminal, sound, database and files; exit 1 when something needs doing",
        ("coach doctor", "what was found, and what to do"),
        ("coach doctor --json", "for scripts"),
        ("coach doctor --repair", "a damaged history: the newest sound backup, and what the file still gives"),
    )
    doctor.add_argument("--repair", action="store_true", help="mend a damaged history; the damaged file is kept")
    add_json(doctor)


def _yes(command: Parser) -> None:
    command.add_argument("--yes", action="store_true", help="with what takes a record out: without asking")


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
