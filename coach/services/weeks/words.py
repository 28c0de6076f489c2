"""The sentences of the page that its HTML, Markdown and text forms share."""

from collections.abc import Sequence
from datetime import date

from coach.domain.listing import counted
from coach.domain.records.days import day
from coach.domain.statistics.report import Report, WeekRow

DOSE_HEADS = ("Exercise", "Routine", "At first", "Now", "Last, left and right", "Last cut")
CHANGE_HEADS = ("Day", "Change", "Why, as the runner was told", "Rule and source")
LESS_TRAINED = "less trained"


def one_day(of: date) -> str:
    """``3 Nov 2026``."""
    return f"{day(of)} {of.year}"


def in_days(report: Report) -> str:
    """The stretch: ``6 Sep 2026 to 28 Nov 2026 (84 days)``."""
    days = (report.last - report.first).days + 1
    return f"{one_day(report.first)} to {one_day(report.last)} ({days} days)"


def report_headline(report: Report) -> str:
    """The complaint, the phase, the course."""
    course = f" Course: {report.course}." if report.course else ""
    return f"Complaint: {report.complaint or 'not said'}. Phase: {report.phase}.{course}"


def short_facts(report: Report) -> str:
    """How much data the page is based on."""
    records = report.questions // 4
    open_ones = (
        f"{report.open_questions} of {report.questions} pain questions were left unanswered"
        if report.open_questions
        else "every pain question was answered"
    )
    what = f"{counted(report.sessions, 'session')} and {counted(report.runs, 'run')}"
    painkillers = (
        f"A painkiller on {counted(report.painkiller_days, 'day')}."
        if report.painkiller_days
        else "No painkiller was noted."
    )
    if not records:
        return f"Self-reported. Nothing on record in these days. {painkillers}"
    return f"Self-reported: {what}; {open_ones}. {painkillers}"


def on_paper(report: Report) -> str:
    """The text below the weeks: the runs, and thresholds that are not the usual ones."""
    thresholds = ""
    if report.thresholds:
        thresholds = f" Thresholds of its own: {'; '.join(report.thresholds)} (usually amber from 4, red from 6)."
    return f"{report.running}{thresholds}"


def left_out(count: int, which: str = "earlier") -> tuple[str, ...]:
    """The sentence that says how many more there are; empty if there are none."""
    if not count:
        return ()
    return (f"{count} {which} {'one is' if count == 1 else 'ones are'} left out.",)


def measured(report: Report) -> str:
    """What matters to the runner, and checks: ``Stairs 4 → 7; Single-leg bridges L 9, R 7 → L 12, R 11 reps``."""
    return f"0 not at all, 10 as ever, at first → now: {'; '.join(report.measures)}." if report.measures else ""


def by_columns(weeks: Sequence[WeekRow]) -> tuple[list[str], list[list[str]]]:
    """The weeks side by side: the column heads, and a row for each thing that is counted."""
    numbers_of: dict[str, Sequence[int]] = {
        "Green": [week.green for week in weeks],
        "Amber": [week.amber for week in weeks],
        "Red": [week.red for week in weeks],
        "Not judged": [week.unlit for week in weeks],
        "Rest kept, days": [week.rests for week in weeks],
        "Brisk walks": [week.walks for week in weeks],
        "Minutes run": [week.run_minutes for week in weeks],
    }
    medians = {"Worst, median": [week.worst for week in weeks], "Morning, median": [week.morning for week in weeks]}
    rows = [[name, *(str(number) if number else "·" for number in numbers)] for name, numbers in numbers_of.items()]
    rows += [[name, *("–" if pain is None else str(pain) for pain in pains)] for name, pains in medians.items()]
    return ["Week of", *(day(week.monday) for week in weeks)], rows
