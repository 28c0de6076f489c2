"""The page as Markdown: the same sentences and tables, the pains by week. What the runner typed is escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence

from coach.domain.records.days import day
from coach.domain.statistics.associations import CAUTION
from coach.domain.statistics.report import Report
from coach.library.toml.sanitize import clean
from coach.services.weeks.page import footer
from coach.services.weeks.words import (
    CHANGE_HEADS,
    DOSE_HEADS,
    LESS_TRAINED,
    by_columns,
    in_days,
    left_out,
    measured,
    on_paper,
    report_headline,
    short_facts,
)

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&!])")

_LINE = r"\_" * 20
"""An empty line for a name to be written on."""


def markdown(report: Report) -> str:
    """The whole page."""
    return "\n".join([*_parts(report), ""])


def _parts(report: Report) -> Iterator[str]:
    yield from (f"# Training report, {in_days(report)}", "")
    yield from (f"Name: {_safe(report.name) or _LINE}", "", _safe(report_headline(report)), "", short_facts(report))
    if report.measures:
        yield from ("", f"What matters to the runner, {_safe(measured(report))}")
    if report.locked:
        yield from ("", "**Training is locked at present: see the warning signs below.**")
    elif report.see_clinician:
        yield from ("", "**The coach asks for a clinician to look at this.**")
    yield from ("", "## Weeks", "")
    yield from _table(*by_columns(report.weeks))
    yield from ("", _safe(on_paper(report)), "", "## Doses, per side", "")
    rows = [(row.name, row.routine, row.first, row.now, row.sides, row.cuts) for row in report.doses]
    yield from _or_none(DOSE_HEADS, rows, "No session.")
    yield from _below(report.more_doses, LESS_TRAINED)
    yield from ("", "## What the coach changed, and why", "")
    changes = [(day(row.at), row.what, row.why, row.rule) for row in report.changes]
    yield from _or_none(CHANGE_HEADS, changes, "Nothing in these weeks.")
    yield from _below(report.earlier_changes)
    yield from ("", "## Warning signs", "")
    yield from [f"- {day(row.at)}: {_safe(row.text)}" for row in report.flags] or ["None was ticked."]
    yield from _below(report.earlier_flags)
    yield from ("", "## Notes of the runner", "")
    yield from [f"- {day(row.at)}: {_safe(row.text)}" for row in report.notes] or ["None."]
    yield from _below(report.earlier_notes)
    if report.findings:
        yield from ("", "## What goes with what", "")
        yield from (f"- {_safe(each)}" for each in report.findings)
        yield from ("", CAUTION)
    yield from ("", "## For the clinician", "", "", f"---\n{_safe(footer(report))}")


def _below(count: int, which: str = "earlier") -> Iterator[str]:
    for line in left_out(count, which):
        yield from ("", line)


def _or_none(heads: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> Iterable[str]:
    return _table(heads, rows) if rows else [none]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(_safe(each) for each in row)} |"


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", clean(text))
