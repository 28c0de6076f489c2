"""``main``: from the words on the command line to an exit code; whatever goes wrong is one line on stderr.

Left out: which commands there are (``parser``), and what each does (the other modules of this package).
"""

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from coach.cli.base.errors import BROKEN, INTERRUPTED, RefusedError, complain
from coach.system.glyphs import speak_what_it_can

if TYPE_CHECKING:
    from argparse import Namespace

Action = Callable[["Namespace"], int]
APP = "training.start:app"
"""What ``coach`` alone does."""


_NOT_TAKEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EAGAIN, errno.EIO)
"""What a full disk, a quota, a full pipe that nobody waits for, or a broken disk says to who prints."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. ``argv``: the words after ``coach``; None: the process's own.

    Never raises for what a runner does: not for wrong words, an interruption or a reader that went away.
    """
    _speak_whatever_the_terminal_can()
    try:
        args = _understood(sys.argv[1:] if argv is None else argv)
        code = _action(args.action)(args)
        sys.stdout.flush()  # here, where a reader that went away is still caught
        return code
    except SystemExit as stop:  # argparse: help, version, wrong usage
        return stop.code if isinstance(stop.code, int) else 0
    except RefusedError as refusal:
        complain(str(refusal))
        return refusal.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except Exception as error:  # the last resort: no runner should have to read a traceback
        return _last_resort(error)


def _understood(words: Sequence[str]) -> "Namespace":
    """The words as a command and its options. No words at all open the app, which should not wait for a parser."""
    if not words:
        gc.disable()  # until the first frame, from before most is imported
        bare = SimpleNamespace(action=APP, routines=None, profile=None, plain=None, verbosity="all")
        return cast("Namespace", bare)
    from coach.cli.parsers.parser import parser

    return parser().parse_args(words)


def _action(name: str) -> Action:
    """The function behind ``module:function``, imported only now."""
    from importlib import import_module

    module, _, function = name.partition(":")
    return cast(Action, getattr(import_module(f"coach.cli.{module}"), function))


def _speak_whatever_the_terminal_can() -> None:
    """A sign that the terminal cannot show becomes another, not an error."""
    for stream in (sys.stdout, sys.stderr):
        speak_what_it_can(stream)


def _let_go_of_stdout() -> None:
    """Nobody reads any more (``coach list | head -1``): what is still to be written goes nowhere, quietly."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _last_resort(error: Exception) -> int:
    from coach.store.protocol import StoreError
    from coach.system.guest import NoHomeError

    if os.environ.get("COACH_DEBUG"):
        import traceback

        traceback.print_exc()
    if isinstance(error, StoreError | NoHomeError):
        complain(str(error))
        return BROKEN
    if isinstance(error, OSError) and error.errno in _NOT_TAKEN and error.filename is None:
        _let_go_of_stdout()
        complain(
            f"what is printed could not be written ({os.strerror(error.errno)}). Make room, or print it elsewhere."
        )
        return BROKEN
    # What an error says of itself may name what was entered, or paths of a box: it goes nowhere.
    from coach.services.trouble.last_resort import sentence, write_down

    complain(sentence(error, write_down(error)))
    return BROKEN
