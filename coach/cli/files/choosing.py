"""Resolve a clash: somebody's file defines an exercise differently. Print what differs, and ask which shall count.

Asks on a terminal; elsewhere it is refused, with the options that decide it. Left out: finding clashes, and changing
the files accordingly (``library.shelf.clashes``).
"""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from coach.cli.base.errors import RefusedError
from coach.cli.base.pages import each_side
from coach.domain.exercises.exercise import Exercise
from coach.domain.listing import few_listed
from coach.domain.planning.reasons import dose_in_words
from coach.library.shelf.clashes import Clash, ClashChoice
from coach.library.toml.sanitize import short
from coach.system.invocation import call

CHOICES: tuple[ClashChoice, ...] = ("mine", "theirs", "both")
MOST_NAMED = 5


def choose_clash(args: Namespace, found: Sequence[Clash], done: str) -> ClashChoice:
    """Return which of the two shall count, for all clashes. Raises RefusedError when it is not decided.

    ``done``: "added" or "published", for the messages.
    """
    for clash in found:
        _tell(clash)
    said: ClashChoice | None = next((choice for choice in CHOICES if getattr(args, choice)), None)
    if said is not None:
        return said
    if not sys.stdin.isatty():
        verb = "add" if done == "added" else "publish"
        how = " or ".join(call(f"{verb} --{choice}") for choice in CHOICES)
        raise RefusedError(f"it was not {done}, for one exercise would mean two things. Say which shall count: {how}.")
    return _asked(found, done)


def _asked(found: Sequence[Clash], done: str) -> ClashChoice:
    names = ", ".join(clash.name for clash in found)
    try:
        answer = input(f"Which shall count? m: mine, t: theirs, b: both (theirs as {names}), Enter: leave it. ")
    except EOFError:
        answer = ""
    letters = {choice[0]: choice for choice in CHOICES}
    choice = letters.get(answer.strip().lower()[:1])
    if choice is None:
        raise RefusedError(f"it was not {done}.")
    return choice


def _tell(clash: Clash) -> None:
    print(f"The exercise {clash.mine.id} means something else already:")
    print(f"  mine    {_line(clash.mine)}{_stands_in(clash.where)}")
    print(f"  theirs  {_line(clash.theirs)}")
    print(f"They differ in: {', '.join(_WORDS.get(key, key.replace('_', ' ')) for key in clash.differing)}.")
    if clash.uses:
        print(f"With theirs, this changes too: {few_listed(clash.uses, MOST_NAMED)}.")


_WORDS = {"prescription": "dose", "steps": "how it is done"}


def _line(exercise: Exercise) -> str:
    dose = dose_in_words(exercise.prescription, exercise.prescription.start())
    return f"{exercise.name}: {dose}{each_side(exercise)}"


def _stands_in(where: Sequence[Path]) -> str:
    return f"  ({', '.join(short(path.name) for path in where)})" if where else ""
