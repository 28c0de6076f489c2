"""The page for a clinician as lines of text, to be wrapped at any width: for the screen and for plain mode.

All texts are cleaned.
"""

from collections.abc import Iterator

from coach.domain.listing import counted
from coach.domain.records.days import day
from coach.domain.statistics.associations import CAUTION
from coach.domain.statistics.report import Dated, DoseRow, Report, WeekRow
from coach.library.toml.sanitize import clean
from coach.services.weeks.page import footer
from coach.services.weeks.words import LESS_TRAINED, in_days, left_out, measured, on_paper, report_headline, short_facts

SAID_HEADS = (
    "Weeks",
    "Doses, per side",
    "What the coach changed, and why",
    "Warning signs",
    "Notes",
    "What goes with what",
)


def report_lines(report: Report) -> Iterator[str]:
    """The whole page, with an empty line before each heading."""
    yield from (clean(line) for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield f"Training report, {in_days(report)}"
    yield f"Name: {report.name or '(a line to write it on)'}"
    yield report_headline(report)
    yield short_facts(report)
    if report.measures:
        yield f"What matters to the runner, {measured(report)}"
    if report.locked:
        yield "TRAINING IS LOCKED AT PRESENT: see the warning signs below."
    elif report.see_clinician:
        yield "The coach asks for a clinician to look at this."
    yield from ("", SAID_HEADS[0])
    yield from (line for row in report.weeks if not (line := _week(row)).endswith(": nothing"))
    yield on_paper(report)
    yield from ("", SAID_HEADS[1])
    yield from map(_dose, report.doses) if report.doses else ("No session of a routine in these days.",)
    yield from left_out(report.more_doses, LESS_TRAINED)
    yield from ("", SAID_HEADS[2])
    yield from (f"{day(row.at)}: {row.what}. {row.why} ({row.rule})" for row in report.changes)
    if not report.changes:
        yield "Nothing in these days."
    yield from left_out(report.earlier_changes)
    yield from ("", SAID_HEADS[3], *_dated(report.flags, "None was ticked."), *left_out(report.earlier_flags))
    yield from ("", SAID_HEADS[4], *_dated(report.notes, "None."), *left_out(report.earlier_notes))
    if report.findings:
        yield from ("", SAID_HEADS[5], *report.findings, CAUTION)
    yield from ("", footer(report))


def _week(row: WeekRow) -> str:
    """``2 Nov: 3 green, 1 amber; 2 rest kept; 20 min run; median worst 2, morning 1``."""
    counts = ((row.green, "green"), (row.amber, "amber"), (row.red, "red"), (row.unlit, "not judged"))
    lights = ", ".join(f"{number} {what}" for number, what in counts if number)
    more = [lights] if lights else []
    more += [f"{row.rests} rest kept"] if row.rests else []
    more += [counted(row.walks, "brisk walk")] if row.walks else []
    more += [f"{row.run_minutes} min run"] if row.run_minutes else []
    pains = ((row.worst, "worst"), (row.morning, "morning"))
    told = ", ".join(f"{what} {pain}" for pain, what in pains if pain is not None)
    more += [f"median {told}"] if told else []
    return f"{day(row.monday)}: {'; '.join(more) or 'nothing'}"


def _dose(row: DoseRow) -> str:
    sides = f"; last {row.sides}" if row.sides else ""
    cuts = f"; cut: {row.cuts}" if row.cuts else ""
    return f"{row.name} ({row.routine}): {row.first} → {row.now}{sides}{cuts}"


def _dated(rows: tuple[Dated, ...], none: str) -> Iterator[str]:
    yield from (f"{day(row.at)}: {row.text}" for row in rows)
    if not rows:
        yield none
