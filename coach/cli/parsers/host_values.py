"""Options and value types that several commands of ``coach host`` share."""

import argparse
from pathlib import Path
from typing import Any

from coach.cli.parsers.commands import Parser


def another_key(command: Parser) -> None:
    """Add ``--another-key``, by which the host says that it is the same person."""
    command.add_argument(
        "--another-key", action="store_true", help="the name is theirs already: it is the same person, with another key"
    )


def name_of_profile(command: Parser) -> None:
    """Add the argument NAME: the profile that the command is about."""
    command.add_argument("name", metavar="NAME", help="whose: small letters, digits, hyphens")


def authorized(command: Parser, option: str, does: str) -> None:
    """Add an option for OpenSSH's ``authorized_keys`` file, which is to be changed too; ``does``: its help."""
    command.add_argument(
        option,
        dest="authorized",
        metavar="FILE",
        nargs="?",
        type=Path,
        const=Path("~/.ssh/authorized_keys"),
        help=f"{does} (~/.ssh/authorized_keys)",
    )


def whole(low: int, high: int) -> Any:
    """Return an argparse type: a whole number from ``low`` to ``high``."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a whole number from {low} to {high}")
        return int(text)

    return read
