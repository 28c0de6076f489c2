"""The weeks behind as sentences, for those who hear them read aloud: no tables, no bars, no rows of signs.

The same numbers as in the tables of ``services.weeks.tables``.
"""

from collections.abc import Iterator, Mapping, Sequence

from coach.domain.listing import counted
from coach.domain.records.days import day
from coach.domain.statistics.calendar import CalendarWeek, calendar_weeks
from coach.domain.statistics.doses import DoseLine
from coach.domain.statistics.pain import Band, PainLine, PainPoint, by_week
from coach.domain.statistics.running import Running, RunWeek
from coach.plain.answers import index_typed
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.services.weeks.chronicles import STRETCH_DAYS
from coach.services.weeks.page_names import PAGE_HEADS, PAGES
from coach.services.weeks.tables import day_words, dose_lines, ladder_signs, running_lines, week_words
from coach.services.weeks.whole import page_lines

_LINES = {
    PainLine.BEFORE: "before",
    PainLine.WORST: "at worst",
    PainLine.AFTER: "after",
    PainLine.MORNING: "next morning",
}


def sentences(training: Training, page: str, days: int = STRETCH_DAYS) -> Iterator[str]:
    """One page of the weeks as sentences."""
    of = training.weeks
    if page == "calendar":
        yield from calendar_sentences(calendar_weeks(of.calendar(days)))
    elif page == "pain":
        yield from pain_sentences(of.points(days), of.bands(days))
    elif page == "doses":
        names = {routine.id: routine.name for routine in training.catalogue.routines.values()}
        yield from dose_sentences(of.doses(days), names)
    elif page == "running":
        yield from running_sentences(of.running(days))
    else:
        yield from page_lines(training, page, days)


def calendar_sentences(some: Sequence[CalendarWeek]) -> Iterator[str]:
    """Each week, with each day that had something; consecutive empty weeks are joined in one sentence."""
    empty: list[CalendarWeek] = []
    for week in some:
        told = [day_words(each) for each in week.days if each.lights or each.runs or each.walks or each.activities]
        words = week_words(week)
        if not told and not words:
            empty.append(week)
            continue
        yield from _of_empty(empty)
        empty = []
        yield f"Week of {day(week.monday)}: {words or 'nothing trained'}."
        yield from (f"{each}." for each in told)
    yield from _of_empty(empty)


def _of_empty(some: Sequence[CalendarWeek]) -> Iterator[str]:
    if some:
        last = f" to that of {day(some[-1].monday)}" if len(some) > 1 else ""
        yield f"Week of {day(some[0].monday)}{last}: nothing on record."


def pain_sentences(points: Sequence[PainPoint], bands: Sequence[Band]) -> Iterator[str]:
    """For each week the medians of the answers, then the thresholds."""
    if not points:
        yield "No answers about pain in these weeks."
        return
    yield "Of each week the middle answer, 0 none to 10 worst."
    for week in by_week(points):
        said = [
            f"{_LINES.get(line, line.value)} {week.medians[line]} of {counted(week.counts[line], 'answer')}"
            for line in PainLine
            if week.medians[line] is not None
        ]
        highest = "" if week.worst is None else f"; the highest was {week.worst}"
        yield f"Week of {day(week.monday)}: {', '.join(said) or 'no answers'}{highest}."
    for band in bands:
        yield f"From {day(band.since)} on: amber from {band.amber_from}, red from {band.red_from}."


def dose_sentences(lines: Sequence[DoseLine], names: Mapping[str, str]) -> Iterator[str]:
    """For each exercise its dose now, its progress, and its cuts."""
    if not lines:
        yield from dose_lines(lines, names)
    before = None
    for line in lines:
        heading, dose, *more = dose_lines([line], names)
        if line.routine != before:
            before = line.routine
            yield f"In {heading}:"
        said = [each.strip().removeprefix(ladder_signs(line)).strip() for each in more]
        yield f"{dose.strip()}; {'; '.join(said)}."


def running_sentences(run: Running) -> Iterator[str]:
    """Each week with runs, and how it compares with ten percent more than the largest of the four weeks before."""
    lines = list(running_lines(run))
    some = [week for week in run.weeks if week.runs]
    if not some:
        yield from lines[:1]
        return
    yield from map(_of_a_week, some)
    yield from lines[1 + len(run.weeks) :]  # the lines below the bars are sentences already


def _of_a_week(week: RunWeek) -> str:
    stage = f", stage {week.stage}" if week.stage else ""
    most = ""
    if week.most_s is not None:
        within = "within" if week.seconds <= week.most_s else "more than"
        most = f"; {within} the {_minutes(week.most_s)} that a tenth more would be"
    return f"Week of {day(week.monday)}: {_minutes(week.seconds)} min in {counted(week.runs, 'run')}{stage}{most}."


def _minutes(seconds: int) -> int:
    return round(seconds / 60)


_WHICH = ", ".join(f"{number} {PAGE_HEADS[page].lower()}" for number, page in enumerate(PAGES, 1))


def say_weeks(training: Training, talk: Talk) -> None:
    """Ask which page, and say it."""
    which = asked(talk, f"The last twelve weeks: {_WHICH}; Enter for none:", lambda line: index_typed(line, len(PAGES)))
    if which is not None:
        for line in sentences(training, PAGES[which]):
            if line:
                talk.say(line)


def say_report(training: Training, talk: Talk) -> None:
    """Say the page for a clinician."""
    from coach.services.weeks.spoken import report_lines

    for line in report_lines(training.weeks.report()):
        if line:
            talk.say(line)
