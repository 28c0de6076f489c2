"""The coach against the reference: generated histories, every field that RULES decides.

A sample in every run; all of them with ``make soak``. What differs is printed as the smallest history that still does.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from coach.library.disk.layers import shipped_folder

from .book import read_book
from .case import shrink
from .comparing import Comparison, kind_of
from .generating import case_of

GIVEN = Path(__file__).parent / "routines"
SAMPLE, ALL = 60, 2_000
CHUNK = 20
MOST_SHOWN = 3
ONCE_APART = {
    "two records of the same instant": (2056, 4358, 5500),
    "swapped in for another, which ends its cut": (2266, 2431, 3350, 3656, 3741, 4217, 8017),
    "greens before and after the acute phase": (5138,),
    "said of running, with today's the first before": (2694,),
    "a red, and a sore check-in: when to run again": (3035,),
    "a refused run takes no step up": (3325,),
    "stage 9 for the first time: no caps yet": (8685,),
    "the first day to run again, in another offset": (8029,),
    "runs of one's own are at no stage": (8381,),
}
"""Cases beyond all that once differed, by what it was."""


@pytest.fixture
def comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Comparison:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CONFIG_DIRS", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return Comparison(read_book([shipped_folder(), GIVEN]), tmp_path, GIVEN)


def assert_alike(comparison: Comparison, numbers: range) -> None:
    """No case of these numbers differs; the first that do are shown as small as they get."""
    shown: list[str] = []
    for number in numbers:
        case = case_of(number, comparison.book)
        if found := comparison.differences(case):
            small = comparison.smallest(case, found[0].field)
            lines = [f"case {number}", str(small), *map(str, comparison.differences(small))]
            shown.append("\n".join(lines))
        if len(shown) == MOST_SHOWN:
            break
    assert not shown, "\n\n".join(shown)


@pytest.mark.parametrize("first", range(0, SAMPLE, CHUNK))
def test_the_coach_is_as_the_reference(comparison: Comparison, first: int) -> None:
    assert_alike(comparison, range(first, first + CHUNK))


@pytest.mark.parametrize("numbers", ONCE_APART.values(), ids=ONCE_APART)
def test_what_once_differed_is_alike(comparison: Comparison, numbers: tuple[int, ...]) -> None:
    for number in numbers:
        assert_alike(comparison, range(number, number + 1))


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, ALL, 100))
def test_two_thousand_histories(comparison: Comparison, first: int) -> None:
    assert_alike(comparison, range(first, first + 100))


def test_a_number_is_always_the_same_case(comparison: Comparison) -> None:
    assert case_of(7, comparison.book) == case_of(7, comparison.book)
    assert case_of(7, comparison.book) != case_of(8, comparison.book)


def test_another_reading_of_the_rules_is_noticed(comparison: Comparison) -> None:
    """Bands moved in the reference alone, behind the coach's back."""
    book = {name: replace(routine, amber_from=1, red_from=2) for name, routine in comparison.book.items()}
    strict = replace(comparison, book=book)
    found = [one.field for number in range(CHUNK) for one in strict.differences(case_of(number, book))]
    assert "lights" in found


def test_a_case_is_made_as_small_as_it_gets(comparison: Comparison) -> None:
    some = (case_of(number, comparison.book) for number in range(100))
    case = next(case for case in some if sum(entry["type"] == "session" for entry in case.entries) > 5)
    small = shrink(case, lambda other: any(entry["type"] == "session" for entry in other.entries))
    assert [set(entry) for entry in small.entries] == [{"type", "at", "routine"}]
    assert (small.start, small.check_in) == ({}, {})


def test_fields_of_steps_are_told_apart_by_name() -> None:
    assert [kind_of(field) for field in ("steps[3].reps", "run.stage")] == [".reps", "run.stage"]
