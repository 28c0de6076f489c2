"""The README tells what the coach itself tells."""

from pathlib import Path

import pytest

from coach.domain.records.red_flags import SAFETY_NOTICE

README = Path(__file__).parents[1] / "README.md"


@pytest.mark.parametrize("sentence", SAFETY_NOTICE, ids=lambda sentence: sentence.split()[0])
def test_the_safety_notice_stands_in_the_readme(sentence: str) -> None:
    text = " ".join(README.read_text(encoding="utf-8").replace("**", "").split())
    assert sentence in text


MUST_SAY = [
    ("does not diagnose or treat",),
    ("pregnant", "surgery", "bones", "eating too little", "under 18"),
    ("Stop when",),
    ("local emergency number",),
    ("nothing about drugs or doses",),
    ("Painkillers hide pain",),
    ("tendons, not on the psoas",),
]
"""What RULES asks of the notice."""


@pytest.mark.parametrize("parts", MUST_SAY, ids=lambda parts: parts[0])
def test_the_safety_notice_says_what_it_must(parts: tuple[str, ...]) -> None:
    assert [part for part in parts if part not in " ".join(SAFETY_NOTICE)] == []


def test_no_heading_stands_twice() -> None:
    headings = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert len(headings) > 3
    assert sorted(set(headings)) == sorted(headings)
