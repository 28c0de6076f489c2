"""What the coach changed, with the reason, the rule and the source."""

import pytest

from coach.domain.exercises.routine import MAINTENANCE
from coach.domain.records.entries import Entry, Unreadable
from coach.domain.records.history import Start
from coach.domain.statistics.changes import Adjustment, ChangeKind, changes, flag_stories
from coach.domain.teaching.rule_cards import CARDS

from ..builders import at, climb, flagged, ready_to_run, run, session, sessions, set_phase, unlocked, walk
from .telling import told


def of(entries: list[Entry], what: ChangeKind | None = None, start: Start | None = None) -> list[Adjustment]:
    return [each for each in changes(told(entries, start or Start())) if what in (None, each.what)]


def lines(found: list[Adjustment]) -> list[str]:
    """``6 up 12 bridge 1 × 10 reps > 1 × 12 reps``: day, way, rule and what."""
    return [
        f"{(each.at - at(0)).days} {each.way} {each.rule} "
        + ", ".join(f"{item.name} {item.before} > {item.after}" for item in each.items)
        for each in found
    ]


DOSES: list[tuple[list[Entry], list[str]]] = [
    ([], []),
    ([session(0), session(3)], []),
    (
        [session(0), session(3), session(6)],
        ["6 up 12 bridge 1 × 10 reps > 1 × 12 reps, plank 1 × 30 s > 1 × 35 s"],
    ),
    (
        [session(0), session(3, "amber", painful=("bridge",)), session(6), session(9)],
        ["6 down 10 bridge 1 × 10 reps > 1 × 8 reps", "9 back 10 bridge 1 × 8 reps > 1 × 10 reps"],
    ),
    (
        [session(0, "amber", painful=("bridge",)), session(3, morning=None), session(6, morning=None)],
        ["3 down 10 bridge 1 × 10 reps > 1 × 8 reps"],
    ),
    (
        [session(0), session(3, "red", painful=("bridge",)), session(6), session(9), session(12), session(15)],
        [
            "6 out 9 bridge 1 × 10 reps > out",
            "6 down 9 plank 1 × 30 s > 1 × 21 s",
            "9 back 9 plank 1 × 21 s > 1 × 30 s",
            "12 back 9 bridge out > 1 × 7 reps",
            "15 back 9 bridge 1 × 7 reps > 1 × 10 reps",
            "15 up 12 plank 1 × 30 s > 1 × 35 s",
        ],
    ),
    (
        [*climb(1, every=3), session(20)],
        [
            "6 up 12 bridge 1 × 10 reps > 1 × 12 reps, plank 1 × 30 s > 1 × 35 s",
            "20 down 8 bridge 1 × 12 reps > 1 × 10 reps, plank 1 × 35 s > 1 × 30 s",
        ],
    ),
]


@pytest.mark.parametrize(("entries", "wanted"), DOSES)
def test_what_plans_asked_otherwise_than_those_before(entries: list[Entry], wanted: list[str]) -> None:
    assert lines(of(entries, ChangeKind.DOSES)) == wanted


WHY = [
    ([session(0), session(3), session(6)], "Two green sessions in full, effort 7 or less", "2-for-2 rule, S4"),
    (
        [session(0), session(3, "amber", painful=("bridge",)), session(6)],
        "Your record on 5 Nov was amber",
        "pain-monitoring model",
    ),
    ([session(0), session(3, "red"), session(6)], "main on 5 Nov was red", "S3, coach"),
    ([*climb(1, every=3), session(20)], "You have not done this for 14 days", "coach"),
]


@pytest.mark.parametrize(("entries", "why", "source"), WHY)
def test_the_reason_without_what_came_of_it(entries: list[Entry], why: str, source: str) -> None:
    last = of(entries, ChangeKind.DOSES)[-1]
    assert (last.why, last.source) == (why, source)
    assert last.records


def test_todays_check_in_alone_changes_nothing_after_it() -> None:
    sore = session(3, name="rescue", before=5, worst=5, after=5, morning=5)
    assert of([session(0, name="rescue"), sore, session(6, name="rescue")], ChangeKind.DOSES)[:1] != []
    assert all(each.rule not in ("2", "5", "6") for each in of([session(0, name="rescue"), sore]))


def test_what_was_trained_against_its_plan_is_no_plan_to_differ_from() -> None:
    entries = [session(0), session(2, "red"), session(3), session(6)]
    assert [line[0] for line in lines(of(entries, ChangeKind.DOSES))] == ["6"]


STATES: list[tuple[list[Entry], list[str], str, str]] = [
    ([session(0, quality="sharp")], ["0 down phases Phase recovery > acute"], "The pain was sharp", "S4"),
    (
        [session(0, gait_changed=True)],
        ["0 down phases Phase recovery > acute"],
        "The pain changed the way of moving",
        "S4",
    ),
    ([session(0, worst=7)], ["0 down phases Phase recovery > acute"], "Worst pain 7", "S4"),
    (
        [session(0, "red"), session(3, "red")],
        ["3 down phases Phase recovery > acute"],
        "2 reds within 7 days",
        "S4",
    ),
    (
        [session(0, "red"), Unreadable(at=at(3), id="u", what="session", why="torn")],
        ["3 down phases Phase recovery > acute"],
        "A record that cannot be read counts as a red",
        "S4",
    ),
    (
        [session(0, before=4, worst=3, after=3)],
        ["0 down phases Phase recovery > acute"],
        "The first record came with pain",
        "S4",
    ),
    ([set_phase(1, MAINTENANCE)], ["1 up phases Phase recovery > maintenance"], "Set by hand", "S4"),
    (
        [set_phase(0, MAINTENANCE), session(1, "red")],
        ["0 up phases Phase recovery > maintenance", "1 down phases Phase maintenance > recovery"],
        "A red",
        "S4",
    ),
    (
        [set_phase(0, MAINTENANCE), session(1, "amber"), session(3, "amber")],
        ["0 up phases Phase recovery > maintenance", "3 down phases Phase maintenance > recovery"],
        "2 ambers running",
        "S4",
    ),
    ([flagged(0, "groin-lump")], ["0 down 1 Training open > locked"], "Warning sign: A lump in the groin", "coach"),
    (
        [flagged(0, "groin-lump"), unlocked(1)],
        ["0 down 1 Training open > locked", "1 up 1 Training locked > open"],
        "The runner's own word",
        "coach",
    ),
]


@pytest.mark.parametrize(("entries", "wanted", "why", "source"), STATES)
def test_phases_and_locks(entries: list[Entry], wanted: list[str], why: str, source: str) -> None:
    found = [each for each in of(entries) if each.what in (ChangeKind.PHASE, ChangeKind.LOCK)]
    assert lines(found) == wanted
    assert (found[-1].why, found[-1].source) == (why, source)


def test_a_phase_up_says_that_what_it_asks_for_was_met() -> None:
    entries = sessions(*["green"] * 8, every=3, daily_life_pain_free=True)
    found = of([*entries], ChangeKind.PHASE)
    assert [each.why for each in found] == ["All that this phase asks for was met"]


def test_three_reds_lock() -> None:
    found = of([*sessions("red", "red", "red", every=4)], ChangeKind.LOCK)
    assert [each.why for each in found] == ["3 reds within 14 days"]


def test_what_cannot_be_read_locks_and_says_so() -> None:
    found = of([Unreadable(at=at(0), id="u", what="event", why="torn")], ChangeKind.LOCK)
    assert [each.why for each in found] == ["Something that cannot be read may have been a warning sign"]


def test_stages_of_running_and_its_suspension() -> None:
    entries = [*ready_to_run(), run(5), run(8), run(12), run(15, "amber"), run(18, "amber"), run(21, gait_changed=True)]
    found = [each for each in of(entries) if each.what in (ChangeKind.STAGE, ChangeKind.RUNNING)]
    assert lines(found)[:2] == ["12 up 14 Running stage 1 > stage 2", "18 down 14 Running stage 2 > stage 1"]
    assert [each.why for each in found[:2]] == [
        "Two green runs at stage 1, and a week since its first",
        "2 ambers of runs running",
    ]
    assert lines(found)[-1] == "21 down 14 Running open > its entry is asked anew"
    assert found[-1].why == "The pain changed the way of moving"


def test_a_stage_that_falls_with_the_phase_says_so() -> None:
    found = of([*ready_to_run(), run(5), run(8), run(12), run(15, worst=7)], ChangeKind.STAGE)
    assert lines(found) == ["12 up 14 Running stage 1 > stage 2", "15 down 14 Running stage 2 > stage 1"]
    assert found[-1].why == "The acute phase began"
    red = of([*ready_to_run(), run(5), run(8), run(12), run(15, "red")], ChangeKind.STAGE)
    assert red[-1].why == "The run was red"


def test_warning_signs_and_what_came_of_them() -> None:
    word = unlocked(3)
    entries: list[Entry] = [
        session(0),
        flagged(1, "groin-lump"),
        type(word)(at=word.at, kind=word.kind, note="seen, and may train again"),
        walk(5, red_flags=("no-better-after-weeks",)),
        session(6, red_flags=("blood-in-urine", "groin-lump")),
    ]
    lifted, prompt, last = flag_stories(told(entries))
    assert (lifted.flags, lifted.locked, lifted.lifted, lifted.outcome) == (
        ("groin-lump",),
        True,
        at(3),
        "seen, and may train again",
    )
    assert (prompt.locked, prompt.lifted) == (False, None)
    assert (last.flags, last.locked, last.lifted) == (("blood-in-urine", "groin-lump"), True, None)


def test_every_change_names_a_card_that_there_is() -> None:
    entries = [*climb(2), session(14, "red"), session(17), session(20), flagged(21, "groin-lump"), unlocked(22)]
    found = changes(told(entries))
    assert found
    assert all(each.rule in CARDS and each.source for each in found)
