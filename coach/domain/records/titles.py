"""What the entries of a history are called, and how much was done, as runners read it.

Left out: lights and pains. Every name is shown as text, never as markup.
"""

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.course import Unit
from coach.domain.exercises.stage import Stage
from coach.domain.records.days import day
from coach.domain.records.distance import Units, how_far
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Measure, Run, Session, Walk
from coach.domain.records.red_flags import BY_ID


def record_title(entry: Entry, catalogue: Catalogue) -> str:
    """``Psoas care``; ``Run, stage 3``; ``Brisk walk``; ``Swim``; ``Training unlocked``.

    A routine that no longer exists is called by its id.
    """
    match entry:
        case Session(routine=routine):
            return catalogue.routines[routine].name if routine in catalogue.routines else routine
        case Run(routine=routine, stage=stage):
            known = catalogue.routines.get(routine or "")
            what = known.name if known else routine or "Run"
            return what if stage is None else f"{what}, stage {stage}"
        case Walk():
            return "Brisk walk"
        case Activity(kind=kind):
            return kind.replace("-", " ").capitalize()
        case Event():
            return _of_event(entry, catalogue)
        case Measure():
            return measure_in_words(entry)
    return ""


def measure_in_words(measure: Measure) -> str:
    """``How well it goes: stairs 7, tying a shoe 4``; ``Single-leg bridges: left 12, right 9 reps``."""
    if measure.check is None:
        return f"How well it goes: {', '.join(f'{each.name} {each.value}' for each in measure.activity or ())}"
    reached = {side: told for side, told in (("left", measure.left), ("right", measure.right)) if told is not None}
    sides = [f"{side} {told}" for side, told in reached.items()]
    unit = f" {(measure.unit or Unit.SCORE).after([*reached.values()][-1]) or 'of 10'}" if reached else ""
    pain = f"; pain {measure.pain}" if measure.pain else ""
    return f"{measure.name or measure.check}: {', '.join(sides) or 'not done'}{unit}{pain}"


def _of_event(event: Event, catalogue: Catalogue) -> str:
    """``Warning sign: Blood in your urine``; an unknown sign is called by its id."""
    if event.kind is EventKind.UNLOCKED:
        return f"Training unlocked: {event.note.rstrip('.')}" if event.note else "Training unlocked"
    if event.kind is EventKind.PHASE:
        return f"Phase set by hand: {event.phase}" if event.phase else "Phase set by hand"
    if event.kind is EventKind.COURSE:
        return _of_course(event, catalogue)
    if event.kind is EventKind.PAUSE:
        return f"Ill or away until {day(event.until)}" if event.until else "Ill or away"
    signs = [BY_ID[flag].question if flag in BY_ID else flag for flag in event.flags or ()]
    return f"Warning {'signs' if len(signs) > 1 else 'sign'}: {'; '.join(signs)}" if signs else "Warning sign"


def _of_course(event: Event, catalogue: Catalogue) -> str:
    """``Course: Steady hips, Load``; ``Stays in Load until 3 Nov``; one that no longer exists is called by its id."""
    course = catalogue.courses.get(event.course or "")
    block = course.block(event.block) if course and event.block else None
    name = block.name if block else event.block or ""
    if event.until is not None:
        return f"Stays in {name or 'the present block'} until {day(event.until)}"
    if event.course is None:
        return "No course any more"
    return f"Course: {course.name if course else event.course}{f', {name}' if name else ''}"


def amount_done(entry: Entry) -> str:
    """How much, short: ``80 %`` of a session, ``10 min`` of running, walking or cross-training; empty if not known."""
    match entry:
        case Session(done=float(done)):
            return f"{round(done * 100)} %"
        case Run(run_s=int(seconds)):
            return minutes_in_words(seconds)
        case Walk(minutes=int(whole)) | Activity(minutes=int(whole)):
            return f"{whole} min"
    return ""


def distance_and_pace(entry: Entry, units: Units) -> tuple[str, ...]:
    """The distance, and the pace of a run or walk, where known: ``5.2 km``, ``6:10 min/km``; else empty.

    The pace is over the whole time, walking within a run included, as a watch counts it.
    """
    match entry:
        case Run(distance_m=int(metres), run_s=run_s, walk_s=walk_s):
            return how_far(metres, (run_s or 0) + (walk_s or 0) if run_s is not None else None, units)
        case Walk(distance_m=int(metres), minutes=whole):
            return how_far(metres, None if whole is None else whole * 60, units)
        case Activity(distance_m=int(metres)):
            return how_far(metres, None, units)
    return ()


def full_title(entry: Entry, catalogue: Catalogue, units: Units) -> str:
    """The title with all that was done: ``Run, stage 3, 10 min running, 8 min walking, 2.5 km · 7:12 min/km``."""
    parts = [record_title(entry, catalogue), amount_done(entry)]
    if isinstance(entry, Run):
        running = f"{minutes_in_words(entry.run_s)} running" if entry.run_s is not None else ""
        walking = f"{minutes_in_words(entry.walk_s)} walking" if entry.walk_s else ""
        parts = [parts[0], running, walking]
    return ", ".join(part for part in (*parts, " · ".join(distance_and_pace(entry, units))) if part)


def intervals(stage: Stage) -> str:
    """The runs and walks of a stage: ``6 × 1:40 min running, 1:20 min walking``; ``18 min running``."""
    words = ", ".join(
        f"{minutes_in_words(run_s)} running" + (f", {minutes_in_words(walk_s)} walking" if walk_s else "")
        for run_s, walk_s in stage.intervals or ((stage.run_s, stage.walk_s),)
    )
    if stage.reps == 1:
        return words
    return f"{stage.reps} × ({words})" if stage.intervals else f"{stage.reps} × {words}"


def minutes_in_words(seconds: int) -> str:
    """Seconds as minutes: ``8 min``, ``8:30 min``."""
    whole, rest = divmod(seconds, 60)
    return f"{whole}:{rest:02} min" if rest else f"{whole} min"
