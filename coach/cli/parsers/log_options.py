"""The options of ``coach log``. The destination of an answer's option is its name in ``LogAnswers``."""

from argparse import ArgumentParser, BooleanOptionalAction

from coach.cli.parsers.values import day_minutes, days, ids, note, one_id, pain, seconds, share, spoken_moment, stage
from coach.domain.records.entries import Quality, Stopped

_WHEN = "2026-11-20 07:30, yesterday 18:00 or 7:30 by your clock; or with its zone; default: now"


def add_log_options(log: ArgumentParser) -> None:
    """Add the options for what was done, when, and the answers."""
    log.add_argument(
        "what",
        nargs="?",
        metavar="WHAT",
        type=one_id,
        help="run, walk, session, activity; or a routine's id, or an activity's kind such as swim",
    )
    log.add_argument("--routine", metavar="ID", type=one_id, help="of a session: which, as in `coach list`")
    log.add_argument(
        "--kind", metavar="WORD", type=one_id, help="of an activity: swim, bike, elliptical, stairs, skate, dance …"
    )
    when = log.add_mutually_exclusive_group()
    when.add_argument("--at", metavar="TIME", type=spoken_moment, help=_WHEN)
    when.add_argument("--days-ago", metavar="N", type=days, help="at this time of day, so many days back")
    log.add_argument("--note", metavar="TEXT", type=note, help="a remark for yourself")
    _add_amounts(log)
    _add_pains(log)


def _add_amounts(log: ArgumentParser) -> None:
    much = log.add_argument_group("how much it was")
    much.add_argument("--minutes", metavar="N", type=day_minutes, help="of a walk, activity, or of running")
    much.add_argument("--stage", metavar="N", type=stage, help="of a run")
    much.add_argument("--run-s", metavar="N", type=seconds, help="seconds of running in all")
    much.add_argument("--walk-s", metavar="N", type=seconds, help="seconds of walking in all")
    much.add_argument(
        "--distance",
        dest="distance_m",
        metavar="FAR",
        help="of a run, walk or activity: 5.2 in your units (see the settings), or 5.2km, 3mi, 800m",
    )
    much.add_argument("--done", metavar="SHARE", type=share, help="of a session or run: 0.8 or 80%%")
    much.add_argument("--stopped", choices=[str(reason) for reason in Stopped], help="why it ended early")


def _add_pains(log: ArgumentParser) -> None:
    answers = log.add_argument_group("how it was, pains and effort 0 to 10")
    for name, what in (
        ("--before", "pain before it"),
        ("--worst", "worst pain during it"),
        ("--after", "pain right after it"),
        ("--morning", "pain the morning after"),
        ("--effort", "how hard it was"),
    ):
        answers.add_argument(name, metavar="N", type=pain, help=what)
    answers.add_argument("--quality", choices=[str(quality) for quality in Quality], help="what the pain was like")
    for name, what in (
        ("--gait-changed", "the pain changed how you moved"),
        ("--painkiller", "taken in the 6 hours before"),
        ("--sharp", "sharp pain before it"),
        ("--limp", "you limped"),
        ("--daily-life-pain-free", "as it was then"),
    ):
        answers.add_argument(name, action=BooleanOptionalAction, help=what)
    answers.add_argument("--painful", metavar="LIST", type=ids, help="of a session, what hurt: plank,bridge-march:left")
    answers.add_argument("--red-flags", metavar="LIST", type=ids, help="warning signs: saddle-numbness,groin-lump …")
