"""What a terminal sends that nobody typed, at a real one: nothing of it answers; and stops, signals and sizes."""

import fcntl
import json
import os
import shlex
import signal
import struct
import sys
import termios

import pytest
from noise import REPLIES, storm

from e2e.terminal import COACH, Terminal

from .test_session import BRISK, FAST, answer_without_pain, assert_restored, begin, reach_second_side

UNANSWERED = "Worst pain during        0  1  2  3"


def send(terminal: Terminal, data: bytes) -> None:
    os.write(terminal._master, data)


def to_the_pain_check(terminal: Terminal) -> None:
    begin(terminal)
    terminal.wait_for("How was it?")
    terminal.wait_for(UNANSWERED)


def test_no_reply_answers_a_question_whole_or_cut(start, run):
    terminal = start(*FAST)
    to_the_pain_check(terminal)
    for name, said in REPLIES.items():
        half = len(said) // 2
        for part in (said, said[:half], said[half:]):
            if "mouse, SGR" not in name:  # a click is one
                send(terminal, part)
                terminal.receive(0.02)
    terminal.settle()
    assert UNANSWERED in terminal.text
    answer_without_pain(terminal)
    (record,) = json.loads(run("history", "--json").stdout)["session"]
    assert (record["worst"], record["after"], record["effort"]) == (0, 0, 4)


def test_in_a_storm_each_key_that_was_typed_counts_and_nothing_else(start):
    terminal = start("play", "desk-break")
    terminal.wait_for("Pain now")
    for read in storm(7, 60, typed=("3", "8"), broken=False):
        send(terminal, read.data)
        terminal.receive(0.01)
        if read.typed:
            terminal.wait_for(f"[{read.typed}]")
    terminal.settle()
    assert not [each for each in "01245679" if f"[{each}]" in terminal.text]


def test_in_plain_mode_a_reply_in_a_line_is_no_answer(start):
    terminal = start("play", "desk-break", "--plain", "--speed", "60")
    terminal.wait_for("Pain now")
    send(terminal, b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\2\r")
    terminal.wait_for("None of these today")


def test_esc_and_keys_by_place_work(start):
    terminal = start("play", "desk-break")
    begin(terminal)
    assert b"\x1b[>29u" in terminal.raw
    send(terminal, "Р".encode())
    terminal.wait_for("What hurts in")
    send(terminal, b"\x1b")
    terminal.wait_gone("What hurts in")
    send(terminal, b"\x1b[1088::104;;1088u")
    terminal.wait_for("What hurts in")
    send(terminal, b"\x1b[27u")
    terminal.wait_gone("What hurts in")
    send(terminal, b"\x1b[15~")
    terminal.wait_for("What hurts in")
    send(terminal, b"\x1b")
    terminal.wait_gone("What hurts in")
    terminal.click("It hurts")
    terminal.wait_for("What hurts in")


# --- stops, signals, sizes --------------------------------------------------------------------------------------------


def test_a_sigcont_and_then_a_sigterm_leave_the_terminal_as_it_was(start, checkpoints):
    terminal = start(*BRISK)
    begin(terminal)
    reach_second_side(terminal)
    for number in (signal.SIGCONT, signal.SIGCONT, signal.SIGSTOP, signal.SIGCONT):
        terminal.signal(number)
        terminal.receive(0.1)
    terminal.wait_for("left")
    terminal.press("space")
    terminal.wait_for("PAUSED")
    terminal.signal(signal.SIGCONT)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit() == 130
    assert_restored(terminal)
    assert len(checkpoints()) == 1


@pytest.mark.parametrize("how", ["ctrl+z", pytest.param(signal.SIGTSTP, marks=pytest.mark.soak)])
def test_where_there_is_no_shell_ctrl_z_does_not_stand_still_for_ever(start, how):
    terminal = start(*BRISK)
    begin(terminal)
    if isinstance(how, signal.Signals):
        terminal.signal(how)
    else:
        terminal.press(how)
    terminal.wait_for("There is no shell here")
    terminal.press("q")
    terminal.wait_for("Stop here?")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 130
    assert_restored(terminal)


def test_nor_behind_a_program_that_is_no_shell(home):
    """The group of processes has a parent that could not make it go on, either."""
    waits = f"import subprocess; subprocess.run({[*COACH, *BRISK]!r})"
    with Terminal([sys.executable, "-c", waits], home) as terminal:
        begin(terminal)
        terminal.press("ctrl+z")
        terminal.wait_for("There is no shell here")


def test_stopped_by_ctrl_z_a_kill_ends_it_at_once(home):
    with Terminal(["sh", "-i"], home, env={"PS1": "at the shell> "}) as terminal:
        terminal.wait_for("at the shell>")
        modes = terminal.modes
        terminal.press(shlex.join([*COACH, *BRISK]), "enter")
        begin(terminal)
        terminal.press("ctrl+z")
        terminal.wait_until(lambda text: text.rstrip().endswith("at the shell>"), "the shell's prompt")
        terminal.press("kill -TERM %1; kill -CONT %1; wait; echo over $((1 + 1))", "enter")
        terminal.wait_for("over 2")
        assert terminal.modes[3] == modes[3]


def test_a_window_that_claims_to_be_huge_is_drawn_at_a_size_that_can_be(start):
    terminal = start(*BRISK)
    begin(terminal)
    for columns, rows in ((9999, 9999), (65535, 65535)):
        fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        send(terminal, b"\x1b[48;9999;9999;9999;9999t")
        terminal.receive(0.1)
    terminal.resize(80, 24)
    terminal.wait_until(lambda text: "left" in terminal.lines[0] and "Space Pause" in terminal.lines[-1], "the session")
