"""The light of a record, row by row at its edges (RULES, "The light of a record")."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.routine import Adapt, Phase, RoutineKind
from coach.domain.records.entries import Answered, Entry, Quality, Run, Session
from coach.domain.rules.findings import judge
from coach.domain.rules.light import Light, Morning, Setting, baseline_of, glance, usual_morning

from ..builders import at
from ..strategies import PAIN, wild_histories

DAY_OF_RECORD = 30.0
RECOVERY, MAINTENANCE = Setting(phase=Phase.RECOVERY), Setting(phase=Phase.MAINTENANCE)
ACUTE = Setting(phase=Phase.ACUTE)
RECOVERY_KIND = Setting(kind=RoutineKind.RECOVERY)


def record(text: str, *, run: bool = False, **more: Any) -> Session | Run:
    """A record from ``B1 D2 A1 M1``: before, worst (during), after, morning; what is not named is unanswered."""
    names = {"B": "before", "D": "worst", "A": "after", "M": "morning"}
    pains = {names[part[0]]: int(part[1:]) for part in text.split()}
    return Run(at=at(DAY_OF_RECORD), **pains, **more) if run else session_of(**pains, **more)


def session_of(**answers: Any) -> Session:
    return Session(at=at(DAY_OF_RECORD), routine="main", **answers)


def mornings(*pains: int, first_day: float = 20.0) -> tuple[Morning, ...]:
    """One morning a day, from a day on."""
    return tuple(Morning(at(first_day + number), pain) for number, pain in enumerate(pains))


def knowing(*pains: int, start: int | None = None, **more: Any) -> Setting:
    return Setting(mornings=mornings(*pains), usual_morning=start, **more)


G, A, R, NONE = Light.GREEN, Light.AMBER, Light.RED, Light.NONE

SESSIONS = [
    # worst and after, in recovery and maintenance: 0–3, 4–5, 6+ (before equal, so that nothing rises)
    ("B3 D3 A3 M0", G),
    ("B4 D4 A3 M0", A),
    ("B5 D5 A3 M0", A),
    ("B6 D6 A3 M0", R),
    ("B4 D3 A4 M0", A),
    ("B5 D3 A5 M0", A),
    ("B6 D3 A6 M0", R),
    ("B10 D10 A10 M0", R),
    # rise: up to 1, 2, 3 and more
    ("B0 D0 A0 M0", G),
    ("B0 D1 A0 M0", G),
    ("B0 D2 A0 M0", A),
    ("B0 D3 A0 M0", A),
    ("B2 D1 A1 M0", G),
    # a rise of 3 or more is red only with a worst of 5
    ("B0 D4 A0 M0", A),
    ("B1 D4 A1 M0", A),
    ("B0 D5 A0 M0", R),
    ("B2 D5 A0 M0", R),
    ("B3 D5 A0 M0", A),
    ("B1 D3 A0 M0", A),
    # the worst row wins
    ("B3 D4 A3 M3", A),
    ("B1 D5 A1 M1", R),
    ("B4 D4 A4 M6", R),
]


@pytest.mark.parametrize("setting", [RECOVERY, MAINTENANCE], ids=["recovery", "maintenance"])
@pytest.mark.parametrize(("answers", "light"), SESSIONS)
def test_session(answers: str, light: Light, setting: Setting) -> None:
    assert judge(record(answers), setting).light is light


STRICT = [
    ("B0 D0 A0 M0", G),
    ("B1 D1 A0 M0", A),
    ("B1 D0 A1 M0", A),
    ("B3 D3 A3 M0", A),
    ("B4 D4 A0 M0", R),
    ("B4 D0 A4 M0", R),
]


@pytest.mark.parametrize(("answers", "light"), STRICT)
def test_running_and_the_acute_phase_allow_no_pain(answers: str, light: Light) -> None:
    assert judge(record(answers), ACUTE).light is light
    for setting in (RECOVERY, MAINTENANCE, ACUTE):
        assert judge(record(answers, run=True), setting).light is light


THRESHOLDS = [
    (Adapt(2, 4), "B1 D1 A1 M0", G),
    (Adapt(2, 4), "B2 D2 A2 M0", A),
    (Adapt(2, 4), "B3 D3 A0 M0", A),
    (Adapt(2, 4), "B4 D4 A0 M0", R),
    (Adapt(3, 5), "B2 D2 A0 M0", G),
    (Adapt(3, 5), "B3 D0 A3 M0", A),
    (Adapt(3, 5), "B5 D0 A5 M0", R),
]


@pytest.mark.parametrize(("adapt", "answers", "light"), THRESHOLDS)
def test_a_routines_own_thresholds(adapt: Adapt, answers: str, light: Light) -> None:
    assert judge(record(answers), Setting(adapt=adapt)).light is light


def test_thresholds_move_neither_runs_nor_the_acute_phase() -> None:
    lenient = Adapt(4, 6)
    assert judge(record("B1 D1 A0 M0", run=True), Setting(adapt=lenient)).light is A
    assert judge(record("B1 D1 A0 M0"), replace(ACUTE, adapt=lenient)).light is A
    assert judge(record("B0 D2 A0 M0"), Setting(adapt=Adapt(3, 5))).light is A, "the rise is not theirs to move"


MORNINGS = [
    # the usual morning said at the start, this record's morning, light
    (2, 0, G),
    (2, 2, G),
    (0, 1, G),
    (1, 2, G),
    (2, 3, A),
    (4, 5, A),
    (0, 2, A),
    (0, 3, A),
    (1, 3, A),
    (0, 4, R),
    (2, 4, R),
    (3, 4, A),
    (4, 6, R),
    (8, 8, G),
    (3, 10, R),
]


@pytest.mark.parametrize(("usual", "morning", "light"), MORNINGS)
def test_morning_against_the_usual(usual: int, morning: int, light: Light) -> None:
    assert judge(record(f"B0 D0 A0 M{morning}"), Setting(usual_morning=usual)).light is light


@pytest.mark.parametrize(("morning", "light"), [(0, G), (3, G), (4, A), (5, A), (6, R), (10, R)])
def test_morning_with_nothing_to_compare_it_with(morning: int, light: Light) -> None:
    verdict = judge(record(f"D0 A0 M{morning}"), Setting())
    assert verdict.light is light
    assert verdict.provisional


USUAL = {
    "three mornings: their median": (knowing(1, 5, 2, start=9), "B7", 2),
    "four: of the two middle ones the higher": (knowing(1, 2, 4, 7, start=9), "B7", 4),
    "two are too few: what was said at the start": (knowing(1, 2, start=4), "B7", 4),
    "a start of zero is an answer": (knowing(start=0), "B7", 0),
    "neither: the record's own before": (knowing(1, 2), "B7", 7),
    "nothing at all": (knowing(1, 2), "D0", None),
}


@pytest.mark.parametrize(("setting", "answers", "expected"), USUAL.values(), ids=USUAL)
def test_usual_morning(setting: Setting, answers: str, expected: int | None) -> None:
    assert usual_morning(record(answers), setting) == expected


def test_a_morning_of_exactly_14_days_ago_counts() -> None:
    two = mornings(1, 1, first_day=DAY_OF_RECORD - 2)
    on_the_day = Morning(at(DAY_OF_RECORD - 14), 1)
    too_old = Morning(on_the_day.at - timedelta(seconds=1), 1)
    here = record("B7")
    assert usual_morning(here, Setting(mornings=(on_the_day, *two))) == 1
    assert usual_morning(here, Setting(mornings=(too_old, *two))) == 7


def test_only_mornings_before_the_record_count() -> None:
    later = tuple(Morning(at(DAY_OF_RECORD + day), 0) for day in (0, 1, 2))
    assert usual_morning(record("B7"), Setting(mornings=later)) == 7


QUALITIES = [
    (None, None, G),
    (Quality.NONE, False, G),
    (Quality.DULL, False, G),
    (Quality.TIGHT, None, G),
    (Quality.SHARP, False, R),
    (Quality.CATCHING, False, R),
    (Quality.NONE, True, R),
    (None, True, R),
]


@pytest.mark.parametrize(("quality", "gait", "light"), QUALITIES)
@pytest.mark.parametrize("run", [False, True], ids=["session", "run"])
def test_quality_and_gait(quality: Quality | None, gait: bool | None, light: Light, run: bool) -> None:
    assert judge(record("B0 D0 A0 M0", quality=quality, gait_changed=gait, run=run), RECOVERY).light is light


def weeks(before: list[int], last: list[int]) -> Setting:
    """Mornings of the week before last and of the last week, before the record of day 30; the usual one is high."""
    earlier = [Morning(at(DAY_OF_RECORD - 13 + number), pain) for number, pain in enumerate(before)]
    later = [Morning(at(DAY_OF_RECORD - 6 + number), pain) for number, pain in enumerate(last)]
    return Setting(mornings=(*earlier, *later))


WEEKS = {
    "one point more": (weeks([1, 1], [2]), "B2 D2 A2 M2", A),
    "just under a point": (weeks([1, 1, 1], [2, 2]), "B1 D1 A1 M1", G),
    "less": (weeks([3, 3], [1]), "B1 D1 A1 M1", G),
    "two fifths of three mornings: 5/3 against 2/3": (weeks([0, 1, 1], [2, 2]), "B1 D1 A1 M1", A),
    "one morning the week before is too few": (weeks([0], [2, 2]), "B2 D2 A2 M2", G),
    "this record's own is not enough alone": (weeks([1, 1, 2], []), "B2 D2 A2 M2", G),
    "unanswered counts as 0: mean 2 against 1": (weeks([1, 1, 1], [3, 3]), "B1 D1 A1", A),
    "unanswered counts as 0: mean 1 against 1": (weeks([1, 1], [2]), "B1 D1 A1", G),
}


@pytest.mark.parametrize(("setting", "answers", "light"), WEEKS.values(), ids=WEEKS)
def test_mean_of_the_mornings_week_against_week(setting: Setting, answers: str, light: Light) -> None:
    assert judge(record(answers), setting).light is light


def test_a_worse_week_is_never_red_by_itself() -> None:
    known = weeks([0, 0, 0, 0], [10, 10, 10, 10])
    assert judge(record("B0 D0 A0 M0"), known).light is A


def test_the_weeks_meet_at_exactly_seven_days() -> None:
    old = mornings(0, 0, first_day=DAY_OF_RECORD - 12)
    edge = Morning(at(DAY_OF_RECORD - 7), 4)
    before_the_edge = Morning(edge.at - timedelta(seconds=1), 4)
    here = record("B0 D0 A0 M0")
    assert judge(here, Setting(mornings=(*old, edge))).light is A, "4 and 0 against 0 and 0"
    assert judge(here, Setting(mornings=(*old, before_the_edge))).light is G, "only one morning in the last week"


RECOVERY_SESSIONS = [
    ("B7 D7 A7 M7", A),
    ("B7 D6 A5 M7", A),
    ("B7 D8 A7 M7", R),
    ("B7 D7 A8 M7", R),
    ("B3 D3 A3 M3", G),
    ("B5 D5 A5 M5", A),
    ("B7 D7 M7", A),
    ("D7 A7 M3", R),
]


@pytest.mark.parametrize(("answers", "light"), RECOVERY_SESSIONS)
def test_a_recovery_session_is_not_blamed_for_what_was_there_before(answers: str, light: Light) -> None:
    assert judge(record(answers), RECOVERY_KIND).light is light


@pytest.mark.parametrize("pain", [6, 7, 8, 10])
def test_what_one_came_with_is_said_to_be_that(pain: int) -> None:
    said = judge(record(f"B{pain} D{pain} A4 M4"), RECOVERY_KIND).why
    assert f"Worst pain {pain}, but no more than you came with." in said
    assert "Pain right after 4: 4 to 5 is amber." in said


@pytest.mark.parametrize(("worst", "words"), [(2, "Pain rose 1 point during"), (3, "Pain rose 2 points during")])
def test_one_point_is_one(worst: int, words: str) -> None:
    assert any(words in why for why in judge(record(f"B1 D{worst} A1 M1"), Setting()).why)


def test_a_recovery_session_is_spared_in_the_acute_phase_too_but_not_by_other_rows() -> None:
    acute = replace(RECOVERY_KIND, phase=Phase.ACUTE)
    assert judge(record("B7 D7 A7 M7"), acute).light is A
    assert judge(record("B7 D7 A7 M7", quality=Quality.SHARP), RECOVERY_KIND).light is R
    assert judge(record("B6 D6 A6 M8"), RECOVERY_KIND).light is R
    assert judge(record("B7 D7 A7 M7"), Setting(kind=RoutineKind.STRETCH)).light is R


SETTLES = [
    # with a usual morning of 0: no red by the morning where it is not above the pain before
    ("B4 D0 A0 M4", A),
    ("B6 D0 A0 M6", A),
    ("B3 D0 A0 M4", R),
    ("D0 A0 M4", R),
    ("B3 D0 A0 M3", A),
    ("B1 D0 A0 M1", G),
]


@pytest.mark.parametrize(("answers", "light"), SETTLES)
def test_after_recovery_work_and_rescue_a_morning_that_was_there_before_is_amber_at_most(
    answers: str, light: Light
) -> None:
    assert judge(record(answers), Setting(settles=True, usual_morning=0)).light is light
    assert judge(record("B4 D0 A0 M4"), Setting(usual_morning=0)).light is R


def test_a_morning_that_settled_says_so_and_other_rows_still_count() -> None:
    settles = Setting(kind=RoutineKind.STRENGTH, settles=True, usual_morning=0)
    assert judge(record("B4 D4 A4 M4"), settles).why[-1].endswith("but no more than you came with.")
    assert judge(record("B6 D6 A6 M6"), settles).light is R, "worst 6: rescue is spared in its mornings only"


@pytest.mark.parametrize("missing", ["before", "worst", "after", "morning"])
def test_a_record_that_lacks_a_pain_answer_is_provisional(missing: str) -> None:
    whole = record("B1 D1 A1 M1", quality=Quality.DULL)
    assert judge(whole, RECOVERY).earned_green
    verdict = judge(replace(whole, **{missing: None}), RECOVERY)
    assert (verdict.light, verdict.provisional, verdict.earned_green) == (G, True, False)


def test_what_is_answered_may_make_a_provisional_record_amber_or_red() -> None:
    assert judge(record("D4"), RECOVERY).light is A
    assert judge(record("A6"), RECOVERY).light is R
    assert judge(session_of(quality=Quality.CATCHING), RECOVERY).light is R
    assert judge(session_of(gait_changed=True), RECOVERY).light is R
    assert judge(record("M6"), RECOVERY).light is R


def test_no_answers_at_all_is_no_light() -> None:
    verdict = judge(session_of(effort=5, done=1.0), RECOVERY)
    assert (verdict.light, verdict.provisional, verdict.findings) == (NONE, True, ())


def test_absent_quality_and_gait_do_not_make_a_record_provisional() -> None:
    assert not judge(record("B1 D1 A1 M1"), RECOVERY).provisional


def test_every_light_but_none_gives_its_reason_and_its_source() -> None:
    for answers, light in SESSIONS:
        verdict = judge(record(answers), RECOVERY)
        assert verdict.why, answers
        assert all(finding.source for finding in verdict.findings)
        assert verdict.findings[0].light is light


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({"gait_changed": True}, "the pain changed how you move"),
        ({"quality": Quality.SHARP}, "the pain was sharp"),
        ({"quality": Quality.DULL}, "worst pain 6"),
    ],
)
def test_what_alarms_is_said_before_any_number(more: dict[str, Any], cause: str) -> None:
    """It moves to the acute phase and ends running, whatever the numbers are."""
    verdict = judge(record("B0 D6 A3 M0", **more), RECOVERY)
    assert (verdict.light, verdict.cause) == (R, cause)


# --- laws -----------------------------------------------------------------------------------------------------------

SETTINGS = st.builds(
    Setting,
    phase=st.sampled_from(Phase),
    kind=st.none() | st.sampled_from(RoutineKind),
    adapt=st.sampled_from([Adapt(), Adapt(2, 4), Adapt(3, 5)]),
    mornings=st.lists(st.builds(Morning, st.integers(14, 30).map(at), PAIN), max_size=8).map(
        lambda known: tuple(sorted(known, key=lambda morning: morning.at))
    ),
    usual_morning=st.none() | PAIN,
)
MAYBE = st.none() | PAIN
ANSWERS = st.fixed_dictionaries(
    {
        "before": MAYBE,
        "worst": MAYBE,
        "after": MAYBE,
        "morning": MAYBE,
        "quality": st.none() | st.sampled_from(Quality),
        "gait_changed": st.none() | st.booleans(),
    }
)
RECORDS = st.one_of(
    st.builds(lambda given: Session(at=at(DAY_OF_RECORD), routine="main", **given), ANSWERS),
    st.builds(lambda given: Run(at=at(DAY_OF_RECORD), **given), ANSWERS),
)


def badness(made: Answered, setting: Setting) -> int:
    return judge(made, setting).light.rank


@given(RECORDS, SETTINGS, st.sampled_from(["worst", "after", "morning"]), PAIN, PAIN)
def test_more_pain_never_gives_a_better_light(
    made: Session | Run, setting: Setting, name: str, one: int, another: int
) -> None:
    better, worse = replace(made, **{name: min(one, another)}), replace(made, **{name: max(one, another)})
    assert badness(worse, setting) >= badness(better, setting)


@given(RECORDS, SETTINGS, st.sampled_from([Quality.SHARP, Quality.CATCHING]))
def test_a_worse_quality_or_a_changed_gait_never_gives_a_better_light(
    made: Session | Run, setting: Setting, quality: Quality
) -> None:
    assert judge(replace(made, quality=quality), setting).light is R
    assert judge(replace(made, gait_changed=True), setting).light is R


@given(RECORDS, SETTINGS, st.sampled_from(["before", "worst", "after", "morning"]), PAIN)
def test_a_later_answer_never_gives_a_better_light(
    made: Session | Run, setting: Setting, name: str, answer: int
) -> None:
    unanswered = replace(made, **{name: None})
    if name == "before":
        # The before is what the others are measured against: it may excuse a morning or a recovery session.
        setting = replace(setting, kind=None, usual_morning=setting.usual_morning or 0)
    assert badness(replace(unanswered, **{name: answer}), setting) >= badness(unanswered, setting)


BEST = {"worst": 0, "after": 0, "morning": 0, "quality": Quality.NONE, "gait_changed": False}


@given(RECORDS, SETTINGS, st.sampled_from(sorted(BEST)))
def test_a_missing_answer_is_never_a_worse_light_than_the_best_answer(
    made: Session | Run, setting: Setting, name: str
) -> None:
    missing, best = replace(made, **{name: None}), replace(made, **{name: BEST[name]})
    assert badness(missing, setting) <= badness(best, setting)


@given(RECORDS, SETTINGS, st.sampled_from(sorted(BEST)))
def test_a_missing_answer_is_as_good_a_light_as_the_best_answer_but_never_earns_green(
    made: Session | Run, setting: Setting, name: str
) -> None:
    missing, best = replace(made, **{name: None}), replace(made, **{name: BEST[name]})
    verdict = judge(missing, setting)
    if verdict.light is NONE:  # no answers at all: RULES gives no light
        return
    assert verdict.light is judge(best, setting).light
    assert not (name in ("worst", "after", "morning") and verdict.earned_green)


def no_answers(entry: Answered) -> bool:
    pains = (entry.before, entry.worst, entry.after, entry.morning)
    return all(answer is None for answer in (*pains, entry.quality, entry.gait_changed))


@given(
    wild_histories(), st.builds(Setting, phase=st.sampled_from(Phase), kind=st.none() | st.sampled_from(RoutineKind))
)
def test_a_glance_sees_the_light_that_the_findings_give(entries: list[Entry], setting: Setting) -> None:
    for entry in entries:
        if isinstance(entry, Answered):
            verdict = judge(entry, setting)
            assert glance(entry, setting, baseline_of(entry, setting)) == replace(verdict, findings=())
            lights = [finding.light for finding in verdict.findings]
            worst = max(lights, key=lambda light: light.rank, default=G)
            assert verdict.light is (NONE if no_answers(entry) else worst)


def test_each_light_has_a_sign_of_its_own() -> None:
    assert {light: light.sign for light in Light} == {
        Light.NONE: "○",
        Light.GREEN: "●",
        Light.AMBER: "▲",
        Light.RED: "■",
    }
