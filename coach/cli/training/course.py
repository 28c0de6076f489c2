"""``coach course`` and ``coach pause``: choose a course and show where the runner stands in it; be ill or away."""

from argparse import Namespace
from datetime import date, timedelta

from coach.cli.base.context import opened_coach, readable, refuse_broken, refuse_unless_kept, unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json
from coach.domain.courses.proposing import why_proposed
from coach.plain.around.course_lines import FEVER, pause_line, standing_lines
from coach.plain.around.lock_words import locked_lines
from coach.services.assembly import Coach
from coach.services.courses import NoSuchCourseError
from coach.services.today import foretold
from coach.services.training import Training
from coach.system.exit_codes import DONE, USAGE

_NOT_KEPT = "that could not be kept, so nothing was changed."
_TOMORROW = timedelta(days=1)


def course(args: Namespace) -> int:
    """Choose or leave a course, or stay in a block; then, or without any of these, print where the runner stands."""
    wishes = [args.course is not None, args.none, args.stay, args.yes]
    if sum(wishes) > 1 or (args.block is not None and args.course is None):
        raise RefusedError("give one of: a course (with --block, if you like), --none, --stay, --yes", USAGE)
    with opened_coach(args) as coach:
        training = readable(coach).training
        said = _change(args, training)
        if any(wishes):
            refuse_unless_kept(coach, _NOT_KEPT)
        if args.json:
            print(as_json(_shape(training)))
            return DONE
        for line in filter(None, (said, *locked_lines(training.standing().lock))):
            print(line)
        for line in standing_lines(training) if said or training.courses.course else _choice_lines(training):
            print(line)
        if not any(wishes) and training.courses.course:
            print()
            for line in _choice_lines(training):
                print(line)
    return DONE


def _change(args: Namespace, training: Training) -> str:
    """Do what the options ask for; return a sentence about it, empty if they ask for nothing."""
    courses = training.courses
    if args.none:
        if training.standing().course.chosen is None:
            return "You follow no course."
        courses.choose(None)
        return "You follow no course now: you choose yourself, and the rules stay as they are."
    if args.stay or args.yes:
        return _stay(training) if args.stay else _say_yes(training)
    if args.course is None:
        return ""
    known = training.catalogue.courses.get(args.course)
    if known is None:
        refuse_broken(args.course, training.library)
        names = {each.id: each.name for each in training.catalogue.courses.values()}
        raise unknown_id(args.course, "course", names, "coach course")
    if known is courses.course and args.block is None:
        return f"You follow {known.name} already, and nothing is counted anew. With --block ID a block begins again."
    try:
        courses.choose(args.course, args.block)
    except NoSuchCourseError:
        blocks = {block.id: block.name for block in known.blocks}
        raise unknown_id(args.block, "block", blocks, f"coach show {known.id}") from None
    return f"You follow {known.name} from now on. {known.about}".strip()


def _stay(training: Training) -> str:
    if training.courses.course is None:
        raise RefusedError("you follow no course, so there is no block to stay in: coach course", USAGE)
    training.courses.stay()
    return "You stay in this block one more week; what you have done counts on."


def _say_yes(training: Training) -> str:
    following = training.courses.asks_for_yes()
    if following is None:
        raise RefusedError("no block waits for a clinician's yes now: coach course says what is missing", USAGE)
    course = training.courses.course
    training.courses.choose(course.id if course else None, following.id)
    return f"Good. {following.name} begins with your next training."


def _choice_lines(training: Training) -> list[str]:
    """Return lines that list the courses, the one that suits best first."""
    courses = training.courses
    lines = []
    if courses.missing is not None:
        lines.append(f"Your course, {courses.missing}, is no longer there: until you choose another, you have none.")
    offered = courses.proposals()
    width = max((len(each.id) for each in offered), default=0)
    lines.append("The courses there are:" if offered else "There is no course here: coach new ID --course")
    for each in offered:
        why = why_proposed(each, training.profile().concern)
        lines.append(f"  {each.id:<{width}}  {each.name}. {each.about}{f' {why}' if why else ''}")
    if offered:
        lines.append("One of them: coach course ID. What it holds: coach show ID.")
    return lines


def _shape(training: Training) -> dict[str, object]:
    courses, standing = training.courses, training.standing()
    block, at = standing.course.block, training.clock.now()
    return {
        "course": standing.course.chosen,
        "known": courses.course is not None or standing.course.chosen is None,
        "block": block.id if block else None,
        "sessions": standing.course.sessions,
        "days": standing.course.days(at),
        "phase": standing.phase.value,
        "locked": standing.lock.is_on,
        "needs": [{"words": need.words, "met": need.met} for need in courses.needs()],
        "pause": courses.pause is not None,
        "until": courses.pause.until.isoformat() if courses.pause and courses.pause.until else None,
        "courses": [each.id for each in courses.proposals()],
    }


def pause(args: Namespace) -> int:
    """Begin a pause, change its end, or end it (``--until today``)."""
    with opened_coach(args) as coach:
        training = readable(coach).training
        until = _day(args.until, training.clock.now().date())
        for line in (_take_pause(coach, training, until), *locked_lines(training.standing().lock)):
            print(line)
    return DONE


def _day(said: date | str | None, today: date) -> date | None:
    return {"today": today, "tomorrow": today + _TOMORROW}[said] if isinstance(said, str) else said


def _take_pause(coach: Coach, training: Training, until: date | None) -> str:
    courses, today = training.courses, training.clock.now().date()
    known = courses.pause
    if until is not None and until < today:
        raise RefusedError(f"--until: {until.isoformat()} is past; today ends a pause", USAGE)
    if until == today and known is None:
        return "There is no pause, so training goes on as it was."
    courses.take_pause(until)
    refuse_unless_kept(coach, _NOT_KEPT)
    if until == today:
        text = "" if training.standing().lock.is_on else foretold(training).text
        return text if text.startswith("Welcome back") else f"Welcome back. {text}".strip()
    return f"{pause_line(training, until)} {FEVER}"
