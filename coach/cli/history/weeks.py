"""``coach weeks``: open the app at its Weeks screen; or print lines without a terminal, or when asked to."""

import sys
from argparse import Namespace

from coach.cli.base.context import opened_coach, readable
from coach.services.training import Training
from coach.system.exit_codes import DONE


def weeks(args: Namespace) -> int:
    """Open the app at its Weeks screen, or print all its pages, or the one that is named."""
    from coach.cli.training.start import is_at_terminal, prefers_plain

    with opened_coach(args) as coach:
        if args.page is None and not args.plain and is_at_terminal() and not prefers_plain(coach):
            from coach.tui.run import run

            return run(coach, weeks=True)
        _say(readable(coach).training, args.page)
        return DONE


def _say(training: Training, wanted: str | None) -> None:
    from coach.services.weeks.page_names import PAGE_HEADS, PAGES
    from coach.services.weeks.whole import page_lines

    for page in PAGES if wanted is None else (wanted,):
        if wanted is None:
            print(("" if page == PAGES[0] else "\n") + PAGE_HEADS[page])
        for line in page_lines(training, page):
            print(line)
    sys.stdout.flush()
