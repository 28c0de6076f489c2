"""What was done elsewhere: what each kind of thing is asked, what cannot be, and the record that comes of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from coach.domain.activity_log.log_answers import LogAnswers, belonging, foreign, wrong
from coach.domain.activity_log.log_questions import is_open, offered_stage, prompts
from coach.domain.activity_log.log_times import PartOfDay, logged_at, wrong_time
from coach.domain.activity_log.logged_kinds import ACTIVITIES, LoggedKind, LogKind, thing_of, words
from coach.domain.activity_log.logged_record import as_planned, filled_in, logged_record, of_programme
from coach.domain.exercises.routine import RoutineKind
from coach.domain.exercises.stage import Stage
from coach.domain.records.entries import Activity, Quality, Run, Session, Stopped, Walk
from coach.domain.rules.programme import STAGES
from coach.domain.rules.stages import OWN, RunPlan

from ..builders import START, house, reps, routine

NOW = START + timedelta(days=20)
YESTERDAY = NOW - timedelta(days=1)
RUN, WALK = LoggedKind(LogKind.RUN), LoggedKind(LogKind.WALK)
SESSION, SWIM = LoggedKind(LogKind.SESSION, "rescue"), LoggedKind(LogKind.ACTIVITY, "swim")
THINGS = (RUN, WALK, SESSION, SWIM)
CATALOGUE = house(routine("back-to-it", [("bridge", reps(10))], kind=RoutineKind.RUN))
PLANNED = RunPlan(True, 3, 100, 80, 6, "")
OWN_RUN = RunPlan(True, OWN, 0, 0, 0, "")


@pytest.mark.parametrize(
    ("word", "thing"),
    [
        ("run", RUN),
        ("walk", WALK),
        ("session", LoggedKind(LogKind.SESSION)),
        ("activity", LoggedKind(LogKind.ACTIVITY)),
        ("rescue", SESSION),
        ("swim", SWIM),
        ("back-to-it", RUN),
        ("jog", RUN),
        ("hike", None),
        ("swin", None),
        ("", None),
    ],
)
def test_what_a_word_stands_for(word: str, thing: LoggedKind | None) -> None:
    assert thing_of(word, CATALOGUE) == thing


def test_every_word_is_known() -> None:
    assert all(thing_of(word, CATALOGUE) for word in words(CATALOGUE))
    assert {*ACTIVITIES, "rescue", "run"} <= set(words(CATALOGUE))


PAINS = "before worst after"
ASKED: dict[str, tuple[LoggedKind, LogAnswers, datetime, str]] = {
    "a run": (
        RUN, LogAnswers(), NOW,
        f"stage as_planned {PAINS} quality gait_changed effort painkiller distance_m",
    ),
    "a run as planned, without pain, a night ago": (
        RUN, LogAnswers(as_planned=True, worst=0, after=0), YESTERDAY,
        f"stage as_planned {PAINS} effort painkiller morning distance_m",
    ),
    "a run of another kind": (
        RUN, LogAnswers(as_planned=False), NOW,
        f"stage as_planned run_s walk_s stopped {PAINS} quality gait_changed effort painkiller distance_m",
    ),
    "a walk": (WALK, LogAnswers(), NOW, f"minutes limp {PAINS} distance_m"),
    "a walk a night ago": (WALK, LogAnswers(), YESTERDAY, f"minutes limp {PAINS} morning distance_m"),
    "a session": (
        SESSION, LogAnswers(done=1.0), NOW,
        f"done {PAINS} quality gait_changed painful effort painkiller",
    ),
    "half a session without pain": (
        SESSION, LogAnswers(done=0.5, worst=0, after=0), NOW,
        f"done stopped {PAINS} effort painkiller",
    ),
    "cross-training a night ago": (SWIM, LogAnswers(), YESTERDAY, f"minutes {PAINS} distance_m"),
    "cross-training that goes nowhere": (LoggedKind(LogKind.ACTIVITY, "stairs"), LogAnswers(), NOW, f"minutes {PAINS}"),
}  # fmt: skip


@pytest.mark.parametrize(("thing", "told", "at", "asked"), ASKED.values(), ids=ASKED)
def test_what_is_asked_and_in_which_order(thing: LoggedKind, told: LogAnswers, at: datetime, asked: str) -> None:
    names = [prompt.name for prompt in prompts(thing) if is_open(prompt, thing, told, at, NOW)]
    assert names == asked.split()


def test_a_morning_that_is_told_of_its_night_is_not_asked_again() -> None:
    asked = [each.name for each in prompts(WALK) if is_open(each, WALK, LogAnswers(), YESTERDAY, NOW)]
    told = [
        each.name for each in prompts(WALK) if is_open(each, WALK, LogAnswers(), YESTERDAY, NOW, morning_is_told=True)
    ]
    assert told == [name for name in asked if name != "morning"] != asked


def test_of_ones_own_run_only_its_length_is_asked_besides_the_pain() -> None:
    names = [prompt.name for prompt in prompts(RUN) if is_open(prompt, RUN, LogAnswers(), NOW, NOW, OWN_RUN)]
    assert names == f"run_s {PAINS} quality gait_changed effort painkiller distance_m".split()
    assert (offered_stage(OWN_RUN), offered_stage(PLANNED), offered_stage(None)) == (1, 3, 1)


@pytest.mark.parametrize(
    ("told", "run_s", "done"),
    [
        (LogAnswers(run_s=1800), 1800, None),
        (LogAnswers(), None, None),
        (LogAnswers(stage=2, as_planned=True), STAGES[1].total_s, 1.0),  # by an option
    ],
)
def test_ones_own_run_is_no_share_of_a_plan(told: LogAnswers, run_s: int | None, done: float | None) -> None:
    whole = filled_in(RUN, told, OWN_RUN)
    assert (whole.run_s, whole.done) == (run_s, done)


def test_all_that_is_asked_belongs_to_the_thing() -> None:
    for thing in THINGS:
        for prompt in prompts(thing):
            assert prompt.name in {field.name for field in fields(LogAnswers)}
            assert thing.what in belonging(prompt.name)


@pytest.mark.parametrize(
    ("thing", "told", "names"),
    [
        (RUN, LogAnswers(minutes=3, painful=("plank",)), ("minutes", "painful")),
        (WALK, LogAnswers(stage=3, minutes=30), ("stage",)),
        (SESSION, LogAnswers(run_s=3, done=0.5), ("run_s",)),
        (SESSION, LogAnswers(distance_m=3), ("distance_m",)),
        (SWIM, LogAnswers(stopped=Stopped.TIME, morning=1), ("stopped",)),
        (RUN, LogAnswers(note="x", limp=False, sharp=True, red_flags=()), ()),
    ],
)
def test_what_does_not_belong(thing: LoggedKind, told: LogAnswers, names: tuple[str, ...]) -> None:
    assert foreign(thing, told) == names


@pytest.mark.parametrize(
    ("told", "is_empty", "is_of_pain"),
    [
        (LogAnswers(), True, False),
        (LogAnswers(note="windy"), True, False),
        (LogAnswers(effort=3, painkiller=False, red_flags=()), False, False),
        (LogAnswers(worst=0), False, True),
        (LogAnswers(gait_changed=False), False, True),
        (LogAnswers(painful=()), False, True),
    ],
)
def test_what_was_told_at_all_and_whether_of_pain(told: LogAnswers, is_empty: bool, is_of_pain: bool) -> None:
    """An answer of 0 or no is an answer: with it a log becomes a record."""
    assert (told.is_empty, told.is_of_pain) == (is_empty, is_of_pain)


@pytest.mark.parametrize(
    ("days_ago", "part", "at"),
    [
        (0, None, NOW),
        (0, PartOfDay.EVENING, NOW),
        (1, None, YESTERDAY),
        (1, PartOfDay.MORNING, YESTERDAY.replace(hour=8)),
        (2, PartOfDay.EVENING, (NOW - timedelta(days=2)).replace(hour=19)),
    ],
)
def test_about_when_it_was(days_ago: int, part: PartOfDay | None, at: datetime) -> None:
    """Never later than now: what was done today was done just now, whatever part of the day is said."""
    assert logged_at(NOW, days_ago, part) == at <= NOW


@pytest.mark.parametrize(
    ("thing", "planned", "of"),
    [
        (RUN, replace(PLANNED, programme="c25k"), LoggedKind(LogKind.RUN, "c25k")),
        (RUN, PLANNED, RUN),
        (RUN, None, RUN),
        (LoggedKind(LogKind.RUN, "own"), replace(PLANNED, programme="c25k"), LoggedKind(LogKind.RUN, "own")),
        (WALK, replace(PLANNED, programme="c25k"), WALK),
    ],
)
def test_a_run_that_names_no_programme_is_of_the_planned_one(
    thing: LoggedKind, planned: RunPlan | None, of: LoggedKind
) -> None:
    assert of_programme(thing, planned) == of


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (NOW, None),
        (NOW + timedelta(seconds=1), "lies in the future"),
        (NOW - timedelta(days=3650), None),
        (NOW - timedelta(days=3651), "ten years"),
    ],
)
def test_when_it_can_have_been(at: datetime, says: str | None) -> None:
    wrong = wrong_time(at, NOW)
    assert (wrong is None) if says is None else (says in (wrong or ""))


@pytest.mark.parametrize(
    ("told", "at", "says"),
    [
        (LogAnswers(worst=2, after=2), NOW, None),
        (LogAnswers(worst=2, after=3), NOW, "which of the two should change?"),
        (LogAnswers(stage=len(STAGES)), NOW, None),
        (LogAnswers(stage=len(STAGES) + 1), NOW, f"1 to {len(STAGES)}"),
        (LogAnswers(morning=1), NOW, "still to come"),
        (LogAnswers(morning=1), YESTERDAY, None),
    ],
)
def test_what_cannot_be(told: LogAnswers, at: datetime, says: str | None) -> None:
    problem = wrong(RUN, told, at, NOW)
    assert (problem is None) if says is None else (says in (problem or ""))


def test_a_run_as_planned_has_its_plans_seconds_and_its_walks() -> None:
    told = filled_in(RUN, LogAnswers(stage=3, as_planned=True, worst=1, after=0), PLANNED)
    assert (told.run_s, told.walk_s, told.done) == (600, 6 * 80 + 600, 1.0)
    other = filled_in(RUN, LogAnswers(stage=4, as_planned=True), PLANNED)
    assert other.run_s == 720
    untold = filled_in(RUN, LogAnswers(as_planned=True), PLANNED)
    assert (untold.run_s, untold.stage) == (600, None)


def test_a_run_that_the_caps_shorten_is_planned_short() -> None:
    short = RunPlan(True, 9, 900, 0, 1, "")
    assert as_planned(9, short) == Stage(900, 0, 1)
    assert as_planned(10, short) == STAGES[9]
    assert filled_in(RUN, LogAnswers(stage=9, as_planned=False, run_s=450), short).done == 0.5


def test_without_pain_there_is_nothing_to_say_of_it() -> None:
    told = filled_in(SESSION, LogAnswers(worst=0, after=0), None)
    assert (told.quality, told.gait_changed, told.painful) == (Quality.NONE, False, ())
    assert filled_in(RUN, LogAnswers(worst=0, after=0), PLANNED).painful is None
    assert filled_in(WALK, LogAnswers(worst=0, after=0), None).quality is None


RECORDS: dict[str, tuple[LoggedKind, LogAnswers, Any]] = {
    "a run": (RUN, LogAnswers(stage=3, run_s=600, before=0), Run(at=NOW, stage=3, run_s=600, before=0)),
    "a walk": (
        WALK,
        LogAnswers(minutes=30, limp=False, before=1, worst=1),
        Walk(at=NOW, minutes=30, limp=False, before=1, worst=1),
    ),
    "a session": (
        SESSION,
        LogAnswers(done=0.5, stopped=Stopped.TIRED, painful=("plank:left",), note="x"),
        Session(at=NOW, routine="rescue", done=0.5, stopped=Stopped.TIRED, painful=("plank:left",), note="x"),
    ),
    "cross-training": (SWIM, LogAnswers(minutes=40), Activity(at=NOW, kind="swim", minutes=40)),
    "nothing told": (RUN, LogAnswers(), Run(at=NOW)),
}


@pytest.mark.parametrize(("thing", "told", "record"), RECORDS.values(), ids=RECORDS)
def test_the_record(thing: LoggedKind, told: LogAnswers, record: Any) -> None:
    assert logged_record(thing, told, NOW, NOW) == record


@pytest.mark.parametrize(("thing", "told"), [(LoggedKind(LogKind.SESSION), LogAnswers()), (WALK, LogAnswers(stage=1))])
def test_what_is_no_record(thing: LoggedKind, told: LogAnswers) -> None:
    with pytest.raises(ValueError, match="with"):
        logged_record(thing, told, NOW, NOW)


@pytest.mark.parametrize(("hours", "recalled"), [(36, None), (37, True)])
def test_a_morning_long_past_is_from_memory(hours: int, recalled: bool | None) -> None:
    record = logged_record(WALK, LogAnswers(morning=1), NOW - timedelta(hours=hours), NOW)
    assert isinstance(record, Walk)
    assert record.recalled is recalled


@given(
    thing=st.sampled_from(THINGS),
    worst=st.none() | st.integers(0, 10),
    after=st.none() | st.integers(0, 10),
    planned=st.none() | st.booleans(),
    done=st.none() | st.floats(0, 1),
    days=st.integers(0, 9),
    plan=st.sampled_from([PLANNED, OWN_RUN]),
    run_s=st.none() | st.integers(0, 7200),
)
def test_answering_only_what_is_open_always_makes_a_record(
    thing: LoggedKind,
    worst: int | None,
    after: int | None,
    planned: bool | None,
    done: float | None,
    days: int,
    plan: RunPlan,
    run_s: int | None,
) -> None:
    """Law: every path through the questions ends in a record that holds what was answered, and nothing else."""
    at = NOW - timedelta(days=days)
    given_answers: dict[str, Any] = {
        "worst": worst, "after": after, "as_planned": planned, "done": done, "run_s": run_s,
    }  # fmt: skip
    told = LogAnswers()
    for prompt in prompts(thing):
        if is_open(prompt, thing, told, at, NOW, plan):
            told = replace(told, **{prompt.name: given_answers.get(prompt.name)})
    record = logged_record(thing, filled_in(thing, told, plan), at, NOW)
    assert (record.at, record.worst, record.after) == (at, worst, after)
    assert foreign(thing, told) == ()
