"""The weeks as lines of text: the calendar, pain, doses, running, and what goes with what.

Used by both front ends and the command line. Left out: colours, and the pictures of the app.
"""

from collections.abc import Iterator, Mapping, Sequence

from coach.domain.exercises.course import Unit
from coach.domain.exercises.dose import Dose
from coach.domain.listing import counted, or_dash
from coach.domain.planning.reasons import dose_in_words
from coach.domain.records.days import day
from coach.domain.records.entries import StepDone
from coach.domain.rules.light import Light
from coach.domain.rules.numbers import CHECK_STOPS_AT_PAIN
from coach.domain.statistics.associations import CAUTION, Association, SideCount
from coach.domain.statistics.calendar import CalendarDay, CalendarWeek, Rest
from coach.domain.statistics.doses import DoseLine
from coach.domain.statistics.measures import CheckLine, Scale
from coach.domain.statistics.pain import Band, PainLine, PainPoint, by_week
from coach.domain.statistics.running import Running, RunWeek

REST_WORDS = {
    Rest.LOCKED: "rest, as training was locked",
    Rest.AWAY: "ill or away",
    Rest.AFTER_RED: "rest after a red, kept",
    Rest.BETWEEN: "rest between sessions, kept",
    Rest.OWN_WEEK: "rest, as your own week has it",
}
SIGN_LEGEND = (
    ("● ▲ ■ ○", "green, amber, red, no answers yet"),
    ("?", "an answer is missing: it may still change"),
    ("↗ w +", "a run, a brisk walk, cross-training"),
    ("! ×", "a warning sign or a locked day, a painkiller"),
    ("·", "rest, which was kept"),
)
"""What the signs of a day mean."""
_BAR = "█"
_EMPTY = "Nothing on record in these weeks."


def light_sign(light: Light, *, provisional: bool) -> str:
    """The sign of a light; "?" if it is provisional."""
    return "?" if provisional else light.sign


def day_sign(each: CalendarDay) -> str:
    """The main sign of a day: its light, a dot for a rest that was kept, or a space."""
    if each.lights:
        return light_sign(each.light, provisional=each.provisional)
    return "·" if each.rest else " "


def day_marks(each: CalendarDay) -> str:
    """The signs for anything else: runs, walks, cross-training, warning signs, a painkiller."""
    flagged = each.flags or each.locked
    given = ((each.runs, "↗"), (each.walks, "w"), (each.activities, "+"), (flagged, "!"), (each.painkiller, "×"))
    return "".join(mark for is_there, mark in given if is_there)


def day_words(each: CalendarDay) -> str:
    """A day as a line: ``Mon 16 Nov: amber, 1 session, 1 run; painkiller``."""
    said = [f"{each.light}{' so far' if each.provisional else ''}" if each.light is not Light.NONE else "not answered"]
    said = said if each.lights else []
    counts = (
        (each.sessions, "session"),
        (each.runs, "run"),
        (each.walks, "brisk walk"),
        (each.activities, "other training"),
        (each.breaks, "break"),
    )
    said += [counted(count, word) for count, word in counts if count]
    said += [counted(len(each.flags), "warning sign")] if each.flags else []
    said += ["training locked"] if each.locked else []
    said += ["painkiller"] if each.painkiller else []
    said += [f"{each.unread} that cannot be read"] if each.unread else []
    said += [REST_WORDS[each.rest]] if each.rest else []
    return f"{each.date:%a} {day(each.date)}: {', '.join(said) or 'nothing on record'}"


def calendar_lines(weeks: Sequence[CalendarWeek]) -> Iterator[str]:
    """For each week a line with its Monday and the signs of its days, then its totals."""
    yield "Week of   Mon  Tue  Wed  Thu  Fri  Sat  Sun"
    for week in weeks:
        by_weekday = {each.date.weekday(): f"{day_sign(each)}{day_marks(each)}"[:4] for each in week.days}
        cells = (f"{by_weekday.get(place, ''):<3}" for place in range(7))
        yield f"{day(week.monday):<8}  {'  '.join(cells)}".rstrip()
        told = week_words(week)
        if told:
            yield f"          {told}"
    yield "; ".join(f"{signs} {words}" for signs, words in SIGN_LEGEND) + "."


def week_words(week: CalendarWeek) -> str:
    """``3 green, 1 amber, 3 rest kept``; empty if there was nothing."""
    said = [f"{number} {light}" for light in Light if light is not Light.NONE and (number := week.count(light))]
    said += [f"{week.rests} rest kept"] if week.rests else []
    said += [f"painkiller on {counted(week.painkillers, 'day')}"] if week.painkillers else []
    return ", ".join(said)


def pain_lines(points: Sequence[PainPoint], bands: Sequence[Band]) -> Iterator[str]:
    """A line for each week: the median of each answer, how many there were, and the worst of the week."""
    if not points:
        yield "No answers about pain in these weeks."
        return
    yield "Medians, 0 none to 10 worst; in brackets how many answers."
    yield f"{'Week of':<8}" + "".join(f"{line.value:>9}" for line in PainLine) + "  highest"
    for week in by_week(points):
        cells = (_median(week.medians[line], week.counts[line]) for line in PainLine)
        highest = "–" if week.worst is None else week.worst
        yield f"{day(week.monday):<8}" + "".join(f"{cell:>9}" for cell in cells) + f"{highest:>9}"
    for band in bands:
        yield f"From {day(band.since)}: amber from {band.amber_from}, red from {band.red_from}."


def _median(pain: int | None, count: int) -> str:
    return "–" if pain is None else f"{pain} ({count})"


def dose_lines(lines: Sequence[DoseLine], names: Mapping[str, str]) -> Iterator[str]:
    """For each exercise: its place on the ladder, cuts, sides, longest holds. ``names``: of the routines, by id."""
    routine = None
    if not lines:
        yield "No doses yet: they begin with your first session."
    for line in lines:
        if line.routine != routine:
            routine = line.routine
            yield names.get(routine, routine)
        top = len(line.ladder) - 1
        asked = "out now" if line.asked is None else dose_in_words(line.prescription, line.asked)
        was = f"was {line.first}, " if line.first != line.now else ""
        yield f"  {line.exercise.name}: {asked}"
        yield f"    {ladder_signs(line)} level {line.now} of {top} ({was}{counted(line.done, 'time')} done)"
        yield from (f"    {words}" for words in _more_of(line))


def ladder_signs(line: DoseLine) -> str:
    """The ladder as a row of signs: filled up to the present level, and dots for the rest."""
    return "■" * line.now + "▲" + "·" * (len(line.ladder) - 1 - line.now) if len(line.ladder) <= 24 else "▲"


def _more_of(line: DoseLine) -> Iterator[str]:
    for cut in line.cuts:
        to = _dose(line, cut.least)
        back = f"back {day(cut.until)}" if cut.until else "not back yet"
        yield f"cut from {cut.begun} to {to}, {back}"
    if line.sides is not None and line.sides.differ:
        left, right = (_side(row) for row in (line.sides.left, line.sides.right))
        yield f"left {left}, right {right} ({day(line.sides.at)})"
    if line.last_max_s is not None:
        yield f"longest hold: last {line.last_max_s} s, best {line.best_max_s} s"


def _dose(line: DoseLine, dose: Dose | None) -> str:
    return "nothing" if dose is None else dose_in_words(line.prescription, dose)


def _side(row: StepDone) -> str:
    parts = (row.sets, row.reps, f"{row.hold_s} s" if row.hold_s else None)
    return " × ".join(str(part) for part in parts if part) or "0"


_NARROW, _BEFORE_BAR, _BEHIND_BAR = 50, 15, 3
"""Columns: the width below which stages are not shown; those for a week and its minutes; those after the bar."""


def running_lines(run: Running, width: int = 76) -> Iterator[str]:
    """A bar for each week, with a ┃ at ten percent more than the largest of the four weeks before."""
    if not run.runs and not any(week.seconds for week in run.weeks):
        yield "No runs in these weeks."
        return
    most = max(
        1, *(max(week.seconds, week.most_s or 0) for week in run.weeks)
    )  # 1: all of them may have been stopped in the walk
    notes = [_week_note(week, in_short=width < _NARROW) for week in run.weeks]
    room = max(8, width - _BEFORE_BAR - max(map(len, notes)) - _BEHIND_BAR)
    yield "Minutes run a week. ┃ is 10 % more than the largest of the four weeks before."
    for week, note in zip(run.weeks, notes, strict=True):
        yield f"{day(week.monday):<8}{_minutes(week.seconds):>5}  {_bar(week, most, room)}  {note}".rstrip()
    if run.longest is not None:
        yield f"Longest run: {_minutes(run.longest.seconds)} min, {day(run.longest.at)}."
    for move in run.moves:
        yield f"{move.in_words} on {day(move.at)}."
    yield f"In all: {counted(run.runs, 'run')}, {_minutes(run.seconds)} min."


def _bar(week: RunWeek, most: int, room: int) -> str:
    length = round(week.seconds / most * room)
    bar = (_BAR * length).ljust(room + 1)
    if week.most_s is not None:
        line = min(room, round(week.most_s / most * room))
        bar = f"{bar[:line]}┃{bar[line + 1 :]}"
    return bar


def _week_note(week: RunWeek, *, in_short: bool) -> str:
    stage = f", st. {week.stage}" if week.stage and not in_short else ""
    return f"{counted(week.runs, 'run')}{stage}" if week.runs else ""


def _minutes(seconds: int) -> str:
    return str(round(seconds / 60))


def with_what_lines(found: Sequence[Association], sides: Sequence[SideCount]) -> Iterator[str]:
    """What goes with what: first where there is enough data, then where there is too little; each with its numbers."""
    yield CAUTION
    telling = sorted((each for each in found if each.is_enough), key=lambda each: -abs(each.difference or 0))
    enough = [each.in_words for each in telling]
    short = [each.in_words for each in found if not each.is_enough]
    enough += [each.in_words for each in sides if each.is_enough]
    short += [each.in_words for each in sides if not each.is_enough]
    if not enough and not short:
        yield _EMPTY
    yield from (f"• {words}" for words in enough)
    if short:
        yield ""
        yield from (f"– {words}" for words in short)


def measure_lines(scales: Sequence[Scale], checks: Sequence[CheckLine], width: int = 76) -> Iterator[str]:
    """What matters to the runner, a column for each time, and each check with its sides; only the last that fit."""
    if not scales and not checks:
        yield "Nothing measured yet. What matters to you is asked after your second training, then every two weeks."
        return
    longest = max((len(each.name) for each in scales), default=0)
    name_width = min(longest, 28, max(8, width - 2 * _COLUMN - 2)) + 2
    room = max(1, (width - name_width) // _COLUMN)
    if scales:
        days = sorted({rating.at for each in scales for rating in each.ratings})[-room:]
        yield "How well it goes: 0 not at all, 10 as ever."
        yield " " * name_width + "".join(f"{day(at):>{_COLUMN}}" for at in days).rstrip()
        for each in scales:
            told = {rating.at: rating.value for rating in each.ratings}
            cells = "".join(f"{_rated(told.get(at)):>{_COLUMN}}" for at in days)
            yield f"{_short(each.name, name_width - 2):<{name_width}}{cells}".rstrip()
    for check in checks:
        unit = "of 10" if check.unit is Unit.SCORE else str(check.unit)
        yield ""
        yield f"{check.name}, {unit}, each side"
        for done in check.done[-_CHECKS_SHOWN:]:
            pain = f", pain {done.pain}" if done.pain else ""
            stopped = ": stopped, counts for nothing" if (done.pain or 0) >= CHECK_STOPS_AT_PAIN else ""
            yield f"  {day(done.at):<8} left {or_dash(done.left):>3}, right {or_dash(done.right):>3}{pain}{stopped}"


_COLUMN, _CHECKS_SHOWN = 8, 8


def _rated(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".removesuffix(".0")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
