"""An exercise: what it is for, and who says so."""

import pytest

from ..builders import exercise

WHY = "A steady trunk takes work off the psoas."


@pytest.mark.parametrize(
    ("why", "why_sources", "sources", "words"),
    [
        (WHY, ("S1",), ("S3", "coach"), f"{WHY} (S1)"),
        (WHY, (), ("S3", "coach"), f"{WHY} (S3, coach)"),
        (WHY, (), (), WHY),
        ("", ("S1",), ("S3",), ""),
    ],
)
def test_what_it_is_for_names_its_own_source_before_the_exercises(
    why: str, why_sources: tuple[str, ...], sources: tuple[str, ...], words: str
) -> None:
    assert exercise(why=why, why_sources=why_sources, sources=sources).why_with_source == words
