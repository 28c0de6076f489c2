"""``coach`` and ``coach play``: start the app, or plain mode."""

import gc
import os
import sys
from typing import TYPE_CHECKING

from coach.cli.base.context import known_routine, opened_coach
from coach.cli.base.errors import RefusedError
from coach.services.assembly import Coach
from coach.services.runner import PREFERS_PLAIN
from coach.store.protocol import UnreadError
from coach.system.exit_codes import DONE, USAGE

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.cues.sound_desk import Desk


def app(args: "Namespace") -> int:
    """Open the app, or plain mode if that was asked for now, or chosen earlier at a terminal."""
    gc.disable()  # until its first frame: everything allocated by then lives on
    with opened_coach(args, quiet=True, piecemeal=True) as coach:
        here = _is_terminal(sys.stdin) and _is_terminal(sys.stdout)
        if args.plain is not None and here:  # a script's choice holds only this time
            if args.plain and not prefers_plain(coach):
                print("From now on the coach opens as lines. The screen comes back by: coach --no-plain")
            coach.training.runner.prefer_plain(args.plain)
        if args.plain or (args.plain is None and here and prefers_plain(coach)):
            from coach.library.formats.settings.sound_settings import Words
            from coach.plain.home import run_home as run_plain
            from coach.plain.talk import Console
            from coach.services.files import read_whole

            gc.enable()
            return run_plain(read_whole(coach), Console(), _bell(), Words(args.verbosity))
        _need_terminal()
        from coach.tui.run import run

        return run(coach)


def play(args: "Namespace") -> int:
    """Go straight into a session: of the named routine, else today's; an interrupted one is offered first."""
    if args.plain:
        return _plain(args)
    if args.minutes is not None:
        raise RefusedError("--minutes goes with --plain; the app asks for your minutes before it starts.", USAGE)
    with opened_coach(args, speed=args.speed, record=args.record, quiet=True) as coach:
        training = coach.training
        routine = args.routine and known_routine(args.routine, training.library, training.store)
        _need_terminal()  # last: what is wrong with the words would be wrong at a terminal, too
        if routine is None and training.sessions.interrupted() is None:
            lock = training.standing().lock
            if lock.is_on:
                print(lock.in_words())
                return DONE
            due = training.today.suggestion()
            if due.routine is None:
                print(due.why)
                print("To train all the same, name a routine (coach list): coach play ROUTINE")
                return DONE
            routine = due.routine
        from coach.tui.run import run

        return run(coach, routine=routine)


def _plain(args: "Namespace") -> int:
    with opened_coach(args, speed=args.speed, record=args.record) as coach:
        routine = args.routine and known_routine(args.routine, coach.training.library, coach.training.store)
        from coach.library.formats.settings.sound_settings import Words
        from coach.plain.app import run_session
        from coach.plain.talk import Console

        return run_session(
            coach, Console(), routine=routine, minutes=args.minutes, desk=_bell(), words=Words(args.verbosity)
        )


def prefers_plain(coach: Coach) -> bool:
    """Return whether the runner chose plain mode earlier; read from the file directly if the store cannot be read."""
    try:
        return coach.training.runner.prefers_plain()
    except UnreadError:
        from coach.store.examine import fact

        return coach.database is not None and fact(coach.database, PREFERS_PLAIN) is True


def _bell() -> "Desk":
    """Return plain mode's sound: a bell if there is a terminal, and no voice, as a screen reader may be speaking."""
    from coach.cues.sound_desk import Desk, outfit_here, terminal_bell

    return Desk(outfit_here(terminal_bell()), speaks=False)


def _need_terminal() -> None:
    if os.environ.get("TERM") == "dumb":
        missing = "this terminal (TERM=dumb) cannot show it"
    elif not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        missing = "there is none here"
    else:
        return
    raise RefusedError(
        f"the app needs a terminal, and {missing}. As plain lines it works anywhere: coach play psoas-care --plain",
        USAGE,
    )


def is_at_terminal() -> bool:
    """Return whether the app can be shown here."""
    return os.environ.get("TERM") != "dumb" and _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):  # closed, or no stream at all
        return False
