"""Writes the tables of keys in the pages anew; ``make docs``."""

from pathlib import Path

from coach.library.formats.reference import fill

FOLDER = Path(__file__).parent
PAGES = (FOLDER / "routines.md", FOLDER / "lessons.md")

if __name__ == "__main__":
    for page in PAGES:
        page.write_text(fill(page.read_text(encoding="utf-8")), encoding="utf-8")
