"""``coach profile``: show and set what the coach knows about the runner."""

from argparse import Namespace
from datetime import date
from typing import Any, TypeVar

from coach.cli.base.context import opened_coach, readable, refuse_unless_kept, unknown_id
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json
from coach.domain.exercises.course import Concern
from coach.domain.exercises.exercise import Position
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday, in_week_order
from coach.domain.records.by_name import by_name, with_values
from coach.domain.records.history import Start
from coach.domain.records.profile import Profile, Sided, Site, is_since, profile_to_plain, unique_words
from coach.library.toml.sanitize import clean, short
from coach.plain.plan_lines import profile_lines
from coach.services.training import Training
from coach.system.exit_codes import DONE, USAGE

_NOTHING = ("", "none")
"""The words that clear a part of the profile."""
W = TypeVar("W", Site, Sided, Phase, Concern)


def profile(args: Namespace) -> int:
    """Set what the options give, then print the whole profile."""
    with opened_coach(args) as coach:
        training = coach.training
        changes = _changes(args, training)
        start = _start(args)
        if changes or start:
            readable(coach)
        if changes:
            training.runner.change_profile(lambda known: with_values(known, changes))
        if start:
            training.runner.change_start(lambda said: with_values(said, start))
        if changes or start:
            refuse_unless_kept(coach, "your profile could not be kept, so nothing was changed.")
        known, said = training.profile(), training.history().start
    if args.json:
        print(as_json(_shape(known, said)))
    else:
        for line in profile_lines(known, said):
            print(line)
    return DONE


def _shape(known: Profile, start: Start) -> dict[str, Any]:
    return {
        "concern": None,
        "site": None,
        "side": None,
        "since": None,
        "days_a_week": None,
        "minutes": None,
        **profile_to_plain(known),
        "place": known.place,
        "start": by_name(start),
    }


def _changes(args: Namespace, training: Training) -> dict[str, object]:
    """Return what the options change, by the profile's field names. Raises RefusedError for an unknown word."""
    changes: dict[str, object] = {}
    if args.concern is not None:
        changes["concern"] = _member(args.concern, Concern, "concern")
    if args.days_a_week is not None:
        changes["days_a_week"] = args.days_a_week or None
    if args.site is not None:
        changes["site"] = _member(args.site, Site, "site")
    if args.side is not None:
        changes["side"] = _member(args.side, Sided, "side")
    if args.since is not None:
        changes["since"] = _since(args.since, training.clock.now().date())
    kit = list(training.catalogue.all_kit())
    if args.avoid is not None:
        changes["avoid"] = unique_words(_words(args.avoid, [*Position, *kit], "position or equipment"))
    if args.not_at_hand is not None:
        changes["not_at_hand"] = unique_words(_words(args.not_at_hand, kit, "equipment"))
    if args.training_days is not None:
        changes["training_days"] = _days(args.training_days)
    if args.run_days is not None:
        changes["run_days"] = _days(args.run_days)
    if args.minutes is not None:
        changes["minutes"] = args.minutes or None
    return changes


def _start(args: Namespace) -> dict[str, object]:
    """Return what the options change of the start, by its field names; 0 minutes of running: none at present.

    Raises RefusedError for an unknown phase.
    """
    start: dict[str, object] = {}
    if args.start_phase is not None:
        start["phase"] = _member(args.start_phase, Phase, "phase")
    if args.usual_morning is not None:
        start["usual_morning"] = args.usual_morning
    if args.run_minutes is not None:
        start["run_minutes"] = args.run_minutes or None
    if args.runs_per_week is not None:
        start["runs_per_week"] = args.runs_per_week
    if args.own_runs is not None:
        start["own_runs"] = args.own_runs or None
    return start


def _member(word: str, words: type[W], what: str) -> W | None:
    if word.lower() in _NOTHING:
        return None
    return words(_one(word, [str(member) for member in words], what))


def _since(text: str, today: date) -> str | None:
    if text.lower() in _NOTHING:
        return None
    if not is_since(text, today):
        wanted = "a year or a month that has begun, as 2024 or 2026-09"
        raise RefusedError(f'since when? "{short(clean(text))}" should be {wanted}.', USAGE)
    return text


def _days(text: str) -> tuple[Weekday, ...]:
    spelled = {name: day for day in Weekday for name in (day.value, day.full.lower())}
    words = _words(text, list(spelled), "day", shown=list(Weekday))
    return in_week_order(spelled[word] for word in words)


def _words(text: str, words: list[str], what: str, shown: list[Any] | None = None) -> list[str]:
    """Parse a list separated by commas, each item one of ``words``; ``none`` is the empty list.

    ``what``: the kind of item, and ``shown``: those to name, for the RefusedError about an unknown one.
    """
    if text.strip().lower() in _NOTHING:
        return []
    return [_one(word, words, what, shown) for word in text.split(",") if word.strip()]


def _one(text: str, words: list[str], what: str, shown: list[Any] | None = None) -> str:
    word = text.strip().lower()
    known = {str(one).lower(): str(one) for one in words}
    found = known.get(word) or known.get(word.replace(" ", "-"))
    if found is None:
        raise unknown_id(clean(text.strip()), what, {one: one for one in known.values()}, ", ".join(shown or words))
    return found
