"""In any state that a runner may be in, all that is computed and said comes out, and is fit to be read."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, note
from hypothesis import settings as examples
from msgspec.structs import replace

from coach.domain.courses.progress import label
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.domain.planning.plan import Plan, why_empty
from coach.domain.records.entries import NO_CHECK_IN, Answered, Unreadable, is_judged
from coach.domain.shared_page import shared_page_lines
from coach.domain.teaching.lessons import Card
from coach.domain.today.day_words import day_in_words
from coach.domain.today.in_short import changes_in_short
from coach.domain.today.refusal_words import in_two_words
from coach.domain.today.setback import setback
from coach.plain.around.course_lines import day_line, standing_lines
from coach.plain.around.routine_list import routine_lines
from coach.plain.around.today_lines import strip_sentences, today_lines
from coach.plain.around.weeks import sentences
from coach.plain.plan_lines import fitted_lines, outlook_lines, plan_lines, profile_lines, verdict_lines
from coach.services.sharing import Sharing
from coach.services.today import next_run
from coach.services.training import Training
from coach.services.trouble.unreadable_rows import lines as unread_lines
from coach.services.weeks import corrections
from coach.services.weeks.days import days_of_week, record_lines
from coach.services.weeks.markdown import markdown
from coach.services.weeks.page_names import PAGES
from coach.services.weeks.spoken import report_lines
from coach.services.weeks.whole import page_lines
from tests.states import State, states, training_in
from tests.wording import marks, texts_of

AHEAD = 9
"""Days that are followed: more than a week."""


def said_today(training: Training) -> Iterator[str]:
    today, standing = training.today, training.standing()
    due = today.suggestion()
    assert due.why or due.headline, due
    yield from texts_of(due)
    yield from (str(due.text), str(due.headline))
    yield from today_lines(training)
    yield from texts_of((today.run_plan(), next_run(training), today.questions()))
    yield from (training.runner.wanting(), label(standing, training.clock.now()))
    yield from routine_lines(training)
    yield from unread_lines(training)
    if standing.lock.is_on:
        yield standing.lock.in_words()


def said_of_plans(training: Training) -> Iterator[str]:
    today = training.today
    for name in training.catalogue.routines:
        plan = today.plan(name)
        minutes = today.minutes_as_begun(plan)
        assert minutes >= 1 or not plan.allowed or why_empty(plan), name
        assert minutes >= 1 or name != today.suggestion().routine, "nothing is due of which nothing is left"
        refused = today.refused(name)
        assert (refused is None) == plan.allowed, name
        if refused is not None:
            assert in_two_words(refused), name
            yield in_two_words(refused)
        else:
            assert plan.steps, name
        whole, _ = today.preview(training.catalogue, name)
        for each in (plan, whole):
            yield from of_plan(each)
            yield from plan_lines(each, minutes)
        taken = setback(plan, training.standing())
        yield changes_in_short(plan, taken)
        yield from texts_of(taken)
        if plan.allowed:
            for fitted in (today.as_begun(plan), today.fitted(plan, 5, {"mat", "band"})):
                yield from of_plan(fitted)
                yield from fitted_lines(plan, fitted)
            for index in range(min(3, len(plan.steps))):
                for step in today.substitutes(plan, index, NO_CHECK_IN, frozenset()):
                    yield from texts_of(step, (Exercise, Routine))


def of_plan(plan: Plan) -> Iterator[str]:
    assert plan.allowed or plan.reasons, plan.routine
    for step in plan.steps:
        assert step.why, (plan.routine, step.name)
        for dose in (step.dose, step.level):
            assert dose is None or (
                dose.sets >= 1 and ((dose.reps or 0) >= 1 or (dose.hold_s or 0) >= 1 or step.prescription.max_hold)
            ), step
    yield from texts_of(plan, (Exercise, Routine))


def said_of_the_course(training: Training) -> Iterator[str]:
    courses = training.courses
    ahead = courses.ahead(AHEAD)
    assert len(courses.strip()) == 15
    yield from strip_sentences(courses.strip())
    yield from texts_of(courses.strip(ahead))
    for day in ahead:
        assert day_in_words(day)
        yield day_in_words(day)
        yield day_line(day, training)
        yield from texts_of(day.suggestions)
    yield from (courses.label(), courses.overlong(), courses.way_to_running())
    yield from texts_of((courses.needs(), courses.pause))
    yield training.course_questions.kit_ahead()[0]
    yield from standing_lines(training)
    for course in courses.proposals():
        for day in training.today.each_ahead(3, course.id):
            yield day_in_words(day)


def said_of_the_weeks(training: Training) -> Iterator[str]:
    weeks = training.weeks
    for name in PAGES:
        lines = [*page_lines(training, name)]
        assert lines, name
        yield from lines
        yield from sentences(training, name)
    yield from texts_of(weeks.changes())
    report = weeks.report()
    yield from texts_of(report)
    yield from report_lines(report)
    yield from markdown(report).split("\n")
    yield from shared_page_lines(Sharing(training, None).page(), training.clock.now())


def said_of_records(training: Training) -> Iterator[str]:
    for entry in training.history().entries:
        lines = record_lines(training, entry)
        assert all(lines), lines
        yield from lines
        if isinstance(entry, Unreadable):
            continue
        yield training.records.in_full(entry) if isinstance(entry, Answered) else ""
        yield training.records.light_of(entry)
        if is_judged(entry):
            verdict = training.records.verdict(entry)
            assert verdict is not None
            yield from verdict_lines(verdict)
            yield from training.records.milestones(entry)
            outlook = training.today.outlook(entry)
            if outlook is not None:
                yield from outlook_lines(outlook, training.today.plan(outlook.plan.routine))
        if isinstance(entry, Answered):
            assert corrections.questions_of(entry, training)
    for back in (0, 7):
        for _, day in days_of_week(training, training.clock.now().date() - timedelta(days=back)):
            yield from day
    for missed in training.pain_checks.incomplete():
        yield training.pain_checks.words(missed)
    yield from training.pain_checks.open_words()
    yield from (training.pain_checks.morning_words(night) for night in training.pain_checks.open_mornings())
    for undoable in corrections.undoable(training):
        yield undoable.words


def said_of_a_correction(training: Training) -> Iterator[str]:
    judged = [entry for entry in training.history().entries if is_judged(entry)]
    if judged:
        yield from texts_of(
            corrections.consequences(training, judged[-1], replace(judged[-1], worst=6)), (Exercise, Routine)
        )


def said_besides(training: Training) -> Iterator[str]:
    yield from profile_lines(training.profile(), training.history().start)
    measuring = training.measuring
    yield from (measuring.not_today(), *measuring.due(), *measuring.matters)
    yield from texts_of((measuring.due_checks(), measuring.checks()))
    card: Card | None = training.learning.look_for_offer()
    assert card is None or card.title


SAID = {
    "today": said_today,
    "plans": said_of_plans,
    "course": said_of_the_course,
    "weeks": said_of_the_weeks,
    "records": said_of_records,
    "correction": said_of_a_correction,
    "besides": said_besides,
}


def check(state: State) -> None:
    """All that is said in this state. Raises AssertionError with what is not fit to be read."""
    training = training_in(state)
    training.sessions.waiting()
    for where, say in SAID.items():
        note(where)
        wrong = [found for line in say(training) for found in marks(line)]
        assert not wrong, (where, wrong[:5])


@given(states())
@examples(max_examples=12, derandomize=True)  # the same each time: chance is for the soak
def test_whatever_is_said_in_any_state_can_be_read(state: State) -> None:
    check(state)


@pytest.mark.soak
@given(states())
@examples(max_examples=1000)
def test_a_thousand_states(state: State) -> None:
    check(state)
