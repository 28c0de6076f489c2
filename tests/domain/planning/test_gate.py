"""Whether there is training today: rows 1 to 6 at their edges (RULES, "What follows")."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.plan import Change, Plan
from coach.domain.records.entries import CheckIn, Entry, Quality
from coach.domain.records.history import Start

from ..builders import (
    at,
    doses,
    flagged,
    hold,
    house,
    planned,
    reps,
    routine,
    run,
    session,
    sessions,
    set_phase,
    step_of,
    walk,
)

MINUTE = 1 / 1_440
"""A minute, in days."""
ACUTE = Start(phase=Phase.ACUTE)


def known() -> Catalogue:
    """The house, with a routine of each set of phases, and one that stretches."""
    squat = [("squat", reps(10))]
    return house(
        routine("no-phases", squat, phases=()),
        routine("recovery-up", squat, phases=(Phase.RECOVERY, Phase.MAINTENANCE)),
        routine("recovery-only", squat, phases=(Phase.RECOVERY,)),
        routine("maintenance-only", squat, phases=(Phase.MAINTENANCE,)),
        routine("acute-only", squat, phases=(Phase.ACUTE,)),
        routine("stretching", [("lunge-stretch", hold(20, 30))], kind=RoutineKind.STRETCH),
    )


def verdict(made: Plan) -> tuple[int, str | None]:
    """The row that refuses and what to do instead; (0, None): allowed."""
    assert made.allowed == bool(made.steps)
    return (0, None) if made.allowed else (made.rule, made.instead)


ALLOWED = (0, None)


# --- row 2: too sore --------------------------------------------------------------------------------------------------

TOO_SORE: dict[str, tuple[CheckIn, tuple[int, str | None]]] = {
    "before 5": (CheckIn(before=5), (5, "rescue")),
    "before 6": (CheckIn(before=6), (2, "acute-relief")),
    "before 10": (CheckIn(before=10), (2, "acute-relief")),
    "sharp": (CheckIn(before=0, sharp=True), (2, "acute-relief")),
    "limping": (CheckIn(before=0, limp=True), (2, "acute-relief")),
    "neither": (CheckIn(before=0, sharp=False, limp=False), ALLOWED),
    "nothing answered": (CheckIn(), ALLOWED),
}


@pytest.mark.parametrize(("check_in", "expected"), TOO_SORE.values(), ids=TOO_SORE)
def test_row_2(check_in: CheckIn, expected: tuple[int, str | None]) -> None:
    made = planned(known(), [session(0)], check_in=check_in)
    assert verdict(made) == expected
    assert made.earliest is None


def test_row_2_holds_for_rescue_too() -> None:
    assert verdict(planned(known(), [session(0)], "rescue", check_in=CheckIn(before=6))) == (2, "acute-relief")


# --- row 3: 48 h after a red ------------------------------------------------------------------------------------------

AFTER_RED = [(0.0, 3), (1.0, 3), (2 - MINUTE, 3), (2.0, 0), (2 + MINUTE, 0)]
"""Days since the red, and the row that refuses."""


@pytest.mark.parametrize(("days", "row"), AFTER_RED)
@pytest.mark.parametrize("red", [session(0, "red"), run(0, "red")], ids=["session", "run"])
def test_row_3(days: float, row: int, red: Entry) -> None:
    made = planned(known(), [red], day=days)
    assert verdict(made) == ((3, "acute-relief") if row else ALLOWED)
    assert made.earliest == (at(2) if row else None)


def test_row_3_holds_for_every_routine_but_acute_relief() -> None:
    refused = {name for name in known().routines if planned(known(), [session(0, "red")], name, day=1).rule == 3}
    assert refused == set(known().routines) - {"acute-relief"}


def test_row_3_counts_from_the_latest_red() -> None:
    made = planned(known(), [session(0, "red"), session(1, "red")], day=2.5)
    assert (made.rule, made.earliest) == (3, at(3))


def test_row_3_a_green_since_does_not_end_it() -> None:
    assert planned(known(), [session(0, "red"), session(1)], day=1.5).rule == 3


AMBERS = [(["amber"] * 2, 0), (["amber"] * 3, 3), (["amber"] * 4, 3), (["amber", "green", "amber", "amber"], 0)]


@pytest.mark.parametrize(("lights", "row"), AMBERS)
def test_row_3_a_third_amber_running_counts_as_a_red_here(lights: list[str], row: int) -> None:
    last = 3 * (len(lights) - 1)
    assert verdict(planned(known(), sessions(*lights), day=last + 2 - MINUTE))[0] == row
    assert planned(known(), sessions(*lights), day=last + 2).allowed


# --- row 4: a later phase ---------------------------------------------------------------------------------------------

IN_PHASE: dict[Phase, dict[str, tuple[int, str | None]]] = {
    Phase.ACUTE: {
        "main": ALLOWED,
        "acute-only": ALLOWED,
        "no-phases": (4, "acute-relief"),
        "recovery-up": (4, "acute-relief"),
        "maintenance-only": (4, "acute-relief"),
    },
    Phase.RECOVERY: {
        "main": ALLOWED,
        "acute-only": ALLOWED,
        "no-phases": ALLOWED,
        "recovery-up": ALLOWED,
        "recovery-only": ALLOWED,
        "maintenance-only": (4, "rehab-foundation"),
    },
    Phase.MAINTENANCE: dict.fromkeys(
        ("main", "acute-only", "no-phases", "recovery-only", "maintenance-only"),
        ALLOWED,
    ),
}


@pytest.mark.parametrize(
    ("phase", "name", "expected"),
    [(phase, name, expected) for phase, rows in IN_PHASE.items() for name, expected in rows.items()],
)
def test_row_4(phase: Phase, name: str, expected: tuple[int, str | None]) -> None:
    made = planned(known(), name=name, start=Start(phase=phase))
    assert (made.phase, verdict(made)) == (phase, expected)
    assert made.earliest is None


# --- row 5: sorer than usual ------------------------------------------------------------------------------------------

SORER: list[tuple[int | None, int | None, int]] = [
    (3, 3, 0),
    (3, 4, 5),
    (3, 5, 5),
    (4, 4, 5),
    (1, 2, 0),
    (1, 3, 5),
    (0, 2, 5),
    (0, 1, 0),
    (3, 1, 0),
    (None, 3, 0),
    (None, 4, 5),
    (0, None, 0),
]
"""The last record's before, today's, and the row."""


@pytest.mark.parametrize(("last", "today", "row"), SORER)
def test_row_5(last: int | None, today: int | None, row: int) -> None:
    records = [session(-9, before=0), session(0, before=last, worst=3, after=1)]
    made = planned(known(), records, check_in=CheckIn(before=today))
    assert verdict(made) == ((5, "rescue") if row else ALLOWED)


def test_row_5_compares_with_the_last_record_only_be_it_a_run() -> None:
    check_in = CheckIn(before=3)
    assert planned(known(), [session(0, before=1), run(2, before=2, worst=0)], check_in=check_in).allowed
    assert planned(known(), [session(0, before=3), run(2, before=1)], check_in=check_in).rule == 5
    assert (
        planned(known(), [session(0, before=3), session(2, before=1), walk(3, before=3)], check_in=check_in).rule == 5
    )
    assert planned(known(), [session(0, before=1), session(2, before=None)], check_in=check_in).allowed, "none known"


def test_row_5_without_any_record() -> None:
    assert planned(known(), check_in=CheckIn(before=3)).allowed
    assert verdict(planned(known(), check_in=CheckIn(before=4))) == (5, "acute-relief"), "planned as in acute"


def test_row_5_in_acute_relief_instead() -> None:
    assert verdict(planned(known(), start=ACUTE, check_in=CheckIn(before=4))) == (5, "acute-relief")


RESCUED: dict[str, tuple[CheckIn, dict[str, str], set[int]]] = {
    "not sore": (CheckIn(before=1), {"clam": "2x10", "bridge": "3x10", "march": "1x6"}, {13}),
    "sore": (CheckIn(before=4), {"clam": "1x10", "bridge": "1x10", "march": "1x6"}, {5, 13}),
    "two above the last": (CheckIn(before=3), {"clam": "1x10", "bridge": "1x10", "march": "1x6"}, {5, 13}),
}
"""3 sets halve to 1 (halves to the easier side), and 1 set stays."""


@pytest.mark.parametrize(("check_in", "expected", "rows"), RESCUED.values(), ids=RESCUED)
def test_row_5_rescue_itself_halves_its_sets(check_in: CheckIn, expected: dict[str, str], rows: set[int]) -> None:
    made = planned(known(), [session(0)], "rescue", check_in=check_in)
    assert (doses(made), {step.rule for step in made.steps}) == (expected, rows)
    assert {step.change for step in made.steps} <= {Change.SAME, Change.DOWN}


def test_row_5_rescue_takes_no_step_up_while_sore_and_takes_it_when_not() -> None:
    records = [session(0, name="rescue"), session(3, name="rescue")]
    assert doses(planned(known(), records, "rescue"))["bridge"] == "3x12"
    sore = planned(known(), records, "rescue", check_in=CheckIn(before=4))
    assert (doses(sore)["bridge"], step_of(sore).change) == ("1x10", Change.DOWN)


def test_row_5_rescue_knows_the_cuts_too_and_they_do_not_add_up() -> None:
    made = planned(known(), [session(0, "red")], "rescue", check_in=CheckIn(before=4))
    assert doses(made) == {"clam": "1x7", "bridge": "1x7", "march": "out"}
    amber = [session(0, "amber", painful=("bridge",))]
    assert doses(planned(known(), amber, "rescue", check_in=CheckIn(before=4)))["bridge"] == "1x8"


def test_row_5_rescue_is_refused_by_row_3() -> None:
    made = planned(known(), [session(0, "red")], "rescue", day=1, check_in=CheckIn(before=4))
    assert verdict(made) == (3, "acute-relief")


# --- row 6: ice -------------------------------------------------------------------------------------------------------

ICED = [(0, 20), (19, 1), (20, 0), (21, 0), (None, 0)]
"""Minutes since ice, and minutes to wait."""


@pytest.mark.parametrize(("ago", "wait"), ICED)
@pytest.mark.parametrize("name", ["stretching", "acute-relief"])
def test_row_6(ago: int | None, wait: int, name: str) -> None:
    made = planned(known(), [session(0)], name, check_in=CheckIn(iced_minutes_ago=ago))
    assert verdict(made) == ((6, None) if wait else ALLOWED)
    assert made.earliest == (at(3) + timedelta(minutes=wait) if wait else None)


def test_row_6_does_not_hold_where_nothing_stretches() -> None:
    assert planned(known(), [session(0)], check_in=CheckIn(iced_minutes_ago=0)).allowed


# --- acute-relief -----------------------------------------------------------------------------------------------------

RELIEF: dict[str, tuple[Sequence[Entry], Start, CheckIn, str]] = {
    "not sore": ([], ACUTE, CheckIn(before=3), "2x15s"),
    "before 4": ([], ACUTE, CheckIn(before=4), "out"),
    "before 6": ([], ACUTE, CheckIn(before=6), "out"),
    "sharp": ([], ACUTE, CheckIn(before=0, sharp=True), "out"),
    "limping": ([], ACUTE, CheckIn(before=0, limp=True), "out"),
    "an hour after a red": ([session(3 - 1 / 24, worst=5)], Start(), CheckIn(before=1), "1x10s"),
    "in maintenance, two above the last before": ([session(0)], Start(Phase.MAINTENANCE), CheckIn(before=3), "2x15s"),
}


@pytest.mark.parametrize(("records", "start", "check_in", "stretch"), RELIEF.values(), ids=RELIEF)
def test_acute_relief_is_never_refused_by_rows_2_to_5(
    records: list[Entry], start: Start, check_in: CheckIn, stretch: str
) -> None:
    made = planned(known(), records, "acute-relief", day=3, start=start, check_in=check_in)
    assert made.allowed
    assert doses(made)["lunge-stretch"] == stretch
    assert doses(made)["rest"] != "out"


def test_acute_relief_stretches_before_ice() -> None:
    made = planned(known(), name="acute-relief", start=ACUTE)
    assert list(doses(made)) == ["rest", "lunge-stretch", "ice"]


# --- the first that matches decides -----------------------------------------------------------------------------------

RED_AT_DAY_2: list[Entry] = [session(2, "red")]
SORE: dict[str, Any] = {"before": 6, "sharp": True}
ORDER: dict[str, tuple[str, list[Entry], Start, CheckIn, int]] = {
    "1 before 2": ("main", [], Start(), CheckIn(red_flags=("groin-lump",), **SORE), 1),
    "1 before 2 to 6, for acute-relief": ("acute-relief", [flagged(0, "groin-lump")], ACUTE, CheckIn(**SORE), 1),
    "2 before 3": ("main", RED_AT_DAY_2, Start(), CheckIn(**SORE), 2),
    "3 before 4": ("maintenance-only", RED_AT_DAY_2, Start(), CheckIn(before=5), 3),
    "4 before 5": ("maintenance-only", [], Start(), CheckIn(before=5), 4),
    "5 before 6": ("stretching", [], Start(), CheckIn(before=5, iced_minutes_ago=0), 5),
    "6, where 5 does not hold": ("acute-relief", [], ACUTE, CheckIn(before=5, iced_minutes_ago=0), 6),
    "6 before 8": ("stretching", [session(-9, name="stretching")], Start(), CheckIn(iced_minutes_ago=0), 6),
}


@pytest.mark.parametrize(("name", "records", "start", "check_in", "row"), ORDER.values(), ids=ORDER)
def test_the_first_row_that_matches_decides(
    name: str, records: list[Entry], start: Start, check_in: CheckIn, row: int
) -> None:
    made = planned(known(), records, name, day=3, start=start, check_in=check_in)
    assert (made.allowed, made.rule) == (False, row)


def test_a_refused_plan_asks_nothing_and_says_why() -> None:
    made = planned(known(), [session(0)], check_in=CheckIn(before=6))
    assert (made.steps, made.asked, made.locked, made.notice) == ((), (), False, None)
    assert all(reason.endswith(".") for reason in made.reasons)
    assert made.reasons


# --- a record against the plan of its day -----------------------------------------------------------------------------

AGAINST_THE_PLAN: dict[str, tuple[str, dict[str, Any]]] = {
    "limping": ("main", {"limp": True}),
    "sharp at the check-in": ("main", {"sharp": True}),
    "two above the last before": ("main", {"before": 3}),
    "a later phase": ("maintenance-only", {}),
}


@pytest.mark.parametrize(("name", "answers"), AGAINST_THE_PLAN.values(), ids=AGAINST_THE_PLAN)
def test_a_refused_records_green_ends_no_cut_and_breaks_no_run_of_ambers(name: str, answers: dict[str, Any]) -> None:
    catalogue = house(routine("maintenance-only", [("bridge", reps(10, 20))], phases=(Phase.MAINTENANCE,)))
    amber = {"painful": ("bridge",), "before": 1, "worst": 3}
    records = [session(0, "amber", **amber), session(3, name=name, **answers)]
    assert doses(planned(catalogue, records))["bridge"] == "1x8"
    ambers = [*records, session(6, "amber", **amber)]
    assert planned(catalogue, [*ambers, session(9, "amber", **amber)], day=10).rule == 3, "a third amber running"


def test_a_refused_record_commits_no_step_up() -> None:
    records = [session(0), session(3)]
    assert doses(planned(known(), records))["bridge"] == "1x12"
    assert doses(planned(known(), [*records, session(6, limp=True)]))["bridge"] == "1x10"
    assert doses(planned(known(), [*records, session(6)]))["bridge"] == "1x12"


def test_a_refused_records_red_counts() -> None:
    made = planned(known(), [session(0), session(3, limp=True, quality=Quality.SHARP)], day=4)
    assert (made.rule, made.phase) == (3, Phase.ACUTE)


def test_setting_the_phase_by_hand_opens_what_row_4_closed() -> None:
    records = [session(0), set_phase(1, Phase.MAINTENANCE)]
    assert planned(known(), records, "maintenance-only").allowed
