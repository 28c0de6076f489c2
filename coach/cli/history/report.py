"""``coach report``: the page for the runner's clinician, on the screen as Markdown, or as HTML, Markdown or PDF."""

import sys
from argparse import Namespace
from pathlib import Path

from coach.cli.base.context import opened_coach, readable
from coach.cli.base.errors import RefusedError, complain
from coach.domain.statistics.report import Report, Wishes
from coach.library.toml.sanitize import clean
from coach.services.trouble.unreadable_rows import unread
from coach.system.exit_codes import BROKEN, DONE, USAGE
from coach.system.guest import is_guest

_WAYS = ("html", "md", "pdf")
_MOST_READ = 2**20
"""How many bytes of an existing file are read; pages are far smaller."""


def report(args: Namespace) -> int:
    """Make the page; return 1, with a warning, if some records cannot be read."""
    _way(args)
    wishes = Wishes(name=clean(args.name or "").strip(), notes=args.notes)
    with opened_coach(args) as coach:
        training = readable(coach).training
        made = training.weeks.report(args.days, wishes)
        rows = len(unread(training))
    hand_over(args, made)
    if rows:
        complain(f"this is not the whole: {rows} on record cannot be read (coach history).")
    return BROKEN if rows else DONE


def hand_over(args: Namespace, made: Report) -> None:
    """Write the page to the file that was asked for, or to standard output. Raises RefusedError."""
    way, target = _way(args)
    _put(target, _content(way, made))
    if target != "-":
        print(f"{target}: {_told(made)}")


def _way(args: Namespace) -> tuple[str, str]:
    """Return the format and the target (``-``: standard output).

    Raises RefusedError for two formats at once, and for a guest of a box who names a file.
    """
    given = [way for way in _WAYS if getattr(args, way) is not None]
    if len(given) > 1:
        raise RefusedError(f"one at a time: --{given[0]} or --{given[1]}.", USAGE)
    if not given:
        return "md", "-"
    target = str(getattr(args, given[0]))
    if is_guest() and target != "-":
        raise RefusedError(f"no file can be made here: --{given[0]} - prints it.", USAGE)
    return given[0], target


def _content(way: str, made: Report) -> bytes:
    if way == "md":
        from coach.services.weeks.markdown import markdown

        return markdown(made).encode()
    from coach.services.weeks.page import page

    if way == "html":
        return page(made).encode()
    from coach.services.weeks.printing import NoPdfError, pdf

    if is_guest():
        raise RefusedError(
            "no PDF is made here: --html - prints the page, which any browser prints on one sheet.", USAGE
        )
    try:
        return pdf(page(made))
    except NoPdfError as error:
        raise RefusedError(f"{error}.") from error


def _put(target: str, content: bytes) -> None:
    if target == "-":
        if sys.stdout.isatty():
            sys.stdout.write(content.decode(errors="replace"))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        return
    from coach.cli.base.writing import write_as

    write_as("report", Path(target), content, _is_report)


def _is_report(path: Path) -> bool:
    """Return whether a file is an earlier report, which may be replaced: the title is in it, in a PDF too."""
    with path.open("rb") as file:
        return b"Training report" in file.read(_MOST_READ)


def _told(made: Report) -> str:
    days = (made.last - made.first).days + 1
    whose = "" if made.name else " Your name is not on it: there is a line to write it on (or --name)."
    return f"{days} days on one page.{whose}"
