"""The page with the pains for a helper, which needs a separate consent: stored separately, updated with every change.

The consent holds only as long as the runner shares their page with that helper at all (``services.sharing``).
"""

import json
from collections.abc import Iterable
from contextlib import suppress

from coach.domain.statistics.report import Report
from coach.domain.statistics.shared_report import ReportError, report_from_plain, report_to_plain
from coach.services.training import Training
from coach.store import shared_pages
from coach.store.json_text import kept_words
from coach.store.protocol import Store, StoreError

TELLS = (
    "That page has your pains with their days, your doses and runs, warning signs and what came of them, the days with "
    "a painkiller, what the coach changed and why, and your notes."
)


def seen_by(store: Store) -> tuple[str, ...]:
    """The helpers to whom the runner gave consent to see the pains."""
    return kept_words(store.read(shared_pages.PAIN_SHARED))


def consent(store: Store, helper: str, *, given: bool) -> None:
    """Store that a helper may see the pains from now on, or no longer."""

    def changed(kept: object | None) -> list[str]:
        names = [name for name in kept_words(kept) if name != helper]
        return [*names, helper] if given else names

    store.change(shared_pages.PAIN_SHARED, changed)


def put_page(training: Training, profile: str, helpers: Iterable[str]) -> None:
    """Write the current page for those of these helpers who may see it, and delete it for others. Raises StoreError."""
    allowed = frozenset(seen_by(training.store))
    made: bytes | None = None
    for helper in helpers:
        if helper not in allowed:
            with suppress(StoreError):
                shared_pages.take_back_report(profile, helper)
            continue
        if made is None:
            plain = report_to_plain(training.weeks.report())
            made = json.dumps(plain, separators=(",", ":")).encode()
        shared_pages.show_page(profile, helper, made, shared_pages.REPORT)


def read_shared_report(runner: str, helper: str) -> Report | None:
    """The page of a runner for a helper; None: there is none, or it is not valid. Never raises."""
    data = shared_pages.read_page(runner, helper, shared_pages.REPORT)
    if data is None:
        return None
    try:
        return report_from_plain(json.loads(data))
    except (ReportError, ValueError, RecursionError):
        return None


def is_shown(runner: str, helper: str) -> bool:
    """Whether a runner lets a helper see it at this moment, valid or not. Never raises."""
    return shared_pages.read_page(runner, helper, shared_pages.REPORT) is not None
