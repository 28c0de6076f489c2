"""Words as people list them."""

import pytest

from coach.domain.listing import capitalised, counted, few_listed, listed, or_dash, span


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_all_of_them(words: tuple[str, ...], said: str) -> None:
    assert listed(iter(words)) == said


def test_the_word_before_the_last_is_the_askers() -> None:
    assert listed(["left", "right", "both"], "or") == "left, right or both"


@pytest.mark.parametrize(
    ("words", "said"), [("", ""), ("a", "a"), ("ab", "a, b"), ("abc", "a, b and 1 more"), ("abcde", "a, b and 3 more")]
)
def test_a_few_of_them(words: str, said: str) -> None:
    assert few_listed(words, 2) == said


def test_what_holds_commas_itself_is_not_run_together_with_the_rest() -> None:
    assert few_listed(["a, not b", "c, not d", "e"], 2, "; ") == "a, not b; c, not d; and 1 more"


@pytest.mark.parametrize(("number", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_a_number_with_its_noun(number: int, said: str) -> None:
    assert counted(number, "day") == said


def test_numbers_as_they_are_read() -> None:
    assert [or_dash(0), or_dash(7), or_dash(None)] == ["0", "7", "–"]
    assert [span(4, 6), span(4, 4)] == ["4 to 6", "4"]


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert [capitalised("it is a TOML file"), capitalised("10 reps"), capitalised("")] == [
        "It is a TOML file",
        "10 reps",
        "",
    ]
