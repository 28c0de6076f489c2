"""Where the runner sits, as far as sound and the screen are concerned."""

from collections.abc import Callable, Mapping

Which = Callable[[str], str | None]
"""Returns the path of a program, or None."""


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether the runner sits at another machine: a voice would speak where nobody is, or where somebody else is."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
