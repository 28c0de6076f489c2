"""The caps against a reckoning of their own, from the words of RULES alone; and that waiting is true to its word."""

from datetime import timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercises.routine import RoutineKind
from coach.domain.exercises.stage import Stage
from coach.domain.planning.planner import plan
from coach.domain.records.entries import CheckIn, Entry, Run
from coach.domain.records.history import History, Start
from coach.domain.rules.light import Light
from coach.domain.rules.programme import STAGES, stage_of
from coach.domain.rules.run_load import cap_s, under_caps
from coach.domain.rules.stages import RunDone, RunsSaid, RunStanding

from ..builders import START, house, programme, ready_to_run, reps, routine

DAY_S, WEEK_S = 86_400, 7 * 86_400
NOW_S = 40 * DAY_S


class Ran(NamedTuple):
    """A run: seconds after the start, seconds of running, its stage."""

    at_s: int
    seconds: int
    stage: int


RAN = st.lists(
    st.builds(
        Ran,
        st.sampled_from([5, 9, 10, 12, 20, 26, 32, 33, 34, 39]).map(lambda day: day * DAY_S)
        | st.integers(5 * DAY_S, NOW_S - 1),
        st.sampled_from([0, 300, 490, 491, 540, 1080, 1800, 3600]),
        st.sampled_from([1, 4, 8, 9, 15]),
    ),
    max_size=9,
    unique_by=lambda ran: ran.at_s,
).map(sorted)


def reckoned(runs: list[Ran]) -> int | None:
    """What RULES leaves of a run at ``NOW_S``; None: the caps are not in force."""
    if not any(ran.stage >= 9 and NOW_S - ran.at_s <= 28 * DAY_S for ran in runs):
        return None
    caps = [ran.seconds * 11 // 10 for ran in runs if NOW_S - ran.at_s <= 30 * DAY_S]
    caps = [max(caps)] if caps else []
    counting = [ran for ran in runs if NOW_S - ran.at_s <= 28 * DAY_S]
    if counting:

        def week_until(end_s: int) -> int:
            return sum(ran.seconds for ran in counting if end_s - WEEK_S < ran.at_s <= end_s)

        # A total only grows at the moment of a run: no other end of a week can have more.
        ends = [ran.at_s for ran in counting if ran.at_s <= NOW_S - WEEK_S] or [ran.at_s for ran in counting]
        largest = max(week_until(end) for end in ends)
        caps.append(max(largest * 11 // 10, largest + 9 * 60) - week_until(NOW_S))
    return min(caps)


def _done(after: timedelta, seconds: int, stage: int) -> RunDone:
    return RunDone(START + after, seconds, Light.GREEN, counts=True, stage=stage, told=True, long=stage >= 9)


@given(RAN)
def test_the_caps_are_what_a_reckoning_by_hand_gives(runs: list[Ran]) -> None:
    standing = RunStanding()
    standing.runs.extend(
        RunDone(
            START + timedelta(seconds=ran.at_s),
            ran.seconds,
            Light.GREEN,
            True,
            ran.stage,
            told=True,
            long=ran.stage >= 9,
        )
        for ran in runs
    )
    assert cap_s(standing, START + timedelta(seconds=NOW_S)) == reckoned(runs)


@given(st.integers(1, len(STAGES)), st.integers(-100, 4000))
def test_under_the_caps_a_run_is_shorter_or_has_fewer_repetitions_or_waits(number: int, left_s: int) -> None:
    whole = stage_of(number)
    made = under_caps(whole, left_s)
    if left_s < 9 * 60:
        assert made is None
        return
    assert made is not None
    assert made.total_s <= left_s
    if whole.walk_s:
        assert made == Stage(whole.run_s, whole.walk_s, min(whole.reps, left_s // whole.run_s))
        assert made.reps >= 1
    else:
        assert made == Stage(min(whole.run_s, left_s), 0, 1)


def test_what_was_said_at_the_start_is_a_run_and_its_week() -> None:
    """Thirty minutes, three a week: ninety in the week that ends there, thirty of them in the week that begins."""
    standing = RunStanding(stage=15, entered=True, said=RunsSaid(1800, 5400, START))
    assert cap_s(standing, START) == 1980, "a single run: a tenth more"
    three_a_week = RunStanding(stage=15, entered=True, said=RunsSaid(1800, 5400, START))
    three_a_week.runs.extend(_done(timedelta(days=day), 1800, 15) for day in (1, 3))
    assert cap_s(three_a_week, START + timedelta(days=5)) == 540, "5940 a week, and three runs were in it"
    one_a_week = RunStanding(stage=15, entered=True, said=RunsSaid(1800, 1800, START))
    assert cap_s(one_a_week, START) == 540, "nine minutes more than the one run of the week"
    assert cap_s(one_a_week, START + timedelta(days=7)) == 1980


KNOWN = house(programme(), routine("strength", [("squat", reps(10))], kind=RoutineKind.STRENGTH))


@st.composite
def runners(draw: st.DrawFn) -> list[Entry]:
    """Past the entry, then runs of any stage and length, days apart or hours."""
    records = ready_to_run()
    moment = START + timedelta(days=5)
    for hours in draw(st.lists(st.sampled_from([7, 24, 30, 47, 48, 72, 100, 168, 400]), max_size=6)):
        moment += timedelta(hours=hours)
        stage = draw(st.sampled_from([None, 1, 8, 9, 12, 15]))
        seconds = draw(st.sampled_from([None, 300, 600, 1080, 1800]))
        records.append(Run(at=moment, before=0, worst=0, after=0, morning=0, stage=stage, run_s=seconds))
    return records


@given(runners(), st.sampled_from([0, 5, 20, 26, 49, 100]), st.sampled_from([Start(), Start(run_minutes=30)]))
def test_when_a_run_waits_it_is_allowed_at_the_earliest_and_not_a_moment_before(
    records: list[Entry], hours: int, start: Start
) -> None:
    history = History.of(records, start)
    now = records[-1].at + timedelta(hours=hours)
    made = plan(KNOWN, "return-to-run", history, CheckIn(before=0), at=now)
    assert made.run is not None
    if made.run.allowed:
        assert made.run.earliest is None
        return
    if made.run.earliest is None:
        return
    assert made.run.earliest > now
    then = plan(KNOWN, "return-to-run", history, CheckIn(before=0), at=made.run.earliest).run
    assert then is not None
    assert then.allowed
    half = now + (made.run.earliest - now) / 2
    between = plan(KNOWN, "return-to-run", history, CheckIn(before=0), at=half).run
    assert between is not None
    assert not between.allowed or made.run.earliest - now <= timedelta(seconds=2)
