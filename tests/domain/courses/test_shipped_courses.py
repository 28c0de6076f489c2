"""Where the shipped courses lead: twelve weeks of each, followed as Home leads them (issue: "Figures and laws")."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.course import Concern
from coach.domain.exercises.routine import BUILDING, Phase, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.plan import Change
from coach.domain.records.entries import Event, EventKind, Run, Session, Walk
from coach.domain.records.history import Start
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.rules.light import Light
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, length_s
from coach.domain.today.ahead import AnswersOf
from coach.domain.today.fitting import Circumstances

from .following import MORNING, TWELVE_WEEKS, Weeks, chosen, day_number, follow, shipped

WELL = Start(phase=Phase.MAINTENANCE, own_runs=True)
HURTS = Start(phase=Phase.RECOVERY)
SHARP = Start(phase=Phase.ACUTE)
BEGINNINGS = [
    ("steady-hips", HURTS),
    ("steady-hips", SHARP),
    ("loose-hips", HURTS),
    ("loose-hips", SHARP),
    ("strong-stride", WELL),
    ("strong-stride", HURTS),
]
NAMES = [f"{course}-{'own-runs' if start.own_runs else start.phase}" for course, start in BEGINNINGS]
EACH = pytest.mark.parametrize(("course", "start"), BEGINNINGS, ids=NAMES)
DAYS = {
    "any": NO_PROFILE,
    "mon-wed-fri": Profile(training_days=(Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY)),
    "tue-thu": Profile(training_days=(Weekday.TUESDAY, Weekday.THURSDAY), days_a_week=2),
    "all-seven": Profile(training_days=tuple(Weekday)),
    "mon-tue-wed": Profile(training_days=(Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY)),
    "weekends": Profile(training_days=(Weekday.SATURDAY, Weekday.SUNDAY)),
    "runs-tue-thu-sun": Profile(run_days=(Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SUNDAY)),
    "runs-mon-wed-fri-sun": Profile(run_days=(Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY, Weekday.SUNDAY)),
    "no-band": Profile(not_at_hand=("band",)),
    "2-times-10": Profile(minutes=10, days_a_week=2),
    "3-times-15": Profile(minutes=15, days_a_week=3),
}
"""What runners have to give."""


def _unclimbed(weeks: Weeks) -> list[tuple[str, str]]:
    return [(routine, exercise) for routine, exercise, level, top in weeks.climbed() if level == 0 < top]


def _too_low(weeks: Weeks) -> list[tuple[str, int, int]]:
    """Routines trained 12 times with less than 60 % of their ladders at the top."""
    found = []
    for name in {routine for routine, *_ in weeks.climbed() if weeks.times(routine) >= 12}:
        ladders = [level == top for routine, _, level, top in weeks.climbed() if routine == name]
        if sum(ladders) < 0.6 * len(ladders):
            found.append((name, sum(ladders), len(ladders)))
    return found


def _keeps_the_days(weeks: Weeks) -> None:
    """Rest in any seven days, no strength on end, no more trainings than the block says."""
    busy, builds = weeks.busy(), weeks.builds()
    assert not [number for number in range(len(busy) - 6) if all(busy[number : number + 7])]
    assert not [number for number, (one, next_) in enumerate(pairwise(builds)) if one and next_]
    assert not [number for number in range(len(builds) - 6) if sum(builds[number : number + 7]) > 3]


@EACH
@pytest.mark.parametrize("between", [True, False], ids=["all-of-it", "due-only"])
def test_twelve_weeks_without_pain_lead_up(course: str, start: Start, between: bool) -> None:
    weeks = follow(course, start=start, between=between)
    assert _unclimbed(weeks) == []
    assert _too_low(weeks) == []
    assert weeks.taken_back() == []
    assert any(weeks.times(name) >= 12 for name in weeks.standing.routines)
    _keeps_the_days(weeks)


@EACH
def test_maintenance_comes_in_time(course: str, start: Start) -> None:
    weeks = follow(course, start=start)
    reached = weeks.first(lambda day: day.phase is Phase.MAINTENANCE)
    assert reached is not None
    if start is HURTS:
        assert reached <= (49 if course == "loose-hips" else 21)


@pytest.mark.parametrize("course", ["steady-hips", "loose-hips", "strong-stride"])
@pytest.mark.parametrize("profile", DAYS.values(), ids=DAYS.keys())
def test_it_fits_the_days_minutes_and_kit(course: str, profile: Profile) -> None:
    weeks = follow(course, start=WELL if course == "strong-stride" else HURTS, profile=profile)
    _keeps_the_days(weeks)
    assert len(weeks.plans) >= 12
    always_out = {
        (plan.routine, step.instead_of or step.exercise.id)
        for plan in weeks.plans
        for step in plan.steps
        if step.trimmed or step.dose is None or step.instead_of
    }
    assert [pair for pair in _unclimbed(weeks) if pair not in always_out] == []
    for plan in weeks.plans:
        assert 2 * len(plan.asked) >= len(plan.steps), plan.routine
        if profile.minutes and plan.kind is not RoutineKind.RUN:
            assert length_s(lay_out(plan, Pacing())) <= 60 * profile.minutes, plan.routine
    if profile.training_days:
        for day in weeks.days:
            trained = [one for one in day.records if isinstance(one, Session) and _trains(weeks, day.block, one)]
            assert not trained or Weekday.of(day.day) in profile.training_days


def _trains(weeks: Weeks, block_id: str | None, record: Session) -> bool:
    course = weeks.standing.course.course
    block = course.block(block_id) if course and block_id else None
    return block is not None and record.routine in block.train


def test_the_blocks_follow_each_other_and_share_a_routine() -> None:
    for course in shipped().courses.values():
        blocks = [block for block in course.blocks if not block.is_acute]
        for one, following in pairwise(blocks):
            assert set(one.train) & {*following.train, *following.between}, (course.id, following.id)
        assert course.sources
        named = {routine for block in course.blocks for routine in (*block.train, *block.between)}
        for routine in named:
            assert set(shipped().routines[routine].sources) & set(course.sources), (course.id, routine)


def test_each_course_is_for_somebody() -> None:
    suits = {course.id: set(course.suits) for course in shipped().courses.values()}
    assert suits["steady-hips"] >= {Concern.PAINFUL, Concern.WEAK}
    assert suits["loose-hips"] == {Concern.TIGHT}
    assert suits["strong-stride"] == {Concern.WELL}


def test_steady_hips_goes_its_way() -> None:
    weeks = follow("steady-hips", start=SHARP, days=130)
    blocks = list(dict.fromkeys(day.block for day in weeks.days))
    assert blocks == ["settle", "foundation", "load", "back-to-running", "keep"]
    assert [pair for pair in _unclimbed(weeks) if pair[0] != "acute-relief"] == []
    assert {routine for routine, _ in weeks.taken_back()} == set()


def test_release_comes_in_the_second_week_and_only_with_its_tool() -> None:
    def ball(weeks: Weeks) -> list[int]:
        return [
            number
            for number, day in enumerate(weeks.days)
            for plan in day.plans
            for step in plan.asked
            if step.exercise.id == "psoas-release"
        ]

    assert min(ball(follow("loose-hips", days=28))) >= 7
    assert ball(follow("loose-hips", days=28, profile=Profile(not_at_hand=("ball",)))) == []


# --- the way back to running ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", [True, False], ids=["all-of-it", "due-only"])
@pytest.mark.parametrize("profile", [DAYS["any"], DAYS["runs-tue-thu-sun"]], ids=["any", "run-days"])
def test_steady_hips_leads_back_to_running(between: bool, profile: Profile) -> None:
    weeks = follow("steady-hips", start=HURTS, days=132, between=between, profile=profile)
    walks = [number for number, day in enumerate(weeks.days) if any(isinstance(one, Walk) for one in day.records)]
    first = weeks.first(lambda day: day.stage >= 1)
    last = weeks.first(lambda day: day.stage >= 15)
    assert len(walks) >= 2
    assert first is not None
    assert walks[1] < first <= 21
    assert last is not None
    assert last - first <= 110
    runs = [number for number, day in enumerate(weeks.days) if any(isinstance(one, Run) for one in day.records)]
    assert all(later - earlier >= 2 for earlier, later in pairwise(runs))
    for number in runs:
        order = [one.routine if isinstance(one, Session) else "run" for one in weeks.days[number].records]
        assert order.index("run") > order.index("before-run")
        assert "after-run" in order[order.index("run") :]


def test_runs_never_count_as_training() -> None:
    weeks = follow("steady-hips", start=HURTS, days=40)
    of_the_run = {"before-run", "after-run", "return-to-run"}
    block = weeks.standing.course
    assert block.course
    assert not any(of_the_run & set(one.train) for one in block.course.blocks)
    assert block.sessions < len([record for record in weeks.records if isinstance(record, Session)])


def test_one_s_own_runs_have_drills_before_and_stretches_after_and_strength_later() -> None:
    profile = Profile(run_days=(Weekday.TUESDAY, Weekday.THURSDAY, Weekday.SUNDAY))
    weeks = follow("strong-stride", start=WELL, profile=profile, days=28)
    runs = [day for day in weeks.days if any(isinstance(one, Run) for one in day.records)]
    assert {Weekday.of(day.day) for day in runs} == set(profile.run_days)
    for day in runs:
        order = [one.routine if isinstance(one, Session) else "run" for one in day.records]
        assert order[:3] == ["runner-drills", "run", "after-run"]
        assert all(weeks.catalogue.routines[name].kind in BUILDING for name in order[3:])


def test_strength_stays_away_from_the_eve_of_the_longest_run() -> None:
    def own_run(day: int, minutes: int) -> Run:
        return Run(at=MORNING + timedelta(days=day - 14, hours=1), run_s=60 * minutes, before=0, worst=0, after=0,
                   morning=0)  # fmt: skip

    # On Saturdays, the long one; the others on Tuesdays.
    runs = tuple(own_run(week + day, 90 if day == 5 else 40) for week in (0, 7) for day in (1, 5))
    weeks = follow("strong-stride", start=WELL, days=7, entries=runs)
    assert sum(weeks.builds()) == 2
    assert not weeks.builds()[4]  # Friday
    without = follow("strong-stride", start=WELL, days=7, entries=tuple(own_run(n, 40) for n in (1, 5, 8, 12)))
    assert sum(without.builds()) == 2


# --- other weeks ----------------------------------------------------------------------------------------------------


def _red_on(weekday: int) -> AnswersOf:
    return lambda day: Light.RED if day.weekday() == weekday else Light.GREEN


@EACH
def test_a_red_a_week_is_settled_first_and_no_day_is_without_a_way_on(course: str, start: Start) -> None:
    weeks = follow(course, start=start, answers=_red_on(2), days=42)
    locked = weeks.first(lambda day: any(one.kind is DayKind.LOCKED for one in day.suggestions))
    until = len(weeks.days) if locked is None else locked
    red_at = None
    for day in weeks.days[:until]:
        for record, suggestion in zip(day.records, day.suggestions, strict=False):
            if red_at is not None and record.at - red_at < timedelta(hours=48):
                assert isinstance(record, Walk) or getattr(record, "routine", None) == "acute-relief"
            assert suggestion.text
        for plan in day.plans:
            assert 2 * len(plan.asked) >= len(plan.steps) or plan.routine == "acute-relief"
            cut = [step for step in plan.asked if step.rule == 9]
            assert not [step.exercise.id for step in cut if step.change is Change.UP]
        if day.light is Light.RED:
            red_at = next(one.at for one in day.records if getattr(one, "worst", 0))
        first = day.first
        assert first.routine or first.runs or first.offers or first.headline
    _keeps_the_days(weeks)


def _mixed(seed: int, share: float) -> AnswersOf:
    chance = random.Random(seed)
    drawn: dict[date, Light | None] = {}

    def answers(day: date) -> Light | None:
        if day not in drawn:
            number = chance.random()
            drawn[day] = Light.AMBER if number < share else None if number < share * 1.5 else Light.GREEN
        return drawn[day]

    return answers


SEEDS = [pytest.param(seed, marks=() if seed < 2 else pytest.mark.soak) for seed in range(60)]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_answers_keep_the_days(seed: int) -> None:
    course, start = BEGINNINGS[seed % len(BEGINNINGS)]
    profile = list(DAYS.values())[seed % len(DAYS)]
    share = (0.2, 0.4, 0.1)[seed % 3]
    weeks = follow(course, start=start, answers=_mixed(seed, share), profile=profile, between=seed % 2 == 0)
    _keeps_the_days(weeks)
    for day in weeks.days:
        for suggestion in day.suggestions:
            assert suggestion.text
            assert suggestion.kind is not DayKind.LOCKED or not day.records


def test_two_weeks_of_flu_step_down_gently_and_go_on() -> None:
    def answers(day: date) -> Light | None:
        return None if 20 <= day_number(day) < 34 else Light.GREEN

    weeks = follow("steady-hips", start=HURTS, answers=answers)
    before, after = weeks.days[19], weeks.days[34]
    assert after.block == before.block == "load"
    assert {name for name, _ in weeks.taken_back()} <= {
        "rehab-foundation",
        "hip-flexor-loading",
        "after-run",
        "return-to-run",
    }
    assert weeks.taken_back()
    assert _unclimbed(weeks) == []
    _keeps_the_days(weeks)


def test_a_pause_is_kept_and_comes_back_with_a_welcome() -> None:
    before = follow("steady-hips", start=HURTS, days=20)
    pause = Event(at=MORNING + timedelta(days=20), kind=EventKind.PAUSE)
    back = Event(at=MORNING + timedelta(days=34), kind=EventKind.PAUSE, until=(MORNING + timedelta(days=34)).date())
    entries = (chosen("steady-hips"), *before.records, pause, back)
    during = follow(None, start=HURTS, days=14, first=MORNING + timedelta(days=20, hours=1), entries=entries[:-1])
    assert {day.first.kind for day in during.days} == {DayKind.PAUSED}
    assert during.records == []
    after = follow(None, start=HURTS, days=7, first=MORNING + timedelta(days=34, hours=1), entries=entries)
    assert after.days[0].first.kind is DayKind.BACK
    assert "14 days, kept" in after.days[0].first.why
    assert after.days[0].plans[0].routine in {"hip-flexor-loading", "rehab-foundation"}
    assert any(step.rule == 8 for step in after.days[0].plans[0].steps)


@pytest.mark.parametrize("course", ["steady-hips", "loose-hips", "strong-stride"])
@pytest.mark.parametrize("weekday", [0, 3])
def test_who_trains_once_a_week_gets_the_first_routine_and_climbs(course: str, weekday: int) -> None:
    def answers(day: date) -> Light | None:
        return Light.GREEN if day.weekday() == weekday else None

    start = WELL if course == "strong-stride" else HURTS
    weeks = follow(course, start=start, answers=answers, between=False, days=TWELVE_WEEKS + 14)
    assert weeks.standing.course.course
    firsts = {block.train[0] for block in weeks.standing.course.course.blocks}
    trained = {one.routine for one in weeks.records if isinstance(one, Session)}
    assert trained <= firsts
    assert weeks.taken_back() == []
    assert any(level for _, _, level, _ in weeks.climbed())
    assert _unclimbed(weeks) == []


@pytest.mark.parametrize("course", ["steady-hips", "loose-hips", "strong-stride"])
def test_every_training_fits_ten_minutes_without_a_band(course: str) -> None:
    profile = Profile(minutes=10, not_at_hand=("band",))
    weeks = follow(course, start=WELL if course == "strong-stride" else HURTS, days=1)
    day = Circumstances(weeks.catalogue, weeks.standing, profile, Pacing())
    for block in weeks.catalogue.courses[course].blocks:
        for name in () if block.is_acute else block.train:
            plan = day.as_usual(name, MORNING + timedelta(days=2))
            if plan.allowed:
                assert 2 * len(plan.asked) >= len(plan.steps), name
                assert length_s(lay_out(plan, Pacing())) <= 600, name


@pytest.mark.parametrize("train", ["hip-flexor-loading", "psoas-care"])
def test_a_course_of_loading_alone_finds_its_way_on_after_a_red(train: str) -> None:
    course = shipped().courses["steady-hips"]
    loading = replace(course.blocks[2], train=(train,), until=None, between=(), running=None)
    known = replace(shipped(), courses={"own": replace(course, id="own", blocks=(loading,))})
    weeks = follow("own", answers=lambda day: Light.RED if day_number(day) == 2 else Light.GREEN, days=28,
                   catalogue=known)  # fmt: skip
    after = [plan for day in weeks.days[3:] for plan in day.plans if plan.kind in BUILDING]
    assert after[0].routine == "rehab-foundation"
    assert {plan.routine for plan in after[2:]} == {train}
    assert all(2 * len(plan.asked) >= len(plan.steps) for plan in after)
