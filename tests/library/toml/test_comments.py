"""Comments made and unmade: twice is as before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui.editor.toml_colours import toggled


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["hold = 20"], ["# hold = 20"]),
        (["# hold = 20"], ["hold = 20"]),
        (["#hold = 20"], ["hold = 20"]),
        (["  # hold = 20  # s"], ["  hold = 20  # s"]),
        (["# a", "#", "# b"], ["a", "", "b"]),
        (["# a", "", "b"], ["# # a", "", "# b"]),
        ([""], [""]),
    ],
)
def test_lines(before: list[str], after: list[str]) -> None:
    assert toggled(before) == after


@given(st.lists(st.text(st.characters(exclude_characters="\r\n"), min_size=1).filter(str.strip), min_size=1))
def test_made_and_unmade_they_are_as_before(lines: list[str]) -> None:
    made = [f"# {line}" for line in lines]
    assert toggled(made) == lines
