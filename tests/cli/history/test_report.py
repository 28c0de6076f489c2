"""``coach report``: one page, to the screen or a file, and nothing of a runner that they did not ask for."""

from pathlib import Path

import pytest

from coach.services.weeks import printing

from ..conftest import Run

HISTORY = """\
[profile]
site = "hip"
side = "left"

[[session]]
routine = "psoas-care"
at = 2026-11-01T07:30:00+01:00
before = 1
worst = 2
after = 1
morning = 1
done = 1.0
note = "tight after sitting"
"""


@pytest.fixture
def kept(coach: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A session on record, four weeks before now."""
    from datetime import UTC, datetime

    from coach.system.clock import SystemClock

    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 11, 28, 9, 0, tzinfo=UTC))
    Path("h.toml").write_text(HISTORY)
    assert coach("import", "h.toml").code == 0
    return coach


def test_without_a_file_it_comes_to_the_screen(kept: Run) -> None:
    said = kept("report")
    assert said.code == 0
    assert "# Training report, 6 Sep 2026 to 28 Nov 2026 (84 days)" in said.out
    assert "Complaint: left hip. Phase: recovery." in said.out
    assert "1 Nov: tight after sitting" in said.out


def test_html_is_one_file_and_says_so(kept: Run) -> None:
    said = kept("report", "--days", "28", "--html", "page.html")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("page.html: 28 days on one page. Your name is not on it")
    html = Path("page.html").read_text()
    assert html.startswith("<!DOCTYPE html>")
    assert "1 Nov 2026 to 28 Nov 2026 (28 days)" in html


def test_the_name_only_where_it_is_given_and_notes_unless_they_are_not_wanted(kept: Run) -> None:
    said = kept("report", "--name", "Anna Berg", "--no-notes", "--md", "page.md")
    assert said.out == "page.md: 84 days on one page.\n"
    text = Path("page.md").read_text()
    assert "Name: Anna Berg" in text
    assert "tight after sitting" not in text


@pytest.mark.parametrize("way", ["--html", "--md", "--pdf"])
def test_an_earlier_page_is_replaced_and_any_other_file_stays(
    kept: Run, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("coach.services.weeks.printing.pdf", lambda page: b"%PDF-1.4 /Title (Training report, 84 days)")
    assert kept("report", way, "page").code == kept("report", way, "page").code == 0
    Path("page").write_text("dear diary")
    said = kept("report", way, "page")
    assert (said.code, Path("page").read_text()) == (1, "dear diary")
    assert "page is there already and is no report: it stays as it is." in said.err


def test_to_a_pipe(kept: Run) -> None:
    assert kept("report", "--html", "-").out.startswith("<!DOCTYPE html>")


def test_where_there_is_no_browser_it_says_what_to_do(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "browser", lambda: None)
    said = kept("report", "--pdf", "page.pdf")
    assert said.code == 1
    assert "Make the page with --html FILE" in said.err
    assert not Path("page.pdf").exists()


def test_a_pdf_is_what_the_browser_makes(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "pdf", lambda html, program=None: b"%PDF-1.4 " + html[:15].encode())
    assert kept("report", "--pdf", "page.pdf").code == 0
    assert Path("page.pdf").read_bytes() == b"%PDF-1.4 <!DOCTYPE html>"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--html", "a", "--md", "b"), 2, "one at a time: --html or --md"),
        (("--days", "30"), 2, "invalid choice"),
        (("--html", "."), 1, "is a folder"),
        (("--html", "h.toml/page.html"), 1, "could not be written"),
        (("--name", "x" * 501), 2, "at most 500 characters"),
    ],
)
def test_what_cannot_be_is_told(kept: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    said = kept("report", *words)
    assert said.code == code
    assert sentence in said.err


def test_a_guest_of_a_box_gets_no_file_there(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.cli.history.report.is_guest", lambda: True)
    assert kept("report", "--html", "page.html").code == 2
    assert not Path("page.html").exists()
    assert kept("report", "--html", "-").code == 0
    assert kept("report", "--pdf", "-").code == 2


def test_nothing_on_record_is_a_page_all_the_same(coach: Run) -> None:
    said = coach("report")
    assert said.code == 0
    assert "Nothing on record in these days." in said.out
