import os
import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.records.distance import Units
from coach.library.formats.schema import file_schema
from coach.library.formats.settings.settings_file import (
    Complete,
    Contrast,
    Motion,
    Notify,
    Pace,
    Settings,
    Theme,
    is_handwritten,
    kept_aside,
    read_settings,
    save_settings,
    write_settings,
)
from coach.library.formats.settings.sound_settings import SIGNALS, Signal, SoundMoment, VoiceChoice, Words
from coach.system.whole_files import write_text

from ...library_files import SETTINGS

ALL = Settings(
    get_ready_s=15,
    switch_s=3,
    rest_percent=150,
    pace=Pace.KEY,
    explain=False,
    theme=Theme.LIGHT,
    contrast=Contrast.HIGH,
    motion=Motion.REDUCED,
    captions=True,
    flash=True,
    notify=Notify.OFF,
    units=Units.IMPERIAL,
    voice=VoiceChoice.ON,
    bell=True,
    words=Words.ALL,
    command=("my-voice", "{text}"),
    complete=Complete.TAB,
    table={**SIGNALS, SoundMoment.WORK: Signal(bell=3)},
)


def test_reads_and_writes(tmp_path: Path) -> None:
    path = tmp_path / "coach" / "settings.toml"
    assert read_settings(path) == (Settings(), ())
    write_settings(path, ALL)
    assert path.read_text() == SETTINGS
    assert read_settings(path) == (ALL, ())


def test_the_page_on_settings_shows_every_key_with_what_counts_without_it(tmp_path: Path) -> None:
    page = (Path(__file__).parents[4] / "docs" / "settings.md").read_text(encoding="utf-8")
    path = tmp_path / "settings.toml"
    path.write_text(page.partition("```toml\n")[2].partition("```")[0])
    settings, problems = read_settings(path)
    assert problems == ()
    assert replace(settings, group=None) == Settings()
    shown = {table: set(keys) for table, keys in tomllib.loads(path.read_text()).items()}
    assert shown == {key: set(table["properties"]) for key, table in file_schema("settings")["properties"].items()}


@pytest.mark.parametrize(
    ("text", "expected", "message"),
    [
        ("", Settings(), None),
        ("[session]\nswitch = 0\n", Settings(switch_s=0), None),
        (
            "[session]\nswitch = 61\nget_ready = 3",
            Settings(get_ready_s=3),
            "2:1: error: session.switch must be 0 to 60 seconds",
        ),
        (
            '[session]\npace = "tempi"',
            Settings(),
            '2:1: error: session.pace must be "tempo" or "key", got "tempi" (did',
        ),
        (
            '[look]\ntheme = "drak"',
            Settings(),
            '2:1: error: look.theme must be "dark", "light" or "terminal", got "drak" (did',
        ),
        ("look = 1", Settings(), "1:1: error: look must be a table [look]"),
        ("[sesion]\n", Settings(), '1:1: error: unknown key "sesion" (did you mean "session"?)'),
        ("[", Settings(), "1:2: error: "),
        ("[session]\nrest = 49", Settings(), "2:1: error: session.rest must be 50 to 300 percent of what"),
        ('[session]\nexplain = "no"', Settings(), "2:1: error: session.explain must be true or false"),
        ("[session]\nrset = 100", Settings(), '2:1: error: unknown key "rset" (did you mean "rest"?)'),
        ('[look]\nmotion = "reducd"', Settings(), '2:1: error: look.motion must be "full" or "reduced", got "reducd"'),
        ('[look]\ncontrast = "hgih"', Settings(), '2:1: error: look.contrast must be "normal" or "high", got "hgih" ('),
        ('[sound]\nvoice = "on"\nbell = true', Settings(voice=VoiceChoice.ON, bell=True), None),
        ("[sound]\nvoice = true", Settings(), '2:1: error: sound.voice must be "ask", "on" or "off", got true'),
        ('[sound]\nwords = "breif"', Settings(), '2:1: error: sound.words must be "none", "counts", "brief" or "all"'),
        ('[sound]\ncommand = "say it"', Settings(), "2:1: error: sound.command must be a list in [ ], got "),
        ('[sound]\ncommand = ["say", 1]', Settings(), "2:19: error: sound.command, item 2, must be text in quotes"),
        ('[sound]\ncommand = ["say", "{text}"]', Settings(command=("say", "{text}")), None),
        ("[sound]\ntable = 1", Settings(), "2:1: error: sound.table must be a table [sound.table]"),
        ("[sound.table]\nwrok = {}", Settings(), '2:1: error: unknown key "wrok" (did you mean "work"?)'),
        ("[sound.table]\nwork = 2", Settings(), "2:1: error: sound.table.work must be written as { bell = 1, say ="),
        (
            "[sound.table]\nwork = { bell = 6 }",
            Settings(),
            "2:10: error: sound.table.work.bell must be 0 to 5 rings, got 6",
        ),
        (
            "[sound.table]\ncount = { bell = 0 }",
            Settings(table={**SIGNALS, SoundMoment.COUNT: Signal(0, Words.COUNTS)}),
            None,
        ),
    ],
)
def test_what_is_wrong_falls_back_to_the_default(
    tmp_path: Path, text: str, expected: Settings, message: str | None
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    settings, diagnostics = read_settings(path)
    assert settings == expected
    assert len(diagnostics) == (message is not None)
    assert not message or str(diagnostics[0]).startswith(f"{path}:{message}")


def test_a_dangling_link_is_reported(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").symlink_to("nowhere")
    assert len(read_settings(tmp_path / "settings.toml")[1]) == 1


def test_a_failed_write_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.toml"
    write_text(path, "old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed_and_permissions_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["# mine\n[session]\nswitch = 4\n", "[session]\nsw = 4\n", "not TOML", "\xff", "[session]\n"]
)
def test_what_a_person_wrote_is_kept_beside_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text.encode("latin-1"))
    assert is_handwritten(path)
    save_settings(path, ALL)
    assert kept_aside(path).read_bytes() == text.encode("latin-1")
    assert read_settings(path) == (ALL, ())


def test_what_the_coach_wrote_is_not(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert not is_handwritten(path)
    save_settings(path, Settings())
    save_settings(path, ALL)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("volume", "least", "spoken"),
    [
        (Words.ALL, Words.ALL, True),
        (Words.BRIEF, Words.ALL, False),
        (Words.BRIEF, Words.COUNTS, True),
        (Words.COUNTS, Words.BRIEF, False),
        (Words.NONE, Words.COUNTS, False),
        (Words.ALL, Words.NONE, False),
        (Words.NONE, Words.NONE, False),
    ],
)
def test_volumes_of_words(volume: Words, least: Words, spoken: bool) -> None:
    assert volume.includes(least) is spoken
