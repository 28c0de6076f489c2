"""Printed: exactly one A4, by a real browser where there is one; without one, a sentence."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from coach.domain.statistics.report import Report
from coach.services.weeks.page import page
from coach.services.weeks.printing import NoPdfError, browser, pdf

from .pages import full, small

BROWSER = browser()
needs_a_browser = pytest.mark.skipif(
    BROWSER is None or not shutil.which("pdftoppm") or not shutil.which("pdftotext"),
    reason="Chromium and poppler's pdftoppm and pdftotext are needed to print the page and look at it",
)


def words_of(made: Path) -> list[tuple[float, str]]:
    """The words on the first sheet, each with how far down its lower edge lies."""
    told = subprocess.run(["pdftotext", "-bbox", str(made), "-"], capture_output=True, text=True, check=True).stdout
    return [(float(low), word) for low, word in re.findall(r'yMax="([\d.]+)">(.*?)</word>', told)]


@needs_a_browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("made", [small(), full()], ids=["small", "full"])
def test_it_prints_on_exactly_one_sheet_and_nothing_is_cut_off(made: Report, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(page(made), BROWSER))
    subprocess.run(["pdftoppm", "-r", "30", "-png", str(path), str(tmp_path / "sheet")], check=True)
    sheets = sorted(tmp_path.glob("sheet*.png"))
    assert len(sheets) == 1
    wide, high = (int.from_bytes(sheets[0].read_bytes()[at : at + 4], "big") for at in (16, 20))
    assert (wide, high) == (248, 351), "A4 at 30 dots an inch"
    words = words_of(path)
    texts = [word for _, word in words]
    assert "clinician" in texts
    assert texts[-1] == "rule.", "the last word of the last line"
    box = max(low for low, word in words if word == "clinician")
    last = max(low for low, _ in words)
    assert last < 841.9 - 10, "inside the sheet"
    assert words[-1][0] - box > 45, "the box is there to write in"


def test_without_a_browser_there_is_a_sentence() -> None:
    assert browser(lambda name: None) in (None, browser(lambda name: None))
    assert browser(lambda name: f"/bin/{name}" if name == "google-chrome" else None) == "/bin/google-chrome"
    with pytest.raises(NoPdfError, match="did not make the PDF"):
        pdf("<p>", "/no/such/browser")


def test_a_browser_that_makes_none_is_told(tmp_path: Path) -> None:
    idle = tmp_path / "idle"
    idle.write_text("#!/bin/sh\nexit 0\n")
    idle.chmod(0o755)
    with pytest.raises(NoPdfError, match="idle did not make the PDF"):
        pdf("<p>", str(idle))
