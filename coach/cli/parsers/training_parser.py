"""The parsers of the commands to train and to look things up: ``play``, ``next``, ``list``, ``show``, ``rules`` …"""

import argparse
from pathlib import Path

from coach.cli.parsers.commands import Commands, Parser, add_json
from coach.cli.parsers.values import course_days, minutes, moment, one_id, seed, speed


def add_training(commands: Commands) -> None:
    """Add ``play`` and ``next``."""
    play = commands.add(
        "play",
        "training.start:play",
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
    play.add_argument("routine", nargs="?", metavar="ROUTINE", type=one_id, help="its id, as in `coach list`")
    play.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help="lines instead of the app")
    play.add_argument("--speed", type=speed, default=1.0, metavar="N", help="rehearse N times as fast")
    play.add_argument("--record", action="store_true", help="keep what was done, although rehearsed")
    add_verbosity(play, default=argparse.SUPPRESS)
    play.add_argument("--minutes", type=minutes, metavar="N", help="the time there is today (with --plain)")
    due = commands.add(
        "next",
        "training.browse:due",
        "what is due today and why, in one line; exit 0 due, 3 rest",
        ("coach next", ""),
        ("coach next && coach play", "train if something is due"),
        ("coach next --notify", "a notice on the desktop, if something is due"),
        ("coach next --json", "for scripts, a prompt, a status bar"),
    )
    due.add_argument("--notify", action="store_true", help="as a notice of the terminal or the desktop, not as a line")
    add_json(due)


def add_verbosity(to: Parser, default: str) -> None:
    """Add ``--verbosity``: how much plain mode says."""
    to.add_argument(
        "--verbosity",
        choices=["all", "brief", "counts"],
        default=default,
        help="how much plain mode says in a session: all (as it begins), brief or counts",
    )


def add_browsing(commands: Commands) -> None:
    """Add ``list``, ``exercises``, ``show``, ``rules``, ``learn`` and ``simulate``."""
    add_json(
        commands.add("list", "training.browse:routines", "all routines", ("coach list", ""), ("coach list --json", ""))
    )
    add_json(commands.add("exercises", "training.browse:exercises", "all exercises", ("coach exercises", "")))
    _add_show(commands)
    _add_rules(commands)
    _add_learn(commands)
    _add_simulate(commands)


def _add_show(commands: Commands) -> None:
    show = commands.add(
        "show",
        "training.browse:show",
        "today's plan of a routine with every reason, an exercise's card, or a course",
        ("coach show psoas-care", "a routine"),
        ("coach show plank", "an exercise"),
        ("coach show steady-hips", "a course"),
        ("coach show psoas-care --json", "for scripts"),
        more=(
            "\n\nEach dose names its rule, the days of the records it rests on, and the rule's source. What a rule\n"
            "says: coach rules NUMBER."
        ),
    )
    show.add_argument(
        "name", metavar="ROUTINE|EXERCISE|COURSE", type=one_id, help="an id, as in `coach list` or `coach exercises`"
    )
    add_json(show)


def _add_rules(commands: Commands) -> None:
    rules = commands.add(
        "rules",
        "training.rules:rules",
        "what the rules say, in plain words",
        ("coach rules", "all of them"),
        ("coach rules 12", "the rule that a plan names"),
        ("coach rules light", "how a record gets its light; also: phases, clinician, running, safety"),
    )
    add_json(rules)
    rules.add_argument("cards", nargs="*", metavar="RULE", help="numbers, or light, phases, clinician, running, safety")


def _add_learn(commands: Commands) -> None:
    learn = commands.add(
        "learn",
        "training.learn:learn",
        "cards about the psoas and its care, and a quiz",
        ("coach learn", "all of them, and how far you have come"),
        ("coach learn sitting", "a card"),
        ("coach learn --quiz", "five questions, each explained; what was missed comes back first"),
    )
    learn.add_argument("id", nargs="?", metavar="ID", type=one_id, help="a card, as in `coach learn`")
    learn.add_argument("--quiz", action="store_true", help="a round of the quiz")
    add_json(learn)


def _add_simulate(commands: Commands) -> None:
    simulate = commands.add(
        "simulate",
        "training.simulation:simulate",
        "the plan that a history would give",
        ("coach simulate psoas-care --history week.toml --json", "72 hours after the last record"),
        ("coach simulate psoas-care --history week.toml --at 2026-11-04T07:30:00Z", "at a time of your choice"),
        ("coach simulate psoas-care --history week.toml --each", "one JSON line a record: the plan after it"),
        ('coach simulate psoas-care --invent "6 green, 1 amber"', "the plan after sessions that are made up"),
        ("coach simulate --course steady-hips --answers amber:0.2 --seed 7", "where a course leads, a line a day"),
        more=" The file's [check_in] is what is answered before the next session. Your own history is not read.",
    )
    simulate.add_argument("routine", metavar="ROUTINE", nargs="?", type=one_id)
    simulate.add_argument("--course", metavar="ID", type=one_id, help="follow a course, in place of one routine")
    simulate.add_argument("--history", metavar="FILE", type=Path, help="as `coach export` writes it")
    simulate.add_argument("--invent", metavar="LIST", help="sessions in place of a history: COUNT LIGHT, with commas")
    simulate.add_argument("--days", metavar="N", type=course_days, help="days of a course (default: 84)")
    simulate.add_argument(
        "--answers",
        metavar="HOW",
        help="to a course's days: green (default), amber:0.2,red:0.05 by chance, or a file with a line a day: green, "
        "amber, red, missed, or before/worst/after/morning; blank lines and # comments are no days, and those after "
        "its end are green",
    )
    simulate.add_argument("--seed", metavar="N", type=seed, help="for answers by chance (default: 1)")
    simulate.add_argument("--at", metavar="TIME", type=moment, help="with its zone; default: the last record + 72 h")
    simulate.add_argument("--each", action="store_true", help="one JSON line a record: the plan 72 h after it")
    add_json(simulate)
