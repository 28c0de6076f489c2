"""The settings in plain mode: said, changed by number, kept in the runner's file."""

from pathlib import Path

import pytest

from coach.domain.records.distance import Units
from coach.library.formats.settings.settings_file import Pace, read_settings
from coach.plain.home import run_home
from coach.services.assembly import Coach
from coach.store.memory import MemoryStore
from coach.system.guest import GUEST

from .talking import FakeClock, FakeTalk, coach_with


def at_settings(path: Path | None, *lines: str) -> tuple[FakeTalk, Coach]:
    clock = FakeClock()
    made = coach_with(clock, MemoryStore())
    coach = Coach(made.training, made.diagnostics, made.kept, settings_path=path)
    talk = FakeTalk(clock, ["s", *lines, "q"])
    assert run_home(coach, talk) == 0
    return talk, coach


def test_they_are_said_with_what_they_do(tmp_path: Path) -> None:
    talk, _ = at_settings(tmp_path / "settings.toml", "")
    assert "2. Get ready: 10 s. Time to get into position before an exercise." in talk.lines
    assert not any("Colours" in line for line in talk.lines)
    assert not (tmp_path / "settings.toml").exists()


def test_a_number_takes_the_next_value_and_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    talk, coach = at_settings(path, "2", "2 6", "")
    assert [line for line in talk.lines if "s." in line[-3:] or "key." in line][-3:] == [
        "Get ready: 15 s.",
        "Get ready: 20 s.",
        "Reps: by key.",
    ]
    kept, wrong = read_settings(path)
    assert not wrong
    assert (kept.get_ready_s, kept.pace) == (20, Pace.KEY)
    assert (coach.training.settings.get_ready_s, coach.training.settings.pace) == (20, Pace.TEMPO)  # no key can come


def test_what_was_written_by_hand_is_kept_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\n[session]\nswitch = 8\n")
    talk, _ = at_settings(path, "2", "")
    assert any(line.startswith("A change rewrites your settings.toml") for line in talk.lines)
    assert (tmp_path / "settings.toml.old").read_text().startswith("# mine")
    assert read_settings(path)[0].switch_s == 8


def test_what_cannot_be_written_holds_for_now(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    talk, coach = at_settings(tmp_path / "file" / "settings.toml", "3", "")
    assert any(line.startswith("This holds until you leave:") for line in talk.lines)
    assert coach.training.settings.switch_s == 8


def test_a_guest_is_told_so_without_a_path_of_the_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GUEST, "1")
    (tmp_path / "file").touch()
    talk, _ = at_settings(tmp_path / "file" / "settings.toml", "3", "")
    (line,) = (line for line in talk.lines if "until you leave" in line)
    assert line.startswith("This holds until you leave: settings.toml cannot be written (")


def test_units_are_shown_by_what_they_do(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    talk, coach = at_settings(path, "7", "7", "")
    shown = [line for line in talk.lines if line.startswith("Units: ")]
    assert shown == ["Units: miles. 3.11 mi · 9:55 min/mile.", "Units: kilometres. 5.0 km · 6:10 min/km."]
    assert coach.training.settings.units is read_settings(path)[0].units is Units.METRIC


def test_the_equipment_is_said_and_changed_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    talk, coach = at_settings(path, "8", "1 2", "2", "", "")
    first, second = coach.training.catalogue.all_kit()[:2]
    assert "8. Equipment: all there is. Steps that need what you lack are left out." in talk.lines
    assert {f"1. {first}: there.", f"2. {second}: there."} <= set(talk.lines)
    after = talk.lines[talk.lines.index(f"{first}: not there.") :]
    assert [line for line in after if "there." in line] == [
        f"{first}: not there.",
        f"{second}: not there.",
        f"{second}: there.",
    ]
    assert f"Equipment: without {first}." in after
    assert coach.training.not_at_hand() == {first}
    assert not path.exists(), "it is no setting of the file"


def test_equipment_beside_another_setting_changes_both(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    _, coach = at_settings(path, "2 8", "3", "", "")
    assert read_settings(path)[0].get_ready_s == 15
    assert coach.training.not_at_hand() == {coach.training.catalogue.all_kit()[2]}


def test_a_piece_that_no_exercise_here_needs_stays_as_it_was(tmp_path: Path) -> None:
    clock = FakeClock()
    made = coach_with(clock, MemoryStore())
    made.training.runner.set_at_hand({"trampoline"}, set())
    coach = Coach(made.training, made.diagnostics, made.kept, settings_path=tmp_path / "settings.toml")
    assert run_home(coach, FakeTalk(clock, ["s", "8", "1", "1", "", "", "q"])) == 0
    assert coach.training.not_at_hand() == {"trampoline"}
