"""Writes the tables of keys in routines.md anew; ``make docs``."""

from pathlib import Path

from coach.library.formats.reference import fill

PAGE = Path(__file__).parent / "routines.md"

if __name__ == "__main__":
    PAGE.write_text(fill(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
