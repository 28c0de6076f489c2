"""Reminders: what is printed to install, read by the programs it is for; and the notice itself."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from coach.cli.training.reminders import notify, sequence_for

from ..conftest import Run

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")


def units(out: str) -> dict[str, str]:
    """The two files that the page holds, by name."""
    found: dict[str, str] = {}
    for part in out.split("# ~/.config/systemd/user/")[1:]:
        name, _, text = part.partition("\n")
        found[name] = text
    return found


def test_a_service_and_a_timer(coach: Run) -> None:
    said = coach("remind", "--print", "systemd", "--at", "6:45")
    assert said.code == 0
    made = units(said.out)
    assert made.keys() == {"coach.service", "coach.timer"}
    assert "OnCalendar=*-*-* 06:45:00\n" in made["coach.timer"]
    assert "Persistent=true\n" in made["coach.timer"]
    (starts,) = [line for line in made["coach.service"].splitlines() if line.startswith("ExecStart=")]
    assert starts.endswith(" next --notify")
    assert Path(starts.removeprefix("ExecStart=").split()[0]).is_absolute()
    assert "SuccessExitStatus=3\n" in made["coach.service"]


@needs_systemd
def test_systemd_finds_nothing_wrong_with_them(coach: Run, home: Path) -> None:
    for name, text in units(coach("remind", "--print", "systemd").out).items():
        (home / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(home / "coach.timer"), str(home / "coach.service")],
        capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "XDG_RUNTIME_DIR": str(home)},
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if "coach." in line]
    assert complaints == []


@needs_systemd
@pytest.mark.parametrize("at", ["00:00", "7:05", "23:59"])
def test_the_timer_comes_once_a_day(coach: Run, at: str) -> None:
    timer = units(coach("remind", "--print", "systemd", "--at", at).out)["coach.timer"]
    (when,) = [line.partition("=")[2] for line in timer.splitlines() if line.startswith("OnCalendar=")]
    done = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=2", when],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(f"{int(at.partition(':')[0]):02}:{at.partition(':')[2]}:00") >= 2


def test_a_line_for_cron(coach: Run) -> None:
    said = coach("--profile", "anna", "remind", "--print", "cron", "--at", "7:05")
    (line,) = [line for line in said.out.splitlines() if not line.startswith("#")]
    minute, hour, *days, bus, program = line.split(" ", 6)
    assert (minute, hour, days) == ("5", "7", ["*", "*", "*"])
    assert bus.startswith("DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/")
    assert program.endswith(" --profile anna next --notify")
    assert "%" not in program.replace("\\%", "")  # cron would take it for the end of the line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--print"),
        (("--print", "launchd"), "invalid choice: 'launchd'"),
        (("--print", "cron", "--at", "25:00"), "'25:00' should be a time of day such as 07:30"),
        (("--print", "cron", "--at", "7"), "'7' should be a time of day such as 07:30"),
        (("--print", "cron", "--at", "07:5"), "should be a time of day"),
    ],
)
def test_what_cannot_be_printed(coach: Run, words: tuple[str, ...], said: str) -> None:
    refused = coach("remind", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


# --- the notice -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "sequence"),
    [
        ({"TERM": "xterm-kitty"}, "\x1b]99;;Coach: Psoas care, 8 min\x1b\\"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "\x1b]99;;Coach: Psoas care, 8 min\x1b\\"),
        ({"TERM": "foot"}, "\x1b]777;notify;Coach;Psoas care, 8 min\x1b\\"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "\x1b]777;notify;Coach;Psoas care, 8 min\x1b\\"),
        ({"TERM": "xterm-ghostty"}, "\x1b]777;notify;Coach;Psoas care, 8 min\x1b\\"),
        ({"TERM": "rxvt-unicode-256color"}, "\x1b]777;notify;Coach;Psoas care, 8 min\x1b\\"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "\x1b]9;Coach: Psoas care, 8 min\x07"),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "dumb"}, None),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-1000/default,1,0"}, None),
        ({"TERM": "foot", "STY": "1.pts"}, None),
        ({}, None),
    ],
)
def test_the_sequence_of_each_terminal(environ: dict[str, str], sequence: str | None) -> None:
    assert sequence_for(environ, "Psoas care, 8 min") == sequence


@pytest.mark.parametrize("term", ["xterm-kitty", "foot"])
def test_a_notice_cannot_break_out_of_its_sequence(term: str) -> None:
    made = sequence_for({"TERM": term}, "a;b\x1b\\\x07\x9c\n]0;c")
    assert made is not None
    inside = made[2:-2]
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in inside)
    assert inside.count(";") == (2 if term == "xterm-kitty" else 3)


@pytest.fixture
def desktop(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notify-send that writes down what it is asked to show; it fails where there is a file named broken."""
    folder = home / "bin"
    folder.mkdir()
    program = folder / "notify-send"
    program.write_text(f'#!/bin/sh\n[ -e "{home}/broken" ] && exit 1\nprintf "%s\\n" "$@" >> "{home}/shown"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return home / "shown"


def test_what_is_due_is_shown_on_the_desktop(coach: Run, desktop: Path) -> None:
    said = coach("next", "--notify")
    assert (said.code, said.out, said.err) == (0, "", "")
    shown = desktop.read_text().splitlines()
    assert shown[:3] == ["--app-name", "Coach", "Coach"]
    assert shown[3] + "\n" == coach("next").out


def test_where_nothing_is_due_nothing_is_shown(coach: Run, desktop: Path) -> None:
    coach("pause")
    said = coach("next", "--notify")
    assert (said.code, said.out, said.err) == (3, "", "")
    assert not desktop.exists()


def test_a_desktop_that_is_not_there(coach: Run, desktop: Path, home: Path) -> None:
    (home / "broken").touch()
    said = coach("next", "--notify")
    assert (said.code, said.out) == (1, "")
    assert said.err == "coach: no notice could be shown: notify-send found no desktop to show it on\n"


def test_no_way_to_show_it(coach: Run, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("PATH", str(home))
    said = coach("next", "--notify")
    assert (said.code, said.out) == (1, "")
    assert "there is no notify-send here" in said.err


def test_what_is_shown_holds_no_control_signs(desktop: Path) -> None:
    notify("Anna's\x1b[31m care")
    assert "\x1b" not in desktop.read_text()
