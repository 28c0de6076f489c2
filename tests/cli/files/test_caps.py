"""A group's caps: published, checked and taken back; and nothing in a runner's own files raises them."""

from pathlib import Path

import pytest

from ..conftest import Run

CAPS = "format = 1\nstrength_days = 3\n\n[every]\nhold = 25\n\n[exercise.plank]\nsets = 1\n"
CLUB = 'format = 1\nid = "club"\nname = "Club"\nkind = "strength"\n[[step]]\nexercise = "plank"\nhold = 40\nsets = 3\n'
GROUP = ("--group", "tuesday-club")
SAID = "Your group tuesday-club allows"


@pytest.fixture
def caps(home: Path) -> Path:
    """Where the group's caps stand."""
    return home / "xdg_config_dirs" / "coach" / "groups" / "tuesday-club" / "caps.toml"


@pytest.fixture
def member(monkeypatch: pytest.MonkeyPatch) -> None:
    """The runner is in the group, as their host says."""
    monkeypatch.setenv("COACH_GROUP", "tuesday-club")


def publish(coach: Run, text: str = CAPS) -> None:
    Path("caps.toml").write_text(text)
    said = coach("publish", "caps.toml", *GROUP)
    assert said.code == 0, said.out + said.err


def plank(coach: Run) -> tuple[int, int, str]:
    """Sets, seconds and reason of the club's plank."""
    (step,) = coach("show", "club", "--json").json["steps"]
    return step["sets"], step["hold_s"], step["why"]


def own_routine(own: Path, text: str = CLUB) -> None:
    own.mkdir(parents=True, exist_ok=True)
    (own / "club.toml").write_text(text)


@pytest.mark.usefixtures("member")
def test_published_it_holds_and_taken_back_it_does_not(coach: Run, own: Path, caps: Path) -> None:
    own_routine(own)
    assert plank(coach)[:2] == (3, 40)
    publish(coach)
    assert caps.read_text() == CAPS
    assert caps.stat().st_mode & 0o777 == 0o644
    sets, seconds, why = plank(coach)
    assert (sets, seconds) == (1, 25)
    publish(coach, CAPS.replace("25", "20"))
    assert plank(coach)[1] == 20
    assert "is back" in coach("publish", "caps.toml", *GROUP, "--undo").out
    assert plank(coach)[1] == 25
    caps.unlink()
    assert plank(coach)[1] == 40
    assert why


@pytest.mark.parametrize("how", ["add", "publish"])
def test_what_a_file_would_do_is_shown_under_the_caps(coach: Run, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    publish(coach)
    Path("club.toml").write_text(CLUB)
    if how == "add":
        monkeypatch.setenv("COACH_GROUP", "tuesday-club")
        said = coach("add", "club.toml")
    else:
        said = coach("publish", "club.toml", *GROUP)
    assert "1 × 25 s" in said.out
    assert "40 s" not in said.out


@pytest.mark.parametrize("name", ["caps", "caps.toml"])
def test_they_are_taken_back_by_either_name(coach: Run, caps: Path, name: str) -> None:
    publish(coach)
    Path("caps.toml").unlink()
    said = coach("publish", name, *GROUP, "--undo")
    assert (said.code, caps.exists()) == (0, False)
    assert str(caps) in said.out
    assert "nothing to take back" in coach("publish", name, "--group", "another-club", "--undo").err
    assert "caps are a group's" in coach("publish", name, "--undo").err


def test_a_routine_whose_id_is_caps_is_taken_back_as_such(coach: Run, caps: Path) -> None:
    publish(coach)
    Path("mine.toml").write_text(CLUB.replace('id = "club"', 'id = "caps"'))
    assert coach("publish", "mine.toml", *GROUP).code == 0
    assert coach("publish", "caps", *GROUP, "--undo").code == 0
    assert caps.exists()
    assert not (caps.parent / "routines" / "caps.toml").exists()


@pytest.mark.usefixtures("member")
def test_the_reason_names_the_group_on_paper_and_as_json(coach: Run, own: Path) -> None:
    own_routine(own, CLUB.replace("hold = 40", "hold = { from = 20, to = 40 }"))
    publish(coach)
    assert SAID in plank(coach)[2]
    assert SAID in " ".join(coach("show", "club").out.split())
    history = "".join(
        f"[[session]]\nroutine = 'club'\nat = 2026-11-{day:02}T07:00:00Z\nbefore = 0\nworst = 0\nafter = 0\n"
        "morning = 0\nquality = 'none'\neffort = 5\ndone = 1.0\n"
        for day in range(1, 20, 3)
    )
    Path("h.toml").write_text(history)
    (step,) = coach("simulate", "club", "--history", "h.toml", "--json").json["steps"]
    assert (step["sets"], step["hold_s"]) == (1, 25)
    assert f"{SAID} 1 set and 25 s at most." in step["why"]
    early = coach("simulate", "club", "--history", "h.toml", "--at", "2026-11-20T08:00:00Z", "--json").json
    assert (early["allowed"], early["rule"], early["earliest"]) == (False, 15, "2026-11-22T00:00:00+00:00")
    assert early["reasons"] == ["Your group tuesday-club has 3 days from one strength or mixed session to the next."]
    assert coach("rules", "15").out.startswith("Rule 15: what your group allows")


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize("where", ["own", "given", "settings", "own caps", "own exercise"])
def test_no_file_of_the_runner_raises_a_cap(coach: Run, own: Path, where: str) -> None:
    publish(coach)
    own_routine(own, CLUB.replace("hold = 40", "hold = 60") + "[adapt]\namber_from = 4\nred_from = 6\n")
    words: tuple[str, ...] = ()
    if where == "given":
        Path("more").mkdir()
        Path("more/club.toml").write_text(CLUB.replace("hold = 40", "hold = 90"))
        Path("more/caps.toml").write_text("format = 1\n[every]\nhold = 3600\nsets = 10\n")
        words = ("--routines", "more")
    elif where == "settings":
        (own.parent / "settings.toml").write_text('[profile]\ngroup = "another-club"\n[session]\nrest = 50\n')
    elif where == "own caps":
        for folder in (own, own.parent):
            (folder / "caps.toml").write_text("format = 1\n[every]\nhold = 3600\n")
    elif where == "own exercise":
        (own / "exercises").mkdir()
        (own / "exercises" / "plank.toml").write_text(
            'format = 1\nid = "plank"\nname = "Long plank"\nkind = "strength"\n[dose]\nhold = 300\nsets = 9\n'
        )
    (step,) = coach("show", "club", "--json", *words).json["steps"]
    assert (step["sets"], step["hold_s"]) == (1, 25)


def test_who_is_in_no_group_is_not_capped(coach: Run, own: Path) -> None:
    own_routine(own)
    publish(coach)
    assert plank(coach)[:2] == (3, 40)


def test_at_home_settings_name_the_group(coach: Run, own: Path) -> None:
    own_routine(own)
    (own.parent / "settings.toml").write_text('[profile]\ngroup = "tuesday-club"\n')
    publish(coach)
    assert plank(coach)[:2] == (1, 25)


@pytest.mark.usefixtures("member")
def test_the_group_s_routines_come_with_the_group(coach: Run) -> None:
    Path("club.toml").write_text(CLUB)
    assert coach("publish", "club.toml", *GROUP).code == 0
    assert [each["layer"] for each in coach("list", "--json").json if each["id"] == "club"] == ["group"]


@pytest.mark.usefixtures("member")
@pytest.mark.parametrize("broken", ["[", "format = 1\n[every]\nhold = 'long'\n", ""])
@pytest.mark.parametrize("used", [True, False], ids=["used before", "never seen"])
def test_a_file_broken_by_hand_takes_no_cap_away(coach: Run, own: Path, caps: Path, broken: str, used: bool) -> None:
    own_routine(own)
    publish(coach)
    if used:
        assert plank(coach)[:2] == (1, 25)
    caps.write_text(broken)
    assert plank(coach)[:2] == (1, 25)
    assert "caps.toml" in coach("list").err


@pytest.mark.usefixtures("member")
def test_what_is_right_of_a_file_that_was_never_right_holds(coach: Run, own: Path, caps: Path) -> None:
    own_routine(own)
    caps.parent.mkdir(parents=True)
    caps.write_text("format = 1\nphase = 'moon'\n[every]\nsets = 2\n")
    assert plank(coach)[:2] == (2, 40)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("format = 1\n", 1, "it caps nothing; the keys here are phase, run_stage"),
        ("phase = 'recovery'\n", 1, '"format" is missing'),
        ("format = 1\nphase = 'moon'\n", 2, 'phase must be "acute", "recovery" or "maintenance"'),
        ("format = 1\nrun_stage = 99\n", 2, "run_stage must be 1 to 15, got 99"),
        ("format = 1\n[every]\nholds = 20\n", 3, 'unknown key "holds"'),
        ("format = 1\n[every]\nhold = -1\n", 3, "every.hold must be 5 to 3600 seconds, got -1"),
        ("format = 1\n[every]\n", 2, "every caps nothing"),
        ("format = 1\n[exercise.plonk]\nsets = 1\n", 2, 'there is no exercise "plonk", so nothing is capped'),
        ("format = 1\n[adapt]\namber_from = 4\nred_from = 4\n", 4, "must be below"),
        ("format = 1\nmax_level = 3\n", 2, 'unknown key "max_level"'),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_not_published(
    coach: Run, caps: Path, text: str, line: int, message: str
) -> None:
    Path("caps.toml").write_text(text)
    said = coach("publish", "caps.toml", *GROUP)
    assert said.code == 1
    assert f"caps.toml:{line}:" in said.out
    assert message in said.out
    assert "^" in said.out
    assert not caps.exists()
    checked = coach("check", "caps.toml", "--json")
    assert (checked.code, checked.json[0]["line"]) == (1, line)


def test_caps_are_a_group_s(coach: Run) -> None:
    Path("caps.toml").write_text(CAPS)
    assert coach("check", "caps.toml").code == 0
    assert "--group NAME" in coach("publish", "caps.toml").err
    assert "a group's caps, not a routine" in coach("add", "caps.toml").err
    assert "nothing to take back" in coach("publish", "caps.toml", *GROUP, "--undo").err


def test_a_routine_may_be_called_caps(coach: Run, own: Path) -> None:
    Path("caps.toml").write_text(CLUB.replace('"club"', '"caps"'))
    assert coach("add", "caps.toml").code == 0
    assert (own / "caps.toml").exists()
    assert any(each["id"] == "caps" for each in coach("list", "--json").json)


@pytest.mark.parametrize("said", ["../x", "A b", "\x1b[2J", "a" * 65])
def test_what_is_no_group_is_none(coach: Run, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("COACH_GROUP", said)
    assert coach("next").code in (0, 3)
