"""The parsers of the commands about the weeks: ``course``, ``plan``, ``pause``, ``remind``."""

from coach.cli.parsers.commands import Commands, add_json
from coach.cli.parsers.values import ahead_days, clock_time, end_of_pause, one_id


def add_weeks(commands: Commands) -> None:
    """Add ``course``, ``plan``, ``pause`` and ``remind``."""
    _add_course(commands)
    _add_plan(commands)
    _add_pause(commands)
    _add_remind(commands)


def _add_course(commands: Commands) -> None:
    course = commands.add(
        "course",
        "training.course:course",
        "the weeks: which course you follow, and where you stand in it",
        ("coach course", "where you stand, what is missing for the next block, which courses there are"),
        ("coach course steady-hips", "follow it from now on"),
        ("coach course steady-hips --block load", "from this block on"),
        ("coach course --stay", "one more week in the present block"),
        ("coach course --none", "no course: you choose yourself"),
    )
    course.add_argument("course", nargs="?", metavar="ID", type=one_id, help="a course, as listed by `coach course`")
    course.add_argument("--block", metavar="ID", type=one_id, help="begin at this block of it")
    course.add_argument("--none", action="store_true", help="follow none")
    course.add_argument("--stay", action="store_true", help="stay in the present block one more week, its counts kept")
    course.add_argument("--yes", action="store_true", help="your physiotherapist or doctor said yes to the next block")
    add_json(course)


def _add_plan(commands: Commands) -> None:
    plan = commands.add(
        "plan",
        "training.ahead:plan",
        "what is ahead, if all stay green",
        ("coach plan", "the next two weeks"),
        ("coach plan --days 84", "the best case of twelve weeks"),
        ("coach plan --ics coach.ics", "for a calendar; written again, it updates"),
        more=(
            " Each day follows from invented greens through the rules: an amber, a red or a missed day\nmoves it all."
        ),
    )
    plan.add_argument("--days", metavar="N", type=ahead_days, default=14, help="1 to 112 (default: 14)")
    plan.add_argument("--ics", metavar="FILE", help="write it as a calendar file, too; - for the standard output")
    add_json(plan)


def _add_pause(commands: Commands) -> None:
    pause = commands.add(
        "pause",
        "training.course:pause",
        "ill or away: no training until you are back, and every day counts as kept",
        ("coach pause", "until you say that you are back"),
        ("coach pause --until 2026-12-09", "training begins again that day"),
        ("coach pause --until today", "you are back"),
    )
    pause.add_argument("--until", metavar="DATE", type=end_of_pause, help="a date, today or tomorrow")


def _add_remind(commands: Commands) -> None:
    remind = commands.add(
        "remind",
        "training.reminders:remind",
        "print what reminds you of the day's training; nothing is installed",
        ("coach remind --print systemd", "a service and a timer"),
        ("coach remind --print cron --at 07:00", "a line for the crontab"),
    )
    remind.add_argument("--print", dest="kind", choices=("systemd", "cron"), required=True, help="what to print")
    remind.add_argument("--at", metavar="HH:MM", type=clock_time, default="07:00", help="when (default: 07:00)")
