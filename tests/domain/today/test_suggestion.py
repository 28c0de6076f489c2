"""What Home suggests: a table of days, run days, rest by the week and after a red, and what suits the runner."""

from datetime import timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.courses.diary import Suggestion
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry, Event, EventKind, Run, Session, Unreadable
from coach.domain.records.history import History, Start
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.today.suggestion import suggest
from coach.domain.today.without_course import CROSS_TRAINING

from ..builders import (
    START,
    activity,
    at,
    catalogue,
    flagged,
    hold,
    ready_to_run,
    reps,
    routine,
    run,
    session,
    stand_ins,
)

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday
R_AND_M = (Phase.RECOVERY, Phase.MAINTENANCE)
SETTLED = Start(Phase.MAINTENANCE)
OWN_RUNS = Start(Phase.MAINTENANCE, own_runs=True)
HOME: Catalogue = catalogue(
    routine("build", [("bridge", reps(10))], kind=RoutineKind.STRENGTH, phases=R_AND_M, every_days=2),
    routine("build-more", [("plank", hold(30))], kind=RoutineKind.STRENGTH, phases=R_AND_M, every_days=2),
    routine("drills", [("skips", reps(10))], kind=RoutineKind.DRILL, phases=R_AND_M),
    routine("before-run", [("dynamic-warm-up", hold(300))], kind=RoutineKind.STRETCH, phases=R_AND_M, suggest=False),
    routine("after-run", [("lunge-stretch", hold(30))], kind=RoutineKind.STRETCH, phases=R_AND_M, suggest=False),
    routine("return-to-run", [("walk-run", hold(60))], kind=RoutineKind.RUN, phases=R_AND_M, suggest=False),
)
STRETCHY: Catalogue = Catalogue(
    HOME.exercises,
    {
        **HOME.routines,
        "stretch": routine("stretch", [("lunge-stretch", hold(30))], kind=RoutineKind.STRETCH, phases=R_AND_M),
    },
)


RARELY: Catalogue = catalogue(
    routine("rare", [("bridge", reps(10))], kind=RoutineKind.STRENGTH, phases=R_AND_M, every_days=14)
)


GROWING: Catalogue = catalogue(
    routine("grows", [("bridge", reps(8, 20))], kind=RoutineKind.STRENGTH, phases=R_AND_M, every_days=2),
    routine("other", [("plank", hold(30))], kind=RoutineKind.STRENGTH, phases=R_AND_M, every_days=2),
)


def today(
    entries: list[Entry],
    day: float,
    profile: Profile = NO_PROFILE,
    *,
    known: Catalogue = HOME,
    start: Start = Start(),  # noqa: B008 - frozen
    **more: Any,
) -> Suggestion:
    """The suggestion on a day; day 0 is a Monday."""
    history = History.of(entries, start)
    return suggest(known, replay(known, history.until(at(day))), history, at(day), profile, **more)


def test_day_0_is_a_monday() -> None:
    assert Weekday.of(START.date()) is MON


WORKDAYS = Profile(training_days=(MON, WED, FRI))
DAYS: dict[str, tuple[list[Entry], float, Profile, str | None, str]] = {
    "a first day": ([], 0, NO_PROFILE, "build", "You have not done it yet"),
    "what waited longest": (
        [session(0, name="build"), session(2, name="build-more")], 4, NO_PROFILE, "drills", "not done it yet",
    ),
    "done today": ([session(0, name="build")], 0.2, NO_PROFILE, None, "You have done build today. Rest is part"),
    "a training day": ([session(0, name="drills")], 2, WORKDAYS, "build", "not done it yet"),
    "no training day": (
        [session(0, name="build")], 1, WORKDAYS, None, "Rest today, as planned. You train again tomorrow.",
    ),
    "two days on": ([session(4, name="build")], 5, WORKDAYS, None, "You train again on Monday."),
    "a day missed, on a training day": (
        [session(0, name="build")], 4, WORKDAYS, "build-more", "You missed Wednesday's session; no harm:",
    ),
    "a day missed, on a rest day": (
        [session(0, name="build")], 3, WORKDAYS, None,
        "Rest today, as planned. You missed yesterday's session; no harm: you train again tomorrow.",
    ),
    "nothing was due that day": (
        [session(1.9, name="build"), session(1.95, name="drills")], 3, Profile(training_days=(TUE, WED, FRI)), None,
        "Rest today, as planned. You train again tomorrow.",
    ),
    "a day with cross-training was not missed": (
        [session(0, name="build"), activity(2)], 3, WORKDAYS, None, "as planned. You train again tomorrow.",
    ),
    "who never began has missed nothing": ([], 4, WORKDAYS, "build", "You have not done it yet"),
    "long away, without days of their own": (
        [session(0, name="build")], 5, NO_PROFILE, "build-more", "Your last session is 5 days ago; no harm:",
    ),
    "a few days are no matter": ([session(0, name="build")], 3, NO_PROFILE, "build-more", "You have not done it yet"),
    "after a red": (
        [session(0, "red", name="build")], 1, NO_PROFILE, None,
        "Rest from training, as planned. build on 2 Nov was red, less than 48 hours ago",
    ),
    "a red today": (
        [session(0, worst=4, before=2, after=7, name="build", morning=None)], 0.2, NO_PROFILE, None,
        "You have done build today. It was red: pain right after 7. No training until Wednesday",
    ),
    "a third amber in a row today": (
        [*(session(day, "amber", name="build") for day in (0, 2, 4))], 4.2, NO_PROFILE, None,
        "You have done build today. It was one amber too many in a row, which counts as a red. No training until",
    ),
    "a red yesterday and a session today": (
        [session(0, "red", name="build"), session(1, name="build-more")], 1.2, NO_PROFILE, None,
        "You have done build-more today. build on 2 Nov at 07:00 was red. No training until 07:00 tomorrow",
    ),
    "two days after a red that was not the last": (
        [session(0, "red", name="build"), session(1.9, name="build-more")], 2, NO_PROFILE, None,
        "You have done build-more today. Rest is part of the plan.",
    ),
    "a red run today": (
        [*ready_to_run(), run(6, worst=5)], 6.2, NO_PROFILE, None, "Your run on 8 Nov was red, less than 48 hours ago",
    ),
    "a red today, and another session since: the red one is named, not the last": (
        [session(-3, name="build-more"), session(0, "red", name="build"), session(0.1, name="build-more")],
        0.2, NO_PROFILE, None,
        "You have done build-more today. build at 07:00 was red. No training until Wednesday 07:00",
    ),
    "a red run today, and a session since": (
        [session(-3, name="build"), run(0, "red"), session(0.1, name="build")],
        0.2, NO_PROFILE, None,
        "You have done build today. Your run at 07:00 was red. No training until Wednesday 07:00",
    ),
    "of two sessions today the one done last is named": (
        [session(-6, name="build-more"), session(-3, name="build"), session(0, name="build"),
         session(0.1, name="build-more")],
        0.2, NO_PROFILE, None, "You have done build-more today. Rest is part of the plan.",
    ),
    "a red on Monday: Tuesday was not missed": (
        [session(0, "red", name="build")], 2, Profile(training_days=(MON, TUE, WED)), "build-more", "not done it yet",
    ),
    "a record that cannot be read yesterday, and a session today": (
        [session(0, name="build"), Unreadable(at=at(2), id="u", what="run", why="torn"), session(3, name="build-more")],
        3.2, NO_PROFILE, None,
        "You have done build-more today. Your run on 4 Nov at 07:00 cannot be read, so it counts as a red. No training",
    ),
    "nothing was due in a week": (
        [session(0, name="rare")], 9, Profile(training_days=(MON,)), None, "Rest today, as planned. You train again on",
    ),
    "locked": ([flagged(0, "groin-lump")], 1, WORKDAYS, None, ""),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "day", "profile", "due", "why"), DAYS.values(), ids=DAYS)
def test_a_day(entries: list[Entry], day: float, profile: Profile, due: str | None, why: str) -> None:
    known = RARELY if entries and getattr(entries[0], "routine", "") == "rare" else HOME
    made = today(entries, day, profile, known=known)
    assert why in made.why
    assert made.routine == due


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        (1, 1.2, ""),
        (1, 2, "Welcome back: 1 day, kept."),
        (1, 5, "Welcome back: 4 days, kept."),
    ],
)
def test_the_first_training_after_a_pause_has_a_welcome_but_not_after_one_of_no_day(
    since: float, until: float, says: str
) -> None:
    """As where somebody says that they are away, and takes it back at once."""
    away = Event(at=at(since), kind=EventKind.PAUSE)
    back = Event(at=at(until), kind=EventKind.PAUSE, until=at(until).date())
    made = today([session(0, name="build"), away, back], until + 0.2)
    assert made.routine is not None
    assert made.why.startswith(says or "You have not done it yet")


def test_a_pause_says_when_it_ends_and_promises_no_training_then() -> None:
    """Whether that day is for training is for the week, the phase and a lock to say."""
    pause = Event(at=at(0), kind=EventKind.PAUSE, until=at(5).date())
    assert today([pause], 1).why == "It ends on Saturday."
    assert today([pause], 1, Profile(training_days=(SUN,))).why == "It ends on Saturday."


def test_after_a_red_relief_is_offered_where_there_is_any() -> None:
    known = Catalogue(
        {**HOME.exercises, **catalogue(*stand_ins()).exercises},
        {**HOME.routines, "acute-relief": stand_ins()[0]},
    )
    assert today([session(0, "red", name="build")], 1, known=known).routine == "acute-relief"


def test_in_the_acute_phase_relief_is_due_and_the_red_is_named() -> None:
    known = Catalogue(
        {**HOME.exercises, **catalogue(*stand_ins()).exercises},
        {**HOME.routines, "acute-relief": stand_ins()[0]},
    )
    made = today([session(0, name="build", gait_changed=True)], 1, known=known)
    assert made.routine == "acute-relief"
    assert made.why.startswith("build on 2 Nov at 07:00 was red: the pain changed how you move")
    assert f"No training until {at(2):%H:%M} tomorrow: 48 hours let it settle." in made.why


def test_on_an_acute_day_that_is_not_for_training_relief_is_offered() -> None:
    known = catalogue(*stand_ins())
    acute, seldom = Start(Phase.ACUTE), Profile(training_days=(SUN,))
    (offer,) = today([], 1, seldom, known=known, start=acute).offers
    assert offer.routine == "acute-relief"
    assert today([session(1, name="acute-relief")], 1.2, seldom, known=known, start=acute).offers == ()
    assert today([], 1, seldom, known=known).offers == ()


def test_on_an_acute_day_between_relief_is_offered_beside_the_stretch() -> None:
    calm = routine("calm", [("bridge", reps(10, 20))], phases=(Phase.ACUTE,))
    soft = routine("soft", [("lunge-stretch", hold(20))], kind=RoutineKind.STRETCH, phases=(Phase.ACUTE,))
    made = today([session(0, name="calm")], 1, known=catalogue(*stand_ins(), calm, soft), start=Start(Phase.ACUTE))
    assert [offer.routine for offer in made.offers] == ["soft", "acute-relief"]


def test_what_is_done_again_promises_no_step_up_in_the_acute_phase() -> None:
    known = catalogue(routine("calm", [("bridge", reps(10, 20))], phases=(Phase.ACUTE, Phase.RECOVERY)))
    done = [session(0, name="calm", before=3, worst=3, after=2, morning=2)]
    acute, later = (today(done, 2, known=known, start=Start(phase)) for phase in (Phase.ACUTE, Phase.RECOVERY))
    assert acute.why == "You last did it 2 days ago."
    assert later.why == "You last did it 2 days ago; done again, it can earn a step up."


def test_the_day_between_strength_is_planned_rest() -> None:
    only = Catalogue(HOME.exercises, {"build": HOME.routines["build"]})
    made = today([session(0, name="build")], 1, known=only)
    assert made.why == "Rest today, as planned: strength grows in the day between. build is due tomorrow."
    assert today([session(0, name="build")], 1, known=STRETCHY).routine in ("drills", "stretch")


def test_in_maintenance_a_day_without_training_is_for_cross_training() -> None:
    done: list[Entry] = [session(0, name="build")]
    assert CROSS_TRAINING in today(done, 1, WORKDAYS, start=SETTLED).why
    assert CROSS_TRAINING not in today(done, 1, WORKDAYS).why
    only = Catalogue(HOME.exercises, {"build": HOME.routines["build"]})
    assert CROSS_TRAINING in today(done, 1, known=only, start=SETTLED).why


def test_what_does_not_suit_is_not_proposed_while_something_else_does() -> None:
    assert today([], 0, suits=lambda name: name != "build").routine == "build-more"
    assert today([], 0, suits=lambda _: False).routine == "build"


# --- run days ---------------------------------------------------------------------------------------------------------


def ready() -> list[Entry]:
    """All that the entry asks, on days 0 (Monday) to 4, with sessions of a routine that is there."""
    return [replace(one, routine="build") if isinstance(one, Session) else one for one in ready_to_run()]


SUNDAYS = Profile(run_days=(SUN,))


def on_sunday(*done: Entry, hour: float = 0.3, start: Start = Start(), profile: Profile = SUNDAYS) -> Suggestion:  # noqa: B008
    return today([*ready(), *done], 6 + hour, profile, start=start)


def test_before_the_run_its_warm_up_then_drills_then_the_run_itself() -> None:
    first = on_sunday()
    assert first.routine == "before-run"
    assert first.why.startswith("A run day: warm up first. Then run: Stage 1 of 15: 6 × run 60 s, walk 120 s;")
    warm = session(6.1, name="before-run")
    assert on_sunday(warm).routine == "drills"
    drilled = session(6.2, name="drills")
    third = on_sunday(warm, drilled)
    assert (third.routine, third.runs) == ("return-to-run", False)


def test_after_the_run_is_logged_its_stretches_then_strength() -> None:
    ran = run(6.2, stage=1)
    assert on_sunday(ran).routine == "after-run"
    stretched = session(6.25, name="after-run")
    strength = on_sunday(ran, stretched)
    assert strength.routine == "build-more"
    assert strength.why.startswith("Strength comes after the run, or on another day.")
    assert on_sunday(ran, stretched, session(6.26, name="drills")).routine == "build-more"
    assert on_sunday(ran, stretched, session(6.26, name="build")).routine is None
    elsewhere = Profile(run_days=(SUN,), training_days=(MON, FRI))
    rest = on_sunday(ran, stretched, profile=elsewhere)
    assert (rest.routine, rest.why) == (None, "You have run today. Rest is part of the plan.")


def test_no_other_day_is_a_run_day() -> None:
    assert on_sunday(hour=1.3).routine == "build-more"


def test_a_run_that_the_plan_refuses_is_not_prepared_for() -> None:
    unready = today([session(4, name="build")], 6, SUNDAYS)
    assert unready.routine == "build-more"
    assert unready.why.endswith("Your run still waits: Return to run lists what is missing.")
    spaced = today([*ready(), run(5.5, stage=1)], 6.5, Profile(run_days=(SUN,)))
    assert spaced.routine != "before-run"
    assert "No run today: Runs need a day between" in spaced.why


def test_in_maintenance_too_the_entry_is_asked() -> None:
    made = today([session(4, name="build")], 6, SUNDAYS, start=SETTLED)
    assert made.why.endswith("Your run still waits: Return to run lists what is missing.")


def test_one_whose_runs_are_their_own_is_told_to_warm_up() -> None:
    made = today([session(4, name="build")], 6, SUNDAYS, start=OWN_RUNS)
    assert (made.routine, "your run; log it" in made.why) == ("before-run", True)
    done: list[Entry] = [session(4, name="build"), session(6, name="before-run"), session(6.01, name="drills")]
    now = today(done, 6.1, SUNDAYS, start=OWN_RUNS)
    assert (now.routine, now.runs) == (None, True)
    assert now.why == "A run day, and you are warm. Now your run; log it afterwards."


def test_no_running_in_the_acute_phase() -> None:
    assert today([], 6, SUNDAYS, start=Start(Phase.ACUTE)).routine is None


def test_a_run_logged_elsewhere_in_the_world_counts_by_the_runner_s_own_calendar() -> None:
    late = Run(at=at(6.2).astimezone(timezone(timedelta(hours=-12))), stage=1, before=0, worst=0, after=0)
    assert on_sunday(late).routine == "after-run"


def test_a_copy_that_nobody_has_changed_is_due_only_once_it_was_trained() -> None:
    copy = replace(HOME.routines["build"], id="a-build", name="A build", copy_of="build")
    known = Catalogue(HOME.exercises, {"a-build": copy, **HOME.routines})
    others = [session(0, name="build-more"), session(0.1, name="drills")]
    assert today(others, 3, known=known).routine == "build"
    assert today([session(-3, name="a-build"), session(-1, name="build"), *others], 3, known=known).routine == "a-build"


def test_what_has_nothing_left_is_not_due() -> None:
    """Home once led to a session that asked for nothing, where a mat was wanting."""
    none = {"suits": lambda _: False, "asks": lambda _: False}
    avoids = Profile(avoid=("mat",))
    nothing = today([], 0, avoids, **none)
    assert (nothing.routine, nothing.offers) == (None, ())
    assert nothing.why == (
        "Rest today. build would be due, but too little is left of it beside what your profile says you avoid."
    )
    assert today([], 0, **none).why == "Rest today."
    lately = [session(day, name="grows") for day in (0, 2)]
    assert today(lately, 4, known=GROWING).routine == "grows"
    without = {"suits": lambda _: False, "asks": lambda name: name != "grows"}
    assert today(lately, 4, known=GROWING, **without).routine == "other"
