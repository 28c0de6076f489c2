"""coach edit: an editor of the test's own, what it leaves, and what becomes of it."""

import builtins
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.library.disk.layers import shipped_folder

from ..conftest import Run

MINE = '#:schema ./schema/routine.json\nformat = 1\nid = "mine"\nname = "Mine"\nkind = "stretch"\n'
MINE += '[[step]]\nexercise = "plank"   # held\nhold = 20\n'
SHIPPED = (shipped_folder() / "psoas-care.toml").read_text(encoding="utf-8")
Editor = Callable[..., None]


@pytest.fixture
def editor(home: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Sets $EDITOR to a program that does these changes, one pair (what, by what) each time it is opened."""

    def set_editor(*changes: tuple[str, str], code: int = 0) -> None:
        program = home / "editor"
        program.write_text(
            f"#!{sys.executable}\nimport pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n"
            f"changes = {list(changes)!r}\ncount = pathlib.Path({str(home / 'opened')!r})\n"
            "number = int(count.read_text()) if count.exists() else 0\ncount.write_text(str(number + 1))\n"
            "if number < len(changes):\n    path.write_text(path.read_text().replace(*changes[number]))\n"
            f"sys.exit({code})\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", f"{program} --wait")
        monkeypatch.delenv("VISUAL", raising=False)

    return set_editor


@pytest.fixture
def mine(own: Path) -> Path:
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(MINE)
    return own / "mine.toml"


def opened(home: Path) -> int:
    return int((home / "opened").read_text())


def answers(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
    left = list(given)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", lambda _="": left.pop(0))


def copies(folder: Path) -> list[str]:
    return [path.name for path in folder.glob(".*")]


def test_a_right_change_is_saved(coach: Run, editor: Editor, mine: Path) -> None:
    editor(("20", "25"))
    said = coach("edit", "mine")
    assert (said.code, said.err) == (0, "")
    assert str(mine) in said.out
    assert mine.read_text() == MINE.replace("20", "25")
    assert copies(mine.parent) == []


def test_nothing_changed(coach: Run, editor: Editor, mine: Path) -> None:
    editor()
    assert "Nothing was changed" in coach("edit", "mine").out
    assert copies(mine.parent) == []


def test_a_shipped_routine_is_copied_with_its_comments(coach: Run, editor: Editor, own: Path) -> None:
    editor(("from = 20", "from = 25"))
    said = coach("edit", "psoas-care")
    assert said.code == 0
    assert (own / "psoas-care.toml").read_text(encoding="utf-8") == SHIPPED.replace("from = 20", "from = 25")
    assert "takes the place" in said.out
    assert (own / "schema" / "routine.json").is_file()
    assert "own, hides shipped" in coach("list").out


def test_a_shipped_one_left_as_it_is_makes_no_copy(coach: Run, editor: Editor, own: Path) -> None:
    editor()
    coach("edit", "psoas-care")
    assert list(own.glob("*.toml")) == []


def test_an_exercise(coach: Run, editor: Editor, own: Path) -> None:
    editor(('"Plank"', '"My plank"'))
    assert coach("edit", "plank").code == 0
    text = (own / "exercises" / "plank.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ../schema/exercise.json\n")
    assert "My plank" in coach("show", "plank").out


def test_wrong_it_is_asked_again_until_it_is_right(
    coach: Run, editor: Editor, mine: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(("20", "-5"), ("-5", "4"), ("= 4", "= 40"))
    answers(monkeypatch, "", "y")
    said = coach("edit", "mine")
    assert said.code == 0
    assert "    8 | hold = -5\n      | ^" in said.out
    assert "got 4" in said.out
    assert opened(home) == 3
    assert mine.read_text() == MINE.replace("20", "40")


def test_left_wrong_the_file_stays_and_the_text_is_kept(
    coach: Run, editor: Editor, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(("20", "-5"), ("-5", "45"))
    answers(monkeypatch, "n")
    said = coach("edit", "mine")
    assert said.code == 1
    assert mine.read_text() == MINE
    assert copies(mine.parent) == [".mine.edit.toml"]
    assert coach("check").code == 0
    again = coach("edit", "mine")
    assert "Going on with what you left" in again.out
    assert mine.read_text() == MINE.replace("20", "45")
    assert copies(mine.parent) == []


def test_where_nobody_can_be_asked_it_ends(coach: Run, editor: Editor, mine: Path, home: Path) -> None:
    editor(("20", "-5"))
    assert coach("edit", "mine").code == 1
    assert opened(home) == 1


def test_a_broken_file_of_ones_own_is_mended(coach: Run, editor: Editor, mine: Path) -> None:
    mine.write_text(MINE.replace("20", "-5"))
    editor(("-5", "20"))
    assert coach("edit", "mine").code == 0
    assert mine.read_text() == MINE


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["edit", "psoas-car"], 2, "psoas-care"),
        (["edit", "../mine"], 2, "is no id"),
        (["edit", "nothing-like-it"], 2, "coach new nothing-like-it"),
    ],
)
def test_what_cannot_be_edited(coach: Run, editor: Editor, own: Path, words: list[str], code: int, hint: str) -> None:
    editor()
    said = coach(*words)
    assert said.code == code
    assert hint in said.err
    assert not own.exists()


@pytest.mark.parametrize(
    ("command", "hint"),
    [("/nonexistent/editor", "cannot be started"), ('"', "cannot be understood"), ("false", "ended with 1")],
)
def test_editors_that_fail(coach: Run, mine: Path, monkeypatch: pytest.MonkeyPatch, command: str, hint: str) -> None:
    monkeypatch.setenv("EDITOR", command)
    monkeypatch.delenv("VISUAL", raising=False)
    said = coach("edit", "mine")
    assert said.code == 1
    assert hint in said.err
    assert mine.read_text() == MINE


def test_no_editor_at_all(coach: Run, mine: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(home))
    assert "set EDITOR" in coach("edit", "mine").err
    assert [path.name for path in mine.parent.iterdir()] == ["mine.toml"]


def test_what_is_saved_elsewhere_meanwhile_is_kept(coach: Run, mine: Path, editor: Editor) -> None:
    editor(("hold = 20", "hold = 25"))
    program = Path(os.environ["EDITOR"].split()[0])
    body = program.read_text()
    program.write_text(body.replace("sys.exit(", f"pathlib.Path({str(mine)!r}).write_text('# theirs')\nsys.exit("))
    said = coach("edit", "mine")
    assert said.code == 0
    assert "It was changed elsewhere meanwhile" in said.out
    assert mine.read_text() == MINE.replace("hold = 20", "hold = 25")
    assert (mine.parent / "mine.toml.old").read_text() == "# theirs"


def test_a_file_of_a_given_folder_is_edited_where_it_is(coach: Run, own: Path, editor: Editor, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "mine.toml").write_text(MINE)
    editor(("hold = 20", "hold = 25"))
    assert coach("edit", "mine", "--routines", str(given)).code == 0
    assert (given / "mine.toml").read_text() == MINE.replace("hold = 20", "hold = 25")
    assert not (own / "mine.toml").exists()


@pytest.mark.parametrize("copy", ["a", "mine (1)", "mine.sync-conflict-20261128-101010-ABCDEFG"])
def test_beside_other_files_of_its_id_the_one_in_use_is_edited(
    coach: Run, mine: Path, editor: Editor, copy: str
) -> None:
    other = mine.with_name(f"{copy}.toml")
    other.write_text(MINE.replace("20", "60"))
    editor(("hold = 20", "hold = 25"))
    assert coach("edit", "mine").code == 0
    assert "hold = 25" in mine.read_text()
    assert "hold = 60" in other.read_text()
    assert coach("show", "mine", "--json").json["steps"][0]["hold_s"] == 25


def test_a_file_is_edited_by_its_id_though_another_has_that_for_its_name(
    coach: Run, mine: Path, editor: Editor
) -> None:
    """The id is what is trained; what the files are called is not."""
    mine.write_text(MINE.replace('"mine"', '"evening"'))
    other = mine.with_name("other.toml")
    other.write_text(MINE)
    editor(("hold = 20", "hold = 25"))
    assert coach("edit", "mine").code == 0
    assert "hold = 25" in other.read_text()
    assert "hold = 20" in mine.read_text()


def test_where_it_is_not_known_which_file_is_meant_it_says_so(coach: Run, own: Path, editor: Editor) -> None:
    own.mkdir(parents=True)
    for name in ("a", "b"):
        (own / f"{name}.toml").write_text(MINE)
    editor()
    said = coach("edit", "mine")
    assert said.code == 1
    assert "mine cannot be used (a.toml, b.toml): " in said.err
    assert "call the right one mine.toml" in said.err


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("", 1), (None, 1)])
def test_a_read_only_file_is_not_written_over_without_a_word(
    coach: Run, mine: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch, answer: str | None, code: int
) -> None:
    mine.chmod(0o444)
    editor(("hold = 20", "hold = 25"))
    if answer is not None:
        answers(monkeypatch, answer)
    done = coach("edit", "mine")
    assert done.code == code
    assert f"{mine} is read-only." in done.out
    assert ("hold = 25" in mine.read_text()) is (code == 0)
    if code:
        assert "goes on with it" in done.out
        assert "hold = 25" in (mine.parent / ".mine.edit.toml").read_text()
