"""The page as one HTML file: no script, nothing loaded, one A4 page when printed. All texts are escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from coach.domain.records.days import day
from coach.domain.statistics.associations import CAUTION
from coach.domain.statistics.pain import Band
from coach.domain.statistics.report import Dated, Report
from coach.library.toml.sanitize import clean
from coach.services.weeks.chart import LOW_HEIGHT, TALL, chart, chart_legend
from coach.services.weeks.words import (
    CHANGE_HEADS,
    DOSE_HEADS,
    by_columns,
    in_days,
    measured,
    on_paper,
    one_day,
    report_headline,
    short_facts,
)

_STYLE = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
html { background: #ddd }
body { margin: 0; font: 8pt/1.22 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #111 }
main { width: 210mm; height: 296.5mm; margin: 0 auto; padding: 8mm 12mm 6mm; background: #fff; overflow: hidden;
  display: flex; flex-direction: column }
main > * { flex: none }
h1 { font-size: 13pt; margin: 0 } h2 { font-size: 8.6pt; margin: 1.7mm 0 .3mm; border-bottom: .3mm solid #999 }
p { margin: .3mm 0 } .soft { color: #444 } .line { border-bottom: .3mm solid #777; display: inline-block; width: 55mm }
.one, .both { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere }
.one { -webkit-line-clamp: 1 } .both { -webkit-line-clamp: 2 }
header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: .6mm solid #111 }
table { border-collapse: collapse; width: 100%; font-size: 7.2pt; table-layout: fixed }
th { text-align: left; font-weight: 600 }
th, td { padding: .16mm 1.2mm .16mm 0; vertical-align: top; border-bottom: .15mm solid #ddd }
.n td, .n th { text-align: right } .n td:first-child, .n th:first-child { text-align: left; width: 24mm }
.chart { width: 100%; height: 37mm; display: block } .chart text { font-size: 8px; fill: #333 }
.measured .chart { height: 28mm }
.legend span { margin-right: 3mm; white-space: nowrap } .key { width: 7mm; height: 2mm }
.mark { width: 2mm; height: 2mm }
.two { display: flex; gap: 6mm } .two > * { flex: 1; min-width: 0 }
.alert { border: .5mm solid #9c1c1c; padding: .4mm 1.5mm; font-weight: 600; margin: .8mm 0 0 }
main > .box { border: .3mm solid #777; flex: 1 0 18mm; margin-top: 1.8mm; padding: 1mm 1.5mm }
footer { margin-top: 1mm; font-size: 6.6pt; color: #444 }
@media print { html { background: #fff } * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
@media screen and (max-width: 210mm) { main { width: 100%; height: auto; min-height: 296.5mm } }
""".strip()
"""Every text is clamped to one or two lines, and every list is bounded (``domain.statistics.report``): so one page."""


def page(report: Report) -> str:
    """The text of the HTML file."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>Training report, {_safe(in_days(report))}</title>",
            f"<style>\n{_STYLE}\n</style></head><body><main{_room(report)}>",
            *_parts(report),
            "</main></body></html>",
            "",
        ]
    )


def _room(report: Report) -> str:
    """The class that makes the chart two lines lower, if there are measures to show."""
    return ' class="measured"' if report.measures else ""


def _parts(report: Report) -> Iterable[str]:
    yield f"<header><h1>Training report</h1><span>{_safe(in_days(report))}</span></header>"
    name = _safe(report.name) if report.name else '<span class="line">&nbsp;</span>'
    yield f'<p class="both">Name: {name} &nbsp; {_safe(report_headline(report))}</p>'
    yield f'<p class="soft one">{_safe(short_facts(report))}</p>'
    if report.measures:
        yield f'<p class="both"><b>What matters to the runner</b>, {_safe(measured(report))}</p>'
    if report.locked:
        yield '<p class="alert">Training is locked at present: see the warning signs below.</p>'
    elif report.see_clinician:
        yield '<p class="alert">The coach asks for a clinician to look at this.</p>'
    yield "<h2>Pain, 0 to 10</h2>"
    height = LOW_HEIGHT if report.measures else TALL
    yield chart(report.points, _within(report), report.first, report.last, height)
    yield f'<p class="legend soft">{chart_legend()}</p>'
    yield "<h2>Weeks</h2>"
    yield _table(*by_columns(report.weeks), kind="n")
    yield f'<p class="soft both">{_safe(on_paper(report))}</p>'
    yield from _doses(report)
    yield from _changes(report)
    yield '<div class="two">'
    yield f"<div>{''.join(_dated('Warning signs', report.flags, report.earlier_flags, 'None was ticked.'))}</div>"
    yield f"<div>{''.join(_dated('Notes of the runner', report.notes, report.earlier_notes, 'None.'))}</div></div>"
    if report.findings:
        yield "<h2>What goes with what</h2>"
        yield "".join(f'<p class="one">{_safe(each)}</p>' for each in report.findings)
        yield f'<p class="soft">{_safe(CAUTION)}</p>'
    yield '<div class="box"><b>For the clinician</b></div>'
    yield f'<footer class="one">{_safe(footer(report))}</footer>'


def footer(report: Report) -> str:
    """Where the page comes from, and what it is not."""
    return (
        f"Self-reported, and computed from that by coach {report.coach}, rules of {report.rules}, on "
        f"{one_day(report.at.date())}. It does not diagnose. S0 to S4: the coach's list of sources; coach: own rule."
    )


def _within(report: Report) -> Sequence[Band]:
    """The bands up to the last day, or the usual one: a page from elsewhere may hold anything."""
    bands = [band for band in report.bands if band.since <= report.last]
    return bands or [Band(report.first, 4, 6)]


def _doses(report: Report) -> Iterable[str]:
    yield _head("Doses, per side", len(report.doses), report.more_doses, "the {} most trained")
    if not report.doses:
        yield "<p>No session of a routine in these weeks.</p>"
        return
    rows = [(row.name, row.routine, row.first, row.now, row.sides, row.cuts) for row in report.doses]
    yield _table(DOSE_HEADS, rows, widths=(16, 14, 16, 15, 17, 22))


def _changes(report: Report) -> Iterable[str]:
    yield _head("What the coach changed, and why", len(report.changes), report.earlier_changes)
    if not report.changes:
        yield "<p>Nothing in these weeks.</p>"
        return
    rows = [(day(row.at), row.what, row.why, row.rule) for row in report.changes]
    yield _table(CHANGE_HEADS, rows, widths=(6, 44, 30, 20), lines="both")


def _dated(title: str, rows: Sequence[Dated], earlier: int, none: str) -> Iterable[str]:
    yield _head(title, len(rows), earlier)
    if not rows:
        yield f"<p>{_safe(none)}</p>"
    for row in rows:
        yield f'<p class="both"><b>{day(row.at)}</b> {_safe(row.text)}</p>'


def _head(title: str, shown: int, more: int, which: str = "the last {}") -> str:
    """A heading, with how many of how many are shown if that is not all."""
    return f"<h2>{_safe(title)}{f', {which.format(shown)} of {shown + more}' if more else ''}</h2>"


def _table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    widths: Sequence[int] = (),
    lines: str = "one",
    kind: str = "",
) -> str:
    """A table. ``widths`` in percent; ``lines``: the class that clamps a cell to one line (``one``) or two."""

    def cells(tag: str, of: Sequence[str]) -> str:
        return "".join(f'<{tag}><div class="{lines}">{_safe(each)}</div></{tag}>' for each in of)

    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    of_kind = f' class="{kind}"' if kind else ""
    return f"<table{of_kind}><colgroup>{columns}</colgroup><tr>{cells('th', heads)}</tr>{body}</table>"


def _safe(text: str) -> str:
    """Cleaned and escaped text: no markup, no control characters, and nothing that reorders what is read."""
    return escape(clean(text))
