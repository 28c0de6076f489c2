"""What a runner may do in a session, and what it does."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.exercise import Side, Sides
from coach.domain.planning.plan import PlannedStep
from coach.domain.records.entries import Quality, Stopped
from coach.domain.session.commands import LONGER_S, Command, Do, advance, legal
from coach.domain.session.facts import Started
from coach.domain.session.next_moment import RESUME_S
from coach.domain.session.outcome import painful_exercises, share_done, steps_done
from coach.domain.session.segments import Pacing, SegmentKind
from coach.domain.session.state import Hurt, SessionState, Status, remaining_s

from ..builders import asked, exercise, hold, max_hold, reps
from ..driving import BY_KEY, Player, at_work, start
from ..strategies import PACINGS, sessions_of_steps

HOLD_30 = asked(exercise("bridge", hold(30, rest=20)))
TWO_SETS = asked(exercise("bridge", hold(30, sets=(2, 2), rest=20)))
EACH = asked(exercise("lunge", hold(30, sets=(2, 2), rest=20), sides=Sides.EACH))
ONE_EACH = asked(exercise("lunge", hold(30), sides=Sides.EACH))
PACED = asked(exercise("bridge", reps(10)))
MAX = asked(exercise("plank", max_hold()))
WITH_EASIER = replace(TWO_SETS, easier=exercise("easy", hold(15, rest=5)))


def sets_to_come(state: SessionState) -> list[str]:
    """The sets from the present segment on: ``1 left 30``."""
    return [
        " ".join([str(s.set), *([s.side] if s.side else []), str(s.length_s)])
        for s in state.segments[state.index :]
        if s.is_work and s.place not in state.dropped
    ]


def results(state: SessionState) -> list[str]:
    """What was logged: ``1 left 30 s``, with the share where it is not whole."""
    return [
        " ".join(
            [
                str(r.set),
                *([r.side] if r.side else []),
                f"{r.seconds} s" if r.seconds is not None else f"{r.reps} reps",
                *([] if r.share == 1 else [f"{r.share:.2f}"]),
            ]
        )
        for r in state.results
    ]


# --- what is legal ----------------------------------------------------------------------------------------------------

LEGAL = {
    "getting ready for the first set": (start(HOLD_30), "done longer pause quit skip"),
    "in the first hold": (at_work(HOLD_30), "longer pause quit repeat skip"),
    "in a paced set": (at_work(PACED), "done pause quit repeat skip"),
    "in a set counted by key": (at_work(PACED, pacing=BY_KEY), "done pause quit repeat skip"),
    "in a max hold": (at_work(MAX), "done pause quit repeat skip"),
    "resting": (at_work(TWO_SETS).wait(30), "back done longer pause quit skip"),
    "in the second set": (at_work(TWO_SETS).wait(50), "back longer pause quit repeat skip"),
    "on the second side, whose twin is done": (at_work(ONE_EACH).wait(35), "back pause quit repeat skip"),
    "with an easier exercise": (at_work(WITH_EASIER), "easier longer pause quit repeat skip"),
    "doing the easier exercise": (at_work(WITH_EASIER).do(Do.EASIER).wait(3), "longer pause quit repeat skip"),
    "paused": (at_work(HOLD_30).do(Do.PAUSE), "pause quit repeat skip"),
    "counting in": (at_work(HOLD_30).do(Do.PAUSE).do(Do.PAUSE), "pause quit repeat skip"),
    "over": (start(HOLD_30).play(), ""),
}


@pytest.mark.parametrize(("player", "expected"), LEGAL.values(), ids=LEGAL)
def test_legal(player: Player, expected: str) -> None:
    assert " ".join(sorted(legal(player.state) - {Do.HURTS})) == expected


@pytest.mark.parametrize("player", [player for player, _ in LEGAL.values()], ids=list(LEGAL))
def test_that_it_hurts_may_be_said_at_any_time_before_the_end(player: Player) -> None:
    assert (Do.HURTS in legal(player.state)) is not player.state.is_over


def test_what_hurts_is_logged_by_step_side_and_second() -> None:
    player = at_work(EACH).wait(7).do(Do.HURTS)
    assert player.state.status is Status.PAUSED
    hurt = Hurt(step=0, set=1, side=Side.LEFT, second=7, pain=5, quality=Quality.DULL)
    player.state, facts = advance(player.state, Command(Do.HURTS, hurt=hurt), player.now)
    assert (player.state.hurts, facts) == ((hurt,), ())
    player.do(Do.QUIT, Stopped.PAIN)
    assert painful_exercises(player.state) == ("lunge:left",)
    left, right = steps_done(player.state)
    assert (left.side, left.pain, left.stopped_for_pain) == (Side.LEFT, 5, True)
    assert (right.side, right.pain, right.stopped_for_pain) == (Side.RIGHT, None, None)


def test_that_it_hurts_during_a_pause_leaves_the_pause_as_it_is() -> None:
    paused = at_work(EACH).wait(7).do(Do.PAUSE).forget()
    before = paused.state
    assert paused.do(Do.HURTS).state == before
    assert paused.told == []


def test_what_was_mistyped_is_told_anew_and_what_hurts_besides_is_told_too() -> None:
    player = at_work(EACH).wait(7).do(Do.HURTS)
    first, second = (Hurt(step=0, set=1, side=Side.LEFT, second=7, pain=pain, quality=Quality.DULL) for pain in (8, 2))
    for hurt, anew, told in ((first, False, (first,)), (second, True, (second,)), (first, False, (second, first))):
        player.state, _ = advance(player.state, Command(Do.HURTS, hurt=hurt, anew=anew), player.now)
        assert player.state.hurts == told


# --- done -------------------------------------------------------------------------------------------------------------


def test_done_cuts_a_lead_in_short() -> None:
    player = start(HOLD_30).wait(4).do(Do.DONE)
    assert player.told[-1] == "4 work 1"
    assert player.state.status is Status.RUNNING


def test_done_counts_a_paced_rep_early() -> None:
    player = at_work(PACED).wait(2).do(Do.DONE)
    assert player.told[-2:] == ["12 rep 1/10 done", "12 rep 2 up"]


# --- skip -------------------------------------------------------------------------------------------------------------


def test_skip_logs_how_far_the_set_went() -> None:
    player = at_work(TWO_SETS).wait(12).do(Do.SKIP)
    assert results(player.state) == ["1 12 s 0.40"]
    assert player.told[-2:] == ["22 set left", "22 rest 2"]


def test_skip_takes_the_twin_on_the_other_side() -> None:
    player = at_work(EACH).wait(12).do(Do.SKIP)
    assert sets_to_come(player.state) == ["2 left 30", "2 right 30"]
    assert player.here == "rest 2 left"
    begun = len(player.facts) - 1
    player.play()
    kinds = [fact.segment.kind for fact in player.facts[begun:] if isinstance(fact, Started)]
    assert kinds == [SegmentKind.REST, SegmentKind.WORK, SegmentKind.SWITCH, SegmentKind.WORK]


def test_skip_of_the_only_set_on_one_side_goes_on_to_the_next_step() -> None:
    player = at_work(ONE_EACH, HOLD_30).wait(5).do(Do.SKIP)
    assert (player.here, player.state.segment.step) == ("rest 1", 1)
    alone = at_work(ONE_EACH).do(Do.SKIP)
    assert alone.state.is_over


def test_skip_on_the_second_side_takes_nothing_else() -> None:
    player = at_work(EACH).until(10 + 30 + 20 + 30 + 5).do(Do.SKIP)
    assert sets_to_come(player.state) == ["2 right 30"]


def test_skip_of_a_lead_in_goes_to_what_it_leads_to() -> None:
    player = start(HOLD_30).do(Do.SKIP)
    assert (player.here, player.state.status) == ("work 1", Status.RUNNING)


def test_skip_while_paused_stays_paused() -> None:
    player = at_work(TWO_SETS).wait(5).do(Do.PAUSE).do(Do.SKIP)
    assert (player.here, player.state.status) == ("rest 2", Status.PAUSED)


def test_what_was_skipped_and_is_redone_on_one_side_is_due_on_the_other_too() -> None:
    """Skip took the right side's set away; going back to the left one must bring it back."""
    player = at_work(ONE_EACH, HOLD_30).wait(5).do(Do.SKIP).do(Do.BACK)
    assert player.here == "work 1 left"
    assert sets_to_come(player.state)[:2] == ["1 left 30", "1 right 30"]


# --- back and repeat --------------------------------------------------------------------------------------------------


def test_repeat_begins_the_set_again_after_three_seconds() -> None:
    player = at_work(HOLD_30).wait(12).do(Do.REPEAT)
    assert player.told[-2:] == ["22 work 1", "22 on in 3"]
    assert player.state.results == ()
    player.wait(RESUME_S)
    assert (player.told[-1], remaining_s(player.state, player.now)) == ("25 resumed", 30)


def test_back_redoes_the_set_before_and_drops_its_log() -> None:
    player = at_work(TWO_SETS).wait(30)
    assert results(player.state) == ["1 30 s"]
    player.do(Do.BACK)
    assert (player.here, results(player.state)) == ("work 1", [])
    assert sets_to_come(player.state) == ["1 30", "2 30"]


def test_back_from_a_set_goes_to_the_one_before_it() -> None:
    player = at_work(EACH).until(10 + 30 + 20 + 4).do(Do.BACK)
    assert (player.here, results(player.state)) == ("work 1 left", [])


def test_back_crosses_into_the_step_before() -> None:
    player = at_work(HOLD_30, TWO_SETS).wait(35).do(Do.BACK)
    assert (player.here, player.state.segment.step) == ("work 1", 0)


def test_back_while_paused_stays_paused() -> None:
    player = at_work(TWO_SETS).wait(35).do(Do.PAUSE).do(Do.BACK)
    assert player.state.status is Status.PAUSED
    assert remaining_s(player.state, player.now) == 30


def test_reps_begin_again_from_the_first() -> None:
    player = at_work(PACED).wait(12).do(Do.REPEAT)
    assert player.state.reps_done == 0
    assert player.wait(RESUME_S).told[-2:] == ["25 resumed", "25 rep 1 up"]


# --- longer -----------------------------------------------------------------------------------------------------------


def test_longer_lengthens_the_hold_on_both_sides() -> None:
    player = at_work(EACH).wait(12).do(Do.LONGER)
    assert player.told == ["22 +10"]
    assert sets_to_come(player.state) == ["1 left 40", "2 left 30", "1 right 40", "2 right 30"]
    assert remaining_s(player.state, player.now) == 28


def test_longer_lengthens_a_rest_alone() -> None:
    player = at_work(TWO_SETS).wait(30).do(Do.LONGER)
    assert remaining_s(player.state, player.now) == 30
    assert sets_to_come(player.state) == ["2 30"]


def test_longer_moves_the_halfway_mark_and_the_count() -> None:
    told = at_work(HOLD_30).do(Do.LONGER).play().told
    assert told == [
        "10 +10",
        "30 halfway, 20 left",
        "47 end in 3",
        "48 end in 2",
        "49 end in 1",
        "50 set done",
        "50 ended",
    ]


# --- easier -----------------------------------------------------------------------------------------------------------


def test_easier_does_the_rest_of_the_step_as_its_easier_exercise() -> None:
    player = at_work(WITH_EASIER).wait(12).do(Do.EASIER)
    assert player.told == ["22 eased", "22 work 1", "22 on in 3"]
    assert sets_to_come(player.state) == ["1 15", "2 15"]
    assert all(segment.eased for segment in player.state.segments[player.state.index :])
    player.play()
    assert [(r.set, r.seconds, r.eased) for r in player.state.results] == [(1, 15, True), (2, 15, True)]


def test_easier_in_the_second_set_leaves_the_first_as_it_was() -> None:
    player = at_work(WITH_EASIER).wait(50).do(Do.EASIER).play()
    assert [(r.set, r.seconds, r.eased) for r in player.state.results] == [(1, 30, False), (2, 15, True)]


def test_easier_while_getting_ready() -> None:
    player = start(WITH_EASIER).wait(4).do(Do.EASIER)
    assert player.here == "get-ready 1"
    assert sets_to_come(player.state) == ["1 15", "2 15"]
    assert player.wait(6).here == "work 1"


def test_easier_ends_with_its_step() -> None:
    player = at_work(WITH_EASIER, HOLD_30).do(Do.EASIER)
    assert {segment.step for segment in player.state.segments if segment.eased} == {0}


EASIER_SIDES = [
    (Sides.EACH, Sides.EACH, ["1 left 15", "2 left 15", "1 right 15", "2 right 15"]),
    (Sides.EACH, Sides.BOTH, ["1 15", "2 15"]),
    (Sides.BOTH, Sides.EACH, ["1 left 15", "2 left 15", "1 right 15", "2 right 15"]),
    (Sides.BOTH, Sides.BOTH, ["1 15", "2 15"]),
    (Sides.ALTERNATE, Sides.EACH, ["1 left 15", "1 right 15", "2 left 15", "2 right 15"]),
]


@pytest.mark.parametrize(("own", "other", "expected"), EASIER_SIDES)
def test_easier_with_other_sides(own: Sides, other: Sides, expected: list[str]) -> None:
    step = asked(
        exercise("lunge", hold(30, sets=(2, 2)), sides=own), easier=exercise("easy", hold(15, sets=(4, 4)), sides=other)
    )
    player = at_work(step).do(Do.EASIER)
    assert sets_to_come(player.state) == expected


def test_easier_again_after_going_back_asks_for_no_set_twice() -> None:
    """Both sides at once, eased to one side at a time in the second set; then back to the first, and easier again."""
    step = replace(TWO_SETS, easier=exercise("easy", hold(15), sides=Sides.EACH))
    player = at_work(step).wait(50).do(Do.EASIER).do(Do.BACK).do(Do.EASIER)
    counted = Counter(sets_to_come(player.state))
    assert counted == Counter(["1 left 15", "1 right 15", "2 left 15", "2 right 15"])


# --- quit -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stopped", [*Stopped, None])
def test_quit_logs_the_set_so_far_and_the_reason(stopped: Stopped | None) -> None:
    player = at_work(TWO_SETS).wait(12).do(Do.QUIT, stopped)
    assert (player.state.is_over, player.state.stopped) == (True, stopped)
    assert results(player.state) == ["1 12 s 0.40"]
    assert player.told == [f"22 ended ({stopped})" if stopped else "22 ended"]


def test_quit_in_a_lead_in_logs_nothing_more() -> None:
    assert results(start(HOLD_30).wait(4).do(Do.QUIT, Stopped.TIME).state) == []
    assert results(at_work(TWO_SETS).wait(35).do(Do.QUIT).state) == ["1 30 s"]


def test_quit_at_the_first_moment_of_a_set_logs_no_empty_set() -> None:
    assert results(at_work(HOLD_30).do(Do.QUIT).state) == []


def test_quit_while_paused_counts_the_work_not_the_pause() -> None:
    player = at_work(HOLD_30).wait(12).do(Do.PAUSE).wait(500).do(Do.QUIT, Stopped.PAIN)
    assert results(player.state) == ["1 12 s 0.40"]


# --- laws -------------------------------------------------------------------------------------------------------------

MOVES = st.lists(st.tuples(st.sampled_from(Do), st.sampled_from([0, 0.5, 1, 3, 4, 12, 40])), max_size=25)
STEPS = sessions_of_steps(easier=True)


def played(steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]]) -> Player:
    """A session after some commands, legal or not, with time passing between them."""
    player = start(*steps, pacing=pacing)
    player.every = 4.0
    for do, seconds in moves:
        player.wait(seconds)
        if do is not Do.QUIT:
            player.do(do)
    return player


@given(STEPS, PACINGS, MOVES, st.sampled_from([0.0, 0.5, 3.0, 60.0]))
def test_a_command_that_is_not_legal_changes_nothing(
    steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]], later: float
) -> None:
    state = played(steps, pacing, moves).state
    now = state.seen + later
    after, facts = advance(state, None, now)
    for do in Do:
        if do not in legal(after):
            assert advance(state, Command(do, Stopped.TIME), now) == (after, facts)


@given(STEPS, PACINGS, MOVES)
def test_a_legal_command_does_something(
    steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]]
) -> None:
    state = played(steps, pacing, moves).state
    for do in legal(state) - {Do.HURTS}:
        _, facts = advance(state, Command(do), state.seen)
        assert facts, do
        assert all(fact.at == state.seen for fact in facts)


@given(STEPS, PACINGS, MOVES)
def test_no_set_is_asked_for_or_logged_twice(
    steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]]
) -> None:
    state = played(steps, pacing, moves).state
    asked_for = [(s.step, s.set, s.side) for s in state.segments if s.is_work]
    logged = [(r.step, r.set, r.side) for r in state.results]
    assert len(set(asked_for)) == len(asked_for)
    assert len(set(logged)) == len(logged)


@given(STEPS, PACINGS, MOVES)
def test_a_session_can_always_be_played_to_its_end(
    steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]]
) -> None:
    player = played(steps, pacing, moves)
    player.every = 5.0
    state = player.play().state
    assert 0 <= share_done(state) <= 1
    assert [row.exercise for row in steps_done(state)]
    assert all(0 <= (row.done or 0) <= 1 for row in steps_done(state))


SAME_SIDES = sessions_of_steps()
WITHOUT_SKIP = [Do.DONE, Do.PAUSE, Do.BACK, Do.REPEAT, Do.LONGER]


@given(SAME_SIDES, PACINGS, MOVES.map(lambda moves: [(do, s) for do, s in moves if do in WITHOUT_SKIP]))
def test_both_sides_end_with_the_same_work(
    steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]]
) -> None:
    """Whatever is paused, repeated, redone or lengthened; max holds last as long as form does."""
    player = played(steps, pacing, moves)
    player.every = 5.0
    state = player.play().state
    for index, step in enumerate(steps):
        if step.dose and step.dose.max:
            continue
        left, right = (
            sorted((r.set, r.seconds or 0, r.reps or 0) for r in state.results if (r.step, r.side) == (index, side))
            for side in Side
        )
        assert left == right


@given(SAME_SIDES, PACINGS, MOVES)
def test_both_sides_are_asked_for_the_same_work(
    steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]]
) -> None:
    """After every command, skip too: the sets on both sides are the same, but for what the second side skips."""
    state = played(steps, pacing, moves).state
    for index in range(len(steps)):
        left, right = (
            {(s.set, s.seconds, s.reps) for s in state.segments if s.is_work and (s.step, s.side) == (index, side)}
            for side in Side
        )
        given_up = {r.set for r in state.results if r.step == index and r.share < 1}
        assert {work for work in left ^ right if work[0] not in given_up} == set()


@given(SAME_SIDES, PACINGS, MOVES)
def test_lengthened_sets_are_ten_seconds_longer(
    steps: list[PlannedStep], pacing: Pacing, moves: list[tuple[Do, float]]
) -> None:
    player = played(steps, pacing, moves)
    player.call(None, player.now)  # lead-ins of no length are over at once
    before = player.state
    if Do.LONGER not in legal(before):
        return
    after = player.do(Do.LONGER).state
    assert after.segment.seconds == (before.segment.seconds or 0) + LONGER_S
    left_before, left_after = remaining_s(before, before.seen), remaining_s(after, after.seen)
    assert left_before is not None
    assert left_after == left_before + LONGER_S
