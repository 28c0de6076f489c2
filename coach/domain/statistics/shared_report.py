"""The page for a clinician as plain data, for sharing with a helper; and reading it back without trusting its writer.

What is read must keep to the sizes and numbers of a page, so that it can be laid out like one's own. Left out: where it
is stored, and who may read it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.domain.statistics.measures import MOST_MEASURES
from coach.domain.statistics.pain import PainPoint
from coach.domain.statistics.report import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_CHANGES,
    MOST_DOSES,
    MOST_FINDINGS,
    MOST_FLAGS,
    MOST_NOTES,
    MOST_THRESHOLDS,
    Report,
)

_FORMAT = 1
_MOST_DAYS, _MOST_POINTS, _MOST_WEEKS, _MOST_NUMBER = 100, 500, 16, 100_000
_LONGEST = 2 * LONGEST_TEXT
_MOST = {
    "points": _MOST_POINTS,
    "bands": _MOST_POINTS,
    "weeks": _MOST_WEEKS,
    "doses": MOST_DOSES,
    "changes": MOST_CHANGES,
    "flags": MOST_FLAGS,
    "notes": MOST_NOTES,
    "findings": MOST_FINDINGS,
    "thresholds": MOST_THRESHOLDS,
    "measures": MOST_MEASURES,
}


class ReportError(ValueError):
    """Data that should be a page is not a valid one."""


class _Kept(Struct, frozen=True, forbid_unknown_fields=True):
    report: Report
    format: int = _FORMAT


def report_to_plain(report: Report) -> dict[str, object]:
    """Convert the page to plain data, as JSON can hold it."""
    return to_plain(_Kept(report))


def report_from_plain(plain: object) -> Report:
    """Read a page from the output of ``report_to_plain``, or from anything. Raises ReportError if it is not valid."""
    try:
        kept = from_plain(_Kept, plain)
    except (PlainDataError, OverflowError, RecursionError, ValueError) as error:
        raise ReportError(str(error)) from error
    report = kept.report
    if kept.format != _FORMAT:
        raise ReportError("it was written by a newer coach")
    if any(len(getattr(report, name)) > most for name, most in _MOST.items()):
        raise ReportError("it holds more than a page does")
    if not timedelta(0) <= report.last - report.first <= timedelta(days=_MOST_DAYS):
        raise ReportError("it is of more days than a page is")
    if any(not 1970 < year < 2200 for year in _years(report)):
        raise ReportError("its times are not valid")
    if any(not 0 <= number <= _MOST_NUMBER for number in _numbers(report)) or not all(map(_is_pain, report.points)):
        raise ReportError("its numbers are not valid")
    if any(len(text) > _LONGEST for text in _texts(report)):
        raise ReportError("its texts are longer than those of a page")
    within = tuple(point for point in report.points if report.first <= point.at.date() <= report.last)
    bands = tuple(band for band in report.bands if report.first <= band.since <= report.last)
    if any(not 1 <= band.amber_from < band.red_from <= 10 for band in bands) or bands != tuple(
        sorted(bands, key=lambda band: band.since)
    ):
        raise ReportError("its bands are not valid")
    return replace(report, points=within, bands=bands, name=report.name[:LONGEST_NAME])


def _is_pain(point: PainPoint) -> bool:
    return all(pain is None or 0 <= pain <= 10 for pain in (point.before, point.worst, point.after, point.morning))


def _years(report: Report) -> Iterator[int]:
    days: list[date] = [report.first, report.last, report.at, *(point.at for point in report.points)]
    days += [row.at for row in report.changes] + [row.at for row in (*report.flags, *report.notes)]
    days += [week.monday for week in report.weeks]
    return (each.year for each in days)


def _numbers(report: Report) -> Iterator[int]:
    for value in (report, *report.weeks):
        yield from (number for name in value.__struct_fields__ if type(number := getattr(value, name)) is int)


def _texts(report: Report) -> Iterator[str]:
    for value in (report, *report.doses, *report.changes, *report.flags, *report.notes):
        yield from (text for name in value.__struct_fields__ if type(text := getattr(value, name)) is str)
    yield from (*report.findings, *report.thresholds, *report.measures)
