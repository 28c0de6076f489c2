"""``coach measure``: rate what matters to the runner, and record the checks of their course."""

from argparse import Namespace

from coach.cli.base.context import opened_coach, readable, refuse_unless_kept, unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json
from coach.domain.courses.measuring import STOP
from coach.domain.exercises.course import MOST_SCORE, Check, Unit
from coach.domain.records.entries import Measure
from coach.domain.records.plain_data import entry_to_plain
from coach.domain.records.titles import measure_in_words
from coach.domain.rules.numbers import CHECK_STOPS_AT_PAIN
from coach.library.formats.history_keys.measure import MOST_MEASURED
from coach.library.toml.sanitize import clean, short
from coach.services.assembly import Coach
from coach.services.measuring import Reached
from coach.services.training import Training
from coach.system.exit_codes import DONE, USAGE


def measure(args: Namespace) -> int:
    """Name what matters (``--name``), record values (WHAT=VALUE), or else ask for what is due."""
    with opened_coach(args) as coach:
        training = readable(coach).training
        if args.name is not None:
            kept = training.measuring.name(args.name)
            refuse_unless_kept(coach, "that was not kept.")
            print(f"What matters to you: {', '.join(kept)}." if kept else "You are not asked what matters to you.")
        if args.told:
            return _keep(coach, [_told(word, training) for word in args.told], args)
        if args.name is not None:
            return DONE
        if args.pain is not None:
            raise RefusedError("--pain goes with a check: coach measure bridge=12/9 --pain 2", USAGE)
        if args.json:
            print(as_json(_shape(training)))
            return DONE
        return _ask(coach)


def _ask(coach: Coach) -> int:
    from coach.plain.around.measuring import measure as ask_all
    from coach.plain.talk import Console, InputEndedError

    talk = Console()
    try:
        ask_all(coach.training, talk)
    except InputEndedError:
        talk.say("The input ended.")
    refuse_unless_kept(coach, "that was not kept.")
    return DONE


def _shape(training: Training) -> dict[str, object]:
    """Return, as JSON data, what there is to measure, and what is due."""
    measuring = training.measuring
    due = {check.id for check in measuring.due_checks()}
    checks = [
        {"id": each.id, "name": each.name, "unit": str(each.unit), "due": each.id in due} for each in measuring.checks()
    ]
    return {
        "matters": list(measuring.matters),
        "due": measuring.scale_is_due() or measuring.asks_what_matters(),
        "checks": checks,
        "not_today": measuring.not_today() if measuring.checks() else "",
    }


# --- WHAT=VALUE -------------------------------------------------------------------------------------------------------


def _told(word: str, training: Training) -> tuple[str, int] | tuple[Check, Reached]:
    """Parse a word: ``stairs=7`` rates what matters, ``2=7`` the second of them, ``bridge=12/9`` records a check.

    Raises RefusedError.
    """
    what, equals, value = word.rpartition("=")
    what = what.strip()
    if not equals or not what:
        raise RefusedError(
            f'"{short(clean(word))}" should be WHAT=VALUE, as stairs=7, or bridge=12/9 for a check.', USAGE
        )
    check = next((each for each in training.measuring.checks() if each.id == what.lower()), None)
    if check is not None:
        return check, _sides(check, value)
    matters = training.measuring.matters
    numbered = int(what) - 1 if what.isascii() and what.isdigit() and len(what) < 3 else -1
    name = matters[numbered] if 0 <= numbered < len(matters) else _meant(what, matters)
    if name is None:
        names = {each: each for each in matters} | {each.id: each.name for each in training.measuring.checks()}
        known = (
            f"{'; '.join(names)}. Name what matters with --name"
            if names
            else "name it first: coach measure --name stairs"
        )
        raise unknown_id(what, "thing to measure called", names, known)
    return name, _number(value, MOST_SCORE)


def _meant(what: str, matters: tuple[str, ...]) -> str | None:
    """Return the only one that equals the word, else begins with it, else contains it; None: none or several."""
    word = what.lower()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [each for each in matters if fits(each.lower(), word)]
        if len(found) == 1:
            return found[0]
    return None


def _sides(check: Check, value: str) -> Reached:
    most = MOST_SCORE if check.unit is Unit.SCORE else MOST_MEASURED
    left, slash, right = value.partition("/")
    if not slash:
        raise RefusedError(f"{check.id}: give both sides, left/right, as {check.id}=12/9; - for one not done.", USAGE)
    both = [None if side.strip() in ("", "-") else _number(side, most) for side in (left, right)]
    return Reached(*both)


def _number(text: str, most: int) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) <= most):
        raise RefusedError(f'"{short(clean(text))}" should be a whole number from 0 to {most}.', USAGE)
    return int(text)


def _keep(coach: Coach, told: list[tuple[str, int] | tuple[Check, Reached]], args: Namespace) -> int:
    measuring = coach.training.measuring
    ratings = {what: value for what, value in told if isinstance(what, str) and isinstance(value, int)}
    reached = [(what, value) for what, value in told if isinstance(what, Check) and isinstance(value, Reached)]
    if args.pain is not None and len(reached) != 1:
        raise RefusedError("--pain goes with one check: coach measure bridge=12/9 --pain 2", USAGE)
    refused = measuring.not_today() if reached else ""
    if refused:
        raise RefusedError(refused)
    kept: list[Measure | None] = [measuring.rate(ratings)] if ratings else []
    kept += [measuring.reach(check, Reached(each.left, each.right, args.pain)) for check, each in reached]
    refuse_unless_kept(coach, "that was not kept.")
    measures = [each for each in kept if each is not None]
    if args.json:
        print(as_json([entry_to_plain(each) for each in measures]))
        return DONE
    for each in measures:
        print(clean(measure_in_words(each)))
        if (each.pain or 0) >= CHECK_STOPS_AT_PAIN:
            print(STOP)
    waits = coach.training.standing().course.waits_until
    if ratings and waits is not None:
        print(f"That is less well than it was: no new block begins before {waits.isoformat()}.")
    return DONE
