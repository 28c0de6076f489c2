"""``coach log``: record what was done elsewhere, by options or by questions line by line (``plain.log``)."""

from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from msgspec.structs import fields, replace

from coach.cli.base.context import known_routine, opened_coach, readable, unknown_id
from coach.cli.base.errors import RefusedError, complain
from coach.cli.base.local_time import by_local_clock, clock_change_note
from coach.cli.base.shapes import as_json
from coach.domain.activity_log.log_answers import LogAnswers, belonging, foreign, wrong
from coach.domain.activity_log.log_times import wrong_time
from coach.domain.activity_log.logged_kinds import (
    ACTIVITIES,
    RUNNING_IS_A_RUN,
    Logged,
    LoggedKind,
    LogKind,
    thing_of,
    words,
)
from coach.domain.activity_log.logged_record import logged_record, of_programme
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import says_running
from coach.domain.records.by_name import with_values
from coach.domain.records.distance import Units, metres_of
from coach.domain.records.entries import Quality, Run, Session, Stopped
from coach.domain.records.plain_data import entry_to_plain
from coach.domain.records.red_flags import BY_ID
from coach.library.toml.fields import is_slug
from coach.library.toml.sanitize import clean, short
from coach.services.training import Training
from coach.system.exit_codes import BROKEN, DONE, USAGE

_ANSWERS = tuple(each.name for each in fields(LogAnswers))
_READ: dict[str, Callable[[str], object]] = {"quality": Quality, "stopped": Stopped, "note": clean}
"""How to parse the options that are not plain values already."""
_OPTIONS = {"distance_m": "--distance"}
"""The options whose name differs from their answer's."""
_WHATS = {LogKind.RUN: "a run", LogKind.WALK: "a walk", LogKind.SESSION: "a session", LogKind.ACTIVITY: "an activity"}


def log(args: Namespace) -> int:
    """Record what was done, and print what it means. Asks only if no option gives an answer."""
    if args.undo or args.yes:
        return _undo(args)
    with opened_coach(args) as coach:
        training = readable(coach).training
        told = _told(args, training.settings.units)
        now = training.clock.now()
        thing = _thing(args, training, told)
        at = _at(args, now)
        if told.is_empty:
            if args.json:
                raise RefusedError("--json goes with answers among the options: without them you are asked.", USAGE)
            from coach.plain.log import run_log
            from coach.plain.talk import Console

            code = run_log(training, Console(), thing, at, told.note)
        else:
            _keep(training, _named(thing), told, at or now, as_data=args.json)
            code = DONE
    is_kept = coach.kept is None or not coach.kept.unsaved()
    return code if is_kept else BROKEN  # not on disk: tell scripts; the runner was told at closing


def _undo(args: Namespace) -> int:
    """Remove the entry that was logged last, after asking unless ``--yes``."""
    if not args.undo:
        raise RefusedError("--yes goes with --undo.", USAGE)
    others = ("what", "routine", "kind", "at", "days_ago", *_ANSWERS)
    if args.json or any(vars(args).get(name) is not None for name in others):
        raise RefusedError("--undo takes back what was logged last: it goes with no other option than --yes.", USAGE)
    from coach.cli.history.removal import take_out
    from coach.services.removal import last_logged_entry

    with opened_coach(args) as coach:
        training = readable(coach).training
        entry = last_logged_entry(training)
        if entry is None:
            raise RefusedError("nothing that you logged is there to take back. Any record: coach history --delete ID")
        return take_out(coach, entry, sure=args.yes)


def _keep(training: Training, thing: LoggedKind, told: LogAnswers, at: datetime, *, as_data: bool = False) -> None:
    now = training.clock.now()
    told = _in_seconds(thing, told)
    _refuse_foreign(thing, told)
    _refuse_unknown(told, training.catalogue, thing)
    planned = training.today.run_plan(at, thing.id) if thing.what is LogKind.RUN else None
    thing = of_programme(thing, planned)
    problem = wrong(thing, told, at, now, training.today.programme(planned), training.settings.units)
    if problem:
        raise RefusedError(problem, USAGE)
    record = training.records.log(logged_record(thing, told, at, now))
    if as_data:
        print(as_json(_shape(training, record)))
        return
    from coach.plain.logged import logged_lines

    for line in logged_lines(training, record):
        print(line)


def _in_seconds(thing: LoggedKind, told: LogAnswers) -> LogAnswers:
    """Return the answers with a run's minutes turned into its seconds of running. RefusedError if both are given."""
    if thing.what is not LogKind.RUN or told.minutes is None:
        return told
    if told.run_s is not None:
        raise RefusedError("--minutes and --run-s both say how long you ran: give one of them.", USAGE)
    return replace(told, minutes=None, run_s=60 * told.minutes)


def _shape(training: Training, record: Logged) -> dict[str, object]:
    """Return, as JSON data, the record as it was stored, its light, and whether training is locked."""
    verdict = training.records.verdict(record) if isinstance(record, Session | Run) else None
    return {
        "record": entry_to_plain(record),
        "light": verdict.light.value if verdict else None,
        "provisional": verdict.provisional if verdict else None,
        "why": list(verdict.why) if verdict else [],
        "locked": training.standing().lock.is_on,
    }


def _told(args: Namespace, units: Units) -> LogAnswers:
    """Return the answers given by options. Raises RefusedError for a distance that cannot be parsed."""

    def far(text: str) -> int:
        try:
            return metres_of(text, units)
        except ValueError as error:
            raise RefusedError(f'--distance "{short(clean(text))}" should be {error}.', USAGE) from error

    given = {name: value for name, value in vars(args).items() if name in _ANSWERS and value is not None}
    words = {name: read(given[name]) for name, read in {**_READ, "distance_m": far}.items() if name in given}
    return with_values(LogAnswers(), {**given, **words})


def _at(args: Namespace, now: datetime) -> datetime | None:
    """Return when it was; None: not given. Raises RefusedError for an impossible time."""
    if args.days_ago is not None:
        return _by_own_clock((now - timedelta(days=args.days_ago)).replace(tzinfo=None)) if args.days_ago else now
    if args.at is None:
        return None
    said: datetime = args.at(now)
    at = _by_own_clock(said) if said.tzinfo is None else said
    problem = wrong_time(at, now)
    if problem:
        raise RefusedError(f"--at {problem}.", USAGE)
    return at


def _by_own_clock(said: datetime) -> datetime:
    """Return a local time with its UTC offset; print to stderr what was taken where there was none such, or two."""
    at = by_local_clock(said)
    note = clock_change_note(said, at)
    if note:
        complain(note)
    return at


# --- what it was ----------------------------------------------------------------------------------------------------


def _thing(args: Namespace, training: Training, told: LogAnswers) -> LoggedKind | None:
    """Return what was done, as far as the arguments say; None: they do not say. Raises RefusedError."""
    catalogue = training.catalogue
    thing = _said(args, catalogue)
    if args.routine is not None:
        named = thing_of(known_routine(args.routine, training.library, training.store), catalogue)
        what = named.what if named and thing is not None and thing.what is LogKind.RUN else LogKind.SESSION
        _refuse_other(thing, what, "--routine", args.routine)
        return named
    if args.kind is not None:
        _refuse_other(thing, LogKind.ACTIVITY, "--kind", args.kind)
        if not is_slug(args.kind):
            raise RefusedError(f'--kind "{short(args.kind)}" should be one word, such as swim or water-polo.', USAGE)
        if says_running(args.kind):
            raise RefusedError(f"{RUNNING_IS_A_RUN}.", USAGE)
        return LoggedKind(LogKind.ACTIVITY, args.kind)
    if thing is None and (told.stage, told.run_s, told.walk_s) != (None, None, None):
        return LoggedKind(LogKind.RUN)
    return thing


def _said(args: Namespace, catalogue: Catalogue) -> LoggedKind | None:
    if args.what is None:
        return None
    thing = thing_of(args.what, catalogue)
    if thing is None:
        names = dict(zip(words(catalogue), words(catalogue), strict=True))
        names |= {routine.id: routine.name for routine in catalogue.routines.values()}
        where = f"run, walk, {', '.join(ACTIVITIES)}, coach list; another activity: coach log --kind WORD"
        raise unknown_id(args.what, "thing to log called", names, where)
    return thing


def _refuse_other(thing: LoggedKind | None, what: LogKind, option: str, value: str) -> None:
    """Raise RefusedError if an option names another thing than the argument WHAT does."""
    if thing is not None and (thing.what is not what or thing.id not in ("", value)):
        raise RefusedError(f"{option} goes with {_WHATS[what]}, and with no other WHAT.", USAGE)


def _named(thing: LoggedKind | None) -> LoggedKind:
    if thing is None:
        raise RefusedError("what was it? coach log run, walk, swim, or a routine's id, before the options.", USAGE)
    if not thing.is_named:
        wanted = "--routine ID (coach list)" if thing.what is LogKind.SESSION else "--kind WORD, such as swim"
        raise RefusedError(f"which {thing.what} was it? {wanted}", USAGE)
    return thing


# --- what cannot be kept --------------------------------------------------------------------------------------------


def _refuse_foreign(thing: LoggedKind, told: LogAnswers) -> None:
    names = foreign(thing, told)
    if not names:
        return
    option = _OPTIONS.get(names[0], f"--{names[0].replace('_', '-')}")
    whose = " or ".join(_WHATS[what] for what in belonging(names[0]))
    raise RefusedError(f"{option} goes with {whose}, not with {_WHATS[thing.what]}.", USAGE)


def _refuse_unknown(told: LogAnswers, catalogue: Catalogue, thing: LoggedKind) -> None:
    """Raise RefusedError for an unknown id of an exercise or a warning sign among the answers."""
    ours = catalogue.names_in(thing.id)
    others = {exercise.id: exercise.name for exercise in catalogue.exercises.values()}
    for place in told.painful or ():
        name, colon, side = place.partition(":")
        if name not in others:
            raise unknown_id(name, "exercise", {**ours, **others}, "coach exercises")
        if colon and side not in ("left", "right"):
            raise RefusedError(f'--painful "{short(place)}": after a colon comes left or right.', USAGE)
    _refuse_unknown_flags(told.red_flags or ())


def _refuse_unknown_flags(flags: Iterable[str]) -> None:
    names = {flag.id: flag.question for flag in BY_ID.values()}
    for flag in flags:
        if flag not in BY_ID:
            raise unknown_id(flag, "warning sign", names, ", ".join(BY_ID))
