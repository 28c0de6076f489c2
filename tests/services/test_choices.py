"""What a runner chooses for today: the minutes, the kit, the swaps; and what a changed routine leaves of them."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import NO_CHECK_IN, CheckIn
from coach.domain.records.profile import Profile
from coach.library.formats.settings.settings_file import Settings
from coach.library.shelf.library import Library
from coach.services.choices import Choices
from coach.services.questions.said_today import SaidToday
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

NOW = datetime(2026, 11, 10, 18, 0, tzinfo=UTC)
ROUTINE = "psoas-care"


@pytest.fixture
def training(library: Library) -> Training:
    return Training(library, MemoryStore(), FixedClock(NOW), Settings(explain=False))


def with_usual(training: Training, minutes: int | None) -> Choices:
    training.runner.change_profile(lambda _: Profile(minutes=minutes))
    return Choices(training, ROUTINE)


@pytest.mark.parametrize(
    ("usual", "in_turn"),
    [(None, [5, 10, 20, None, 5]), (15, [20, None, 5, 10, 15]), (20, [None, 5, 10, 20, None])],
)
def test_minutes_go_round_from_the_usual_ones(training: Training, usual: int | None, in_turn: list[int | None]) -> None:
    choices = with_usual(training, usual)
    assert choices.minutes == usual
    chosen = []
    for _ in in_turn:
        choices.next_minutes()
        chosen.append(choices.minutes)
    assert chosen == in_turn


def test_minutes_that_are_offered_no_more_give_way_to_the_first(training: Training) -> None:
    choices = with_usual(training, 15)
    training.runner.change_profile(lambda _: Profile())
    choices.next_minutes()
    assert choices.minutes is None


def test_less_time_makes_a_shorter_plan_of_the_same_rules(training: Training) -> None:
    choices = Choices(training, ROUTINE)
    whole, lasts = choices.make(NO_CHECK_IN), choices.lasts
    choices.minutes = 5
    short = choices.make(NO_CHECK_IN)
    assert choices.lasts < lasts
    assert len(short.asked) < len(whole.asked)
    assert choices.by_rules == whole


def test_kit_that_is_not_at_hand_is_kept_for_the_next_time_and_only_of_what_is_needed(training: Training) -> None:
    training.runner.set_at_hand({"treadmill"}, frozenset())
    choices = Choices(training, "psoas-care")
    needs = choices.needs
    assert needs
    choices.set_at_hand(needs, frozenset(needs[1:]))
    assert choices.missing == {"treadmill", needs[0]}
    assert Choices(training, "psoas-care").missing == choices.missing


def test_swaps_stay_where_the_routine_stayed_as_it_was(training: Training) -> None:
    choices = Choices(training, ROUTINE)
    plan = choices.make(NO_CHECK_IN)
    ids = [step.exercise.id for step in plan.steps]
    choices.swap({0: "a", len(ids) - 1: "b"}, of=plan)
    catalogue = training.catalogue
    routine = catalogue.routines[ROUTINE]
    steps = (replace(routine.steps[0], exercise=routine.steps[1].exercise), *routine.steps[1:])
    routines = {**catalogue.routines, ROUTINE: replace(routine, steps=steps)}
    training.use(replace(training.library, catalogue=replace(catalogue, routines=routines)))
    choices.make(NO_CHECK_IN)
    assert choices.swaps == {len(ids) - 1: "b"}
    choices.swap({1: "late"}, of=plan)
    assert choices.swaps == {len(ids) - 1: "b"}, "chosen from a routine that is no more"


def test_what_is_refused_has_a_plan_and_nothing_to_choose(training: Training) -> None:
    choices = Choices(training, "core-and-hips")
    assert choices.is_open, "as far as is known"
    plan = choices.make(CheckIn(before=8))
    assert not choices.is_open
    assert plan is choices.by_rules
    assert choices.lasts == 0
    assert choices.instead == plan.instead


def test_a_routine_that_has_gone_is_no_run_and_needs_nothing(training: Training) -> None:
    gone = Choices(training, "gone")
    assert not gone.is_run
    assert gone.needs == ()
    with pytest.raises(KeyError):
        gone.make(NO_CHECK_IN)


def test_what_is_said_is_kept_for_the_day_but_for_pain_now(training: Training) -> None:
    said = SaidToday(training)
    said.tell("before", 3)
    said.tell("daily_life_pain_free", True)
    said.tell_apart((2, None))
    assert said.tell_signs(frozenset({"limp"})) is False
    assert said.check_in == CheckIn(
        before=3, sharp=False, limp=True, painkiller=False, daily_life_pain_free=True, red_flags=(), soreness=2
    )
    again = SaidToday(training).answers
    assert again == said.answers.answering("before", None)
    assert SaidToday(training, said.answers).answers == said.answers


def test_a_new_warning_sign_goes_on_record_once(training: Training) -> None:
    said = SaidToday(training)
    assert said.tell_signs(frozenset({"cannot-bear-weight"})) is True
    assert said.tell_signs(frozenset({"cannot-bear-weight", "limp"})) is False
    assert len(training.history().entries) == 1
    assert training.standing().lock.is_on
