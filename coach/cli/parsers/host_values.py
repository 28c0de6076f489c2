"""Values and options that several commands of ``coach host`` take."""

import argparse
from pathlib import Path
from typing import Any

from coach.cli.parsers.commands import Parser


def another_key(command: Parser) -> None:
    """The word of the host that it is the same person."""
    command.add_argument(
        "--another-key", action="store_true", help="the name is theirs already: it is the same person, with another key"
    )


def name_of_profile(command: Parser) -> None:
    """Whose profile it is about."""
    command.add_argument("name", metavar="NAME", help="whose: small letters, digits, hyphens")


def authorized(command: Parser, option: str, does: str) -> None:
    """The file of OpenSSH that is changed, too."""
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
    """Reads a whole number from ``low`` to ``high``."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"{text[:20]!r} should be a whole number from {low} to {high}")
        return int(text)

    return read
