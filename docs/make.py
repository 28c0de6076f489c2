"""Writes the tables of keys in the pages anew; ``make docs``."""

from pathlib import Path

from coach.library.formats.reference import fill

PAGES = [Path(__file__).parent / name for name in ("routines.md", "courses.md")]

if __name__ == "__main__":
    for page in PAGES:
        page.write_text(fill(page.read_text(encoding="utf-8")), encoding="utf-8")
