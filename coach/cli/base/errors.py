"""How a command reports an error: one sentence on stderr, an exit code, and no traceback."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.system.exit_codes import BROKEN

if TYPE_CHECKING:
    from argparse import Namespace

Action = Callable[["Namespace"], int]
"""What a command does with its parsed words; it returns the exit code."""


class RefusedError(Exception):
    """Raised when a command cannot be carried out. Its text tells the runner what is wrong, and what to do."""

    def __init__(self, sentence: str, code: int = BROKEN) -> None:
        super().__init__(sentence)
        self.code = code


def complain(sentence: str) -> None:
    """Print a sentence to stderr, with control characters removed: names in it may hold any."""
    from coach.library.toml.sanitize import clean

    print("\n".join(map(clean, f"coach: {sentence}".split("\n"))), file=sys.stderr)
