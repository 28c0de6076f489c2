"""The parser of the whole command line: every command, its options, and examples of both.

Actions are named (``module:function`` below ``coach.cli``), not imported, so that the parser is quick to build.
"""

import argparse

from coach import __version__
from coach.cli.parsers.commands import Commands, Parser, add_everywhere, add_json, as_examples
from coach.cli.parsers.course_parser import add_weeks
from coach.cli.parsers.file_parser import add_files
from coach.cli.parsers.host_parser import add_host
from coach.cli.parsers.record_parser import add_backup, add_log, add_records
from coach.cli.parsers.runner_parser import add_profile, add_team
from coach.cli.parsers.training_parser import add_browsing, add_training, add_verbosity


def parser() -> argparse.ArgumentParser:
    """Build the parser. Its namespace holds ``action``, ``routines``, ``profile`` and the command's own options."""
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
    add_verbosity(top, default="all")
    top.set_defaults(action="training.start:app")
    add_everywhere(top, default=None)
    commands = Commands(top)
    add_training(commands)
    add_weeks(commands)
    add_browsing(commands)
    add_records(commands)
    add_log(commands)
    add_files(commands)
    add_profile(commands)
    add_backup(commands)
    _add_doctor(commands)
    add_team(commands)
    add_host(commands)
    _add_docs(commands)
    _add_completion(commands)
    return top


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


def _add_docs(commands: Commands) -> None:
    docs = commands.add(
        "docs",
        "manual:docs",
        "the pages that came with the coach: routines, courses, rules, settings, hosting and more",
        ("coach docs", "which there are"),
        ("coach docs routines", "one of them"),
    )
    docs.add_argument("page", nargs="?", metavar="PAGE", help="its name, as in `coach docs`")


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
