"""Whole sessions in a real pseudo-terminal, read through pyte: by keys, cut short, and in bad conditions."""

import json
import re
import shlex
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from e2e.terminal import COACH, Terminal

BRISK = ("play", "desk-break", "--speed", "12", "--record")
"""Slow enough to stop in the middle of, fast enough to wait for: a hold takes less than two seconds."""
FAST = ("play", "desk-break", "--speed", "60", "--record")
SIZES = [(20, 5), (200, 60), (40, 12), (39, 24), (80, 11), (100, 30), (1, 1), (120, 40)]


def begin(terminal: Terminal) -> None:
    """From the Ready screen into the session: one digit, Enter."""
    terminal.wait_for("Pain now")
    terminal.wait_for("Start")
    terminal.press("2")
    terminal.wait_for("[2]")
    terminal.press("enter")
    terminal.wait_for("GET READY")


def read_the_cards(terminal: Terminal) -> None:
    """The three cards of the first start."""
    for words in ("1 of 3", "call your local emergency number", "3 of 3"):
        terminal.wait_for(words)
        terminal.press("enter")


def reach_second_side(terminal: Terminal) -> None:
    """Into the hold of the second set, at least a second of it."""
    terminal.wait_for("HOLD · RIGHT side")
    before = terminal.text
    terminal.wait_until(lambda _: terminal.text != before, "a second of the hold")


def answer_without_pain(terminal: Terminal) -> None:
    """The pain check of a session that did not hurt: three digits."""
    terminal.wait_for("How was it?")
    terminal.press("0")
    terminal.wait_for("10 worst, now.")
    terminal.press("0")
    terminal.wait_gone("It changed how I move")
    terminal.press("4")
    terminal.wait_for("GREEN")


def assert_restored(terminal: Terminal) -> None:
    """The terminal is as it was: its own screen, the cursor, no mouse, no paste marks, echo and line mode."""
    sent = bytes(terminal.raw)
    for what, on, off in (
        ("alternate screen", b"\x1b[?1049h", b"\x1b[?1049l"),
        ("mouse", b"\x1b[?1000h", b"\x1b[?1000l"),
        ("mouse moves", b"\x1b[?1003h", b"\x1b[?1003l"),
        ("bracketed paste", b"\x1b[?2004h", b"\x1b[?2004l"),
        ("hidden cursor", b"\x1b[?25l", b"\x1b[?25h"),
    ):
        assert on in sent, f"{what} was never on"
        assert sent.rfind(off) > sent.rfind(on), f"{what} was left on"
    assert terminal.modes == terminal.modes_before
    assert b"Traceback" not in sent


# --- by keys ----------------------------------------------------------------------------------------------------------


def test_from_home_to_the_first_get_ready_takes_enter_a_digit_and_enter(start):
    terminal = start()
    terminal.wait_for_home()
    terminal.press("enter")
    begin(terminal)
    terminal.wait_until(lambda _: "Pause" in terminal.lines[-1], "the session's keys")
    assert "Psoas care" in terminal.lines[0]


def test_the_first_start_begins_with_the_safety_notice_and_the_second_does_not(start, home):
    shutil.rmtree(home / "data")
    terminal = start(size=(40, 12))
    terminal.wait_for("I have read this")
    terminal.press("psoas", "escape", "down")
    assert "Routines (" not in terminal.settle()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    again = start()
    read_the_cards(again)
    again.wait_for("What brings you here?")
    again.press("escape")
    again.wait_for("Routines (")
    again.press("?")
    again.wait_for("Show this help.")
    again.press("escape")
    again.wait_for("Routines (")
    again.press("ctrl+q")
    assert again.wait_exit() == 0
    last = start()
    last.wait_for("Routines (")
    assert "I have read this" not in last.settle()


def test_a_whole_session_ends_at_home_with_its_record(start, run):
    terminal = start(*FAST)
    begin(terminal)
    answer_without_pain(terminal)
    terminal.wait_for("You did 100 %")
    terminal.press("enter")
    terminal.wait_for("Routines (")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert_restored(terminal)
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert (record["routine"], record["before"], record["worst"], record["after"], record["effort"]) == (
        "desk-break",
        2,
        0,
        0,
        4,
    )
    assert record["done"] == 1.0


def test_stopping_asks_why_in_one_key_and_keeps_what_was_done(start, run):
    terminal = start(*BRISK)
    begin(terminal)
    reach_second_side(terminal)
    terminal.press("q")
    terminal.wait_for("Stop here?")
    terminal.press("i")
    answer_without_pain(terminal)
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert record["stopped"] == "tired"
    assert 0 < record["done"] < 1


@pytest.mark.soak  # in lines it is played in every run
def test_a_rehearsal_records_nothing(start, run):
    terminal = start("play", "desk-break", "--speed", "60")
    begin(terminal)
    answer_without_pain(terminal)
    terminal.press("enter")
    terminal.wait_for("Routines (")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert json.loads(run("history", "--json").stdout)["session"] == []


@pytest.mark.parametrize("key", ["ctrl+c", pytest.param("ctrl+q", marks=pytest.mark.soak)])
def test_leaving_in_the_middle_keeps_the_very_second(start, checkpoints, key):
    terminal = start(*BRISK)
    begin(terminal)
    reach_second_side(terminal)
    terminal.press(key)
    assert terminal.wait_exit() == 130
    assert_restored(terminal)
    (kept,) = checkpoints()
    assert kept["state"]["status"] == "paused"
    assert kept["state"]["held_s"] > 0


# --- cut short --------------------------------------------------------------------------------------------------------


def test_after_kill_9_the_session_is_offered_and_goes_on_where_it_was(start, run):
    terminal = start(*BRISK)
    begin(terminal)
    reach_second_side(terminal)
    terminal.kill()
    again = start()
    again.wait_for("You stopped in the middle of Desk break")
    again.settle(1.0)
    again.press("enter")
    again.wait_for("PAUSED · RIGHT side")
    again.wait_for("Standing hip opener")
    again.press("space")
    again.wait_for("GET SET")
    again.press("q")
    again.wait_for("Stop here?")
    again.press("n")
    answer_without_pain(again)
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    sides = {row["side"]: row["done"] for row in record["step"] if row["exercise"] == "standing-hip-opener"}
    assert sides["left"] == 1.0


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, *(pytest.param(each, marks=pytest.mark.soak) for each in (signal.SIGHUP, signal.SIGQUIT))],
)
def test_a_signal_in_a_session_saves_it_and_restores_the_terminal(start, checkpoints, number):
    terminal = start(*BRISK)
    begin(terminal)
    reach_second_side(terminal)
    terminal.signal(number)
    assert terminal.wait_exit() == 130
    assert_restored(terminal)
    (kept,) = checkpoints()
    assert kept["state"]["held_s"] > 0
    assert len(kept["state"]["results"]) == 1


def test_a_closed_window_saves_the_session(start, checkpoints):
    terminal = start(*BRISK)
    begin(terminal)
    reach_second_side(terminal)
    terminal.close_window()
    terminal.process.wait(timeout=180)
    (kept,) = checkpoints()
    assert kept["state"]["held_s"] > 0
    again = start()
    again.wait_for("You stopped in the middle of Desk break")


def test_ctrl_z_gives_the_shell_and_fg_comes_back_to_the_session_paused(home):
    # A shell with job control: a session's first process cannot be stopped by its own terminal.
    with Terminal(["sh", "-i"], home, env={"PS1": "at the shell> "}) as terminal:
        terminal.wait_for("at the shell>")
        shell_modes = terminal.modes
        terminal.press(shlex.join([*COACH, *BRISK]), "enter")
        begin(terminal)
        reach_second_side(terminal)
        terminal.press("ctrl+z")
        terminal.wait_until(lambda text: text.rstrip().endswith("at the shell>"), "the shell's prompt")
        assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
        assert terminal.modes[3] == shell_modes[3]
        terminal.press("fg", "enter")
        terminal.wait_for("PAUSED · RIGHT side")
        terminal.press("ctrl+c")
        terminal.wait_until(lambda text: text.rstrip().endswith("at the shell>"), "the shell's prompt")


# --- windows ----------------------------------------------------------------------------------------------------------


def test_a_storm_of_sizes_leaves_the_session_whole(start):
    terminal = start(*BRISK)
    begin(terminal)
    for size in SIZES * 5:
        terminal.resize(*size)
        terminal.receive(0.01)
    terminal.resize(80, 24)
    terminal.wait_until(  # what lies below may still be drawn over
        lambda text: (
            "left" in terminal.lines[0]
            and "█" in text
            and "Space Pause" in terminal.lines[-1]
            and "too small" not in text
        ),
        "the session, drawn again",
    )


def test_a_whole_session_in_40_by_12(start):
    terminal = start(*FAST, size=(40, 12))
    begin(terminal)
    terminal.wait_until(lambda _: "left" in terminal.lines[0], "the minutes left")
    answer_without_pain(terminal)
    terminal.wait_until(lambda _: "Change answers" in terminal.lines[-1], "the footer")


@pytest.mark.parametrize(
    "size", [(20, 5), *(pytest.param(each, marks=pytest.mark.soak) for each in ((39, 24), (80, 11)))]
)
def test_below_40_by_12_it_says_so_and_keys_still_work(start, size):
    terminal = start(size=size)
    terminal.wait_until(lambda text: "too small" in " ".join(text.split()), "the sentence")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert_restored(terminal)


@pytest.mark.parametrize(
    "env",
    [{}, *(pytest.param({"COLORTERM": "", **term}, marks=pytest.mark.soak) for term in ({}, {"TERM": "xterm"}))],
    ids=["truecolor", "256", "16"],
)
def test_without_colour_no_code_of_a_colour_is_sent(start, env):
    terminal = start("play", "desk-break", env={"NO_COLOR": "1", **env})
    begin(terminal)
    codes = [code for (sgr) in re.findall(rb"\x1b\[([\d;:]*)m", bytes(terminal.raw)) for code in sgr.split(b";")]
    assert b"1" in codes  # by weight
    assert not {*codes} & {str(code).encode() for code in (*range(30, 50), *range(90, 108))}


def test_without_colour_the_chosen_line_stands_in_reverse(start):
    terminal = start(env={"NO_COLOR": "1"})
    terminal.wait_for("Get ready")

    def in_reverse() -> list[int]:
        cells = terminal.screen.buffer
        return [row for row in range(24) if sum(cells[row][column].reverse for column in range(80)) > 40]

    terminal.wait_until(lambda _: len(in_reverse()) == 1, "a line in reverse")
    before = in_reverse()
    terminal.press("down")
    terminal.wait_until(lambda _: in_reverse() not in (before, []), "another line in reverse")


# --- no terminal ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), ("play",), ("play", "desk-break")])
def test_without_a_terminal_there_is_a_sentence_and_exit_2(run, words):
    ended = run(*words)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "play psoas-care --plain" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_dumb_terminal_gets_a_sentence_and_exit_2(start):
    terminal = start(env={"TERM": "dumb"})
    assert terminal.wait_exit() == 2
    terminal.wait_for("TERM=dumb")
    assert b"\x1b" not in terminal.raw
    assert b"Traceback" not in terminal.raw


# --- a database in trouble --------------------------------------------------------------------------------------------


@contextmanager
def held_by_another(database: Path) -> Iterator[None]:
    """Another program has the database for itself."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@pytest.mark.soak
def test_with_a_locked_database_the_session_goes_on_and_what_was_done_can_be_imported(start, run, home):
    terminal = start(*BRISK)
    begin(terminal)
    with held_by_another(home / "data" / "coach" / "coach.db"):
        answer_without_pain(terminal)
        terminal.press("enter")
        terminal.wait_for("Routines (")
        assert "in use by another program" in " ".join(terminal.text.split())
        terminal.press("ctrl+q")
        terminal.wait_exit()
    assert_restored(terminal)
    (unsaved,) = home.glob("coach-unsaved-*.toml")
    assert f"coach import {unsaved}" in terminal.raw.decode()
    assert json.loads(run("history", "--json").stdout)["session"] == []
    taken = run("import", str(unsaved))
    assert taken.returncode == 0, taken.stderr
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert (record["routine"], record["done"], record["effort"]) == ("desk-break", 1.0, 4)


def test_a_lock_that_ends_in_time_loses_nothing_and_leaves_no_file(start, run, home):
    terminal = start(*BRISK)
    begin(terminal)
    with held_by_another(home / "data" / "coach" / "coach.db"):
        terminal.wait_for("HOLD · RIGHT side")
    answer_without_pain(terminal)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert not list(home.glob("coach-unsaved-*.toml"))
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert record["done"] == 1.0


def test_where_nothing_can_be_written_the_session_goes_on_and_what_was_done_can_be_imported(start, run, home):
    run("log", "walk", "--minutes", "30")
    (path,) = (home / "data").rglob("coach.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # it can be read, and not written
        terminal = start(*FAST)
        begin(terminal)
        answer_without_pain(terminal)
        terminal.press("enter")
        terminal.wait_for("Routines (")
        terminal.press("ctrl+q")
        terminal.wait_exit()
        assert_restored(terminal)
    (unsaved,) = home.glob("coach-unsaved-*.toml")
    taken = run("import", str(unsaved))
    assert taken.returncode == 0, taken.stderr
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert (record["routine"], record["done"], record["effort"]) == ("desk-break", 1.0, 4)


def test_kill_9_in_the_middle_of_a_pain_check_loses_no_answer(start, run):
    terminal = start(*FAST)
    begin(terminal)
    terminal.wait_for("How was it?", timeout=180)
    terminal.press("8")
    terminal.wait_for("10 worst, now.")
    terminal.press("3")
    terminal.wait_for("What was the pain like?")
    terminal.kill()
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert (record["worst"], record["after"]) == (8, 3)
    assert "effort" not in record
    again = start()
    again.wait_for("Go on with the pain check of")
