"""Lines made comments, and comments made lines again, as an editor's key does."""

import re
from collections.abc import Sequence

_MARK = re.compile(r"^([ \t]*)# ?")


def toggled(lines: Sequence[str]) -> list[str]:
    """The lines without their first ``#``, where all that hold anything have one; else each with one more."""
    filled = [line for line in lines if line.strip()]
    if filled and all(_MARK.match(line) for line in filled):
        return [_MARK.sub(r"\1", line, count=1) for line in lines]
    return [f"# {line}" if line.strip() else line for line in lines]
