"""A coach's files, followed: what a look brings, and what is taken over of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.domain.planning.replay_cache import ReplayCache
from coach.library.disk.layers import GROUP_VARIABLE, Layer, layers, shipped_folder
from coach.library.formats.settings.settings_file import Settings, Theme, read_settings
from coach.library.formats.settings.sound_settings import VoiceChoice
from coach.library.shelf.library import MANY, Shelf
from coach.services.assembly import Coach, Wish, assemble
from coach.services.files import News, RunnerFiles, read_whole
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
ROUTINE = """\
format = 1
id = "mine"
name = "Mine"
kind = "stretch"

[[step]]
exercise = "plank"
hold = 20
"""
CAPPED = "format = 1\n[every]\nhold = {}\n"
LIGHT = '[look]\ntheme = "light"\n'


def coach_of(folder: Path, *, hosted: bool = False, piecemeal: bool = False) -> Coach:
    """As ``assemble`` makes it, with files below ``folder``."""
    path = folder / "settings.toml"
    settings, wrong = read_settings(path)
    shelf = Shelf([Layer("shipped", shipped_folder()), Layer("own", folder)], advise=False)
    library = shelf.begin() if piecemeal else shelf.refresh()
    training = Training(library, MemoryStore(), FixedClock(NOW), settings)
    said = (*library.diagnostics, *wrong)
    return Coach(training, said, None, path, shelf=shelf, hosted=hosted, wrong=wrong)


def looked(coach: Coach, following: RunnerFiles) -> News | None:
    news = following.look()
    if news is not None:
        following.take(news)
    return news


def test_nothing_new_is_no_news(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(LIGHT)
    coach = coach_of(tmp_path)
    following = RunnerFiles(coach)
    assert looked(coach, following) is None
    assert not following.has_changed()


def test_a_routine_comes_changes_and_goes(tmp_path: Path) -> None:
    coach = coach_of(tmp_path)
    following, path = RunnerFiles(coach), tmp_path / "mine.toml"
    for text, holds in ((ROUTINE, 20), (ROUTINE.replace("20", "30"), 30)):
        path.write_text(text)
        assert following.has_changed()
        assert looked(coach, following)
        assert coach.training.today.plan("mine").steps[0].dose.hold_s == holds  # type: ignore[union-attr]
    path.unlink()
    assert looked(coach, following)
    assert "mine" not in coach.training.catalogue.routines


def test_standings_are_worked_out_beforehand(tmp_path: Path) -> None:
    coach = coach_of(tmp_path)
    following = RunnerFiles(coach)
    following.history = coach.training.history()
    (tmp_path / "mine.toml").write_text(ROUTINE)
    news = looked(coach, following)
    assert news is not None
    assert isinstance(news.replays, ReplayCache)
    known = news.replays.standing(coach.training.catalogue, coach.training.history(), NOW)
    assert coach.training.standing() is known


def test_a_library_that_is_old_already_is_not_taken(tmp_path: Path) -> None:
    coach = coach_of(tmp_path)
    following, path = RunnerFiles(coach), tmp_path / "mine.toml"
    path.write_text(ROUTINE)
    earlier = following.look()
    path.write_text(ROUTINE.replace("20", "30"))
    later = following.reread([path])
    following.take(later)
    assert earlier is not None
    following.take(earlier)
    assert coach.training.library is later.library


# --- settings ---------------------------------------------------------------------------------------------------------


def test_settings_are_followed(tmp_path: Path) -> None:
    coach = coach_of(tmp_path)
    following, path = RunnerFiles(coach), tmp_path / "settings.toml"
    path.write_text(LIGHT + '[sound]\nvoice = "on"\n')
    assert looked(coach, following)
    assert (coach.training.settings.theme, coach.training.settings.voice) == (Theme.LIGHT, VoiceChoice.ON)
    path.unlink()
    looked(coach, following)
    assert coach.training.settings == Settings()


def test_broken_settings_change_nothing_and_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(LIGHT)
    coach = coach_of(tmp_path)
    following = RunnerFiles(coach)
    path.write_text('[look]\ntheme = "blue"\n')
    news = looked(coach, following)
    assert news is not None
    assert news.complaint.startswith("settings.toml:2:1: ")
    assert news.complaint.endswith("Your last settings stay in use.")
    assert coach.training.settings.theme is Theme.LIGHT
    assert [each.line for each in following.diagnostics] == [2]
    assert looked(coach, following) is None
    path.write_text(LIGHT)
    news = looked(coach, following)
    assert news is not None
    assert news.complaint == ""
    assert following.diagnostics == ()


def test_settings_that_were_broken_at_the_start_are_not_told_again(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[")
    coach = coach_of(tmp_path)
    assert RunnerFiles(coach).look() is None


def test_settings_that_were_changed_in_the_app_meanwhile_are_newer(tmp_path: Path) -> None:
    coach = coach_of(tmp_path)
    following, path = RunnerFiles(coach), tmp_path / "settings.toml"
    path.write_text(LIGHT)
    news = following.look()
    coach.training.settings = chosen = Settings(get_ready_s=20)
    assert news is not None
    assert not following.take(news)
    assert coach.training.settings is chosen


def test_a_guests_settings_start_no_program(tmp_path: Path) -> None:
    coach = coach_of(tmp_path, hosted=True)
    (tmp_path / "settings.toml").write_text(LIGHT + '[sound]\ncommand = ["sh", "{text}"]\n')
    following = RunnerFiles(coach)
    assert looked(coach, following)
    assert coach.training.settings.theme is Theme.LIGHT
    assert coach.training.settings.command == ()


def test_another_group_brings_its_routines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "system"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    club = tmp_path / "system" / "coach" / "groups" / "club" / "routines"
    club.mkdir(parents=True)
    (club / "mine.toml").write_text(ROUTINE)
    coach = coach_of(tmp_path)
    coach.shelf.lay(layers())
    following = RunnerFiles(coach)
    for text, is_there in (('[profile]\ngroup = "club"\n', True), ("", False)):
        (tmp_path / "settings.toml").write_text(text)
        assert looked(coach, following)
        assert ("mine" in coach.training.catalogue.routines) is is_there


def test_a_group_s_caps_are_followed_and_no_setting_leaves_the_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a guest: the group is their host's word."""
    for name, folder in {"XDG_CONFIG_DIRS": "system", "XDG_CONFIG_HOME": "own", "XDG_DATA_HOME": "data"}.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    monkeypatch.setenv(GROUP_VARIABLE, "club")
    groups, own = tmp_path / "system" / "coach" / "groups", tmp_path / "own" / "coach"
    for folder in (groups / "club", groups / "another", own):
        folder.mkdir(parents=True)
    (own / "mine.toml").write_text(ROUTINE)
    (groups / "another" / "caps.toml").write_text(CAPPED.format(60))
    coach = assemble(Wish(profile="anna", hosted=True, piecemeal=True))
    following = RunnerFiles(coach)

    def holds() -> tuple[str, int | None]:
        dose = coach.training.today.plan("mine").steps[0].dose
        assert dose is not None
        return coach.training.catalogue.caps.group, dose.hold_s

    assert holds()[1] == 20
    (groups / "club" / "caps.toml").write_text(CAPPED.format(15))
    assert looked(coach, following)
    assert holds() == ("club", 15)
    (own / "settings.toml").write_text('[profile]\ngroup = "another"\n')
    (own / "caps.toml").write_text(CAPPED.format(60))
    looked(coach, following)
    assert coach.training.settings.group == "another"
    assert holds() == ("club", 15)
    (groups / "club" / "caps.toml").write_text(CAPPED.format(10))
    assert looked(coach, following)
    assert holds() == ("club", 10)
    (groups / "club" / "caps.toml").write_text("[every]\nhold = 3600\n[every")
    assert looked(coach, following)
    assert holds() == ("club", 10)
    assert any(Path(each.path).name == "caps.toml" for each in following.diagnostics)


# --- many files -------------------------------------------------------------------------------------------------------


def test_what_was_left_at_the_start_is_read_for_whoever_cannot_wait(tmp_path: Path) -> None:
    for number in range(MANY + 1):
        (tmp_path / f"own-{number}.toml").write_text(ROUTINE.replace('"mine"', f'"own-{number}"'))
    coach = coach_of(tmp_path, piecemeal=True)
    assert RunnerFiles(coach).is_reading
    whole = read_whole(coach)
    assert not RunnerFiles(whole).is_reading
    assert len(whole.training.catalogue.routines) > MANY
    assert whole.training.catalogue == coach_of(tmp_path).training.catalogue


def test_nobody_is_told_of_records_while_the_library_is_half(tmp_path: Path) -> None:
    """A page for a helper, say: with half of the routines it would name and judge sessions wrongly."""
    for number in range(MANY + 1):
        (tmp_path / f"own-{number}.toml").write_text(ROUTINE.replace('"mine"', f'"own-{number}"'))
    coach = coach_of(tmp_path, piecemeal=True)
    told: list[bool] = []
    coach.training.changed = lambda: told.append("own-1" in coach.training.catalogue.routines)
    following = RunnerFiles(coach)
    coach.training.forget()
    coach.training.forget()
    for _ in following.reading():
        coach.training.forget()
    assert told == []
    following.take(following.whole())
    assert told == [True]
    coach.training.forget()
    assert told == [True, True]


def test_where_nothing_happened_meanwhile_nobody_is_told(tmp_path: Path) -> None:
    for number in range(MANY + 1):
        (tmp_path / f"own-{number}.toml").write_text(ROUTINE.replace('"mine"', f'"own-{number}"'))
    coach = coach_of(tmp_path, piecemeal=True)
    told: list[bool] = []
    coach.training.changed = lambda: told.append(True)
    read_whole(coach)
    assert told == []
    coach.training.forget()
    assert told == [True]
