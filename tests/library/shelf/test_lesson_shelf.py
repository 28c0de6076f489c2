"""Lessons in layers: which file, card and question counts; broken files; and files that change."""

from pathlib import Path

import pytest

from coach.library.disk.last_good import Kept
from coach.library.disk.layers import Layer
from coach.library.shelf.check import check_files
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.shelf.library import Shelf
from coach.library.shelf.trial import trial


def text(identity: str, *cards: str, order: int = 50, more: str = "") -> str:
    head = f'format = 1\nid = "{identity}"\nname = "{identity} lessons"\norder = {order}\n{more}\n'
    return head + "".join(
        f'[[card]]\nid = "{c}"\ntitle = "{c} of {identity}"\nsays = ["."]\nsources = ["x"]\n' for c in cards
    )


@pytest.fixture
def low(tmp_path: Path) -> Path:
    return tmp_path / "low" / "lessons"


@pytest.fixture
def high(tmp_path: Path) -> Path:
    return tmp_path / "high" / "lessons"


@pytest.fixture
def shelf(low: Path, high: Path, tmp_path: Path) -> LessonShelf:
    for folder in (low, high):
        folder.mkdir(parents=True)
    return LessonShelf([Layer("low", low.parent), Layer("high", high.parent)], Kept(tmp_path / "kept"))


def titles(shelf: LessonShelf) -> list[str]:
    return [card.title for card in shelf.refresh().lessons.cards]


def test_a_later_file_of_the_same_id_replaces_the_file_and_of_another_id_the_card(
    shelf: LessonShelf, low: Path, high: Path
) -> None:
    (low / "a.toml").write_text(text("a", "one", "two", order=20))
    (low / "b.toml").write_text(text("b", "three", order=10))
    assert titles(shelf) == ["three of b", "one of a", "two of a"]
    (high / "c.toml").write_text(text("c", "two", "four"))
    assert titles(shelf) == ["three of b", "one of a", "two of c", "four of c"]
    assert [card.topic for card in shelf.book.lessons.cards][2] == "a lessons", "where it stood"
    assert shelf.book.homes["two"] == "c"
    (high / "a.toml").write_text(text("a", "five", order=20))
    assert titles(shelf) == ["three of b", "five of a", "two of c", "four of c"]
    assert (shelf.book.origins["a"].layer, shelf.book.origins["a"].hides) == ("high", ("low",))


def test_two_files_of_one_id_the_one_called_after_it_counts(shelf: LessonShelf, low: Path) -> None:
    (low / "a-first.toml").write_text(text("z", "one"))
    (low / "z.toml").write_text(text("z", "two"))
    assert titles(shelf) == ["two of z"]
    (told,) = shelf.book.diagnostics
    assert "is taken by z.toml" in told.message


def test_a_broken_file_s_last_good_version_stays_also_over_a_restart(
    shelf: LessonShelf, low: Path, tmp_path: Path
) -> None:
    (low / "a.toml").write_text(text("a", "one"))
    assert titles(shelf) == ["one of a"]
    (low / "a.toml").write_text("id = [")
    anew = LessonShelf(shelf.layers, Kept(tmp_path / "kept"))
    for each in (shelf, anew):
        assert titles(each) == ["one of a"]
        assert each.book.origins["a"].stale
        assert len(each.book.diagnostics) == 1


def test_what_comes_changes_and_goes_is_seen(shelf: LessonShelf, low: Path) -> None:
    shelf.refresh()
    assert not shelf.has_changed()
    (low / "a.toml").write_text(text("a", "one"))
    assert shelf.has_changed()
    assert titles(shelf) == ["one of a"]
    (low / "a.toml").write_text(text("a", "one", "two"))
    assert shelf.has_changed()
    assert titles(shelf) == ["one of a", "two of a"]
    (low / "a.toml").unlink()
    assert shelf.has_changed()
    assert titles(shelf) == []


QUESTION = '\n[[question]]\nid = "q"\nasks = "?"\nright = true\nexplains = "."\ncard = "oen"\n'


def test_a_question_names_a_card_that_there_is(shelf: LessonShelf, low: Path) -> None:
    (low / "a.toml").write_text(text("a", "one") + QUESTION)
    shelf.refresh()
    (told,) = shelf.book.diagnostics
    assert 'question 1 (q): there is no card "oen" (did you mean "one"?)' in told.message
    assert told.line > 5


def test_check_and_the_editor_say_the_same_as_the_shelf(shelf: LessonShelf, low: Path, tmp_path: Path) -> None:
    shelf.refresh()
    path, wrong = tmp_path / "sent.toml", text("a", "one") + QUESTION
    path.write_text(wrong)
    layers = [Layer("low", low.parent)]
    (checked,) = check_files([path], layers)
    assert "there is no card" in checked.message
    held = Shelf(layers)
    held.refresh()
    tried = trial(held, low / "a.toml", wrong)
    assert [each.message for each in tried.diagnostics] == [checked.message]
    right = trial(held, low / "a.toml", wrong.replace("oen", "one"))
    assert right.diagnostics == ()
    assert right.lessons is not None
    (low / "b.toml").write_text("format = 1")
    assert {Path(each.path).name for each in check_files([], layers)} == {"b.toml"}
