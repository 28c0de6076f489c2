"""coach publish: for everyone or a group, at one stroke, with the version before kept, and taken back."""

import os
from pathlib import Path

import pytest

from ..conftest import Run

CLUB = 'format = 1\nid = "club"\nname = "Club"\nkind = "stretch"\n[[step]]\nexercise = "plank"\nhold = 20\n'
MOVE = 'format = 1\nid = "my-move"\nname = "My move"\nkind = "stretch"\nsides = "each"\n[dose]\nhold = 20\n'
GROUP = ("--group", "tuesday-club")


@pytest.fixture
def system(home: Path) -> Path:
    """Where everyone's routines stand."""
    return home / "xdg_config_dirs" / "coach" / "routines"


@pytest.fixture
def club(home: Path) -> Path:
    """Where a group's routines stand."""
    return home / "xdg_config_dirs" / "coach" / "groups" / "tuesday-club" / "routines"


def publish(coach: Run, text: str, *words: str) -> None:
    Path("club.toml").write_text(text)
    assert coach("publish", "club.toml", *words).code == 0


def hold(coach: Run) -> int:
    """The hold that those who use the routine get."""
    steps = coach("show", "club", "--json").json["steps"]
    return int(steps[0]["hold_s"])


def layer_of(coach: Run, identity: str = "club") -> list[str]:
    return [each["layer"] for each in coach("list", "--json").json if each["id"] == identity]


def join(own: Path) -> None:
    own.parent.mkdir(parents=True, exist_ok=True)
    (own.parent / "settings.toml").write_text('[profile]\ngroup = "tuesday-club"\n')


def test_for_everyone(coach: Run, system: Path) -> None:
    publish(coach, CLUB)
    assert (system / "club.toml").read_text() == CLUB
    assert layer_of(coach) == ["system"]
    assert (system / "club.toml").stat().st_mode & 0o777 == 0o644


def test_for_a_group_those_who_name_it_see_it(coach: Run, own: Path, club: Path) -> None:
    publish(coach, CLUB, *GROUP)
    assert (club / "club.toml").read_text() == CLUB
    assert layer_of(coach) == []
    join(own)
    assert layer_of(coach) == ["group"]
    assert coach("check").code == 0


def test_the_layers_lie_in_order(coach: Run, own: Path, home: Path) -> None:
    publish(coach, CLUB)
    publish(coach, CLUB.replace("20", "25"), *GROUP)
    join(own)
    assert hold(coach) == 25
    Path("club.toml").write_text(CLUB.replace("20", "30"))
    coach("add", "club.toml")
    assert hold(coach) == 30
    assert "own, hides system, group:" in coach("list").out


def test_what_only_the_publisher_has_is_not_enough(coach: Run, own: Path, system: Path) -> None:
    (own / "exercises").mkdir(parents=True)
    (own / "exercises" / "my-move.toml").write_text(MOVE)
    Path("club.toml").write_text(CLUB.replace("plank", "my-move"))
    said = coach("publish", "club.toml")
    assert said.code == 1
    assert 'there is no exercise "my-move"' in said.out
    assert not system.exists()
    Path("my-move.toml").write_text(MOVE)
    assert coach("publish", "my-move.toml").code == 0
    assert coach("publish", "club.toml").code == 0


@pytest.mark.parametrize("broken", ["[", CLUB.replace("20", "-5"), CLUB.replace("plank", "plonk"), ""])
@pytest.mark.parametrize("before", [True, False], ids=["used before", "never seen"])
def test_a_file_broken_later_takes_nothing_from_those_who_use_it(
    coach: Run, system: Path, broken: str, before: bool
) -> None:
    publish(coach, CLUB)
    if before:
        assert hold(coach) == 20
    (system / "club.toml").write_text(broken)
    assert hold(coach) == 20
    assert "club.toml" in coach("list").err


def test_undo_brings_back_the_version_before_and_is_undone_by_itself(coach: Run, system: Path) -> None:
    publish(coach, CLUB)
    publish(coach, CLUB.replace("20", "25"))
    assert hold(coach) == 25
    for expected in (20, 25, 20):
        assert coach("publish", "club", "--undo").code == 0
        assert hold(coach) == expected


def test_undo_of_a_new_one_takes_it_away(coach: Run, system: Path) -> None:
    publish(coach, CLUB)
    assert "there was none before" in coach("publish", "club.toml", "--undo").out
    assert not (system / "club.toml").exists()
    assert layer_of(coach) == []
    coach("publish", "club", "--undo")
    assert layer_of(coach) == ["system"]


def test_undo_of_a_groups(coach: Run, own: Path) -> None:
    join(own)
    publish(coach, CLUB, *GROUP)
    publish(coach, CLUB.replace("20", "25"), *GROUP)
    assert coach("publish", "club", "--undo").code == 1  # nothing for everyone was published
    assert coach("publish", "club", *GROUP, "--undo").code == 0
    assert hold(coach) == 20


def test_what_was_broken_by_hand_is_not_the_version_before(coach: Run, system: Path) -> None:
    publish(coach, CLUB)
    (system / "club.toml").write_text("[")
    publish(coach, CLUB.replace("20", "25"))
    coach("publish", "club", "--undo")
    assert (system / "club.toml").read_text() == CLUB


def test_what_stood_there_unpublished_comes_back(coach: Run, system: Path) -> None:
    system.mkdir(parents=True)
    (system / "club.toml").write_text(CLUB)
    publish(coach, CLUB.replace("20", "25"))
    coach("publish", "club", "--undo")
    assert (system / "club.toml").read_text() == CLUB


def test_undo_refuses_what_is_not_right_any_more(coach: Run, system: Path) -> None:
    Path("my-move.toml").write_text(MOVE)
    coach("publish", "my-move.toml")
    publish(coach, CLUB.replace("plank", "my-move"))
    publish(coach, CLUB)
    coach("publish", "my-move", "--undo")
    said = coach("publish", "club", "--undo")
    assert said.code == 1
    assert "nothing was changed" in said.err
    assert (system / "club.toml").read_text() == CLUB


@pytest.mark.parametrize("words", [("club", "--undo"), ("../club", "--undo"), ("club.toml", *GROUP, "--undo")])
def test_nothing_to_undo(coach: Run, words: tuple[str, ...]) -> None:
    said = coach("publish", *words)
    assert said.code == 1
    assert "nothing to take back" in said.err


@pytest.mark.parametrize("group", ["../x", "A", "", "a/b", "a" * 65])
def test_a_group_is_an_id(coach: Run, group: str) -> None:
    Path("club.toml").write_text(CLUB)
    assert coach("publish", "club.toml", "--group", group).code == 2


def test_a_group_that_settings_misspell_is_told(coach: Run, own: Path) -> None:
    own.parent.mkdir(parents=True)
    (own.parent / "settings.toml").write_text('[profile]\ngroup = "../x"\n')
    assert "settings.toml:2:1: error: profile.group must be small letters" in coach("list").err


def test_where_one_may_not(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("coach.library.disk.published.write_text", refuse)
    Path("club.toml").write_text(CLUB)
    said = coach("publish", "club.toml")
    assert said.code == 1
    assert "not permitted" in said.err


def test_what_is_wrong_is_not_published_and_it_says_so(coach: Run, system: Path) -> None:
    Path("club.toml").write_text(CLUB.replace("20", "-5"))
    said = coach("publish", "club.toml")
    assert said.code == 1
    assert "it was not published" in said.err
    assert not system.exists()
