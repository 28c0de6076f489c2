"""``coach learn``: list, card, quiz, JSON; progress that is kept, exported and imported; lessons of one's own."""

from pathlib import Path

import pytest

from coach.library.shelf.lesson_shelf import LessonShelf

from ..conftest import Run

EXAMPLE = (Path(__file__).parents[3] / "docs" / "lessons.md").read_text(encoding="utf-8")
CLUB = EXAMPLE.partition("```toml\n")[2].partition("```")[0]
"""The file that the page has its readers write."""


def test_the_list_a_card_and_how_far_it_is(coach: Run) -> None:
    assert "0 of 18 read" in coach("learn").out
    said = coach("learn", "sitting")
    assert (said.code, said.err) == (0, "")
    assert "Desk break" in said.out
    assert "1 of 18 read" in coach("learn").out
    data = coach("learn", "--json").json
    assert (data["read"], data["of"]) == (1, 18)
    assert [card["id"] for card in data["cards"] if card["read"]] == ["sitting"]
    assert coach("learn", "form", "--json").json["differs"].startswith("Lean:")
    assert coach("learn", "--json").json["read"] == 1, "a script has not read it"


def test_the_psoas_is_drawn_on_its_card(coach: Run) -> None:
    assert any("\u2801" <= char <= "\u28ff" for char in coach("learn", "where-it-runs").out)


@pytest.mark.parametrize(
    ("words", "said"), [(("siting",), "Did you mean sitting"), (("form", "--quiz"), "the quiz asks by itself")]
)
def test_what_cannot_be_understood_is_refused(coach: Run, words: tuple[str, ...], said: str) -> None:
    refused = coach("learn", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_progress_is_exported_and_comes_back_identical(coach: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("learn", "sitting")
    coach("learn", "form")
    whole = coach("export", "-").out
    assert 'read = [\n    "sitting",\n    "form",\n]' in whole
    (home / "work" / "all.toml").write_text(whole, encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "elsewhere"))
    assert "0 of 18" in coach("learn").out
    for _ in range(2):
        assert coach("import", "all.toml").code == 0
        assert coach("export", "-").out == whole


def test_a_lesson_from_the_page_is_added_read_and_asked(coach: Run, own: Path) -> None:
    (own.parent).mkdir(parents=True)
    Path("our-club.toml").write_text(CLUB, encoding="utf-8")
    assert coach("check", "our-club.toml").code == 0
    added = coach("add", "our-club.toml")
    assert added.code == 0
    assert "our-hill: Our hill" in added.out
    assert (own / "lessons" / "our-club.toml").read_text(encoding="utf-8").startswith("#:schema ../schema/lessons.json")
    assert "Tuesday club" in coach("learn").out
    assert "of 19 read" in coach("learn").out
    assert "canal" in coach("learn", "our-hill").out
    again = coach("add", "our-club.toml")
    assert (again.code, "--replace" in again.err) == (1, True)
    assert coach("add", "--replace", "our-club.toml").code == 0
    assert coach("check").code == 0


def test_a_broken_one_is_not_added_and_named_where_it_stands(coach: Run, own: Path) -> None:
    Path("our-club.toml").write_text(CLUB.replace("right = 2", "right = 3"), encoding="utf-8")
    said = coach("add", "our-club.toml")
    assert said.code == 1
    assert "must be the number of one of the 2 answers, got 3" in said.out
    assert not own.exists()
    (own / "lessons").mkdir(parents=True)
    (own / "lessons" / "bad.toml").write_text("format = 1", encoding="utf-8")
    assert "bad.toml:" in coach("learn").err
    assert coach("check").code == 1


def test_a_shipped_file_is_edited_as_a_copy(coach: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "sed -i s/Painkillers/Pills/")
    assert coach("edit", "care").code == 0
    assert (own / "lessons" / "care.toml").exists()
    assert "Pills hide pain" in coach("learn").out


def test_each_exercise_says_why_it_helps_with_its_source(coach: Run) -> None:
    assert "A steady trunk takes work off the psoas. (S1)" in " ".join(coach("show", "plank").out.split())
    for row in coach("exercises", "--json").json:
        card = coach("show", row["id"], "--json").json
        assert card["why"].endswith(".")
        assert set(card["why_sources"]) <= {"S0", "S1", "S2", "S3", "S4", "coach"}
        assert card["why_sources"]


def test_lessons_are_read_only_when_somebody_learns(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: LessonShelf) -> None:
        raise AssertionError("read without need")

    monkeypatch.setattr(LessonShelf, "refresh", never)
    assert coach("next").code in (0, 3)
    assert coach("show", "psoas-care").code == 0
