"""How a command is added to the command line: its parser, its line of help, its examples, and the common options.

Left out: which commands there are (the other modules of this package).
"""

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """An ArgumentParser with errors on one line, and similar commands named for an unknown one."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if isinstance(action, argparse._SubParsersAction) and value not in action.choices:
            from coach.library.toml.sanitize import short
            from coach.library.toml.spelling import closest

            near = closest(str(value).lower(), (each.dest for each in action._choices_actions))[:3]
            guess = f" Did you mean {' or '.join(near)}?" if near else ""
            self.exit(
                2, f'{self.prog}: there is no command "{short(str(value))}".{guess} All of them: {self.prog} --help\n'
            )
        super()._check_value(action, value)

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout:
            file.write(
                message
            )  # argparse would drop its errors: a help that did not fit on a disk would count as written
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        """Print the error on one line, and exit with 2."""
        self.exit(2, f"{self.prog}: {' '.join(message.split())}. See: {self.prog} --help\n")


class Commands:
    """Adds subcommands to a parser, each with the common options."""

    def __init__(self, of: Parser) -> None:
        self._group = of.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def add(self, name: str, action: str, does: str, *examples: tuple[str, str], more: str = "") -> Parser:
        """Add a command and return its parser. ``action``: ``module:function`` below ``coach.cli``.

        ``does``: its line in the list of commands. ``more``: is added to that in its own help.
        """
        command = self._group.add_parser(
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}.{more}",
            epilog=as_examples(*examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.set_defaults(action=action)
        # SUPPRESS: an option before the command must not be overwritten by the default of the one after it.
        add_everywhere(command, default=argparse.SUPPRESS)
        return command

    def add_hidden(self, name: str, action: str) -> Parser:
        """Add a command for our own scripts, which the help does not list."""
        command = self._group.add_parser(name)
        command.set_defaults(action=action)
        add_everywhere(command, default=argparse.SUPPRESS)
        return command


def add_everywhere(to: Parser, default: str | None) -> None:
    """Add the common options, which may come before or after the command."""
    shared = to.add_argument_group("everywhere")
    shared.add_argument(
        "--routines", metavar="DIR", type=Path, default=default, help="a folder of routines, looked up last: it wins"
    )
    shared.add_argument(
        "--profile", metavar="NAME", default=default, help="whose training this is, where several share one account"
    )


def add_json(to: Parser) -> None:
    """Add ``--json``."""
    to.add_argument("--json", action="store_true", help="for scripts")


def as_examples(*examples: tuple[str, str]) -> str:
    """Return the examples for the end of a help text: pairs of a command line and what it is for."""
    width = max(len(command) for command, _ in examples)
    return "examples:\n" + "\n".join(f"  {command:<{width}}  {what}".rstrip() for command, what in examples)
