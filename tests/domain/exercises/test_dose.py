"""The ladder through an author's range, shares, and cuts (RULES, "Doses")."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.dose import Cut, Dose, Prescription, Range, apply_cut, ladder, percent_of, reps_in_words
from coach.domain.rules.numbers import AMBER_CUT, RED_CUT

from ..builders import hold, max_hold, reps, short
from ..strategies import prescriptions

LADDERS = {
    "a plain number is pinned": (reps(10), "1x10"),
    "reps, two a step": (reps(10, 14), "1x10 1x12 1x14"),
    "the last step is clamped to the top": (reps(10, 13), "1x10 1x12 1x13"),
    "a hold, five seconds a step": (hold(30, 45), "1x30s 1x35s 1x40s 1x45s"),
    "at the top one set more, the work as it is": (hold(20, 25, sets=(2, 4)), "2x20s 2x25s 3x25s 4x25s"),
    "both given: reps first, then hold, then sets": (
        Prescription(reps=Range(5, 7, 2), hold=Range(3, 5, 1), sets=Range(1, 2)),
        "1x5x3s 1x7x3s 1x7x4s 1x7x5s 2x7x5s",
    ),
    "a rung: reps back to from, sets as they are": (
        reps(10, 12, sets=(1, 2), resistance=("none", "light", "strong")),
        "1x10 1x12 2x12 2x10+1 2x12+1 2x10+2 2x12+2",
    ),
    "a rung: hold back to from": (hold(20, 25, resistance=("none", "light")), "1x20s 1x25s 1x20s+1 1x25s+1"),
    "one name of resistance is no rung to climb": (reps(10, resistance=("light",)), "1x10"),
    "a max hold takes no steps": (max_hold(sets=2), "2xmax"),
    "the author's own step": (Prescription(reps=Range(8, 20, 5)), "1x8 1x13 1x18 1x20"),
}


@pytest.mark.parametrize(("prescription", "levels"), LADDERS.values(), ids=LADDERS)
def test_ladder(prescription: Prescription, levels: str) -> None:
    assert " ".join(short(dose) for dose in ladder(prescription)) == levels


@pytest.mark.parametrize(
    ("value", "percent", "expected"),
    [(10, 70, 7), (10, 80, 8), (3, 50, 1), (5, 50, 2), (5, 70, 3), (15, 70, 10), (4, 70, 3), (12, 80, 10), (7, 100, 7)],
)
def test_share_goes_to_the_nearest_and_halves_to_the_easier_side(value: int, percent: int, expected: int) -> None:
    assert percent_of(value, percent) == expected


@given(st.integers(0, 10_000), st.integers(0, 100))
def test_share_is_the_nearest_whole_number(value: int, percent: int) -> None:
    twice_off = 2 * (100 * percent_of(value, percent) - value * percent)
    assert -100 <= twice_off < 100


CUTS = {
    "red: half the sets, 70 % of the reps": (reps(10, sets=(3, 3)), RED_CUT, None, "1x7"),
    "red: half the sets, 70 % of the hold": (hold(30, sets=(4, 4)), RED_CUT, None, "2x21s"),
    "amber: 80 % of the reps, sets stay": (reps(10, sets=(3, 3)), AMBER_CUT, None, "3x8"),
    "one set is the floor": (reps(10), RED_CUT, None, "1x7"),
    "five reps are the floor": (reps(6), RED_CUT, None, "1x5"),
    "ten seconds are the floor": (hold(12), RED_CUT, None, "1x10s"),
    "a floor is never above the level: reps": (reps(3), RED_CUT, None, "1x3"),
    "a floor is never above the level: hold": (hold(8), RED_CUT, None, "1x8s"),
    "its own floor of reps, higher": (reps(10, floor=9), RED_CUT, None, "1x9"),
    "its own floor of reps, lower": (reps(5, floor=2), RED_CUT, None, "1x3"),
    "its own floor of hold": (hold(30, floor=25), RED_CUT, None, "1x25s"),
    "its own floor is never above the level": (hold(30, floor=60), RED_CUT, None, "1x30s"),
    "reps and hold are both cut": (
        Prescription(reps=Range.pinned(10), hold=Range.pinned(20)),
        RED_CUT,
        None,
        "1x7x14s",
    ),
    "a max hold: a share of the last": (max_hold(sets=2), RED_CUT, 60, "1x42s"),
    "a max hold after an amber": (max_hold(sets=2), AMBER_CUT, 60, "2x48s"),
    "a max hold never measured: a share of 15 s, halves down": (max_hold(), RED_CUT, None, "1x10s"),
    "a max hold never measured, after an amber": (max_hold(), AMBER_CUT, None, "1x12s"),
    "a max hold that was short": (max_hold(), RED_CUT, 8, "1x8s"),
    "a max hold with its own floor": (max_hold(floor=20), RED_CUT, 25, "1x20s"),
}


@pytest.mark.parametrize(("prescription", "cut", "measured", "expected"), CUTS.values(), ids=CUTS)
def test_cut(prescription: Prescription, cut: Cut, measured: int | None, expected: str) -> None:
    assert short(apply_cut(prescription, prescription.start(), cut, measured)) == expected


def test_a_red_cut_goes_one_rung_down_and_not_below_the_first() -> None:
    prescription = reps(10, resistance=("none", "light", "strong"))
    rungs = [apply_cut(prescription, level, RED_CUT).rung for level in ladder(prescription)]
    assert rungs == [0, 0, 1]


def test_an_amber_cut_leaves_the_resistance() -> None:
    prescription = reps(10, resistance=("none", "light"))
    assert apply_cut(prescription, ladder(prescription)[1], AMBER_CUT).rung == 1


# --- laws -----------------------------------------------------------------------------------------------------------


@given(prescriptions())
def test_every_level_lies_in_the_authors_range(prescription: Prescription) -> None:
    for level in ladder(prescription):
        assert prescription.sets.low <= level.sets <= prescription.sets.high
        assert level.rung in range(max(1, len(prescription.resistance)))
        for value, limits in ((level.reps, prescription.reps), (level.hold_s, prescription.hold)):
            assert (value is None) == (limits is None)
            assert limits is None or value is None or limits.low <= value <= limits.high


@given(prescriptions())
def test_a_ladder_goes_from_the_start_to_the_very_top(prescription: Prescription) -> None:
    levels = ladder(prescription)
    assert levels[0] == prescription.start()
    top = levels[-1]
    assert top.sets == prescription.sets.high or prescription.max_hold
    assert top.reps == (prescription.reps.high if prescription.reps else None)
    assert top.hold_s == (prescription.hold.high if prescription.hold else None)


@given(prescriptions())
def test_one_step_raises_one_variable(prescription: Prescription) -> None:
    levels = ladder(prescription)
    for before, after in pairwise(levels):
        assert len(raised(before, after)) == 1
        if after.rung > before.rung:
            assert after == replace(prescription.start(), sets=before.sets, rung=before.rung + 1)


@given(prescriptions(), st.integers(0, 100), st.integers(0, 100), st.integers(0, 2), st.none() | st.integers(1, 300))
def test_a_cut_is_never_above_its_level(
    prescription: Prescription, sets: int, work: int, rungs: int, measured: int | None
) -> None:
    for level in ladder(prescription):
        assert not raised(level, apply_cut(prescription, level, Cut(sets, work, rungs), measured))


@given(prescriptions(), st.none() | st.integers(1, 300))
def test_a_red_cut_is_never_above_an_amber_cut(prescription: Prescription, measured: int | None) -> None:
    for level in ladder(prescription):
        amber = apply_cut(prescription, level, AMBER_CUT, measured)
        assert not raised(amber, apply_cut(prescription, level, RED_CUT, measured))


@given(prescriptions())
def test_a_cut_leaves_something_to_do(prescription: Prescription) -> None:
    for level in ladder(prescription):
        cut = apply_cut(prescription, level, RED_CUT)
        assert cut.sets >= 1
        assert (cut.reps or 0) + (cut.hold_s or 0) >= 1
        assert not cut.max


def raised(before: Dose, after: Dose) -> set[str]:
    """The variables that rose; a max hold is beyond every number."""

    def values(dose: Dose) -> dict[str, float]:
        held = float("inf") if dose.max else dose.hold_s or 0
        return {"sets": dose.sets, "reps": dose.reps or 0, "hold": held, "rung": dose.rung}

    return {name for name, value in values(after).items() if value > values(before)[name]}


@pytest.mark.parametrize(
    ("count", "more", "said"),
    [(1, "", "1 rep"), (2, "", "2 reps"), (0, "", "0 reps"), (1, "more ", "1 more rep"), (2, "more ", "2 more reps")],
)
def test_one_rep_is_one(count: int, more: str, said: str) -> None:
    assert reps_in_words(count, more) == said
