"""``coach history --show`` and ``--edit``, and ``coach weeks`` as tables."""

from pathlib import Path

import pytest

from ..conftest import Run

HISTORY = """\
[[session]]
id = "abc123"
routine = "psoas-care"
at = 2026-11-01T07:30:00+01:00
before = 2
worst = 4
after = 1
morning = 1
done = 1.0
note = "tight after sitting"

[[session]]
id = "def456"
routine = "psoas-care"
at = 2026-11-04T07:30:00+01:00
before = 1
worst = 1
after = 1
morning = 1
done = 1.0
"""


@pytest.fixture
def kept(coach: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    from datetime import UTC, datetime

    from coach.system.clock import SystemClock

    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 11, 10, 9, 0, tzinfo=UTC))
    Path("h.toml").write_text(HISTORY)
    assert coach("import", "h.toml").code == 0
    return coach


def test_a_record_is_read_out_with_its_light_and_note(kept: Run) -> None:
    said = kept("history", "--show", "abc123")
    assert said.code == 0
    for words in ("Sunday 1 Nov 2026", "Light: amber.", "worst 4", "Note: tight after sitting"):
        assert words in said.out


def test_two_wishes_at_once_are_refused(kept: Run) -> None:
    assert kept("history", "--show", "abc", "--edit", "abc").code == 2


@pytest.mark.parametrize("page", ["calendar", "pain", "doses", "running", "with"])
def test_each_page_of_the_weeks_is_a_table(kept: Run, page: str) -> None:
    said = kept("weeks", page)
    assert (said.code, said.err) == (0, "")
    assert said.out.count("\n") >= 1
    assert said.out in kept("weeks", "--plain").out


def test_the_calendar_has_the_signs(kept: Run) -> None:
    assert "▲" in kept("weeks", "calendar").out


EDITS = [
    (["", "", "", "2", "", "", "", "", "", "", "", "", "y"], "Light: green.", 2),
    (["", "", "", "2", "", "", "", "", "", "", "", "", "n"], "It stays as it was.", 4),
    ([""] * 13, "Nothing was changed.", 4),
    ([], "Nothing was changed.", 4),
]


@pytest.mark.parametrize(("answers", "says", "worst"), EDITS)
def test_an_edit_says_what_follows_and_is_kept_on_a_yes(
    kept: Run, monkeypatch: pytest.MonkeyPatch, answers: list[str], says: str, worst: int
) -> None:
    # How much of it, why stopped, and the pain before it stand before the worst; what hurt and when it was come last.
    typed = Path("typed")
    typed.write_text("".join(f"{line}\n" for line in answers))
    with typed.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        said = kept("history", "--edit", "abc123")
    assert said.code == 0
    assert says in said.out
    assert f"worst {worst}" in kept("history", "--show", "abc123").out


def test_a_correction_is_undone_by_the_words_that_it_was_said_with(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for worst in ("3", "2"):
        Path("typed").write_text("\n" * 3 + f"{worst}\n" + "\n" * 8 + "y\n")
        with Path("typed").open() as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            said = kept("history", "--edit", "abc123")
        assert said.out.splitlines()[-1] == "To undo it: coach history --restore abc123"
    for worst in ("3", "4"):
        assert kept("history", "--restore", "abc").out.startswith("As it was before: ")
        assert f"worst {worst}" in kept("history", "--show", "abc123").out
    assert kept("history", "--restore", "abc").code == 1


def test_what_was_corrected_and_then_taken_out_comes_back_as_it_was_last(
    kept: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("typed").write_text("\n" * 3 + "3\n" + "\n" * 8 + "y\n")
    with Path("typed").open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        kept("history", "--edit", "abc123")
    kept("history", "--delete", "abc123", "--yes")
    assert kept("history", "--restore", "abc123").out.startswith("Back in your history: ")
    assert "worst 3" in kept("history", "--show", "abc123").out
    assert kept("history", "--restore", "abc123").out.startswith("As it was before: ")
    assert "worst 4" in kept("history", "--show", "abc123").out
