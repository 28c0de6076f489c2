import os
from pathlib import Path

import pytest
from library_files import SETTINGS

from coach.library.settings_file import Pace, Settings, Theme, read_settings, write_settings
from coach.library.toml_text import write_text

ALL = Settings(get_ready_s=15, switch_s=3, pace=Pace.KEY, theme=Theme.LIGHT)


def test_reads_and_writes(tmp_path: Path) -> None:
    path = tmp_path / "coach" / "settings.toml"
    assert read_settings(path) == (Settings(), ())
    write_settings(path, ALL)
    assert path.read_text() == SETTINGS
    assert read_settings(path) == (ALL, ())


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
        ('[look]\ntheme = "drak"', Settings(), '2:1: error: look.theme must be "dark" or "light", got "drak" (did'),
        ("look = 1", Settings(), "1:1: error: look must be a table [look]"),
        ("[sesion]\n", Settings(), '1:1: error: unknown key "sesion" (did you mean "session"?)'),
        ("[", Settings(), "1:2: error: "),
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
