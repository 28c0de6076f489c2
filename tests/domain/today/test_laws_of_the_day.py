"""Laws of the rules over whole histories: check-ins, notes, events, runs and phases (RULES, "Three laws").

``test_laws`` has those of doses. Here a plan is all that the day allows: every routine, and the run.
"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given, seed, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase
from coach.domain.planning.plan import Change, Plan
from coach.domain.planning.planner import plan, plan_from
from coach.domain.planning.replay import replay, standings
from coach.domain.records.entries import NO_CHECK_IN, Answered, CheckIn, Entry, Event, EventKind, Quality, Run, Session
from coach.domain.records.history import History, Start
from coach.domain.rules.phases import begins_acute
from coach.domain.rules.programme import CONTINUOUS_FROM, stage_of
from coach.domain.rules.stages import RunPlan

from ..builders import START, house, ready_to_run, run
from ..exercises.test_dose import raised
from ..planning.test_laws import LATER, NONE_MISSING, WORSE, is_harder, is_within, worsened
from ..strategies import CHECK_INS, STARTS, STARTS_OF_RUNNERS, houses, whole_histories, wild_histories

ANY_START = STARTS | STARTS_OF_RUNNERS
LOCKING = ("groin-lump", "leg-weakness", "something-new")


def plans_of(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn = NO_CHECK_IN
) -> dict[str, Plan]:
    """Every routine's plan some time after the last entry."""
    moment = (records[-1].at if records else START) + later
    standing = replay(known, History.of(records, start).until(moment))
    return {name: plan_from(known, standing, name, check_in, at=moment) for name in known.routines}


def harder(after: dict[str, Plan], before: dict[str, Plan]) -> list[str]:
    """What some routine's plan, or the run, asks more of in ``after`` than in ``before``."""
    found = []
    for name, one in after.items():
        than = before[name]
        if one.allowed and not than.allowed:
            found.append(f"{name}: allowed by row {one.rule}, refused by row {than.rule}")
        if one.allowed and than.allowed:
            found += [
                f"{name}: {step.exercise.id} {step.dose} by row {step.rule}, but {other.dose} by row {other.rule}"
                for step, other in zip(one.steps, than.steps, strict=True)
                if is_harder(step, other)
            ]
    one_run, than_run = after["main"].run, before["main"].run
    assert one_run
    assert than_run
    return found + harder_run(one_run, than_run)


def harder_run(one: RunPlan, than: RunPlan) -> list[str]:
    """A run allowed where it was not; below stage 9 a higher stage, compared first; else more seconds of running."""
    if not one.allowed:
        return []
    if not than.allowed:
        return [f"run of stage {one.stage} allowed, not of {than.stage}: {than.why}"]
    stages_first = min(one.stage, than.stage) < CONTINUOUS_FROM and one.stage != than.stage
    seconds = one.run_s * one.reps, than.run_s * than.reps
    if one.stage > than.stage if stages_first else seconds[0] > seconds[1]:
        return [f"run of stage {one.stage}, {seconds[0]} s, not {than.stage}, {seconds[1]} s"]
    return []


# --- a worse answer, a missing answer ---------------------------------------------------------------------------------

WORSE_AT_CHECK_IN: dict[str, dict[str, Any]] = {
    "sharp": {"sharp": True},
    "limp": {"limp": True},
    "red_flags": {"red_flags": ("groin-lump",)},
    "daily_life_pain_free": {"daily_life_pain_free": False},
}


@given(
    houses(),
    whole_histories(min_size=1),
    ANY_START,
    st.sampled_from([*WORSE, *WORSE_AT_CHECK_IN]),
    st.integers(1, 10),
    st.sampled_from([Quality.SHARP, Quality.CATCHING]),
    LATER,
    CHECK_INS,
)
def test_a_worse_answer_of_the_last_record_never_gives_a_harder_plan_or_run(
    known: Catalogue,
    records: list[Entry],
    start: Start,
    name: str,
    by: int,
    quality: Quality,
    later: timedelta,
    check_in: CheckIn,
) -> None:
    last = records[-1]
    assume(not (name == "effort" and isinstance(last, Run)))
    changes = WORSE_AT_CHECK_IN.get(name)
    # The first record's sharp and limp say where a history starts; every other worse answer leads down from there.
    worse = replace(last, **changes) if changes else worsened(last, name, by, quality)
    before = plans_of(known, records, start, later, check_in)
    assert not harder(plans_of(known, [*records[:-1], worse], start, later, check_in), before)


@st.composite
def worse_check_ins(draw: st.DrawFn) -> tuple[CheckIn, CheckIn]:
    """A check-in, and one that is as bad or worse in every answer."""
    better = draw(CHECK_INS)
    before, iced = better.before, better.iced_minutes_ago
    return better, CheckIn(
        before=draw(st.integers(before or 0, 10)) if before is not None or draw(st.booleans()) else None,
        sharp=better.sharp or draw(st.booleans()),
        limp=better.limp or draw(st.booleans()),
        painkiller=better.painkiller or draw(st.booleans()),
        iced_minutes_ago=draw(st.integers(0, 60 if iced is None else iced)) if draw(st.booleans()) else iced,
        daily_life_pain_free=draw(st.sampled_from([better.daily_life_pain_free, False])),
        red_flags=(better.red_flags or ()) + draw(st.sampled_from([(), (), (), ("leg-weakness",)])),
    )


@given(houses(), whole_histories(), ANY_START, worse_check_ins(), LATER)
def test_a_worse_check_in_never_gives_a_harder_plan_or_run(
    known: Catalogue, records: list[Entry], start: Start, check_ins: tuple[CheckIn, CheckIn], later: timedelta
) -> None:
    better, worse = check_ins
    before = plans_of(known, records, start, later, better)
    assert not harder(plans_of(known, records, start, later, worse), before)


BEST_CHECK_IN: dict[str, Any] = {
    "before": 0,
    "sharp": False,
    "limp": False,
    "painkiller": False,
    "iced_minutes_ago": 1_000,
    "daily_life_pain_free": True,
    "red_flags": (),
}


@given(
    houses(),
    whole_histories(),
    ANY_START,
    CHECK_INS,
    st.sets(st.sampled_from(sorted(BEST_CHECK_IN)), min_size=1),
    LATER,
)
def test_what_a_check_in_leaves_open_is_never_better_than_the_best_answer_and_raises_nothing(
    known: Catalogue, records: list[Entry], start: Start, check_in: CheckIn, names: set[str], later: timedelta
) -> None:
    missing = plans_of(known, records, start, later, replace(check_in, **dict.fromkeys(names)))
    best = plans_of(known, records, start, later, replace(check_in, **{name: BEST_CHECK_IN[name] for name in names}))
    assert not harder(missing, best)
    assert not harder(best, missing), "a check-in may hold or reduce, never raise"


BEST_OF_A_RECORD = {
    **NONE_MISSING,
    "sharp": False,
    "limp": False,
    "red_flags": (),
    "daily_life_pain_free": True,
}


@given(
    houses(),
    whole_histories(min_size=1),
    ANY_START,
    st.sets(st.sampled_from(sorted(BEST_OF_A_RECORD)), min_size=1),
    LATER,
    CHECK_INS,
)
def test_a_missing_answer_of_the_last_record_never_gives_a_harder_plan_or_run_than_the_best_would(
    known: Catalogue, records: list[Entry], start: Start, names: set[str], later: timedelta, check_in: CheckIn
) -> None:
    missing = replace(records[-1], **dict.fromkeys(names))
    assume(any(getattr(missing, name) is not None for name in ("before", "worst", "after", "morning")))
    best = replace(records[-1], **{name: BEST_OF_A_RECORD[name] for name in names})
    before = plans_of(known, [*records[:-1], best], start, later, check_in)
    assert not harder(plans_of(known, [*records[:-1], missing], start, later, check_in), before)


AT_STAGE_9: list[Entry] = [*ready_to_run(), run(6, "amber", stage=9), run(9, stage=9)]


def runs_of(records: list[Entry], later: timedelta) -> RunPlan:
    made = plans_of(house(), records, Start(), later)["main"].run
    assert made
    return made


def test_an_amber_run_never_opens_what_the_caps_closed() -> None:
    later = timedelta(days=2)
    green, amber = AT_STAGE_9, [*AT_STAGE_9[:-1], run(9, "amber", stage=9)]
    assert runs_of(amber, later).allowed <= runs_of(green, later).allowed


def test_an_amber_opens_nothing_where_the_next_stage_would_be_the_first_long_one() -> None:
    """Short runs of stage 8, and stage 9 is due: an amber that holds stage 8 must not be allowed more for it."""
    known = [*ready_to_run(), run(6, stage=8, run_s=300)]
    later = timedelta(days=5)
    green, amber = (runs_of([*known, run(8, light, stage=8, run_s=300)], later) for light in ("green", "amber"))
    assert (green.stage, amber.stage) == (9, 8)
    assert amber.allowed <= green.allowed


# --- the lock ---------------------------------------------------------------------------------------------------------


@given(
    houses(),
    whole_histories(min_size=1),
    ANY_START,
    st.integers(0, 20),
    st.sampled_from(LOCKING),
    st.booleans(),
    LATER,
    CHECK_INS,
)
def test_a_red_flag_locks_everything_until_it_is_lifted(
    known: Catalogue,
    records: list[Entry],
    start: Start,
    position: int,
    flag: str,
    as_event: bool,
    later: timedelta,
    check_in: CheckIn,
) -> None:
    position %= len(records)
    last = max((n for n, entry in enumerate(records) if is_unlocking(entry)), default=-1)
    assume(position > last)
    ticked = records[position]
    if as_event or not isinstance(ticked, Answered):
        flagged: list[Entry] = [ticked, Event(at=ticked.at, kind=EventKind.RED_FLAG, flags=(flag,))]
    else:
        flagged = [replace(ticked, red_flags=(flag,))]
    history = [*records[:position], *flagged, *records[position + 1 :]]
    for made in plans_of(known, history, start, later, check_in).values():
        assert (made.locked, made.allowed, made.rule, made.instead, made.earliest) == (True, False, 1, None, None)
        assert made.see_clinician
        assert made.run
        assert not made.run.allowed
    lifted = [*history, Event(at=records[-1].at, kind=EventKind.UNLOCKED)]
    assert not any(made.locked for made in plans_of(known, lifted, start, later).values())


def is_unlocking(entry: Entry) -> bool:
    return isinstance(entry, Event) and entry.kind is EventKind.UNLOCKED


@given(houses(), whole_histories(), STARTS, st.sampled_from(LOCKING), LATER, CHECK_INS)
def test_a_flag_ticked_now_locks_now(
    known: Catalogue, records: list[Entry], start: Start, flag: str, later: timedelta, check_in: CheckIn
) -> None:
    ticked = replace(check_in, red_flags=(flag,))
    assert all(made.locked for made in plans_of(known, records, start, later, ticked).values())


# --- what a plan looks like -------------------------------------------------------------------------------------------


@given(houses(), whole_histories(), STARTS, LATER, CHECK_INS)
def test_the_shape_of_every_plan(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn
) -> None:
    """Within the author's range; one variable up on two exercises at most; refused with a way on, unless locked."""
    plans = plans_of(known, records, start, later, check_in)
    for made in plans.values():
        doses = [(step, dose) for step in made.steps for dose in (step.level, step.dose) if dose]
        assert all(is_within(dose, step) for step, dose in doses)
        up = [step for step in made.steps if is_harder(step, replace(step, dose=step.level))]
        assert up == [step for step in made.steps if step.change is Change.UP]
        assert len(up) <= 2
        assert all(step.dose and len(raised(step.level, step.dose)) == 1 for step in up)
        if made.allowed:
            assert made.earliest is None
            assert made.instead is None
        elif made.rule > 1:
            assert made.instead in known.routines or made.earliest
            assert made.earliest is None or made.at < made.earliest
    assert len({(made.phase, made.light, made.locked, made.see_clinician) for made in plans.values()}) == 1
    relief = plans["acute-relief"]
    assert relief.allowed or relief.rule in (1, 6)


@given(houses(), whole_histories(), STARTS, LATER, CHECK_INS)
def test_a_check_in_moves_no_phase_and_no_stage(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn
) -> None:
    """While nothing is recorded, a bad one is planned, and shown, as in acute; the history stays where it was."""
    with_one, without = (plans_of(known, records, start, later, some)["main"] for some in (check_in, NO_CHECK_IN))
    assert with_one.light == without.light
    if with_one.phase is not without.phase:
        assert with_one.phase is Phase.ACUTE
        assert begins_acute(check_in)
        assert not any(isinstance(record, Session | Run) for record in records)
    assert with_one.run
    assert without.run
    assert with_one.run.stage == without.run.stage
    assert with_one.run.run_s * with_one.run.reps <= stage_of(with_one.run.stage).total_s


@given(houses(), whole_histories(), STARTS, LATER, CHECK_INS)
def test_waiting_until_the_earliest_is_enough_and_no_longer_than_needed(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn
) -> None:
    """Of refusals by time, and of runs; the ice melts as time passes."""
    moment = (records[-1].at if records else START) + later
    standing = replay(known, History.of(records, start))

    def at(name: str, when: Any) -> Plan:
        passed = int((when - moment) / timedelta(minutes=1))
        iced = check_in.iced_minutes_ago
        now = replace(check_in, iced_minutes_ago=None if iced is None else iced + passed)
        return plan_from(known, standing, name, now, at=when)

    for name in known.routines:
        made = at(name, moment)
        if made.earliest:
            assert at(name, made.earliest).rule != made.rule
            assert at(name, made.earliest - timedelta(microseconds=1)).rule == made.rule
    now = at("main", moment).run
    assert now
    if now.earliest:
        then, just_before = (at("main", now.earliest - by).run for by in (timedelta(0), timedelta(microseconds=1)))
        assert then
        assert just_before
        assert (then.allowed or then.stage != now.stage) or then.entry
        assert not just_before.allowed


# --- a plan depends on what was known, and on nothing else ------------------------------------------------------------


@given(houses(), whole_histories(min_size=1), STARTS, LATER, CHECK_INS)
def test_replaying_step_by_step_gives_what_was_planned_then(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn
) -> None:
    history = History.of(records, start)
    for entry, standing in standings(known, history):
        moment = entry.at + later
        prefix = History.of([record for record in records if record.at <= entry.at], start)
        for name in ("main", "rescue"):
            then = plan(known, name, prefix, check_in, at=moment)
            assert plan_from(known, standing, name, check_in, at=moment) == then
            assert plan(known, name, history, check_in, at=entry.at) == plan(known, name, prefix, check_in, at=entry.at)


@given(houses(), whole_histories(min_size=2), STARTS, CHECK_INS, st.randoms(use_true_random=False))
def test_the_order_in_which_anything_is_given_never_matters(
    known: Catalogue, records: list[Entry], start: Start, check_in: CheckIn, random: Any
) -> None:
    def shuffled(items: Any) -> list[Any]:
        return random.sample(list(items), k=len(items))

    turned = Catalogue(dict(shuffled(known.exercises.items())), dict(shuffled(known.routines.items())))
    later = timedelta(days=3)
    expected = plans_of(known, records, start, later, check_in)
    mixed = History.of(shuffled(records), start)
    moment = records[-1].at + later
    assert {name: plan(turned, name, mixed, check_in, at=moment) for name in known.routines} == expected


@given(houses(), wild_histories(), STARTS, LATER, CHECK_INS)
def test_no_history_is_too_much(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn
) -> None:
    history = History.of(records, start)
    for moment in (START, max((record.at for record in records), default=START) + later):
        for name in known.routines:
            made = plan(known, name, history, check_in, at=moment)
            assert made.reasons
            assert made.run
            assert 0 <= made.run.run_s * made.run.reps <= 30 * 60


STAGES_REACHED = {1, 3, 4, 8, 9, 10}
"""Stages of running: at first, after some runs, one step up, and where the caps hold."""


@pytest.mark.hypothesis
def test_the_generated_histories_reach_every_row_and_runs_of_every_sort() -> None:
    """Else the laws above would say nothing."""
    rows: set[int] = set()
    runs: set[tuple[bool, bool]] = set()
    stages: set[int] = set()

    @settings(database=None, max_examples=50)
    @given(houses(), whole_histories(), STARTS, LATER, CHECK_INS)
    def look(known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn) -> None:
        for made in plans_of(known, records, start, later, check_in).values():
            rows.update([made.rule, *(step.rule for step in made.steps)])
            assert made.run
            runs.add((made.run.allowed, made.run.earliest is not None))
            stages.add(made.run.stage)

    for number in range(1, 81):  # some are rare: in which round they come, chance decides
        seed(number)(look)()
        if len(rows) == 13 and len(runs) == 3 and stages >= STAGES_REACHED:
            break
    assert rows == set(range(1, 14))
    assert runs == {(True, False), (False, True), (False, False)}
    assert stages >= STAGES_REACHED
