"""The content of the page for a clinician, limited in rows and characters so that it stays one page.

It is self-reported, and has the runner's name only if they want that. Left out: its layout (``services.weeks``).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import Dose, reps_in_words
from coach.domain.exercises.routine import DEFAULT_ADAPT
from coach.domain.planning.reasons import dose_in_words
from coach.domain.records.days import day
from coach.domain.records.entries import Answered, Moment, Session, StepDone, is_judged
from coach.domain.records.profile import Profile
from coach.domain.records.titles import minutes_in_words
from coach.domain.rules.light import Light
from coach.domain.rules.numbers import EDITION
from coach.domain.statistics.associations import Association
from coach.domain.statistics.calendar import CalendarDay, CalendarWeek, calendar_weeks
from coach.domain.statistics.changes import Adjustment, FlagStory, changes, flag_in_words, flag_stories
from coach.domain.statistics.chronicle import Chronicle
from coach.domain.statistics.doses import DoseLine
from coach.domain.statistics.measures import measures_in_short
from coach.domain.statistics.pain import Band, PainLine, PainPoint, by_week, count_unanswered, points
from coach.domain.statistics.running import Running

MOST_DOSES, MOST_CHANGES, MOST_NOTES, MOST_FLAGS, MOST_THRESHOLDS, MOST_FINDINGS = 8, 8, 2, 2, 2, 2
MOST_ITEMS = 2
"""The most exercises named in one change."""
LONGEST_NAME, LONGEST_TEXT, LONGEST_NOTE = 60, 170, 140


class Wishes(Struct, frozen=True):
    """What the runner wants on the page: their ``name`` (empty: a line to write it on), and whether their ``notes``."""

    name: str = ""
    notes: bool = True


class WeekRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A week: records by light, days of kept rest, walks, minutes run, medians of worst and morning pain (0–10)."""

    monday: date
    green: int
    amber: int
    red: int
    unlit: int
    rests: int
    walks: int
    runs: int
    run_minutes: int
    worst: int | None = None
    morning: int | None = None
    painkillers: int


class DoseRow(Struct, frozen=True, forbid_unknown_fields=True):
    """An exercise in words: its dose at first and now, what each side did last if they differ, and its last cut."""

    name: str
    routine: str
    first: str
    now: str
    sides: str
    cuts: str


class ChangeRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A change by the coach: when, what, why, and by which rule of which source."""

    at: date
    what: str
    why: str
    rule: str


class Dated(Struct, frozen=True, forbid_unknown_fields=True):
    """A text with its day: a warning sign and its consequence, or a note of the runner."""

    at: date
    text: str


class Report(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The page. ``earlier_…`` and ``more_…``: how many are left out. ``open_questions``: of ``questions`` on pain."""

    at: Moment
    first: date
    last: date
    name: str
    complaint: str
    phase: str
    course: str
    locked: bool
    see_clinician: bool
    sessions: int
    runs: int
    points: tuple[PainPoint, ...]
    bands: tuple[Band, ...]
    weeks: tuple[WeekRow, ...]
    doses: tuple[DoseRow, ...]
    more_doses: int
    running: str
    flags: tuple[Dated, ...]
    earlier_flags: int
    painkiller_days: int
    changes: tuple[ChangeRow, ...]
    earlier_changes: int
    notes: tuple[Dated, ...]
    earlier_notes: int
    findings: tuple[str, ...]
    thresholds: tuple[str, ...]
    open_questions: int
    questions: int
    coach: str
    rules: str
    measures: tuple[str, ...] = ()


def report_of(
    told: Chronicle,
    catalogue: Catalogue,
    *,
    days: Sequence[CalendarDay],
    doses: Sequence[DoseLine],
    running: Running,
    bands: Sequence[Band],
    associations: Iterable[Association],
    profile: Profile,
    see_clinician: bool,
    course: str,
    wishes: Wishes,
    span: tuple[date, date],
    at: datetime,
    coach: str,
) -> Report:
    """Make the page of a stretch, as of ``at``. ``course``: where the runner stands in it; ``coach``: its version."""
    pains = points(told)
    records = [chapter.entry for chapter in told.chapters if is_judged(chapter.entry)]
    changed, stories, notes = changes(told), flag_stories(told), _notes(told) if wishes.notes else []
    return Report(
        at=at,
        first=span[0],
        last=span[1],
        name=_cut(wishes.name, LONGEST_NAME),
        complaint=profile.complaint,
        phase=str(told.now.phase),
        course=_cut(course, LONGEST_NAME),
        locked=told.now.locked,
        see_clinician=see_clinician,
        sessions=sum(each.sessions for each in days),
        runs=sum(each.runs for each in days),
        points=pains,
        bands=tuple(bands),
        weeks=tuple(_weeks(calendar_weeks(days), running, pains)),
        doses=tuple(_dose(line, catalogue) for line in _most_done(doses)[:MOST_DOSES]),
        more_doses=max(0, len(doses) - MOST_DOSES),
        running=_running(running, told),
        flags=tuple(_flag(story) for story in stories[-MOST_FLAGS:]),
        earlier_flags=max(0, len(stories) - MOST_FLAGS),
        painkiller_days=sum(each.painkiller for each in days),
        changes=tuple(_changed(each) for each in changed[-MOST_CHANGES:]),
        earlier_changes=max(0, len(changed) - MOST_CHANGES),
        notes=tuple(notes[-MOST_NOTES:]),
        earlier_notes=max(0, len(notes) - MOST_NOTES),
        findings=tuple(_findings(associations)),
        thresholds=tuple(_thresholds(told, catalogue))[:MOST_THRESHOLDS],
        open_questions=count_unanswered(told),
        questions=4 * len(records),
        coach=coach,
        rules=EDITION,
        measures=measures_in_short(told),
    )


def _cut(text: str, longest: int = LONGEST_TEXT) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _weeks(found: Sequence[CalendarWeek], running: Running, pains: Sequence[PainPoint]) -> Iterator[WeekRow]:
    run = {week.monday: week for week in running.weeks}
    pain = {week.monday: week for week in by_week(pains)}
    for week in found:
        medians = pain[week.monday].medians if week.monday in pain else dict[PainLine, int | None]()
        yield WeekRow(
            monday=week.monday,
            green=week.count(Light.GREEN),
            amber=week.count(Light.AMBER),
            red=week.count(Light.RED),
            unlit=week.count(Light.NONE),
            rests=week.rests,
            walks=sum(each.walks for each in week.days),
            runs=run[week.monday].runs if week.monday in run else 0,
            run_minutes=round(run[week.monday].seconds / 60) if week.monday in run else 0,
            worst=medians.get(PainLine.WORST),
            morning=medians.get(PainLine.MORNING),
            painkillers=week.painkillers,
        )


# --- doses ----------------------------------------------------------------------------------------------------------


def _most_done(doses: Sequence[DoseLine]) -> list[DoseLine]:
    """Sort the lines so that the routine done most comes first; those of one routine stay together."""
    done: dict[str, int] = {}
    for line in doses:
        done[line.routine] = max(done.get(line.routine, 0), line.done)
    return sorted(doses, key=lambda line: -done[line.routine])


def _dose(line: DoseLine, catalogue: Catalogue) -> DoseRow:
    routine = catalogue.routines.get(line.routine)
    return DoseRow(
        _cut(line.exercise.name, 32),
        _cut(routine.name if routine else line.routine, 28),
        _in_words(line, line.ladder[line.first]),
        ("the same" if line.first == line.now else _in_words(line, line.ladder[line.now])) + _max_hold(line),
        _sides(line),
        _cuts(line),
    )


def _in_words(line: DoseLine, dose: Dose | None) -> str:
    return "out" if dose is None else _cut(dose_in_words(line.prescription, dose), 44)


def _max_hold(line: DoseLine) -> str:
    if line.last_max_s is None:
        return ""
    return f" (last {line.last_max_s} s, best {line.best_max_s} s)"


def _sides(line: DoseLine) -> str:
    sides = line.sides
    return f"L {_done(sides.left)}, R {_done(sides.right)}" if sides is not None and sides.differ else ""


def _done(row: StepDone) -> str:
    amount = reps_in_words(row.reps) if row.reps is not None else f"{row.hold_s} s" if row.hold_s is not None else ""
    return " × ".join(part for part in (str(row.sets) if row.sets is not None else "", amount) if part) or "–"


def _cuts(line: DoseLine) -> str:
    """Describe the last cut, and say how many there were: ``1 × 7 reps, 18 Nov to 20 Nov (2 cuts)``."""
    if not line.cuts:
        return ""
    cut = line.cuts[-1]
    what = "out" if cut.least is None else _in_words(line, cut.least).partition(",")[0]
    return f"{what}, {cut.in_days}" + (f" ({len(line.cuts)} cuts)" if len(line.cuts) > 1 else "")


# --- the rest -------------------------------------------------------------------------------------------------------


def _running(running: Running, told: Chronicle) -> str:
    if not running.runs:
        return "No run in these weeks."
    longest = f", the longest {minutes_in_words(running.longest.seconds)}" if running.longest else ""
    count = "1 run" if running.runs == 1 else f"{running.runs} runs"
    stages = ""
    if not told.now.own_runs:
        first, now = told.state, told.now
        stage = now.stage if now.programme == first.programme else now.stage_in_words
        stages = f" {first.stage_in_words.capitalize()} at first, {stage} now."
    return f"{count}, {round(running.seconds / 60)} min of running in all{longest}.{stages}"


def _flag(story: FlagStory) -> Dated:
    signs = _cut("; ".join(flag_in_words(flag) for flag in story.flags), 120)
    if not story.locked:
        came = "Asked to see a clinician."
    elif story.lifted is None:
        came = "Training is locked since."
    else:
        outcome = f": {_cut(story.outcome, 60).rstrip('.')}" if story.outcome else ""
        came = f"Unlocked on {day(story.lifted)} by the runner's own word{outcome}."
    return Dated(story.at.date(), f"{signs}. {came}")


def _changed(each: Adjustment) -> ChangeRow:
    shown = [f"{item.name} {item.before} → {item.after}" for item in each.items[:MOST_ITEMS]]
    more = f", {len(each.items) - MOST_ITEMS} more" if len(each.items) > MOST_ITEMS else ""
    rule = f"rule {each.rule}" if each.rule.isdigit() else each.rule
    return ChangeRow(each.at.date(), _cut(", ".join(shown)) + more, _cut(each.why, 110), f"{rule} ({each.source})")


def _notes(told: Chronicle) -> list[Dated]:
    entries = (chapter.entry for chapter in told.chapters)
    return [
        Dated(entry.at.date(), _cut(entry.note, LONGEST_NOTE))
        for entry in entries
        if isinstance(entry, Answered) and entry.note and entry.note.strip()
    ]


def _findings(associations: Iterable[Association]) -> list[str]:
    """Return findings on groups at least a point apart, the largest difference first; else that on the mornings."""
    known = [each for each in associations if each.difference is not None]
    apart = sorted(
        (each for each in known if abs(each.difference or 0) >= 1), key=lambda one: -abs(one.difference or 0)
    )
    shown = apart[:MOST_FINDINGS] or [each for each in known if each.topic == "mornings"]
    return [each.in_words for each in shown]


def _thresholds(told: Chronicle, catalogue: Catalogue) -> Iterator[str]:
    """Yield the pain thresholds of trained routines that differ from the coach's defaults."""
    names = dict.fromkeys(chapter.entry.routine for chapter in told.chapters if isinstance(chapter.entry, Session))
    for name in names:
        routine = catalogue.routines.get(name)
        adapt = catalogue.caps.adapt(routine.adapt if routine else DEFAULT_ADAPT)
        if routine and adapt != DEFAULT_ADAPT:
            yield f"{_cut(routine.name, 40)}: amber from {adapt.amber_from}, red from {adapt.red_from}"
