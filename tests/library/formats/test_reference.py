"""The pages in docs/ hold what the fields say, and its examples are right."""

import re
from pathlib import Path

import pytest

from coach.domain.teaching.lessons import CardMoment
from coach.library.disk.layers import Layer, layers
from coach.library.formats.history_file import history_of
from coach.library.formats.lesson_file import lesson_file
from coach.library.formats.reference import fill, reference_tables
from coach.library.shelf.library import load_library
from coach.library.toml.source import Document, parse

from ..library_files import EXERCISE, lines

DOCS = Path(__file__).parents[3] / "docs"
PAGES = [(DOCS / name).read_text(encoding="utf-8") for name in ("routines.md", "courses.md", "lessons.md")]
TEXT, LESSONS = PAGES[0], PAGES[2]
HISTORY, EXAMPLES, WHOLE = "", [], []
for _each in re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL):
    if _each.startswith("[start]"):
        HISTORY = _each
    elif _each.startswith("format = 1"):
        WHOLE.append(_each)
    else:
        EXAMPLES.append(_each)


def test_the_tables_are_what_the_fields_say() -> None:
    assert [fill(page) for page in PAGES] == PAGES, "make docs"


@pytest.mark.parametrize("name", reference_tables())
def test_every_table_is_in_the_document(name: str) -> None:
    assert f"<!-- keys: {name} -->" in "".join(PAGES)


def test_the_lessons_example_is_right_and_so_is_the_drawing_in_it() -> None:
    lessons, drawing = re.findall(r"```toml\n(.*?)```", LESSONS, re.DOTALL)
    head, first_question, rest = lessons.partition("[[question]]")
    document = parse(Path("lessons/our-club.toml"), f"{head}{drawing}\n{first_question}{rest}")
    assert isinstance(document, Document)
    file = lesson_file(document)
    assert file.diagnostics == ()
    assert [card.id for card in file.cards] == ["our-hill"]
    assert file.cards[0].figure is not None
    assert [question.right for question in file.questions] == [1, 1]


def test_the_page_tells_every_moment_in_its_order() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \| (?:the|it|what)", LESSONS, re.MULTILINE) == [
        str(each) for each in CardMoment
    ]


def test_the_examples_are_right(tmp_path: Path) -> None:
    (tmp_path / "my-care.toml").write_text("\n".join(EXAMPLES), encoding="utf-8")
    library = load_library([*layers(environ={"HOME": "/nonexistent"}), Layer("given", tmp_path)])
    assert lines(library) == []
    assert library.catalogue.exercises["wall-lean"].figure is not None
    assert "wall-lean" in [step.exercise for step in library.catalogue.routines["my-care"].steps]


def test_the_examples_that_are_whole_files_are_right(tmp_path: Path) -> None:
    for number, text in enumerate(WHOLE):
        named = re.search(r'^id = "(.*)"$', text, re.MULTILINE)
        (tmp_path / f"{named[1] if named else number}.toml").write_text(text, encoding="utf-8")
    library = load_library([*layers(environ={"HOME": "/nonexistent"}), Layer("given", tmp_path)])
    assert lines(library) == []
    assert library.catalogue.routines["c25k-w3"].stages[0].total_s == 540


def test_the_inline_example_is_right_as_a_file(tmp_path: Path) -> None:
    text = next(each for each in EXAMPLES if "[exercise.wall-lean]\n" in each)
    body = text.partition("[exercise.wall-lean]\n")[2].replace("[exercise.wall-lean.dose]", "[dose]")
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "wall-lean.toml").write_text(f'format = 1\nid = "wall-lean"\n{body}', encoding="utf-8")
    (tmp_path / "exercises" / "plank.toml").write_text(EXERCISE, encoding="utf-8")
    library = load_library([Layer("given", tmp_path)])
    assert lines(library) == []
    assert "wall-lean" in library.catalogue.exercises


def test_the_history_example_is_right() -> None:
    document = parse(Path("h.toml"), HISTORY)
    assert isinstance(document, Document)
    file = history_of(document)
    assert file.diagnostics == ()
    assert len(file.history.entries) == 3
