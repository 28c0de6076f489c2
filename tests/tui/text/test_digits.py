"""The big digits: laws of their size, and pictures that nobody can mistake for one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui.text.digits import CELL, LEAST_DIGIT_HEIGHT, draw_digits, fitting_height, size

HEIGHTS = st.integers(LEAST_DIGIT_HEIGHT, 60)
TEXTS = st.text("0123456789:- ", max_size=8)
EIGHT = (
    "██████",
    "██  ██",
    "██████",
    "██  ██",
    "██████",
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("8", EIGHT),
        ("0", (EIGHT[0], *[EIGHT[1]] * 3, EIGHT[0])),
        ("1", ("    ██",) * 5),
        ("-", ("      ", "      ", "██████", "      ", "      ")),
        (":", ("  ", "██", "  ", "██", "  ")),
        ("11", ("    ██      ██",) * 5),
        ("", ("",) * 5),
    ],
)
def test_the_least_height(text: str, rows: tuple[str, ...]) -> None:
    assert draw_digits(text, 5) == rows


@given(TEXTS, HEIGHTS)
def test_a_text_takes_the_room_it_says(text: str, height: int) -> None:
    rows = draw_digits(text, height)
    assert len(rows) == height
    assert {len(row) for row in rows} == {size(text, height)}
    assert set("".join(rows)) <= {CELL, " "}


@pytest.mark.parametrize("height", range(LEAST_DIGIT_HEIGHT, 41))
def test_no_two_characters_look_alike(height: int) -> None:
    assert len({draw_digits(char, height) for char in "0123456789- "}) == 12


@given(st.text("0123456789- ", min_size=2, max_size=4), HEIGHTS)
def test_texts_that_differ_look_different(text: str, height: int) -> None:
    others = {text.replace(char, "8" if char != "8" else "0") for char in set(text)}
    assert all(draw_digits(other, height) != draw_digits(text, height) for other in others)


@given(st.sampled_from("0123456789-"), HEIGHTS)
def test_digits_of_one_height_are_equally_wide(char: str, height: int) -> None:
    assert size(char, height) == size("0", height)


@given(TEXTS, st.integers(0, 200), st.integers(0, 60))
def test_the_fitting_height_is_the_greatest_that_fits(text: str, width: int, height: int) -> None:
    rows = fitting_height(text, width, height)
    assert rows == 0 or LEAST_DIGIT_HEIGHT <= rows <= height
    assert rows == 0 or size(text, rows) <= width
    assert all(size(text, higher) > width for higher in range(max(rows + 1, LEAST_DIGIT_HEIGHT), height + 1))


@given(TEXTS, st.integers(0, 200), HEIGHTS)
def test_more_room_never_makes_it_smaller(text: str, width: int, height: int) -> None:
    here = fitting_height(text, width, height)
    assert fitting_height(text, width + 1, height) >= here
    assert fitting_height(text, width, height + 1) >= here


@pytest.mark.parametrize(
    ("text", "width", "height", "rows"),
    [("00", 80, 12, 12), ("00", 38, 5, 5), ("0:00", 38, 5, 5), ("00", 13, 9, 0), ("0", 80, 4, 0)],
)
def test_rooms_that_occur(text: str, width: int, height: int, rows: int) -> None:
    assert fitting_height(text, width, height) == rows
