"""Wrong words, help, and the last resort: one line, the right code, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach import __version__
from coach.cli import main
from coach.cli.parsers.parser import parser

from .conftest import Run

COMMANDS = (
    "play", "next", "list", "exercises", "show", "rules", "simulate", "history", "export", "import", "morning", "log",
    "check", "new", "add", "pack", "remove", "rename", "publish", "profile", "edit", "schema", "doctor",
)  # fmt: skip


def test_version(coach: Run) -> None:
    assert coach("--version").out == f"coach {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(coach: Run, command: str) -> None:
    said = coach(command, "--help")
    assert said.code == 0
    assert f"  coach {command}" in said.out.partition("examples:")[2]
    assert "--routines DIR" in said.out
    assert "--profile NAME" in said.out


@pytest.mark.parametrize("later", ["host"])
def test_commands_of_later_issues_are_not_there(coach: Run, later: str) -> None:
    assert coach(later).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("plya",),
        ("--wrong",),
        ("show",),
        ("play", "psoas-care", "--speed", "0"),
        ("play", "psoas-care", "--speed", "nan"),
        ("play", "psoas-care", "--minutes", "-3"),
        ("morning", "11"),
        ("morning", "-1"),
        ("morning", "two"),
        ("simulate", "psoas-care"),
        ("simulate", "psoas-care", "--history", "h.toml", "--at", "2026-11-01"),
        ("simulate", "psoas-care", "--history", "h.toml", "--at", "2026-11-01T07:30:00"),
        ("simulate", "psoas-care", "--history", "h.toml", "--at", "soon"),
        ("--profile", "../x", "list"),
        ("new", "腸"),
        ("new", "../x"),
        ("list", "--js"),
        ("log", "run", "--worst", "11"),
        ("log", "run", "--at", "2026-11-01"),
        ("log", "run", "--days-ago", "1", "--at", "2026-11-01T07:30:00Z"),
        ("log", "rescue", "--done", "1.2"),
        ("log", "run", "--quality", "dul"),
    ],
)
def test_wrong_usage_is_one_line_and_2(coach: Run, words: tuple[str, ...]) -> None:
    said = coach(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("words", [(), ("play",), ("play", "psoas-care")])
def test_the_app_needs_a_terminal(coach: Run, words: tuple[str, ...]) -> None:
    said = coach(*words)
    assert said.code == 2
    assert "coach play psoas-care --plain" in said.err


def test_a_dumb_terminal_is_named(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    said = coach()
    assert said.code == 2
    assert "TERM=dumb" in said.err


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("show", "psoas-car"), "psoas-care"),
        (("show", "planck"), "plank"),
        (("show", "Psoas Care"), "psoas-care"),
        (("play", "psoas", "--plain"), "psoas-care"),
        (("simulate", "reskue", "--history", "h.toml"), "rescue"),
        (("play", "plank", "--plain"), "is an exercise"),
    ],
)
def test_an_unknown_name_gets_the_nearest(coach: Run, words: tuple[str, ...], near: str) -> None:
    said = coach(*words)
    assert said.code == 2
    assert near in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("plya",), "play"),
        (("exercise",), "exercises"),
        (("histroy",), "history"),
        (("PLAY",), "play"),
        (("course-",), "course"),
        (("host", "invte"), "invite"),
        (("backup", "lst"), "list"),
    ],
)
def test_an_unknown_command_gets_the_nearest(coach: Run, words: tuple[str, ...], near: str) -> None:
    said = coach(*words)
    assert (said.code, said.out) == (2, "")
    assert f"Did you mean {near}" in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("word", ["xyzzy", "complet", "\x1b[2J", "a" * 5000])
def test_what_is_near_to_none_gets_the_list(coach: Run, word: str) -> None:
    said = coach(word)
    assert said.code == 2
    assert "Did you mean complete?" not in said.err
    assert "coach --help" in said.err
    assert "\x1b" not in said.err
    assert len(said.err) < 300


@pytest.mark.parametrize(
    "words",
    [("list",), ("exercises",), ("show", "psoas-care"), ("show", "plank"), ("learn",), ("rules",), ("history",)],
)
def test_no_line_ends_in_blanks(coach: Run, words: tuple[str, ...]) -> None:
    assert coach("log", "run", "--worst", "1", "--minutes", "20").code == 0
    lines = coach(*words).out.splitlines()
    assert lines
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words", [("show", "psoas-care"), ("list", "--json"), ("docs", "routines"), ("--version",), ("show", "--help")]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_a_sentence(home: Path, words: tuple[str, ...], unbuffered: str) -> None:
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}  # written at once, or at the end
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "coach", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env=env,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert "could not be written (No space left on device)" in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("show", "psoas-care"), ("list",), ("rules",), ("--help",)])
def test_whoever_has_read_enough_is_no_failure(home: Path, words: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ended = subprocess.run(
            [sys.executable, "-u", "-m", "coach", *words], stdout=write, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(write)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="no shell that closes a stream")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_one_that_nobody_reads(home: Path, closed: str) -> None:
    shell = f'"{sys.executable}" -m coach log walk --minutes 30 --worst 0 --at "yesterday 18:00" {closed}'
    ended = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    kept = subprocess.run(
        [sys.executable, "-m", "coach", "history", "--json"], capture_output=True, text=True, check=True
    )
    assert len(json.loads(kept.stdout)["walk"]) == 1


@pytest.mark.skipif(not hasattr(os, "set_blocking"), reason="no pipe that does not wait")
def test_a_full_pipe_that_does_not_wait_is_a_sentence(home: Path) -> None:
    read, write = os.pipe()
    os.set_blocking(write, False)
    try:
        while True:
            os.write(write, b"x" * 4096)
    except BlockingIOError:
        pass
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "coach", "list"],
            stdout=write,
            stderr=subprocess.PIPE,
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
            text=True,
            check=False,
        )
    finally:
        os.close(read)
        os.close(write)
    assert ended.returncode == 1
    assert "could not be written" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_an_unknown_name_cannot_steer_the_terminal(coach: Run) -> None:
    assert "\x1b" not in coach("show", "\x1b[2Jx").err


def test_global_options_stand_before_or_after_the_command() -> None:
    before = parser().parse_args(["--profile", "anna", "--routines", "r", "list"])
    after = parser().parse_args(["list", "--profile", "anna", "--routines", "r"])
    neither = parser().parse_args(["list"])
    assert (before.profile, before.routines) == (after.profile, after.routines)
    assert (neither.profile, neither.routines) == (None, None)


def test_profiles_have_a_history_each(coach: Run, home: object) -> None:
    Path("h.toml").write_text('[[session]]\nroutine = "rescue"\nat = 2026-11-01T07:30:00Z\n')
    assert coach("import", "h.toml", "--profile", "anna").code == 0
    assert len(coach("history", "--json", "--profile", "anna").json["session"]) == 1
    assert coach("history", "--json").json["session"] == []


@pytest.mark.parametrize(
    ("error", "code"), [(RuntimeError("two\nlines"), 1), (KeyboardInterrupt(), 130), (BrokenPipeError(), 0)]
)
def test_whatever_happens_is_a_line_and_a_code(
    error: BaseException,
    code: int,
    home: object,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr("coach.cli.training.browse.routines", fail)
    monkeypatch.setattr("coach.cli.entry._let_go_of_stdout", lambda: None)
    assert main(["list"]) == code
    said = capsys.readouterr().err
    assert said.count("\n") == (1 if code == 1 else 0)


def test_the_traceback_is_there_for_those_who_want_it(
    home: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("inside")

    monkeypatch.setattr("coach.cli.training.browse.routines", fail)
    monkeypatch.setenv("COACH_DEBUG", "1")
    assert main(["list"]) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "Psoas-Care"), "Psoas care"),
        (("show", "PLANK"), "Plank"),
        (("new", "My-Care"), "my-care"),
        (("course", "Steady-Hips"), "Steady hips"),
        (("learn", "What-Is-The-Psoas"), None),
    ],
)
def test_ids_may_be_typed_with_capitals(coach: Run, words: tuple[str, ...], said: str | None) -> None:
    typed, plain = coach(*words), None
    if said is None:
        plain = coach(words[0], words[1].lower())
        assert (typed.code, typed.out, typed.err) == (plain.code, plain.out, plain.err)
    else:
        assert typed.code == 0, typed.err
        assert said.lower() in typed.out.lower()
