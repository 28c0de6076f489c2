"""Exit codes, and how a command says no: one sentence on stderr, a code, and no traceback."""

import sys

DONE = 0
BROKEN = 1
"""Problems were found, or what was asked could not be done."""
USAGE = 2
"""Wrong usage: an unknown name, an impossible option, no terminal."""
REST = 3
"""``coach next``: rest today."""
INTERRUPTED = 130


class RefusedError(Exception):
    """A command that cannot be carried out. Its text is one sentence or two for the runner: what, and what to do."""

    def __init__(self, sentence: str, code: int = BROKEN) -> None:
        super().__init__(sentence)
        self.code = code


def complain(sentence: str) -> None:
    """One line on stderr, or a few; none steers the terminal, whatever a name in it holds."""
    from coach.library.toml.sanitize import clean

    print("\n".join(map(clean, f"coach: {sentence}".split("\n"))), file=sys.stderr)
