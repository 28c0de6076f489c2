"""A text without room is seen to be cut, and never says less than fits."""

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui.text.cut import READS_ON, cut

WORDS = st.lists(st.text("abc.;,", min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join)


@given(WORDS, st.integers(12, 40), st.integers(1, 3))
def test_what_fits_stays_and_what_does_not_says_so(text: str, width: int, rows: int) -> None:
    shown = cut(text, width, rows)
    assert len(wrap(shown, width)) <= rows
    if len(wrap(text, width)) <= rows:
        assert shown == text
    else:
        assert shown.endswith(READS_ON)
        assert text.startswith(shown.removesuffix(READS_ON))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("No training before Wednesday; pain was 6.", "No training before… [?]"),
        ("Rest.", "Rest."),
    ],
)
def test_it_ends_with_a_word(text: str, shown: str) -> None:
    assert cut(text, 26, 1) == shown
