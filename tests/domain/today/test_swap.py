"""Another exercise in the place of one: which, at what dose, what the record says, and the laws."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.course import Block, Course
from coach.domain.exercises.dose import Dose, Prescription
from coach.domain.exercises.exercise import Exercise, ExerciseKind, Position, Side, Sides
from coach.domain.exercises.routine import Phase, Round, Routine, RoutineKind, Step
from coach.domain.planning.plan import Change, Plan
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import NO_CHECK_IN, CheckIn, Entry, Event, EventKind, Quality, StepDone
from coach.domain.records.history import History, Start
from coach.domain.session.outcome import steps_done
from coach.domain.session.segments import Pacing
from coach.domain.today.swap import Means, candidates, swapped, without_kit
from coach.domain.today.trim import fit

from ..builders import at, exercise, hold, planned, reps, routine, session, step_of
from ..driving import start
from ..exercises.test_dose import raised
from ..planning.test_laws import LATER, is_within, worsened
from ..strategies import CHECK_INS, STARTS, whole_histories
from .test_laws_of_the_day import WORSE_AT_CHECK_IN, worse_check_ins

HIP, GLUTE = ("psoas", "iliacus"), ("gluteus maximus",)


def strength(name: str, muscles: tuple[str, ...] = HIP, *positions: Position, **more: Any) -> Exercise:
    return exercise(name, reps(8, 12, sets=(2, 2)), muscles=muscles, positions=positions, **more)


def stretch(name: str, *positions: Position, **more: Any) -> Exercise:
    more = {"muscles": HIP, **more}
    return exercise(name, hold(20, 30), kind=ExerciseKind.STRETCH, positions=positions, **more)


EXERCISES = (
    stretch("kneel", Position.KNEELING, easier="kneel-easy"),
    stretch("kneel-easy", Position.KNEELING),
    stretch("stand", Position.STANDING),
    stretch("stand-long", Position.STANDING, needs=("doorway",), muscles=(*HIP, "abdominals")),
    stretch("hamstring", Position.LYING, muscles=("hamstrings",)),
    strength("bridge", GLUTE, Position.LYING),
    strength("squeeze", GLUTE),
    strength("march", (*GLUTE, *HIP), Position.LYING, loads_hip_flexors=True, easier="squeeze"),
    strength("band-march", HIP, Position.STANDING, needs=("band",), loads_hip_flexors=True),
    strength("hang", HIP, Position.HANGING, loads_hip_flexors=True),
    exercise("skips", reps(10), kind=ExerciseKind.DRILL, positions=(Position.STANDING,), muscles=HIP),
    exercise("no-dose", Prescription(), kind=ExerciseKind.STRETCH, muscles=HIP),
)


def house(*more: Routine) -> Catalogue:
    """``main`` of a stretch, two strength exercises and a drill; ``hang`` is for maintenance."""
    known = {one.id: one for one in EXERCISES}
    main = routine("main", [(name, known[name].prescription) for name in ("kneel", "bridge", "march", "skips")])
    later = routine("later", [("hang", known["hang"].prescription)], phases=(Phase.MAINTENANCE,))
    relief = routine("acute-relief", [("kneel-easy", hold(20))], kind=RoutineKind.RECOVERY, phases=(Phase.ACUTE,))
    rescue = routine("rescue", [("bridge", reps(10, sets=(2, 2)))])
    return Catalogue(known, {one.id: one for one in (main, later, relief, rescue, *more)})


def means_of(
    entries: list[Entry], *, day: float = 0, check_in: CheckIn = NO_CHECK_IN, start: Start | None = None, **more: Any
) -> Means:
    standing = replay(house(), History.of(entries, start or Start()).until(at(day)))
    return Means(house(), standing, check_in, **more)


def main_of(means: Means, day: float = 0) -> Plan:
    return plan_from(means.catalogue, means.standing, "main", means.check_in, at=at(day))


def offered(step: str, entries: list[Entry] | None = None, *, day: float = 0, **more: Any) -> list[str]:
    """The ids of what may stand in for a step of ``main``."""
    means = means_of(entries or [], day=day, **more)
    made = main_of(means, day)
    index = [one.exercise.id for one in made.steps].index(step)
    return [one.exercise.id for one in candidates(means, made, index)]


KNEELING = frozenset({"kneeling"})
OFFERED: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "the easier variant first, then by shared muscles, then by kit": (
        "kneel", {}, ["kneel-easy", "stand", "stand-long"]
    ),
    "not what is avoided": ("kneel", {"avoid": KNEELING}, ["stand", "stand-long"]),
    "equipment may be avoided, too": ("kneel", {"avoid": frozenset({"kneeling", "doorway"})}, ["stand"]),
    "not what needs missing kit": ("kneel", {"missing": frozenset({"doorway"})}, ["kneel-easy", "stand"]),
    "never loading in place of what does not": ("bridge", {}, ["squeeze"]),
    "loading may stand in for loading; not what is for a later phase": ("march", {}, ["squeeze", "band-march"]),
    "nor in that phase, in place of what is for an earlier one": (
        "march", {"start": Start(Phase.MAINTENANCE)}, ["squeeze", "band-march"]
    ),
    "a drill only for a drill": ("skips", {}, []),
}  # fmt: skip


@pytest.mark.parametrize(("step", "how", "expected"), OFFERED.values(), ids=OFFERED)
def test_what_may_stand_in(step: str, how: dict[str, Any], expected: list[str]) -> None:
    assert offered(step, **how) == expected


def test_nothing_stands_in_for_what_is_out_by_rule_nor_what_is_out_itself() -> None:
    red: list[Entry] = [session(0, "red", painful=("squeeze",))]
    assert offered("march", red, day=3) == []
    assert offered("bridge", red, day=3) == []
    amber: list[Entry] = [session(0, "amber", painful=("stand",))]
    assert offered("kneel", amber, day=3) == ["kneel-easy", "stand-long"]


def with_step(name: str, **more: Any) -> Catalogue:
    """The house, in which an exercise has something of its own."""
    known = house()
    return replace(known, exercises={**known.exercises, name: replace(known.exercises[name], **more)})


def test_nothing_stands_in_that_the_rules_leave_out_itself() -> None:
    """After a red drills are out, though an author names one as the easier variant."""
    known = with_step("bridge", easier="skips")
    offered_then = []
    for entries in ([session(0)], [session(0, "red")]):
        means = Means(known, replay(known, History.of(entries)))
        made = plan_from(known, means.standing, "main", at=at(3))
        offered_then.append([one.exercise.id for one in candidates(means, replace(made, steps=made.steps[:3]), 1)])
    assert offered_then == [["skips", "squeeze"], ["squeeze"]]


@pytest.mark.parametrize(("turns", "sets"), [(Round("a", 30), 1), (None, 2)])
def test_what_stands_in_for_a_turn_is_done_in_no_more_rounds_than_that(turns: Round | None, sets: int) -> None:
    means = means_of([])
    made = main_of(means)
    short = replace(step_of(made, "bridge"), dose=Dose(sets=1, reps=8), round=turns)
    (squeeze,) = candidates(means, replace(made, steps=(short,)), 0)
    assert (squeeze.exercise.id, squeeze.dose and squeeze.dose.sets) == ("squeeze", sets)


def test_what_stands_in_for_one_side_does_so_for_the_other() -> None:
    """Though it is in the plan by then; and where the first side is done as written, nothing is handed on."""
    known = with_step("bridge", sides=Sides.EACH)
    squeeze = {**known.exercises, "squeeze": replace(known.exercises["squeeze"], sides=Sides.EACH)}
    sides = [
        Step(exercise="bridge", prescription=reps(8 + number, sets=(2, 2)), side=side, slot=number)
        for number, side in enumerate(Side)
    ]
    routines = {**known.routines, "main": replace(known.routines["main"], steps=tuple(sides))}
    known = Catalogue(squeeze, routines)
    standing = replay(known, History())
    made = plan_from(known, standing, "main", at=at(0))
    both = swapped(Means(known, standing, avoid=frozenset({"lying"})), made)
    assert [(one.exercise.id, one.side) for one in both.asked] == [("squeeze", Side.LEFT), ("squeeze", Side.RIGHT)]
    wished = swapped(Means(known, standing), made, {0: "squeeze"})
    assert [one.exercise.id for one in wished.asked] == ["squeeze", "squeeze"]
    second = swapped(Means(known, standing), made, {1: "squeeze"})
    assert [one.exercise.id for one in second.asked] == ["bridge", "squeeze"]


LADDER = (
    strength("pull", HIP, needs=("bar", "band"), easier="pull-easy"),
    strength("pull-easy", HIP, needs=("band",), easier="pull-easier"),
    strength("pull-easier", HIP),
)


@pytest.mark.parametrize(
    ("missing", "chosen", "done"),
    [
        ({"bar"}, True, "pull-easy"),
        ({"bar", "band"}, True, "pull-easier"),
        ({"bar", "band"}, False, "pull"),
        ({"doorway"}, True, "pull"),
        (set(), True, "pull"),
    ],
)
def test_in_a_course_the_easier_exercises_stand_in_one_after_the_other_for_want_of_kit(
    missing: set[str], chosen: bool, done: str
) -> None:
    main = routine("main", [("pull", LADDER[0].prescription)])
    course = Course(id="own", name="Own way", blocks=(Block(id="one", name="One", train=("main",)),))
    known = Catalogue({one.id: one for one in LADDER}, {"main": main}, courses={"own": course})
    entries = [Event(at=at(-1), kind=EventKind.COURSE, course="own")] if chosen else []
    means = Means(known, replay(known, History.of(entries)), missing=missing)
    (step,) = without_kit(means, plan_from(known, means.standing, "main", at=at(0))).steps
    assert step.exercise.id == done
    assert step.why.startswith(f"In place of pull, for want of kit: {', '.join(sorted(missing))}.") is (done != "pull")


def test_where_no_easier_exercise_does_without_the_kit_the_step_stays_as_it_is() -> None:
    needy = replace(LADDER[2], needs=("band",))
    main = routine("main", [("pull", LADDER[0].prescription)])
    course = Course(id="own", name="Own way", blocks=(Block(id="one", name="One", train=("main",)),))
    known = Catalogue({one.id: one for one in (*LADDER[:2], needy)}, {"main": main}, courses={"own": course})
    standing = replay(known, History.of([Event(at=at(-1), kind=EventKind.COURSE, course="own")]))
    made = plan_from(known, standing, "main", at=at(0))
    assert without_kit(Means(known, standing, missing={"band"}), made) == made


def test_a_substitute_starts_at_its_own_from_whatever_the_step_had_earned() -> None:
    climbed: list[Entry] = [session(2 * number) for number in range(6)]
    means = means_of(climbed, day=13, avoid=KNEELING)
    made = main_of(means, 13)
    assert step_of(made, "kneel").level.hold_s == 30
    done = step_of(swapped(means, made), "stand")
    assert done.dose == done.level == done.prescription.start()
    assert (done.change, done.instead_of) == (Change.SAME, "kneel")
    assert done.why == "In place of kneel, which you avoid: kneeling. It begins at the start of its own range."


def test_with_whatever_the_rules_take_off_it_today() -> None:
    red: list[Entry] = [session(0, "red", painful=("skips",))]
    means = means_of(red, day=3, avoid=frozenset({"lying"}))
    done = step_of(swapped(means, main_of(means, 3)), "squeeze")
    assert done.dose
    assert (done.dose.sets, done.dose.reps, done.change, done.rule) == (1, 6, Change.DOWN, 9)
    assert "In place of bridge, which you avoid: lying. main on 2 Nov was red" in done.why


def test_no_substitute_is_used_twice() -> None:
    means = means_of([], avoid=frozenset({"lying"}))
    made = swapped(means, main_of(means))
    assert [step.exercise.id for step in made.steps if step.dose] == ["kneel", "squeeze", "band-march", "skips"]


def test_a_wish_counts_if_it_is_a_candidate_today() -> None:
    means = means_of([])
    made = main_of(means)
    assert swapped(means, made, {0: "stand"}).steps[0].why.startswith("In place of kneel, as you wished.")
    assert swapped(means, made, {0: "hang"}) == swapped(means, made, {0: "gone"}) == swapped(means, made, {}) == made
    both = swapped(replace(means, avoid=frozenset({"lying"})), made, {2: "squeeze"})
    assert [step.exercise.id for step in both.steps][1:3] == ["bridge", "squeeze"]
    assert both.steps[1].dose is None, "what is wished for is not taken by another step"


def test_without_a_candidate_it_is_left_out_and_counts_as_trimmed() -> None:
    means = means_of([], avoid=frozenset({"standing"}))
    left = swapped(means, main_of(means)).steps[3]
    assert (left.dose, left.trimmed) == (None, True)
    assert left.why == "You avoid this (standing), and nothing here can take its place today."


def test_an_avoided_easier_variant_is_not_offered() -> None:
    means = means_of([], avoid=frozenset({"kneeling"}))
    known = {**house().exercises, "march": replace(house().exercises["march"], easier="kneel-easy")}
    means = replace(means, catalogue=replace(house(), exercises=known))
    made = plan_from(means.catalogue, replay(means.catalogue, History()), "main", at=at(0))
    assert step_of(made, "march").easier
    assert step_of(swapped(means, made), "march").easier is None


# --- what the record says, and what follows ---------------------------------------------------------------------------


def test_the_record_names_both_and_trims_neither() -> None:
    means = means_of([], avoid=KNEELING)
    short = fit(swapped(means, main_of(means)), Pacing(), minutes=1)
    trimmed = {row.exercise: (row.swapped, row.trimmed) for row in steps_done(start(*short.steps).play().state)}
    assert trimmed == {"kneel": ("stand", None), "bridge": (None, True), "march": (None, True), "skips": (None, True)}
    whole = steps_done(start(*swapped(means, main_of(means)).steps).play().state)
    assert (whole[0].exercise, whole[0].swapped, whole[0].trimmed, whole[0].done) == ("kneel", "stand", None, 1.0)


def swap_row(name: str, instead: str) -> StepDone:
    return StepDone(exercise=name, swapped=instead, done=1.0, hold_s=20)


def test_what_is_swapped_counts_as_away_and_proves_nothing() -> None:
    """Rows 8 and 12."""
    plain = [session(2 * number) for number in range(3)]
    away = [replace(one, at=at(10 + n), step=(swap_row("kneel", "stand"),)) for n, one in enumerate(plain[:1])]
    made = planned(house(), [*plain, *away], day=15)
    assert step_of(made, "kneel").rule == 8
    proven = [session(0), session(2, step=(swap_row("kneel", "stand"),)), session(4)]
    assert step_of(planned(house(), proven, day=6), "kneel").change is Change.SAME


def test_a_green_session_with_a_substitute_ends_the_cut_on_it() -> None:
    red = session(0, "red", painful=("skips",))
    green = session(3, step=(swap_row("bridge", "squeeze"),))
    for entries, expected in (([red], 1), ([red, green], 2)):
        means = means_of(list(entries), day=6, avoid=frozenset({"lying"}))
        dose = step_of(swapped(means, main_of(means, 6)), "squeeze").dose
        assert dose
        assert dose.sets == expected


# --- laws -------------------------------------------------------------------------------------------------------------

AVOIDED = st.frozensets(st.sampled_from([*Position, "band", "doorway"]), max_size=3)


def plan_after(records: list[Entry], start: Start, later: timedelta, check_in: CheckIn, avoid: frozenset[str]) -> Any:
    moment = (records[-1].at if records else at(0)) + later
    standing = replay(house(), History.of(records, start).until(moment))
    means = Means(house(), standing, check_in, avoid)
    return means, plan_from(house(), standing, "main", check_in, at=moment)


@given(whole_histories(), STARTS, LATER, CHECK_INS, AVOIDED)
def test_a_substitute_is_never_above_its_own_range_nor_above_its_start(
    records: list[Entry], start: Start, later: timedelta, check_in: CheckIn, avoid: frozenset[str]
) -> None:
    means, made = plan_after(records, start, later, check_in, avoid)
    for index in range(len(made.steps)):
        for one in candidates(means, made, index):
            assert one.dose
            assert is_within(one.dose, one)
            assert not raised(one.prescription.start(), one.dose)
            assert one.exercise.loads_hip_flexors <= made.steps[index].exercise.loads_hip_flexors


@given(whole_histories(), STARTS, LATER, CHECK_INS)
def test_without_a_wish_and_with_nothing_avoided_a_plan_is_as_it_was(
    records: list[Entry], start: Start, later: timedelta, check_in: CheckIn
) -> None:
    means, made = plan_after(records, start, later, check_in, frozenset())
    assert swapped(means, made) is made


@given(whole_histories(), STARTS, LATER, CHECK_INS, AVOIDED)
def test_what_is_avoided_is_never_asked_for(
    records: list[Entry], start: Start, later: timedelta, check_in: CheckIn, avoid: frozenset[str]
) -> None:
    means, made = plan_after(records, start, later, check_in, avoid)
    asked = swapped(means, made).asked
    assert not any(avoid & {*step.exercise.positions, *step.exercise.needs} for step in asked)
    assert len({step.exercise.id for step in asked}) == len(asked)
    assert len(asked) <= len(made.asked)


def no_harder(worse: tuple[Means, Plan], better: tuple[Means, Plan]) -> None:
    """Whatever may stand in after the worse answer might have after the better one, at no smaller a dose."""
    if not worse[1].allowed or not better[1].allowed:
        assert better[1].allowed or not worse[1].allowed
        return
    for index in range(len(worse[1].steps)):
        before = {one.exercise.id: one for one in candidates(*better, index)}
        for one in candidates(*worse, index):
            assert one.exercise.id in before
            assert one.dose
            assert not raised(before[one.exercise.id].dose, one.dose)


@given(
    whole_histories(min_size=1),
    STARTS,
    st.sampled_from(["worst", "after", "morning", "quality", "gait_changed", "painkiller", *WORSE_AT_CHECK_IN]),
    st.integers(1, 10),
    LATER,
    CHECK_INS,
    AVOIDED,
)
def test_a_worse_record_never_makes_a_swapped_plan_harder(
    records: list[Entry],
    start: Start,
    name: str,
    by: int,
    later: timedelta,
    check_in: CheckIn,
    avoid: frozenset[str],
) -> None:
    changes = WORSE_AT_CHECK_IN.get(name)
    last = records[-1]
    worse = replace(last, **changes) if changes else worsened(last, name, by, Quality.SHARP)
    no_harder(
        plan_after([*records[:-1], worse], start, later, check_in, avoid),
        plan_after(records, start, later, check_in, avoid),
    )


@given(whole_histories(), STARTS, worse_check_ins(), LATER, AVOIDED)
def test_a_worse_check_in_never_makes_a_swapped_plan_harder(
    records: list[Entry], start: Start, check_ins: tuple[CheckIn, CheckIn], later: timedelta, avoid: frozenset[str]
) -> None:
    better, worse = check_ins
    no_harder(plan_after(records, start, later, worse, avoid), plan_after(records, start, later, better, avoid))
