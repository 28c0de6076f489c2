"""What is said of a dose is what the dose is: a law over generated histories, and the sentences of each kind."""

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.planning.replay import replay
from coach.domain.records.entries import CheckIn, Entry, Session, Stopped
from coach.domain.records.history import History, Start

from ..builders import at, catalogue, climb, detail, hold, house, only, planned, reps, routine, run, session, step_of
from ..strategies import CHECK_INS, STARTS, catalogues, histories, houses, whole_histories
from ..today.test_laws_of_the_day import plans_of
from .test_laws import LATER, plans_at

LESS = re.compile(r"instead of|half the sets|becomes \d+ s|back\.|steps? back")
MORE = re.compile(r"\d+ more reps?|\d+ s longer|one more set|now with ")
SAYS_OUT = re.compile(r": out |No stretching")


def contradictions(step: PlannedStep) -> list[str]:
    """What the reason of a step says that its dose does not do, and the other way round."""
    why = step.why
    found = []
    if bool(MORE.search(why)) != (step.change is Change.UP):
        found.append("more")
    if bool(SAYS_OUT.search(why)) != (step.dose is None):
        found.append("out")
    if step.dose is not None and bool(LESS.search(why)) != (step.change is Change.DOWN):
        found.append("less")
    if step.dose is not None:
        said = {
            "set": step.dose.sets,
            "reps": step.dose.reps,
            "s": step.dose.hold_s,
        }
        told = re.findall(r"(\d+) (set|reps|s)s? instead of", why)
        found += [f"{number} {what}" for number, what in told if said[what] != int(number)]
    return [f"{one}: {step.change} {step.dose} of {step.level}: {why}" for one in found]


@given(catalogues(), histories(), STARTS, LATER)
def test_the_words_fit_the_dose(known: Catalogue, records: list[Entry], start: Start, later: timedelta) -> None:
    for made in plans_at(known, records, start, later).values():
        assert [one for step in made.steps for one in contradictions(step)] == []


@given(houses(), whole_histories(), STARTS, LATER, CHECK_INS)
def test_the_words_fit_the_dose_whatever_is_said_today(
    known: Catalogue, records: list[Entry], start: Start, later: timedelta, check_in: CheckIn
) -> None:
    for made in plans_of(known, records, start, later, check_in).values():
        if made.kind is not RoutineKind.RUN:
            assert [one for step in made.steps for one in contradictions(step)] == []


# --- why it holds: the first condition of row 12 that is not met ----------------------------------------------------

LACKING: dict[str, tuple[dict[str, Any], str]] = {
    "light": ({"worst": 4, "before": 2}, "On 4 Nov the light was amber."),
    "nothing answered": (
        {"before": None, "worst": None, "after": None, "morning": None},
        "On 4 Nov no pain was answered.",
    ),
    "morning": ({"morning": None}, "On 4 Nov the next morning is not answered yet."),
    "two answers": ({"before": None, "after": None}, "On 4 Nov pain before and pain right after were not answered."),
    "only the worst": (
        {"before": None, "after": None, "morning": None},
        "On 4 Nov only the worst pain was answered.",
    ),
    "before the effort": ({"morning": None, "effort": None}, "On 4 Nov the next morning is not answered yet."),
    "refused": ({"limp": True}, "On 4 Nov you trained although the day's plan said no."),
    "done": ({"done": 0.8}, "On 4 Nov less than 90 % was done."),
    "done unknown": ({"done": None}, "On 4 Nov it was not said how much was done."),
    "effort": ({"effort": None}, "On 4 Nov effort was not answered."),
    "too hard": ({"effort": 8}, "On 4 Nov effort was 8, above 7."),
    "painkiller": ({"painkiller": True}, "On 4 Nov there was a painkiller."),
    "painful": ({"painful": ("bridge",)}, "On 4 Nov this hurt."),
    "eased": ({"step": (detail(eased="clam"),)}, "On 4 Nov this was done as something else."),
    "not whole": ({"step": (detail(done=0.5),)}, "On 4 Nov this was not done in full."),
}


@pytest.mark.parametrize(("answers", "said"), LACKING.values(), ids=LACKING)
def test_a_hold_names_what_is_lacking(answers: dict[str, Any], said: str) -> None:
    step = step_of(planned(only(reps(10, 20)), [session(0), session(2, **answers)]))
    assert (step.change, step.rule, step.why) == (Change.SAME, 13, f"{said} A step takes two sessions in full.")


def test_a_hold_names_the_condition_that_comes_first_and_both_records() -> None:
    known = only(reps(10, 20))
    both = [session(0, effort=None), session(2, effort=None)]
    assert "On 2 Nov and 4 Nov effort was not answered." in step_of(planned(known, both)).why
    two = [session(0, morning=None), session(2, effort=None)]
    said = "On 2 Nov the next morning is not answered yet; on 4 Nov effort was not answered."
    assert said in step_of(planned(known, two)).why
    assert step_of(planned(known, [*two, session(4), session(6)])).change is Change.UP


def test_who_has_one_session_in_full_is_told_so() -> None:
    assert step_of(planned(only(reps(10, 20)), [session(0)])).why == (
        "One session in full at this dose so far: a second one earns a step."
    )


HELD: dict[str, tuple[Catalogue, list[Entry], dict[str, Any], str]] = {
    "a routine never done": (only(reps(10, 14)), [], {}, "From the start of its range: 2 steps lie above."),
    "one dose": (only(reps(10)), [], {}, "The routine sets one dose here: there is no step to take."),
    "the top": (only(reps(10, 12)), climb(1), {}, "You are at the top of this range: keep it."),
    "a painkiller today": (
        only(reps(10, 12)),
        [session(0), session(2)],
        {"check_in": CheckIn(painkiller=True)},
        "Its step is earned; with a painkiller today nothing goes up.",
    ),
    "more resistance comes later": (
        only(reps(10, 12, resistance=("no band", "light band"))),
        [session(day) for day in (0, 2, 4, 6)],
        {},
        "More resistance comes 3 sessions after the last step: so far 2.",
    ),
    "its turn comes": (
        catalogue(routine("main", [(name, reps(10, 12)) for name in ("plank", "clam", "bridge")])),
        [session(0), session(2)],
        {},
        "Its step is earned; at most two exercises go up at a time, and its turn comes.",
    ),
}


@pytest.mark.parametrize(("known", "records", "more", "said"), HELD.values(), ids=HELD)
def test_a_hold_says_what_else_it_waits_for(
    known: Catalogue, records: list[Entry], more: dict[str, Any], said: str
) -> None:
    step = step_of(planned(known, records, **more))
    assert (step.change, step.why) == (Change.SAME, said)


# --- cuts -------------------------------------------------------------------------------------------------------------


def test_a_cut_says_what_it_took_off_and_where_nothing_was_left() -> None:
    red = [session(0, "red")]
    assert step_of(planned(only(reps(10, 20, sets=(3, 3))), red)).why == (
        "main on 2 Nov was red: 1 set instead of 3, 7 reps instead of 10, until a green session with it."
    )
    bare = step_of(planned(only(reps(5, 9)), red))
    assert (bare.change, bare.rule) == (Change.SAME, 9)
    assert bare.why == "main on 2 Nov was red, but there is nothing left to take off here."


def test_a_third_amber_says_that_it_is_one() -> None:
    ambers = [session(day, "amber") for day in (0, 2, 4)]
    made = planned(house(), ambers)
    assert "main on 6 Nov was your third amber running, which counts as a red: " in step_of(made).why
    out = step_of(planned(house(routine("drills", [("skips", hold(30))])), ambers, "drills"), "skips")
    assert out.why.startswith("main on 6 Nov was your third amber running, which counts as a red, and this is a drill")
    hurt = [session(day, "amber", painful=("march",)) for day in (0, 2, 4)]
    known = house(routine("drills", [("march", reps(10))]))
    assert step_of(planned(known, hurt, "drills"), "march").why.startswith(
        "It hurt in your record on 6 Nov, which counts as a red: out for 2 sessions"
    )


def test_row_3_names_the_record_and_a_third_amber_as_one() -> None:
    red = [session(0, name="rescue"), session(1, "red"), session(1.2, name="acute-relief")]
    assert planned(house(), red, day=2).reasons == (
        "main on 3 Nov was red, less than 48 hours ago: let it settle first.",
    )
    assert planned(house(), [run(0, "red")], day=1).reasons[0].startswith("Your run on 2 Nov was red, less")
    ambers = [session(day, "amber") for day in (0, 2, 4)]
    assert (
        planned(house(), ambers, day=5)
        .reasons[0]
        .startswith("main on 6 Nov was your third amber running, which counts as a red, less than 48 hours ago")
    )


KEPT_ON: dict[str, tuple[dict[str, Any], str]] = {
    "an answer is missing": ({"morning": None}, "the next morning is not answered yet"),
    "only the worst": ({"before": None, "after": None, "morning": None}, "only the worst pain was answered"),
    "a painkiller": ({"painkiller": True}, "there was a painkiller"),
    "against the plan": ({"limp": True}, "you trained although the day's plan said no"),
    "of another routine": ({"routine": "rescue"}, "this was not in it"),
    "skipped": ({"step": (detail("plank", done=0.0, sets=0),)}, "this was out of it, or not done"),
}


@pytest.mark.parametrize(("answers", "said"), KEPT_ON.values(), ids=KEPT_ON)
def test_a_cut_that_goes_on_names_what_kept_the_last_green_from_ending_it(answers: dict[str, Any], said: str) -> None:
    green = {"name": answers.get("routine", "main"), **{key: one for key, one in answers.items() if key != "routine"}}
    records = [session(0, "red"), session(3, **green)]
    step = step_of(planned(house(), records), "plank")
    assert step.rule == 9
    assert step.why.endswith(f"Your green on 5 Nov did not end it: {said}.")
    assert "did not end it" not in step_of(planned(house(), records[:1]), "plank").why


def test_what_is_out_says_that_a_stretch_brought_nothing_back() -> None:
    stretch = routine("stretching", [("march", reps(10))], kind=RoutineKind.STRETCH)
    known = catalogue(routine("main", [("march", reps(10))]), stretch)
    said = step_of(planned(known, [session(0, "red"), session(3, name="stretching")]), "march").why
    assert said.endswith("Your green on 5 Nov did not end it: it was no strength or mixed session.")


def test_a_sorer_day_says_how_many_sets_and_what_a_cut_took_off_besides() -> None:
    sore = CheckIn(before=4)
    ambers = [session(0, "amber", name="rescue", painful=("bridge",))]
    step = step_of(planned(house(), ambers, "rescue", check_in=sore))
    assert step.why == (
        "You are sorer than usual today: half the sets at most, 1 of them. "
        "Your record on 2 Nov was amber: 8 reps instead of 10, until a green session with it."
    )


def test_steps_down_say_what_they_are_for() -> None:
    known = only(reps(10, 20))
    tired = [*climb(2), session(10, done=0.3, stopped=Stopped.TIRED)]
    assert step_of(planned(known, tired)).why == "Last time you stopped early, tired: one step back."
    assert step_of(planned(known, climb(2), day=20)).why == "You have not done this for 12 days: one step back."
    ambers = [*climb(2), *(session(day, "amber", painful=("elsewhere",)) for day in (10, 12))]
    assert step_of(planned(known, ambers)).why == "2 ambers running (a red counts as one): one step back."


def test_a_plan_begins_with_the_last_record_or_says_that_it_is_the_first() -> None:
    assert planned(house(), []).reasons[0].startswith("Your first session: ")
    assert planned(house(), [session(0)]).reasons[0].startswith("Your last record (")
    assert "has no pain answers" in planned(house(), [Session(at=at(0), routine="main", done=1.0)]).reasons[0]


@pytest.mark.parametrize(("name", "light"), [("rescue", "amber"), ("aaa", "red"), ("zzz", "red")])
def test_only_rescue_and_recovery_work_spare_a_morning_that_was_there_before(name: str, light: str) -> None:
    """Routines before and after it in the alphabet are as any other."""
    others = [routine(each, [("bridge", reps(10))], kind=RoutineKind.STRENGTH) for each in ("aaa", "zzz")]
    record = Session(at=at(0), routine=name, before=5, worst=2, after=2, morning=5, done=1.0, effort=5)
    verdict = replay(house(*others), History.of([record], Start(usual_morning=1))).verdict
    assert verdict is not None
    assert str(verdict.light) == light
