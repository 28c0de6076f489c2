"""Settings: reached from Home and the palette, each with its effect at once, kept in the file."""

from pathlib import Path

import pytest

from coach.domain.records.distance import Units
from coach.domain.session.state import Status
from coach.library.formats.settings.setting_rows import SAMPLES, SETTING_ROWS, SettingRow
from coach.library.formats.settings.settings_file import (
    Contrast,
    Motion,
    Pace,
    Settings,
    Theme,
    read_settings,
    settings_text,
)
from coach.library.formats.settings.sound_settings import VoiceChoice, Words
from coach.tui.text.themes import theme_name

from ..conftest import Play
from ..playing import Player, make
from ..sounding import listening

FIELDS = [row.field for row in SETTING_ROWS]


async def to_settings(player: Player, field: str = "theme") -> None:
    """From Home to the line of a setting."""
    await player.press("home", *["down"] * player.listed().index("settings"), "enter")
    assert player.at == "SettingsScreen"
    await to(player, field)


async def to(player: Player, field: str) -> None:
    await player.press("home", *["down"] * [*FIELDS, "kit"].index(field))


async def test_home_leads_there_and_escape_back(play: Play) -> None:
    async with play() as player:
        assert "settings" in player.listed()
        await to_settings(player)
        assert all(row.title in player.text() for row in SETTING_ROWS)
        await player.press("escape")
        assert player.at == "Home"


async def test_typing_its_name_finds_it(play: Play) -> None:
    async with play() as player:
        await player.type("settin")
        assert player.listed() == ["settings"]
        await player.press("enter")
        assert player.at == "SettingsScreen"


async def test_the_palette_holds_it_but_not_in_a_session(play: Play) -> None:
    async with play() as player:
        titles = [command.title for command in player.app.get_system_commands(player.screen)]
        assert "Settings" in titles
    async with play(at="session") as player:
        titles = [command.title for command in player.app.get_system_commands(player.screen)]
        assert "Settings" not in titles


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("theme", Settings(theme=Theme.LIGHT)),
        ("contrast", Settings(contrast=Contrast.HIGH)),
        ("motion", Settings(motion=Motion.REDUCED)),
        ("voice", Settings(voice=VoiceChoice.OFF)),
        ("bell", Settings(bell=True)),
        ("words", Settings(words=Words.COUNTS)),
        ("get_ready_s", Settings(get_ready_s=15)),
        ("switch_s", Settings(switch_s=8)),
        ("rest_percent", Settings(rest_percent=125)),
        ("explain", Settings(explain=False)),
        ("pace", Settings(pace=Pace.KEY)),
        ("units", Settings(units=Units.IMPERIAL)),
    ],
)
async def test_every_setting_changes_is_kept_and_changes_back(
    play: Play, tmp_path: Path, field: str, expected: Settings
) -> None:
    path = tmp_path / "settings.toml"
    async with play(settings=Settings(), settings_path=path) as player:
        await to_settings(player, field)
        await player.press("right")
        assert player.training.settings == expected == read_settings(path)[0]
        row = SETTING_ROWS[FIELDS.index(field)]
        assert row.shown(expected) in player.text()
        await player.press("left")
        if field != "voice":  # what was never asked cannot be chosen
            assert player.training.settings == Settings() == read_settings(path)[0]


@pytest.mark.parametrize("row", SETTING_ROWS, ids=lambda row: row.field)
def test_every_value_comes_round(row: SettingRow) -> None:
    settings = seen = Settings(voice=VoiceChoice.OFF)
    shown = []
    for _ in row.values:
        shown.append(row.shown(seen))
        seen = row.changed(seen, 1)
    assert seen == settings
    assert sorted(shown) == sorted(label for _, label in row.values)
    assert row.changed(row.changed(settings, 1), -1) == settings


def test_a_value_written_by_hand_has_its_place() -> None:
    row = SETTING_ROWS[FIELDS.index("get_ready_s")]
    by_hand = Settings(get_ready_s=7)
    assert row.shown(by_hand) == "7 s"
    assert row.changed(by_hand, 1).get_ready_s == 10
    assert row.changed(by_hand, -1).get_ready_s == 5
    assert SETTING_ROWS[FIELDS.index("voice")].shown(Settings()) == "not asked yet"


# --- effects --------------------------------------------------------------------------------------------------------


async def test_colours_change_at_once(play: Play) -> None:
    async with play() as player:
        await to_settings(player)
        for field, theme in (
            ("theme", theme_name(Theme.LIGHT)),
            ("contrast", theme_name(Theme.LIGHT, Contrast.HIGH)),
        ):
            await to(player, field)
            await player.press("enter")
            assert player.app.theme == theme
        await player.press("escape", "ctrl+t")
        assert player.app.theme == theme_name(Theme.DARK, Contrast.HIGH)


async def test_motion_stops_at_once(play: Play) -> None:
    async with play() as player:
        await to_settings(player, "motion")
        before = player.shown("effect")
        assert "●" in before
        player.screen._move()  # type: ignore[attr-defined]
        assert player.shown("effect") != before
        await player.press("right")
        assert player.app.animation_level == "none"
        still = player.shown("effect")
        player.screen._move()  # type: ignore[attr-defined]
        assert player.shown("effect") == still


async def test_a_voice_speaks_a_bell_rings_and_words_are_said(play: Play) -> None:
    desk, heard = listening()
    async with play(desk=desk) as player:
        await to_settings(player, "voice")
        assert "Silent; fake-voice could speak." in player.text()
        await player.press("left")
        assert heard.said == ["This is how I speak."]
        assert "fake-voice speaks." in player.text()
        await to(player, "bell")
        await player.press("right")
        assert heard.rung == 1
        await to(player, "words")
        await player.press("right", "right", "right")
        assert heard.said[1:] == [SAMPLES[Words.COUNTS], SAMPLES[Words.ALL]]
        assert "knees bent" in player.text()


@pytest.mark.parametrize(
    ("speaker", "remote", "words"),
    [(None, False, "No voice found"), ("fake-voice", True, "Over SSH no voice"), ("x", False, "x could speak")],
)
async def test_it_says_who_could_speak(play: Play, speaker: str | None, remote: bool, words: str) -> None:
    desk, heard = listening(speaker=speaker, is_remote=remote)
    async with play(desk=desk) as player:
        await to_settings(player, "voice")
        assert words in player.text()
        await player.press("right")
        assert heard.said == []


@pytest.mark.parametrize(("field", "key"), [("get_ready_s", "left"), ("switch_s", "right"), ("rest_percent", "right")])
async def test_lengths_tell_how_long_a_session_takes(play: Play, field: str, key: str) -> None:
    async with play(make.history()) as player:
        await to_settings(player, field)
        before = player.shown("effect")
        assert " like this." in before
        await player.press(key, key, key)
        assert player.shown("effect") != before


async def test_equipment_is_what_ready_asks_for_too(play: Play) -> None:
    async with play() as player:
        await to_settings(player, "kit")
        assert "all there is" in player.text()
        await player.press("enter")
        assert player.at == "Ticks"
        await player.press("1", "enter")
        (missing,) = player.training.not_at_hand()
        assert f"without {missing}" in player.text()
        await player.press("enter", "escape")
        assert player.training.not_at_hand() == {missing}


async def test_equipment_that_is_not_on_the_list_stays_as_it_was(play: Play) -> None:
    async with play() as player:
        player.training.runner.set_at_hand({"trampoline"}, set())
        await to_settings(player, "kit")
        await player.press("enter", "1", "enter")
        assert player.training.not_at_hand() == {"trampoline", player.training.catalogue.all_kit()[0]}


async def test_the_next_session_goes_by_it(play: Play) -> None:
    async with play() as player:
        await to_settings(player, "get_ready_s")
        await player.press("right")
        await player.press("escape")
        await player.type("psoas care")
        await player.press("enter", "1", "enter")
        assert (player.state.segment.length_s, player.state.status) == (15, Status.RUNNING)


# --- the file -------------------------------------------------------------------------------------------------------


async def test_lines_of_ones_own_are_kept_aside_and_that_is_said_before(play: Play, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# my knees\n[session]\nswitch = 9\n")
    async with play(settings=read_settings(path)[0], settings_path=path) as player:
        await to_settings(player, "bell")
        assert "settings.toml.old" in player.shown("note")
        await player.press("right")
    assert (tmp_path / "settings.toml.old").read_text() == "# my knees\n[session]\nswitch = 9\n"
    assert read_settings(path)[0] == Settings(switch_s=9, bell=True)


async def test_what_the_coach_wrote_is_written_without_a_word(play: Play, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(settings_text(Settings()))
    async with play(settings_path=path) as player:
        await to_settings(player)
        assert player.shown("note") == ""
        await player.press("right", "right")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_at_every_size_the_chosen_line_its_meaning_and_the_keys_are_there(
    play: Play, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\n")
    async with play(size=size, settings_path=path) as player:
        await to_settings(player)
        for row in SETTING_ROWS:
            await to(player, row.field)
            assert any(row.title in line and "‹" in line for line in player.rows()), row.field
            assert row.about.split()[0] in player.text(), row.field
            assert player.unreadable() == []


async def test_units_show_the_same_run_in_either(play: Play) -> None:
    async with play() as player:
        await to_settings(player, "units")
        assert player.shown("effect") == "5.0 km · 6:10 min/km"
        await player.press("right")
        assert player.shown("effect") == "3.11 mi · 9:55 min/mile"
        await player.press("left")
        assert player.shown("effect") == "5.0 km · 6:10 min/km"
