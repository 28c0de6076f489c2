"""coach share NAME --pain: a consent of its own, asked apart; the helper gets that very page, and nobody else."""

import json
from pathlib import Path

import pytest

from coach.store import shared_pages

from ..conftest import Run, Said
from ..history.test_log import piped
from .test_share import anna, mara, train


@pytest.fixture(autouse=True)
def _no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_TEAM", raising=False)


@pytest.fixture
def shared(coach: Run) -> Run:
    """Anna trains, and shares her page with mara."""
    train(coach, "anna", 3)
    assert anna(coach, "share", "mara").code == 0
    return coach


def seen(coach: Run) -> Said:
    return mara(coach, "team", "anna", "--report")


def test_the_page_alone_has_no_pain(shared: Run) -> None:
    said = seen(shared)
    assert said.code == 1
    assert "anna shares no page with pains with you. They do it like this: coach share mara --pain" in said.err


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_it_is_asked_apart(shared: Run, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    said = piped(shared, monkeypatch, answer, "--profile", "anna", "share", "mara", "--pain")
    assert said.code == 0
    assert "your pains with their days" in said.out
    assert "Share it with mara? y or n:" in said.out
    assert seen(shared).code == code


def test_what_the_helper_gets_is_what_the_runner_sees_and_follows_it(shared: Run) -> None:
    anna(shared, "share", "mara", "--pain", "--yes")
    train(shared, "anna", 6)
    mine = anna(shared, "report", "--name", "anna").out
    assert seen(shared).out == mine
    assert "2 sessions" in mine
    assert mara(shared, "team", "anna", "--html", "anna.html").code == 0
    assert Path("anna.html").read_text().startswith("<!DOCTYPE html>")


def test_nobody_else_gets_it(shared: Run) -> None:
    anna(shared, "share", "ben")
    anna(shared, "share", "mara", "--pain", "--yes")
    train(shared, "anna", 1)
    assert shared("--profile", "ben", "team", "anna").code == 0
    assert shared("--profile", "ben", "team", "anna", "--report").code == 1
    assert shared("--profile", "carl", "team", "anna", "--report").code == 1


def test_it_is_taken_back_alone_or_with_the_page(shared: Run) -> None:
    anna(shared, "share", "mara", "--pain", "--yes")
    said = anna(shared, "share", "mara", "--no-pain")
    assert said.out.startswith("mara no longer sees your pains.")
    assert (seen(shared).code, mara(shared, "team", "anna").code) == (1, 0)
    train(shared, "anna", 1)
    assert seen(shared).code == 1, "nor does it come back with the next record"
    anna(shared, "share", "mara", "--pain", "--yes")
    anna(shared, "share", "mara", "--stop")
    assert seen(shared).code == 1
    anna(shared, "share", "mara")
    train(shared, "anna", 1)
    assert seen(shared).code == 1, "nor when the page is shared anew"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("share", "--pain"), "with whom?"),
        (("share", "mara", "--pain", "--stop"), "with whom?"),
        (("share", "ben", "--pain", "--yes"), "not shared with ben yet. First: coach share ben"),
        (("share", "ben", "--no-pain"), "not shared with ben yet"),
        (("team", "--report"), "whose?"),
        (("team", "anna", "--report", "--json"), "whose?"),
    ],
)
def test_what_cannot_be_is_told(shared: Run, words: tuple[str, ...], sentence: str) -> None:
    said = anna(shared, *words)
    assert said.code in (1, 2)
    assert sentence in said.err


HOSTILE = {"empty": b"", "an object": b"{}", "deep": b"[" * 50_000, "long": b"x" * 200_000, "odd": b'{"report": 1}'}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_lies_there_is_read_as_hostile(shared: Run, content: bytes) -> None:
    anna(shared, "share", "mara", "--pain", "--yes")
    (path,) = Path(shared_pages.data_folder()).rglob(shared_pages.REPORT)
    assert json.loads(path.read_bytes())
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(content)
    assert seen(shared).code == 1
