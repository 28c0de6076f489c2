"""A group's caps: a capped plan is never harder than it was, no level climbs above a cap, and the reason is said."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.caps import NO_CAPS, NO_LIMIT, Caps, Limit
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import ladder
from coach.domain.exercises.exercise import Sides
from coach.domain.exercises.routine import Adapt, Phase, RoutineKind
from coach.domain.planning.capping import capped_run, capped_steps
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import CheckIn, Entry, Session
from coach.domain.records.history import History, Start
from coach.domain.rules.findings import judge
from coach.domain.rules.light import Setting
from coach.domain.rules.numbers import ACUTE_RELIEF, GROUP_CAP, REHAB_FOUNDATION, RESCUE
from coach.domain.rules.programme import STAGES, stage_of
from coach.domain.rules.stages import RunPlan
from coach.domain.session.commands import Do, legal
from coach.domain.today.suggestion import suggest

from ..builders import (
    START,
    asked,
    at,
    catalogue,
    climb,
    exercise,
    hold,
    house,
    max_hold,
    only,
    planned,
    ready_to_run,
    reps,
    routine,
    run,
    session,
    set_phase,
    short,
    step_of,
)
from ..driving import at_work, start
from ..planning.test_laws import LATER, is_harder
from ..strategies import CHECK_INS, EXERCISES, PAIN, STARTS, asked_steps, houses, prescriptions, whole_histories
from .test_dose import raised

LIMITS = st.builds(
    Limit,
    sets=st.none() | st.integers(1, 4),
    reps=st.none() | st.integers(1, 20),
    hold_s=st.none() | st.integers(5, 60),
    rungs=st.none() | st.integers(1, 3),
)
CAPS = st.builds(
    Caps,
    group=st.just("club"),
    every=LIMITS,
    exercises=st.dictionaries(st.sampled_from(EXERCISES), LIMITS, max_size=2),
    phase=st.none() | st.sampled_from(Phase),
    run_stage=st.none() | st.integers(1, len(STAGES)),
    strength_days=st.none() | st.integers(1, 5),
)


def under(known: Catalogue, **caps: object) -> Catalogue:
    """The catalogue with these caps of the group "club"."""
    return replace(known, caps=Caps(group="club", **caps))  # type: ignore[arg-type]


# --- laws -------------------------------------------------------------------------------------------------------------


@given(st.lists(asked_steps(easier=True), min_size=1, max_size=4), CAPS)
def test_a_cap_raises_nothing(steps: list[PlannedStep], caps: Caps) -> None:
    for before, after in zip(steps, capped_steps(tuple(steps), caps), strict=True):
        assert not is_harder(after, before)
        if before.dose and after.dose:
            assert not raised(before.dose, after.dose)
        assert after.exercise == before.exercise
        if before.easier and after.easier:
            assert not raised(before.easier.prescription.start(), after.easier.prescription.start())


@given(st.lists(asked_steps(easier=True), min_size=1, max_size=4), CAPS)
def test_what_is_capped_stays_as_it_is_capped_again_but_for_its_words(steps: list[PlannedStep], caps: Caps) -> None:
    once = capped_steps(tuple(steps), caps)
    twice = capped_steps(once, caps)
    assert [(step.dose, step.easier, step.easier_sets, step.hold_at_most) for step in twice] == [
        (step.dose, step.easier, step.easier_sets, step.hold_at_most) for step in once
    ]


@given(asked_steps(), CAPS)
def test_every_dose_is_within_the_limits(step: PlannedStep, caps: Caps) -> None:
    (after,) = capped_steps((step,), caps)
    limit, dose = caps.of(step.exercise.id), after.dose
    assert dose is not None
    assert limit.sets is None or dose.sets <= limit.sets
    assert limit.reps is None or (dose.reps or 0) <= limit.reps
    assert limit.hold_s is None or (not dose.max and (dose.hold_s or 0) <= limit.hold_s)
    assert limit.rungs is None or dose.rung < limit.rungs


@given(prescriptions(), LIMITS)
def test_no_level_climbs_above_a_limit(prescription: object, limit: Limit) -> None:
    whole = ladder(prescription)  # type: ignore[arg-type]
    levels = limit.ladder(whole)
    assert 1 <= len(levels) <= len(whole)
    assert all(dose.max or limit.on(dose) == dose for dose in levels)
    assert all(not raised(before, after) for before, after in zip(whole, levels, strict=False))
    assert NO_LIMIT.ladder(whole) == whole
    assert [NO_LIMIT.on(level) for level in whole] == [*whole]
    assert NO_LIMIT.prescription(prescription) == prescription  # type: ignore[arg-type]


@given(houses(), whole_histories(), STARTS, LATER, CHECK_INS, CAPS)
def test_a_capped_day_is_never_harder(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn, caps: Caps
) -> None:
    moment = (records[-1].at if records else START) + later
    history = History.of(records, start).until(moment)
    free, held = replay(known, history), replay(replace(known, caps=caps), history)
    for name in known.routines:
        before = plan_from(known, free, name, check_in, at=moment)
        after = plan_from(replace(known, caps=caps), held, name, check_in, at=moment)
        assert before.allowed or not after.allowed
        if before.allowed and after.allowed:
            pairs = zip(after.steps, before.steps, strict=True)
            assert not [(one.dose, other.dose) for one, other in pairs if is_harder(one, other)], name
        assert after.locked == before.locked


RUNS = st.builds(
    lambda stage, seconds, allowed: RunPlan(
        allowed, stage, min(stage_of(stage).run_s, seconds), stage_of(stage).walk_s, stage_of(stage).reps, "why"
    ),
    st.integers(1, len(STAGES)),
    st.integers(500, 1800),
    st.booleans(),
)


@given(RUNS, st.none() | st.integers(1, len(STAGES)))
def test_a_capped_run_is_never_longer(before: RunPlan, stage: int | None) -> None:
    after = capped_run(before, Caps(group="club", run_stage=stage))
    assert after.allowed == before.allowed
    assert after.stage <= min(before.stage, stage or len(STAGES))
    assert after.run_s <= before.run_s
    assert after.run_s * after.reps <= before.run_s * before.reps


@pytest.mark.parametrize(
    ("stage", "run_s", "held"),
    [
        (12, stage_of(12).run_s, (9, 1080, 1)),
        (12, 1000, (7, 480, 2)),
        (9, 1080, (9, 1080, 1)),
        (12, 59, (1, 59, 1)),
        (12, 130, (1, 60, 2)),
    ],
)
def test_a_run_that_was_shortened_is_capped_to_no_more_than_it_was(
    stage: int, run_s: int, held: tuple[int, int, int]
) -> None:
    """A group that runs at stage 9 at most; the run's own caps had left so many seconds."""
    before = RunPlan(True, stage, run_s, stage_of(stage).walk_s, stage_of(stage).reps, "why")
    after = capped_run(before, Caps(group="club", run_stage=9))
    assert (after.stage, after.run_s, after.reps) == held


@given(PAIN, PAIN, st.integers(2, 4), st.integers(4, 6), st.sampled_from([Adapt(), Adapt(2, 4), Adapt(3, 5)]))
def test_a_lower_threshold_never_gives_a_better_light(worst: int, after: int, amber: int, red: int, own: Adapt) -> None:
    order = ["none", "green", "amber", "red"]
    record = Session(at=START, routine="main", before=worst, worst=worst, after=after, morning=0, quality=None)
    capped = Caps(group="club", amber_from=amber, red_from=red).adapt(own)
    assert capped.amber_from <= own.amber_from
    assert capped.red_from <= own.red_from
    lights = [judge(record, Setting(phase=Phase.RECOVERY, adapt=adapt)).light.value for adapt in (own, capped)]
    assert order.index(lights[1]) >= order.index(lights[0])


def test_no_caps_change_nothing() -> None:
    known = house()
    assert planned(known, climb(3)) == planned(replace(known, caps=NO_CAPS), climb(3))


# --- doses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prescription", "caps", "dose", "words"),
    [
        (hold(20, 45), {"every": Limit(hold_s=30)}, "1x30s", "Your group club allows 30 s at most."),
        (hold(20, 45), {"exercises": {"bridge": Limit(hold_s=25)}}, "1x25s", "allows 25 s at most."),
        (hold(20, 45), {"exercises": {"plank": Limit(hold_s=25)}}, "1x45s", None),
        (
            hold(20, 45),
            {"every": Limit(hold_s=25), "exercises": {"bridge": Limit(hold_s=40)}},
            "1x25s",
            "allows 25 s at most.",
        ),
        (reps(10, 20), {"every": Limit(reps=12)}, "1x12", "allows 12 reps at most."),
        (reps(10, 12, sets=(1, 3)), {"every": Limit(sets=1)}, "1x12", "allows 1 set at most."),
        (reps(10, 12, sets=(1, 3)), {"every": Limit(sets=2, reps=12)}, "2x12", "allows 2 sets at most."),
        (reps(10, resistance=("no band", "light")), {"every": Limit(rungs=1)}, "1x10", "allows no band at most."),
        (reps(10), {"every": Limit(reps=10, sets=1)}, "1x10", None),
        (
            reps(10, resistance=("no band", "light", "strong")),
            {"every": Limit(rungs=2)},
            "1x10+1",
            "allows light at most.",
        ),
    ],
)
def test_a_level_climbs_to_the_cap_and_says_so(
    prescription: object, caps: dict[str, object], dose: str, words: str | None
) -> None:
    step = step_of(planned(under(only(prescription), **caps), climb(12)))  # type: ignore[arg-type]
    assert short(step.dose) == dose
    if words:
        assert words in step.why
    else:
        assert "group" not in step.why


@pytest.mark.parametrize(
    ("prescription", "limit", "dose"),
    [
        (hold(30, 45), Limit(hold_s=20), "1x20s"),
        (reps(10, 20, sets=(3, 3)), Limit(sets=2, reps=8), "2x8"),
        (max_hold(sets=3), Limit(hold_s=20, sets=1), "1x20s"),
        (max_hold(sets=3), Limit(sets=1), "1xmax"),
    ],
)
def test_what_begins_above_a_cap_begins_at_it(prescription: object, limit: Limit, dose: str) -> None:
    step = step_of(planned(under(only(prescription), every=limit)))  # type: ignore[arg-type]
    assert short(step.dose) == dose
    assert "Your group club" in step.why or dose == "1xmax"


def test_a_dose_that_only_the_cap_lowers_names_its_rule() -> None:
    step = step_of(planned(under(only(max_hold()), every=Limit(hold_s=20))))
    assert (step.rule, step.change) == (GROUP_CAP, Change.DOWN)


def test_a_cap_that_is_lifted_leads_on_from_what_was_done() -> None:
    held = under(only(hold(20, 45)), every=Limit(hold_s=20))
    trained = climb(4)
    assert short(step_of(planned(held, trained)).dose) == "1x20s"
    whole = replay(held, History.of(trained))
    assert whole.routines["main"].slots[0].level == 0


def test_in_the_acute_phase_a_hold_to_the_limit_is_as_short_as_without_a_cap() -> None:
    known = only(max_hold(), phases=tuple(Phase))
    entries = [set_phase(0, Phase.ACUTE)]
    for caps in ({}, {"every": Limit(hold_s=20)}):
        assert short(step_of(planned(under(known, **caps), entries)).dose) == "1x15s"


# --- in a session -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at_most", "may"), [(None, True), (30, True), (29, False), (20, False)])
def test_the_longer_key_stops_at_the_cap(at_most: int | None, may: bool) -> None:
    caps = Caps(group="club", every=Limit(hold_s=at_most))
    (step,) = capped_steps((asked(exercise(prescription=hold(20))),), caps)
    assert Do.LONGER in legal(start(step).state)  # getting ready may take as long as it takes
    assert (Do.LONGER in legal(at_work(step).state)) is may


def test_the_easier_exercise_begins_within_its_own_cap() -> None:
    step = asked(exercise("plank", hold(40)), easier=exercise("dead-bug", hold(30, 40)))
    (after,) = capped_steps((step,), Caps(group="club", exercises={"dead-bug": Limit(hold_s=20)}))
    assert after.easier is not None
    assert after.easier.prescription.start().hold_s == 20
    assert after.hold_at_most == 20
    assert after.dose == step.dose


@pytest.mark.parametrize("sides", Sides)
@pytest.mark.parametrize(("its_own", "sets_done"), [(None, [1, 2, 3]), (1, [1]), (2, [1, 2]), (9, [1, 2, 3])])
def test_the_easier_exercise_has_no_more_sets_than_its_own_cap(
    its_own: int | None, sets_done: list[int], sides: Sides
) -> None:
    step = asked(
        exercise("plank", hold(30, sets=(3, 3)), sides=sides), easier=exercise("dead-bug", hold(20), sides=sides)
    )
    caps = Caps(group="club", exercises={"dead-bug": Limit(sets=its_own)})
    (after,) = capped_steps((step,), caps)
    assert after.dose == step.dose
    eased = at_work(after).do(Do.EASIER).play().state
    assert sorted({result.set for result in eased.results}) == sets_done
    assert all(result.eased for result in eased.results)
    assert {segment.sets for segment in eased.segments if segment.is_work} == {len(sets_done)}
    assert eased.asked == len(eased.results)


def test_in_the_middle_of_a_step_the_easier_exercise_has_what_is_left_up_to_its_cap() -> None:
    step = asked(exercise("plank", hold(30, sets=(3, 3))), easier=exercise("dead-bug", hold(20)))
    (after,) = capped_steps((step,), Caps(group="club", exercises={"dead-bug": Limit(sets=1)}))
    results = at_work(after).do(Do.DONE).do(Do.SKIP).do(Do.EASIER).play().state.results
    assert [(result.set, result.eased) for result in results] == [(1, False), (2, True)]


# --- whether there is training ------------------------------------------------------------------------------------


LATER_ROUTINE = routine("hard", [("march", reps(10))], phases=(Phase.MAINTENANCE,))


def test_routines_of_a_later_phase_wait() -> None:
    known, entries = house(LATER_ROUTINE), [set_phase(0, Phase.MAINTENANCE)]
    assert planned(known, entries, "hard").allowed
    made = planned(under(known, phase=Phase.RECOVERY), entries, "hard")
    assert not made.allowed
    assert (made.rule, made.instead, made.phase) == (GROUP_CAP, REHAB_FOUNDATION, Phase.MAINTENANCE)
    assert made.reasons == ("Your group club keeps to routines for the recovery phase; this is for maintenance.",)
    assert planned(under(known, phase=Phase.RECOVERY), entries, "main").allowed


def test_the_suggestion_keeps_to_what_is_open() -> None:
    known, entries = house(LATER_ROUTINE), [set_phase(0, Phase.MAINTENANCE)]
    held = under(catalogue(known.routines["main"], LATER_ROUTINE), phase=Phase.RECOVERY)
    history = History.of(entries)
    assert suggest(held, replay(held, history), history, at(1)).routine == "main"
    alone = under(catalogue(LATER_ROUTINE), phase=Phase.RECOVERY)
    assert suggest(alone, replay(alone, history), history, at(1)).routine is None


def test_so_many_days_between_strength_whatever_the_routine() -> None:
    known = under(
        house(
            routine("other", [("march", reps(10))], kind=RoutineKind.STRENGTH),
            routine("renamed", [("plank", hold(20)), ("lunge-stretch", hold(20))], kind=RoutineKind.STRETCH),
            routine("stretches", [("lunge-stretch", hold(20))], kind=RoutineKind.STRETCH),
        ),
        strength_days=3,
    )
    entries = [session(0)]
    for name in ("main", "other", "renamed"):
        made = planned(known, entries, name, day=2)
        assert (made.allowed, made.rule) == (False, GROUP_CAP), name
        assert made.earliest == at(3).replace(hour=0)
        assert planned(known, entries, name, day=3).allowed
    assert planned(known, entries, "stretches", day=1).allowed
    assert planned(known, [session(0, done=0.0)], day=1).allowed


@pytest.mark.parametrize("name", [ACUTE_RELIEF, RESCUE])
def test_the_way_out_of_a_sore_day_stays_open(name: str) -> None:
    known = under(house(), phase=Phase.ACUTE, strength_days=14)
    assert planned(known, [session(0)], name, day=1).allowed


def test_the_rules_refuse_first() -> None:
    made = planned(under(house(), strength_days=14), [session(0, "red")], day=1)
    assert made.rule == 3


def test_running_stays_at_the_group_s_stage() -> None:
    entries = [*ready_to_run(), run(6, stage=5), run(8, stage=5), run(13, stage=5)]
    known = house()
    free = planned(known, entries, day=16).run
    held = planned(under(known, run_stage=3), entries, day=16).run
    assert free is not None
    assert held is not None
    assert (free.allowed, free.stage) == (True, 6)
    assert (held.allowed, held.stage, held.run_s, held.reps) == (True, 3, 100, 6)
    assert held.why == "Your group club runs at stage 3 at most."


# --- own files ----------------------------------------------------------------------------------------------------


def test_an_own_threshold_cannot_be_above_the_group_s() -> None:
    known = only(reps(10), adapt=Adapt(4, 6))
    sore = [session(0, before=3, worst=3, after=3, morning=0)]
    assert planned(known, sore).light == "green"
    assert planned(under(known, amber_from=3, red_from=5), sore).light == "amber"
    unknown = [replace(sore[0], routine="gone")]
    assert planned(under(known, amber_from=3, red_from=5), unknown).light == "amber"
