"""Programmes of one's own: entry, bands, suspension, caps; changing programme; the shipped one by file.

RULES, "Return to run"; issue 19.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.caps import Caps
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, Routine, RoutineKind
from coach.domain.exercises.stage import Stage, shortened, stage_of_intervals
from coach.domain.planning.plan import Plan
from coach.domain.planning.planner import plan
from coach.domain.planning.replay import replay
from coach.domain.planning.run_gate import run_today
from coach.domain.records.entries import CheckIn, Entry, Run
from coach.domain.records.history import History, Start
from coach.domain.rules.programme import RETURN_TO_RUN, STAGES, Programme, is_long, most_after
from coach.domain.rules.run_load import cap_s, free_from

from ..builders import START, at, hold, house, planned, programme, ready_to_run, routine, run, session
from ..strategies import CHECK_INS, STARTS_OF_RUNNERS, whole_histories

WEEK_3 = stage_of_intervals([(90, 90), (180, 180)], 2, "Week 3")
GROWING = (WEEK_3, Stage(720, 60, 1, name="Week 4"), Stage(900, 60, 1), Stage(1200, 0, 1))
"""9, 12, 15 and 20 minutes: the last is long."""


def own(*stages: Stage, name: str = "own") -> Routine:
    walk = ("brisk-walk", hold(300))
    steps = [walk, ("walk-run", hold(60)), walk]
    phases = (Phase.RECOVERY, Phase.MAINTENANCE)
    return routine(name, steps, kind=RoutineKind.RUN, phases=phases, stages=stages)


KNOWN = house(programme(), own(*GROWING))


def on(
    day: float, records: list[Entry], name: str = "own", start: Start | None = None, known: Catalogue = KNOWN
) -> Plan:
    return planned(known, records, name, day=day, start=start or Start())


def ran(day: float, light: str = "green", **more: object) -> Run:
    return run(day, light, **{"routine": "own", "before": 0, "morning": 0, **more})


def runner(*runs: Entry) -> list[Entry]:
    return [*ready_to_run(), *runs]


def stood(records: list[Entry], known: Catalogue = KNOWN, start: Start | None = None) -> tuple[str, int, bool]:
    """Whose stage the runner stands on, which, and whether the entry is passed."""
    standing = replay(known, History.of(records, start or Start())).run
    return standing.programme.id, standing.stage, standing.entered


SWITCHED = [
    ([], None, 1, 540),  # never run: the first stage
    ([run(6, stage=4)], None, 2, 720),  # 12 minutes at present: week 4
    ([run(6, stage=8)], None, 3, 900),  # 17 minutes: the 15 of stage 3
    ([run(6, stage=9)], None, 3, 540),  # 18 minutes, a long run: the caps of a week hold here, too
    ([run(6, stage=1)], None, 1, 540),  # nothing so short: the first stage
    ([], Start(run_minutes=19), 3, 900),  # as was said at the start
    ([ran(6, stage=2), ran(9, stage=2)], None, 2, 720),  # two greens, and no week yet
    ([ran(6, stage=2), ran(9, stage=2), ran(14, stage=2)], None, 3, 900),  # a week, too: one up
    ([ran(6, stage=2), ran(9, "amber", stage=2)], None, 2, 720),  # amber holds
    ([ran(6, stage=2), ran(9, "red", stage=2), session(14)], None, 1, 540),  # red: one back
]


@pytest.mark.parametrize(("runs", "start", "stage", "seconds"), SWITCHED)
def test_the_stage_of_a_programme_of_ones_own(runs: list[Entry], start: Start | None, stage: int, seconds: int) -> None:
    records = [session(0, before=0, worst=0, after=0, morning=0)] if start else runner(*runs)
    made = on(runs[-1].at.day if runs else 14, records, start=start).run  # two days later: day 0 is the second
    assert made is not None
    assert (made.programme, made.top, made.stage) == ("own", 4, stage)
    assert made.shape.total_s == seconds


def test_its_runs_are_laid_out_and_recorded_as_its_own() -> None:
    made = on(5, ready_to_run())
    assert made.allowed
    assert made.reasons[0] == (
        "Stage 1 of 4, Week 3: 2 × (run 90 s, walk 90 s, run 180 s, walk 180 s); 9 min of running."
    )
    runs = made.steps[1]
    assert runs.strides == ((90, 90), (180, 180)) * 2
    assert stood(runner(ran(6, stage=2))) == ("own", 2, True)
    assert stood(runner(ran(6, stage=2), Run(at=at(9), before=0, worst=0, after=0))) == ("own", 2, True)
    assert stood(runner(ran(6, stage=2), run(9, stage=3))) == ("return-to-run", 3, True)


def test_the_entry_is_asked_and_a_suspension_holds_in_every_programme() -> None:
    assert not on(5, [session(0)]).allowed
    suspended = runner(ran(6, stage=2, quality="catching"), session(12), session(14))
    assert stood(suspended)[2] is False
    for name in ("own", "return-to-run"):
        made = on(20, suspended, name)
        assert not made.allowed
        assert made.run
        assert any(not need.met for need in made.run.entry)


def test_a_run_of_a_programme_that_is_no_more_says_nothing_of_the_present_stage() -> None:
    gone = [run(6, stage=2, routine="return-to-run"), ran(9, routine="gone", stage=7), ran(12, routine="gone", stage=7)]
    assert stood(runner(*gone)) == ("return-to-run", 2, True)


def test_stages_that_fall_never_lead_back_to_more_running() -> None:
    """The stage before may have more: a red goes on to one that has not."""
    falling = house(programme(), own(Stage(600, 60, 1), Stage(1000, 60, 1), Stage(700, 60, 1)))
    assert stood(runner(ran(6, stage=3), ran(9, "red", stage=3)), falling) == ("own", 1, True)


@pytest.mark.parametrize(
    ("stages", "runs", "day", "seconds"),
    [
        ((Stage(1800, 0, 1),), [], 5, 540),  # nobody begins with half an hour
        ((Stage(300, 0, 1),), [], 5, 300),  # five minutes are short, though there is no walk
        ((Stage(300, 60, 2), Stage(1800, 0, 1)), [ran(6), ran(9)], 14, 720),  # ten minutes: two more
        ((Stage(1200, 0, 1), Stage(1500, 0, 1)), [ran(6, stage=1, run_s=1200)], 9, 540),
    ],
)
def test_a_long_stage_is_come_to_gently(stages: tuple[Stage, ...], runs: list[Entry], day: float, seconds: int) -> None:
    made = on(day, runner(*runs), known=house(programme(), own(*stages))).run
    assert made is not None
    assert made.shape.total_s == seconds


@pytest.mark.parametrize(
    ("most", "stage", "strides"),
    [
        (15, 3, ((900, 60),)),
        (4, 2, ((720, 60),)),  # the group's twelve minutes
        (2, 1, ((90, 90), (180, 180), (90, 90))),  # eight: what fits of the first stage
    ],
)
def test_a_group_s_stage_is_as_many_minutes_of_another_programme(
    most: int, stage: int, strides: tuple[tuple[int, int], ...]
) -> None:
    capped = replace(KNOWN, caps=Caps(group="club", run_stage=most))
    made = on(14, runner(run(6, stage=8)), known=capped).run
    assert made is not None
    assert (made.stage, made.shape.strides) == (stage, strides)
    assert most == 15 or "Your group club runs" in made.why


@given(st.integers(0, 4000), st.lists(st.tuples(st.integers(5, 900), st.integers(0, 300)), min_size=1, max_size=4))
def test_what_is_left_of_a_stage_is_its_beginning(most_s: int, intervals: list[tuple[int, int]]) -> None:
    whole = stage_of_intervals(intervals, 3)
    left = shortened(whole, most_s)
    assert left.total_s <= most_s or left == whole
    kept = left.strides
    assert kept == whole.strides[: len(kept)] or len(kept) == 1


# --- laws ------------------------------------------------------------------------------------------------------------

STRIDES = st.lists(st.tuples(st.integers(60, 900), st.sampled_from([0, 60, 120])), min_size=1, max_size=3)
PROGRAMMES = st.lists(st.builds(stage_of_intervals, STRIDES, st.integers(1, 3)), min_size=1, max_size=5).map(tuple)


@given(whole_histories(), CHECK_INS, STARTS_OF_RUNNERS, st.integers(0, 30))
def test_the_shipped_programme_by_file_gives_the_same_plans(
    records: list[Entry], check_in: CheckIn, start: Start, days: int
) -> None:
    by_file = house(own(*STAGES, name="return-to-run"))
    moment = (records[-1].at if records else START) + (at(days) - START)
    for name in ("return-to-run", "main"):
        plans = [plan(known, name, History.of(records, start), check_in, at=moment) for known in (KNOWN, by_file)]
        assert plans[0] == plans[1]


@given(PROGRAMMES, whole_histories(), CHECK_INS, STARTS_OF_RUNNERS, st.integers(0, 30), st.data())
def test_no_programme_lets_a_run_through_that_the_rules_would_refuse(
    stages: tuple[Stage, ...], records: list[Entry], check_in: CheckIn, start: Start, days: int, data: st.DataObject
) -> None:
    """Whatever its stages: asked as the return to running is; only that its stages and its least run are its own."""
    known = house(programme(), own(*stages))
    moment = (records[-1].at if records else START) + (at(days) - START)
    if data.draw(st.booleans()):
        numbers = st.integers(1, len(stages))
        records = [
            replace(each, routine="own", stage=data.draw(numbers)) if isinstance(each, Run) else each
            for each in records
        ]
    history = History.of(records, start)
    standing = replay(known, history)
    followed = Programme("own", "own", stages)
    made = run_today(standing, check_in, moment, followed)
    usual = run_today(standing, check_in, moment, RETURN_TO_RUN)
    if not made.allowed or made.own:
        return
    assert usual.allowed or usual.waits
    assert free_from(standing.run.runs, moment) == moment
    left_s = cap_s(standing.run, moment)
    if left_s is not None:
        assert made.shape.total_s <= left_s
    elif is_long(followed.stage(made.stage)):
        before_s = followed.stage(made.stage - 1).total_s if made.stage > 1 else 0
        longest = max([before_s, 360, *(done.seconds for done in standing.run.runs)])
        said_s = standing.run.said.run_s if standing.run.said else 0
        assert made.shape.total_s <= max(most_after(max(longest, said_s)), followed.least_s)
