"""A plan made to fit the minutes and the kit there are: sets first, then steps by priority."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.exercise import Sides
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, length_s
from coach.domain.today.trim import MINUTES_OFFERED, fit

from ..builders import asked, exercise, hold, plan_of, short
from ..strategies import PACINGS, asked_steps

NO_LEAD_INS = Pacing(get_ready_s=0, switch_s=0)


def minute(name: str, *, sets: int = 1, priority: int = 5, needs: tuple[str, ...] = ()) -> PlannedStep:
    """An exercise whose every set lasts a minute, without rest."""
    made = exercise(name, hold(60, sets=(sets, sets), rest=0), needs=needs)
    return asked(made, priority=priority)


def sets_of(plan: Plan) -> str:
    """The sets of every step, such as ``a2 b0``."""
    return " ".join(f"{step.exercise.id}{step.dose.sets if step.dose else 0}" for step in plan.steps)


TRIMMED = {
    "it fits": (plan_of(minute("a", sets=3), minute("b", sets=2)), 5, "a3 b2"),
    "a set less of the one with the most": (plan_of(minute("a", sets=4), minute("b", sets=2)), 5, "a3 b2"),
    "of equals the later": (plan_of(minute("a", sets=3), minute("b", sets=3)), 5, "a3 b2"),
    "a set less of what can best be spared": (
        plan_of(minute("a", sets=3, priority=1), minute("b", sets=3, priority=9)),
        4,
        "a3 b1",
    ),
    "sets of all before any step": (
        plan_of(minute("a", sets=3, priority=1), minute("b", sets=3, priority=9)),
        2,
        "a1 b1",
    ),
    "then the step of the highest number": (
        plan_of(minute("a", priority=5), minute("b", priority=9), minute("c", priority=1)),
        2,
        "a1 b0 c1",
    ),
    "of equals the later step": (plan_of(minute("a"), minute("b"), minute("c")), 1, "a1 b0 c0"),
    "the last step stays, however long": (
        plan_of(minute("a", priority=9), minute("b", sets=2, priority=1)),
        0,
        "a0 b1",
    ),
}


@pytest.mark.parametrize(("plan", "minutes", "expected"), TRIMMED.values(), ids=TRIMMED)
def test_trim_to_minutes(plan: Plan, minutes: int, expected: str) -> None:
    assert sets_of(fit(plan, NO_LEAD_INS, minutes=minutes)) == expected


def test_what_was_trimmed_is_marked_and_the_rest_is_not() -> None:
    plan = fit(plan_of(minute("a", sets=2), minute("b", priority=9), minute("c")), NO_LEAD_INS, minutes=2)
    assert [(short(step.dose), step.trimmed) for step in plan.steps] == [
        ("1x60s", True),
        ("out", True),
        ("1x60s", False),
    ]


def test_a_plan_that_fits_is_left_alone() -> None:
    plan = plan_of(minute("a", sets=5))
    assert fit(plan, NO_LEAD_INS, minutes=5) == plan
    assert fit(plan, NO_LEAD_INS) == plan


def test_missing_kit_leaves_steps_out() -> None:
    plan = plan_of(minute("a", needs=("band", "mat")), minute("b", needs=("mat",)), minute("c"))
    fitted = fit(plan, NO_LEAD_INS, missing=frozenset({"band"}))
    assert [(step.dose is None, step.trimmed) for step in fitted.steps] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_where_all_needs_what_is_missing_nothing_is_asked() -> None:
    fitted = fit(plan_of(minute("a", needs=("bar",))), NO_LEAD_INS, minutes=5, missing=frozenset({"bar"}))
    assert fitted.asked == ()


def test_what_is_out_by_rule_is_not_called_trimmed() -> None:
    out = replace(minute("a", needs=("bar",)), dose=None)
    fitted = fit(plan_of(out, minute("b")), NO_LEAD_INS, minutes=5, missing=frozenset({"bar"}))
    assert [step.trimmed for step in fitted.steps] == [False, False]


def test_lead_ins_count() -> None:
    plan = plan_of(asked(exercise("a", hold(60, sets=(2, 2), rest=30), sides=Sides.EACH)))
    assert length_s(lay_out(plan, Pacing())) == 10 + 2 * (60 + 30 + 60) + 5
    assert sets_of(fit(plan, Pacing(), minutes=5)) == "a1", "15 seconds too long"


@given(st.lists(asked_steps(), min_size=1, max_size=5), PACINGS, st.sampled_from(MINUTES_OFFERED))
def test_a_trimmed_plan_fits_or_is_as_short_as_can_be(steps: list[PlannedStep], pacing: Pacing, minutes: int) -> None:
    plan = plan_of(*steps)
    fitted = fit(plan, pacing, minutes=minutes)
    assert fitted.asked
    if length_s(lay_out(fitted, pacing)) > minutes * 60:
        assert [step.dose.sets for step in fitted.asked if step.dose] == [1]
    any_step_gone = len(fitted.asked) < len(steps)
    for before, after in zip(plan.steps, fitted.steps, strict=True):
        assert after.trimmed == (after.dose != before.dose)
        assert before.dose
        if after.dose:
            assert after.dose == replace(before.dose, sets=after.dose.sets)
            assert 1 <= after.dose.sets <= before.dose.sets
            assert not any_step_gone or after.dose.sets == 1, "sets go before steps"


@given(st.lists(asked_steps(), min_size=2, max_size=5), PACINGS, st.sampled_from(MINUTES_OFFERED))
def test_no_step_stays_that_can_better_be_spared(steps: list[PlannedStep], pacing: Pacing, minutes: int) -> None:
    fitted = fit(plan_of(*steps), pacing, minutes=minutes)
    gone = [step.priority for step in fitted.steps if step.dose is None]
    assert not gone or min(gone) >= max(step.priority for step in fitted.asked)
