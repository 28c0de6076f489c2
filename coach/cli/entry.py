"""``main``: from the words on the command line to an exit code; every error becomes one line on stderr.

Left out: which commands there are (``parsers``), and what each does (the other modules of this package).
"""

import errno
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from coach.cli.base.errors import Action, RefusedError, complain
from coach.system.exit_codes import BROKEN, INTERRUPTED
from coach.system.glyphs import speak_what_it_can
from coach.system.start_bytecode import begin_start, end_start

if TYPE_CHECKING:
    from argparse import Namespace

APP = "training.start:app"
"""The action of ``coach`` without arguments."""


_NOT_TAKEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EAGAIN, errno.EIO)
"""The errors of printing to a full or broken disk, over a quota, or to a full non-blocking pipe."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. ``argv``: the words after ``coach``; None: the process's own.

    Never raises for what a runner does: wrong arguments, Ctrl-C and a closed pipe all become an exit code.
    """
    _open_what_is_closed()
    _speak_whatever_the_terminal_can()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()  # here, where its errors are still caught
        return code
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
    finally:
        end_start()


def _run(words: Sequence[str]) -> int:
    try:
        args = _understood(words)
        return _action(args.action)(args)
    except SystemExit as stop:  # argparse: help, version, wrong usage
        return stop.code if isinstance(stop.code, int) else 0


def _understood(words: Sequence[str]) -> "Namespace":
    """Parse the words. Without any the app opens, which must not wait for the parser to be built."""
    if not words:
        gc.disable()  # until the first frame, from before most is imported
        begin_start()
        bare = SimpleNamespace(action=APP, routines=None, profile=None, plain=None, verbosity="all")
        return cast("Namespace", bare)
    from coach.cli.parsers.parser import parser

    return parser().parse_args(words)


def _action(name: str) -> Action:
    """Import and return the function of a ``module:function`` below ``coach.cli``."""
    from importlib import import_module

    module, _, function = name.partition(":")
    return cast(Action, getattr(import_module(f"coach.cli.{module}"), function))


def _open_what_is_closed() -> None:
    """Let nothing stand for a standard stream that the caller closed (``>&-``).

    Without it there would be nothing to print to, and the next file that is opened, as the database, would get its
    number and with it whatever a program started from here prints.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - it gets the lowest free number: its own
            setattr(sys, name, stream)


def _speak_whatever_the_terminal_can() -> None:
    """Have characters that the terminal cannot show replaced, rather than raise an error."""
    for stream in (sys.stdout, sys.stderr):
        speak_what_it_can(stream)


def _let_go_of_stdout() -> None:
    """Send the rest of the output to /dev/null: nobody reads it any more (``coach list | head -1``)."""
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
        complain(f"the output could not be written ({os.strerror(error.errno)}). Make room, or write it elsewhere.")
        return BROKEN
    # The error's own message is not printed: it may hold what was entered, or paths of a box.
    from coach.services.trouble.last_resort import fault_sentence, write_down

    complain(fault_sentence(error, write_down(error)))
    return BROKEN
