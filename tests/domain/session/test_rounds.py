"""Steps done in turn: what comes when, how long it takes, and what back, skip, easier and a pause do to it."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose
from coach.domain.exercises.exercise import Exercise, Side, Sides
from coach.domain.exercises.routine import Round
from coach.domain.planning.plan import PlannedStep
from coach.domain.records.entries import Quality
from coach.domain.records.plain_data import from_plain, to_plain
from coach.domain.session.commands import Command, Do, advance
from coach.domain.session.layout import lay_out, opens_round
from coach.domain.session.outcome import painful_exercises, steps_done
from coach.domain.session.segments import Pacing, SegmentKind, length_s
from coach.domain.session.state import Hurt, SessionState, Status, begin, restored

from ..builders import asked, exercise, hold, plan_of, reps
from ..driving import Player, start
from ..strategies import PACINGS, sessions_of_steps

TURNS = Round("a", 60)
PACE = Pacing(get_ready_s=10, switch_s=5)


def turn(made: Exercise, **more: object) -> PlannedStep:
    return asked(made, round=TURNS, **more)


BRIDGE = turn(exercise("bridge", reps(4, sets=(3, 3), rest=15)), easier=exercise("squeeze", hold(10, rest=5)))
PLANK = turn(
    exercise("side-plank", hold(20, sets=(2, 2), rest=15), sides=Sides.EACH), easier=exercise("kneeling", hold(10))
)
CALF = asked(exercise("calf", hold(30, rest=0)))


def laid(state_or_steps: SessionState | tuple[PlannedStep, ...], pacing: Pacing = PACE) -> list[str]:
    """All segments: ``bridge 1/3``, ``rest 5``; of an easier exercise ``bridge~ 1/3``."""
    made = state_or_steps
    plan = made.plan if isinstance(made, SessionState) else plan_of(*made)
    segments = made.segments if isinstance(made, SessionState) else lay_out(plan, pacing)
    lines = []
    for each in segments:
        if each.is_work:
            name = plan.steps[each.step].exercise.id + ("~" if each.eased else "")
            lines.append(f"{name} {each.set}/{each.sets}" + (f" {each.side}" if each.side else ""))
        else:
            lines.append(f"{each.kind} {each.seconds}")
    return lines


def test_each_round_holds_the_steps_that_have_so_many_sets() -> None:
    assert laid((CALF, BRIDGE, PLANK, CALF)) == [
        *("get-ready 10", "calf 1/1"),
        *("get-ready 10", "bridge 1/3"),
        *("rest 5", "get-ready 10", "side-plank 1/3 left", "switch 5", "side-plank 1/3 right"),
        *("rest 50", "get-ready 10", "bridge 2/3"),  # a round's own rest
        *("rest 5", "get-ready 10", "side-plank 2/3 left", "switch 5", "side-plank 2/3 right"),
        *("rest 50", "get-ready 10", "bridge 3/3"),
        *("rest 5", "get-ready 10", "calf 1/1"),  # the last step's rest
    ]


def test_a_step_alone_in_its_rounds_rests_as_all_of_it_would() -> None:
    assert laid((BRIDGE,)) == ["get-ready 10", "bridge 1/3", "rest 60", "bridge 2/3", "rest 60", "bridge 3/3"]
    sided = replace(PLANK, round=Round("a", 0))
    assert laid((sided,))[3:6] == ["side-plank 1/2 right", "switch 5", "side-plank 2/2 left"]


def test_a_round_opens_with_its_first_turn_and_what_leads_there() -> None:
    """What is done in turn is told as round so many of so many, once for each."""
    other = replace(BRIDGE, round=Round("b", 30))
    plan = plan_of(CALF, BRIDGE, PLANK, other)
    segments = lay_out(plan, PACE)
    opening = [(each.step, each.set) for each in segments if each.is_work and opens_round(plan, segments, each)]
    assert opening == [(1, 1), (1, 2), (1, 3), (3, 1), (3, 2), (3, 3)]
    led = [(each.step, each.set) for each in segments if not each.is_work and opens_round(plan, segments, each)]
    assert set(led) == set(opening)
    gone = next(each for each in segments if each.in_round)
    assert not opens_round(plan, segments[-1:], gone), "what an easier exercise has replaced opens none"


def test_a_note_has_its_time_before_the_first_turn_and_the_words_first_before_all() -> None:
    noted = replace(BRIDGE, note=" ".join(["mind"] * 30))
    plan = replace(plan_of(noted, PLANK), say_first=" ".join(["slow"] * 10))
    segments = lay_out(plan, PACE)
    ready = [each.seconds for each in segments if each.kind is SegmentKind.GET_READY]
    assert ready == [4 + 16 + 3, *[10] * 4]  # ten words; thirty with its name and dose; the count
    assert lay_out(replace(plan, say_first=""), PACE)[0].length_s == segments[0].length_s - 4


LUNGE = exercise("lunge", hold(30, sets=(2, 2), rest=20), sides=Sides.EACH)
TWO_SIDES = (
    asked(LUNGE, Dose(sets=2, hold_s=30), side=Side.LEFT, easier=exercise("easy", hold(15, rest=5), sides=Sides.EACH)),
    asked(LUNGE, Dose(sets=1, hold_s=20), side=Side.RIGHT, slot=1),
)


def test_a_side_with_a_dose_of_its_own_is_followed_by_the_other() -> None:
    assert laid(TWO_SIDES) == [
        *("get-ready 10", "lunge 1/2 left", "rest 20", "lunge 2/2 left"),
        *("switch 5", "lunge 1/1 right"),
    ]
    march = exercise("march", reps(6), sides=Sides.ALTERNATE)
    only_left = lay_out(plan_of(asked(march, side=Side.LEFT)), PACE)[-1]
    assert (only_left.side, only_left.reps, only_left.alternate) == (Side.LEFT, 6, False)
    assert laid(tuple(replace(one, round=TURNS) for one in TWO_SIDES)) == [
        *("get-ready 10", "lunge 1/2 left", "switch 5", "lunge 1/2 right"),
        *("rest 50", "get-ready 10", "lunge 2/2 left"),
    ]


def test_what_was_done_is_a_row_of_the_side() -> None:
    player = start(*TWO_SIDES, pacing=PACE)
    player.wait(11).do(Do.EASIER)
    state = player.play().state
    assert [each for each in laid(state) if "lunge" in each] == [
        "lunge~ 1/2 left",
        "lunge~ 2/2 left",
        "lunge 1/1 right",
    ]
    assert [(row.exercise, row.side, row.sets, row.done, row.eased) for row in steps_done(state)] == [
        ("lunge", "left", 2, 1.0, "easy"),
        ("lunge", "right", 1, 1.0, None),
    ]
    skipped = start(*TWO_SIDES, pacing=PACE).wait(11).do(Do.SKIP)
    assert [each.place for each in skipped.state.segments if each.place in skipped.state.dropped] == []


# --- what a runner may do -------------------------------------------------------------------------------------------


def at(step: int, number: int, *steps: PlannedStep) -> Player:
    """A session in the work of a step's turn in a round."""
    player = start(*steps, pacing=PACE)
    while not player.state.segment.is_work or player.state.segment.place[:2] != (step, number):
        player.wait(1)
    return player


def test_easier_takes_the_turns_that_are_left_of_one_step() -> None:
    state = at(0, 2, BRIDGE, PLANK).do(Do.EASIER).state
    assert laid(state) == [
        *("get-ready 10", "bridge 1/3", "rest 5", "get-ready 10", "side-plank 1/3 left", "switch 5"),
        *("side-plank 1/3 right", "rest 50", "get-ready 10", "bridge~ 2/3"),
        *("rest 5", "get-ready 10", "side-plank 2/3 left", "switch 5", "side-plank 2/3 right"),
        *("rest 50", "get-ready 10", "bridge~ 3/3"),
    ]
    done = Player(state).play().state
    assert [(row.exercise, row.side, row.sets, row.done, row.eased) for row in steps_done(done)] == [
        ("bridge", None, 3, 1.0, "squeeze"),
        ("side-plank", "left", 2, 1.0, None),
        ("side-plank", "right", 2, 1.0, None),
    ]


def test_easier_without_sides_takes_one_set_for_both() -> None:
    state = at(1, 1, BRIDGE, PLANK).do(Do.EASIER).state
    assert [each for each in laid(state) if "plank" in each] == ["side-plank~ 1/3", "side-plank~ 2/3"]
    assert not any(each.kind is SegmentKind.SWITCH for each in state.segments[state.index :])


def test_easier_with_sides_takes_both_of_them_in_each_turn() -> None:
    squat = turn(exercise("squat", hold(20, sets=(2, 2))), easier=exercise("step", hold(10), sides=Sides.EACH))
    state = at(0, 1, squat, CALF).do(Do.EASIER).state
    assert [each for each in laid(state) if "squat" in each] == [
        *("squat~ 1/2 left", "squat~ 1/2 right"),
        *("squat~ 2/2 left", "squat~ 2/2 right"),
    ]


def test_back_goes_to_the_turn_before_and_a_skipped_side_takes_its_twin_along() -> None:
    player = at(0, 2, BRIDGE, PLANK).do(Do.BACK)
    assert (player.state.segment.place, player.state.status) == ((1, 1, Side.RIGHT), Status.RESUMING)
    player = at(1, 1, BRIDGE, PLANK).do(Do.SKIP)
    assert player.state.segment.place == (0, 2, None)
    assert player.state.segment.kind is SegmentKind.REST
    assert player.state.segment.seconds == 50


def test_pain_belongs_to_the_step_whose_turn_it_is() -> None:
    state = at(1, 2, BRIDGE, PLANK).state
    hurt = Hurt(step=1, set=2, side=Side.LEFT, second=3, pain=4, quality=Quality.DULL)
    state, _ = advance(state, Command(Do.HURTS, hurt=hurt), state.seen)
    done = Player(state).play().state
    assert painful_exercises(done) == ("side-plank:left",)
    assert [row.pain for row in steps_done(done)] == [None, 4, None]


# --- laws -----------------------------------------------------------------------------------------------------------


@given(sessions_of_steps(), PACINGS)
def test_every_set_is_asked_for_once_and_the_rounds_go_up(steps: list[PlannedStep], pacing: Pacing) -> None:
    plan = plan_of(*steps)
    segments = lay_out(plan, pacing)
    asked_for = Counter((each.step, each.set) for each in segments if each.is_work and each.side is not Side.RIGHT)
    assert asked_for == Counter(
        (index, number) for index, step in enumerate(steps) if step.dose for number in range(1, step.dose.sets + 1)
    )
    for turns in {step.round for step in steps if step.round}:
        turn_of = [(each.set, each.step) for each in segments if each.is_work and steps[each.step].round == turns]
        assert turn_of == sorted(turn_of)
        opened = [each.set for each in segments if each.is_work and steps[each.step].round == turns
                  and opens_round(plan, segments, each)]  # fmt: skip
        assert opened == sorted(set(opened)) == [*range(1, len(opened) + 1)]


@given(sessions_of_steps(), PACINGS)
def test_a_session_lasts_as_long_as_was_said(steps: list[PlannedStep], pacing: Pacing) -> None:
    """Nobody touches a key: what ends by itself is over to the second when it was said to be."""
    player = start(*steps, pacing=replace(pacing, hands_free=True))
    said_s = length_s(player.state.segments)
    if any(each.seconds is None for each in player.state.segments):
        return
    player.every = 4.0
    assert not player.until(said_s - 1).state.is_over
    assert player.until(said_s).state.is_over


@given(sessions_of_steps(easier=True), PACINGS, st.integers(0, 200), st.booleans())
def test_a_session_that_was_left_comes_back_to_the_same_segment(
    steps: list[PlannedStep], pacing: Pacing, moves: int, eases: bool
) -> None:
    state, _ = begin(plan_of(*steps), pacing, 0.0)
    player = Player(state, every=4.0)
    for _ in range(moves % (len(state.segments) + 1)):
        if not player.state.is_over:
            player.do(Do.SKIP)
    if eases:
        player.do(Do.EASIER)
    left = player.state
    back = restored(from_plain(SessionState, to_plain(left)), 1000.0)
    assert (back.index, back.segments, back.results) == (left.index, left.segments, left.results)
    if not left.is_over:
        assert back.status is Status.PAUSED
