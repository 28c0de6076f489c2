"""check, new, add and publish."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.library.disk.layers import shipped_folder

from ..conftest import Run

MINE = """# a comment
format = 1
id = "mine"
name = "Mine"
kind = "stretch"
[[step]]
exercise = "plank"   # held
hold = 20
"""
MOVE = """format = 1
id = "my-move"
name = "My move"
kind = "stretch"
sides = "each"
steps = ["Stand.", "Reach."]
[dose]
hold = 20
"""
SHIPPED = sorted(path.stem for path in shipped_folder().glob("*.toml"))


def test_check_of_all_that_is_loaded(coach: Run, own: Path) -> None:
    assert coach("check").code == 0
    own.mkdir(parents=True)
    (own / "bad.toml").write_text(MINE.replace("20", "-5"))
    (own.parent / "settings.toml").write_text("[session]\nget_ready = 99\n")
    said = coach("check")
    assert said.code == 1
    assert f"{own / 'bad.toml'}:8:1: error:" in said.out
    assert "settings.toml:2:1: error:" in said.out


def test_check_json(coach: Run) -> None:
    Path("bad.toml").write_text(MINE.replace("plank", "planck").replace("20", "-5"))
    said = coach("check", "bad.toml", "--json")
    assert said.code == 1
    assert len(said.json) == 2
    assert all(each.keys() == {"path", "line", "column", "severity", "key", "message"} for each in said.json)
    Path("good.toml").write_text(MINE.replace('"mine"', '"good"'))
    good = coach("check", "good.toml", "--json")
    assert (good.code, good.json) == (0, [])


def test_check_of_what_is_not_there(coach: Run) -> None:
    said = coach("check", "nowhere.toml")
    assert said.code == 1
    assert "nowhere.toml:1:1: error: there is no such file" in said.out


def test_new_teaches_and_is_right(coach: Run, own: Path) -> None:
    said = coach("new", "my-care")
    assert said.code == 0
    path = own / "my-care.toml"
    assert str(path) in said.out
    text = path.read_text()
    assert text.count("#") > 15
    assert coach("check", str(path), "--json").json == []
    assert coach("show", "my-care", "--json").json["routine"] == "my-care"
    with_my_move = re.sub(r"^# (?=\[|exercise|name|kind|sides|steps|hold)", "", text, flags=re.MULTILINE)
    path.write_text(with_my_move)
    assert coach("check", str(path), "--json").json == []
    assert len(coach("show", "my-care", "--json").json["steps"]) == 4


def test_new_never_overwrites(coach: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "my-care.toml").write_text("mine")
    assert coach("new", "my-care").code == 1
    assert (own / "my-care.toml").read_text() == "mine"


@pytest.mark.parametrize("source", SHIPPED)
def test_new_from_copies_whole_with_comments(coach: Run, own: Path, source: str) -> None:
    assert coach("new", "my-copy", "--from", source).code == 0
    before = (shipped_folder() / f"{source}.toml").read_text()
    after = (own / "my-copy.toml").read_text()
    assert tomllib.loads(after) == tomllib.loads(before) | {"id": "my-copy", "name": "My copy"}
    differing = [line for line, old in zip(after.splitlines(), before.splitlines(), strict=True) if line != old]
    assert differing == ['id = "my-copy"', 'name = "My copy"']
    assert coach("check", str(own / "my-copy.toml")).code == 0


def test_new_from_an_unknown_routine(coach: Run, own: Path) -> None:
    said = coach("new", "my-care", "--from", "psoas-car")
    assert said.code == 2
    assert "psoas-care" in said.err
    assert not own.exists()


def test_new_in_place_of_a_shipped_one_says_so(coach: Run) -> None:
    assert "takes the place of the shipped" in coach("new", "rescue", "--from", "rescue").out


def test_add_shows_and_copies(coach: Run, own: Path) -> None:
    Path("from-anna.toml").write_text(MINE)
    said = coach("add", "from-anna.toml")
    assert said.code == 0
    assert "Plank" in said.out
    assert "1 × 20 s" in said.out
    assert (own / "mine.toml").read_text() == MINE
    assert coach("show", "mine", "--json").code == 0


def test_add_an_exercise(coach: Run, own: Path) -> None:
    Path("move.toml").write_text(MOVE)
    said = coach("add", "move.toml")
    assert "Reach." in said.out
    assert (own / "exercises" / "my-move.toml").read_text() == MOVE


def test_add_never_overwrites_unless_told(coach: Run, own: Path) -> None:
    Path("mine.toml").write_text(MINE)
    coach("add", "mine.toml")
    Path("mine.toml").write_text(MINE.replace("20", "25"))
    refused = coach("add", "mine.toml")
    assert refused.code == 1
    assert "--replace" in refused.err
    assert (own / "mine.toml").read_text() == MINE
    assert coach("add", "mine.toml", "--replace").code == 0
    assert "25" in (own / "mine.toml").read_text()


def test_add_takes_the_place_of_the_same_id_under_another_name(coach: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "other-name.toml").write_text(MINE)
    Path("mine.toml").write_text(MINE.replace("20", "25"))
    assert coach("add", "mine.toml").code == 1
    assert coach("add", "mine.toml", "--replace").code == 0
    assert [path.name for path in own.glob("*.toml")] == ["other-name.toml"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (MINE.replace("20", "-5"), "mend"),
        ("[[walk]]\nat = 2026-11-01T07:30:00Z\n", "coach import"),
        ("[[walk", "mend"),
    ],
)
def test_add_refuses_what_is_no_sound_routine(coach: Run, own: Path, text: str, hint: str) -> None:
    Path("x.toml").write_text(text)
    said = coach("add", "x.toml")
    assert said.code == 1
    assert hint in said.err
    assert not own.exists()


def test_add_of_the_very_file(coach: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(MINE)
    said = coach("add", str(own / "mine.toml"), "--replace")
    assert said.code == 1
    assert "in place already" in said.err


def test_check_shows_the_line_and_a_caret(coach: Run) -> None:
    Path("bad.toml").write_text(MINE.replace("hold = 20", "hold = { from = 20, to = 4 }"))
    said = coach("check", "bad.toml")
    assert "bad.toml:8:21: error: step 1 (plank): hold.to must be 5 to 3600 seconds, got 4\n" in said.out
    assert "    8 | hold = { from = 20, to = 4 }\n      |                     ^\n" in said.out
    assert said.out.endswith("1 to mend.\n")


def test_warnings_are_no_errors(coach: Run) -> None:
    Path("mine.toml").write_text(MINE + "tempo = [1, 0, 3]\n")
    said = coach("check", "mine.toml")
    assert said.code == 0
    assert "warning: step 1 (plank): tempo has no effect here" in said.out
    assert said.out.endswith("No errors. 1 worth a look.\n")


def test_new_from_an_exercise(coach: Run, own: Path) -> None:
    assert coach("new", "my-plank", "--from", "plank").code == 0
    text = (own / "exercises" / "my-plank.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ../schema/exercise.json\n")
    assert coach("check").code == 0
    assert "My plank" in coach("show", "my-plank").out


def test_new_from_a_programme_names_its_schema(coach: Run, own: Path) -> None:
    assert coach("new", "my-runs", "--from", "return-to-run").code == 0
    line = (own / "my-runs.toml").read_text(encoding="utf-8").partition("\n")[0]
    assert line == "#:schema ./schema/routine.json"
    assert (own / line.split()[1]).is_file()


def test_list_tells_where_each_comes_from_and_what_it_hides(coach: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "rescue.toml").write_text(MINE.replace("mine", "rescue"))
    (own / "mine.toml").write_text(MINE)
    said = coach("list").out.replace("\n", "").replace(" ", "")
    assert f"own,hidesshipped:{own}/rescue.toml".replace(" ", "") in said
    assert f"own:{own}/mine.toml" in said
    (own / "mine.toml").write_text("[")
    broken = coach("list")
    assert "last good version" in broken.out.replace("\n    ", " ")
    assert "mine.toml:1:2: error:" in broken.err


def test_a_file_broken_between_two_commands_stays_in_use(coach: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "mine.toml").write_text(MINE)
    before = coach("show", "mine", "--json").json["steps"]
    (own / "mine.toml").write_text(MINE.replace("20", "-5"))
    after = coach("show", "mine", "--json")
    assert after.json["steps"] == before
    assert "hold must be 5 to 3600 seconds, got -5" in after.err
    assert coach("check").code == 1


def test_schemas_are_written_where_asked_and_else_printed(coach: Run, home: Path) -> None:
    assert coach("schema").json.keys() == {"routine", "exercise", "course", "lessons", "settings", "history", "caps"}
    said = coach("schema", "out")
    assert said.code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "caps.json", "course.json", "exercise.json", "history.json", "lessons.json", "routine.json", "settings.json",
    ]  # fmt: skip
    assert "| `hold` |" in coach("schema", "--markdown").out
    Path("file").touch()
    assert "could not be written" in coach("schema", "file").err


@pytest.mark.parametrize(
    ("touch", "is_suggested"),
    [
        (lambda text: text, False),
        (lambda text: f"# my own words\n{text}", False),
        (lambda text: text.replace("every_days = 2", "every_days = 3"), True),
        (lambda text: text.replace("hold = { from = 20", "hold = { from = 25"), True),
        (lambda text: text.replace('kind = "mixed"', 'kind = "mixed"\nsuggest = true'), True),
    ],
    ids=["as it was", "only comments", "days", "dose", "said so"],
)
def test_a_template_is_suggested_once_it_says_what_its_runner_wants(
    coach: Run, own: Path, touch: Callable[[str], str], is_suggested: bool
) -> None:
    """With the same phases and days as any other, "aaa" would come first."""
    coach("new", "aaa")
    (own / "aaa.toml").write_text(touch((own / "aaa.toml").read_text()))
    assert ("(aaa)" in coach("next").out) == is_suggested
    assert coach("show", "aaa", "--json").json["steps"]  # it is there, for whoever picks it
