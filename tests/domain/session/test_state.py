"""Time passing in a session: facts in their order and at their moments, whatever the calls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercises.exercise import Sides
from coach.domain.planning.plan import PlannedStep
from coach.domain.session.commands import Do, advance
from coach.domain.session.facts import Counted, Fact, SetDone, Started
from coach.domain.session.next_moment import next_change
from coach.domain.session.segments import Pacing, length_s
from coach.domain.session.state import (
    RepPhase,
    Status,
    begin,
    elapsed_s,
    remaining_s,
    rep_phase,
    restored,
    total_left_s,
)

from ..builders import asked, exercise, hold, max_hold, plan_of, reps
from ..driving import BY_KEY, Player, at_work, start
from ..strategies import asked_steps

HOLD_30 = asked(exercise("bridge", hold(30)))
REPS_2 = asked(exercise("bridge", reps(2, tempo=(1, 0, 3))))
MAX = asked(exercise("plank", max_hold()))


def test_a_timed_hold_from_its_first_moment_to_its_end() -> None:
    assert start(HOLD_30).until(40).told == [
        "0 get-ready 1",
        "7 end in 3",
        "8 end in 2",
        "9 end in 1",
        "10 work 1",
        "25 halfway, 15 left",
        "37 end in 3",
        "38 end in 2",
        "39 end in 1",
        "40 set done",
        "40 ended",
    ]


def test_two_sides_and_two_sets() -> None:
    step = asked(exercise("lunge", hold(8, sets=(2, 2), rest=12), sides=Sides.EACH))
    facts = start(step, pacing=Pacing(get_ready_s=2, switch_s=4)).play().facts
    assert [(fact.at, str(fact.segment.kind), fact.segment.set) for fact in facts if isinstance(fact, Started)] == [
        (0, "get-ready", 1),
        (2, "work", 1),
        (10, "rest", 2),
        (22, "work", 2),
        (30, "switch", 1),
        (34, "work", 1),
        (42, "rest", 2),
        (54, "work", 2),
    ]


def test_paced_reps_move_with_their_tempo_and_a_phase_of_no_length_is_passed_over() -> None:
    assert at_work(REPS_2).until(18).told == [
        "11 rep 1 down",
        "14 rep 1/2 done",
        "14 rep 2 up",
        "15 rep 2 down",
        "18 rep 2/2 done",
        "18 set done",
        "18 ended",
    ]


def test_a_paced_set_says_its_first_phase_as_it_starts() -> None:
    assert start(REPS_2).until(10).told[-2:] == ["10 work 1", "10 rep 1 up"]
    from_hold = asked(exercise("bridge", reps(1, tempo=(0, 2, 1))))
    assert start(from_hold).until(13).told[-6:-2] == ["10 work 1", "10 rep 1 hold", "12 rep 1 down", "13 rep 1/1 done"]


def test_reps_that_alternate_tell_their_side() -> None:
    step = asked(exercise("march", reps(1, tempo=(1, 0, 1)), sides=Sides.ALTERNATE))
    assert start(step).until(14).told[4:] == [
        "10 work 1",
        "10 rep 1 up left",
        "11 rep 1 down left",
        "12 rep 1/2 done",
        "12 rep 2 up right",
        "13 rep 2 down right",
        "14 rep 2/2 done",
        "14 set done",
        "14 ended",
    ]


def test_reps_by_key_wait_for_every_key() -> None:
    player = at_work(asked(exercise("bridge", reps(2))), pacing=BY_KEY).wait(60)
    assert player.told == []
    assert player.do(Do.DONE).wait(3).do(Do.DONE).told == [
        "70 rep 1/2 done",
        "73 rep 2/2 done",
        "73 set done",
        "73 ended",
    ]
    assert player.state.results[0].reps == 2


def test_a_max_hold_counts_up_until_it_is_done() -> None:
    player = at_work(MAX).wait(47)
    assert player.told == []
    assert remaining_s(player.state, player.now) is None
    assert elapsed_s(player.state, player.now) == 47
    assert player.do(Do.DONE).told == ["57 set done", "57 ended"]
    assert (player.state.results[0].seconds, player.state.results[0].share) == (47, 1.0)


@pytest.mark.parametrize(("seconds", "halfway"), [(9, []), (10, ["15 halfway, 5 left"]), (11, ["16 halfway, 5 left"])])
def test_halfway_from_ten_seconds(seconds: int, halfway: list[str]) -> None:
    told = at_work(asked(exercise("bridge", hold(seconds)))).play().told
    assert [line for line in told if "halfway" in line] == halfway


@pytest.mark.parametrize(("seconds", "counts"), [(1, []), (2, [1]), (3, [2, 1]), (4, [3, 2, 1]), (60, [3, 2, 1])])
def test_the_last_three_seconds_are_counted(seconds: int, counts: list[int]) -> None:
    facts = at_work(asked(exercise("bridge", hold(seconds)))).play().facts
    assert [fact.seconds for fact in facts if isinstance(fact, Counted)] == counts


def test_a_rest_that_runs_into_getting_ready_ends_without_a_count() -> None:
    first, second = asked(exercise("bridge", hold(4, rest=30))), asked(exercise("plank", hold(4)))
    told = at_work(first, second).until(14 + 30).told
    assert told[:2] == ["11 end in 3", "12 end in 2"]
    assert told[3:] == [
        "14 set done",
        "14 rest 1",
        "34 get-ready 1",
        "41 end in 3",
        "42 end in 2",
        "43 end in 1",
        "44 work 1",
    ]


def test_lead_ins_of_no_length_pass_at_once() -> None:
    pacing = Pacing(get_ready_s=0, switch_s=0)
    step = asked(exercise("lunge", hold(4), sides=Sides.EACH))
    told = start(step, pacing=pacing).play().told
    assert [line for line in told if "end in" not in line] == [
        "0 get-ready 1 left",
        "0 work 1 left",
        "4 set done",
        "4 switch 1 right",
        "4 work 1 right",
        "8 set done",
        "8 ended",
    ]


def test_a_plan_that_asks_for_nothing_is_no_session() -> None:
    with pytest.raises(ValueError, match="asks for nothing"):
        begin(plan_of(), Pacing(), 0.0)


# --- gaps -------------------------------------------------------------------------------------------------------------


def test_a_silence_of_five_seconds_yields_every_fact_in_order() -> None:
    player = at_work(HOLD_30).until(36)
    assert [f.at for f in player.forget().call(None, 41.0)] == [37, 38, 39, 40, 40]


def test_a_longer_silence_pauses_at_the_last_moment_seen() -> None:
    player = at_work(HOLD_30).until(15).forget()
    player.call(None, 15 + 5.01)
    assert player.told == ["15 paused (gap)"]
    assert player.state.status is Status.PAUSED
    assert remaining_s(player.state, player.now) == 25
    player.wait(1000)
    assert remaining_s(player.state, player.now) == 25, "and it waits"


def test_a_silence_while_counting_in_pauses_again() -> None:
    player = at_work(HOLD_30).until(15).do(Do.PAUSE).wait(2).do(Do.PAUSE).wait(1).forget()
    player.call(None, player.now + 60)
    assert player.told == ["18 paused (gap)"]
    assert remaining_s(player.state, player.now) == 25


@pytest.mark.parametrize("step", [MAX, HOLD_30, REPS_2], ids=["max hold", "hold", "paced reps"])
def test_a_silence_is_never_counted_as_work(step: PlannedStep) -> None:
    player = at_work(step).until(13)
    before = elapsed_s(player.state, player.now)
    player.call(None, 500.0)
    assert elapsed_s(player.state, player.now) == before


def test_the_length_of_a_silence_can_be_widened_for_a_fast_clock() -> None:
    state, _ = begin(plan_of(HOLD_30), Pacing(), 0.0, gap_s=60.0)
    state, facts = advance(state, None, 40.0)
    assert state.is_over
    assert len(facts) == 10


def test_a_clock_that_steps_back_changes_nothing() -> None:
    player = at_work(HOLD_30).until(20)
    assert player.call(None, 15.0) == ()
    assert player.now == 20


# --- pause and resume -------------------------------------------------------------------------------------------------


def test_pausing_stops_the_clock_and_resuming_counts_in() -> None:
    player = at_work(HOLD_30).until(20).do(Do.PAUSE).wait(100).do(Do.PAUSE).until(123)
    assert player.told == [
        "20 paused (asked)",
        "120 on in 3",
        "121 on in 2",
        "122 on in 1",
        "123 resumed",
    ]
    assert remaining_s(player.state, player.now) == 20
    assert player.forget().play().told == [
        "128 halfway, 15 left",
        "140 end in 3",
        "141 end in 2",
        "142 end in 1",
        "143 set done",
        "143 ended",
    ]


def test_pausing_while_counting_in() -> None:
    player = at_work(HOLD_30).until(20).do(Do.PAUSE).do(Do.PAUSE).wait(2).do(Do.PAUSE)
    assert player.state.status is Status.PAUSED
    assert player.told[-1] == "22 paused (asked)"
    assert remaining_s(player.state, player.now) == 20


def test_a_paused_rep_goes_on_where_it_stood() -> None:
    player = at_work(REPS_2).until(12).do(Do.PAUSE).wait(10).forget().do(Do.PAUSE).play()
    assert player.told[3:] == [
        "25 resumed",
        "27 rep 1/2 done",
        "27 rep 2 up",
        "28 rep 2 down",
        "31 rep 2/2 done",
        "31 set done",
        "31 ended",
    ]


@given(st.floats(0, 1e6), st.lists(st.floats(0.01, 4.0), min_size=1, max_size=8))
def test_pauses_neither_repeat_nor_lose_a_mark(now: float, waits: list[float]) -> None:
    """Wherever a hold is paused, even on a mark, each of its marks comes once."""
    player = start(asked(exercise("bridge", hold(16))), pacing=Pacing(get_ready_s=1), now=now)
    for wait in waits:
        player.wait(wait)
        if not player.state.is_over:
            player.do(Do.PAUSE).wait(1).do(Do.PAUSE).wait(3.5)
    told = [line.split(" ", 1)[1] for line in player.play().told]
    marks = [line for line in told if not line.startswith(("on in", "paused", "resumed"))]
    assert marks == [
        "get-ready 1",
        "work 1",
        "halfway, 8 left",
        "end in 3",
        "end in 2",
        "end in 1",
        "set done",
        "ended",
    ]


@pytest.mark.parametrize("mark", [18.0, 23.0, 24.0, 25.0])
@pytest.mark.parametrize("origin", [0.0, 0.25, 12345.5])
def test_a_pause_at_the_very_moment_of_a_mark(mark: float, origin: float) -> None:
    player = start(asked(exercise("bridge", hold(16))), now=origin)
    player.until(origin + mark).do(Do.PAUSE).wait(7.75).do(Do.PAUSE).play()
    told = [line.split(" ", 1)[1] for line in player.told]
    assert [told.count(line) for line in ("halfway, 8 left", "end in 3", "end in 2", "end in 1")] == [1, 2, 2, 2]


# --- what is left -----------------------------------------------------------------------------------------------------


def test_what_is_left_of_a_paced_set_and_the_phase_of_its_rep() -> None:
    player = at_work(REPS_2)
    assert [player.until(now) and remaining_s(player.state, now) for now in (10, 12.5, 14, 17)] == [8, 5.5, 4, 1]
    again = at_work(REPS_2)
    assert [again.until(now) and rep_phase(again.state, now) for now in (10, 11, 12.5, 13)] == [
        (RepPhase.UP, 1),
        (RepPhase.DOWN, 1),
        (RepPhase.DOWN, 2),
        (RepPhase.DOWN, 3),
    ]
    assert rep_phase(at_work(HOLD_30).state, 10) is None


def test_a_rep_that_is_overdue_is_shown_in_its_last_second() -> None:
    """A screen may look a moment before the time that has passed is told."""
    assert rep_phase(at_work(REPS_2).state, 14.3) == (RepPhase.DOWN, 3)


def test_what_is_left_of_a_session_is_known_while_it_is_open_how_long_a_set_lasts() -> None:
    player = start(asked(exercise("plank", max_hold(rest=20)), last_max_s=70), HOLD_30)
    whole = 10 + 70 + 10 + 10 + 30
    assert total_left_s(player.state, 0.0) == whole
    assert total_left_s(player.wait(10 + 25).state, player.now) == whole - 35
    assert total_left_s(player.wait(100).state, player.now) == 10 + 10 + 30, (
        "longer than the last: then it is about over"
    )
    assert total_left_s(player.play().state, player.now) == 0


@given(st.lists(asked_steps(), min_size=1, max_size=3), st.integers(0, 4000))
def test_total_left_is_the_length_less_the_time_that_passed(steps: list[PlannedStep], seconds: int) -> None:
    player = start(*steps)
    whole = length_s(player.state.segments)
    assert total_left_s(player.state, 0.0) == whole
    player.every = 5.0
    player.until(min(seconds, whole))
    if all(segment.seconds is not None for segment in player.state.segments):
        assert total_left_s(player.state, player.now) == whole - player.now


def test_the_next_change_is_a_whole_second_of_what_runs() -> None:
    player = start(HOLD_30, now=100.25)
    assert next_change(player.state, 100.25) == 101.25
    assert next_change(player.state, 101.0) == 101.25
    player.wait(2).do(Do.PAUSE)
    assert next_change(player.state, player.now) is None
    player.wait(0.5).do(Do.PAUSE)
    assert next_change(player.state, player.now) == player.now + 1


@given(st.floats(0, 1e6), st.sampled_from([HOLD_30, REPS_2, asked(exercise("bridge", hold(7, sets=(3, 3), rest=4)))]))
def test_who_wakes_at_every_next_change_is_never_late(now: float, step: PlannedStep) -> None:
    """Whoever sleeps until the next change is told of everything that falls on a whole second just then."""
    player = start(step, now=now)
    for _ in range(60):
        moment = next_change(player.state, player.now)
        if moment is None:
            break
        assert player.now < moment <= player.now + 1 + 1e-6
        assert all(fact.at == pytest.approx(moment, abs=1e-6) for fact in player.call(None, moment))
    assert player.state.is_over


def test_the_halfway_mark_of_an_odd_hold_falls_on_a_whole_second() -> None:
    """Whoever sleeps until the next change must not hear of it half a second late."""
    player = at_work(asked(exercise("bridge", hold(25))))
    late = []
    while not player.state.is_over:
        moment = next_change(player.state, player.now)
        assert moment is not None
        late += [moment - fact.at for fact in player.call(None, moment)]
    assert max(late) == 0


def test_a_restored_session_is_paused_at_its_step_on_the_new_clock() -> None:
    player = at_work(HOLD_30).until(20)
    state = restored(player.state, now=5.0)
    assert (state.status, state.index, state.results) == (Status.PAUSED, player.state.index, player.state.results)
    assert remaining_s(state, 5.0) == 20
    again = Player(state).wait(30).do(Do.PAUSE).play()
    assert again.told[3:6] == ["38 resumed", "43 halfway, 15 left", "55 end in 3"]
    assert again.now == 58


@pytest.mark.parametrize("status", ["paused", "resuming"])
def test_a_session_restored_while_it_stood_keeps_what_was_done(status: str) -> None:
    player = at_work(HOLD_30).until(20).do(Do.PAUSE)
    if status == "resuming":
        player.do(Do.PAUSE).wait(1)
    state = restored(player.state, now=1000.0)
    assert state.status is Status.PAUSED
    assert remaining_s(state, 1000.0) == 20


def test_a_session_that_is_over_stays_over() -> None:
    player = start(HOLD_30).play().forget()
    assert restored(player.state, now=3.0).is_over
    assert player.wait(100).told == []
    assert total_left_s(player.state, player.now) == 0


# --- laws: no drift, and no matter how often it is asked -------------------------------------------------------------


def irregular(player: Player, waits: list[float], until: float) -> list[Fact]:
    """Every fact up to a moment, when called at irregular times."""
    count = 0
    while player.now < until and not player.state.is_over:
        player.call(None, min(until, player.now + waits[count % len(waits)]))
        count += 1
    return player.facts


WAITS = st.lists(st.integers(1, 40).map(lambda n: n / 8), min_size=1, max_size=30)
"""Up to exactly the five seconds after which a silence pauses."""


@given(st.lists(asked_steps(), min_size=1, max_size=3), WAITS, st.integers(0, 64_000).map(lambda n: n / 64))
def test_facts_do_not_depend_on_how_often_time_is_told(
    steps: list[PlannedStep], waits: list[float], now: float
) -> None:
    until = now + 120
    often, seldom = start(*steps, now=now), start(*steps, now=now)
    assert irregular(seldom, waits, until) == irregular(often, [0.5], until)
    assert often.state.results == seldom.state.results
    if not often.state.is_over:
        assert often.state == seldom.state


AN_HOUR = [
    asked(exercise("bridge", hold(300, sets=(3, 3), rest=45), sides=Sides.EACH)),
    asked(exercise("march", reps(20, sets=(3, 3), rest=30, tempo=(2, 1, 2)), sides=Sides.ALTERNATE)),
    asked(exercise("plank", hold(60, sets=(6, 6), rest=40))),
    asked(exercise("clam", reps(12, sets=(3, 3), rest=20, tempo=(1, 0, 3)), sides=Sides.EACH)),
]


@given(st.lists(st.floats(0.1, 4.9), min_size=1, max_size=50), st.floats(0, 1e5))
def test_no_drift_over_an_hour(waits: list[float], now: float) -> None:
    player = start(*AN_HOUR, now=now)
    segments = player.state.segments
    assert length_s(segments) > 3600
    waits = [*waits, 4.9, 4.9]
    started = [f for f in irregular(player, waits, now + length_s(segments) + 10) if isinstance(f, Started)]
    assert [fact.segment for fact in started] == list(segments)
    for index, fact in enumerate(started):
        assert fact.at == pytest.approx(now + length_s(segments[:index]), abs=1e-6)
    assert player.facts[-1].at == pytest.approx(now + length_s(segments), abs=1e-6)


@given(st.lists(asked_steps(), min_size=1, max_size=3), WAITS)
def test_facts_come_in_the_order_of_their_moments_and_none_before_its_time(
    steps: list[PlannedStep], waits: list[float]
) -> None:
    player = start(*steps)
    before = 0.0
    for wait in waits:
        now = player.now + wait
        for fact in player.call(None, now):
            assert before <= fact.at <= now
            before = fact.at


@given(st.lists(asked_steps(), min_size=1, max_size=3))
def test_every_set_is_started_and_done_once(steps: list[PlannedStep]) -> None:
    player = start(*steps)
    player.every = 5.0
    player.play()
    sets = [segment for segment in player.state.segments if segment.is_work]
    assert [fact.segment for fact in player.facts if isinstance(fact, SetDone)] == sets
    assert [fact.segment for fact in player.facts if isinstance(fact, Started)] == list(player.state.segments)
    assert [result.share for result in player.state.results] == [1.0] * len(sets)
