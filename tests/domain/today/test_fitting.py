"""A plan made to fit one runner's day: what they avoid, the kit at hand, the minutes; and whether enough is left."""

from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.plan import Plan
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import CheckIn, Entry
from coach.domain.records.history import History
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.session.segments import Pacing
from coach.domain.today.fitting import Circumstances

from ..builders import at, catalogue, exercise, hold, reps, routine, session
from .test_swap import house


def of(
    entries: list[Entry] | None = None, profile: Profile = NO_PROFILE, known: Catalogue | None = None
) -> Circumstances:
    known = known or house()
    return Circumstances(known, replay(known, History.of(entries or [])), profile, Pacing())


def plan(here: Circumstances, check_in: CheckIn | None = None, day: float = 0) -> Plan:
    return plan_from(here.catalogue, here.standing, "main", check_in or CheckIn(), at=at(day))


def names(made: Plan) -> list[str]:
    return [step.exercise.id for step in made.asked]


FITTED: dict[str, tuple[Profile, dict[str, Any], list[str]]] = {
    "as the rules made it": (NO_PROFILE, {}, ["kneel", "bridge", "march", "skips"]),
    "without what they avoid": (Profile(avoid=("kneeling",)), {}, ["stand", "bridge", "march", "skips"]),
    "with what they wished for": (NO_PROFILE, {"swaps": {0: "stand-long"}}, ["stand-long", "bridge", "march", "skips"]),
    "a wish that needs what is missing": (
        NO_PROFILE, {"swaps": {0: "stand-long"}, "missing": {"doorway"}}, ["kneel", "bridge", "march", "skips"],
    ),
    "in fewer minutes": (NO_PROFILE, {"minutes": 2}, ["kneel", "bridge"]),
}  # fmt: skip


@pytest.mark.parametrize(("profile", "how", "left"), FITTED.values(), ids=FITTED)
def test_what_is_left_of_a_plan(profile: Profile, how: dict[str, Any], left: list[str]) -> None:
    here = of(profile=profile)
    how = {"minutes": None, "missing": set(), **how}
    assert names(here.fitted(plan(here), how.pop("minutes"), how.pop("missing"), **how)) == left


def test_a_plan_that_is_refused_is_left_as_it_is() -> None:
    here = of(profile=Profile(avoid=("kneeling", "band")))
    check_in = CheckIn(sharp=True)
    refused = plan(here, check_in)
    assert not refused.allowed
    assert here.fitted(refused, None, {"doorway"}, check_in=check_in, swaps={0: "stand"}) == refused


@pytest.mark.parametrize(
    ("profile", "suits"),
    [
        (NO_PROFILE, True),
        (Profile(minutes=60), True),
        (Profile(not_at_hand=("mat",)), False),
        (Profile(not_at_hand=("bar",)), True),
    ],
)
def test_what_suits_needs_no_kit_that_is_away(profile: Profile, suits: bool) -> None:
    known = catalogue(routine("main", [("bridge", reps(10)), ("plank", hold(30))]))
    matted = replace(known, exercises={**known.exercises, "plank": exercise("plank", hold(30), needs=("mat",))})
    assert of(profile=profile, known=matted).suits("main", at(0)) is suits


def test_what_is_still_too_long_when_it_is_trimmed_suits_no_short_day() -> None:
    known = catalogue(routine("main", [("plank", hold(300))]))
    assert not of(profile=Profile(minutes=5), known=known).suits("main", at(0))
    assert of(profile=Profile(minutes=6), known=known).suits("main", at(0))


def test_half_of_a_routine_must_be_left_for_it_to_be_worth_while() -> None:
    """A red takes drills and what loads the hip flexors out: of ``main`` half is left, and with the bridge less."""
    red: list[Entry] = [session(0, "red")]
    assert of(red).is_feasible("main", at(3))
    assert of(red).suits("main", at(3))
    hurt: list[Entry] = [session(0, "red", painful=("bridge",))]
    assert not of(hurt).is_feasible("main", at(3))
    assert not of(hurt).suits("main", at(3))
