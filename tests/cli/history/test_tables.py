"""``coach export`` as tables and as JSON: flat, one header each, and never in the place of somebody's file."""

import csv
import io
import json
from pathlib import Path

import pytest
from domain.builders import activity, at, detail, flagged, run, session, set_phase, walk

from coach.domain.records.entries import Measure, StepDone
from coach.library.formats.csv_tables import TABLES, csv_texts, one_table
from coach.library.toml.sanitize import REPLACEMENT

from ..conftest import Run
from .test_records import FULL

DOC = Path(__file__).parents[3] / "docs" / "taking-it-along.md"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_kind_of_record_has_its_table() -> None:
    from coach.domain.exercises.routine import Phase

    entries = [
        session(0, step=(detail("bridge", side="left", reps=10), detail("plank", hold_s=30, done=0.5))),
        run(1, run_s=600, distance_m=1500),
        walk(2),
        activity(3, minutes=40),
        flagged(4, "groin-lump", "blood-in-urine"),
        set_phase(5, Phase.ACUTE),
    ]
    made = {name: rows(text) for name, text in csv_texts(entries, {}).items()}
    assert {name: len(some) for name, some in made.items()} == {
        "sessions": 1,
        "steps": 2,
        "runs": 1,
        "walks": 1,
        "activities": 1,
        "events": 2,
        "measures": 0,
    }
    assert made["sessions"][0]["at"] == at(0).isoformat()
    assert (made["sessions"][0]["worst"], made["sessions"][0]["soreness"]) == ("2", "")
    assert [(row["number"], row["exercise"], row["side"], row["done"]) for row in made["steps"]] == [
        ("1", "bridge", "left", "1"),
        ("2", "plank", "", "0.5"),
    ]
    assert made["events"][0]["flags"] == "groin-lump;blood-in-urine"
    assert made["events"][1]["phase"] == "acute"
    assert (made["walks"][0]["limp"], made["runs"][0]["distance_m"]) == ("false", "1500")


def test_every_field_of_a_record_has_its_column() -> None:
    for name, kind in (
        ("sessions", type(session(0))),
        ("runs", type(run(0))),
        ("walks", type(walk(0))),
        ("activities", type(activity(0))),
        ("events", type(flagged(0))),
        ("measures", Measure),
    ):
        assert set(TABLES[name]) - {"light", "provisional"} == set(kind.__struct_fields__) - {"step"}, name
    assert set(TABLES["steps"]) - {"id", "at", "number"} == set(StepDone.__struct_fields__)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("note", FORMULAS)
def test_what_was_typed_is_no_formula(note: str) -> None:
    (row,) = rows(csv_texts([session(0, note=note)], {})["sessions"])
    assert row["note"] == f"'{note}"


def test_commas_quotes_lines_and_signs_stay_in_their_cell() -> None:
    (row,) = rows(one_table([session(0, note='a, "b"\nc\x1b[2J; d')], {}))
    assert row["note"] == f'a, "b" c{REPLACEMENT}[2J; d'


def test_a_folder_of_tables(coach: Run) -> None:
    Path("full.toml").write_text(FULL)
    coach("import", "full.toml")
    said = coach("export", "--csv", "tables")
    assert said.code == 0
    names = ("sessions", "steps", "runs", "walks", "activities", "events", "measures")
    assert said.out.endswith(f"in tables: {', '.join(f'{name}.csv' for name in names)}\n")
    (row,) = rows(Path("tables/sessions.csv").read_text(encoding="utf-8"))
    assert (row["id"], row["note"], row["light"], row["at"]) == ("one", "ünï", "green", "2026-11-01T07:30:00+01:00")
    assert coach("export", "--csv", "tables").code == 0, "of ours, a table is replaced"


def test_somebodys_file_stays(coach: Run) -> None:
    Path("tables").mkdir()
    Path("tables/runs.csv").write_text("mine,not,yours\n")
    said = coach("export", "--csv", "tables")
    assert said.code == 1
    assert "tables/runs.csv is there already and is no table of the coach: it stays." in said.err
    assert Path("tables/runs.csv").read_text() == "mine,not,yours\n"
    assert not Path("tables/sessions.csv").exists()
    Path("file").write_text("x")
    assert "file is a file: name a folder" in coach("export", "--csv", "file").err


def test_all_of_it_as_json(coach: Run) -> None:
    Path("full.toml").write_text(FULL)
    coach("import", "full.toml")
    assert coach("export", "--json", "all.json").code == 0
    assert json.loads(Path("all.json").read_text()) == coach("history", "--json").json
    assert coach("export", "--json", "all.json").code == 0
    assert coach("export", "--json", "-").json == coach("history", "--json").json
    Path("mine.txt").write_text("mine")
    assert coach("export", "--json", "mine.txt").code == 1
    assert Path("mine.txt").read_text() == "mine"


@pytest.mark.parametrize("words", [(), ("a.toml", "--csv", "d"), ("--csv", "d", "--json")])
def test_where_to_is_one_place(coach: Run, words: tuple[str, ...]) -> None:
    assert coach("export", *words).code == 2


def test_the_page_tells_of_every_column() -> None:
    text = DOC.read_text(encoding="utf-8")
    for name, columns in TABLES.items():
        part = text.partition(f"### {name}.csv")[2].partition("###")[0]
        for column, words in columns.items():
            assert f"| `{column}` | {words} |" in part, (name, column)
