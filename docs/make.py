"""Writes the tables of keys, columns and licences in the pages anew, the manual page and the
schemas of what is shipped; ``make docs``."""

import sys
from pathlib import Path

from coach.library.formats import csv_tables
from coach.library.formats.reference import fill
from coach.library.formats.schema import SCHEMA_FOLDER, write_schemas

sys.path.insert(0, str(Path(__file__).parent))

from dependencies import with_licences
from man_page import man_page

HERE = Path(__file__).parent
KEYS = [HERE / name for name in ("routines.md", "courses.md", "lessons.md")]
COLUMNS = HERE / "taking-it-along.md"
LICENCES = HERE / "licences.md"
MANUAL = HERE / "coach.1"
BEGIN, END = "<!-- tables: written by make docs -->\n", "<!-- /tables -->"


def with_columns(text: str) -> str:
    """The page with a table for each table."""
    before, _, rest = text.partition(BEGIN)
    parts = []
    for name, columns in csv_tables.TABLES.items():
        rows = [f"| `{column}` | {words} |" for column, words in columns.items()]
        parts.append("\n".join([f"### {name}.csv", "", "| column | what it says |", "|---|---|", *rows, ""]))
    return "\n".join([f"{before}{BEGIN}", *parts, f"{END}{rest.partition(END)[2]}"])


if __name__ == "__main__":
    for page in KEYS:
        page.write_text(fill(page.read_text(encoding="utf-8")), encoding="utf-8")
    write_schemas(HERE.parent / "routines" / SCHEMA_FOLDER)
    COLUMNS.write_text(with_columns(COLUMNS.read_text(encoding="utf-8")), encoding="utf-8")
    LICENCES.write_text(with_licences(LICENCES.read_text(encoding="utf-8")), encoding="utf-8")
    MANUAL.write_text(man_page(), encoding="utf-8")
