"""Runs a command of the coach in this process."""

import io
from contextlib import redirect_stderr, redirect_stdout

from coach.cli import main


def said(*words: str) -> tuple[int, str, str]:
    """The exit code of a command, and what it said on both outputs."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(words))
    written = [each.buffer.getvalue().decode() for each in (out, err)]  # type: ignore[attr-defined]
    return code, written[0], written[1]
