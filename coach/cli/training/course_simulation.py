"""``coach simulate --course``: print where a course leads, a line per day, with invented answers.

The runner's history is not touched. Randomness is used here alone: the same seed gives the same days on every machine.
Left out: how a day is simulated (``domain.today.ahead``).
"""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from coach.cli.base.context import layers_of, report_problems, unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json
from coach.domain.courses.diary import DayKind, Offer
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Event, EventKind
from coach.domain.records.history import History
from coach.domain.records.profile import NO_PROFILE
from coach.domain.rules.light import Light
from coach.domain.session.segments import Pacing
from coach.domain.today.ahead import DayAnswers, Follower, InventedDay
from coach.library.formats.history_file import read_history
from coach.library.shelf.library import load_library
from coach.library.toml.diagnostics import has_errors
from coach.system.exit_codes import BROKEN, DONE, USAGE

AT = time(7, 30)
"""The time of each simulated day, UTC."""
SIMULATED_DAYS = 84
MISSED = "missed"
_LIGHTS = {light.value: light for light in (Light.GREEN, Light.AMBER, Light.RED)}
Told = DayAnswers | Light | None
"""The answers about a day; None: it is missed."""


def simulate_course(args: Namespace) -> int:
    """Print a line per day; return 1 when the history file has errors. Raises RefusedError for wrong answers."""
    library = load_library(layers_of(args))
    report_problems(library.diagnostics, library)
    if args.course not in library.catalogue.courses:
        names = {course.id: course.name for course in library.catalogue.courses.values()}
        raise unknown_id(args.course, "course", names, "coach course")
    history = History()
    if args.history is not None:
        file = read_history(args.history)
        for diagnostic in file.diagnostics:
            print(diagnostic, file=sys.stderr)
        if has_errors(file.diagnostics):
            return BROKEN
        history = file.history_now
    first = datetime.combine(_first_day(args.at, history), AT, UTC)
    for day in _followed(library.catalogue, history, args, first):
        print(as_json(_shape(day), line=True) if args.json else simulated_line(day, library.catalogue))
    return DONE


def _first_day(at: datetime | None, history: History) -> date:
    if at is not None:
        return at.astimezone(UTC).date()
    if history.entries:
        return history.entries[-1].at.astimezone(UTC).date() + timedelta(days=1)
    return datetime.now(UTC).date()


def _followed(catalogue: Catalogue, history: History, args: Namespace, first: datetime) -> list[InventedDay]:
    chosen = Event(at=first - timedelta(minutes=1), kind=EventKind.COURSE, course=args.course)
    known = History.of([*history.until(first).entries, chosen], history.start)
    days = args.days or SIMULATED_DAYS
    follower = Follower(catalogue, replay(catalogue, known), known, NO_PROFILE, Pacing())
    return list(follower.days(first, days, answers_of(args.answers or "green", first.date(), days, args.seed or 1)))


# --- the answers ------------------------------------------------------------------------------------------------------


def answers_of(told: str, first: date, days: int, seed: int) -> Callable[[date], Told]:
    """Return a function from a day to its answers: ``green``, random by ``amber:0.2,red:0.05``, or a file's lines.

    Days after the file's last line are green. Raises RefusedError.
    """
    chances = _chances(told)
    if chances is not None:
        random = Random(seed)
        drawn = {first + timedelta(days=number): _draw(random, chances) for number in range(days)}
        return lambda day: drawn[day]
    lines = _lines(Path(told))
    return lambda day: lines[number] if (number := (day - first).days) < len(lines) else Light.GREEN


def _chances(told: str) -> list[tuple[str, float]] | None:
    """Parse ``amber:0.2,red:0.05``, or one word for all days; None: it is neither, so it names a file.

    Raises RefusedError for a wrong share.
    """
    chances = []
    for part in told.split(","):
        word, colon, share = part.strip().partition(":")
        if word not in _LIGHTS and word != MISSED:
            return None
        try:
            chances.append((word, float(share) if colon else 1.0))
        except ValueError:
            raise RefusedError(
                f"--answers: {part.strip()!r} should be a light and a share, such as amber:0.2", USAGE
            ) from None
    if any(not 0 <= chance <= 1 for _, chance in chances) or sum(chance for _, chance in chances) > 1:
        raise RefusedError("--answers: the shares should be from 0 to 1, and no more than 1 together", USAGE)
    return chances


def _draw(random: Random, chances: list[tuple[str, float]]) -> Told:
    drawn = random.random()
    for word, chance in chances:
        if drawn < chance:
            return _LIGHTS.get(word)
        drawn -= chance
    return Light.GREEN


def _lines(path: Path) -> list[Told]:
    """Return a file's answers, a line a day; blank lines and comments are none. Raises RefusedError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        why = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else "it is no text"
        raise RefusedError(
            f"--answers: {str(path)!r} is no light (green, amber:0.2, red:0.1, missed:0.1), and no file: {why}",
            USAGE,
        ) from None
    lines = [(line.partition("#")[0].strip(), number) for number, line in enumerate(text.splitlines(), 1)]
    return [_told(line, f"{path}:{number}") for line, number in lines if line]


def _told(line: str, where: str) -> Told:
    if line == MISSED:
        return None
    if line in _LIGHTS:
        return _LIGHTS[line]
    pains = line.split("/")
    if len(pains) == 4 and all(
        pain.isascii() and pain.isdigit() and len(pain) < 3 and int(pain) <= 10 for pain in pains
    ):
        return DayAnswers(*map(int, pains))
    wanted = "green, amber, red, missed, or before/worst/after/morning such as 1/2/1/1"
    raise RefusedError(f"{where}: {line[:40]!r} should be {wanted}")


# --- a day as it is printed -------------------------------------------------------------------------------------------


def simulated_line(day: InventedDay, catalogue: Catalogue) -> str:
    """Return a day as a line: date, light, phase, block, stage, what was proposed, and the changes of doses."""
    locked = "locked: see a clinician" if day.first.kind is DayKind.LOCKED else ""
    what = ", ".join(_proposed(day)) or locked or day.first.headline.rstrip(".") or "rest"
    changes = ", ".join(_changes(day.plans))
    stage = f"stage {day.stage}" if day.stage else "no runs yet"
    light = day.light.value if day.light else "-"
    where = f"{day.phase.value:<11} {day.block or '-':<16} {stage:<11}"
    return f"{day.day:%Y-%m-%d %a}  {light:<6} {where} {what}{f'  ({changes})' if changes else ''}"


def _proposed(day: InventedDay) -> list[str]:
    """Return what was due, in the order of the day; offers that were taken get a question mark."""
    words = []
    for suggestion in day.suggestions[: len(day.records)] or day.suggestions[:1]:
        if suggestion.routine is not None:
            words.append(suggestion.routine)
        elif suggestion.runs:
            words.append("run")
        else:
            words.extend("walk?" if offer.walk else f"{offer.routine}?" for offer in _taken(suggestion.offers))
    return words


def _taken(offers: tuple[Offer, ...]) -> list[Offer]:
    return [offer for offer in offers if not offer.a_day and (offer.walk or offer.routine)][:1]


def _changes(plans: tuple[Plan, ...]) -> list[str]:
    return [f"{step.exercise.id} {step.change.value}" for plan in plans for step in plan.steps if _changed(step)]


def _changed(step: PlannedStep) -> bool:
    return step.change is not Change.SAME


def _shape(day: InventedDay) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "kind": day.first.kind.value,
        "proposed": _proposed(day),
        "why": day.first.text,
        "light": day.light.value if day.light else "none",
        "phase": day.phase.value,
        "block": day.block,
        "stage": day.stage,
        "steps": [
            {"routine": plan.routine, "exercise": step.exercise.id, "change": step.change.value, "rule": step.rule}
            for plan in day.plans
            for step in plan.steps
        ],
    }
