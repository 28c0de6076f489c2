"""Options and value types that several commands of ``coach host`` share."""

from collections.abc import Callable
from pathlib import Path

from coach.cli.parsers.commands import Parser
from coach.cli.parsers.values import whole


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


def whole_within(low: int, high: int) -> Callable[[str], int]:
    """Return an argparse type: a whole number from ``low`` to ``high``."""
    return lambda text: whole(text, low, high)
