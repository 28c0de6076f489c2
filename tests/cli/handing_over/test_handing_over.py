"""coach pack, add of several, remove and rename: all or nothing, shown and asked once, and nothing is lost."""

from pathlib import Path

import pytest

from coach.library.packs import removed_files, transaction

from ..conftest import Run, answer

MOVE = """\
format = 1
id = "{id}"
name = "{name}"
kind = "strength"
easier = "clam-shell"
steps = ["Lift."]
[dose]
reps = {reps}
"""
CARE = """\
# For {name}.
format = 1
id = "{id}"
name = "{name}"
kind = "strength"
[[step]]
exercise = "{move}"  # the one that counts
"""
WEEKS = 'format = 1\nid = "{id}"\nname = "Weeks"\n[[block]]\nid = "one"\nname = "One"\ntrain = ["{care}"]\n'
CARDS = """\
format = 1
id = "{id}"
name = "Cards"
[[card]]
id = "{id}-one"
title = "One"
says = ["So it is."]
sources = ["coach"]
"""
PATIENTS = ("anna", "ben", "cleo", "dora", "emil", "fred", "gina", "hugo", "ida", "jan")


def texts(folder: Path) -> dict[str, str]:
    """Every file of one's own, but for the schemas and hidden ones, and what was removed."""
    paths = [path for path in folder.rglob("*.toml") if removed_files.FOLDER not in path.parts and path.name[0] != "."]
    return {str(path.relative_to(folder)): path.read_text() for path in paths}


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def clinic(own: Path) -> Path:
    """Ten patients: a course and a routine each, an exercise that all have, and cards."""
    put(own / "exercises/our-lift.toml", MOVE.format(id="our-lift", name="Our lift", reps=8))
    put(own / "lessons/our-cards.toml", CARDS.format(id="our-cards"))
    for name in PATIENTS:
        put(own / f"{name}-care.toml", CARE.format(id=f"{name}-care", name=name.title(), move="our-lift"))
        put(own / f"courses/{name}-weeks.toml", WEEKS.format(id=f"{name}-weeks", care=f"{name}-care"))
    return own


def test_ten_patients_go_out_as_one_file_and_come_in_whole(
    coach: Run, clinic: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = coach("pack", *(f"{name}-weeks" for name in PATIENTS), "our-cards", "--name", "patients")
    assert (said.code, said.err) == (0, "")
    assert "patients.coach.toml (10 routines, 1 exercise, 10 courses, 1 file of lessons)" in said.out
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    other = tmp_path / "elsewhere/coach/routines"
    refused = coach("add", "patients.coach.toml")
    assert refused.code == 1
    assert "coach add --yes" in refused.err
    assert refused.out.count(": new") == 22
    assert texts(other) == {}
    asked = answer(monkeypatch, "y")
    assert coach("add", "patients.coach.toml").code == 0
    assert len(asked) == 1
    assert texts(other) == texts(clinic)
    assert coach("check").code == 0
    assert "nothing was changed" in coach("add", "patients.coach.toml").out


def test_files_folders_and_packs_in_any_order(coach: Run, own: Path, tmp_path: Path) -> None:
    put(own / "anna-care.toml", CARE.format(id="anna-care", name="Anna", move="bridge"))
    assert coach("pack", "anna-care").code == 0
    (own / "anna-care.toml").unlink()
    put(Path("physio/routines/courses/w.toml"), WEEKS.format(id="w", care="ben-care"))
    put(Path("physio/settings.toml"), '[look]\ntheme = "dark"\n')
    put(Path("physio/exercises/our-lift.TOML"), MOVE.format(id="our-lift", name="Lift", reps=8))
    put(Path("ben.toml"), CARE.format(id="ben-care", name="Ben", move="our-lift"))
    said = coach("add", "ben.toml", "anna-care.coach.toml", "physio", "--yes")
    assert said.code == 0, said.err
    assert "settings.toml is left out" in said.out
    assert "Added: 1 course, 2 routines, 1 exercise." in said.out
    assert set(texts(own)) == {"anna-care.toml", "ben-care.toml", "courses/w.toml", "exercises/our-lift.toml"}


WRONG = [
    (
        CARE.format(id="ben-care", name="Ben", move="our-lft"),
        "p.coach.toml » routines/ben-care.toml:7:1: error: step 1",
    ),
    ("x = [\n", "p.coach.toml » routines/ben-care.toml:1:1: error: the list"),
    ('[[session]]\nroutine = "x"\n', "this is a history"),
    ('format = 1\npack = "q"\n', "this is a pack within a pack"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=["exercise", "toml", "history", "pack"])
def test_one_wrong_file_of_a_pack_leaves_all_as_it_was(coach: Run, own: Path, text: str, said: str) -> None:
    first = CARE.format(id="anna-care", name="Anna", move="bridge")
    files = "".join(
        f"[[file]]\npath = \"routines/{name}.toml\"\ntext = '''\n{each}'''\n"
        for name, each in (("anna-care", first), ("ben-care", text))
    )
    Path("p.coach.toml").write_text(f'format = 1\npack = "p"\n{files}')
    refused = coach("add", "p.coach.toml", "--yes")
    assert refused.code == 1
    assert said in refused.out
    assert texts(own) == {}
    assert coach("check", "p.coach.toml").code == 1


def test_a_pack_among_the_routines_says_what_it_is(coach: Run, clinic: Path) -> None:
    coach("pack", "anna-care")
    for folder in ("", "exercises", "courses", "lessons"):
        put(clinic / folder / "x.coach.toml", Path("anna-care.coach.toml").read_text())
    found = coach("check")
    assert found.out.count("this is a pack, several files in one: it is taken in, not read where it lies") == 4
    assert "coach add x.coach.toml" in found.out
    for words in (("check", str(clinic)), ("publish", "anna-care.coach.toml"), ("import", "anna-care.coach.toml")):
        said = coach(*words)
        assert said.code == 1
        assert "this is a pack, several files in one" in said.out + said.err


def test_what_is_replaced_is_kept_and_comes_back(coach: Run, clinic: Path, own: Path) -> None:
    before = texts(own)
    coach("pack", "anna-weeks")
    pack = Path("anna-weeks.coach.toml")
    pack.write_text(pack.read_text().replace("reps = 8", "reps = 9"))
    said = coach("add", str(pack), "--yes")
    assert "Our lift: replaces yours" in said.out
    assert "It changes other routines too: Ben, Cleo" in said.out
    assert "anna-weeks (our-lift.toml)" in coach("remove", "--list").out
    assert coach("remove", "--undo").code == 1  # something stands there
    coach("remove", "our-lift", "--yes")
    assert coach("remove", "--undo", "anna-weeks").code == 0
    assert texts(own) == before


@pytest.mark.parametrize(("choice", "reps"), [("mine", 8), ("theirs", 5), ("both", 5)])
def test_an_exercise_that_means_two_things_is_asked_about_once(
    coach: Run, clinic: Path, monkeypatch: pytest.MonkeyPatch, choice: str, reps: int
) -> None:
    inline = (
        CARE.format(id="x-care", name="X", move="our-lift") + '[exercise.our-lift]\nname = "Lift"\nkind = "strength"\n'
    )
    put(Path("in/x-care.toml"), f"{inline}[exercise.our-lift.dose]\nreps = 5\n")
    put(Path("in/y-care.toml"), CARE.format(id="y-care", name="Y", move="bridge"))
    assert coach("add", "in").code == 1
    assert "x-care.toml" not in texts(clinic)
    asked = answer(monkeypatch, choice[0])
    assert coach("add", "in").code == 0
    assert len(asked) == 1
    assert coach("check").code == 0
    assert coach("show", "x-care", "--json").json["steps"][0]["reps"] == reps
    assert coach("show", "anna-care", "--json").json["steps"][0]["reps"] == (5 if choice == "theirs" else 8)


@pytest.mark.parametrize(("choice", "reps"), [("mine", 8), ("theirs", 9), ("both", 8)])
def test_what_stands_in_its_own_file_is_kept_where_that_is_said(
    coach: Run, clinic: Path, own: Path, choice: str, reps: int
) -> None:
    coach("pack", "anna-weeks")
    pack = Path("anna-weeks.coach.toml")
    pack.write_text(pack.read_text().replace("reps = 8", "reps = 9"))
    said = coach("add", str(pack), "--yes", f"--{choice}")
    assert said.code == 0
    assert coach("check").code == 0
    assert f"reps = {reps}" in (clinic / "exercises/our-lift.toml").read_text()
    assert (clinic / "exercises/our-lift-2.toml").exists() == (choice == "both")
    assert coach("show", "anna-care", "--json").json["steps"][0]["reps"] == (8 if choice == "mine" else 9)
    assert coach("show", "ben-care", "--json").json["steps"][0]["reps"] == (9 if choice == "theirs" else 8)
    assert ("our-lift    yours stays as it is" in said.out) == (choice == "mine")


def test_an_exercise_alone_that_stays_changes_nothing(coach: Run, clinic: Path) -> None:
    coach("pack", "our-lift")
    pack = Path("our-lift.coach.toml")
    pack.write_text(pack.read_text().replace("reps = 8", "reps = 9"))
    before = texts(clinic)
    assert coach("add", str(pack), "--yes", "--mine").out == (
        "  exercise  our-lift  yours stays as it is\nNothing was changed.\n"
    )
    assert texts(clinic) == before


@pytest.mark.parametrize(("choice", "code"), [("mine", 1), ("both", 0)])
def test_one_exercise_alone_leaves_what_is_there_where_that_is_said(
    coach: Run, clinic: Path, choice: str, code: int
) -> None:
    before = texts(clinic)
    put(Path("our-lift.toml"), before["exercises/our-lift.toml"].replace("reps = 8", "reps = 9"))
    assert coach("add", "our-lift.toml", f"--{choice}").code == code
    after = texts(clinic)
    added = after.pop("exercises/our-lift-2.toml", "")
    assert ("reps = 9" in added) == (choice == "both")
    assert {name: text for name, text in after.items() if not name.startswith("schema/")} == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("anna-care", "wrong = 1\n"),
        ("anna-care", "x = ["),
        ("anna-weeks", "wrong = 1\n"),
        ("our-lift", "wrong = 1\n"),
    ],
)
def test_a_broken_file_keeps_its_id_and_so_its_last_good_version(
    coach: Run, clinic: Path, name: str, text: str
) -> None:
    path = next(each for each in clinic.rglob(f"{name}.toml"))
    assert coach("list").code == 0
    path.write_text(text + path.read_text())
    said = coach("rename", name, "other")
    assert (said.code, "it cannot be given another id while its file is broken: " in said.err) == (1, True)
    assert path.exists()
    assert coach("show", name).code == 0


def test_a_full_disk_leaves_all_as_it_was(coach: Run, clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("pack", "--all", "--to", "all.coach.toml")
    before = texts(clinic)
    pack = Path("all.coach.toml")
    pack.write_text(pack.read_text().replace("reps = 8", "reps = 9").replace("For Anna", "For Anna A."))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(transaction, "_write_aside", full)
        said = coach("add", "all.coach.toml", "--yes")
    assert said.code == 1
    assert "nothing was added: " in said.err
    assert "no room left" in said.err
    assert texts(clinic) == before
    assert coach("remove", "--list").out == "Nothing was put away.\n"


def test_what_a_rename_carries_along(coach: Run, clinic: Path, tmp_path: Path) -> None:
    coach("log", "anna-care", "--worst", "1", "--painful", "our-lift:left")
    coach("course", "anna-weeks")
    before = texts(clinic)
    assert coach("rename", "our-lift", "The Lift").code == 0
    assert coach("rename", "anna-care", "anna-morning").code == 0
    assert coach("rename", "anna-weeks", "anna-plan").code == 0
    assert coach("check").code == 0
    after = texts(clinic)
    assert 'exercise = "the-lift"  # the one that counts' in after["anna-morning.toml"]
    assert 'train = ["anna-morning"]' in after["courses/anna-plan.toml"]
    assert "Anna, " in coach("history").out or "Anna " in coach("history").out
    assert "Weeks · One" in coach("course").out
    exported = tmp_path / "mine.toml"
    coach("export", str(exported))
    assert 'routine = "anna-care"' in exported.read_text()  # the history is not rewritten
    assert coach("check", str(exported)).code == 0
    for old, new in (("the-lift", "our-lift"), ("anna-morning", "anna-care"), ("anna-plan", "anna-weeks")):
        assert coach("rename", old, new).code == 0
    assert texts(clinic) == before
    assert "Anna" in coach("history").out


def test_a_former_id_leads_to_the_present_one(coach: Run, clinic: Path) -> None:
    coach("log", "anna-care", "--worst", "1")
    for old, new in (("our-lift", "the-lift"), ("anna-care", "anna-morning"), ("anna-weeks", "anna-plan")):
        coach("rename", old, new)
        assert (said := coach("show", old)).code == 2
        assert said.err == f'coach: "{old}" has another id now, as you wished: {new}\n'
    assert "anna-morning" in coach("play", "anna-care", "--plain").err
    assert len(coach("history", "--kind", "anna-care", "--json").json["session"]) == 1
    coach("rename", "anna-morning", "anna-care")
    assert coach("show", "anna-care").code == 0
    assert "as you wished: anna-care" in coach("show", "anna-morning").err


def test_an_export_carries_the_ids_to_another_coach(
    coach: Run, clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach("log", "anna-care", "--worst", "1")
    coach("rename", "anna-care", "anna-morning")
    coach("export", str(tmp_path / "mine.toml"))
    kept = (tmp_path / "mine.toml").read_text()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    assert coach("import", str(tmp_path / "mine.toml")).code == 0
    assert coach("history", "--json").json["session"][0]["routine"] == "anna-morning"
    coach("export", str(tmp_path / "again.toml"))
    assert (tmp_path / "again.toml").read_text() == kept
    plan = coach("simulate", "anna-morning", "--history", str(tmp_path / "mine.toml"), "--json").json
    assert plan["light"] == "green"
    assert plan["routine"] == "anna-morning"


def test_nobody_s_export_renames_what_comes_with_the_coach(coach: Run) -> None:
    coach("log", "psoas-care", "--worst", "1")
    at = "2099-01-01T00:00:00Z"
    Path("theirs.toml").write_text(f'[[renamed]]\nkind = "routine"\nfrom = "psoas-care"\nto = "x"\nat = {at}\n')
    assert coach("import", "theirs.toml").code == 0
    assert coach("history", "--json").json["session"][0]["routine"] == "psoas-care"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rename", "psoas-care", "x"), "comes with the coach"),
        (("rename", "anna-care", "ben-care"), "ben-care is taken"),
        (("rename", "anna-care", "psoas-care"), "psoas-care is taken"),
        (("rename", "anna-care", "腸"), "cannot be an id"),
        (("rename", "anna-care", "anna-care"), "its id already"),
        (("rename", "plank", "x"), "an id that comes with the coach, and yours stands in its place"),
        (("remove", "psoas-care"), "comes with the coach"),
        (("remove", "nobody"), 'nothing of yours called "nobody"'),
        (("remove", "inner", "--yes"), "stands inside the routine holder"),
        (("remove", "--undo"), "nothing was put away"),
        (("pack", "psoas-care"), "comes with the coach, so everybody has it"),
        (("pack", "anna-car"), "Did you mean anna-care"),
        (("pack",), "what shall be packed?"),
        (("add", "nowhere", "nor-here"), "mend what stands above"),
    ],
)
def test_what_cannot_be_is_said(coach: Run, clinic: Path, words: tuple[str, ...], said: str) -> None:
    put(clinic / "exercises/plank.toml", MOVE.format(id="plank", name="Plank", reps=3))
    inner = '[exercise.inner]\nname = "I"\nkind = "strength"\n[exercise.inner.dose]\nreps = 2\n'
    put(clinic / "holder.toml", CARE.format(id="holder", name="Holder", move="inner") + inner)
    before = texts(clinic)
    refused = coach(*words)
    assert refused.code in (1, 2)
    assert said in refused.err
    assert texts(clinic) == before


def test_what_is_put_away_is_asked_about_and_comes_back(
    coach: Run, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(clinic)
    refused = coach("remove", "anna-care")
    assert refused.code == 1
    assert "It is used by Weeks, which cannot be used without it." in refused.out
    asked = answer(monkeypatch, "n")
    assert coach("remove", "anna-care").code == 1
    assert texts(clinic) == before
    (clinic / ".anna-care.edit.toml").write_text("a draft")
    answer(monkeypatch, "y")
    assert coach("remove", "anna-care").code == 0
    assert "anna-care.toml" not in texts(clinic)
    assert not (clinic / ".anna-care.edit.toml").exists()
    assert coach("remove", "--undo", "anna-care").code == 0
    assert texts(clinic) == before
    assert (clinic / ".anna-care.edit.toml").read_text() == "a draft"
    coach("remove", "anna-care")
    assert coach("remove", "--for-good").code == 0
    assert coach("remove", "--undo").code == 2
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (("My Care",), "my-care.toml"),
        (("Our Club", "--lessons"), "lessons/our-club.toml"),
        (("Éva's Weeks!", "--course"), "courses/evas-weeks.toml"),
        (("My Move", "--exercise"), "exercises/my-move.toml"),
        (("x" * 64, "--lessons"), f"lessons/{'x' * 64}.toml"),
    ],
)
def test_a_new_file_of_each_kind_is_right_as_it_stands(
    coach: Run, own: Path, words: tuple[str, ...], path: str
) -> None:
    assert coach("new", *words).code == 0
    found = coach("check")
    assert (found.code, found.out) == (0, "All is right.\n")
    assert (own / path).exists()


def test_the_pack_of_the_page_is_right(coach: Run, own: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "handing-over.md").read_text(encoding="utf-8")
    Path("anna.coach.toml").write_text(page.partition("```toml\n")[2].partition("```")[0])
    said = coach("add", "anna.coach.toml", "--yes")
    assert said.code == 0, said.out
    assert set(texts(own)) == {"anna-care.toml"}
