"""Training: what the front ends ask for outside a running session."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.exercises.caps import Caps, Limit
from coach.domain.exercises.course import Concern
from coach.domain.exercises.dose import ladder
from coach.domain.exercises.routine import Phase
from coach.domain.records.answers import Answers
from coach.domain.records.entries import CheckIn, EventKind, Quality, Run, Session, Stopped, Unreadable, Walk
from coach.domain.records.history import Start
from coach.domain.records.morning import last_night
from coach.domain.records.profile import Profile, profile_to_plain
from coach.domain.rules.light import Light
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library
from coach.plain.plan_lines import fitted_lines
from coach.services.today import foretold, next_run, next_training_line
from coach.services.training import Training
from coach.store import Store
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

NOW = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)


@pytest.fixture
def training(library: Library) -> Training:
    return Training(library, MemoryStore(), FixedClock(NOW), Settings(explain=False))


def record(days_ago: float, routine: str = "psoas-care", **answers: object) -> Session:
    given = {"before": 1, "worst": 2, "after": 1, "morning": 1, "done": 1.0, "effort": 5} | answers
    return Session(id=f"s{days_ago}", at=NOW - timedelta(days=days_ago), routine=routine, **given)  # type: ignore[arg-type]


def keep(training: Training, *records: Session) -> None:
    training.store.add(records)
    training.forget()


def test_the_suggestion_rests_a_day_between_strength_and_says_why(training: Training) -> None:
    keep(training, record(1))
    due = training.today.suggestion()
    assert (due.routine, "strength grows in the day between" in due.why) == (None, True)
    offered = [offer.routine for offer in due.offers]
    assert [training.catalogue.routines[name].kind for name in offered] == ["stretch"]
    keep(training, record(0.1, "hip-flexor-stretches"))
    assert training.today.suggestion().routine is None


def test_the_next_training_is_as_the_days_ahead_have_it_not_as_the_week_would(training: Training) -> None:
    training.courses.choose("steady-hips")
    assert training.today.suggestion() == foretold(training)
    training.runner.change_profile(lambda _: Profile(not_at_hand=("mat",)))
    assert training.today.suggestion().following == "Next training: tomorrow."
    assert foretold(training).following == "No training within the next seven days."
    assert next_training_line(training, training.courses.ahead(3)) == "No training within the next seven days."


def test_what_is_only_offered_moves_no_day_ahead(training: Training) -> None:
    training.courses.choose("steady-hips")
    keep(training, record(0.5, "rehab-foundation", worst=7))
    ahead = training.courses.ahead(8)
    assert [offer.routine for day in ahead for offer in day.first.offers if offer.routine == "acute-relief"]
    promised = next(day for day in ahead[1:] if day.trains)
    training.clock.move((promised.day - NOW.date()).days * 86400)  # type: ignore[attr-defined]
    keep(training, *(one for day in ahead if day.day < promised.day for one in day.records))  # type: ignore[misc]
    assert training.today.suggestion().kind == promised.first.kind


def test_the_kit_of_the_next_block_is_asked_about_in_the_second_week_or_after_half_of_the_trainings(
    training: Training,
) -> None:
    training.runner.change_profile(lambda _: Profile(concern=Concern.PAINFUL))
    training.courses.choose("steady-hips")
    assert training.course_questions.kit_ahead() == ("", frozenset()), "not on the first day"
    keep(training, record(-0.1, "rehab-foundation"))
    training.clock.move(6 * 86400)  # type: ignore[attr-defined]
    assert training.course_questions.kit_ahead() == ("", frozenset())
    training.clock.move(2 * 86400)  # type: ignore[attr-defined]
    block, kit = training.course_questions.kit_ahead()
    assert (block, "band" in kit) == ("Load", True)


def test_what_waited_longest_is_due(training: Training) -> None:
    names = [r.id for r in training.catalogue.routines.values() if r.suggest and "recovery" in r.phases]
    keep(training, *(record(20 - place, name) for place, name in enumerate(names)))
    first_strength = training.today.suggestion().routine
    assert first_strength == names[0]


def test_after_a_red_only_relief_is_suggested(training: Training) -> None:
    keep(training, record(1, quality=Quality.SHARP))
    due = training.today.suggestion()
    assert due.routine == "acute-relief"


def test_a_flag_locks_at_once_and_only_a_word_unlocks(training: Training) -> None:
    training.records.tick_flags(frozenset({"groin-lump"}))
    plan = training.today.plan("psoas-care")
    assert (plan.allowed, plan.locked, plan.instead) == (False, True, None)
    assert training.today.suggestion().routine is None
    training.clock.move(60)  # type: ignore[attr-defined]
    training.records.unlock("seen, and may train again")
    assert training.today.plan("psoas-care").allowed
    kinds = [(entry.kind, entry.note) for entry in training.history().entries]  # type: ignore[attr-defined]
    assert kinds == [(EventKind.RED_FLAG, None), (EventKind.UNLOCKED, "seen, and may train again")]


def test_a_record_that_was_removed_meanwhile_comes_back_with_its_answers(training: Training) -> None:
    kept = record(1, worst=None, after=None)
    keep(training, kept)
    training.store.remove(kept.id)
    answered = training.pain_checks.answer(kept, Answers(worst=0, after=0, effort=4))
    assert training.store.history().entries == (answered,)
    assert (answered.quality, answered.gait_changed, answered.painful) == (Quality.NONE, False, ())


@pytest.fixture(params=["memory", "database"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    kept: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "coach.db")
    yield kept
    kept.close()


def test_a_record_edited_or_deleted_changes_every_later_plan(library: Library, store: Store) -> None:
    """As if it had always been so: the plan is that of a history which never knew the other record."""

    def doses(training: Training) -> list[object]:
        training.forget()
        return [(step.dose, step.rule, step.records) for step in training.today.plan("psoas-care").steps]

    def never_otherwise(*records: Session) -> list[object]:
        fresh = Training(library, MemoryStore(), FixedClock(NOW), Settings())
        fresh.store.add(records)
        return doses(fresh)

    training = Training(library, store, FixedClock(NOW), Settings())
    first, second, third = record(7), record(5), record(3)
    keep(training, first, second, third)
    seen = [doses(training)]
    assert seen[0] == never_otherwise(first, second, third)
    reddened = replace(first, worst=5, before=1, painful=("plank",))
    for edited, known in (
        (reddened, (reddened, second, third)),
        (replace(second, morning=None), (reddened, replace(second, morning=None), third)),
    ):
        store.replace(edited)
        seen.append(doses(training))
        assert seen[-1] == never_otherwise(*known)
    store.remove(third.id)
    seen.append(doses(training))
    assert seen[-1] == never_otherwise(reddened, replace(second, morning=None))
    assert len({str(each) for each in seen}) == len(seen)


def test_the_outlook_is_that_of_the_day_it_is_due(training: Training) -> None:
    done = record(0, worst=4, before=2, painful=("bridge-march",), morning=None)
    keep(training, done)
    outlook = training.today.outlook(done)
    assert outlook is not None
    assert outlook.plan.at == NOW + timedelta(days=2)
    assert outlook.plan.light is Light.AMBER


def test_a_session_left_in_the_middle_is_offered_and_then_becomes_a_record(training: Training) -> None:
    clock = training.clock
    assert isinstance(clock, FixedClock)
    workout = training.sessions.begin(training.today.plan("desk-break"), CheckIn(before=1))
    for _ in range(35):
        clock.move(1)
        workout.tick()
    offered = training.sessions.interrupted()
    assert offered is not None
    assert offered.state.results == workout.state.results
    clock.move(4 * 3600)
    assert training.sessions.interrupted() is None
    (kept,) = training.history().entries
    assert isinstance(kept, Session)
    assert (kept.stopped, kept.before, kept.done) == (Stopped.INTERRUPTED, 1, 0.25)


def test_a_session_in_which_nothing_was_done_leaves_nothing(training: Training) -> None:
    workout = training.sessions.begin(training.today.plan("desk-break"), CheckIn())
    assert training.sessions.conclude(workout.ongoing) is None
    assert training.history().entries == training.store.checkpoints() == ()


# --- the runner -------------------------------------------------------------------------------------------------------


def test_what_an_older_coach_kept_of_the_kit_is_still_known_and_moves_into_the_profile(training: Training) -> None:
    training.store.write("not-at-hand", ["band"])
    assert training.not_at_hand() == frozenset({"band"})
    training.runner.set_at_hand({"band", "bar"}, set())
    training.forget()
    assert training.profile().not_at_hand == ("band", "bar")
    assert training.store.read("profile") == profile_to_plain(training.profile())


def test_a_routine_whose_kit_is_missing_is_not_proposed_while_another_fits(training: Training) -> None:
    assert training.today.suggestion().routine == "psoas-care"
    training.runner.change_profile(lambda _: Profile(not_at_hand=("band",)))
    due = training.today.suggestion().routine
    assert due is not None
    assert "band" not in training.catalogue.kit(training.catalogue.routines[due])
    training.runner.change_profile(
        lambda _: Profile(not_at_hand=("band", "ball", "box", "chair", "doorway", "mat", "towel", "wall"))
    )
    assert training.today.suggestion().routine is not None, "where nothing fits, the best of all the same"


def test_a_routine_that_cannot_be_trimmed_to_the_minutes_is_not_proposed(training: Training) -> None:
    training.runner.change_profile(lambda _: Profile(minutes=1))
    assert training.today.suggestion().routine is not None
    training.runner.change_profile(lambda _: Profile(minutes=5))
    due = training.today.suggestion().routine
    assert due is not None
    plan = training.today.fitted(training.today.plan(due), 5, frozenset())
    assert training.today.minutes(plan) <= 5


def test_what_is_mostly_out_after_an_amber_or_avoided_is_not_proposed(training: Training) -> None:
    training.runner.change_profile(lambda _: Profile(avoid=("kneeling", "lying", "hands", "sitting")))
    due = training.today.suggestion().routine
    assert due is not None
    plan = training.today.fitted(training.today.plan(due), None, frozenset())
    assert 2 * len(plan.asked) >= len(plan.steps)


def test_a_fitted_plan_leaves_a_refused_one_alone(training: Training) -> None:
    training.runner.change_profile(lambda _: Profile(avoid=("kneeling",)))
    refused = training.today.plan("psoas-care", CheckIn(before=8))
    assert training.today.fitted(refused, None, frozenset()) == refused


def test_a_swap_ends_with_the_day_and_is_planned_with_its_check_in(training: Training) -> None:
    plan = training.today.plan("psoas-care")
    swapped = training.today.fitted(plan, None, frozenset(), swaps={4: "dead-bug"})
    assert swapped.steps[4].exercise.id == "dead-bug"
    assert training.today.fitted(plan, None, frozenset()) == plan
    offered = training.today.substitutes(plan, 4, CheckIn(), frozenset({"mat"}))
    assert all("mat" not in step.exercise.needs for step in offered)


def test_who_has_said_or_done_nothing_is_new(training: Training) -> None:
    assert training.runner.is_new()
    training.runner.change_start(lambda _: Start(usual_morning=2))
    assert not training.runner.is_new()
    assert training.history().start == Start(usual_morning=2)


def test_one_with_a_profile_or_a_history_is_not_new(library: Library) -> None:
    for known in ("profile", "history"):
        training = Training(library, MemoryStore(), FixedClock(NOW), Settings())
        if known == "profile":
            training.runner.change_profile(lambda _: Profile())
        else:
            keep(training, record(1))
        assert not training.runner.is_new()


@pytest.mark.parametrize("records", [0, 1, 3, 12])
def test_a_preview_is_the_plan_that_this_catalogue_would_give(training: Training, records: int) -> None:
    names = ("psoas-care", "core-and-hips", "hip-flexor-stretches")
    keep(training, *(record(2 * n + 1, names[n % 3], painful=("plank",) * (n % 2)) for n in range(records)))
    for routine in training.catalogue.routines:
        plan, minutes = training.today.preview(training.catalogue, routine)
        really = training.today.plan(routine)
        assert minutes == training.today.minutes_as_begun(really)
        assert replace(plan, steps=really.steps) == really
        if really.allowed:
            assert plan.steps == really.steps


def test_a_preview_is_under_the_catalogue_s_caps(training: Training) -> None:
    capped = replace(training.catalogue, caps=Caps(group="club", every=Limit(sets=1, hold_s=15), strength_days=3))
    training.use(replace(training.library, catalogue=capped))
    keep(training, record(1, "core-and-hips"))
    for routine in capped.routines:
        plan, minutes = training.today.preview(capped, routine)
        really = training.today.plan(routine)
        assert (plan.allowed, plan.reasons, minutes) == (
            really.allowed,
            really.reasons,
            training.today.minutes_as_begun(really),
        )
        assert all(step.dose is None or step.dose.sets == 1 for step in plan.steps if step.walk_s is None)
    assert not training.today.preview(capped, "core-and-hips")[0].allowed


@pytest.mark.parametrize("avoids", [True, False])
def test_a_band_that_is_avoided_or_not_at_hand_is_not_planned_as_resistance_either(
    training: Training, avoids: bool
) -> None:
    plan = training.today.plan("rehab-foundation")
    (place,) = (index for index, step in enumerate(plan.steps) if len(step.prescription.resistance) > 1)
    step = plan.steps[place]
    level = ladder(step.prescription)[-1]
    earned = replace(step, dose=level, level=level)
    plan = replace(plan, steps=(*plan.steps[:place], earned, *plan.steps[place + 1 :]))
    assert earned.resistance == "light band"
    if avoids:
        training.runner.change_profile(lambda _: Profile(avoid=("band",)))
    fitted = training.today.fitted(plan, None, frozenset() if avoids else frozenset({"band"})).steps[place]
    assert (fitted.exercise, fitted.resistance, fitted.trimmed) == (step.exercise, "no band", True)
    (line,) = fitted_lines(plan, replace(plan, steps=(*plan.steps[:place], fitted, *plan.steps[place + 1 :])))
    assert line.startswith(f"Lighter today: {step.exercise.name}, ")
    assert "Light band needs what you " in line


def test_what_another_coach_of_the_runner_kept_is_caught_up_with(library: Library, tmp_path: Path) -> None:
    here, there = (Training(library, SqliteStore(tmp_path / "coach.db"), FixedClock(NOW), Settings()) for _ in range(2))
    told: list[bool] = []
    here.changed = lambda: told.append(True)
    assert here.today.plan("psoas-care").allowed
    assert not here.catch_up()
    there.records.log(replace(record(0.1, worst=7, after=5), id=""))
    assert here.catch_up()
    assert not here.today.plan("psoas-care").allowed
    assert here.history() == there.history()
    assert not here.catch_up()
    there.store.write("a fact of no matter", 1)
    assert not here.catch_up()
    there.runner.change_profile(lambda _: Profile(minutes=10))
    assert here.catch_up()
    assert here.profile().minutes == 10
    assert told == []  # whoever kept it has told already
    for each in (here, there):
        each.store.close()


def test_the_next_run_is_of_the_stage_that_it_will_have_by_then(training: Training) -> None:
    """A week at a stage may be over before the run is allowed: what is shown is what will be planned."""
    sessions = [record(days, daily_life_pain_free=True) for days in (20, 18, 16)]
    walks = [Walk(at=NOW - timedelta(days=days), minutes=30, limp=False, before=0, morning=0) for days in (15, 14)]
    runs = [
        Run(id=f"r{days}", at=NOW - timedelta(days=days), stage=1, before=0, worst=0, after=0, morning=0)
        for days in (6.9, 4, 2)
    ]
    training.store.add([*sessions, *walks, *runs])
    training.forget()
    now, later = training.today.run_plan(), next_run(training)
    assert (now.allowed, now.stage) == (later.allowed, later.stage - 1) == (False, 1)
    assert later.earliest is not None
    then = training.today.run_plan(later.earliest)
    assert (then.allowed, then.stage, then.run_s) == (True, later.stage, later.run_s)


def test_of_what_two_coaches_are_told_at_once_nothing_is_lost(library: Library, tmp_path: Path) -> None:
    """Each knows the runner as they were before the other was told anything."""
    here, there = (Training(library, SqliteStore(tmp_path / "coach.db"), FixedClock(NOW), Settings()) for _ in range(2))
    here.store.add([record(1, worst=None, after=None, effort=None, morning=None)])
    here.store.write("profile", profile_to_plain(Profile(minutes=20, not_at_hand=("band",))))
    (known,) = there.history().entries
    assert isinstance(known, Session)
    assert here.profile() == there.profile()
    night = last_night(there.history(), NOW)
    assert night is not None
    answered = here.pain_checks.answer(known, Answers(worst=3, after=1, effort=5))
    assert there.records.answer_morning(night, 2) == (replace(answered, morning=2),)
    assert there.history().entries == (replace(answered, morning=2),)
    here.runner.set_at_hand({"ball"}, set())
    there.runner.set_at_hand({"band", "box"}, {"band"})
    here.runner.change_profile(lambda profile: replace(profile, minutes=10))
    assert here.profile() == Profile(minutes=10, not_at_hand=("ball", "box"))
    here.runner.change_start(lambda start: replace(start, phase=Phase.ACUTE))
    there.runner.change_start(lambda start: replace(start, usual_morning=2))
    assert there.history().start == Start(Phase.ACUTE, 2)
    for each in (here, there):
        each.store.close()


def test_the_day_of_what_cannot_be_read_is_that_of_the_zone_that_the_runner_is_in(training: Training) -> None:
    row = Unreadable(at=NOW - timedelta(hours=10), id="bad", what="session", why="its text is damaged")
    training.store.take_unreadable([row])  # type: ignore[attr-defined]
    assert [each.at.date() for each in training.history().unreadable] == [NOW.date()]
    west = timezone(-timedelta(hours=10))
    training.clock = FixedClock(NOW.astimezone(west))
    assert [each.at.date() for each in training.history().unreadable] == [NOW.date() - timedelta(days=1)]
